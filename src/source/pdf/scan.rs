//! Pictures of scanned pages, as files that another program can read, and the words it read off them as lines of the page.

use lopdf::{Dictionary, Object, Stream};

use super::super::ocr::{PagePicture, RecognisedPage};
use super::document::{Page, Pdf};
use super::font::TextId;
use super::geometry::Area;
use super::glyph::Glyph;
use super::limits::{Budget, DEPTH_MAX};
use super::lines::Line;
use super::page::{Item, Layout};

/// Most dots of one picture that are taken: A3 at 600 dots an inch.
const DOTS_MAX: i64 = 80_000_000;

/// The largest picture of `page`, as a file.
pub(super) fn picture(pdf: &Pdf, page: &Page<'_>, number: u32, budget: &mut Budget) -> PagePicture {
    let mut found = None;
    if let Some(resources) = page.resources {
        largest(pdf, resources, DEPTH_MAX.min(4), &mut found);
    }
    let none = |why: &str| PagePicture { page: number, bytes: Err(why.to_owned()), ending: "" };
    let Some((_, stream)) = found else { return none("it has no picture that could be handed to another program") };
    match file(pdf, stream, budget) {
        Ok((ending, bytes)) => PagePicture { page: number, bytes: Ok(bytes), ending },
        Err(why) => none(&why),
    }
}

/// The picture with most dots among `resources`, those of forms too.
fn largest<'d>(pdf: &'d Pdf, resources: &'d Dictionary, depth: usize, found: &mut Option<(i64, &'d Stream)>) {
    let Some(objects) = pdf.dictionary(resources, b"XObject").filter(|_| depth > 0) else { return };
    for (_, object) in objects.iter().take(1_000) {
        let Some(Object::Stream(stream)) = pdf.resolve(object) else { continue };
        match pdf.name(&stream.dict, b"Subtype") {
            Some(b"Image") => {
                let dots = whole(pdf, &stream.dict, b"Width").saturating_mul(whole(pdf, &stream.dict, b"Height"));
                if (1..=DOTS_MAX).contains(&dots) && found.is_none_or(|(most, _)| dots > most) {
                    *found = Some((dots, stream));
                }
            }
            Some(b"Form") => {
                if let Some(inner) = pdf.dictionary(&stream.dict, b"Resources") {
                    largest(pdf, inner, depth - 1, found);
                }
            }
            _ => {}
        }
    }
}

fn whole(pdf: &Pdf, dictionary: &Dictionary, key: &[u8]) -> i64 {
    pdf.get(dictionary, key).and_then(|number| number.as_i64().ok()).filter(|number| (0..=1_000_000).contains(number)).unwrap_or(0)
}

/// The picture as a file of its kind, with the ending of such files.
fn file(pdf: &Pdf, stream: &Stream, budget: &mut Budget) -> Result<(&'static str, Vec<u8>), String> {
    let filters = stream.filters().unwrap_or_default();
    let (width, height) = (whole(pdf, &stream.dict, b"Width"), whole(pdf, &stream.dict, b"Height"));
    match filters.as_slice() {
        [b"DCTDecode"] => Ok(("jpg", stream.content.clone())),
        [b"JPXDecode"] => Ok(("jp2", stream.content.clone())),
        [b"CCITTFaxDecode"] => Ok(("tif", fax(pdf, stream, width, height))),
        [] | [b"FlateDecode"] | [b"LZWDecode"] => {
            let unpacked = if filters.is_empty() { Some((stream.content.clone(), false)) } else { pdf.unpack(stream, budget) };
            let (dots, _) = unpacked.ok_or("its picture cannot be unpacked")?;
            Ok(("pnm", plain(pdf, stream, &dots, width, height)?))
        }
        _ => {
            let names: Vec<String> = filters.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
            Err(format!("its picture is packed with {}, which is not taken apart here", names.join(" and ")))
        }
    }
}

/// Dots as they are, in the plainest format there is (Netpbm).
fn plain(pdf: &Pdf, stream: &Stream, dots: &[u8], width: i64, height: i64) -> Result<Vec<u8>, String> {
    let mask = pdf.get(&stream.dict, b"ImageMask").and_then(|object| object.as_bool().ok()).unwrap_or(false);
    let bits = if mask { 1 } else { whole(pdf, &stream.dict, b"BitsPerComponent") };
    let colours = if mask { 1 } else { colours(pdf, &stream.dict) };
    let (kind, row) = match (bits, colours) {
        (1, 1) => ("P4", (width + 7) / 8),
        (8, 1) => ("P5", width),
        (8, 3) => ("P6", width * 3),
        _ => return Err(format!("its picture has {bits} bits for each of {colours} colours, which is not taken apart here")),
    };
    let most = if bits == 1 { String::new() } else { "255\n".to_owned() };
    let mut file = format!("{kind}\n{width} {height}\n{most}").into_bytes();
    let size = usize::try_from(row.saturating_mul(height)).unwrap_or(0);
    let body = dots.get(..size).ok_or("its picture is cut off")?;
    // in a PDF 1 is white, in P4 it is black; of a mask 0 is what is painted, in both readings dark
    file.extend(body.iter().map(|byte| if bits == 1 { !byte } else { *byte }));
    Ok(file)
}

