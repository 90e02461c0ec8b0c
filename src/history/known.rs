//! What the heads of all texts tell of the acts: which one a citation means, and on which days its effect depends.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::effect::Enactment;
use super::event::Place;
use super::name::{ActKey, issuer_key, number_key, same_issuer};
use super::publications::Publications;
use crate::act::{ActId, CitedAct, Date, Requisites};

/// What is kept of every text.
pub(super) struct Head {
    pub requisites: Requisites,
    /// Days of publication that it prints of other acts.
    pub published: Vec<(CitedAct, Date)>,
    pub amends: bool,
}

/// What is known of the acts of the corpus.
pub(super) struct Known {
    acts: HashMap<ActId, Head>,
    by_number: HashMap<ActKey, Vec<ActId>>,
    publications: Publications,
}

impl Known {
    pub(super) fn new(publications: Publications) -> Self {
        Self { acts: HashMap::new(), by_number: HashMap::new(), publications }
    }

    pub(super) fn add(&mut self, act: ActId, head: Head) {
        for (date, number) in head.requisites.adopted.iter().filter_map(|adoption| adoption.date.zip(adoption.number.as_deref())) {
            let ids = self.by_number.entry(ActKey::new(date, number)).or_default();
            if !ids.contains(&act) {
                ids.push(act.clone());
            }
        }
        match self.acts.entry(act) {
            Entry::Vacant(place) => drop(place.insert(head)),
            Entry::Occupied(mut place) => place.get_mut().amends |= head.amends,
        }
    }

    /// Whether a text of the act orders something.
    pub(super) fn amends(&self, id: &ActId) -> bool {
        self.acts.get(id).is_some_and(|head| head.amends)
    }

    /// The id of an act that a text cites: that of an act of the corpus where one is meant, else the one that follows from what is printed.
    pub(super) fn id_of(&self, cited: &CitedAct) -> Option<ActId> {
        if let Some(id) = cited.id.as_ref().filter(|id| self.acts.contains_key(id)) {
            return Some(id.clone());
        }
        let named = cited.date.zip(cited.number.as_deref()).and_then(|(date, number)| self.by_number.get(&ActKey::new(date, number)));
        if let Some(ids) = named {
            let issuer = cited.issuer.as_deref().map(issuer_key);
            let of_issuer = |id: &&ActId| {
                let issuers = &self.acts[*id].requisites.issuers;
                issuer.as_ref().is_none_or(|issuer| issuers.is_empty() || issuers.iter().any(|own| same_issuer(&issuer_key(own), issuer)))
            };
            let mut fitting = ids.iter().filter(of_issuer);
            if let (Some(id), None) = (fitting.next(), fitting.next()) {
                return Some((*id).clone());
            }
        }
        cited.id.clone().or_else(|| cited.derive_id())
    }

    /// The facts on which the day of effect of an act depends.
    pub(super) fn enactment(&self, cited: &CitedAct, from_the_day: bool) -> Enactment {
        let id = self.id_of(cited);
        let mut of = Enactment { adopted: cited.date, from_the_day, ..Enactment::default() };
        let mut issuers: Vec<&str> = cited.issuer.as_deref().into_iter().collect();
        let mut numbers: Vec<(Option<Date>, Option<&str>, Option<&str>)> = vec![(cited.date, cited.number.as_deref(), cited.issuer.as_deref())];
        if let Some(act) = id.as_ref().and_then(|id| self.acts.get(id)) {
            let requisites = &act.requisites;
            of.adopted = requisites.adopted.iter().filter_map(|adoption| adoption.date).max().or(of.adopted);
            of.registered = requisites.registered.as_ref().and_then(|entry| entry.date);
            issuers.extend(requisites.issuers.iter().map(String::as_str));
            numbers.extend(requisites.adopted.iter().map(|adoption| (adoption.date, adoption.number.as_deref(), adoption.issuer.as_deref())));
        }
        of.published = numbers.iter().find_map(|&(date, number, issuer)| self.publications.day(id.as_ref(), date, number, issuer));
        of.silent_on_publication = issuers.iter().any(|issuer| ["Парламент", "Жоғарғы Сот", "Сенат", "Мәжіліс"].iter().any(|body| issuer.contains(body)));
        of
    }

    /// One text for one act, whoever names it.
    pub(super) fn actor(&self, cited: &CitedAct, otherwise: &Place) -> String {
        match (self.id_of(cited), cited.date, cited.number.as_deref()) {
            (Some(id), _, _) => id.to_string(),
            (None, Some(date), Some(number)) => format!("{date}№{}", number_key(number)),
            _ => format!("?{}:{}", otherwise.file, otherwise.lines),
        }
    }
}
