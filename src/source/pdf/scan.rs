//! Pictures of scanned pages, as files that another program can read, and the words it read off them as lines of the page.

use lopdf::{Dictionary, Object, ObjectId, Stream};

use super::super::ocr::{PagePicture, RecognisedPage, RecognisedPicture};
use super::document::Pdf;
use super::font::TextId;
use super::geometry::{Area, Matrix};
use super::glyph::Glyph;
use super::lines::Line;
use super::page::{Item, Layout};
use super::tiff::{Ink, Packing, Picture};

/// Most dots of one picture that are taken: A3 at 600 dots an inch.
const DOTS_MAX: i64 = 80_000_000;
/// Most bytes that one picture may unpack to: A4 in colours at 600 dots an inch.
const BYTES_MAX: usize = 128 * 1024 * 1024;
/// Most pictures of a page that are remembered, and most that are read: a scanner may cut a page into strips.
pub(super) const PLACED_MAX: usize = 256;
const CHOSEN_MAX: usize = 64;
/// Smallest share of the page of a picture that is read: a smaller one is an emblem.
const SHARE_MIN: f32 = 0.02;
/// What to do with a picture that is not taken apart here.
const INSTEAD: &str = "open the file and print it to a PDF anew, or have a program that reads pictures add its text (ocrmypdf)";

/// A picture where it is drawn.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    id: ObjectId,
    dots: i64,
    /// From the unit square, which the picture fills, to the page as it is seen.
    matrix: Matrix,
    area: Area,
}

impl Placed {
    /// The picture `id`, drawn by `matrix`, of which `area` is seen.
    pub(super) fn new(pdf: &Pdf, id: ObjectId, stream: &Stream, matrix: Matrix, area: Area) -> Self {
        let dots = whole(pdf, &stream.dict, b"Width").saturating_mul(whole(pdf, &stream.dict, b"Height"));
        Self { id, dots, matrix, area }
    }

    /// Which way up it is seen, as TIFF counts it: 1 as it lies, 3 on its head, 6 turned clockwise, 8 the other way; even ones beside 6 and 8, and
    /// odd ones beside 1 and 3, are mirrored.
    fn orientation(&self) -> u16 {
        // the way columns go and the way rows go: 0 to the right, 1 downwards, 2 to the left, 3 upwards
        let way = |x: f32, y: f32| {
            if x.abs() >= y.abs() {
                if x >= 0.0 { 0 } else { 2 }
            } else if y >= 0.0 {
                1
            } else {
                3
            }
        };
        match (way(self.matrix.a, self.matrix.b), way(-self.matrix.c, -self.matrix.d)) {
            (2, 1) => 2,
            (2, 3) => 3,
            (0, 3) => 4,
            (1, 0) => 5,
            (1, 2) => 6,
            (3, 2) => 7,
            (3, 0) => 8,
            _ => 1,
        }
    }

    /// Dots an inch, as it is seen.
    fn density(&self) -> u32 {
        let square_inches = f64::from(self.area.width() * self.area.height()) / (72.0 * 72.0);
        // dots are counted up to 80 million
        let density = (self.dots as f64 / square_inches.max(0.01)).sqrt();
        (density.round() as u32).clamp(50, 2_400)
    }
}

/// The pictures among `placed` that are read, from top to bottom: the finest one of each place of a page of `width` and `height`. Of the layers of
/// a page that was scanned in layers that is the one with the letters.
pub(super) fn chosen(placed: &[Placed], width: f32, height: f32) -> Vec<Placed> {
    let size = |area: Area| area.width().max(0.0) * area.height().max(0.0);
    let mut by_dots: Vec<&Placed> = placed.iter().filter(|one| size(one.area) >= SHARE_MIN * width * height).collect();
    by_dots.sort_by_key(|one| std::cmp::Reverse(one.dots));
    let mut chosen: Vec<Placed> = Vec::new();
    for one in by_dots {
        let covered: f32 = chosen.iter().map(|other| one.area.cut(other.area)).filter(|both| !both.is_empty()).map(size).sum();
        if chosen.len() < CHOSEN_MAX && covered < 0.5 * size(one.area) {
            chosen.push(*one);
        }
    }
    chosen.sort_by(|one, other| one.area.top.total_cmp(&other.area.top).then(one.area.left.total_cmp(&other.area.left)));
    chosen
}

