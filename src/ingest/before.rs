//! The sources of the index that answers, beside those of this run.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};
use std::ffi::OsStr;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::path::{Path, PathBuf};

use super::report::{Error, Ingested, Outcome};
use super::sources::Sources;
use crate::index::{self, Generation, OldPacks, SourceRecord, SourceTable};

/// What the index that answers knows of its sources. They are read where they lie; held is where to look.
#[derive(Default)]
pub(super) struct Before {
    table: Option<SourceTable>,
    /// What it keeps of them, where that is of use.
    kept: Option<OldPacks>,
    /// By a digest of what a source is known by: its place. Whether it is the one is seen when it is read.
    by_content: HashMap<u64, u32>,
    /// Those that did not give the text of their acts, and the names of those that did.
    shadowed: HashMap<u32, String>,
}

/// What a source is known by: its bytes, its metadata and its name (which can be the id of its act).
fn content(source: &SourceRecord) -> (Cow<'_, str>, Option<&str>, Option<&OsStr>) {
    (source.digest(), source.metadata.as_ref().map(|metadata| metadata.sha256.as_str()), source.path.file_name())
}

fn digest(source: &SourceRecord) -> u64 {
    let mut digest = DefaultHasher::new();
    content(source).hash(&mut digest);
    digest.finish()
}

impl Before {
    /// What `old` knows; where it is `usable`, its sources can be found by what they hold.
    pub(super) fn read(old: Option<&Generation>, usable: bool) -> Result<Self, Error> {
        let Some(old) = old else { return Ok(Self::default()) };
        let mut before = Self { kept: if usable { Some(old.kept()?) } else { None }, ..Self::default() };
        match old.source_table().and_then(|table| before.look_through(table, usable)) {
            // A table that is damaged is among the damage that was told; without it every source is read again.
            Err(index::Error::Damaged { .. }) => Ok(Self::default()),
            looked => Ok(looked.map(|()| before)?),
        }
    }

    fn look_through(&mut self, table: SourceTable, usable: bool) -> Result<(), index::Error> {
        for (at, source) in (0_u32..).zip(table.all()) {
            let source = source?;
            // Whether the files of an act go together depends on what others name, too: a failure among those is looked at again.
            if usable && (source.kept.is_some() || source.failed.is_some() && source.parts.is_empty()) {
                self.by_content.insert(digest(&source), at);
            }
            self.shadowed.extend(source.shadowed_by.map(|by| (at, by)));
        }
        self.table = Some(table);
        Ok(())
    }

    /// The source that held the same as `source`, and its place.
    pub(super) fn find(&self, source: &SourceRecord) -> Result<Option<(u32, SourceRecord)>, Error> {
        let (Some(&at), Some(table)) = (self.by_content.get(&digest(source)), &self.table) else { return Ok(None) };
        let before = table.get(at as usize)?;
        Ok((content(&before) == content(source)).then_some((at, before)))
    }

    /// What is kept of its sources, where that is of use.
    pub(super) fn kept(&self) -> Option<&OldPacks> {
        self.kept.as_ref()
    }

    fn len(&self) -> usize {
        self.table.as_ref().map_or(0, SourceTable::len)
    }

    fn all(&self) -> impl Iterator<Item = Result<SourceRecord, Error>> {
        self.table.iter().flat_map(SourceTable::all).map(|source| Ok(source?))
    }

    /// Whether the index was made from the same bytes as `sources`. Only those that were not found by what they hold are looked at again.
    pub(super) fn is_same(&self, sources: &Sources) -> Result<bool, Error> {
        let Some(table) = self.table.as_ref().filter(|table| table.len() == sources.len()) else { return Ok(sources.len() == self.len()) };
        for (at, place) in (0..sources.len()).zip(0_u32..) {
            let found = sources.was_at(at) == Some(place) && sources.shadowed_by(place) == self.shadowed.get(&place).map(String::as_str);
            if !found && !same(&table.get(at)?, &sources.get(at)?) {
                return Ok(false);
            }
        }
        Ok(true)
    }

    /// Files the index was made from that are not there any more, nor anywhere else under another name; and what is to be said of those that are now
    /// among `parts`, which hold no acts of their own.
    pub(super) fn gone(&self, sources: &Sources, parts: &[PathBuf]) -> Result<(Vec<Ingested>, Vec<String>), Error> {
        let parts: HashSet<&Path> = parts.iter().map(PathBuf::as_path).collect();
        let (mut gone, mut joined) = (Vec::new(), Vec::new());
        let mut next = 0;
        let mut path = sources.path(next)?;
        for source in self.all() {
            let source = source?;
            // Both come by their paths.
            while path.as_ref().is_some_and(|path| *path < source.path) {
                next += 1;
                path = sources.path(next)?;
            }
            let is_there = path.as_ref() == Some(&source.path);
            let is_part = parts.contains(source.path.as_path());
            if is_part && source.act.is_some() {
                joined.push(format!("{} is a part of another act now, and no act of its own", source.path.display()));
            }
            if !is_there && !is_part {
                gone.push(source);
            }
        }
        if !gone.is_empty() {
            let mut held: HashSet<String> = gone.iter().map(|source| source.file.sha256.clone()).collect();
            for source in sources.all() {
                let source = source?;
                for file in std::iter::once(&source.file).chain(source.parts.iter().map(|part| &part.file)) {
                    held.remove(&file.sha256);
                }
            }
            gone.retain(|source| held.contains(&source.file.sha256));
        }
        let told =
            |source: SourceRecord| Ingested { path: source.path, parts: Vec::new(), act: source.act, outcome: Outcome::Gone, units: 0, problems: Vec::new() };
        Ok((gone.into_iter().map(told).collect(), joined))
    }
}

/// Whether a source is made from the same bytes, and of the same use.
fn same(one: &SourceRecord, other: &SourceRecord) -> bool {
    let metadata = |record: &SourceRecord| record.metadata.as_ref().map(|metadata| metadata.sha256.clone());
    let read = one.shadowed_by == other.shadowed_by && one.failed.is_some() == other.failed.is_some();
    one.path == other.path && one.digest() == other.digest() && metadata(one) == metadata(other) && read
}
