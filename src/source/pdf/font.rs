//! Fonts: codes to characters and widths.
//!
//! After this: every code of a string has its width and its characters, asked for in this order: the font's own map
//! (`/ToUnicode`), the names and encodings of a simple font, a Unicode encoding of a composite one, the program embedded in
//! the file. A code that none of them knows is U+FFFD, and counted.

use std::collections::HashMap;

use lopdf::{Dictionary, Object, Stream};

use super::cmap::CMap;
use super::document::Pdf;
use super::embedded::Program;
use super::encoding::{self, Table};
use super::limits::Budget;

/// Characters of a glyph, by their place in [`Texts`].
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) struct TextId(u32);

impl TextId {
    /// U+FFFD: a glyph nobody knows.
    pub(super) const UNKNOWN: Self = Self(0);
    /// A space.
    pub(super) const SPACE: Self = Self(1);
}

/// The characters of all glyphs, each once.
#[derive(Debug)]
pub(super) struct Texts {
    all: Vec<Box<str>>,
    ids: HashMap<Box<str>, TextId>,
}

impl Texts {
    pub(super) fn new() -> Self {
        let mut texts = Self { all: Vec::new(), ids: HashMap::new() };
        texts.id("\u{fffd}");
        texts.id(" ");
        texts
    }

    pub(super) fn id(&mut self, text: &str) -> TextId {
        if let Some(&id) = self.ids.get(text) {
            return id;
        }
        let id = TextId(u32::try_from(self.all.len()).unwrap_or(0));
        self.all.push(text.into());
        self.ids.insert(text.into(), id);
        id
    }

    pub(super) fn text(&self, id: TextId) -> &str {
        &self.all[id.0 as usize]
    }
}

/// What is known of a code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Shape {
    /// Its advance, in ems.
    pub(super) width: f32,
    pub(super) text: TextId,
}

/// How a string is split into codes, and where the glyph of a code is found.
#[derive(Debug)]
enum Coding {
    /// One byte a code.
    Simple(Table),
    /// Two bytes, which are the number of the glyph.
    Identity,
    /// As a map inside the file says.
    Map(CMap),
    /// UTF-16, by the name of the encoding.
    Utf16,
}

/// The program of a font, unpacked when a code asks for it: most fonts say themselves what their codes stand for.
#[derive(Debug)]
enum Embedded<'d> {
    None,
    TrueType(&'d Stream),
    /// OpenType, or a bare CFF.
    Other(&'d Stream),
    Read(Program),
}

impl Embedded<'_> {
    fn open(&mut self, pdf: &Pdf, budget: &mut Budget) -> Option<&Program> {
        let read = match self {
            Self::None => return None,
            Self::Read(program) => return Some(program),
            Self::TrueType(stream) => pdf.unpack(stream, budget).and_then(|(bytes, _)| Program::of_truetype(&bytes)),
            Self::Other(stream) => pdf.unpack(stream, budget).and_then(|(bytes, _)| Program::of_truetype(&bytes).or_else(|| Program::of_cff(&bytes))),
        };
        *self = read.map_or(Self::None, Self::Read);
        match self {
            Self::Read(program) => Some(program),
            _ => None,
        }
    }
}

/// A font.
#[derive(Debug)]
pub(super) struct Font<'d> {
    coding: Coding,
    to_unicode: Option<CMap>,
    program: Embedded<'d>,
    /// Glyphs of the numbers of a composite font, two bytes each.
    glyph_map: Option<Vec<u8>>,
    widths: Vec<(u32, u32, f32)>,
    default_width: f32,
    /// What a width of 1 means, in ems: a Type 3 font has a measure of its own.
    scale: f32,
    shapes: HashMap<u32, Shape>,
    /// How far letters reach above and below the line they stand on, in ems.
    pub(super) ascent: f32,
    pub(super) descent: f32,
    pub(super) bold: bool,
    cyrillic: bool,
}

