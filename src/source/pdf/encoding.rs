//! What the codes of a simple font stand for.
//!
//! After this: a code has a character by the font's named encoding, by the names of its glyphs (`/Differences`), or by the
//! encoding inside an embedded Type 1 font.

use lopdf::{Dictionary, Document, Object};

use super::document::Pdf;

/// The characters of 256 codes; empty where a code has none.
pub(super) type Table = Vec<String>;

/// The characters of a simple font by its `/Encoding`. A font without one has those of `built_in`.
pub(super) fn table(pdf: &Pdf, font: &Dictionary, built_in: Option<Table>) -> Table {
    let named = |name: &[u8]| matches!(name, b"WinAnsiEncoding" | b"MacRomanEncoding" | b"MacExpertEncoding" | b"StandardEncoding" | b"PDFDocEncoding");
    match pdf.get(font, b"Encoding") {
        Some(Object::Name(name)) if named(name) => base(name),
        Some(Object::Dictionary(encoding)) => {
            let mut table = match pdf.name(encoding, b"BaseEncoding") {
                Some(name) if named(name) => base(name),
                _ => built_in.unwrap_or_else(|| base(b"StandardEncoding")),
            };
            let mut code = 0_usize;
            for object in pdf.array(encoding, b"Differences").unwrap_or_default().iter().take(1024) {
                match pdf.resolve(object) {
                    Some(Object::Integer(number)) => code = usize::try_from(*number).unwrap_or(256),
                    Some(Object::Name(name)) => {
                        if let Some(slot) = table.get_mut(code) {
                            *slot = text_of_name(name).unwrap_or_default();
                        }
                        code += 1;
                    }
                    _ => {}
                }
            }
            table
        }
        _ => built_in.unwrap_or_else(|| base(b"StandardEncoding")),
    }
}

/// An encoding the standard names.
fn base(name: &[u8]) -> Table {
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Name(name.to_vec()));
    let document = Document::new();
    let Ok(encoding) = font.get_font_encoding(&document) else { return vec![String::new(); 256] };
    (0..=255_u8).map(|code| encoding.bytes_to_string(&[code]).unwrap_or_default()).collect()
}

/// The characters that the name of a glyph tells: `afii10017`, `uni049B`, `u1D400`, `f_i`, `Aacute.sc`.
pub(super) fn text_of_name(name: &[u8]) -> Option<String> {
    let name = std::str::from_utf8(name).ok()?;
    let name = name.split('.').next().filter(|name| !name.is_empty() && name.len() <= 128)?;
    let parts: Option<Vec<String>> = name.split('_').map(text_of_part).collect();
    parts.map(|parts| parts.concat()).filter(|text| !text.is_empty())
}

fn text_of_part(name: &str) -> Option<String> {
    let hex = |digits: &str| u32::from_str_radix(digits, 16).ok().and_then(char::from_u32);
    if let Some(digits) =
        name.strip_prefix("uni").filter(|digits| digits.len() >= 4 && digits.len() % 4 == 0 && digits.bytes().all(|byte| byte.is_ascii_hexdigit()))
    {
        return (0..digits.len() / 4).map(|at| hex(&digits[at * 4..at * 4 + 4])).collect();
    }
    if let Some(digits) = name.strip_prefix('u').filter(|digits| (4..=6).contains(&digits.len()) && digits.bytes().all(|byte| byte.is_ascii_hexdigit())) {
        return hex(digits).map(String::from);
    }
    let mut encoding = Dictionary::new();
    encoding.set("Differences", Object::Array(vec![Object::Integer(0), Object::Name(name.as_bytes().to_vec())]));
    let mut font = Dictionary::new();
    font.set("Type", Object::Name(b"Font".to_vec()));
    font.set("Encoding", Object::Dictionary(encoding));
    let document = Document::new();
    let text = font.get_font_encoding(&document).ok()?.bytes_to_string(&[0]).ok()?;
    (!text.is_empty() && text != "\0").then_some(text)
}

/// The encoding that an embedded Type 1 font spells out: `dup 65 /A put`.
pub(super) fn of_type1(program: &[u8]) -> Option<Table> {
    // What follows `eexec` is enciphered outlines.
    let clear = &program[..memchr::memmem::find(program, b"eexec").unwrap_or(program.len())];
    let start = memchr::memmem::find(clear, b"/Encoding")?;
    let words: Vec<&[u8]> = clear[start..].split(|byte| byte.is_ascii_whitespace()).filter(|word| !word.is_empty()).take(2048).collect();
    if words.get(1) == Some(&&b"StandardEncoding"[..]) {
        return Some(base(b"StandardEncoding"));
    }
    let mut table = vec![String::new(); 256];
    for entry in words.windows(3) {
        let [b"dup", code, [b'/', name @ ..]] = entry else { continue };
        let code = std::str::from_utf8(code).ok().and_then(|code| code.parse::<usize>().ok());
        if let Some(slot) = code.and_then(|code| table.get_mut(code)) {
            *slot = text_of_name(name).unwrap_or_default();
        }
    }
    table.iter().any(|text| !text.is_empty()).then_some(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn glyphs_are_known_by_their_names() {
        let cases = [
            ("A", Some("A")),
            ("afii10017", Some("А")),
            ("uni049B", Some("қ")),
            ("uni04100411", Some("АБ")),
            ("u1D400", Some("\u{1d400}")),
            ("f_i", Some("fi")),
            ("quotedblleft.alt", Some("\u{201c}")),
            ("g27", None),
            (".notdef", None),
        ];
        for (name, text) in cases {
            assert_eq!(text_of_name(name.as_bytes()).as_deref(), text, "{name}");
        }
        let program =
            b"%!PS-AdobeFont-1.0\n/Encoding 256 array\n0 1 255 {1 index exch /.notdef put} for\ndup 65 /afii10018 put\nreadonly def\neexec dup 66 /B put";
        let table = of_type1(program).unwrap();
        assert_eq!((table[65].as_str(), table[66].as_str()), ("Б", ""));
        assert_eq!(base(b"WinAnsiEncoding")[0xab], "«");
    }
}
