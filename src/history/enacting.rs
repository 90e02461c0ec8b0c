//! The commencement of an act that another one tells: the law on putting a code into effect.
//!
//! «"Төлемдер туралы" … Кодексі 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін» counts where the code says nothing of it or leaves it to that law. Where the code
//! tells a day of its own, both have to agree; where it is not sure which act is meant, or what is said of it, no day follows.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::effect::EffectiveDate;
use super::event::{EventKind, Place};
use super::gather::Change;
use super::hearing::Rescheduled;
use super::known::{Known, Meant};
use super::testimony::Testimony;
use super::words;
use crate::act::{ActId, CitedAct, Commencement, CommencementException, Date, Operation, ProvisionPath};
use crate::amend;

/// What a text tells of the commencement of another act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EnactingText {
    pub act: CitedAct,
    pub commencement: Commencement,
    /// The paragraphs of the sentence.
    pub words: Vec<(ProvisionPath, String)>,
    /// Where it is told.
    pub unit: ProvisionPath,
    pub place: Place,
}

/// The acts that put others into effect, each as its least changed copy has it.
#[derive(Default)]
pub(super) struct Enacting {
    by_act: BTreeMap<ActId, (CopyKey, CitedAct, Vec<EnactingText>)>,
}

/// Notes, day and file of a copy.
type CopyKey = (usize, Option<Date>, String);

impl Enacting {
    /// Takes in what `told`, a copy of `key`, says.
    pub(super) fn hear(&mut self, told: &Testimony, key: &CopyKey) {
        if told.enacting.is_empty() || self.by_act.get(&told.act).is_some_and(|(before, ..)| before <= key) {
            return;
        }
        self.by_act.insert(told.act.clone(), (key.clone(), told.as_cited(), told.enacting.clone()));
    }

    /// The commencement that each act has by what others tell of it. `changes` tells what was done to a unit of an act.
    pub(super) fn settle<E>(
        self,
        known: &Known,
        mut changes: impl FnMut(&ActId, &ProvisionPath) -> Result<Vec<Change>, E>,
    ) -> Result<HashMap<ActId, Rescheduled>, E> {
        let mut settled: HashMap<ActId, Rescheduled> = HashMap::new();
        for (law, (_, by, told)) in self.by_act {
            for text in told {
                let (ids, sure) = match known.meant(&text.act, &by) {
                    Meant::Act(id) => (vec![id], true),
                    Meant::OneOf(ids) => (ids, false),
                };
                let said = if sure { as_changed(&text, changes(&law, &text.unit)?) } else { unread("another act may be meant") };
                for id in ids.into_iter().filter(|id| *id != law) {
                    add(&mut settled, id, &said, &by, &text.place);
                }
            }
        }
        Ok(settled)
    }
}

/// `by` tells that `id` takes effect as `said`; two acts that tell it differently tell no day.
fn add(settled: &mut HashMap<ActId, Rescheduled>, id: ActId, said: &Commencement, by: &CitedAct, place: &Place) {
    let by = CitedAct { title: None, ..by.clone() };
    match settled.get_mut(&id) {
        None => {
            let new = Rescheduled { commencement: said.clone(), by: vec![by], printed: vec![place.clone()], enacts: true };
            settled.insert(id, new);
        }
        Some(known) => {
            if known.commencement != *said {
                known.commencement = Commencement::Unread("several acts tell it".to_owned());
            }
            known.by.push(by);
            known.printed.push(place.clone());
        }
    }
}

fn unread(why: &str) -> Commencement {
    Commencement::Unread(why.to_owned())
}

/// What `text` says since `changes`: «1) тармақшасындағы "2019 жылғы 1 қаңтардан" деген сөздер "2020 жылғы 1 қаңтардан" деген сөздермен ауыстырылсын» moves a day that
/// had not come. Where that is not sure, no day is.
fn as_changed(text: &EnactingText, mut changes: Vec<Change>) -> Commencement {
    changes.sort_by_key(|change| (change.event.effective.earliest, change.event.by.date, change.actor.clone(), change.order));
    let (mut words, mut said) = (text.words.clone(), text.commencement.clone());
    for (count, change) in changes.iter().enumerate() {
        let late = last_day(&said).is_some_and(|day| !change.event.effective.may_have_come(day));
        if late {
            continue;
        }
        let made = count < CHANGES_MAX && make(&mut words, change).is_some();
        let now = amend::enacting(words.iter().map(|(_, words)| words.as_str())).into_iter().next().map(|told| told.commencement);
        match now.filter(|now| made && in_time(&said, now, &change.event.effective)) {
            Some(now) => said = now,
            None => return unread("the words that tell it were changed"),
        }
    }
    said
}

