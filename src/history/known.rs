//! What the heads of all texts tell of the acts: which one a citation means, and on which days its effect depends.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::called::Called;
use super::effect::Enactment;
use super::event::Place;
use super::name::{ActKey, alike, issuer_key, number_key, of_one_matter, same_issuer};
use super::publications::Publications;
use crate::act::{ActId, ActKind, CitedAct, Date, Requisites};

/// What is kept of every text. A run over a corpus holds those of all acts, and nothing else of them is as large.
pub(super) struct Head {
    kind: ActKind,
    title: Box<str>,
    issuers: Box<[Arc<str>]>,
    adopted: Box<[Adopted]>,
    /// The day of its registration.
    registered: Option<Date>,
    /// The day of the act that repealed it.
    repealed: Option<Date>,
    amends: bool,
    /// It tells that the act had another title before.
    retitled: bool,
}

/// One adoption of an act.
struct Adopted {
    date: Option<Date>,
    number: Option<Box<str>>,
    issuer: Option<Arc<str>>,
}

/// Words that many texts print, each held once.
#[derive(Default)]
pub(super) struct Shared(HashSet<Arc<str>>);

impl Shared {
    fn of(&mut self, words: &str) -> Arc<str> {
        if let Some(known) = self.0.get(words) {
            return Arc::clone(known);
        }
        let new: Arc<str> = words.into();
        self.0.insert(Arc::clone(&new));
        new
    }
}

/// What is known of the acts of the corpus. They are known by their places in `heads`, with their ids.
#[derive(Default)]
pub(super) struct Known {
    heads: Vec<(ActId, Head)>,
    places: HashMap<ActId, usize>,
    /// By [`ActKey`].
    by_number: Called,
    /// Laws and codes, which are often cited without their numbers, by [`TitleKey`].
    by_title: Called,
    /// Acts of every kind, by their kinds and names without a day.
    by_name: Called,
    /// By kind and day.
    by_day: Called,
    /// The titles that an act had beside the one in its head, as its copies print them and as others gave them.
    more_titles: HashMap<usize, Vec<String>>,
    publications: Publications,
}

/// Which act an instruction is about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Meant {
    /// This one.
    Act(ActId),
    /// None for certain; of the acts of the corpus it may be one of these.
    OneOf(Vec<ActId>),
}

impl Meant {
    /// The act, where it is certain.
    pub(super) fn act(self) -> Option<ActId> {
        if let Self::Act(id) = self { Some(id) } else { None }
    }
}

/// Most acts of one name, or of one day, that are looked at. It bounds what a hostile corpus can cost.
const ALIKE_MAX: usize = 1_000;

/// Most titles of one act that are told apart.
const TITLES_MAX: usize = 50;

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