/// The pictures of page `number` that are to be read, as files.
pub(super) fn pictures(pdf: &Pdf, layout: &Layout, number: u32) -> Vec<PagePicture> {
    let chosen = chosen(&layout.pictures, layout.seen_size().0, layout.seen_size().1);
    if chosen.is_empty() {
        let why = format!("it has no picture that could be handed to another program; {INSTEAD}");
        return vec![PagePicture { page: number, bytes: Err(why), density: 0 }];
    }
    let told = |placed: &Placed| {
        let found = pdf.document.objects.get(&placed.id).and_then(|object| object.as_stream().ok());
        let bytes = found.ok_or_else(|| "its picture is not in the file".to_owned()).and_then(|stream| file(pdf, stream, placed));
        PagePicture { page: number, bytes: bytes.map_err(|why| format!("{why}; {INSTEAD}")), density: placed.density() }
    };
    chosen.iter().map(told).collect()
}

fn whole(pdf: &Pdf, dictionary: &Dictionary, key: &[u8]) -> i64 {
    pdf.get(dictionary, key).and_then(|number| number.as_i64().ok()).filter(|number| (0..=1_000_000).contains(number)).unwrap_or(0)
}

/// The picture as a file that says which way up it is.
fn file(pdf: &Pdf, stream: &Stream, placed: &Placed) -> Result<Vec<u8>, String> {
    let (width, height) = (whole(pdf, &stream.dict, b"Width"), whole(pdf, &stream.dict, b"Height"));
    if !(1..=DOTS_MAX).contains(&width.saturating_mul(height)) {
        return Err(format!("its picture of {width} by {height} dots is larger than any page, or empty"));
    }
    let size = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let orientation = placed.orientation();
    let filters = stream.filters().unwrap_or_default();
    let own = |at: usize, packed: &[&[u8]]| unpacked(pdf, stream, at, packed);
    match filters.as_slice() {
        [before @ .., b"DCTDecode"] => jpeg(own(before.len(), before)?, orientation, size(width), size(height)),
        [before @ .., b"JPXDecode"] if orientation == 1 => own(before.len(), before),
        [.., b"JPXDecode"] => Err("its picture is packed with JPXDecode and lies turned, and is not taken apart here".to_owned()),
        [before @ .., b"CCITTFaxDecode"] => {
            let data = own(before.len(), before)?;
            let (packing, black_is_1, columns) = fax(pdf, stream, filters.len() - 1, width)?;
            let ink = if black_is_1 == is_inverted(pdf, &stream.dict) { Ink::WhiteIsZero } else { Ink::BlackIsZero };
            Ok(Picture { width: size(columns), height: size(height), bits: 1, packing, ink, orientation, data: &data }.file())
        }
        all if all.iter().all(|name| matches!(*name, b"FlateDecode" | b"LZWDecode" | b"RunLengthDecode" | b"ASCII85Decode" | b"ASCIIHexDecode")) => {
            let dots = own(all.len(), all)?;
            plain(pdf, stream, dots, width, height, orientation)
        }
        _ => {
            let names: Vec<String> = filters.iter().map(|name| String::from_utf8_lossy(name).into_owned()).collect();
            Err(format!("its picture is packed with {}, which is not taken apart here", names.join(" and ")))
        }
    }
}

