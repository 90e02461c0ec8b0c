//! The sources of a run: which act each holds, and which of several gives the text.
//!
//! What is known of a source lies on the disk; held of each is its act, and what decides between two files of one act.

use std::cmp::Reverse;
use std::collections::HashMap;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::Deserialize;

use super::copies;
use super::report::{Error, count};
use crate::act::{ActId, Date};
use crate::index::{self, Builder, Kept, Rows, SourceRecord};

/// What one file gave.
pub(super) enum Found {
    /// It was read in this run; its act is written down.
    New,
    /// It is what it was, at this place if under the same path; its act was taken over from the old index, or it is as unreadable as before.
    Kept(Option<u32>),
    /// It could not be read.
    Failed,
}

/// A file, and what it gave.
pub(super) struct Sourced {
    pub(super) record: SourceRecord,
    pub(super) found: Found,
}

/// What is held of each source.
struct Brief {
    act: Option<ActId>,
    retrieved: Option<Date>,
    units: u32,
    problems: u32,
    /// How many bytes are kept of it, of its act and of what it tells.
    act_bytes: u32,
    told_bytes: u32,
    is_new: bool,
    was_at: Option<u32>,
}

/// All sources of a run, by their paths.
pub(super) struct Sources {
    rows: Rows,
    briefs: Vec<Brief>,
    /// Those that hold acts, by act, then by path.
    by_act: Vec<u32>,
    /// Those whose acts have their text from another file: its name.
    shadowed: HashMap<u32, String>,
}

impl Sources {
    /// Reads all of `candidates`, which are sorted by their paths, several at the same time.
    pub(super) fn read<C: Sync>(builder: &Builder<'_>, candidates: &[C], read: impl Fn(&C) -> Result<Sourced, Error> + Sync) -> Result<Self, Error> {
        let rows = builder.rows("sources")?;
        let one = |(at, candidate): (usize, &C)| -> Result<Brief, Error> {
            let Sourced { record, found } = read(candidate)?;
            rows.push(&format!("{at:010}"), &record)?;
            let short = |number: u64| u32::try_from(number).unwrap_or(u32::MAX);
            Ok(Brief {
                act: record.act,
                retrieved: record.retrieved,
                units: short(record.units as u64),
                problems: short(count(&record.problems) as u64),
                act_bytes: short(record.kept.as_ref().map_or(0, |kept| kept.act.bytes)),
                told_bytes: short(record.kept.as_ref().map_or(0, |kept| kept.told.bytes)),
                is_new: matches!(found, Found::New),
                was_at: if let Found::Kept(at) = found { at } else { None },
            })
        };
        let briefs: Vec<Brief> = candidates.par_iter().enumerate().map(one).collect::<Result<_, _>>()?;
        let mut by_act: Vec<u32> = (0..).zip(&briefs).filter(|(_, brief)| brief.act.is_some()).map(|(at, _)| at).collect();
        by_act.sort_by(|&one, &other| briefs[one as usize].act.cmp(&briefs[other as usize].act));
        Ok(Self { rows: rows.close()?, briefs, by_act, shadowed: HashMap::new() })
    }

    /// Settles which file gives the text where several hold one act: the later copy; of copies of one day the one whose format keeps more of the
    /// page, then the one that is read with fewer doubts, then the name that sorts first.
    pub(super) fn choose(&mut self) -> Result<Vec<String>, Error> {
        let mut remarks = Vec::new();
        for of_one in self.by_act.chunk_by(|&one, &other| self.briefs[one as usize].act == self.briefs[other as usize].act).filter(|of_one| of_one.len() > 1) {
            let mut copies: Vec<(u32, &Brief, PathBuf)> = Vec::with_capacity(of_one.len());
            for &at in of_one {
                copies.extend(self.path(at as usize)?.map(|path| (at, &self.briefs[at as usize], path)));
            }
            copies.sort_by_cached_key(|(_, brief, path)| (Reverse(brief.retrieved), copies::rank(path), brief.problems, file_name(path)));
            let [(_, first, path), others @ ..] = &copies[..] else { continue };
            let Some((_, second, second_path)) = others.first() else { continue };
            let why = if first.retrieved > second.retrieved {
                "the later copy"
            } else if copies::rank(path) < copies::rank(second_path) {
                "no copy is later, and its format keeps more"
            } else if first.problems < second.problems {
                "no copy is later, and it is read with fewer doubts"
            } else {
                "first by name; no copy is later"
            };
            let (text, names) = (file_name(path), others.iter().map(|(.., path)| file_name(path)).collect::<Vec<_>>().join(", "));
            let act = first.act.as_ref().map_or("", ActId::as_str);
            remarks.push(format!("{act} is in several files: {text} gives the text ({why}), {names} not"));
            self.shadowed.extend(others.iter().map(|(at, ..)| (*at, text.clone())));
        }
        Ok(remarks)
    }

