//! One act over several files, each read by its own reader.

use std::path::Path;

use super::{Error, SourceMeta, bound, meta_path, read, read_meta};
use crate::text::{Problem, Reading, SourceText};

/// Reads the text of the file at `path` and of the files beside it that it goes on in, in the order in which `meta` names them ([`SourceMeta::parts`]):
/// one text, whose [`SourceText::printed`] tells the file of each line.
///
/// Beside a part may lie a `NAME.source.toml` that tells where the copy is from; nothing of it is used here. What is of the act as a whole stands beside the
/// file that the act begins in.
///
/// # Errors
///
/// Those of [`read`]; [`Error::Part`] where a part cannot be read, or is none; [`Error::TooLarge`] where all of them together are more than one text may be;
/// [`Error::Meta`] where `parts` names the file itself, or parts of an Akoma Ntoso document, which is a whole act.
pub fn read_with_parts(path: &Path, meta: &SourceMeta) -> Result<Reading<SourceText>, Error> {
    let mut all = read(path)?;
    if meta.parts.is_empty() {
        return Ok(all);
    }
    let (file, own) = (meta_path(path).display().to_string(), name_of(path));
    let refused = |cause: String| Error::Meta { file: file.clone(), cause: format!("`parts`: {cause}") };
    if meta.parts.contains(&own) {
        return Err(refused(format!("{own} is named as a part of itself")));
    }
    if all.value.marks().told.is_some() {
        return Err(refused(format!("{own} is an Akoma Ntoso document, which is a whole act and has no parts")));
    }
    for (number, name) in (1..).zip(&meta.parts) {
        let next = read_part(path, name).map_err(|cause| Error::Part { file: file.clone(), number, cause: Box::new(cause) })?;
        let bytes = all.value.text().len() as u64 + next.value.text().len() as u64;
        let lines = u64::from(all.value.line_count()) + u64::from(next.value.line_count());
        bound(bytes, lines, || format!("{own} with its parts up to {name}"))?;
        let above = all.value.go_on(next.value);
        all.problems.extend(next.problems.into_iter().map(|problem| Problem { lines: problem.lines.below(above), ..problem }));
    }
    Ok(all)
}

/// Reads the part `name` of the act that begins in the file at `path`.
fn read_part(path: &Path, name: &str) -> Result<Reading<SourceText>, Error> {
    let part = path.with_file_name(name);
    let refused = |cause: String| Error::NoPart { file: name.to_owned(), of: name_of(path), cause };
    // A file of another format with the same name has the metadata of the act beside it.
    if meta_path(&part) != meta_path(path)
        && let Some(beside) = read_meta(&part)?
        && let Some(key) = of_an_act(&beside)
    {
        let (beside, owner) = (name_of(&meta_path(&part)), name_of(&meta_path(path)));
        return Err(refused(format!("{beside} tells its `{key}`, which is to be told in {owner}")));
    }
    let read = read(&part)?;
    if read.value.marks().told.is_some() {
        return Err(refused("it is an Akoma Ntoso document, which is a whole act".to_owned()));
    }
    Ok(read)
}

/// The first key that tells of an act as a whole, and of no copy of a part of it.
fn of_an_act(meta: &SourceMeta) -> Option<&'static str> {
    let SourceMeta { id, title, published, parts, acts, .. } = meta;
    let told = [("parts", !parts.is_empty()), ("id", id.is_some()), ("title", title.is_some()), ("published", published.is_some()), ("act", !acts.is_empty())];
    told.into_iter().find_map(|(key, told)| told.then_some(key))
}

