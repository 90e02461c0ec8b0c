//! The characters of a page: what its bytes are, else what it says they are.

use crate::source::{Error, encoding};
use crate::text::{LineRange, Problem, ProblemCode};

/// How far into a page its encoding may be declared (the HTML standard says 1024 bytes; saved pages have more before it).
const DECLARATION_MAX: usize = 4_096;

/// Decodes a page. Bytes that are UTF-8 are read so whatever the page says of itself: browsers save pages so, and leave the declaration.
pub(super) fn decode(file: &str, bytes: Vec<u8>, problems: &mut Vec<Problem>) -> Result<String, Error> {
    let bytes = match String::from_utf8(bytes) {
        Ok(text) => return Ok(text),
        Err(wrong) => wrong.into_bytes(),
    };
    let declared = declared(&bytes).filter(|declared| *declared != encoding_rs::UTF_8 && !bytes.starts_with(b"\xef\xbb\xbf"));
    let marked = bytes.starts_with(b"\xff\xfe") || bytes.starts_with(b"\xfe\xff");
    let Some(declared) = declared.filter(|_| !marked) else { return encoding::decode(file, bytes, problems) };
    let (text, broken) = declared.decode_without_bom_handling(&bytes);
    if broken {
        let message = format!("some bytes of {file} are no characters of {}, which it says it is written in; they read as U+FFFD", declared.name());
        problems.push(Problem::new(ProblemCode::UndecodableBytes, LineRange::new(1, 1), message));
    }
    Ok(encoding::from_old_fonts(file, text.into_owned(), problems))
}

/// `<meta charset="windows-1251">`, `<meta … content="text/html; charset=windows-1251">`.
fn declared(bytes: &[u8]) -> Option<&'static encoding_rs::Encoding> {
    let head = bytes[..bytes.len().min(DECLARATION_MAX)].to_ascii_lowercase();
    let at = memchr::memmem::find(&head, b"charset")?;
    let rest = head[at + "charset".len()..].trim_ascii_start().strip_prefix(b"=")?.trim_ascii_start();
    let rest = rest.strip_prefix(b"\"").or_else(|| rest.strip_prefix(b"'")).unwrap_or(rest);
    let end = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && !matches!(byte, b'-' | b'_')).unwrap_or(rest.len());
    encoding_rs::Encoding::for_label(&rest[..end])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_says_what_its_bytes_are() {
        let text = "<meta charset=\"windows-1251\"><p>Приказ № 5</p>";
        let old = encoding_rs::WINDOWS_1251.encode(text).0.into_owned();
        for (bytes, why) in [(old, "as declared"), (text.as_bytes().to_vec(), "saved anew as UTF-8, the declaration left")] {
            assert_eq!(decode("a.html", bytes, &mut Vec::new()).unwrap(), text, "{why}");
        }
        assert_eq!(declared(b"<meta http-equiv=Content-Type content='text/html; charset=koi8-r'>"), Some(encoding_rs::KOI8_R));
        assert_eq!(declared(b"<p>charset</p>"), None);
    }
}
