//! Numbered lines of lists and tables: acts call them «тармақ», «жол» or nothing, whatever the list they stand in is made of.

use std::collections::{HashMap, HashSet};

use super::event::EventKind;
use super::gather::{Change, Copy};
use crate::act::{Operation, ProvisionKind, ProvisionPath};

/// Leads changes that name a line by another word than the copies of the act have for it to the line of that number: «2-жол», «2-тармақ» is `list/item-2`
/// where the list has items and neither rows nor points.
pub(super) fn by_number(changes: &mut Vec<Change>, copies: &[Copy]) {
    ranges(changes, copies);
    let lines = Lines::of(copies);
    if lines.below.is_empty() {
        return;
    }
    out_of_groups(changes, copies, &lines);
    for change in changes {
        if let Some(at) = change.at.as_mut().and_then(|at| Some((lines.meant(at)?, at))) {
            *at.1 = at.0;
        }
        for (path, text) in &mut change.new {
            let Some(meant) = lines.meant(path) else { continue };
            if let (Some(kind), true) = (meant.kind(), is_line(text.kind)) {
                text.kind = kind;
            }
            *path = meant;
        }
    }
}

/// «2-бөлімде: 7-жол» is the row 7 of a list that is numbered through, where the copies have one such row and none in the section.
fn out_of_groups(changes: &mut [Change], copies: &[Copy], lines: &Lines) {
    let stands = |path: &ProvisionPath| copies.iter().any(|copy| copy.by_path.contains_key(path));
    for change in changes {
        let Some(at) = change.at.clone() else { continue };
        let plain = at.without_groups();
        if plain == at || stands(&at) || at.parent().is_some_and(|group| lines.below.contains_key(&group)) {
            continue;
        }
        let meant = lines.meant(&plain).unwrap_or(plain);
        // a row that is put in stands beside others of its list
        let listed = stands(&meant) || change.event.kind == EventKind::Changed(Operation::Add) && meant.parent().is_some_and(|list| stands(&list));
        if listed && !stands(&ProvisionPath::from_known(format!("{meant}~2"))) {
            for (path, _) in &mut change.new {
                *path = path.as_str().strip_prefix(at.as_str()).map_or_else(|| path.clone(), |rest| ProvisionPath::from_known(format!("{meant}{rest}")));
            }
            change.at = Some(meant);
        }
    }
}

/// Ranges of one act are taken apart into so many changes at most: it bounds what a hostile text can cost.
const EACH_MAX: usize = 20_000;

/// «2, 4-6-тармақтар алып тасталсын» may name a unit 4-6 or the units from 4 to 6: where no text has the one and the copies have all of the others, those are
/// meant.
fn ranges(changes: &mut Vec<Change>, copies: &[Copy]) {
    let stands = |path: &ProvisionPath| copies.iter().any(|copy| copy.by_path.contains_key(path));
    let of = |change: &Change| {
        let whole = !matches!(change.event.kind, EventKind::Changed(Operation::Add | Operation::Reword | Operation::Renumber));
        let at = change.at.as_ref().filter(|at| whole && change.new.is_empty() && !stands(at))?;
        let units = spanned(at)?;
        units.iter().all(stands).then_some(units)
    };
    if changes.iter().all(|change| of(change).is_none()) {
        return;
    }
    let named: HashSet<ProvisionPath> = changes.iter().flat_map(|change| change.new.iter().map(|(path, _)| path.clone())).collect();
    let all = std::mem::take(changes);
    let mut more = 0;
    for change in all {
        let is_put_in = change.at.as_ref().is_some_and(|path| named.contains(path));
        let units = of(&change).filter(|units| !is_put_in && more + units.len() <= EACH_MAX);
        let Some(units) = units else {
            changes.push(change);
            continue;
        };
        more += units.len();
        changes.extend(units.into_iter().map(|unit| {
            let mut change = change.clone();
            change.event.target = Some(unit.clone());
            change.at = Some(unit);
            change
        }));
    }
}

/// The units from 4 to 6 that «4-6» may mean.
pub(super) fn spanned(path: &ProvisionPath) -> Option<Vec<ProvisionPath>> {
    path.kind().filter(|kind| matches!(kind, ProvisionKind::Point | ProvisionKind::Subpoint | ProvisionKind::Article | ProvisionKind::Row))?;
    let (first, last) = path.as_str().rsplit_once('-')?;
    ProvisionPath::from_known(first).through(last.parse().ok()?)
}

/// Which kinds of numbered lines hang below which units, in any copy.
struct Lines {
    below: HashMap<ProvisionPath, HashSet<ProvisionKind>>,
    /// Tables, by the unit they stand in.
    tables: HashMap<ProvisionPath, HashSet<ProvisionPath>>,
}

impl Lines {
    fn of(copies: &[Copy]) -> Self {
        let (mut below, mut tables): (HashMap<ProvisionPath, HashSet<ProvisionKind>>, HashMap<ProvisionPath, HashSet<ProvisionPath>>) = Default::default();
        for (path, _) in copies.iter().flat_map(|copy| &copy.units) {
            match (path.kind(), path.parent()) {
                (Some(kind), Some(parent)) if is_line(kind) => drop(below.entry(parent).or_default().insert(kind)),
                (Some(ProvisionKind::Table), Some(parent)) => drop(tables.entry(parent).or_default().insert(path.clone())),
                _ => {}
            }
        }
        Self { below, tables }
    }

    /// The address that `path` has in the copies, where it is another: of the line itself, or of what stands in it.
    fn meant(&self, path: &ProvisionPath) -> Option<ProvisionPath> {
        let mut found = ProvisionPath::from_known("");
        let mut other = false;
        for segment in path.segments() {
            let line = self.line(&found, segment);
            other |= line.is_some();
            let next = line.unwrap_or_else(|| if found.as_str().is_empty() { ProvisionPath::from_known(segment) } else { found.join(segment) });
            found = next;
        }
        other.then_some(found)
    }

    /// The line in `parent` that `segment` means, where it is called otherwise.
    fn line(&self, parent: &ProvisionPath, segment: &str) -> Option<ProvisionPath> {
        let (_, number) = segment.split_once('-')?;
        let named = ProvisionPath::from_known(segment).kind().filter(|kind| is_line(*kind))?;
        if let Some(kinds) = self.below.get(parent) {
            let only = kinds.iter().next().filter(|_| kinds.len() == 1 && !kinds.contains(&named))?;
            return Some(parent.child(*only, Some(number)));
        }
        // «2-қосымшадағы 3-жол»: the rows of its only table
        let mut tables = self.tables.get(parent)?.iter();
        let (Some(table), None) = (tables.next(), tables.next()) else { return None };
        let of_rows = named == ProvisionKind::Row && self.below.get(table).is_some_and(|kinds| kinds.contains(&ProvisionKind::Row));
        of_rows.then(|| table.child(ProvisionKind::Row, Some(number)))
    }
}

fn is_line(kind: ProvisionKind) -> bool {
    matches!(kind, ProvisionKind::Item | ProvisionKind::Row | ProvisionKind::Point)
}