/// The names an act goes by, as letters and digits: its title, and for a code the name in brackets behind it («… міндетті төлемдер туралы (Салық кодексі)»).
fn names(title: &str, kind: ActKind) -> impl Iterator<Item = String> {
    // there is but one, whatever its copies are headed
    let title = if kind == ActKind::Constitution { "конституция" } else { title };
    let inside = title.trim_end().strip_suffix(')').and_then(|inside| inside.rsplit_once('(')).map(|(_, name)| title_key(name, kind));
    let other = inside.filter(|name| kind == ActKind::Code && !name.is_empty());
    std::iter::once(title_key(title, kind)).filter(|name| !name.is_empty()).chain(other)
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

impl Head {
    /// What is kept of a text with these `requisites`. Its issuers are those of others too.
    pub(super) fn new(requisites: &Requisites, amends: bool, retitled: bool, issuers: &mut Shared) -> Self {
        let adopted = requisites.adopted.iter().map(|adoption| Adopted {
            date: adoption.date,
            number: adoption.number.as_deref().map(Box::from),
            issuer: adoption.issuer.as_deref().map(|issuer| issuers.of(issuer)),
        });
        Self {
            kind: requisites.kind,
            title: requisites.title.as_str().into(),
            adopted: adopted.collect(),
            issuers: requisites.issuers.iter().map(|issuer| issuers.of(issuer)).collect(),
            registered: requisites.registered.as_ref().and_then(|entry| entry.date),
            repealed: requisites.repealed_by.as_ref().and_then(|by| by.date),
            amends,
            retitled,
        }
    }

    /// The first day of its adoption, by which laws are cited.
    fn first_adopted(&self) -> Option<Date> {
        self.adopted.first().and_then(|adoption| adoption.date)
    }

    /// The last day of its adoption.
    fn last_adopted(&self) -> Option<Date> {
        self.adopted.iter().filter_map(|adoption| adoption.date).max()
    }
}

impl Known {
    /// Nothing, with room for the heads of so many acts.
    pub(super) fn with_room(acts: usize) -> Self {
        Self { heads: Vec::with_capacity(acts), ..Self::default() }
    }

    /// What is kept of the act `id`.
    fn head(&self, id: &ActId) -> Option<&Head> {
        self.places.get(id).and_then(|at| self.heads.get(*at)).map(|(_, head)| head)
    }

    /// Takes in the days of publication.
    pub(super) fn publish(&mut self, publications: Publications) {
        self.publications = publications;
    }

    /// The first day on which the act that is cited can have been published: it was adopted, and registered where it is.
    pub(super) fn complete_on(&self, cited: &CitedAct) -> Option<Date> {
        let own = self.id_of(cited).and_then(|id| self.head(&id)).and_then(|head| head.last_adopted().max(head.registered));
        own.max(cited.date)
    }

    pub(super) fn add(&mut self, act: ActId, head: Head) {
        let known = self.places.get(&act).copied();
        let at = known.unwrap_or(self.heads.len());
        for (date, number) in head.adopted.iter().filter_map(|adoption| adoption.date.zip(adoption.number.as_deref())) {
            self.by_number.put(&ActKey::new(date, number), at);
        }
        let (kind, adopted) = (head.kind, head.first_adopted());
        if let Some(adopted) = adopted {
            self.by_day.put(&(kind, adopted), at);
        }
        if known.is_none() {
            names(&head.title, kind).for_each(|name| self.by_name.put(&(kind, name), at));
            let key = adopted.and_then(|adopted| TitleKey::new(kind, adopted, &head.title));
            key.iter().for_each(|key| self.by_title.put(key, at));
            self.places.insert(act.clone(), at);
            self.heads.push((act, head));
            return;
        }
        self.name(at, kind, adopted, &head.title);
        if let Some((_, first)) = self.heads.get_mut(at) {
            first.amends |= head.amends;
            first.retitled |= head.retitled;
        }
    }

    /// Another text gave the act `id` this title: those who cite it later may name it so.
    pub(super) fn call(&mut self, id: &ActId, title: &str) {
        let Some(&at) = self.places.get(id) else { return };
        let head = &self.heads[at].1;
        let (kind, adopted) = (head.kind, head.first_adopted());
        self.name(at, kind, adopted, title);
    }

    /// The act `id` was given a title that is not known.
    pub(super) fn retitle(&mut self, id: &ActId) {
        if let Some((_, head)) = self.places.get(id).and_then(|at| self.heads.get_mut(*at)) {
            head.retitled = true;
        }
    }

    /// The titles that the act `id` is known to have had.
    pub(super) fn titles(&self, id: &ActId) -> impl Iterator<Item = &str> {
        self.places.get(id).into_iter().flat_map(|at| self.titles_at(*at))
    }

    fn titles_at(&self, at: usize) -> impl Iterator<Item = &str> {
        let first = self.heads.get(at).map(|(_, head)| &*head.title);
        first.into_iter().chain(self.more_titles.get(&at).into_iter().flatten().map(String::as_str))
    }

    /// The act at place `at`, of which a title is known, is also called `title`.
    fn name(&mut self, at: usize, kind: ActKind, adopted: Option<Date>, title: &str) {
        let titles: Vec<&str> = self.titles_at(at).collect();
        if titles.len() >= TITLES_MAX || titles.contains(&title) {
            return;
        }
        let is_new = |name: &String| !titles.iter().any(|known| names(known, kind).any(|other| other == *name));
        let new: Vec<String> = names(title, kind).filter(is_new).collect();
        let key = adopted.and_then(|adopted| TitleKey::new(kind, adopted, title));
        let key = key.filter(|key| !titles.iter().any(|known| title_key(known, kind) == key.title));
        new.into_iter().for_each(|name| self.by_name.put(&(kind, name), at));
        key.iter().for_each(|key| self.by_title.put(key, at));
        self.more_titles.entry(at).or_default().push(title.to_owned());
    }

    /// Whether a text of the act orders something.
    pub(super) fn amends(&self, id: &ActId) -> bool {
        self.head(id).is_some_and(|head| head.amends)
    }

    /// The id of an act that a text cites: that of an act of the corpus where one is meant, else the one that follows from what is printed.
    pub(super) fn id_of(&self, cited: &CitedAct) -> Option<ActId> {
        if let Some(id) = cited.id.as_ref().filter(|id| self.places.contains_key(id)) {
            return Some(id.clone());
        }
        if let Some((date, number)) = cited.date.zip(cited.number.as_deref()) {
            let issuer = cited.issuer.as_deref().map(issuer_key);
            let of_issuer = |(_, head): &&(ActId, Head)| {
                let issuers = &head.issuers;
                issuer.as_ref().is_none_or(|issuer| issuers.is_empty() || issuers.iter().any(|own| same_issuer(&issuer_key(own), issuer)))
            };
            let named = self.by_number.get(&ActKey::new(date, number)).iter().filter_map(|at| self.heads.get(*at));
            let mut fitting = named.filter(of_issuer);
            if let (Some((id, _)), None) = (fitting.next(), fitting.next()) {
                return Some(id.clone());
            }
        }
        self.titled(cited).or_else(|| cited.id.clone()).or_else(|| cited.derive_id())
    }

    /// The law or code of the corpus that is cited by its title and day, without its number.
    fn titled(&self, cited: &CitedAct) -> Option<ActId> {
        let (kind, adopted, title) = (cited.kind?, cited.date?, cited.title.as_deref()?);
        let [only] = self.by_title.get(&TitleKey::new(kind, adopted, title)?) else { return None };
        cited.number.is_none().then(|| self.heads.get(*only)).flatten().map(|(id, _)| id.clone())
    }

    /// Which act the act `by` means where it orders a change of `cited`.
    ///
    /// Laws and codes are cited by the kind and the title alone («"Сынақ туралы" Қазақстан Республикасының Заңына»), codes by their names: the one act of the
    /// corpus that bears it is meant. Titles of amending acts («… өзгерістер енгізу туралы») and of acts of other kinds are those of many: such an act is meant for
    /// certain where its day or its issuer is told as well. Of what is told more than fits, of a day alone and of titles that several bear it is one that may be meant.
    pub(super) fn meant(&self, cited: &CitedAct, by: &CitedAct) -> Meant {
        if let Some(id) = self.id_of(cited) {
            return Meant::Act(id);
        }
        let Some(kind) = cited.kind else { return Meant::OneOf(Vec::new()) };
        let name = names(cited.title.as_deref().unwrap_or_default(), kind).next();
        let fitting = |acts: &[usize]| {
            let acts = acts.iter().rev().take(ALIKE_MAX).filter_map(|at| self.heads.get(*at));
            acts.filter(|(id, head)| fits(id, head, cited, by)).map(|(id, _)| id.clone()).collect::<Vec<ActId>>()
        };
        let named = fitting(name.map_or(&[], |name| self.by_name.get(&(kind, name))));
        let in_force: Vec<ActId> = named.iter().filter(|id| !self.gone_before(id, by)).cloned().collect();
        match &in_force[..] {
            [only] if self.tells_it(only, cited) => return Meant::Act(only.clone()),
            [_, ..] => return Meant::OneOf(in_force),
            [] if !named.is_empty() => return Meant::OneOf(named),
            [] => {}
        }
        let of_day = cited.date.filter(|_| cited.number.is_none()).map_or(&[][..], |date| self.by_day.get(&(kind, date)));
        let mut of_day = fitting(of_day);
        let alone = of_day.len() == 1;
        of_day.retain(|id| cited.title.as_ref().is_none_or(|title| self.may_be_called(id, title, alone)));
        Meant::OneOf(of_day)
    }

    /// Whether an act of the kind and the day of the act `id`, cited by `title`, may be that one under a title of another time. The only act of the corpus of that day
    /// may be it also where the titles have but a word in common, or where it is known that its title was another one.
    fn may_be_called(&self, id: &ActId, title: &str, alone: bool) -> bool {
        let may_be = |known: &str| alike(title, known) || (alone && of_one_matter(title, known));
        self.titles(id).any(may_be) || (alone && self.head(id).is_some_and(|head| head.retitled))
    }

    /// Whether its copy says that the act `id` had been repealed when `by` was adopted.
    fn gone_before(&self, id: &ActId, by: &CitedAct) -> bool {
        let repealed = self.head(id).and_then(|head| head.repealed);
        repealed.zip(by.date).is_some_and(|(repealed, by)| repealed < by)
    }

    /// Whether a title tells the act `id`, with what else `cited` tells.
    fn tells_it(&self, id: &ActId, cited: &CitedAct) -> bool {
        let Some(Head { kind, title, .. }) = self.head(id) else { return false };
        let of_law = matches!(kind, ActKind::Law | ActKind::Code | ActKind::Constitution);
        let of_many = ["өзгеріс", "толықтыру", "тоқтата тұру", "күші жойылды", "күшін жою"].iter().any(|change| title.contains(change));
        cited.date.is_some() || cited.number.is_some() || (!of_many && (of_law || cited.issuer.is_some()))
    }

    /// The facts on which the day of effect of an act depends.
    pub(super) fn enactment(&self, cited: &CitedAct, from_the_day: bool) -> Enactment {
        let id = self.id_of(cited);
        let mut of = Enactment { adopted: cited.date, from_the_day, ..Enactment::default() };
        let mut issuers: Vec<&str> = cited.issuer.as_deref().into_iter().collect();
        let mut numbers: Vec<(Option<Date>, Option<&str>, Option<&str>)> = vec![(cited.date, cited.number.as_deref(), cited.issuer.as_deref())];
        if let Some(head) = id.as_ref().and_then(|id| self.head(id)) {
            of.adopted = head.last_adopted().or(of.adopted);
            of.registered = head.registered;
            issuers.extend(head.issuers.iter().map(|issuer| &**issuer));
            numbers.extend(head.adopted.iter().map(|adoption| (adoption.date, adoption.number.as_deref(), adoption.issuer.as_deref())));
        }
        // whatever a number leads to: nothing is published before it is there
        let possible = |day: &Date| of.adopted.max(of.registered).is_none_or(|complete| *day >= complete);
        of.published = numbers.iter().filter_map(|&(date, number, issuer)| self.publications.day(id.as_ref(), date, number, issuer)).find(possible);
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

/// The number of a law without the letters behind it: «77-VI ҚРЗ» is also cited as «77-VI».
fn law_number(number: &str) -> String {
    let key = number_key(number);
    key.strip_suffix("ҚРЗ").map_or(key.clone(), str::to_owned)
}

/// Whether nothing that is told of `cited` speaks against the act `id`, which an act by another of its own day or later changes.
fn fits(id: &ActId, head: &Head, cited: &CitedAct, by: &CitedAct) -> bool {
    let Head { adopted, issuers, .. } = head;
    let days = || adopted.iter().filter_map(|adoption| adoption.date);
    let day = cited.date.is_none_or(|date| days().any(|own| own == date));
    let earlier = days().min().zip(by.date).is_none_or(|(own, by)| own <= by);
    let number = |number: &String| adopted.iter().any(|own| own.number.as_ref().is_some_and(|own| law_number(own) == law_number(number)));
    let issuer = |issuer: &String| issuers.is_empty() || issuers.iter().any(|own| same_issuer(&issuer_key(own), &issuer_key(issuer)));
    by.id.as_ref() != Some(id) && day && earlier && cited.number.as_ref().is_none_or(number) && cited.issuer.as_ref().is_none_or(issuer)
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
        Head::new(&requisites, false, false, &mut Shared::default())
    }

    #[test]
    fn an_instruction_means_the_only_act_of_its_title_or_perhaps_one_of_several() {
        let mut known = Known::default();
        for (id, kind, title, adopted, number) in [
            ("Z1700000077", ActKind::Law, "Сынақ туралы", "2017-06-20", "77-VI ҚРЗ"),
            ("Z990000389_", ActKind::Law, "Білім туралы", "1999-06-07", "389"),
            ("Z070000319_", ActKind::Law, "Білім туралы", "2007-07-27", "319"),
            ("Z1400000300", ActKind::Law, "Кейбір заңнамалық актілерге өзгерістер енгізу туралы", "2014-12-29", "300-V"),
            ("K2300000224", ActKind::Code, "Қазақстан Республикасының Әлеуметтік кодексі", "2023-04-20", "224-VII"),
            ("K080000099_", ActKind::Code, "Салық және бюджетке төленетін басқа да міндетті төлемдер туралы (Салық кодексі)", "2008-12-10", "99-IV"),
            ("K950001000_", ActKind::Constitution, "Қазақстан Республикасының Конституциясы", "1995-08-30", ""),
            ("V1500010100", ActKind::Order, "Қағидаларды бекіту туралы", "2015-01-05", "1"),
        ] {
            known.add(id.parse().unwrap(), head(kind, title, adopted, number));
        }
        let cases = [
            (ActKind::Law, "Сынақ туралы", "", "", "Z1700000077", "the only one"),
            (ActKind::Law, "Сынақ туралы", "", "77-VI", "Z1700000077", "by title and number"),
            (ActKind::Law, "Сынақ туралы", "", "78-VI", "", "another number"),
            (ActKind::Law, "Сынақ туралы", "2017-06-21", "", "", "another day"),
            (ActKind::Law, "Сынақтар туралы", "2017-06-20", "", "? Z1700000077", "that day, almost that title"),
            (ActKind::Law, "", "2017-06-20", "", "? Z1700000077", "that day, no title"),
            (ActKind::Law, "Байқау туралы", "2017-06-20", "", "", "that day, another title"),
            (ActKind::Law, "Сынақ, байқау және бәсеке туралы", "2017-06-20", "", "? Z1700000077", "the only one of that day, with a word in common"),
            (ActKind::Law, "Нысан және үлгі туралы", "2017-06-20", "", "", "«туралы» and «және» tell no matter"),
            (ActKind::Law, "Білім туралы", "", "", "? Z070000319_ Z990000389_", "two laws of one title"),
            (ActKind::Law, "Кейбір заңнамалық актілерге өзгерістер енгізу туралы", "", "", "? Z1400000300", "a title of many"),
            (ActKind::Code, "Әлеуметтік кодексі", "", "", "K2300000224", "a code by its name"),
            (ActKind::Code, "Салық кодексі", "", "", "K080000099_", "by its name in brackets"),
            (ActKind::Constitution, "", "", "", "K950001000_", "there is but one"),
            (ActKind::Order, "Қағидаларды бекіту туралы", "", "", "? V1500010100", "orders of one title are many"),
        ];
        let by = CitedAct { date: "2024-04-08".parse().ok(), ..CitedAct::default() };
        for (kind, title, date, number, want, why) in cases {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let cited = CitedAct { kind: Some(kind), title: some(title), date: date.parse().ok(), number: some(number), ..CitedAct::default() };
            let got = match known.meant(&cited, &by) {
                Meant::Act(id) => id.to_string(),
                Meant::OneOf(ids) if ids.is_empty() => String::new(),
                Meant::OneOf(ids) => {
                    let mut ids: Vec<String> = ids.iter().map(ToString::to_string).collect();
                    ids.sort();
                    format!("? {}", ids.join(" "))
                }
            };
            assert_eq!(got, want, "{title}, {date}: {why}");
        }
        // an act is not changed before it is there
        let earlier = CitedAct { date: "2003-04-08".parse().ok(), ..CitedAct::default() };
        let cited = CitedAct { kind: Some(ActKind::Law), title: Some("Білім туралы".to_owned()), ..CitedAct::default() };
        assert_eq!(known.meant(&cited, &earlier), Meant::Act("Z990000389_".parse().unwrap()));
    }

    #[test]
    fn laws_and_codes_are_known_by_title_and_day() {
        let mut known = Known::default();
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
