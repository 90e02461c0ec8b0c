//! Bytes in, the printed text out.
//!
//! In: a file or its bytes. Out: a [`SourceText`] with its lines and pages, and what its `NAME.source.toml` says. The
//! content decides what a file is, never its name. This room repairs nothing: what it hands on is what was printed,
//! decoded.
//!
//! ```
//! let read = tarmaq::source::read_bytes("a.txt", "1. Осы Заң\n".as_bytes().to_vec())?;
//! assert_eq!(read.value.line(1).text, "1. Осы Заң");
//! # Ok::<(), tarmaq::source::Error>(())
//! ```

mod docx;
mod encoding;
mod flow;
mod format;
mod html;
mod link;
mod markdown;
mod meta;
mod number;
mod ocr;
mod old_font;
mod pdf;
mod table;
mod txt;

pub use ocr::{PagePicture, ocr_path, ocr_table};

pub use meta::{PublishedAct, SourceMeta, meta_path, read_meta};

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

use crate::text::{Reading, SourceText};

use format::Format;

/// The largest file that is read: offsets into a text are 32 bits wide, and no act comes near.
pub const BYTES_MAX: u64 = 512 * 1024 * 1024;

/// Why a source could not be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// There is no such file.
    #[error("{path}: there is no such file; check the name")]
    Missing {
        /// The file asked for.
        path: PathBuf,
    },
    /// The path names a folder.
    #[error("{path} is a folder; name a file in it")]
    Folder {
        /// The path asked for.
        path: PathBuf,
    },
    /// The file is there but could not be read.
    #[error("cannot read {path}: {source}")]
    Unreadable {
        /// The file asked for.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// The file is larger than [`BYTES_MAX`].
    #[error("{file} has {bytes} bytes; files over {BYTES_MAX} bytes are not read: split it into its acts")]
    TooLarge {
        /// The file.
        file: String,
        /// Its size.
        bytes: u64,
    },
    /// The file holds nothing but white space.
    #[error("{file} is empty: there is no text in it")]
    Empty {
        /// The file.
        file: String,
    },
    /// The file is of a format that is not read yet.
    #[error("{file} is {format}; this version reads HTML, DOCX, PDF and text: save the act as a .docx or .txt file")]
    NotText {
        /// The file.
        file: String,
        /// What it is, with its article: "a PDF".
        format: &'static str,
    },
    /// The file opens with a password only.
    #[error("{file} is locked with a password; open it with the password and save it without one")]
    Locked {
        /// The file.
        file: String,
    },
    /// The file is too damaged to be read.
    #[error("{file} is {format} that cannot be read: {cause}; get it again from where it was published")]
    Damaged {
        /// The file.
        file: String,
        /// What it is, with its article: "a PDF".
        format: &'static str,
        /// What is wrong with it.
        cause: String,
    },
    /// A part of the file unpacks to more than any act holds.
    #[error("{file} unpacks to more than {bytes_max} bytes in one place; such files are made to harm, and it is not read")]
    Inflated {
        /// The file.
        file: String,
        /// Bytes that would have been taken.
        bytes_max: u64,
    },
    /// The file holds more of something than any act does, and nothing else that could be read.
    #[error("{file} has more {what} than any act of its size; such files are made to harm, and it is not read")]
    Overgrown {
        /// The file.
        file: String,
        /// What there is too much of.
        what: &'static str,
    },
    /// Nothing in the file can be read as letters.
    #[error("{file} needs OCR: {cause}; --ocr has tesseract read it, or save the text of the act as a .txt file")]
    NeedsOcr {
        /// The file.
        file: String,
        /// Which pages, and why.
        cause: String,
    },
    /// The file is named as one thing and is a web page that holds no act: what a server says instead of the file.
    #[error("{file} is named as {claimed}, but it is a web page without an act, such as a server sends instead of a file; download it again")]
    AnotherFile {
        /// The file.
        file: String,
        /// What its name says it is, with its article.
        claimed: &'static str,
    },
    /// The file beside the source that tells about it cannot be understood.
    #[error("{file}: {cause}")]
    Meta {
        /// The `.source.toml` file.
        file: String,
        /// What is wrong, naming the key.
        cause: String,
    },
    /// A document that cannot be opened, or only in part.
    #[error("{file} is a damaged or unusual Word document: {cause}; open it in a word processor and save it anew")]
    Document {
        /// The file.
        file: String,
        /// What is wrong with it.
        cause: String,
    },
    /// The file holds bytes that are no text in any encoding we know.
    #[error("{file} is not a text: {cause}; save the text of the act as a UTF-8 .txt file")]
    Binary {
        /// The file.
        file: String,
        /// What gave it away.
        cause: &'static str,
    },
}

