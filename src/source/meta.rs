//! What is known about a source beside its text: `NAME.source.toml` beside `NAME.ext`.

use std::fs;
use std::io::Read;
use std::path::{Component, Path, PathBuf};

use toml::{Table, Value};

use crate::act::{ActId, Date};

use super::Error;

/// What `NAME.source.toml` says about a source; every key may be absent.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMeta {
    /// `id`: the act's id, where its text does not give one.
    pub id: Option<ActId>,
    /// `title`.
    pub title: Option<String>,
    /// `url`: where the copy was taken from.
    pub url: Option<String>,
    /// `language`: `kk` where it says nothing.
    pub language: Option<String>,
    /// `published`: the day of first official publication.
    pub published: Option<Date>,
    /// `retrieved`: the day of the copy.
    pub retrieved: Option<Date>,
    /// `sha256` of the file, 64 hexadecimal digits in lower case.
    pub sha256: Option<String>,
    /// `etag`: what the server called this copy, asked about when it is fetched again.
    pub etag: Option<String>,
    /// `last_modified`: when the server says the copy was made, in its own words.
    pub last_modified: Option<String>,
    /// `licence`.
    pub licence: Option<String>,
    /// `note`: anything a person should know.
    pub note: Option<String>,
    /// `parts`: the names of the files beside it that the act goes on in, in order. Then they hold no acts of their own.
    pub parts: Vec<String>,
    /// `[[act]]`: other acts whose day of publication is known.
    pub acts: Vec<PublishedAct>,
}

/// Another act whose day of publication is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PublishedAct {
    /// `date`: the day it was adopted.
    pub date: Date,
    /// `number`, as printed.
    pub number: String,
    /// `issuer`, where two acts of one day share a number.
    pub issuer: Option<String>,
    /// `published`: the day of its first official publication.
    pub published: Date,
}

/// Reads `NAME.source.toml` beside `source_path`; none where there is no such file.
///
/// # Errors
///
/// [`Error::Unreadable`] when the file is there and cannot be read, [`Error::Meta`] when it is no TOML, holds a key that
/// is not known, or a value that is not of its kind.
pub fn read_meta(source_path: &Path) -> Result<Option<SourceMeta>, Error> {
    let path = meta_path(source_path);
    let read = fs::File::open(&path).and_then(|file| {
        let mut text = String::new();
        file.take(BYTES_MAX + 1).read_to_string(&mut text).map(|_| text)
    });
    match read {
        Ok(text) if text.len() as u64 > BYTES_MAX => {
            Err(Error::TooLarge { file: path.display().to_string(), what: "bytes or more", count: text.len() as u64, most: BYTES_MAX })
        }
        Ok(text) => parse(&text).map(Some).map_err(|cause| Error::Meta { file: path.display().to_string(), cause }),
        Err(error) if error.kind() == std::io::ErrorKind::NotFound => Ok(None),
        Err(source) => Err(Error::Unreadable { path, source }),
    }
}

/// The largest metadata file that is read; one has a few hundred bytes.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Where the metadata of a source lie: `corpus/a.txt` → `corpus/a.source.toml`.
pub fn meta_path(source: &Path) -> PathBuf {
    let mut name = source.file_stem().unwrap_or_default().to_owned();
    name.push(".source.toml");
    source.with_file_name(name)
}

fn parse(text: &str) -> Result<SourceMeta, String> {
    let table: Table = text.parse().map_err(|error: toml::de::Error| format!("this is no TOML: {}", error.to_string().trim_end()))?;
    let mut meta = SourceMeta::default();
    for (key, value) in &table {
        match key.as_str() {
            "id" => meta.id = Some(string(key, value)?.parse().map_err(|error| format!("`id`: {error}"))?),
            "title" => meta.title = Some(string(key, value)?),
            "url" => meta.url = Some(string(key, value)?),
            "language" => meta.language = Some(string(key, value)?),
            "published" => meta.published = Some(date(key, value)?),
            "retrieved" => meta.retrieved = Some(date(key, value)?),
            "sha256" => meta.sha256 = Some(sha256(value)?),
            "etag" => meta.etag = Some(string(key, value)?),
            "last_modified" => meta.last_modified = Some(string(key, value)?),
            "licence" => meta.licence = Some(string(key, value)?),
            "note" => meta.note = Some(string(key, value)?),
            "parts" => meta.parts = parts(value)?,
            "act" => {
                let acts = value.as_array().ok_or("`act` must be a list of tables, each begun with [[act]]")?;
                meta.acts = acts.iter().map(act).collect::<Result<_, _>>()?;
            }
            _ => {
                return Err(format!(
                    "the key `{key}` is not known; known are id, title, url, language, published, retrieved, sha256, etag, last_modified, licence, note, parts and [[act]]"
                ));
            }
        }
    }
    Ok(meta)
}