/// The data of `stream` without its first `count` packings, which are `packed`.
fn unpacked(pdf: &Pdf, stream: &Stream, count: usize, packed: &[&[u8]]) -> Result<Vec<u8>, String> {
    if count == 0 {
        return Ok(stream.content.clone());
    }
    let mut outer = stream.clone();
    outer.dict.set("Filter", Object::Array(packed.iter().map(|name| Object::Name(name.to_vec())).collect()));
    match stream.dict.get(b"DecodeParms").ok().and_then(|told| pdf.resolve(told)) {
        Some(Object::Array(told)) => {
            let told = told.iter().take(count).map(|one| pdf.resolve(one).cloned().unwrap_or(Object::Null));
            outer.dict.set("DecodeParms", Object::Array(told.collect()));
        }
        Some(told) => outer.dict.set("DecodeParms", told.clone()),
        None => {}
    }
    outer.decompressed_content_with_limit(BYTES_MAX).map_err(|error| format!("its picture cannot be unpacked: {error}"))
}

/// What the packing number `at` is told beside the data.
fn parameters<'d>(pdf: &'d Pdf, dictionary: &'d Dictionary, at: usize) -> Option<&'d Dictionary> {
    match pdf.get(dictionary, b"DecodeParms")? {
        Object::Dictionary(told) => Some(told),
        Object::Array(told) => pdf.resolve(told.get(at)?)?.as_dict().ok(),
        _ => None,
    }
}

/// Whether light and dark are exchanged by the picture's own word.
fn is_inverted(pdf: &Pdf, dictionary: &Dictionary) -> bool {
    pdf.numbers::<2>(dictionary, b"Decode").is_some_and(|[from, to]| from > to)
}

/// How fax data are packed (ITU-T T.4, T.6), whether 1 is black in them, and how wide they are.
fn fax(pdf: &Pdf, stream: &Stream, at: usize, width: i64) -> Result<(Packing, bool, i64), String> {
    let parameters = parameters(pdf, &stream.dict, at);
    let told = |key: &[u8]| parameters.and_then(|parameters| pdf.get(parameters, key));
    let is_set = |key: &[u8]| told(key).and_then(|told| told.as_bool().ok()).unwrap_or(false);
    let packing = match told(b"K").and_then(|k| k.as_i64().ok()).unwrap_or(0) {
        ..0 => Packing::Group4,
        0 => Packing::Group3,
        1.. => Packing::Group3Mixed,
    };
    if is_set(b"EncodedByteAlign") {
        return Err("its picture is a fax whose rows begin at whole bytes, which is not taken apart here".to_owned());
    }
    // what is not told is 1728 (ISO 32000-1, table 11), and a picture is as wide as its fax all the same
    let columns = told(b"Columns").and_then(|columns| columns.as_i64().ok()).filter(|columns| (1..=1_000_000).contains(columns)).unwrap_or(width.max(1));
    Ok((packing, is_set(b"BlackIs1"), columns))
}

/// A JPEG file as it is, or in one that says which way up it is.
fn jpeg(data: Vec<u8>, orientation: u16, width: u32, height: u32) -> Result<Vec<u8>, String> {
    if orientation == 1 {
        return Ok(data);
    }
    let ink = match jpeg_colours(&data) {
        Some(1) => Ink::BlackIsZero,
        Some(3) => Ink::YCbCr,
        _ => return Err("its picture is a JPEG of other colours than grey and RGB and lies turned, which is not taken apart here".to_owned()),
    };
    Ok(Picture { width, height, bits: 8, packing: Packing::Jpeg, ink, orientation, data: &data }.file())
}

/// How many colours a JPEG file has: the last byte of its frame header (ITU-T T.81, B.2.2) before those of the colours.
fn jpeg_colours(data: &[u8]) -> Option<u8> {
    let mut at = 2;
    loop {
        let Some(&[0xff, marker, high, low]) = data.get(at..at + 4)?.first_chunk() else { return None };
        if matches!(marker, 0xc0..=0xcf) && !matches!(marker, 0xc4 | 0xc8 | 0xcc) {
            return data.get(at + 9).copied();
        }
        at += 2 + usize::from(u16::from_be_bytes([high, low]));
    }
}

