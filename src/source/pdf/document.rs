//! A PDF's objects and pages.
//!
//! After this: the file is open (an empty password tried), damaged cross-references are rebuilt, and every page has its
//! resources, box and rotation, inherited ones too. Streams are unpacked within bounds, damaged ones as far as they go.

use std::collections::HashSet;
use std::io::Read;

use lopdf::{DecompressError, Dictionary, Document, LoadOptions, Object, ObjectId, Stream};

use super::super::Error;
use super::geometry::Area;
use super::limits::{self, Budget, DEPTH_MAX, PAGES_MAX};
use super::salvage::salvage;

/// A page and what it inherits.
#[derive(Debug)]
pub(super) struct Page<'d> {
    pub(super) dictionary: &'d Dictionary,
    pub(super) resources: Option<&'d Dictionary>,
    /// What is shown of it, in its own coordinates: `top` is the smaller y.
    pub(super) shown: Area,
    /// Right angles it is turned by, clockwise.
    pub(super) quarters: u8,
}

/// An open file.
#[derive(Debug)]
pub(super) struct Pdf {
    pub(super) document: Document,
    /// Its cross-references were lost and built again.
    pub(super) rebuilt: bool,
}

/// Opens `bytes`.
pub(super) fn open(file: &str, bytes: &[u8]) -> Result<Pdf, Error> {
    let streams = memchr::memmem::find_iter(bytes, b"/ObjStm").count();
    let size_max = limits::object_bytes_max(bytes.len(), streams);
    let options = |force_reconstruct| LoadOptions { max_decompressed_size: Some(size_max), force_reconstruct, ..LoadOptions::default() };
    let opened = match Document::load_mem_with_options(bytes, options(false)) {
        Ok(document) => Ok(Pdf { rebuilt: document.xref_recovery.is_some(), document }),
        Err(error) if is_limit(&error) => Err(error),
        // Without a trailer or a catalog the objects may be there all the same: a catalog is put after them.
        Err(error) => match Document::load_mem_with_options(&with_catalog(bytes), options(true)) {
            Ok(document) if has_pages(&document) => Ok(Pdf { document, rebuilt: true }),
            _ => Err(error),
        },
    };
    let pdf = opened.map_err(|error| refusal(file, &error, size_max))?;
    if pdf.document.trailer.has(b"Encrypt") {
        return Err(Error::Locked { file: file.to_owned() });
    }
    Ok(pdf)
}

fn is_limit(error: &lopdf::Error) -> bool {
    matches!(error, lopdf::Error::Decompress(DecompressError::MemoryLimitExceeded { .. }))
}

fn refusal(file: &str, error: &lopdf::Error, size_max: usize) -> Error {
    let file = file.to_owned();
    match error {
        lopdf::Error::InvalidPassword | lopdf::Error::Decryption(_) => Error::Locked { file },
        error if is_limit(error) => Error::Inflated { file, bytes_max: size_max as u64 },
        error => Error::Damaged { file, format: "a PDF", cause: error.to_string() },
    }
}

/// The file with an empty catalog after it, which a search for objects finds last.
fn with_catalog(bytes: &[u8]) -> Vec<u8> {
    let mut whole = Vec::with_capacity(bytes.len() + 256);
    whole.extend_from_slice(bytes);
    let tail = "\nendstream\nendobj\n999998 0 obj\n<</Type/Catalog/Pages 999999 0 R>>\nendobj\n999999 0 obj\n<</Type/Pages/Kids[]/Count 0>>\nendobj\n\
                trailer\n<</Root 999998 0 R/Size 1000000>>\nstartxref\n0\n%%EOF\n";
    whole.extend_from_slice(tail.as_bytes());
    whole
}

fn has_pages(document: &Document) -> bool {
    document.objects.values().any(|object| object.as_dict().is_ok_and(|dictionary| dictionary.has_type(b"Page")))
}