    /// How many there are.
    pub(super) fn len(&self) -> usize {
        self.briefs.len()
    }

    /// How many units they have.
    pub(super) fn units(&self) -> usize {
        self.briefs.iter().map(|brief| brief.units as usize).sum()
    }

    /// Whether none of them could be read; then why not the first.
    pub(super) fn none_read(&self) -> Result<Option<String>, Error> {
        if !self.by_act.is_empty() {
            return Ok(None);
        }
        let failed = self.all().find_map(|source| source.map(|source| source.failed).transpose()).transpose()?;
        Ok(Some(failed.unwrap_or_default()))
    }

    /// The source at place `at`.
    pub(super) fn get(&self, at: usize) -> Result<SourceRecord, index::Error> {
        let record: SourceRecord = self.rows.value(at)?;
        let by = u32::try_from(at).ok().and_then(|at| self.shadowed.get(&at));
        Ok(SourceRecord { shadowed_by: by.cloned(), ..record })
    }

    /// Where the source at place `at` lies; `None` behind the last.
    pub(super) fn path(&self, at: usize) -> Result<Option<PathBuf>, Error> {
        #[derive(Deserialize)]
        struct Lies {
            path: PathBuf,
        }
        Ok(if at < self.len() { Some(self.rows.value::<Lies>(at)?.path) } else { None })
    }

    /// All of them.
    pub(super) fn all(&self) -> impl Iterator<Item = Result<SourceRecord, index::Error>> {
        (0..self.len()).map(|at| self.get(at))
    }

    /// All of them, for the last time.
    pub(super) fn into_all(self) -> impl Iterator<Item = Result<SourceRecord, index::Error>> {
        (0..self.len()).map(move |at| self.get(at))
    }

    /// Which of them were read in this run.
    pub(super) fn news(&self) -> Vec<bool> {
        self.briefs.iter().map(|brief| brief.is_new).collect()
    }

    /// Where the source at place `at` was in the index that answers, if it is what it was.
    pub(super) fn was_at(&self, at: usize) -> Option<u32> {
        self.briefs.get(at).and_then(|brief| brief.was_at)
    }

    /// The name of the file that gives the text of the act in the source at place `at` instead.
    pub(super) fn shadowed_by(&self, at: u32) -> Option<&str> {
        self.shadowed.get(&at).map(String::as_str)
    }

    /// The sources that hold acts, by path: the place of each, what is known of it, and what is kept of it.
    pub(super) fn of_acts(&self) -> impl Iterator<Item = Result<(u32, SourceRecord, Kept), index::Error>> {
        let kept = |at: u32| {
            let record = self.get(at as usize)?;
            Ok(record.kept.clone().map(|kept| (at, record, kept)))
        };
        (0..).zip(&self.briefs).filter(|(_, brief)| brief.act.is_some()).filter_map(move |(at, _)| kept(at).transpose())
    }

    /// What is kept of the source at place `at`, which holds an act.
    pub(super) fn kept(&self, at: u32) -> Result<Kept, index::Error> {
        #[derive(Deserialize)]
        struct Keeps {
            kept: Kept,
        }
        Ok(self.rows.value::<Keeps>(at as usize)?.kept)
    }

    /// The place of the source that gives the text of `act`.
    pub(super) fn giver(&self, act: &ActId) -> Option<u32> {
        self.copies(act).iter().copied().find(|at| !self.shadowed.contains_key(at))
    }

    /// The places of the sources that hold `act`.
    pub(super) fn copies(&self, act: &ActId) -> &[u32] {
        let of = |at: &u32| self.briefs[*at as usize].act.as_ref();
        let begin = self.by_act.partition_point(|at| of(at) < Some(act));
        let count = self.by_act[begin..].partition_point(|at| of(at) == Some(act));
        &self.by_act[begin..begin + count]
    }

    /// How many bytes are kept of the sources that hold `act`.
    pub(super) fn bytes(&self, act: &ActId) -> u64 {
        self.copies(act).iter().map(|&at| &self.briefs[at as usize]).map(|brief| u64::from(brief.act_bytes) + u64::from(brief.told_bytes)).sum()
    }
}

pub(super) fn file_name(path: &Path) -> String {
    path.file_name().unwrap_or(path.as_os_str()).to_string_lossy().into_owned()
}
