//! What every PDF that a test makes ends with.

use lopdf::{Dictionary, Document, Object, ObjectId, dictionary};

/// Makes `leaves` the pages of `document`, of `width` times `height` points each; `tree` is what they name as their parent.
pub(crate) fn bind(document: &mut Document, tree: ObjectId, leaves: Vec<Object>, width: f32, height: f32) {
    let count = i64::try_from(leaves.len()).unwrap();
    let media: Vec<Object> = vec![0.into(), 0.into(), width.into(), height.into()];
    let pages: Dictionary = dictionary! { "Type" => "Pages", "Kids" => leaves, "Count" => count, "MediaBox" => media };
    document.objects.insert(tree, Object::Dictionary(pages));
    let catalog = document.add_object(dictionary! { "Type" => "Catalog", "Pages" => tree });
    document.trailer.set("Root", catalog);
}

/// The file.
pub(crate) fn bytes(mut document: Document) -> Vec<u8> {
    let mut bytes = Vec::new();
    document.save_to(&mut bytes).unwrap();
    bytes
}