impl Pdf {
    /// What `object` is, references followed.
    pub(super) fn resolve<'d>(&'d self, mut object: &'d Object) -> Option<&'d Object> {
        for _ in 0..DEPTH_MAX {
            match object {
                Object::Reference(id) => object = self.document.objects.get(id)?,
                Object::Null => return None,
                object => return Some(object),
            }
        }
        None
    }

    pub(super) fn get<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Object> {
        self.resolve(dictionary.get(key).ok()?)
    }

    pub(super) fn dictionary<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d Dictionary> {
        match self.get(dictionary, key)? {
            Object::Dictionary(found) => Some(found),
            Object::Stream(stream) => Some(&stream.dict),
            _ => None,
        }
    }

    pub(super) fn array<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d [Object]> {
        self.get(dictionary, key)?.as_array().ok().map(Vec::as_slice)
    }

    pub(super) fn name<'d>(&'d self, dictionary: &'d Dictionary, key: &[u8]) -> Option<&'d [u8]> {
        self.get(dictionary, key)?.as_name().ok()
    }

    pub(super) fn number(&self, object: &Object) -> Option<f32> {
        let number = self.resolve(object)?.as_float().ok()?;
        (number.is_finite() && number.abs() < 1e7).then_some(number)
    }

    pub(super) fn number_at(&self, dictionary: &Dictionary, key: &[u8]) -> Option<f32> {
        self.number(dictionary.get(key).ok()?)
    }

    /// `count` numbers of an array.
    pub(super) fn numbers<const COUNT: usize>(&self, dictionary: &Dictionary, key: &[u8]) -> Option<[f32; COUNT]> {
        let array = self.array(dictionary, key)?;
        let mut numbers = [0.0; COUNT];
        for (at, number) in numbers.iter_mut().enumerate() {
            *number = self.number(array.get(at)?)?;
        }
        Some(numbers)
    }

    /// The box under `key`, its corners put in order.
    pub(super) fn area(&self, dictionary: &Dictionary, key: &[u8]) -> Option<Area> {
        let [x, y, to_x, to_y] = self.numbers(dictionary, key)?;
        Some(Area::NOTHING.with(x, y).with(to_x, to_y))
    }

    /// The bytes of `stream`, and whether it is damaged; `None` when it cannot be unpacked at all or the budget is spent.
    pub(super) fn unpack(&self, stream: &Stream, budget: &mut Budget) -> Option<(Vec<u8>, bool)> {
        let bytes_max = budget.bytes_left();
        let plain = !stream.dict.has(b"DecodeParms") && stream.filters().is_ok_and(|filters| filters == [b"FlateDecode"]);
        let (bytes, damaged) = if plain {
            let (bytes, damaged) = inflate(&stream.content, bytes_max);
            let behind = stream.content.get(2..).filter(|_| damaged && budget.salvage()).map(|deflated| salvage(deflated, bytes_max));
            // What stood before the damage is kept in any case.
            (behind.filter(|behind| behind.len() > bytes.len()).unwrap_or(bytes), damaged)
        } else {
            match stream.decompressed_content_with_limit(bytes_max) {
                Ok(bytes) => (bytes, false),
                Err(error) => {
                    if is_limit(&error) {
                        budget.bytes(usize::MAX);
                    }
                    return None;
                }
            }
        };
        if bytes.len() > bytes_max {
            budget.bytes(usize::MAX);
            return None;
        }
        budget.bytes(bytes.len()).then_some((bytes, damaged))
    }

