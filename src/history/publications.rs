//! Days on which acts were first officially published, and days on which copies were made.

use std::collections::BTreeMap;

use super::name::ActKey;
use crate::act::{ActId, CitedAct, Date};

/// What is known of days beside the texts: filled by the caller from `NAME.source.toml`, and by [`super::History::build`] from acts that
/// print when another was published.
///
/// ```
/// use tarmaq::history::Publications;
///
/// let mut known = Publications::default();
/// known.publish_act("P2200000807".parse()?, "2022-10-11".parse()?, "P2200000807.source.toml");
/// known.publish_cited("2022-11-23".parse()?, "11-1-4/628", None, "2022-11-25".parse()?, "V1800016354.source.toml");
/// known.retrieve("V1800016354.txt", "2026-02-01".parse()?);
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Publications {
    acts: BTreeMap<ActId, Published>,
    cited: BTreeMap<ActKey, Vec<(Option<String>, Published)>>,
    copies: BTreeMap<String, Date>,
    disagreements: Vec<String>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
struct Published {
    day: Date,
    said_by: String,
}

impl Publications {
    /// The act `id` was first published on `day`, as `said_by` (a file, an act) tells. What was told first stays; another day is told as a
    /// problem.
    pub fn publish_act(&mut self, id: ActId, day: Date, said_by: impl Into<String>) {
        let said = Published { day, said_by: said_by.into() };
        match self.acts.get(&id) {
            Some(first) => disagree(&mut self.disagreements, id.as_str(), first, &said),
            None => {
                self.acts.insert(id, said);
            }
        }
    }

    /// The act of this day of adoption and number was first published on `day`. `issuer` tells acts of one day and number apart.
    pub fn publish_cited(&mut self, adopted: Date, number: &str, issuer: Option<&str>, day: Date, said_by: impl Into<String>) {
        let said = Published { day, said_by: said_by.into() };
        let issuer = issuer.map(super::name::issuer_key);
        let known = self.cited.entry(ActKey::new(adopted, number)).or_insert_with(one);
        match known.iter().find(|(of, _)| *of == issuer) {
            Some((_, first)) => disagree(&mut self.disagreements, &format!("{adopted} № {number}"), first, &said),
            None => known.push((issuer, said)),
        }
    }

    /// Takes in what `other` knows; what was told first stays, another day is told as a problem.
    pub fn and(&mut self, other: Self) {
        for (act, said) in other.acts {
            self.publish_act(act, said.day, said.said_by);
        }
        for (key, all) in other.cited {
            for (issuer, said) in all {
                let known = self.cited.entry(key.clone()).or_insert_with(one);
                match known.iter().find(|(of, _)| *of == issuer) {
                    Some((_, first)) => disagree(&mut self.disagreements, &key.to_string(), first, &said),
                    None => known.push((issuer, said)),
                }
            }
        }
        self.copies.extend(other.copies);
        self.disagreements.extend(other.disagreements);
    }

    /// Takes out the days on which an act was not there yet, each told as a problem. `complete_on` tells the first day on which an act that is named by its
    /// id, or by its day, number and issuer, can have been published.
    pub(super) fn reject_impossible(&mut self, complete_on: impl Fn(&CitedAct) -> Option<Date>) {
        let told = &mut self.disagreements;
        self.acts.retain(|id, said| {
            let cited = CitedAct { id: Some(id.clone()), ..CitedAct::default() };
            is_possible(told, id.as_str(), said, complete_on(&cited))
        });
        for (key, known) in &mut self.cited {
            known.retain(|(issuer, said)| {
                let cited = CitedAct { date: Some(key.adopted), number: Some(key.number.clone()), issuer: issuer.clone(), ..CitedAct::default() };
                is_possible(told, &key.to_string(), said, complete_on(&cited))
            });
        }
    }

    /// The act `cited` was first published on `day`, as the text of `said_by` prints; on `complete_on` it was there at the earliest.
    pub(super) fn hear(&mut self, cited: &CitedAct, day: Date, said_by: &ActId, complete_on: Option<Date>) {
        let id = cited.id.clone().or_else(|| cited.derive_id());
        let named = cited.date.zip(cited.number.as_deref());
        let said = Published { day, said_by: said_by.to_string() };
        let name = || id.as_ref().map(ToString::to_string).or_else(|| named.map(|(date, number)| format!("{date} № {number}")));
        if !is_possible(&mut self.disagreements, &name().unwrap_or_default(), &said, complete_on) {
            return;
        }
        if let Some(id) = id {
            self.publish_act(id, day, said_by.as_str());
        }
        if let Some((date, number)) = named {
            self.publish_cited(date, number, cited.issuer.as_deref(), day, said_by.as_str());
        }
    }

    /// The copy in `file` (the name the source goes by) was made on `day`.
    pub fn retrieve(&mut self, file: impl Into<String>, day: Date) {
        self.copies.insert(file.into(), day);
    }

    /// The day of the copy in `file`, where it is known.
    pub fn retrieved(&self, file: &str) -> Option<Date> {
        self.copies.get(file).copied()
    }

    /// The day of publication of an act that is named by its id, or by its day of adoption, number and issuer.
    pub fn day(&self, id: Option<&ActId>, adopted: Option<Date>, number: Option<&str>, issuer: Option<&str>) -> Option<Date> {
        if let Some(published) = id.and_then(|id| self.acts.get(id)) {
            return Some(published.day);
        }
        let (adopted, number) = adopted.zip(number)?;
        let known = self.cited.get(&ActKey::new(adopted, number))?;
        let issuer = issuer.map(super::name::issuer_key);
        let same = |of: &Option<String>| match (of, &issuer) {
            (Some(of), Some(issuer)) => super::name::same_issuer(of, issuer),
            _ => true,
        };
        let mut days = known.iter().filter(|(of, _)| same(of)).map(|(_, published)| published.day);
        let first = days.next()?;
        days.all(|day| day == first).then_some(first)
    }

    /// Days that two sources give differently, in sentences.
    pub(super) fn disagreements(&self) -> &[String] {
        &self.disagreements
    }
}

/// Room for one: acts of one day and number are few.
fn one<T>() -> Vec<T> {
    Vec::with_capacity(1)
}

fn disagree(told: &mut Vec<String>, act: &str, first: &Published, other: &Published) {
    if first.day != other.day {
        told.push(format!("{act} was published on {} as {} says, on {} as {} says; the first is used", first.day, first.said_by, other.day, other.said_by));
    }
}

/// Whether what `said` of `act` can be: nothing is published before it is adopted and registered. What cannot be is told.
fn is_possible(told: &mut Vec<String>, act: &str, said: &Published, complete_on: Option<Date>) -> bool {
    let Some(complete) = complete_on.filter(|complete| said.day < *complete) else { return true };
    told.push(format!("{act} was published on {} as {} says, before it was adopted or registered on {complete}; that day is not used", said.day, said.said_by));
    false
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_are_found_by_id_and_by_number() {
        let day = |day: &str| day.parse::<Date>().unwrap();
        let mut known = Publications::default();
        known.publish_act("P2200000807".parse().unwrap(), day("2022-10-11"), "a");
        known.publish_cited(day("2022-11-23"), "11-1-4/628", None, day("2022-11-25"), "b");
        known.publish_cited(day("2020-01-09"), "1", Some("Қаржы министрінің"), day("2020-01-10"), "b");
        known.publish_cited(day("2020-01-09"), "1", Some("Әділет министрінің"), day("2020-01-11"), "b");
        known.publish_cited(day("2022-11-23"), "11-1-4/628", None, day("2022-11-26"), "c");
        assert_eq!(known.day("P2200000807".parse().ok().as_ref(), None, None, None), Some(day("2022-10-11")));
        assert_eq!(known.day(None, Some(day("2022-11-23")), Some("№ 11-1-4/628"), Some("Сыртқы істер министрінің")), Some(day("2022-11-25")));
        assert_eq!(known.day(None, Some(day("2020-01-09")), Some("1"), Some("ҚР Әділет министрі")), Some(day("2020-01-11")));
        assert_eq!(known.day(None, Some(day("2020-01-09")), Some("1"), None), None, "two acts of one day and number");
        assert_eq!(known.disagreements().len(), 1, "{:?}", known.disagreements());
        assert_eq!(super::super::name::number_key("№ 118-VІ"), "118-VI", "a Cyrillic І in the Roman numeral");
    }
}
