//! What the heads of all texts tell of the acts: which one a citation means, and on which days its effect depends.

use std::collections::HashMap;
use std::collections::hash_map::Entry;

use super::effect::Enactment;
use super::event::Place;
use super::name::{ActKey, issuer_key, number_key, same_issuer};
use super::publications::Publications;
use crate::act::{ActId, ActKind, CitedAct, Date, Requisites};

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
    /// Laws and codes, which are often cited without their numbers.
    by_title: HashMap<TitleKey, Vec<ActId>>,
    publications: Publications,
}

/// A law or a code by kind, day of adoption and title.
#[derive(PartialEq, Eq, Hash)]
struct TitleKey {
    kind: ActKind,
    adopted: Date,
    title: String,
}

impl TitleKey {
    /// `None` for acts of other kinds, of which many have one title and day.
    fn new(kind: ActKind, adopted: Date, title: &str) -> Option<Self> {
        let title = title_key(title, kind);
        (matches!(kind, ActKind::Law | ActKind::Code) && !title.is_empty()).then_some(Self { kind, adopted, title })
    }
}

/// A title as letters and digits, without what texts write differently: the state whose code it is («Қазақстан
/// Республикасының Азаматтық кодексі», «Азаматтық кодексі»), the word for a code («Әкімшілік құқық бұзушылық туралы»,
/// «Әкімшілік құқық бұзушылық туралы кодексі»), and the part of it in brackets («(Жалпы бөлім)»).
fn title_key(title: &str, kind: ActKind) -> String {
    let bare = title.trim_end().strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map_or(title, |(before, _)| before);
    let letters: String = bare.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    let letters = letters.strip_prefix("қазақстанреспубликасының").unwrap_or(&letters);
    let named = if kind == ActKind::Code { letters.strip_suffix("кодексі").or_else(|| letters.strip_suffix("кодекс")) } else { None };
    named.unwrap_or(letters).to_owned()
}

impl Known {
    pub(super) fn new(publications: Publications) -> Self {
        Self { acts: HashMap::new(), by_number: HashMap::new(), by_title: HashMap::new(), publications }
    }

    pub(super) fn add(&mut self, act: ActId, head: Head) {
        for (date, number) in head.requisites.adopted.iter().filter_map(|adoption| adoption.date.zip(adoption.number.as_deref())) {
            let ids = self.by_number.entry(ActKey::new(date, number)).or_default();
            if !ids.contains(&act) {
                ids.push(act.clone());
            }
        }
        let adopted = head.requisites.adopted.first().and_then(|adoption| adoption.date);
        if let Some(key) = adopted.and_then(|adopted| TitleKey::new(head.requisites.kind, adopted, &head.requisites.title)) {
            let ids = self.by_title.entry(key).or_default();
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
        self.titled(cited).or_else(|| cited.id.clone()).or_else(|| cited.derive_id())
    }

    /// The law or code of the corpus that is cited by its title and day, without its number.
    fn titled(&self, cited: &CitedAct) -> Option<ActId> {
        let (kind, adopted, title) = (cited.kind?, cited.date?, cited.title.as_deref()?);
        let ids = self.by_title.get(&TitleKey::new(kind, adopted, title)?)?;
        ids.first().filter(|_| ids.len() == 1 && cited.number.is_none()).cloned()
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::{Adoption, Status};

    fn head(kind: ActKind, title: &str, adopted: &str, number: &str) -> Head {
        let adopted = Adoption { date: adopted.parse().ok(), number: Some(number.to_owned()), issuer: None };
        let requisites = Requisites {
            title: title.to_owned(),
            title_span: None,
            kind,
            issuers: Vec::new(),
            adopted: vec![adopted],
            registered: None,
            status: Status::InForce,
            repealed_by: None,
            language: "kk".to_owned(),
        };
        Head { requisites, published: Vec::new(), amends: false }
    }

    #[test]
    fn laws_and_codes_are_known_by_title_and_day() {
        let mut known = Known::new(Publications::default());
        for (id, kind, title, adopted, number) in [
            ("Z1300000105", ActKind::Law, "Ауыл кооперативтері туралы", "2013-06-28", "105-V"),
            ("K1400000235", ActKind::Code, "Әкімшілік құқық бұзушылық туралы", "2014-07-05", "235-V"),
            ("K940001000_", ActKind::Code, "Қазақстан Республикасының Азаматтық кодексі (Жалпы бөлім)", "1994-12-27", "268-XIII"),
            ("Z1400000300", ActKind::Law, "Өзгерістер енгізу туралы", "2014-12-29", "300-V"),
            ("Z1400000301", ActKind::Law, "Өзгерістер енгізу туралы", "2014-12-29", "301-V"),
            ("V1500010100", ActKind::Order, "Қағидаларды бекіту туралы", "2015-01-05", "1"),
        ] {
            known.add(id.parse().unwrap(), head(kind, title, adopted, number));
        }
        let cases = [
            (ActKind::Law, "Ауыл  кооперативтері туралы", "2013-06-28", Some("Z1300000105"), "as letters"),
            (ActKind::Law, "Ауыл кооперативтері туралы", "2013-06-29", None, "another day"),
            (ActKind::Law, "Кооперативтер туралы", "2013-06-28", None, "another title"),
            (ActKind::Code, "Ауыл кооперативтері туралы", "2013-06-28", None, "another kind"),
            (ActKind::Code, "Әкімшілік құқық бұзушылық туралы кодексі", "2014-07-05", Some("K1400000235"), "the word for a code is not in its title"),
            (ActKind::Code, "Азаматтық кодексі", "1994-12-27", Some("K940001000_"), "the state and the part are left out"),
            (ActKind::Law, "Өзгерістер енгізу туралы", "2014-12-29", None, "two laws of one title and day"),
            (ActKind::Order, "Қағидаларды бекіту туралы", "2015-01-05", None, "orders are cited by number"),
        ];
        for (kind, title, date, id, why) in cases {
            let cited = CitedAct { kind: Some(kind), title: Some(title.to_owned()), date: date.parse().ok(), ..CitedAct::default() };
            assert_eq!(known.id_of(&cited).as_ref().map(ActId::as_str), id, "{title}, {date}: {why}");
        }
    }
}