    /// All pages, in order.
    pub(super) fn pages(&self) -> Vec<Page<'_>> {
        let mut pages = Vec::new();
        let mut seen = HashSet::new();
        if let Some(root) = self.document.catalog().ok().and_then(|catalog| catalog.get(b"Pages").ok()) {
            self.collect(root, &Inherited::default(), DEPTH_MAX, &mut seen, &mut pages);
        }
        // A broken tree: the pages that no branch led to, where it led to none.
        if pages.is_empty() {
            let objects = self.document.objects.iter();
            for (id, dictionary) in objects.filter_map(|(id, object)| object.as_dict().ok().map(|dictionary| (id, dictionary))) {
                if dictionary.has_type(b"Page") && pages.len() < PAGES_MAX {
                    self.collect(&Object::Reference(*id), &self.inherited(dictionary), 1, &mut seen, &mut pages);
                }
            }
        }
        pages
    }

    fn collect<'d>(&'d self, node: &Object, from: &Inherited<'d>, depth: usize, seen: &mut HashSet<ObjectId>, pages: &mut Vec<Page<'d>>) {
        let Ok(id) = node.as_reference() else { return };
        if depth == 0 || pages.len() >= PAGES_MAX || !seen.insert(id) {
            return;
        }
        let Some(dictionary) = self.document.objects.get(&id).and_then(|object| self.resolve_dictionary(object)) else { return };
        let own = from.of(self, dictionary);
        match self.array(dictionary, b"Kids") {
            Some(kids) if !dictionary.has_type(b"Page") => kids.iter().for_each(|kid| self.collect(kid, &own, depth - 1, seen, pages)),
            _ => pages.push(own.page(dictionary)),
        }
    }

    fn resolve_dictionary<'d>(&'d self, object: &'d Object) -> Option<&'d Dictionary> {
        self.resolve(object)?.as_dict().ok()
    }

    /// What a page inherits from the nodes above it, the tree being broken.
    fn inherited<'d>(&'d self, page: &'d Dictionary) -> Inherited<'d> {
        let mut above = Vec::new();
        let mut node = page;
        for _ in 0..DEPTH_MAX {
            let Some(parent) = self.dictionary(node, b"Parent") else { break };
            above.push(parent);
            node = parent;
        }
        above.iter().rev().fold(Inherited::default(), |from, node| from.of(self, node))
    }
}

/// What pages take from the nodes above them.
#[derive(Clone, Copy, Debug, Default)]
struct Inherited<'d> {
    resources: Option<&'d Dictionary>,
    media: Option<Area>,
    crop: Option<Area>,
    rotate: f32,
}

impl<'d> Inherited<'d> {
    fn of(&self, pdf: &'d Pdf, node: &'d Dictionary) -> Self {
        Self {
            resources: pdf.dictionary(node, b"Resources").or(self.resources),
            media: pdf.area(node, b"MediaBox").or(self.media),
            crop: pdf.area(node, b"CropBox").or(self.crop),
            rotate: pdf.number_at(node, b"Rotate").unwrap_or(self.rotate),
        }
    }

    fn page(&self, dictionary: &'d Dictionary) -> Page<'d> {
        let sound = |area: &Area| area.width() >= 1.0 && area.height() >= 1.0;
        // A4 stands in for a box that is not told.
        let media = self.media.filter(sound).unwrap_or(Area { left: 0.0, top: 0.0, right: 595.0, bottom: 842.0 });
        let shown = self.crop.map(|crop| crop.cut(media)).filter(sound).unwrap_or(media);
        // Whole right angles, also negative ones; the cast is of 0, 1, 2 or 3.
        let quarters = (self.rotate / 90.0).round().rem_euclid(4.0) as u8;
        Page { dictionary, resources: self.resources, shown, quarters: quarters % 4 }
    }
}

/// Unpacks deflated bytes, at most one more than `bytes_max`, and tells whether they are damaged. What stood before the damage is kept.
fn inflate(packed: &[u8], bytes_max: usize) -> (Vec<u8>, bool) {
    let mut bytes = Vec::with_capacity((packed.len() * 4).min(bytes_max));
    let most = bytes_max as u64 + 1;
    let damaged = flate2::read::ZlibDecoder::new(packed).take(most).read_to_end(&mut bytes).is_err();
    if damaged && bytes.is_empty() && packed.len() > 2 {
        // A wrong header is passed over.
        let _ = flate2::read::DeflateDecoder::new(&packed[2..]).take(most).read_to_end(&mut bytes);
    }
    (bytes, damaged)
}
