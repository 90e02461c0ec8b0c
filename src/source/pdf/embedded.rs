//! What the font program inside a file says of its glyphs.
//!
//! After this: where a font does not say which characters its codes stand for, the program's own map from characters to
//! glyphs is read backwards; and the names of its glyphs are tried.

use std::collections::HashMap;

use ttf_parser::{Face, GlyphId, PlatformId, cff};

use super::encoding::text_of_name;

/// The characters looked for, those of law texts first: of several characters with one glyph the first is taken.
const CHARACTERS: [std::ops::RangeInclusive<u32>; 8] =
    [0x20..=0x7e, 0x400..=0x52f, 0xa0..=0xff, 0x2010..=0x2044, 0x2070..=0x22ff, 0x100..=0x3ff, 0x2500..=0x27bf, 0xfb00..=0xfb06];

/// What a program tells.
#[derive(Debug, Default)]
pub(super) struct Program {
    by_glyph: HashMap<u16, char>,
    names: HashMap<u16, String>,
    /// Glyphs of the codes of a simple font.
    by_code: HashMap<u8, u16>,
    /// Advances in thousandths of an em.
    widths: HashMap<u16, f32>,
}

impl Program {
    /// Reads a TrueType or OpenType program.
    pub(super) fn of_truetype(bytes: &[u8]) -> Option<Self> {
        let face = Face::parse(bytes, 0).ok()?;
        let mut program = Self::default();
        let scale = 1000.0 / f32::from(face.units_per_em()).max(1.0);
        for subtable in face.tables().cmap.iter().flat_map(|cmap| cmap.subtables) {
            if subtable.is_unicode() {
                for character in CHARACTERS.into_iter().flatten() {
                    let found = subtable.glyph_index(character).filter(|glyph| glyph.0 != 0).zip(char::from_u32(character));
                    if let Some((glyph, character)) = found {
                        program.by_glyph.entry(glyph.0).or_insert(character);
                    }
                }
            } else {
                // A symbol font's codes stand at U+F000; those of a Macintosh font are bytes.
                let base = if subtable.platform_id == PlatformId::Windows { 0xf000 } else { 0 };
                for code in 0..=255_u8 {
                    let glyph = subtable.glyph_index(base + u32::from(code)).or_else(|| subtable.glyph_index(u32::from(code)));
                    if let Some(glyph) = glyph.filter(|glyph| glyph.0 != 0) {
                        program.by_code.entry(code).or_insert(glyph.0);
                    }
                }
            }
        }
        for glyph in (0..face.number_of_glyphs()).map(GlyphId) {
            if let Some(text) = face.glyph_name(glyph).and_then(|name| text_of_name(name.as_bytes())) {
                program.names.insert(glyph.0, text);
            }
            if let Some(width) = face.glyph_hor_advance(glyph) {
                program.widths.insert(glyph.0, f32::from(width) * scale);
            }
        }
        Some(program)
    }

    /// Reads a bare CFF program.
    pub(super) fn of_cff(bytes: &[u8]) -> Option<Self> {
        let table = cff::Table::parse(bytes)?;
        let mut program = Self::default();
        for glyph in (0..table.number_of_glyphs()).map(GlyphId) {
            if let Some(text) = table.glyph_name(glyph).and_then(|name| text_of_name(name.as_bytes())) {
                program.names.insert(glyph.0, text);
            }
        }
        for code in 0..=255_u8 {
            if let Some(glyph) = table.glyph_index(code).filter(|glyph| glyph.0 != 0) {
                program.by_code.insert(code, glyph.0);
            }
        }
        Some(program)
    }

    /// The characters of a glyph.
    pub(super) fn text_of_glyph(&self, glyph: u16) -> Option<String> {
        self.by_glyph.get(&glyph).map(|&character| character.to_string()).or_else(|| self.names.get(&glyph).cloned())
    }

    /// The glyph of a code of a simple font.
    pub(super) fn glyph_of_code(&self, code: u8) -> Option<u16> {
        self.by_code.get(&code).copied()
    }

    /// The advance of a glyph, in thousandths of an em.
    pub(super) fn width_of_glyph(&self, glyph: u16) -> Option<f32> {
        self.widths.get(&glyph).copied()
    }
}