impl<'d> Font<'d> {
    /// Reads `font`.
    pub(super) fn read(pdf: &'d Pdf, font: &'d Dictionary, budget: &mut Budget) -> Self {
        let mut unpack = |object: Option<&Object>| match object {
            Some(Object::Stream(stream)) => pdf.unpack(stream, budget).map(|(bytes, _)| bytes),
            _ => None,
        };
        let to_unicode = unpack(pdf.get(font, b"ToUnicode")).map(|bytes| CMap::read(&bytes));
        let composite = pdf.name(font, b"Subtype") == Some(b"Type0");
        let below = pdf.array(font, b"DescendantFonts").and_then(|fonts| pdf.resolve(fonts.first()?)?.as_dict().ok()).filter(|_| composite);
        let glyphs = below.unwrap_or(font);
        let descriptor = pdf.dictionary(glyphs, b"FontDescriptor");
        let file = |key: &[u8]| descriptor.and_then(|descriptor| pdf.get(descriptor, key));
        let mut built_in = None;
        let program = match (file(b"FontFile2"), file(b"FontFile3")) {
            (_, Some(Object::Stream(stream))) => Embedded::Other(stream),
            (Some(Object::Stream(stream)), _) => Embedded::TrueType(stream),
            _ => Embedded::None,
        };
        if let Some(bytes) = unpack(file(b"FontFile")) {
            built_in = encoding::of_type1(&bytes);
        }
        let coding = match pdf.get(font, b"Encoding") {
            _ if !composite => {
                // The codes of a symbol font, or of one that says nothing, are those of its program, if there is one.
                let silent = pdf.get(font, b"Encoding").is_none() && !matches!(program, Embedded::None);
                Coding::Simple(encoding::table(pdf, font, built_in.or_else(|| silent.then(|| vec![String::new(); 256]))))
            }
            Some(stream @ Object::Stream(_)) => unpack(Some(stream)).map_or(Coding::Identity, |bytes| Coding::Map(CMap::read(&bytes))),
            Some(Object::Name(name)) if memchr::memmem::find(name, b"UCS2").or(memchr::memmem::find(name, b"UTF16")).is_some() => Coding::Utf16,
            _ => Coding::Identity,
        };
        let glyph_map = below.and_then(|below| unpack(pdf.get(below, b"CIDToGIDMap")));
        let (widths, default_width) = if composite { composite_widths(pdf, glyphs) } else { simple_widths(pdf, font, descriptor) };
        let type3 = pdf.name(font, b"Subtype") == Some(b"Type3");
        let measure = type3.then(|| pdf.numbers::<6>(font, b"FontMatrix")).flatten();
        let scale = measure.map_or(0.001, |[a, ..]| a.abs());
        let edge = |key: &[u8]| descriptor.and_then(|descriptor| pdf.number_at(descriptor, key)).map(|edge| edge.abs() / 1000.0);
        let name = pdf.name(font, b"BaseFont").unwrap_or_default().to_ascii_lowercase();
        let heavy = descriptor.and_then(|descriptor| pdf.number_at(descriptor, b"FontWeight")).is_some_and(|weight| weight >= 600.0);
        let named = |part: &[u8]| memchr::memmem::find(&name, part).is_some();
        Self {
            coding,
            to_unicode,
            program,
            glyph_map,
            widths,
            default_width,
            scale,
            shapes: HashMap::new(),
            ascent: edge(b"Ascent").filter(|edge| (0.5..1.2).contains(edge)).unwrap_or(0.8),
            descent: edge(b"Descent").filter(|edge| (0.05..0.5).contains(edge)).unwrap_or(0.2),
            bold: heavy || named(b"bold") || named(b"black") || named(b"heavy"),
            cyrillic: false,
        }
    }

    /// The code that `bytes` begin with, and how many of them it takes.
    pub(super) fn next_code(&self, bytes: &[u8]) -> (u32, usize) {
        let two = || match bytes {
            [high, low, ..] => (u32::from(*high) << 8 | u32::from(*low), 2),
            [only] => (u32::from(*only), 1),
            [] => (0, 1),
        };
        match &self.coding {
            Coding::Simple(_) => (bytes.first().copied().map_or(0, u32::from), 1),
            Coding::Map(map) if map.has_spaces() => map.next_code(bytes),
            Coding::Identity | Coding::Utf16 | Coding::Map(_) => two(),
        }
    }