/// Most files that one act may go on in.
pub const PARTS_MAX: usize = 200;

/// The names of the files that an act goes on in: of files beside it, each once.
fn parts(value: &Value) -> Result<Vec<String>, String> {
    let list = value.as_array().ok_or("`parts` must be a list of file names: parts = [\"NAME-2.txt\"]")?;
    if list.len() > PARTS_MAX {
        return Err(format!("`parts` names {} files; an act may go on in {PARTS_MAX}", list.len()));
    }
    let mut names: Vec<String> = Vec::with_capacity(list.len());
    for (number, value) in (1..).zip(list) {
        let name = value.as_str().ok_or_else(|| format!("`parts`: file {number} must be a name in quotation marks, not {}", value.type_str()))?;
        if !is_beside(name) {
            return Err(format!("`parts`: file {number}, {name:?}, must be the name of a file in the same folder, without a path"));
        }
        if let Some(before) = names.iter().position(|known| known == name) {
            return Err(format!("`parts` names {name} twice, as file {} and as file {number}", before + 1));
        }
        names.push(name.to_owned());
    }
    Ok(names)
}

/// Whether `name` is that of a file, and no way to another folder.
fn is_beside(name: &str) -> bool {
    let mut components = Path::new(name).components();
    let is_name = matches!((components.next(), components.next()), (Some(Component::Normal(only)), None) if only == name);
    is_name && !name.contains(['/', '\\', '\0'])
}

/// The files beside `source_path` that its `NAME.source.toml` names as parts of it, whatever else is wrong with that: a file that is named there is
/// no act of its own, even if the act cannot be read.
pub fn named_parts(source_path: &Path) -> Vec<PathBuf> {
    let Ok(file) = fs::File::open(meta_path(source_path)) else { return Vec::new() };
    let mut bytes = Vec::new();
    let read = file.take(BYTES_MAX).read_to_end(&mut bytes);
    if read.is_err() || memchr::memmem::find(&bytes, b"parts").is_none() {
        return Vec::new();
    }
    let table: Table = str::from_utf8(&bytes).ok().and_then(|text| text.parse().ok()).unwrap_or_default();
    let names = table.get("parts").and_then(Value::as_array).into_iter().flatten().filter_map(Value::as_str);
    names.filter(|name| is_beside(name)).take(PARTS_MAX).map(|name| source_path.with_file_name(name)).collect()
}

fn act(value: &Value) -> Result<PublishedAct, String> {
    let table = value.as_table().ok_or("`act` must be a list of tables, each begun with [[act]]")?;
    if let Some(key) = table.keys().find(|key| !["date", "number", "issuer", "published"].contains(&key.as_str())) {
        return Err(format!("the key `{key}` is not known in [[act]]; known are date, number, issuer and published"));
    }
    let get = |key: &str| table.get(key).ok_or_else(|| format!("[[act]] needs `{key}`"));
    Ok(PublishedAct {
        date: date("date", get("date")?)?,
        number: match get("number")? {
            Value::Integer(number) => number.to_string(),
            value => string("number", value)?,
        },
        issuer: table.get("issuer").map(|value| string("issuer", value)).transpose()?,
        published: date("published", get("published")?)?,
    })
}

fn string(key: &str, value: &Value) -> Result<String, String> {
    value.as_str().map(str::to_owned).ok_or_else(|| format!("`{key}` must be a text in quotation marks, not {}", value.type_str()))
}

/// A day, as text or as TOML writes it; a time of day is none.
fn date(key: &str, value: &Value) -> Result<Date, String> {
    let text = match value {
        Value::String(text) => text.clone(),
        Value::Datetime(day) if day.time.is_none() => day.to_string(),
        _ => return Err(format!("`{key}` must be a day such as 2022-10-11, not {}", value.type_str())),
    };
    text.parse().map_err(|error| format!("`{key}`: {error}"))
}

