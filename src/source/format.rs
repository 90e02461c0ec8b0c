//! What a file is, by its first bytes.

/// What a file is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Format {
    /// A text, as far as its first bytes tell.
    Text,
    /// An HTML page.
    Html,
    /// A ZIP archive, such as a Word file.
    Zip,
    /// Akoma Ntoso, the XML of the law.
    AkomaNtoso,
    /// Something that is not read: what, with its article.
    Other(&'static str),
}

/// What the first bytes of a file say it is. A PDF, which may begin anywhere in them, is told by its own reader.
pub(super) fn of(bytes: &[u8]) -> Format {
    const MAGIC: [(&[u8], &str); 11] = [
        (b"PK\x05\x06", "an empty ZIP archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", "an old Word or Excel document"),
        (b"{\\rtf", "an RTF document"),
        (b"\x89PNG", "a PNG image"),
        (b"\xff\xd8\xff", "a JPEG image"),
        (b"GIF8", "a GIF image"),
        (b"II*\0", "a TIFF image"),
        (b"MM\0*", "a TIFF image"),
        (b"\x1f\x8b", "a gzip archive"),
        (b"7z\xbc\xaf\x27\x1c", "a 7z archive"),
        (b"Rar!", "a RAR archive"),
    ];
    if bytes.starts_with(b"PK\x03\x04") {
        return Format::Zip;
    }
    if let Some((_, format)) = MAGIC.iter().find(|(magic, _)| bytes.starts_with(magic)) {
        return Format::Other(format);
    }
    if is_akoma_ntoso(bytes) {
        return Format::AkomaNtoso;
    }
    if is_html(bytes) {
        return Format::Html;
    }
    let start = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes).trim_ascii_start();
    if start.starts_with(b"<?xml") { Format::Other("an XML document") } else { Format::Text }
}

/// The root of the document is `akomaNtoso`, with or without a prefix; a declaration, comments and white space may stand before it. A version that is not
/// read is told by its namespace.
fn is_akoma_ntoso(bytes: &[u8]) -> bool {
    let head = &bytes[..bytes.len().min(HEAD_MAX)];
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(head).trim_ascii_start();
    loop {
        let end: &[u8] = if rest.starts_with(b"<?") {
            b"?>"
        } else if rest.starts_with(b"<!--") {
            b"-->"
        } else if rest.starts_with(b"<!DOCTYPE") {
            // It is refused with its reason by the reader.
            return memchr::memmem::find(rest, b"<akomaNtoso").is_some();
        } else {
            break;
        };
        let Some(at) = memchr::memmem::find(rest, end) else { return false };
        rest = rest[at + end.len()..].trim_ascii_start();
    }
    let Some(name) = rest.strip_prefix(b"<") else { return false };
    let name = &name[..name.iter().position(|byte| byte.is_ascii_whitespace() || matches!(byte, b'>' | b'/')).unwrap_or(name.len())];
    name.rsplit(|byte| *byte == b':').next() == Some(b"akomaNtoso")
}

/// A page begins with its doctype or with an element that pages are made of; comments may stand before it.
fn is_html(bytes: &[u8]) -> bool {
    const FIRST: [&[u8]; 17] = [
        b"<!doctype html",
        b"<html",
        b"<head",
        b"<body",
        b"<meta",
        b"<title",
        b"<article",
        b"<main",
        b"<div",
        b"<p>",
        b"<p ",
        b"<table",
        b"<h1",
        b"<h2",
        b"<h3",
        b"<center",
        b"<font",
    ];
    let mut head = bytes[..bytes.len().min(HEAD_MAX)].to_ascii_lowercase();
    if let Some(text) = utf16_ascii(&head) {
        head = text;
    }
    let mut rest = head.strip_prefix(b"\xef\xbb\xbf").unwrap_or(&head).trim_ascii_start();
    while let Some(comment) = rest.strip_prefix(b"<!--") {
        let Some(end) = memchr::memmem::find(comment, b"-->") else { return false };
        rest = comment[end + 3..].trim_ascii_start();
    }
    if rest.starts_with(b"<?xml") || rest.starts_with(b"<!doctype") {
        return FIRST.iter().take(2).any(|tag| memchr::memmem::find(rest, tag).is_some());
    }
    FIRST.iter().any(|tag| rest.starts_with(tag))
}

/// The ASCII letters of UTF-16 text that begins with its mark.
fn utf16_ascii(head: &[u8]) -> Option<Vec<u8>> {
    let low = match head {
        [0xff, 0xfe, ..] => 0,
        [0xfe, 0xff, ..] => 1,
        _ => return None,
    };
    Some(head[2..].chunks_exact(2).map(|pair| if pair[1 - low] == 0 { pair[low] } else { b'?' }).collect())
}

/// How far into a file its kind is looked for.
const HEAD_MAX: usize = 4_096;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn files_are_told_by_their_first_bytes() {
        let utf16: Vec<u8> = [0xff, 0xfe].into_iter().chain("<html><p>".encode_utf16().flat_map(u16::to_le_bytes)).collect();
        let cases: [(&[u8], Format, &str); 14] = [
            (b"<?xml version=\"1.0\"?>\n<!-- a --><akomaNtoso xmlns=\"b\">", Format::AkomaNtoso, "an act of another program"),
            (b"<an:akomaNtoso/>", Format::AkomaNtoso, "with a prefix"),
            (b"<!DOCTYPE a [<!ENTITY b \"c\">]><akomaNtoso/>", Format::AkomaNtoso, "with a document type, which its reader refuses"),
            (b"<akomaNtosoOther/>", Format::Text, "another name"),
            (b"PK\x03\x04....", Format::Zip, "a zip"),
            (b"\n<!DOCTYPE html><html>", Format::Html, "as published"),
            (b"<?xml version='1.0'?>\n<!DOCTYPE html PUBLIC \"-//W3C//DTD XHTML\"><html>", Format::Html, "XHTML"),
            (b"<!-- saved from url=(0003)a -->\n<HTML>", Format::Html, "as browsers save it"),
            (b"<div class=\"text\">", Format::Html, "a part of a page"),
            (&utf16, Format::Html, "UTF-16"),
            (b"<?xml version='1.0'?><a/>", Format::Other("an XML document"), "XML"),
            (b"<1> \xd0\xb1", Format::Text, "a text in angle brackets"),
            (b"1. <p> is a tag", Format::Text, "a text about tags"),
            (b"", Format::Text, "nothing"),
        ];
        for (bytes, meant, why) in cases {
            assert_eq!(of(bytes), meant, "{why}");
        }
    }
}