/// What the numbers of a dot mean.
#[derive(Debug)]
enum Colours {
    Grey,
    Rgb,
    Cmyk,
    /// The more of it, the darker.
    Spot,
    /// The number of a colour in this list, three bytes each.
    Listed(Vec<[u8; 3]>),
}

impl Colours {
    fn of(pdf: &Pdf, stream: &Stream) -> Option<Self> {
        let dictionary = &stream.dict;
        if pdf.get(dictionary, b"ImageMask").and_then(|object| object.as_bool().ok()).unwrap_or(false) {
            // 0 is what is painted: dark in both readings
            return Some(Self::Grey);
        }
        Self::named(pdf, pdf.get(dictionary, b"ColorSpace")?, 4)
    }

    fn named(pdf: &Pdf, space: &Object, depth: usize) -> Option<Self> {
        let simple = |name: &[u8]| match name {
            b"DeviceGray" | b"CalGray" | b"G" => Some(Self::Grey),
            b"DeviceRGB" | b"CalRGB" | b"RGB" => Some(Self::Rgb),
            b"DeviceCMYK" | b"CMYK" => Some(Self::Cmyk),
            _ => None,
        };
        match space {
            Object::Name(name) => simple(name),
            Object::Array(parts) if depth > 0 => {
                let part = |at: usize| parts.get(at).and_then(|part| pdf.resolve(part));
                match part(0)?.as_name().ok()? {
                    b"ICCBased" => match whole(pdf, &part(1)?.as_stream().ok()?.dict, b"N") {
                        1 => Some(Self::Grey),
                        3 => Some(Self::Rgb),
                        4 => Some(Self::Cmyk),
                        _ => None,
                    },
                    b"Separation" => Some(Self::Spot),
                    b"Indexed" | b"I" => {
                        let base = Self::named(pdf, part(1)?, depth - 1)?;
                        let listed = match part(3)? {
                            Object::String(bytes, _) => bytes.clone(),
                            Object::Stream(stream) => stream.decompressed_content_with_limit(4 * 256).unwrap_or_else(|_| stream.content.clone()),
                            _ => return None,
                        };
                        Some(Self::Listed(listed.chunks_exact(base.numbers()?).take(256).filter_map(|numbers| base.rgb(numbers)).collect()))
                    }
                    name => simple(name),
                }
            }
            _ => None,
        }
    }

    /// How many numbers a dot has; `None` for a list, which stands in no other.
    fn numbers(&self) -> Option<usize> {
        match self {
            Self::Grey | Self::Spot => Some(1),
            Self::Rgb => Some(3),
            Self::Cmyk => Some(4),
            Self::Listed(_) => None,
        }
    }

    /// A dot in red, green and blue.
    fn rgb(&self, numbers: &[u8]) -> Option<[u8; 3]> {
        match (self, numbers) {
            (Self::Grey, &[grey]) => Some([grey; 3]),
            (Self::Spot, &[ink]) => Some([255 - ink; 3]),
            (Self::Rgb, &[red, green, blue]) => Some([red, green, blue]),
            (Self::Cmyk, &[cyan, magenta, yellow, black]) => Some([cyan, magenta, yellow].map(|ink| 255 - ink.saturating_add(black))),
            (Self::Listed(list), &[at]) => Some(list.get(usize::from(at)).copied().unwrap_or([255; 3])),
            _ => None,
        }
    }
}

