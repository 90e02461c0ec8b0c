//! Which files a corpus is made of.

use std::collections::HashSet;
use std::ffi::OsString;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

use super::parts;
use super::report::Error;
use crate::act::FILE_ENDINGS;
use crate::index::{FileState, sha256_of_file};
use crate::source::ocr_path;

/// A file that may hold an act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Candidate {
    /// Where it lies: an absolute path.
    pub(super) path: PathBuf,
    /// Its `NAME.source.toml`, where there is one.
    pub(super) metadata: Option<PathBuf>,
    /// Whether what was read off its pictures lies beside it.
    pub(super) has_ocr: bool,
    /// The files that its act goes on in, each once and itself left out.
    pub(super) parts: Vec<PathBuf>,
    /// Why this version does not read it, known by its name, or by what other files say of it.
    pub(super) unreadable: Option<String>,
}

/// What a corpus folder and the named paths hold.
#[derive(Debug, Default)]
pub(super) struct Scan {
    /// Files that may hold an act, by path, each once.
    pub(super) candidates: Vec<Candidate>,
    /// Files that hold no acts of their own: others name them as their parts.
    pub(super) parts: Vec<PathBuf>,
    /// Files that were passed over: a sentence each.
    pub(super) skipped: Vec<String>,
    /// Files whose names no act has.
    passed_over: Vec<PathBuf>,
    /// Folders inside those that were read.
    inside: Vec<PathBuf>,
    /// Named paths that are not there any more.
    pub(super) forgotten: Vec<PathBuf>,
}

/// What a file of metadata ends in.
const METADATA: &str = "source.toml";
/// Formats acts are published in that this version does not read.
const UNREAD: &[&str] = &["doc", "rtf", "odt"];

/// Looks through `corpus` and `named`, and tells the parts of acts from acts. A corpus folder that is missing is an error only when nothing was named.
pub(super) fn scan(corpus: &Path, named: &[PathBuf]) -> Result<Scan, Error> {
    let mut scan = list(corpus, named)?;
    parts::settle(&mut scan);
    let parts: HashSet<&PathBuf> = scan.parts.iter().chain(scan.candidates.iter().flat_map(|candidate| &candidate.parts)).collect();
    scan.passed_over.retain(|path| !parts.contains(path));
    let told = |path: &PathBuf| format!("{} was passed over: acts are read from .html, .docx, .pdf, .xml, .txt and .md files", path.display());
    scan.skipped.extend(scan.passed_over.iter().map(told));
    let named: HashSet<&PathBuf> = named.iter().collect();
    // One that was named is read all the same.
    let mut unread: Vec<&PathBuf> = scan.inside.iter().filter(|inner| in_full(inner).is_ok_and(|inner| !named.contains(&inner))).collect();
    unread.sort();
    scan.skipped.extend(unread.chunk_by(|one, other| one.parent() == other.parent()).map(told_of_folders));
    scan.skipped.sort();
    Ok(scan)
}

/// So many folders are named one by one.
const NAMED_MAX: usize = 3;

/// The sentence on `folders`, which lie side by side in one that was read.
fn told_of_folders(folders: &[&PathBuf]) -> String {
    let why = "files are read from a folder, not from those inside it";
    if let [only] = folders {
        return format!("{0} was passed over: {why}; `tarmaq ingest {0}` adds it", only.display());
    }
    let around = folders.iter().find_map(|folder| folder.parent()).unwrap_or(Path::new("")).display();
    let names: Vec<_> = folders.iter().take(NAMED_MAX).filter_map(|folder| folder.file_name()).map(|name| name.to_string_lossy()).collect();
    let among = if folders.len() > NAMED_MAX { " among others" } else { "" };
    format!("{} folders inside {around} were passed over, {}{among}: {why}; `tarmaq ingest {around}/*` adds them", folders.len(), names.join(", "))
}

/// Looks through `corpus` and `named`, whatever the files in them hold. A corpus folder that is missing is an error only when nothing was named.
pub(super) fn list(corpus: &Path, named: &[PathBuf]) -> Result<Scan, Error> {
    let mut scan = Scan::default();
    match in_full(corpus).and_then(|folder| scan.folder(&folder)) {
        Ok(()) => {}
        Err(error) if error.kind() == io::ErrorKind::NotFound && !named.is_empty() => {}
        Err(source) => return Err(Error::Corpus { path: corpus.to_owned(), source }),
    }
    for path in named {
        match fs::metadata(path) {
            Ok(known) if known.is_dir() => scan.folder(path).map_err(|source| Error::Named { path: path.clone(), source })?,
            Ok(_) => {
                let has_ocr = ocr_path(path).is_file();
                scan.candidates.push(Candidate { path: path.clone(), metadata: metadata_of(path), has_ocr, parts: Vec::new(), unreadable: None });
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                scan.skipped.push(format!("{} has gone and is forgotten", path.display()));
                scan.forgotten.push(path.clone());
            }
            Err(source) => return Err(Error::Named { path: path.clone(), source }),
        }
    }
    scan.candidates.sort_by(|one, other| one.path.cmp(&other.path));
    scan.candidates.dedup_by(|one, other| one.path == other.path);
    Ok(scan)
}