fn name_of(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::super::{LINES_MAX, TEXT_BYTES_MAX};
    use super::*;
    use crate::text::LineRange;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let folder = tempfile::tempdir().unwrap();
        files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
        folder
    }

    fn read_all(folder: &tempfile::TempDir) -> Result<Reading<SourceText>, Error> {
        let path = folder.path().join("a.txt");
        let meta = read_meta(&path)?.unwrap_or_default();
        read_with_parts(&path, &meta)
    }

    #[test]
    fn parts_of_any_format_are_one_text() {
        let page = "<html><body><p>2. Осы Заң қолданылады.</p></body></html>";
        let folder = folder(&[
            ("a.txt", "1. Осы Қағидалар.\n"),
            ("a.source.toml", "parts = [\"a-2.html\", \"a.html\", \"a-4.txt\"]\n"),
            ("a-2.html", page),
            ("a.html", page),
            ("a-4.txt", "3. Бұрынғы\u{fffd}\n"),
            ("a-4.source.toml", "url = \"https://example.org\"\nretrieved = 2024-01-01\n"),
        ]);
        let read = read_all(&folder).unwrap();
        assert_eq!(read.value.files().collect::<Vec<_>>(), ["a.txt", "a-2.html", "a.html", "a-4.txt"]);
        let lines: Vec<_> = read.value.lines().map(|line| line.text).filter(|line| !line.is_empty()).collect();
        assert_eq!(lines, ["1. Осы Қағидалар.", "2. Осы Заң қолданылады.", "2. Осы Заң қолданылады.", "3. Бұрынғы\u{fffd}"]);
        let last = read.value.parts().last().unwrap();
        assert_eq!(read.value.printed(last.lines).0.lines, LineRange::new(1, last.lines.last - last.lines.first + 1));
    }

    #[test]
    fn what_is_told_of_a_part_counts_its_lines_below_those_above() {
        let folder = folder(&[("a.txt", "1. Осы\n2. Заң\n"), ("a.source.toml", "parts = [\"b.txt\"]")]);
        let (text, ..) = encoding_rs::WINDOWS_1251.encode("Осы Заң ресми жарияланған");
        fs::write(folder.path().join("b.txt"), text).unwrap();
        let read = read_all(&folder).unwrap();
        assert!(!read.problems.is_empty() && read.problems.iter().all(|problem| read.value.printed(problem.lines).0.file == "b.txt"), "{:?}", read.problems);
    }

    #[test]
    fn a_part_that_is_none_is_named_with_its_place_and_its_cause() {
        type Files = &'static [(&'static str, &'static str)];
        let cases: [(Files, &[&str]); 8] = [
            (&[], &["a.source.toml: `parts`: file 2: ", "c.txt: there is no such file"]),
            (&[("c.txt", "")], &["file 2: c.txt is empty"]),
            (&[("c.txt", "\0\u{1}\u{2}\0\0")], &["file 2: c.txt is not a text"]),
            (
                &[("c.txt", "3."), ("c.source.toml", "parts = [\"a.txt\"]")],
                &["file 2: c.txt is no part of a.txt: c.source.toml tells its `parts`, which is to be told in a.source.toml"],
            ),
            (&[("c.txt", "3."), ("c.source.toml", "id = \"V1\"")], &["c.source.toml tells its `id`"]),
            (&[("c.txt", "3."), ("c.source.toml", "wrong = 1")], &["file 2: ", "c.source.toml: the key `wrong` is not known"]),
            (&[("a.source.toml", "parts = [\"a.txt\"]")], &["a.source.toml: `parts`: a.txt is named as a part of itself"]),
            (
                &[(
                    "c.txt",
                    "<akomaNtoso xmlns=\"http://docs.oasis-open.org/legaldocml/ns/akn/3.0\"><act><body><article><num>1</num><content><p>Осы Заң</p></content></article></body></act></akomaNtoso>",
                )],
                &["file 2: c.txt is no part of a.txt: it is an Akoma Ntoso document"],
            ),
        ];
        for (files, said) in cases {
            let folder = folder(&[("a.txt", "1. Осы Заң.\n"), ("b.txt", "2. Осы Заң.\n"), ("a.source.toml", "parts = [\"b.txt\", \"c.txt\"]")]);
            files.iter().for_each(|(name, text)| fs::write(folder.path().join(name), text).unwrap());
            let told = read_all(&folder).unwrap_err().to_string();
            assert!(said.iter().all(|said| told.contains(said)), "{told}");
        }
    }

    #[test]
    fn together_they_are_no_more_than_one_text_may_be() {
        let folder = folder(&[("a.source.toml", "parts = [\"b.txt\", \"c.txt\"]"), ("c.txt", "1.\n")]);
        let half = |text: &str, most: usize| text.repeat(most / text.len() / 2 + 1);
        let (bytes, lines) = (usize::try_from(TEXT_BYTES_MAX).unwrap(), 4 * LINES_MAX as usize);
        for (text, what) in [(half(&"а".repeat(1000), bytes), "bytes of text"), (half("а.\n", lines), "lines")] {
            ["a.txt", "b.txt"].iter().for_each(|name| fs::write(folder.path().join(name), &text).unwrap());
            let told = read_all(&folder).unwrap_err().to_string();
            assert!(told.contains("a.txt with its parts up to b.txt has") && told.contains(what), "{told}");
        }
    }
}