/// Dots as they are.
fn plain(pdf: &Pdf, stream: &Stream, mut dots: Vec<u8>, width: i64, height: i64, orientation: u16) -> Result<Vec<u8>, String> {
    let mask = pdf.get(&stream.dict, b"ImageMask").and_then(|object| object.as_bool().ok()).unwrap_or(false);
    let bits = if mask { 1 } else { whole(pdf, &stream.dict, b"BitsPerComponent") };
    let unknown = || "its picture has colours that are not known here".to_owned();
    let colours = Colours::of(pdf, stream).ok_or_else(unknown)?;
    let numbers = colours.numbers().unwrap_or(1);
    if !matches!(bits, 1 | 2 | 4 | 8) {
        return Err(format!("its picture has {bits} bits for each number of a dot, which is not taken apart here"));
    }
    let (columns, rows) = (usize::try_from(width).unwrap_or(0), usize::try_from(height).unwrap_or(0));
    let row = (columns * numbers * usize::try_from(bits).unwrap_or(0)).div_ceil(8);
    dots.truncate(row.saturating_mul(rows));
    if dots.len() < row.saturating_mul(rows) {
        return Err("its picture is cut off".to_owned());
    }
    if is_inverted(pdf, &stream.dict) {
        dots.iter_mut().for_each(|byte| *byte = !*byte);
    }
    let (ink, bits) = match colours {
        Colours::Grey => (Ink::BlackIsZero, bits),
        Colours::Spot => (Ink::WhiteIsZero, bits),
        Colours::Rgb if bits == 8 => (Ink::Rgb, bits),
        colours => {
            if columns.saturating_mul(rows).saturating_mul(3) > BYTES_MAX {
                return Err(format!("its picture of {width} by {height} dots is larger than any page in colours"));
            }
            dots = in_rgb(&dots, &colours, bits, row, columns);
            (Ink::Rgb, 8)
        }
    };
    let size = |number: i64| u32::try_from(number).unwrap_or(u32::MAX);
    let bits = u16::try_from(bits).unwrap_or(8);
    Ok(Picture { width: size(width), height: size(height), bits, packing: Packing::None, ink, orientation, data: &dots }.file())
}

/// All dots in red, green and blue; `row` bytes are a row of `columns` dots.
fn in_rgb(dots: &[u8], colours: &Colours, bits: i64, row: usize, columns: usize) -> Vec<u8> {
    let numbers = colours.numbers().unwrap_or(1);
    let is_list = matches!(colours, Colours::Listed(_));
    let bits = usize::try_from(bits).unwrap_or(8);
    let most = (1_usize << bits) - 1;
    let mut all = Vec::with_capacity(dots.len() / row.max(1) * columns * 3);
    let mut dot = Vec::with_capacity(4);
    for row in dots.chunks_exact(row.max(1)) {
        for column in 0..columns {
            dot.clear();
            for at in column * numbers..(column + 1) * numbers {
                let number = usize::from(row[at * bits / 8]) >> (8 - bits - at * bits % 8) & most;
                // the number of a colour is one; that of an ink is a share
                let number = if is_list { number } else { number * 255 / most };
                dot.push(u8::try_from(number).unwrap_or(u8::MAX));
            }
            all.extend(colours.rgb(&dot).unwrap_or([255; 3]));
        }
    }
    all
}

/// Puts the words that were read off the pictures of a page where they stand on it.
pub(super) fn fill(layout: &mut Layout, words: &RecognisedPage) {
    let (width, height) = layout.seen_size();
    (layout.width, layout.height) = (width, height);
    let placed = chosen(&layout.pictures, width, height);
    let mut items: Vec<(f32, Item)> = Vec::new();
    for (picture, placed) in words.pictures.iter().zip(&placed) {
        // what the page or a clip hides was in the picture all the same
        let area = placed.matrix.apply_area(Area { left: 0.0, top: 0.0, right: 1.0, bottom: 1.0 });
        let lines = picture.lines.iter().filter(|line| !line.is_empty());
        items.extend(lines.map(|line| line_of(picture, area, line)).map(|line| (line.base, Item::Line(line))));
    }
    // the lines of one picture are in the order in which they are read; those of pictures below each other follow one another already
    layout.items = items.into_iter().map(|(_, item)| item).collect();
}

