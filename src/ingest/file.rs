//! One file, with what is known beside its text.

use std::path::Path;

use super::pipeline::read_act;
use crate::act::{Act, ActId, FILE_ENDINGS, ID_LETTERS_MAX, is_id_letter};
#[cfg(feature = "search")]
use crate::index::sha256_of_file;
use crate::source::{self, SourceMeta};
use crate::structure;
use crate::text::{LineRange, Problem, ProblemCode, Reading};

/// A file that was read.
#[derive(Clone, Debug)]
pub struct ReadFile {
    /// The act in it.
    pub act: Act,
    /// What its `NAME.source.toml` says; empty where there is none.
    pub meta: SourceMeta,
}

/// Reads the act in the file at `path`, its `NAME.source.toml` and the files with it that this says the act goes on in.
///
/// The act is named by the id that follows from its text, else by the one in the metadata, else by the name of the file.
///
/// # Errors
///
/// [`source::Error`] when the file or its metadata cannot be read. A text that is damaged, or no act at all, is not an error: it has
/// problems.
pub fn read_file(path: &Path) -> Result<ReadFile, source::Error> {
    let mut meta = source::read_meta(path)?.unwrap_or_default();
    #[cfg_attr(not(feature = "search"), expect(unused_mut, reason = "digests are of the index"))]
    let Reading { value: text, mut problems } = source::read_with_parts(path, &meta)?;
    #[cfg(feature = "search")]
    {
        problems.extend(meta.sha256.as_deref().and_then(|told| changed(path, told, 1)));
        for (name, part) in meta.parts.iter().zip(text.parts().skip(1)) {
            let (part, line) = (path.with_file_name(name), part.lines.first);
            // one of the same name shares the metadata of the act, which tell of its first file
            if source::meta_path(&part) != source::meta_path(path) {
                let told = source::read_meta(&part)?.and_then(|beside| beside.sha256);
                problems.extend(told.and_then(|told| changed(&part, &told, line)));
            }
        }
    }
    let stem = path.file_stem().unwrap_or(path.as_os_str()).to_string_lossy();
    let mut act = read_act(text, meta.id.clone().unwrap_or_else(|| id_of_name(&stem)));
    if !problems.is_empty() {
        act.problems.extend(problems);
        act.problems.sort_by_key(|problem| problem.lines);
    }
    // What the file itself tells holds where nothing beside it says otherwise.
    let told = act.source.marks().told.as_deref().and_then(|told| told.published.as_deref()?.parse().ok());
    meta.published = meta.published.or(told).or_else(|| structure::publication_day(&act.text));
    let impossible = meta.published.zip(act.requisites.complete_on()).filter(|(published, complete)| published < complete);
    if let Some((published, complete)) = impossible {
        meta.published = None;
        let message = format!("its day of publication is given as {published}, before its adoption or registration on {complete}; that day is not used");
        act.problems.push(Problem::new(ProblemCode::PublicationDisagrees, LineRange::new(1, 1), message));
        act.problems.sort_by_key(|problem| problem.lines);
    }
    if let (true, Some(title)) = (act.requisites.title.is_empty(), &meta.title) {
        act.requisites.title.clone_from(title);
    }
    if let Some(language) = &meta.language {
        act.requisites.language.clone_from(language);
    }
    Ok(ReadFile { act, meta })
}

#[cfg(feature = "search")]
/// That the file is not the one whose SHA-256 the metadata tell: somebody has changed it since, or the metadata are another file's.
fn changed(path: &Path, told: &str, line: u32) -> Option<Problem> {
    let message = format!("{}: its SHA-256 is not the one that its metadata tell ({told})", path.display());
    // a file that cannot be read once more has been told as such where it was read
    let differs = sha256_of_file(path).is_ok_and(|found| found != told);
    differs.then(|| Problem::new(ProblemCode::SourceChanged, LineRange::new(line, line), message))
}

/// A file name as an id: what an id cannot hold becomes `_`, and so does the point of what looks like another ending, which no address keeps.
fn id_of_name(stem: &str) -> ActId {
    let mut kept: String = stem.trim_start_matches('.').chars().take(ID_LETTERS_MAX).map(|c| if is_id_letter(c) { c } else { '_' }).collect();
    if let Some(at) = kept.rfind('.').filter(|at| FILE_ENDINGS.contains(&&kept[at + 1..])) {
        kept.replace_range(at..=at, "_");
    }
    let kept = if kept.is_empty() { "_" } else { &kept };
    kept.parse().expect("letters that an id cannot hold were replaced, and it is neither empty nor too long")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn any_file_name_gives_an_id() {
        for (stem, id) in [
            ("V1800016354", "V1800016354"),
            ("сұрақ жауап", "сұрақ_жауап"),
            ("...", "_"),
            ("a:b\"c", "a_b_c"),
            ("C#1", "C_1"),
            ("note.md", "note_md"),
            ("v1.2", "v1.2"),
        ] {
            assert_eq!(id_of_name(stem).as_str(), id);
        }
        assert_eq!(id_of_name(&"ж".repeat(500)).as_str().chars().count(), 200);
    }
}
