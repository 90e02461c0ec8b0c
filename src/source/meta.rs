//! What is known about a source beside its text: `NAME.source.toml` beside `NAME.ext`.

use std::fs;
use std::io::Read;
use std::path::{Path, PathBuf};

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
            "act" => {
                let acts = value.as_array().ok_or("`act` must be a list of tables, each begun with [[act]]")?;
                meta.acts = acts.iter().map(act).collect::<Result<_, _>>()?;
            }
            _ => {
                return Err(format!(
                    "the key `{key}` is not known; known are id, title, url, language, published, retrieved, sha256, etag, last_modified, licence, note and [[act]]"
                ));
            }
        }
    }
    Ok(meta)
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
            ("id = ", "no TOML"),
        ];
        for (text, said) in wrong {
            let cause = parse(text).unwrap_err();
            assert!(cause.contains(said), "{text}: {cause}");
        }
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