fn line_of(picture: &RecognisedPicture, area: Area, words: &[super::super::ocr::RecognisedWord]) -> Line {
    let (across, down) = (area.width() / picture.size.0, area.height() / picture.size.1);
    let mut line = Line { text: String::new(), glyphs: Vec::new(), area: Area::NOTHING, base: 0.0, size: 0.0, bold: false, artifact: false, lead: 0 };
    for word in words {
        if !line.text.is_empty() {
            line.text.push(' ');
        }
        let height = (word.bottom - word.top) * down;
        let glyph = Glyph {
            text: TextId::SPACE,
            left: area.left + word.left * across,
            right: area.left + word.right * across,
            base: area.top + word.bottom * down,
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
    line
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::pdf::geometry::view;

    #[test]
    fn a_picture_is_seen_as_its_matrix_and_the_page_say() {
        let page = Area { left: 0.0, top: 0.0, right: 600.0, bottom: 800.0 };
        let upright = [600.0, 0.0, 0.0, 800.0, 0.0, 0.0];
        // (matrix of the picture, quarters of the page, orientation as TIFF counts it)
        let cases = [
            (upright, 0, 1),
            (upright, 1, 6),
            (upright, 2, 3),
            (upright, 3, 8),
            ([-600.0, 0.0, 0.0, -800.0, 600.0, 800.0], 0, 3),
            ([0.0, -800.0, 600.0, 0.0, 0.0, 800.0], 0, 6),
            ([0.0, 800.0, -600.0, 0.0, 600.0, 0.0], 0, 8),
            ([0.0, 800.0, -600.0, 0.0, 600.0, 0.0], 1, 1),
            ([-600.0, 0.0, 0.0, 800.0, 600.0, 0.0], 0, 2),
            ([600.0, 0.0, 0.0, -800.0, 0.0, 800.0], 0, 4),
        ];
        for (numbers, quarters, orientation) in cases {
            let matrix = Matrix::new(numbers).then(view(page, quarters).0);
            let placed = Placed { id: (1, 0), dots: 1, matrix, area: page };
            assert_eq!(placed.orientation(), orientation, "{numbers:?} on a page turned by {quarters}");
        }
    }

    #[test]
    fn of_layers_the_finest_is_read_and_of_strips_all_are() {
        let placed = |number: u32, dots: i64, top: f32, bottom: f32| Placed {
            id: (number, 0),
            dots,
            matrix: Matrix::IDENTITY,
            area: Area { left: 0.0, top, right: 600.0, bottom },
        };
        let numbers = |all: &[Placed]| chosen(all, 600.0, 800.0).iter().map(|one| one.id.0).collect::<Vec<_>>();
        assert_eq!(numbers(&[placed(1, 100, 0.0, 800.0), placed(2, 900, 0.0, 800.0)]), [2]);
        assert_eq!(numbers(&[placed(1, 100, 400.0, 800.0), placed(2, 300, 0.0, 400.0), placed(3, 9, 0.0, 5.0)]), [2, 1]);
        assert_eq!(numbers(&[]), Vec::<u32>::new());
    }

    #[test]
    fn dots_are_told_in_red_green_and_blue() {
        let list = Colours::Listed(vec![[0; 3], [9, 8, 7]]);
        let listed = [9, 8, 7, 0, 0, 0];
        assert_eq!(in_rgb(&[0b1000_0000], &list, 1, 1, 2), listed);
        assert_eq!(in_rgb(&[0x10], &list, 4, 1, 2), listed);
        assert_eq!(in_rgb(&[0, 0, 0, 255], &Colours::Cmyk, 8, 4, 1), [0, 0, 0]);
        assert_eq!(in_rgb(&[0xf0, 0x80], &Colours::Rgb, 4, 2, 1), [255, 0, 136]);
    }

    #[test]
    fn the_colours_of_a_jpeg_stand_in_its_frame_header() {
        let grey = [0xff, 0xd8, 0xff, 0xe0, 0, 4, 1, 1, 0xff, 0xc0, 0, 11, 8, 0, 1, 0, 1, 1, 1, 0x11, 0];
        assert_eq!(jpeg_colours(&grey), Some(1));
        assert_eq!(jpeg_colours(&grey[..12]), None);
        assert_eq!(jpeg_colours(b"\xff\xd8rubbish"), None);
    }
}