/// Most changes of one sentence that are followed.
const CHANGES_MAX: usize = 50;

/// Makes a change of words in the paragraph that it names; `None` for any other.
fn make(words: &mut [(ProvisionPath, String)], change: &Change) -> Option<()> {
    let replaced = change.event.words.as_ref().filter(|words| words.sentences.is_none() && words.old.is_some())?;
    let of_words = matches!(change.event.kind, EventKind::Changed(Operation::ReplaceWords)) && change.doubt.is_none();
    let (_, paragraph) = words.iter_mut().find(|(path, _)| of_words && change.at.as_ref() == Some(path))?;
    *paragraph = words::change(paragraph, replaced)?;
    Some(())
}

/// Whether each day that `now` moves had not come when the change took effect.
fn in_time(said: &Commencement, now: &Commencement, effective: &EffectiveDate) -> bool {
    let units = said.exceptions().iter().chain(now.exceptions()).flat_map(|exception| &exception.units);
    let moved = |was: &Commencement, is: &Commencement| was.main() != is.main();
    let open = |was: &Commencement| matches!(was.main(), Commencement::On(day) if effective.has_come(*day));
    let of_all = !moved(said, now) || open(said);
    of_all && units.map(|unit| (said.of_unit(unit), now.of_unit(unit))).all(|(was, is)| !moved(&was, &is) || open(&was))
}

/// The last day that a commencement states; `None` where some of it is no stated day.
fn last_day(said: &Commencement) -> Option<Date> {
    let all = std::iter::once(said.main()).chain(said.exceptions().iter().map(|one| one.commencement.main()));
    let days: Option<Vec<Date>> = all.map(|said| if let Commencement::On(day) = said { Some(*day) } else { None }).collect();
    days?.into_iter().max()
}

/// What counts of `told`, by another act, for the act of `own` commencement; `None` where its own words do.
pub(super) fn for_act(told: &Rescheduled, own: Option<&Commencement>) -> Option<Rescheduled> {
    let Some(own) = own.filter(|_| told.enacts) else { return Some(told.clone()) };
    let both = || Rescheduled { commencement: with_own(&told.commencement, own), ..told.clone() };
    match own.main() {
        Commencement::Unstated | Commencement::Unread(_) => Some(both()),
        main if main == told.commencement.main() => (!told.commencement.exceptions().is_empty()).then(both),
        _ => {
            let commencement = Commencement::Unread("the act itself tells another day than the one that puts it into effect".to_owned());
            Some(Rescheduled { commencement, ..told.clone() })
        }
    }
}

/// `law`, which puts an act into effect, with what the act excepts itself. Where one of them excepts a unit and the other that unit or one around it, and they tell
/// it differently, no day of that unit follows.
fn with_own(law: &Commencement, own: &Commencement) -> Commencement {
    if matches!(law.main(), Commencement::Unread(_)) {
        return law.clone();
    }
    let (by_law, by_own) = (excepted(law), excepted(own));
    let mut terms = law.clone().into_terms();
    terms.exceptions = terms.exceptions.into_iter().flat_map(|exception| agreed(exception, &by_own)).collect();
    for exception in own.exceptions() {
        let units: Vec<ProvisionPath> = exception.units.iter().filter(|unit| !by_law.contains_key(unit)).cloned().collect();
        if !units.is_empty() || exception.units.is_empty() {
            terms.exceptions.extend(agreed(CommencementException { units, commencement: exception.commencement.clone() }, &by_law));
        }
    }
    Commencement::compound(terms)
}

/// What a commencement says of each unit that it excepts: the first that is said.
fn excepted(said: &Commencement) -> HashMap<&ProvisionPath, &Commencement> {
    let all = said.exceptions().iter().rev().flat_map(|exception| exception.units.iter().map(|unit| (unit, &exception.commencement)));
    all.collect()
}

