//! Links of a page: where they lie and where they lead.
//!
//! After this: a link has its rectangles as a viewer shows them, and its address as the file has it; a place in the file
//! itself is `#NAME`.

use lopdf::{Dictionary, Object};

use super::document::{Page, Pdf};
use super::geometry::{Area, view};
use super::limits::PAGE_LINKS_MAX;

/// Longest address that is kept, in bytes.
const HREF_BYTES_MAX: usize = 4096;

/// A link.
#[derive(Clone, Debug)]
pub(super) struct PageLink {
    pub(super) areas: Vec<Area>,
    pub(super) href: String,
}

/// The links of `page`, in the order of the file.
pub(super) fn of_page(pdf: &Pdf, page: &Page<'_>) -> Vec<PageLink> {
    let (matrix, ..) = view(page.shown, page.quarters);
    let annotations = pdf.array(page.dictionary, b"Annots").unwrap_or_default().iter().take(PAGE_LINKS_MAX);
    let links = annotations.filter_map(|annotation| {
        let annotation = pdf.resolve(annotation)?.as_dict().ok()?;
        if pdf.name(annotation, b"Subtype") != Some(b"Link") {
            return None;
        }
        let areas: Vec<Area> = areas(pdf, annotation).into_iter().map(|area| matrix.apply_area(area)).collect();
        let href = href(pdf, annotation)?;
        (!areas.is_empty()).then_some(PageLink { areas, href })
    });
    links.collect()
}

/// The lines a link lies on, where the file tells them one by one; else its whole box.
fn areas(pdf: &Pdf, annotation: &Dictionary) -> Vec<Area> {
    let quads: Vec<f32> = pdf.array(annotation, b"QuadPoints").unwrap_or_default().iter().take(800).filter_map(|number| pdf.number(number)).collect();
    let areas: Vec<Area> = quads.chunks_exact(8).map(|quad| quad.chunks_exact(2).fold(Area::NOTHING, |all, point| all.with(point[0], point[1]))).collect();
    if areas.is_empty() { pdf.area(annotation, b"Rect").into_iter().collect() } else { areas }
}

fn href(pdf: &Pdf, annotation: &Dictionary) -> Option<String> {
    let action = pdf.dictionary(annotation, b"A");
    if let Some(action) = action
        && let Some(Object::String(bytes, _)) = pdf.get(action, b"URI")
    {
        let href = String::from_utf8_lossy(bytes).trim().to_owned();
        return (!href.is_empty() && href.len() <= HREF_BYTES_MAX).then_some(href);
    }
    let place = pdf.get(annotation, b"Dest").or_else(|| pdf.get(action?, b"D"))?;
    let name = match place {
        Object::String(bytes, _) | Object::Name(bytes) => lopdf::decode_text_string(&Object::string_literal(bytes.clone())).ok()?,
        _ => return None,
    };
    (!name.is_empty() && name.len() <= HREF_BYTES_MAX).then(|| format!("#{name}"))
}
