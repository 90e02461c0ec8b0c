//! The copy in the corpus: the file, and what its `NAME.source.toml` tells of it.

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};

use sha2::{Digest, Sha256};
use toml::{Table, Value};

use super::address::Address;
use super::answer::Headers;
use super::{Error, Form, Outcome};
use crate::act::Date;
use crate::source::{self, SourceMeta};

/// A copy of an act, there already or about to be.
#[derive(Debug)]
pub(super) struct Copy {
    pub(super) path: PathBuf,
    meta: SourceMeta,
    /// The digest of the file; none where there is none.
    sha256: Option<String>,
    title: Option<String>,
}

/// Why official texts may be kept.
const LICENCE: &str =
    "Official text of a normative legal act, not an object of copyright: Law of the Republic of Kazakhstan of 10 June 1996 No. 6-I, article 8";

impl Copy {
    /// The copy of `id` in `corpus`. The id is one: letters, digits and `_`.
    pub(super) fn find(corpus: &Path, id: &str, form: Form) -> Result<Self, Error> {
        fs::create_dir_all(corpus).map_err(|source| Error::Write { path: corpus.to_owned(), source })?;
        let name = match form {
            Form::Page => format!("{id}.html"),
            Form::Pdf => format!("{id}-pdf.pdf"),
            Form::Docx => format!("{id}-docx.docx"),
        };
        let path = corpus.join(name);
        let meta = source::read_meta(&path).map_err(|error| Error::Metadata(error.to_string()))?.unwrap_or_default();
        let sha256 = fs::read(&path).ok().map(|bytes| digest(&bytes));
        Ok(Self { path, meta, sha256, title: None })
    }

    /// Whether the file is there.
    pub(super) fn exists(&self) -> bool {
        self.sha256.is_some()
    }

    /// Whether the file is there, whole, and was fetched on `day`.
    pub(super) fn is_of(&self, day: Date) -> bool {
        self.is_whole() && self.meta.retrieved == Some(day)
    }

    /// Whether the file is what its metadata are about.
    fn is_whole(&self) -> bool {
        self.sha256.is_some() && self.sha256 == self.meta.sha256
    }

    /// The headers that ask only for another copy than the one that is there.
    pub(super) fn conditions(&self) -> [Option<(&'static str, &str)>; 2] {
        if !self.is_whole() {
            return [None, None];
        }
        [self.meta.etag.as_deref().map(|etag| ("If-None-Match", etag)), self.meta.last_modified.as_deref().map(|day| ("If-Modified-Since", day))]
    }

    /// Puts `bytes` in the place of the file, if they are what was asked for.
    pub(super) fn take(&mut self, address: &Address, bytes: Vec<u8>, form: Form) -> Result<Outcome, Error> {
        let (meant, is_meant) = match form {
            Form::Page => ("a page", bytes.trim_ascii_start().starts_with(b"<") || bytes.starts_with(b"\xef\xbb\xbf")),
            Form::Pdf => ("a PDF", bytes[..bytes.len().min(1_024)].windows(5).any(|head| head == b"%PDF-")),
            Form::Docx => ("a Word file", bytes.starts_with(b"PK\x03\x04")),
        };
        let refused = |cause: String| Error::NotAnAct { url: address.to_string(), meant, cause };
        if !is_meant {
            return Err(refused("its first bytes are of something else".to_owned()));
        }
        if form == Form::Page {
            let name = self.path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let read = source::read_bytes(&name, bytes.clone()).map_err(|error| refused(error.to_string()))?;
            self.title = read.value.lines().map(|line| line.text.trim().to_owned()).find(|line| !line.is_empty());
        }
        let sha256 = digest(&bytes);
        let outcome = match &self.sha256 {
            None => Outcome::New,
            Some(before) if *before == sha256 => Outcome::Unchanged,
            Some(_) => Outcome::Changed,
        };
        if outcome != Outcome::Unchanged {
            write(&self.path, &bytes)?;
        }
        self.sha256 = Some(sha256);
        Ok(outcome)
    }

    /// Writes down where and when the copy was taken. What else stands in the metadata stays.
    pub(super) fn describe(&self, id: &str, address: &Address, headers: &Headers, today: Date) -> Result<(), Error> {
        let path = source::meta_path(&self.path);
        let known = fs::read_to_string(&path).unwrap_or_default();
        let mut table: Table = known.parse().unwrap_or_default();
        let mut set = |key: &str, value: Option<&str>| match value {
            Some(value) => _ = table.insert(key.to_owned(), Value::String(value.to_owned())),
            None => _ = table.remove(key),
        };
        set("id", Some(id));
        set("url", Some(&address.to_string()));
        set("retrieved", Some(&today.to_string()));
        set("sha256", self.sha256.as_deref());
        // An answer that says «unchanged» may leave them out: they are still those of the copy.
        set("etag", headers.etag.as_deref().or(self.meta.etag.as_deref()));
        set("last_modified", headers.last_modified.as_deref().or(self.meta.last_modified.as_deref()));
        for (key, value) in [("language", Some("kk")), ("licence", Some(LICENCE)), ("title", self.title.as_deref())] {
            if let (Some(value), false) = (value, table.contains_key(key)) {
                table.insert(key.to_owned(), Value::String(value.to_owned()));
            }
        }
        write(&path, table.to_string().as_bytes())
    }
}

fn digest(bytes: &[u8]) -> String {
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}

/// Writes a file in one step: whoever reads it sees the old one or the new one, never a part.
fn write(path: &Path, bytes: &[u8]) -> Result<(), Error> {
    let fail = |source| Error::Write { path: path.to_owned(), source };
    let mut name = std::ffi::OsString::from(".");
    name.push(path.file_name().unwrap_or_default());
    name.push(".part");
    let part = path.with_file_name(name);
    let written = fs::File::create(&part).and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all())).and_then(|()| fs::rename(&part, path));
    written.map_err(|source| {
        // Best effort: the next run writes over it.
        let _ = fs::remove_file(&part);
        fail(source)
    })
}