/// How many colours a dot has; 0 where that is not known here.
fn colours(pdf: &Pdf, dictionary: &Dictionary) -> i64 {
    match pdf.get(dictionary, b"ColorSpace") {
        Some(Object::Name(name)) => match name.as_slice() {
            b"DeviceGray" | b"CalGray" | b"G" => 1,
            b"DeviceRGB" | b"CalRGB" | b"RGB" => 3,
            _ => 0,
        },
        Some(Object::Array(parts)) => match parts.first().and_then(|name| pdf.resolve(name)).and_then(|name| name.as_name().ok()) {
            Some(b"CalGray") => 1,
            Some(b"CalRGB") => 3,
            Some(b"ICCBased") => match parts.get(1).and_then(|profile| pdf.resolve(profile)) {
                Some(Object::Stream(profile)) => whole(pdf, &profile.dict, b"N"),
                _ => 0,
            },
            _ => 0,
        },
        _ => 0,
    }
}

/// A fax picture (ITU-T T.4, T.6) as a TIFF of one strip: the bytes are the same, only what is around them differs.
fn fax(pdf: &Pdf, stream: &Stream, width: i64, height: i64) -> Vec<u8> {
    let parameters = pdf.dictionary(&stream.dict, b"DecodeParms");
    let told = |key: &[u8]| parameters.and_then(|parameters| pdf.get(parameters, key));
    let k = told(b"K").and_then(|k| k.as_i64().ok()).unwrap_or(0);
    let black_is_1 = told(b"BlackIs1").and_then(|told| told.as_bool().ok()).unwrap_or(false);
    let columns = told(b"Columns").and_then(|columns| columns.as_i64().ok()).filter(|columns| (1..=1_000_000).contains(columns)).unwrap_or(width.max(1));
    let number = |number: i64| u32::try_from(number).unwrap_or(0);
    let length = u32::try_from(stream.content.len()).unwrap_or(u32::MAX);
    // (tag, type 4: a whole number, value): TIFF 6.0
    let compression = if k < 0 { 4 } else { 3 };
    let fields: [(u16, u32); 10] = [
        (256, number(columns)),
        (257, number(height)),
        (258, 1),
        (259, compression),
        (262, u32::from(black_is_1)),
        (273, 8),
        (277, 1),
        (278, number(height)),
        (279, length),
        // for group 3: rows coded by the one above them
        (if compression == 4 { 293 } else { 292 }, u32::from(k > 0)),
    ];
    let padding = stream.content.len() % 2;
    let mut file = b"II*\0".to_vec();
    let directory = 8_u32.saturating_add(length).saturating_add(u32::try_from(padding).unwrap_or(0));
    file.extend(directory.to_le_bytes());
    file.extend(&stream.content);
    file.extend(std::iter::repeat_n(0, padding));
    file.extend(10_u16.to_le_bytes());
    for (tag, value) in fields {
        file.extend(tag.to_le_bytes());
        file.extend(4_u16.to_le_bytes());
        file.extend(1_u32.to_le_bytes());
        file.extend(value.to_le_bytes());
    }
    file.extend(0_u32.to_le_bytes());
    file
}

/// Puts the words that were read off the picture of a page where they stand on it.
pub(super) fn fill(layout: &mut Layout, words: &RecognisedPage) {
    let (across, down) = (layout.width / words.size.0, layout.height / words.size.1);
    layout.items = words
        .lines
        .iter()
        .map(|words| {
            let mut line = Line { text: String::new(), glyphs: Vec::new(), area: Area::NOTHING, base: 0.0, size: 0.0, bold: false, artifact: false, lead: 0 };
            for word in words {
                if !line.text.is_empty() {
                    line.text.push(' ');
                }
                let height = (word.bottom - word.top) * down;
                let glyph = Glyph {
                    text: TextId::SPACE,
                    left: word.left * across,
                    right: word.right * across,
                    base: word.bottom * down,
                    size: height,
                    ascent: 1.0,
                    descent: 0.0,
                    bold: false,
                    artifact: false,
                    hidden: false,
                    direction: 0,
                    order: 0,
                };
                line.glyphs.push((u32::try_from(line.text.len()).unwrap_or(u32::MAX), glyph));
                line.text.push_str(&word.text);
                line.area = line.area.join(glyph.area());
                line.base = line.base.max(glyph.base);
                line.size = line.size.max(height);
            }
            Item::Line(line)
        })
        .collect();
}
