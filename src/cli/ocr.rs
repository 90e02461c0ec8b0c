//! Pages that are pictures, read by tesseract where the user asks for it and has it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::Error;
use super::output::Output;
use crate::source::{self, PagePicture, ocr_path, ocr_table};

/// The program, looked for where the system looks for programs.
pub(super) const PROGRAM: &str = "tesseract";
/// Kazakh acts hold Russian names and forms; either language alone misreads the other.
const LANGUAGES: &str = "kaz+rus";

/// Has the pages of `path` that are pictures read, and keeps the words beside it. Does nothing for a file without such pages, and for one whose
/// words are there already.
pub(super) fn recognise(path: &Path, output: &Output) -> Result<(), Error> {
    let unreadable = |source| Error::Recognise { path: path.to_owned(), cause: format!("it cannot be read: {source}") };
    let is_file = fs::metadata(path).map_err(unreadable)?.is_file();
    if !is_file || fs::metadata(path).map_err(unreadable)?.len() > source::BYTES_MAX {
        return Ok(());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    // what cannot be opened at all is told by the reading that follows
    let Ok(pictures) = source::page_pictures(&name, &bytes) else { return Ok(()) };
    let kept = ocr_path(path);
    let head = ocr_table(&bytes, &[]);
    if pictures.is_empty() || fs::read_to_string(&kept).is_ok_and(|table| table.starts_with(&head)) {
        return Ok(());
    }
    let mut pages = Vec::new();
    for picture in &pictures {
        match &picture.bytes {
            Ok(bytes) => {
                output.remark(&format!("{name}: {PROGRAM} reads page {}", picture.page));
                pages.push((picture.page, read(picture, bytes, path)?));
            }
            Err(why) => output.remark(&format!("{name}: page {} cannot be read by OCR: {why}", picture.page)),
        }
    }
    let write = |source: io::Error| Error::Recognise { path: path.to_owned(), cause: format!("the words cannot be kept in {}: {source}", kept.display()) };
    fs::write(&kept, ocr_table(&bytes, &pages)).map_err(write)
}

/// All PDF files among `paths`, those in folders too, one after the other.
pub(super) fn recognise_all(paths: impl IntoIterator<Item = PathBuf>, output: &Output) -> Result<(), Error> {
    for path in paths {
        let is_pdf = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        let Ok(entries) = fs::read_dir(&path) else {
            if path.is_file() {
                recognise(&path, output)?;
            }
            continue;
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_pdf(path)).collect();
        files.sort();
        files.iter().try_for_each(|file| recognise(file, output))?;
    }
    Ok(())
}

/// What tesseract says of one picture, as its table.
fn read(picture: &PagePicture, bytes: &[u8], path: &Path) -> Result<String, Error> {
    let failed = |cause: String| Error::Recognise { path: path.to_owned(), cause };
    let file = std::env::temp_dir().join(format!("tarmaq-{}-{}.{}", std::process::id(), picture.page, picture.ending));
    fs::write(&file, bytes).map_err(|source| failed(format!("the picture of page {} cannot be written to {}: {source}", picture.page, file.display())))?;
    let done = Command::new(PROGRAM).arg(&file).args(["stdout", "-l", LANGUAGES, "--psm", "6", "tsv"]).stdin(Stdio::null()).output();
    // a picture that stays behind does no harm
    let _ = fs::remove_file(&file);
    let done = done.map_err(|source| match source.kind() {
        io::ErrorKind::NotFound => {
            failed(format!("{PROGRAM} is not installed; install it with its Kazakh and Russian data (Debian: tesseract-ocr-kaz, tesseract-ocr-rus)"))
        }
        _ => failed(format!("{PROGRAM} cannot be run: {source}")),
    })?;
    if !done.status.success() {
        let said = String::from_utf8_lossy(&done.stderr);
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing").trim();
        return Err(failed(format!("{PROGRAM} failed on page {}: {last}", picture.page)));
    }
    Ok(String::from_utf8_lossy(&done.stdout).into_owned())
}
