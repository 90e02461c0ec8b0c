//! The commencement of an act that another one tells: the law on putting a code into effect.
//!
//! «"Төлемдер туралы" … Кодексі 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін» counts where the code says nothing of it or leaves it to that law. Where the code
//! tells a day of its own, both have to agree; where it is not sure which act is meant, or what is said of it, no day follows.

use std::collections::{BTreeMap, HashMap};

use serde::{Deserialize, Serialize};

use super::event::Place;
use super::hearing::Rescheduled;
use super::known::{Known, Meant};
use super::testimony::Testimony;
use crate::act::{ActId, CitedAct, Commencement, Date, ProvisionPath};

/// What a text tells of the commencement of another act.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct EnactingText {
    pub act: CitedAct,
    pub commencement: Commencement,
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

    /// The commencement that each act has by what others tell of it. `changed` says whether the words of an act in a unit were changed before a day.
    pub(super) fn settle<E>(
        self,
        known: &Known,
        mut changed: impl FnMut(&ActId, &ProvisionPath, Option<Date>) -> Result<bool, E>,
    ) -> Result<HashMap<ActId, Rescheduled>, E> {
        let mut settled: HashMap<ActId, Rescheduled> = HashMap::new();
        for (law, (_, by, told)) in self.by_act {
            for EnactingText { act, commencement, unit, place } in told {
                let (ids, sure) = match known.meant(&act, &by) {
                    Meant::Act(id) => (vec![id], true),
                    Meant::OneOf(ids) => (ids, false),
                };
                let moved = changed(&law, &unit, last_day(&commencement))?;
                let why = if moved { Some("the words that tell it were changed") } else { (!sure).then_some("another act may be meant") };
                let said = why.map_or(commencement, |why| Commencement::Unread(why.to_owned()));
                for id in ids.into_iter().filter(|id| *id != law) {
                    add(&mut settled, id, &said, &by, &place);
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

/// The last day that a commencement states; `None` where some of it is no stated day.
fn last_day(said: &Commencement) -> Option<Date> {
    let all = std::iter::once(said.main()).chain(said.exceptions().iter().map(|one| one.commencement.main()));
    let days: Option<Vec<Date>> = all.map(|said| if let Commencement::On(day) = said { Some(*day) } else { None }).collect();
    days?.into_iter().max()
}

/// What counts of `told`, by another act, for the act of `own` commencement; `None` where its own words do.
pub(super) fn for_act(told: &Rescheduled, own: Option<&Commencement>) -> Option<Rescheduled> {
    let Some(own) = own.filter(|_| told.enacts) else { return Some(told.clone()) };
    match own.main() {
        Commencement::Unstated | Commencement::Unread(_) => Some(told.clone()),
        main if main == told.commencement.main() => (!told.commencement.exceptions().is_empty()).then(|| told.clone()),
        _ => {
            let commencement = Commencement::Unread("the act itself tells another day than the one that puts it into effect".to_owned());
            Some(Rescheduled { commencement, ..told.clone() })
        }
    }
}