/// `path` from the root, without `..`: `corpus` and `../x/corpus` are one folder. A file keeps its own name, whatever it is a link to: it can be the id of its act.
pub(super) fn in_full(path: &Path) -> io::Result<PathBuf> {
    if path.is_dir() {
        return fs::canonicalize(path);
    }
    let whole = std::path::absolute(path)?;
    match (whole.parent(), whole.file_name()) {
        (Some(folder), Some(name)) => Ok(fs::canonicalize(folder)?.join(name)),
        _ => Ok(whole),
    }
}

impl Scan {
    fn folder(&mut self, folder: &Path) -> io::Result<()> {
        // What lies beside a file is asked of the listing: asking the disk three times for each of a hundred thousand files takes longer than a search.
        let mut files: HashSet<OsString> = HashSet::new();
        for entry in fs::read_dir(folder)? {
            let entry = entry?;
            let kind = entry.file_type()?;
            if kind.is_file() || kind.is_symlink() && !entry.path().is_dir() {
                files.insert(entry.file_name());
            } else if !kind.is_dir() && !kind.is_symlink() {
                self.skipped.push(format!("{} was passed over: it is neither a file nor a folder", entry.path().display()));
            } else if !is_aside(&entry.path()) {
                self.inside.push(entry.path());
            }
        }
        let has = |path: &Path| path.file_name().is_some_and(|name| files.contains(name));
        for file in &files {
            let path = folder.join(file);
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let lower = name.to_lowercase();
            // A hidden file, metadata, and what tells people about the folder are no acts.
            if name.starts_with('.') || lower.ends_with(".source.toml") || lower.ends_with(".ocr.tsv") || lower == "readme.md" || lower == "readme.txt" {
                continue;
            }
            let ending = path.extension().map(|ending| ending.to_string_lossy().to_lowercase()).unwrap_or_default();
            let (metadata, has_ocr) = (Some(path.with_extension(METADATA)).filter(|beside| has(beside)), has(&ocr_path(&path)));
            if FILE_ENDINGS.contains(&ending.as_str()) {
                self.candidates.push(Candidate { path, metadata, has_ocr, parts: Vec::new(), unreadable: None });
            } else if UNREAD.contains(&ending.as_str()) {
                let cause = format!("{name}: .{ending} files are not read by this version; save the act as a .docx or .txt file");
                self.candidates.push(Candidate { path, metadata, has_ocr, parts: Vec::new(), unreadable: Some(cause) });
            } else {
                self.passed_over.push(path);
            }
        }
        Ok(())
    }
}

/// Whether nobody takes a folder for one of acts: a hidden one, the pictures of a saved page, an index.
fn is_aside(folder: &Path) -> bool {
    let name = folder.file_name().unwrap_or_default().to_string_lossy();
    name.starts_with('.') || name.ends_with("_files") || folder.join("CURRENT").is_file() && folder.join("VERSION").is_file()
}

/// Where the metadata of `path` lie.
pub(super) fn metadata_beside(path: &Path) -> PathBuf {
    path.with_extension(METADATA)
}

/// The metadata file beside `path`, where there is one.
pub(super) fn metadata_of(path: &Path) -> Option<PathBuf> {
    let metadata = metadata_beside(path);
    metadata.is_file().then_some(metadata)
}

impl Candidate {
    /// Size and time of last change, as [`size_and_time`] tells them; the disk is asked for what is known to be there.
    pub(super) fn size_and_time(&self) -> io::Result<(u64, i128)> {
        if self.has_ocr { size_and_time(&self.path) } else { own_size_and_time(&self.path) }
    }
}

/// Size and time of last change of a file, without reading it; what was read off its pictures counts with it. Words that may not be read count as none:
/// when they may, neither their size nor their time is another, and the file is to be read again all the same.
pub(super) fn size_and_time(path: &Path) -> io::Result<(u64, i128)> {
    let (bytes, changed) = own_size_and_time(path)?;
    let words = ocr_path(path);
    let Ok((more, later)) = own_size_and_time(&words) else { return Ok((bytes, changed)) };
    if fs::File::open(words).is_err() {
        return Ok((bytes, changed));
    }
    Ok((bytes + more, changed.max(later)))
}

fn own_size_and_time(path: &Path) -> io::Result<(u64, i128)> {
    let known = fs::metadata(path)?;
    let changed = known.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    Ok((known.len(), changed.map_or(0, |time| i128::try_from(time.as_nanos()).unwrap_or(0))))
}

/// What a file is now; all its bytes are read.
pub(super) fn state(path: &Path) -> io::Result<FileState> {
    let (bytes, changed) = size_and_time(path)?;
    let mut sha256 = sha256_of_file(path)?;
    match sha256_of_file(&ocr_path(path)) {
        Ok(beside) => sha256 = format!("{sha256}+{beside}"),
        Err(error) if error.kind() == io::ErrorKind::NotFound => {}
        // not the same as none: reading the file tells of them
        Err(_) => sha256.push_str("+unreadable"),
    }
    Ok(FileState { bytes, changed, sha256 })
}
