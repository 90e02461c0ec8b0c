//! What leads to acts beside their ids: the numbers that people name them by, and the names of codes and laws.
//!
//! Acts come in their own order, and what leads to them is put together when all are there. Until then it lies on the disk.

use std::collections::HashSet;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::error::Error;
use super::rows::{Rows, RowsWriter};
use super::store::{ActHeader, id_key, number_keys};
use crate::act::ActKind;
use crate::analyzer::analyze;

/// Acts by a number they are named by: the key of each, and its kind as far as that is known.
pub(super) type Numbered = (String, Option<ActKind>);

/// A code or a law by its name: its key, and the stems of the name.
pub(super) type Named = (String, Vec<String>);

/// Takes in what leads to each act.
pub(super) struct LeadsWriter {
    numbers: RowsWriter,
    names: RowsWriter,
    /// How many were taken in: what leads to several acts tells them in the order in which they came.
    count: usize,
}

/// What leads to all acts.
pub(super) struct Leads {
    numbers: Rows,
    names: Rows,
}

impl LeadsWriter {
    pub(super) fn new(numbers: RowsWriter, names: RowsWriter) -> Self {
        Self { numbers, names, count: 0 }
    }

    /// Takes in what leads to `act`.
    pub(super) fn take(&mut self, act: &ActHeader, only_cited: bool) -> Result<(), Error> {
        for (number, kind) in numbers(act, only_cited) {
            let numbered: Numbered = (id_key(act.id.as_str()), kind);
            number_keys(&number).try_for_each(|number| push(&self.numbers, &mut self.count, &number, &numbered))?;
        }
        if let Some((stem, told)) = name(act).filter(|_| !only_cited) {
            let named: Named = (id_key(act.id.as_str()), told);
            push(&self.names, &mut self.count, &stem, &named)?;
        }
        Ok(())
    }

    pub(super) fn close(self) -> Result<Leads, Error> {
        Ok(Leads { numbers: self.numbers.close()?, names: self.names.close()? })
    }
}

/// Adds to `rows` that `lead` leads to something. Nobody asks for a lead that holds the sign that ends it.
fn push(rows: &RowsWriter, count: &mut usize, lead: &str, to: &impl Serialize) -> Result<(), Error> {
    if lead.contains('\0') {
        return Ok(());
    }
    *count += 1;
    rows.push(&format!("{lead}\0{count:012}"), &(lead, to))
}

impl Leads {
    /// The acts that each number leads to, every act once, by the numbers.
    pub(super) fn numbers(&self) -> impl Iterator<Item = Result<(String, Vec<Numbered>), Error>> {
        by_lead(&self.numbers).map(|row| {
            let (number, mut acts): (String, Vec<Numbered>) = row?;
            let mut seen = HashSet::new();
            acts.retain(|(key, _)| seen.insert(key.clone()));
            Ok((number, acts))
        })
    }

    /// The codes and laws by the longest stem of the name of each.
    pub(super) fn names(&self) -> impl Iterator<Item = Result<(String, Vec<Named>), Error>> {
        by_lead(&self.names)
    }
}

/// Puts together what one lead leads to.
fn by_lead<T: DeserializeOwned>(rows: &Rows) -> impl Iterator<Item = Result<(String, Vec<T>), Error>> {
    let mut rows = rows.values::<(String, T)>().peekable();
    std::iter::from_fn(move || {
        let (lead, first) = match rows.next()? {
            Ok(row) => row,
            Err(error) => return Some(Err(error)),
        };
        let mut all = vec![first];
        while let Some(Ok((_, next))) = rows.next_if(|row| matches!(row, Ok((other, _)) if *other == lead)) {
            all.push(next);
        }
        Some(Ok((lead, all)))
    })
}

/// A code or a law by the longest stem of its name, and all stems of that: whoever names it says that too.
fn name(act: &ActHeader) -> Option<(String, Vec<String>)> {
    if !matches!(act.kind, ActKind::Code | ActKind::Law | ActKind::Constitution) {
        return None;
    }
    let stems = analyze(&act.title).into_iter().map(|token| token.term);
    // Every law of the country has these.
    let told: Vec<String> = stems.filter(|stem| !matches!(stem.as_str(), "қазақстан" | "республика" | "туралы")).collect();
    let longest = told.iter().max_by_key(|stem| stem.len()).filter(|_| told.len() > 1).cloned()?;
    Some((longest, told))
}

/// The numbers that people name an act by, each with the kind of act that it names.
fn numbers(act: &ActHeader, only_cited: bool) -> Vec<(String, Option<ActKind>)> {
    if !only_cited {
        return act.numbers().map(|number| (number, Some(act.kind))).collect();
    }
    // An act that is known through its changes only has its number in its id.
    let id = act.id.as_str();
    let numbered = id.get(3..).map(|rest| rest.trim_start_matches('0')).filter(|rest| !rest.is_empty() && rest.bytes().all(|byte| byte.is_ascii_digit()));
    let kind = act.id.kind();
    numbered.map(str::to_owned).into_iter().chain(act.numbers()).map(|number| (number, kind)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_lead_tells_its_acts_once_in_the_order_in_which_they_came() {
        let folder = tempfile::tempdir().unwrap();
        let rows = |name: &str| RowsWriter::create(folder.path(), name).unwrap();
        let mut writer = LeadsWriter::new(rows("numbers"), rows("names"));
        for (lead, key, kind) in [
            ("148", "b", ActKind::Order),
            ("148-1", "c", ActKind::Law),
            ("148", "a", ActKind::Law),
            ("148", "b", ActKind::Law),
            ("1\u{0}48", "d", ActKind::Law),
        ] {
            push(&writer.numbers, &mut writer.count, lead, &(key, Some(kind))).unwrap();
        }
        for (lead, key) in [("салық", "k2"), ("азаматтық", "k1"), ("салық", "k2")] {
            push(&writer.names, &mut writer.count, lead, &(key, [lead])).unwrap();
        }
        let leads = writer.close().unwrap();
        let numbers: Vec<(String, Vec<Numbered>)> = leads.numbers().collect::<Result<_, _>>().unwrap();
        let numbered = |key: &str, kind| (key.to_owned(), Some(kind));
        let of_148 = vec![numbered("b", ActKind::Order), numbered("a", ActKind::Law)];
        assert_eq!(numbers, [("148".to_owned(), of_148), ("148-1".to_owned(), vec![numbered("c", ActKind::Law)])]);
        let names: Vec<(String, usize)> = leads.names().map(|row| row.map(|(stem, acts)| (stem, acts.len()))).collect::<Result<_, _>>().unwrap();
        assert_eq!(names, [("азаматтық".to_owned(), 1), ("салық".to_owned(), 2)]);
    }
}