/// Reads the text of the file at `path`.
///
/// # Errors
///
/// Every [`Error`], each naming the file.
pub fn read(path: &Path) -> Result<Reading<SourceText>, Error> {
    let at = || path.to_path_buf();
    let file_name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let unreadable = |source: std::io::Error| match source.kind() {
        std::io::ErrorKind::NotFound => Error::Missing { path: at() },
        std::io::ErrorKind::IsADirectory => Error::Folder { path: at() },
        _ => Error::Unreadable { path: at(), source },
    };
    let known = fs::metadata(path).map_err(unreadable)?;
    if known.is_dir() {
        return Err(Error::Folder { path: at() });
    }
    if known.len() > BYTES_MAX {
        return Err(Error::TooLarge { file: path.display().to_string(), bytes: known.len() });
    }
    let mut bytes = Vec::with_capacity(usize::try_from(known.len()).unwrap_or(0));
    // A pipe or a growing file tells no length beforehand: one byte over the bound is enough to refuse it.
    fs::File::open(path).map_err(unreadable)?.take(BYTES_MAX + 1).read_to_end(&mut bytes).map_err(unreadable)?;
    if pdf::is_pdf(&bytes) && bytes.len() as u64 <= BYTES_MAX {
        return pdf::read(&file_name, &bytes, ocr::beside(path, &bytes).as_ref());
    }
    read_bytes(&file_name, bytes)
}

/// Hands the pictures of the pages of a PDF that need OCR to `take`, in order, one at a time: unpacked they are large. There are none in any other
/// file. A page that was scanned in strips has several. See [`ocr_table`] for what is to be done with them.
///
/// # Errors
///
/// Those of [`read`] that are about the content.
pub fn for_each_page_picture(file_name: &str, bytes: &[u8], mut take: impl FnMut(PagePicture) + Send) -> Result<(), Error> {
    if pdf::is_pdf(bytes) { pdf::pictures(file_name, bytes, &mut take) } else { Ok(()) }
}

/// Reads the text that `bytes` hold; `file_name` is the name that answers and errors cite.
///
/// # Errors
///
/// Those of [`read`] that are about the content.
pub fn read_bytes(file_name: &str, bytes: Vec<u8>) -> Result<Reading<SourceText>, Error> {
    if bytes.len() as u64 > BYTES_MAX {
        return Err(Error::TooLarge { file: file_name.to_owned(), bytes: bytes.len() as u64 });
    }
    if pdf::is_pdf(&bytes) {
        return pdf::read(file_name, &bytes, None);
    }
    match format::of(&bytes) {
        Format::Text if file_name.to_lowercase().ends_with(".md") && markdown::is_marked(&bytes) => markdown::read(file_name, bytes),
        Format::Text => txt::read(file_name, bytes),
        Format::Html => {
            let read = html::read(file_name, bytes)?;
            let claims = [(".pdf", "a PDF"), (".docx", "a Word document")].into_iter().find(|(ending, _)| file_name.to_lowercase().ends_with(ending));
            match claims.filter(|_| !has_act(read.value.text())) {
                Some((_, claimed)) => Err(Error::AnotherFile { file: file_name.to_owned(), claimed }),
                None => Ok(read),
            }
        }
        Format::Zip => docx::read(file_name, bytes),
        Format::Other(format) => Err(Error::NotText { file: file_name.to_owned(), format }),
    }
}

/// Fewest Cyrillic letters of a page that may hold an act: the shortest orders have twice as many.
const ACT_LETTERS_MIN: usize = 400;

/// Whether a page is long enough to hold an act, and no message that there is none.
fn has_act(text: &str) -> bool {
    text.chars().filter(|c| matches!(c, '\u{400}'..='\u{4ff}')).take(ACT_LETTERS_MIN).count() == ACT_LETTERS_MIN
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_page_that_comes_instead_of_a_file_is_no_act() {
        let error = "<!DOCTYPE html><html><head><title>404</title></head><body><h1>404 Not Found</h1></body></html>";
        for name in ["a.pdf", "a.DOCX"] {
            let refused = read_bytes(name, error.into()).unwrap_err();
            assert!(matches!(refused, Error::AnotherFile { .. }) && refused.to_string().contains(name), "{refused}");
        }
        assert!(read_bytes("a.html", error.into()).is_ok(), "a page that is named as one");
        let act = format!("<html><body>{}</body></html>", "<p>1. Осы Заң қолданысқа енгізіледі.</p>".repeat(40));
        assert!(read_bytes("a.pdf", act.into()).is_ok(), "the content decides, not the name");
    }

    #[test]
    fn a_file_that_cannot_be_read_is_named_with_its_cause() {
        let folder = tempfile::tempdir().unwrap();
        let missing = read(&folder.path().join("жоқ.txt")).unwrap_err();
        assert!(matches!(missing, Error::Missing { .. }) && missing.to_string().contains("жоқ.txt"), "{missing}");
        let not_a_file = read(folder.path()).unwrap_err();
        assert!(matches!(not_a_file, Error::Folder { .. }), "{not_a_file}");
        let path = folder.path().join("a.pdf");
        fs::write(&path, "1. Осы Заң\n").unwrap();
        assert_eq!(read(&path).unwrap().value.file(), "a.pdf", "the content decides, not the name");
    }
}