    /// What is known of `code`.
    fn shape(&mut self, code: u32, texts: &mut Texts, pdf: &Pdf, budget: &mut Budget) -> Shape {
        if let Some(&shape) = self.shapes.get(&code) {
            return shape;
        }
        let told = self.told(code);
        let listed = self.listed_width(code);
        let mut text = told.clone().filter(|text| !text.contains(is_private)).or_else(|| self.coded(code));
        let mut drawn_width = None;
        if (text.is_none() || listed.is_none() && self.default_width == 0.0)
            && let Some(program) = self.program.open(pdf, budget)
        {
            let glyph = glyph(&self.coding, self.glyph_map.as_deref(), program, code);
            text = text.or_else(|| program.text_of_glyph(glyph?));
            drawn_width = glyph.and_then(|glyph| program.width_of_glyph(glyph));
        }
        let meant = |text: String| if self.cyrillic { cyrillic(&text, code).unwrap_or(text) } else { text };
        let text = text.or(told).map(meant).map_or(TextId::UNKNOWN, |text| texts.id(&text));
        let width = listed.or(drawn_width).or((self.default_width > 0.0).then_some(self.default_width)).unwrap_or(500.0);
        let shape = Shape { width: width * self.scale, text };
        self.shapes.insert(code, shape);
        shape
    }

    /// The width the font lists for `code`.
    fn listed_width(&self, code: u32) -> Option<f32> {
        let number = number(&self.coding, code);
        let end = self.widths.partition_point(|&(first, ..)| first <= number);
        self.widths[..end].last().filter(|(_, last, _)| *last >= number).map(|&(_, _, width)| width)
    }

    /// The characters the font's own map gives.
    fn told(&self, code: u32) -> Option<String> {
        self.to_unicode.as_ref().and_then(|map| map.text_of(code)).filter(|text| is_text(text))
    }

    /// The characters the font's encoding gives.
    fn coded(&self, code: u32) -> Option<String> {
        let coded = match &self.coding {
            Coding::Simple(table) => table.get(code as usize).filter(|text| !text.is_empty()).cloned(),
            Coding::Utf16 => u16::try_from(code).ok().and_then(|unit| char::decode_utf16([unit]).next()?.ok()).map(String::from),
            _ => None,
        };
        coded.filter(|text| is_text(text))
    }
}

/// The number of a code in its font: what widths and glyphs go by.
fn number(coding: &Coding, code: u32) -> u32 {
    match coding {
        Coding::Map(map) => map.glyph_of(code).unwrap_or(code),
        _ => code,
    }
}

fn glyph(coding: &Coding, glyph_map: Option<&[u8]>, program: &Program, code: u32) -> Option<u16> {
    let number = number(coding, code);
    match (coding, glyph_map) {
        (Coding::Simple(_), _) => program.glyph_of_code(u8::try_from(code).ok()?),
        (_, Some(map)) => {
            let at = number as usize * 2;
            Some(u16::from_be_bytes([*map.get(at)?, *map.get(at + 1)?]))
        }
        _ => u16::try_from(number).ok(),
    }
}

/// What windows-1251 has in the places where windows-1252 has `text`.
fn cyrillic(text: &str, code: u32) -> Option<String> {
    let decoded = |bytes: &[u8]| encoding_rs::WINDOWS_1251.decode_without_bom_handling(bytes).0.into_owned();
    // codes that windows-1252 has nothing for are bullets by the standard (ISO 32000-1, annex D); «ќ» is one of them
    if text == "•" && matches!(code, 0x81 | 0x8d | 0x8f | 0x90 | 0x9d) {
        return u8::try_from(code).ok().map(|byte| decoded(&[byte]));
    }
    let (bytes, _, lost) = encoding_rs::WINDOWS_1252.encode(text);
    (!lost).then(|| decoded(&bytes))
}

fn is_private(c: char) -> bool {
    matches!(c, '\u{e000}'..='\u{f8ff}' | '\u{f0000}'..='\u{10ffff}')
}