fn sha256(value: &Value) -> Result<String, String> {
    let text = string("sha256", value)?.to_ascii_lowercase();
    let sound = text.len() == 64 && text.bytes().all(|byte| byte.is_ascii_hexdigit());
    if sound { Ok(text) } else { Err("`sha256` must be 64 hexadecimal digits".to_owned()) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_beside_a_source_is_read_and_checked() {
        let meta = parse(
            "id = \"P2200000807\"\npublished = 2022-10-11\nretrieved = \"2026-11-01\"\n[[act]]\ndate = 2016-11-24\nnumber = \"11-1-2/555\"\npublished = \"2016-12-30\"\n",
        );
        let meta = meta.unwrap();
        assert_eq!(meta.id.unwrap().as_str(), "P2200000807");
        assert_eq!(meta.published.unwrap().to_string(), "2022-10-11");
        assert_eq!(meta.acts[0].published.to_string(), "2016-12-30");
        let wrong = [
            ("publised = 2022-10-11", "`publised` is not known"),
            ("published = \"11.10.2022\"", "`published`"),
            ("published = 2022-10-11T10:00:00", "`published`"),
            ("title = 5", "`title` must be a text"),
            ("id = \"a/b\"", "`id`"),
            ("[[act]]\ndate = 2016-11-24\nnumber = \"1\"", "needs `published`"),
            ("[[act]]\nday = 2016-11-24", "`day` is not known in [[act]]"),
            ("act = 1", "[[act]]"),
            ("sha256 = \"12\"", "64"),
            ("parts = \"a-2.txt\"", "`parts` must be a list"),
            ("parts = [\"a-2.txt\", 3]", "file 2 must be a name"),
            ("parts = [\"a-2.txt\", \"b.txt\", \"a-2.txt\"]", "`parts` names a-2.txt twice, as file 1 and as file 3"),
            ("parts = [\"../a.txt\"]", "file 1, \"../a.txt\", must be the name of a file in the same folder"),
            ("parts = [\"/etc/passwd\"]", "in the same folder"),
            ("parts = [\"b/a.txt\"]", "in the same folder"),
            ("parts = [\"b\\\\a.txt\"]", "in the same folder"),
            ("parts = [\"..\"]", "in the same folder"),
            ("parts = [\"\"]", "in the same folder"),
            ("parts = [\"a-2.txt/\"]", "in the same folder"),
            ("id = ", "no TOML"),
        ];
        for (text, said) in wrong {
            let cause = parse(text).unwrap_err();
            assert!(cause.contains(said), "{text}: {cause}");
        }
    }

    #[test]
    fn the_files_that_an_act_goes_on_in_are_named_in_order() {
        assert_eq!(parse("parts = [\"a-3.txt\", \"екінші бөлік.pdf\"]\n").unwrap().parts, ["a-3.txt", "екінші бөлік.pdf"]);
        let many: Vec<String> = (0..=PARTS_MAX).map(|number| format!("\"{number}.txt\"")).collect();
        assert!(parse(&format!("parts = [{}]", many.join(","))).unwrap_err().contains("`parts` names 201 files"));
        let folder = tempfile::tempdir().unwrap();
        let beside = |text: &str| {
            fs::write(folder.path().join("a.source.toml"), text).unwrap();
            let names = named_parts(&folder.path().join("a.txt"));
            names.iter().map(|path| path.strip_prefix(folder.path()).unwrap().display().to_string()).collect::<Vec<_>>()
        };
        assert_eq!(beside("parts = [\"b.txt\", \"../c.txt\", \"b.txt\"]\nwrong = 1\n"), ["b.txt", "b.txt"], "what else is wrong is told by those who read it");
        assert_eq!(beside("note = \"no parts\"\n"), [""; 0]);
        assert_eq!(beside("parts = "), [""; 0]);
    }

    #[test]
    fn a_file_that_goes_on_without_end_is_not_read_to_its_end() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.source.toml"), "# ".repeat(BYTES_MAX as usize)).unwrap();
        let error = read_meta(&folder.path().join("a.txt")).unwrap_err();
        assert!(matches!(error, Error::TooLarge { .. }) && error.to_string().contains("a.source.toml"), "{error}");
    }

    #[test]
    fn it_lies_beside_the_source() {
        assert_eq!(meta_path(Path::new("corpus/a.b.txt")), Path::new("corpus/a.b.source.toml"));
        assert!(read_meta(Path::new("no/such/folder/a.txt")).unwrap().is_none());
    }
}
