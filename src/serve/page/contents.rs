//! The contents of an act, beside its text.

use std::ops::Range;

use maud::{Markup, html};

use super::reader::Reader;
use super::weight::fitting;
use crate::act::ProvisionKind;
use crate::query::{self, Passage, ShownUnit};

/// Characters of an entry.
const ENTRY_MAX: usize = 110;
/// Bytes of the contents; entries of what is on the page have half as much again.
const BYTES_MAX: usize = 8_000;
/// Bytes of an entry beside its words and its link.
const ENTRY_BYTES: usize = 30;

/// The contents of what is read: the units that have an entry, and how each is written.
pub(super) struct Contents<'u> {
    below: &'u [ShownUnit],
    entries: Vec<Entry>,
}

struct Entry {
    /// The unit, by its place.
    at: usize,
    depth: usize,
    words: String,
}

impl<'u> Contents<'u> {
    /// The headings of `below`, or, in an act without them, its points and changes.
    pub(super) fn new(below: &'u [ShownUnit]) -> Self {
        let heads = |kind: ProvisionKind| kind.is_grouping() || matches!(kind, ProvisionKind::Annex | ProvisionKind::Article | ProvisionKind::Component);
        let points = |kind: ProvisionKind| matches!(kind, ProvisionKind::Point | ProvisionKind::Amendment);
        let of = |wanted: &dyn Fn(ProvisionKind) -> bool| -> Vec<usize> {
            let listed = |unit: &ShownUnit| unit.passage.via.is_none() && unit.passage.kind.is_some_and(wanted);
            (0..below.len()).filter(|&at| listed(&below[at])).collect()
        };
        let found = Some(of(&heads)).filter(|found| found.len() > 1).unwrap_or_else(|| of(&points));
        let found = if found.len() > 1 { found } else { Vec::new() };
        let entry = |at: usize| Entry { at, depth: below[at].depth, words: brief(&below[at].passage) };
        Self { below, entries: found.into_iter().map(entry).collect() }
    }

    pub(super) fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// Bytes that the contents take at most.
    pub(super) fn bytes_max(&self) -> usize {
        self.entries.iter().map(|entry| self.bytes(entry)).sum::<usize>().min(BYTES_MAX * 3 / 2)
    }

    fn bytes(&self, entry: &Entry) -> usize {
        // The link is the address of the unit, which an entry of another page has after that of the page; a quotation mark takes six bytes.
        let path = self.below[entry.at].passage.address.len();
        ENTRY_BYTES + entry.words.len() + 5 * entry.words.matches(['"', '&', '<', '>']).count() + 2 * path + 60
    }

    /// The entries that have room, as far down as they all have, those of the units of `page` in any case.
    fn shown(&self, page: &Range<usize>) -> Vec<&Entry> {
        let sizes = |of: &[&Entry]| of.iter().map(|entry| self.bytes(entry)).collect::<Vec<_>>();
        let to_depth = |depth: usize| self.entries.iter().filter(|entry| entry.depth <= depth).collect::<Vec<_>>();
        let deepest = self.entries.iter().map(|entry| entry.depth).max().unwrap_or(0);
        let whole = (0..=deepest).rev().map(to_depth).find(|of| sizes(of).iter().sum::<usize>() <= BYTES_MAX);
        let mut shown = whole.filter(|of| !of.is_empty()).unwrap_or_else(|| self.around(page));
        let here: Vec<&Entry> = self.entries.iter().filter(|entry| page.contains(&entry.at) && shown.iter().all(|known| known.at != entry.at)).collect();
        let room = fitting(sizes(&here), BYTES_MAX / 2);
        shown.extend(here.into_iter().take(room));
        shown.sort_by_key(|entry| entry.at);
        shown
    }

    /// The entries nearest to `page`, where not even the highest headings have room.
    fn around(&self, page: &Range<usize>) -> Vec<&Entry> {
        let highest = self.entries.iter().map(|entry| entry.depth).min().unwrap_or(0);
        let mut near: Vec<&Entry> = self.entries.iter().filter(|entry| entry.depth == highest).collect();
        near.sort_by_key(|entry| if page.contains(&entry.at) { 0 } else { entry.at.abs_diff(page.start).min(entry.at.abs_diff(page.end)) });
        let room = fitting(near.iter().map(|entry| self.bytes(entry)), BYTES_MAX);
        near.truncate(room);
        near
    }

    /// The contents beside the units of `page`; `link` is the address of a unit.
    pub(super) fn beside(&self, reader: &Reader, page: &Range<usize>, link: impl Fn(usize) -> String) -> Markup {
        let shown = self.shown(page);
        html! {
            nav class="contents" aria-label=(reader.words().contents) {
                details open {
                    summary { (reader.words().contents) }
                    ol lang="kk" {
                        @for entry in &shown {
                            li class=(format!("d{}", entry.depth.min(6))) { a href=(link(entry.at)) { (entry.words) } }
                        }
                    }
                }
            }
        }
    }
}

/// A heading for the contents.
fn brief(passage: &Passage) -> String {
    let text = passage.heading.as_deref().filter(|_| passage.text.chars().count() > ENTRY_MAX).unwrap_or(&passage.text);
    let text = if text.is_empty() { passage.path.as_ref().and_then(|path| path.segments().next_back()).unwrap_or_default() } else { text };
    query::excerpt(text, &[], ENTRY_MAX).0
}