/// `exception` without the units of which `other` says something else, for them or for what they stand in, and those with no day.
fn agreed(exception: CommencementException, other: &HashMap<&ProvisionPath, &Commencement>) -> Vec<CommencementException> {
    let CommencementException { units, commencement } = exception;
    let around = |unit: &ProvisionPath| std::iter::successors(Some(unit.clone()), ProvisionPath::parent).find_map(|path| other.get(&path).copied());
    let none = units.is_empty();
    let (same, apart): (Vec<_>, Vec<_>) = units.into_iter().partition(|unit| around(unit).is_none_or(|said| *said == commencement));
    let unsaid = unread("the act itself tells another day of the unit than the one that puts it into effect");
    let all = [(same, commencement), (apart, unsaid)];
    all.into_iter()
        .enumerate()
        .filter(|(at, (units, _))| !units.is_empty() || (none && *at == 0))
        .map(|(_, (units, commencement))| CommencementException { units, commencement })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::CommencementTerms;

    fn on(day: &str) -> Commencement {
        Commencement::On(day.parse().unwrap())
    }

    fn but(main: &str, unit: &str, day: &str) -> Commencement {
        let exceptions = vec![CommencementException { units: vec![unit.parse().unwrap()], commencement: on(day) }];
        Commencement::compound(CommencementTerms { main: on(main), applies_from: None, until: None, exceptions })
    }

    #[test]
    fn a_law_tells_the_day_of_a_code_that_tells_none() {
        let told = |commencement: Commencement| Rescheduled { commencement, by: Vec::new(), printed: Vec::new(), enacts: true };
        let said = |law: Commencement, own: Commencement| for_act(&told(law), Some(&own)).map(|told| told.commencement);
        let law = || but("2018-01-01", "article-3", "2020-01-01");
        assert_eq!(said(law(), Commencement::Unstated), Some(law()));
        assert_eq!(said(law(), Commencement::Unread("by a law".to_owned())), Some(law()));
        assert_eq!(said(law(), on("2018-01-01")), Some(law()), "the law excepts more");
        assert_eq!(said(on("2018-01-01"), on("2018-01-01")), None, "its own words do");
        assert!(matches!(said(on("2019-01-01"), on("2018-01-01")), Some(Commencement::Unread(_))), "they differ");
    }

    #[test]
    fn a_code_keeps_the_exceptions_of_its_own_words() {
        let law = Rescheduled { commencement: but("2018-01-01", "article-3", "2020-01-01"), by: Vec::new(), printed: Vec::new(), enacts: true };
        let of = |own: &Commencement, unit: &str| for_act(&law, Some(own)).unwrap().commencement.of_unit(&unit.parse().unwrap());
        let own = but("2018-01-01", "article-2", "2019-01-01");
        let unstated = own.with_main(&Commencement::Unstated);
        for own in [own, unstated] {
            let said = ["article-1", "article-2", "article-3"].map(|unit| of(&own, unit));
            assert_eq!(said, [on("2018-01-01"), on("2019-01-01"), on("2020-01-01")]);
        }
        assert_eq!(of(&but("2018-01-01", "article-3", "2020-01-01"), "article-3"), on("2020-01-01"), "both say the same");
        assert!(matches!(of(&but("2018-01-01", "article-3", "2019-01-01"), "article-3"), Commencement::Unread(_)), "they differ");
        let part = but("2018-01-01", "article-3/point-1", "2019-01-01");
        assert!(matches!(of(&part, "article-3/point-1"), Commencement::Unread(_)), "of a part of it");
        assert_eq!(of(&part, "article-3/point-2"), on("2020-01-01"), "of the rest");
    }

    #[test]
    fn a_day_that_has_come_is_not_moved() {
        let (was, is) = (but("2018-01-01", "article-3", "2020-01-01"), but("2018-01-01", "article-3", "2022-01-01"));
        let since = |day: &str| EffectiveDate::known(day.parse().unwrap(), "stated");
        assert!(in_time(&was, &is, &since("2019-12-31")));
        assert!(!in_time(&was, &is, &since("2020-01-02")));
        assert!(!in_time(&was, &but("2019-01-01", "article-3", "2020-01-01"), &since("2018-06-01")));
    }
}