/// Whether a map gives characters at all: some maps give zeros.
fn is_text(text: &str) -> bool {
    !text.is_empty() && !text.contains(|c: char| c == '\u{fffd}' || c.is_control() && !matches!(c, '\t' | '\n' | '\r'))
}

fn simple_widths(pdf: &Pdf, font: &Dictionary, descriptor: Option<&Dictionary>) -> (Vec<(u32, u32, f32)>, f32) {
    let first = pdf.number_at(font, b"FirstChar").unwrap_or(0.0).max(0.0) as u32;
    let listed = pdf.array(font, b"Widths").unwrap_or_default().iter().take(256);
    let widths = (first..).zip(listed).map(|(code, width)| (code, code, pdf.number(width).unwrap_or(0.0))).collect();
    (widths, descriptor.and_then(|descriptor| pdf.number_at(descriptor, b"MissingWidth")).unwrap_or(0.0))
}

/// `[1 [500 600] 10 20 700]`: widths one by one, and of ranges.
fn composite_widths(pdf: &Pdf, font: &Dictionary) -> (Vec<(u32, u32, f32)>, f32) {
    let mut widths = Vec::new();
    let mut objects = pdf.array(font, b"W").unwrap_or_default().iter().take(200_000);
    while let (Some(first), Some(second)) = (objects.next(), objects.next()) {
        let Some(first) = pdf.number(first) else { continue };
        let first = first.max(0.0) as u32;
        match pdf.resolve(second) {
            Some(Object::Array(listed)) => {
                let listed = listed.iter().take(70_000);
                widths.extend((first..).zip(listed).filter_map(|(code, width)| Some((code, code, pdf.number(width)?))));
            }
            Some(last) => {
                let last = last.as_float().unwrap_or(0.0).max(0.0) as u32;
                if let Some(width) = objects.next().and_then(|width| pdf.number(width)) {
                    widths.push((first, last, width));
                }
            }
            None => {}
        }
        if widths.len() > 200_000 {
            break;
        }
    }
    widths.sort_by_key(|&(first, ..)| first);
    (widths, pdf.number_at(font, b"DW").unwrap_or(1000.0))
}

/// All fonts of a file, each read once.
#[derive(Debug)]
pub(super) struct Fonts<'d> {
    pub(super) texts: Texts,
    fonts: Vec<Font<'d>>,
    // A file has one address for a font's dictionary as long as it is open.
    known: HashMap<usize, usize>,
    /// Fonts of one byte a letter say windows-1252 where windows-1251 is meant.
    cyrillic: bool,
}

impl<'d> Fonts<'d> {
    pub(super) fn new() -> Self {
        Self { texts: Texts::new(), fonts: Vec::new(), known: HashMap::new(), cyrillic: false }
    }

    /// Fonts that draw Cyrillic letters where they say Latin ones, as programs of the 1990s made them.
    pub(super) fn cyrillic() -> Self {
        Self { cyrillic: true, ..Self::new() }
    }

    /// The number of the font that `dictionary` describes.
    pub(super) fn number(&mut self, pdf: &'d Pdf, dictionary: &'d Dictionary, budget: &mut Budget) -> usize {
        let address = std::ptr::from_ref(dictionary) as usize;
        if let Some(&number) = self.known.get(&address) {
            return number;
        }
        self.fonts.push(Font { cyrillic: self.cyrillic, ..Font::read(pdf, dictionary, budget) });
        self.known.insert(address, self.fonts.len() - 1);
        self.fonts.len() - 1
    }

    pub(super) fn font(&self, number: usize) -> &Font<'d> {
        &self.fonts[number]
    }

    /// The code `bytes` begin with, how many of them it takes, and what is known of it.
    pub(super) fn next(&mut self, number: usize, bytes: &[u8], pdf: &Pdf, budget: &mut Budget) -> (u32, usize, Shape) {
        let (code, length) = self.fonts[number].next_code(bytes);
        (code, length, self.fonts[number].shape(code, &mut self.texts, pdf, budget))
    }
}
