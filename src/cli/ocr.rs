//! Pages that are pictures, read by tesseract where the user asks for it and has it.

use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use super::error::Error;
use super::output::Output;
use crate::source::{self, ocr_path, ocr_table};

/// The program, looked for where the system looks for programs.
pub(super) const PROGRAM: &str = "tesseract";
/// Kazakh acts hold Russian names and forms; either language alone misreads the other.
const LANGUAGES: &str = "kaz+rus";

/// Has the pages of `path` that are pictures read, and keeps the words beside it. Does nothing for a file without such pages, and for one whose
/// words are there already.
pub(super) fn recognise(path: &Path, output: &Output) -> Result<(), Error> {
    let unreadable = |source| Error::Recognise { path: path.to_owned(), cause: format!("it cannot be read: {source}") };
    let known = fs::metadata(path).map_err(unreadable)?;
    if !known.is_file() || known.len() > source::BYTES_MAX {
        return Ok(());
    }
    let bytes = fs::read(path).map_err(unreadable)?;
    let name = path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned();
    let kept = ocr_path(path);
    if fs::read_to_string(&kept).is_ok_and(|table| table.starts_with(&ocr_table(&bytes, &[]))) {
        return Ok(());
    }
    let mut pages: Vec<(u32, String)> = Vec::new();
    let (mut any, mut failed) = (false, None);
    let took = source::for_each_page_picture(&name, &bytes, |picture| {
        if failed.is_some() {
            return;
        }
        if picture.bytes.is_ok() {
            output.remark(&format!("{name}: {PROGRAM} reads page {}", picture.page));
        }
        let table = picture.bytes.and_then(|bytes| match read(&bytes, picture.density) {
            Err(Failure::NotRun(cause)) => {
                failed = Some(Error::Recognise { path: path.to_owned(), cause });
                Err(String::new())
            }
            Err(Failure::Refused(cause)) => Err(cause),
            Ok(table) => Ok(table),
        });
        match &table {
            Err(why) if failed.is_none() => output.remark(&format!("{name}: page {} cannot be read by OCR: {why}", picture.page)),
            _ => any |= table.is_ok(),
        }
        pages.push((picture.page, table.unwrap_or_default()));
    });
    if let Some(error) = failed {
        return Err(error);
    }
    // what cannot be opened at all is told by the reading that follows; where nothing could be read there is nothing to keep
    if took.is_err() || !any {
        return Ok(());
    }
    // a page none of whose pictures could be read still needs OCR
    let readable: Vec<u32> = pages.iter().filter(|(_, table)| !table.is_empty()).map(|(page, _)| *page).collect();
    pages.retain(|(page, _)| readable.contains(page));
    let write = |source: io::Error| Error::Recognise { path: path.to_owned(), cause: format!("the words cannot be kept in {}: {source}", kept.display()) };
    fs::write(&kept, ocr_table(&bytes, &pages)).map_err(write)
}

/// All PDF files among `paths`, those in folders and those that an act goes on in too, one after the other.
pub(super) fn recognise_all(paths: impl IntoIterator<Item = PathBuf>, output: &Output) -> Result<(), Error> {
    for path in paths {
        let is_pdf = |path: &Path| path.extension().is_some_and(|ending| ending.eq_ignore_ascii_case("pdf"));
        let Ok(entries) = fs::read_dir(&path) else {
            if path.is_file() {
                recognise(&path, output)?;
                // a file that is named as a part and is none is told of where the act is read
                source::named_parts(&path).iter().filter(|part| part.is_file()).try_for_each(|part| recognise(part, output))?;
            }
            continue;
        };
        let mut files: Vec<PathBuf> = entries.filter_map(|entry| Some(entry.ok()?.path())).filter(|path| is_pdf(path)).collect();
        files.sort();
        files.iter().try_for_each(|file| recognise(file, output))?;
    }
    Ok(())
}

/// Why there is no table of a picture.
enum Failure {
    /// The program is not there, or cannot be begun: it will not read another one either.
    NotRun(String),
    /// It could do nothing with this picture.
    Refused(String),
}

/// What tesseract says of one picture, as its table. The picture goes through a pipe: nothing of a file is left lying in a folder for all.
fn read(picture: &[u8], density: u32) -> Result<String, Failure> {
    let density = density.to_string();
    let mut command = Command::new(PROGRAM);
    command.args(["stdin", "stdout", "-l", LANGUAGES, "--psm", "6", "--dpi", &density, "tsv"]);
    let begun = command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn();
    let cannot = |source: io::Error| match source.kind() {
        io::ErrorKind::NotFound => {
            format!("{PROGRAM} is not installed; install it with its Kazakh and Russian data (Debian: tesseract-ocr-kaz, tesseract-ocr-rus)")
        }
        _ => format!("{PROGRAM} cannot be run: {source}"),
    };
    let mut program = begun.map_err(|source| Failure::NotRun(cannot(source)))?;
    let pipe = program.stdin.take();
    let done = std::thread::scope(|scope| {
        // It may end without hearing everything: what it says then tells why.
        scope.spawn(move || pipe.map(|mut pipe| pipe.write_all(picture)));
        program.wait_with_output()
    });
    let done = done.map_err(|source| Failure::NotRun(cannot(source)))?;
    let said = String::from_utf8_lossy(&done.stderr);
    // the data of a language that are missing are missing for every picture
    if said.contains("Failed loading language") || said.contains("Error opening data file") {
        let last = said.lines().find(|line| line.contains("Failed loading") || line.contains("Error opening")).unwrap_or_default();
        let cause = format!("{PROGRAM} lacks Kazakh or Russian data ({}); install them (Debian: tesseract-ocr-kaz, tesseract-ocr-rus)", last.trim());
        return Err(Failure::NotRun(cause));
    }
    let table = String::from_utf8_lossy(&done.stdout).into_owned();
    // the table of a picture begins with the picture; without it there was none for the program to see
    if !done.status.success() || !table.lines().any(|row| row.starts_with("1\t")) {
        let last = said.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or("it said nothing").trim();
        return Err(Failure::Refused(format!("{PROGRAM} failed on it: {last}")));
    }
    Ok(table)
}
