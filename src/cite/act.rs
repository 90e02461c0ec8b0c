//! Acts as other acts cite them.

mod adoption;

pub(crate) use adoption::may_be_exchanged;

use std::ops::Range;

use super::Case;
use super::issuer::issuer_nominative;
use super::noun::{ACT_LETTERS, act_noun};
use super::publication::publication;
use super::quote::{bracket_end, bracket_start, quote_start};
use super::word::{floor_boundary, inflected, is_capital, is_word, skip_spaces, strip_stem, trim_back, word_at, word_before, word_starts};
use crate::act::{ActKind, Adoption, CitedAct, Date};
use crate::text::{GENITIVE, ends_with_any};

/// Longest bracket after an act that is read, in bytes.
const BRACKET_MAX: usize = 1200;
/// Longest name of an issuer, in bytes.
const ISSUER_MAX: usize = 400;
/// What decrees of the nineties are said to have.
const FORCE_OF_LAW: &str = "күші бар ";
/// Most adoptions of one joint order.
const JOINT_MAX: usize = 16;

/// An act as a text cites it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ActPhrase {
    /// Its bytes, from the title or issuer to the word for the act («… № 148 қаулысына»), brackets after it left out.
    pub range: Range<usize>,
    /// What is cited. A joint order is cited by its first adoption.
    pub act: CitedAct,
    /// All adoptions of a joint order; one or none for other acts.
    pub adoptions: Vec<Adoption>,
    /// The bracket after it that tells its registration.
    pub bracket: Option<Range<usize>>,
    /// The day of publication that the bracket tells.
    pub published: Option<Date>,
    /// The case of the word for the act.
    pub case: Case,
    /// Whether that word is a plural («бұйрықтарымен»).
    pub plural: bool,
}

impl ActPhrase {
    /// The bytes with the bracket that tells the registration.
    pub fn with_bracket(&self) -> Range<usize> {
        self.range.start..self.bracket.as_ref().map_or(self.range.end, |bracket| bracket.end)
    }
}

/// All acts cited in `text`, one paragraph, by title, name, date or number; left to right, none inside another.
///
/// ```
/// let acts = tarmaq::cite::cited_acts("Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысына");
/// assert_eq!(acts[0].act.number.as_deref(), Some("148"));
/// assert_eq!(acts[0].act.id.as_ref().map(|id| id.as_str()), Some("P1200000148"));
/// ```
pub fn cited_acts(text: &str) -> Vec<ActPhrase> {
    let mut acts: Vec<ActPhrase> = Vec::new();
    let mut free = 0;
    for at in word_starts(text) {
        if at < free || !may_name_act(text, at) {
            continue;
        }
        let found = russian_act_at(text, at)
            .or_else(|| act_ending_at(text, at, free).map(|phrase| with_whole_title(text, at, phrase)))
            .or_else(|| around_another(text, at, free));
        if let Some(phrase) = found {
            let end = phrase.with_bracket().end;
            let mut named = beside(text, &phrase, free);
            named.push(phrase);
            while acts.last().is_some_and(|inside| inside.range.start >= named[0].range.start) {
                acts.pop();
            }
            free = end;
            acts.append(&mut named);
        }
    }
    acts
}

/// «"Өзге туралы" Қазақстан Республикасы Заңының қолданысын тоқтата тұру туралы" 2020 жылғы 8 сәуірдегі … Заңы»: an act that is cited in the title of another is
/// read before it, and does not part it from its title.
fn with_whole_title(text: &str, noun_at: usize, phrase: ActPhrase) -> ActPhrase {
    let titled = phrase.act.title.is_some() || !text[..phrase.range.start].trim_end().ends_with(['»', '”', '"']);
    if titled {
        return phrase;
    }
    act_ending_at(text, noun_at, 0).filter(|whole| whole.act.title.is_some()).unwrap_or(phrase)
}

/// «№ 357 "№ 274 "Алым туралы" шешіміне өзгеріс енгізу туралы" шешімінің»: of an act whose title cites another and stands right before its word, nothing is left
/// behind that other, which is read first and ends at byte `floor`.
fn around_another(text: &str, noun_at: usize, floor: usize) -> Option<ActPhrase> {
    let titled = floor > 0 && text[floor..noun_at].trim_end().ends_with(['»', '”', '"']);
    let whole = if titled { act_ending_at(text, noun_at, 0) } else { None }?;
    (whole.range.start < floor && whole.act.title.is_some() && whole.act.number.is_some() && whole.act.date.is_some()).then_some(whole)
}

/// Most acts that share one word with the last of them.
const BESIDE_MAX: usize = 16;

/// The acts that share the word of `last` with it and stand before it, left to right: «"Өзін-өзі басқару туралы" 2001 жылғы 23 қаңтардағы, "Әскери қызмет туралы" 2012
/// жылғы 16 ақпандағы Заңдарына». Each has a title and, where the last has one, a day of its own, in the order of the last; nothing before `floor` is looked at.
pub(super) fn beside(text: &str, last: &ActPhrase, floor: usize) -> Vec<ActPhrase> {
    let mut found: Vec<ActPhrase> = Vec::new();
    let (title_leads, dated) = (text[last.range.start..].starts_with(['"', '«', '“']), last.act.date.is_some());
    let titled = last.plural && last.act.title.is_some() && (dated || title_leads);
    let mut start = last.range.start;
    while titled && found.len() < BESIDE_MAX {
        let before = &text[floor..trim_back(text, start).max(floor)];
        let Some(rest) = ["және", "мен", ","].iter().find_map(|joint| before.strip_suffix(joint)) else { break };
        let end = floor + rest.trim_end_matches([' ', ',']).len();
        let act = CitedAct { kind: last.act.kind, ..CitedAct::default() };
        let mut reader = Backwards { text, floor, at: end, start: end, act };
        let mut adoptions = if title_leads && dated { reader.adoptions() } else { Vec::new() };
        // «"Ветеринария туралы", "Өсімдіктерді қорғау туралы" … заңдарының»
        if !reader.quoted_title() || !dated && !reader.act.title.as_deref().is_some_and(|title| title.ends_with(" туралы")) {
            break;
        }
        if !title_leads && reader.is_numbered() {
            adoptions = reader.adoptions();
        }
        let (date, number, issuer) = match &adoptions[..] {
            [Adoption { date: Some(date), number, issuer }] => (Some(*date), number.clone(), issuer.clone()),
            [] if !dated => (None, None, None),
            _ => break,
        };
        start = reader.start;
        let mut act = CitedAct { date, number, issuer, ..reader.act };
        act.id = act.id.take().or_else(|| derived_id(&act, None));
        found.push(ActPhrase { range: start..end, act, adoptions, bracket: None, published: None, case: last.case, plural: true });
    }
    found.reverse();
    found
}

/// A cheap look at the first letter: whether a word for an act can begin here.
pub(super) fn may_name_act(text: &str, at: usize) -> bool {
    ACT_LETTERS.may_begin(&text[at..])
}

/// The act whose word («қаулысына») begins at `noun_at`, read backwards from there but not before `floor`. `None` when
/// nothing tells which act is meant.
pub(super) fn act_ending_at(text: &str, noun_at: usize, floor: usize) -> Option<ActPhrase> {
    let noun = word_at(text, noun_at);
    let (kind, inflection) = act_noun(noun)?;
    // «Заң күші бар Жарлығы» is a decree
    if kind == ActKind::Law && text[noun_at + noun.len()..].trim_start().starts_with(FORCE_OF_LAW) {
        return None;
    }
    let mut end = noun_at + noun.len();
    let mut reader = Backwards { text, floor, at: trim_back(text, noun_at), start: noun_at, act: CitedAct { kind: Some(kind), ..CitedAct::default() } };
    if reader.at <= floor && kind != ActKind::Constitution {
        return None;
    }
    reader.skip_words();
    if kind == ActKind::Code {
        reader.code_name(is_capital(noun) && !inflection.possessive);
    } else if kind == ActKind::Law {
        reader.law_name();
    }
    // A note puts the day of effect between number and word: «… № 11-1-4/240 (алғашқы … кейін) бұйрығымен».
    // A preamble puts the registration there: «… № 173 "Қағидаларды бекіту туралы" (… № 15090 болып тіркелген) бұйрығына».
    let within = reader.skip_bracket();
    let behind = reader.at;
    let titled = reader.quoted_title();
    let mut adoptions = if !titled || reader.is_numbered() { reader.adoptions() } else { Vec::new() };
    let adopted_by_council = reader.adopted_on();
    // nothing new is to be found where it was looked for already
    let between = reader.at != behind && reader.quoted_title();
    let of_state = between && adoptions.is_empty();
    if of_state {
        adoptions.extend(reader.adoption_of_state_act());
    } else if let (true, [only]) = (between, &mut adoptions[..]) {
        reader.day_of_titled(only);
    }
    let issuer = if between && !of_state { reader.issuer_of_titled() } else { None };
    let (mut act, start) = (reader.act, reader.start);
    if let Some(first) = adoptions.first() {
        act.date = act.date.or(first.date);
        act.number = first.number.clone();
        act.issuer = first.issuer.clone().or(issuer);
    }
    if act.date.is_none() {
        act.date = adopted_by_council;
    }
    let told = act.title.is_some() || act.date.is_some() || act.number.is_some() || kind == ActKind::Constitution && (start < noun_at || noun.starts_with('К'));
    if !told {
        return None;
    }
    let mut bracket = None;
    act.registration = within.and_then(registration);
    let mut published = within.and_then(publication);
    let after = skip_spaces(text, end);
    if text[after..].starts_with('(')
        && let Some(close) = bracket_end(text, after, BRACKET_MAX)
    {
        let inside = &text[after..close];
        let (registered, told) = (registration(inside), publication(inside));
        if registered.is_some() || told.is_some() {
            bracket = Some(after..close);
            act.registration = registered.or(act.registration);
            published = told.or(published);
        }
    }
    act.id = act.id.take().or_else(|| derived_id(&act, published));
    end = end.max(noun_at);
    Some(ActPhrase { range: start..end, act, adoptions, bracket, published, case: inflection.case, plural: inflection.plural })
}

/// The id that follows from what is printed. An order that was `published` in the year of its adoption was registered in it.
fn derived_id(act: &CitedAct, published: Option<Date>) -> Option<crate::act::ActId> {
    act.derive_id_registered(published.map(Date::year).filter(|&year| act.date.is_some_and(|date| date.year() == year)))
}

/// The number in the register that a bracket tells: «… тізілімінде № 14531 болып тіркелген».
fn registration(inside: &str) -> Option<String> {
    if !inside.contains("тіркел") && !inside.contains("тізілім") {
        return None;
    }
    let after = inside.find("№")? + "№".len();
    // «№ 2-2-99» of the register of a region
    let number = inside[after..].trim_start().split(|c: char| !c.is_ascii_digit() && c != '-').next().unwrap_or_default().trim_matches('-');
    (!number.is_empty()).then(|| number.to_owned())
}

/// The treaty whose word («шарттың») begins at `noun_at`, with where its name begins: by its title («Еуразиялық экономикалық одақ туралы») and
/// day where they stand before, else by the word alone.
pub(super) fn treaty_ending_at(text: &str, noun_at: usize, noun: &str) -> (usize, CitedAct) {
    let mut reader = Backwards { text, floor: 0, at: trim_back(text, noun_at), start: noun_at, act: CitedAct::default() };
    if reader.at > 0 && !reader.quoted_title() {
        reader.law_name();
    }
    let (mut start, mut act) = (reader.start, std::mem::take(&mut reader.act));
    act.title = match act.title {
        Some(name) => Some(format!("{name} {noun}")),
        None => {
            let mut letters = noun.chars();
            Some(letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect())
        }
    };
    if let Some((date, from)) = reader.date_before() {
        (act.date, start) = (Some(date), from);
    }
    (start, act)
}

/// The codes of the state, by what stands before the word.
const CODES: &[&str] = &[
    "Азаматтық",
    "Азаматтық процестік",
    "Әкімшілік құқық бұзушылық туралы",
    "Әкімшілік рәсімдік-процестік",
    "Әлеуметтік",
    "Бюджет",
    "Еңбек",
    "Жер",
    "Кеден",
    "Кәсіпкерлік",
    "Қылмыстық",
    "Қылмыстық-атқару",
    "Қылмыстық-процестік",
    "Орман",
    "Салық",
    "Су",
    "Цифрлық",
    "Экологиялық",
];

/// Where the name of a known code begins that `words` end with, the longest one; whoever acts may stand before it, «Комитет Салық кодексінің 12-бабына». What another
/// state or body calls its own is none of them.
fn known_code(words: &str) -> Option<usize> {
    let name = CODES.iter().filter(|name| words.ends_with(**name)).max_by_key(|name| name.len())?;
    let start = words.len() - name.len();
    let before = words[..start].trim_end();
    let apart = before.is_empty() || before.len() < start && !ends_with_any(before, &GENITIVE) && !names_foreign(before);
    apart.then_some(start)
}

/// Whether `words` end with the name of another state or of a union: «Ресей Федерациясы», «РФ», «ЕАЭО».
fn names_foreign(words: &str) -> bool {
    const OTHERS: [&str; 7] = ["федерация", "республика", "одағы", "одақ", "достастығы", "корольдіг", "штаттар"];
    let last = words.rsplit(' ').next().unwrap_or(words);
    let short = last.chars().nth(1).is_some() && last.chars().all(char::is_uppercase) && last != "ҚР";
    let lower = last.to_lowercase();
    short || OTHERS.iter().any(|other| lower.starts_with(other)) && !words.ends_with("Қазақстан Республикасы")
}

/// Reads a citation from its last word to its first.
struct Backwards<'t> {
    text: &'t str,
    floor: usize,
    /// Everything from here on is read; white space before is left out.
    at: usize,
    /// Where the citation begins as far as it is known.
    start: usize,
    act: CitedAct,
}

impl<'t> Backwards<'t> {
    fn take(&mut self, start: usize) {
        self.start = start;
        self.at = trim_back(self.text, start).max(self.floor.min(start));
    }

    fn last_word(&self) -> (usize, &'t str) {
        let (start, word) = word_before(self.text, self.at.max(self.floor));
        if start < self.floor { (self.floor, &self.text[self.floor..self.at.max(self.floor)]) } else { (start, word) }
    }

    /// «бірлескен бұйрығына», «конституциялық заңының», «нормативтік қаулысы».
    fn skip_words(&mut self) {
        let (start, word) = self.last_word();
        if ["бірлескен", "конституциялық", "нормативтік"].iter().any(|known| is_word(word, known)) {
            self.take(start);
        }
        // «Президентінің 1995 жылғы 3 қазандағы N 2475 Заң күші бар Жарлығының»
        let before = &self.text[self.floor..self.at.max(self.floor)];
        let force = ["конституциялық заң күші бар", "Конституциялық заң күші бар", "заң күші бар", "Заң күші бар"];
        if let Some(kept) = force.iter().find_map(|words| before.strip_suffix(words)) {
            self.take(self.floor + kept.len());
        }
    }

    /// «Жоғарғы Кеңесі 1994 жылғы 27 желтоқсанда қабылдаған … Азаматтық кодексіне»: the day of an act that is told by a verb.
    fn adopted_on(&mut self) -> Option<Date> {
        let (verb, word) = self.last_word();
        if !matches!(word, "қабылдаған" | "қабылданған") {
            return None;
        }
        let kept = (self.at, self.start);
        self.take(verb);
        match self.date_before() {
            Some((date, start)) => {
                self.take(start);
                Some(date)
            }
            None => {
                (self.at, self.start) = kept;
                None
            }
        }
    }

    /// Goes over a bracket between the word for the act and its number or day, or one between that word and its title which tells of the registration. Gives what
    /// stands in it where it tells of that.
    fn skip_bracket(&mut self) -> Option<&'t str> {
        let text = self.text;
        let open = if text[..self.at].ends_with(')') { bracket_start(text, self.at, BRACKET_MAX) } else { None };
        let open = open.filter(|&open| open >= self.floor)?;
        let inside = Some(&text[open..self.at]).filter(|inside| registration(inside).is_some() || publication(inside).is_some());
        let kept = self.at;
        self.at = trim_back(text, open).max(self.floor);
        let titled = inside.is_some() && text[..self.at].ends_with(['»', '”', '"']);
        if !titled && self.number_before().is_none() && self.date_before().is_none() {
            self.at = kept;
            return None;
        }
        inside
    }

    /// «Қазақстан Республикасының Салық кодексіне», «ҚР Әкімшілік құқық бұзу кодексінің», «Бюджет кодексінің». Whether the word is a `term`, «Кодекстің»: what
    /// stands before that one is its name only where a code is known by it, «Комитет Кодекстің 12-бабына».
    fn code_name(&mut self, term: bool) {
        let (mut capital, mut of_state) = (None, false);
        let mut end = self.at;
        for _ in 0..6 {
            if end <= self.floor {
                break;
            }
            let (start, word) = word_before(self.text, end);
            let start = start.max(self.floor);
            if is_state(word) && capital.is_none() && end < self.at {
                // «ҚР-ның әкімшілік құқық бұзу кодексінің»
                capital = Some(trim_forward(self.text, end));
            }
            of_state |= is_state(word);
            // «№ 478-IV ҚР Заңымен кодекс мазмұнымен толықтырылды»: another act ends here
            if is_state(word) || act_noun(word).is_some() || word.ends_with(['»', '”', '"', ',', ';', ':', '.', ')', '!', '?']) || date_word(word) {
                break;
            }
            if let Some(inner) = word.strip_prefix(['(', '"', '«']) {
                let opens = inner.starts_with(|c: char| c.is_uppercase());
                capital = if opens { Some(start + word.len() - inner.len()) } else { capital };
                break;
            }
            if word.starts_with(|c: char| c.is_uppercase()) {
                capital = Some(start);
            } else if capital.is_some() {
                break;
            }
            end = trim_back(self.text, start).max(self.floor);
        }
        let Some(mut start) = capital else { return };
        if !of_state {
            match known_code(&self.text[start..self.at]) {
                Some(name) => start += name,
                None if term => return,
                None => {}
            }
        }
        let name = &self.text[start..self.at];
        if strip_stem(name, "осы").is_some() || name.starts_with(|c: char| !c.is_alphabetic()) {
            return;
        }
        let mut letters = name.chars();
        let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        self.act.title = Some(format!("{first}{} кодексі", letters.as_str()));
        self.take(start);
    }

    /// «Көші-қон туралы заңның», «ҚР Азаматтығы туралы заңының», «"Халықтың көші-қон" туралы заңының»: a name without
    /// quotation marks around all of it.
    fn law_name(&mut self) {
        let (about, word) = self.last_word();
        if !is_word(word, "туралы") {
            return;
        }
        let name_end = self.at;
        let mut end = trim_back(self.text, about).max(self.floor);
        if self.text[..end].ends_with(['»', '”', '"']) {
            if let Some(open) = quote_start(self.text, end, self.floor) {
                let inner = unquoted(&self.text[open..end]);
                self.act.title = Some(format!("{inner} туралы"));
                self.take(open);
            }
            return;
        }
        let mut start = None;
        for count in 0..14 {
            if end <= self.floor {
                break;
            }
            let (at, word) = word_before(self.text, end);
            let at = at.max(self.floor);
            if word.ends_with([',', ';', ':', '.', ')', '»', '"']) {
                break;
            }
            if is_state(word) {
                start = Some(trim_forward(self.text, end));
                break;
            }
            // Far back a capital letter begins the sentence, not the name.
            if count < 5 && word.starts_with(|c: char| c.is_uppercase()) {
                let at = self.first_capital(at);
                start = Some(at);
                // The state may stand before a name that has a capital letter of its own.
                let before = trim_back(self.text, at);
                if before <= self.floor || !is_state(word_before(self.text, before).1) {
                    break;
                }
            }
            end = trim_back(self.text, at).max(self.floor);
        }
        if let Some(start) = start.filter(|&start| start < name_end) {
            self.act.title = Some(self.text[start..name_end].to_owned());
            self.take(start);
        }
    }

    /// Where the words with capitals begin that stand right before the one at `at` and go with it: «Ұлттық Банк туралы». One that something is of does not.
    fn first_capital(&self, mut at: usize) -> usize {
        for _ in 0..4 {
            let (start, word) = word_before(self.text, trim_back(self.text, at));
            let other = is_state(word) || is_word(word, "осы") || act_noun(word).is_some() || ends_with_any(word, &GENITIVE);
            if start < self.floor || other || !is_capital(word) || !word.ends_with(char::is_alphabetic) {
                break;
            }
            at = start;
        }
        at
    }

    /// The title in quotation marks that ends here; whether there is one.
    fn quoted_title(&mut self) -> bool {
        if self.act.title.is_some() || self.at <= self.floor || !self.text[..self.at].ends_with(['»', '”', '"']) {
            return false;
        }
        let Some(start) = quote_start(self.text, self.at, self.floor) else { return false };
        let title = unquoted(&self.text[start..self.at]);
        let found = title.chars().any(char::is_alphabetic);
        if found {
            self.act.title = Some(title.to_owned());
            self.take(start);
        }
        found
    }

    /// Whether a number, or the day of an adoption, ends here: «… 2019 жылғы 3 мамырдағы № 112 «Ережені бекіту туралы» қаулысы» has its title
    /// between them and the word for the act.
    fn is_numbered(&self) -> bool {
        let (_, word) = self.last_word();
        let of_number = |part: &str| part.starts_with(|c: char| c.is_ascii_digit() || c.is_uppercase());
        let number = self.number_before().is_some_and(|(number, _)| number.split_whitespace().all(of_number));
        number || ((word.ends_with("ғы") || word.ends_with("гі")) && self.date_before().is_some())
    }

    /// «2015 жылғы 23 қазандағы «Ережені бекіту туралы» № 112»: the day of what is adopted may stand before the title.
    fn day_of_titled(&mut self, adoption: &mut Adoption) {
        let day = if adoption.date.is_none() { self.date_before() } else { None };
        if let Some((date, start)) = day {
            adoption.date = Some(date);
            self.take(start);
        }
    }

    /// «2008 жылғы 10 желтоқсандағы № 99-IV «Салық туралы» Қазақстан Республикасының Кодексі»: the day and the number of an act of the
    /// state may stand before its title.
    fn adoption_of_state_act(&mut self) -> Option<Adoption> {
        let mut adoption = Adoption::default();
        if !self.is_numbered() {
            return None;
        }
        if let Some((number, start)) = self.number_before() {
            let (number, id) = adoption::apart_from_id(&number);
            (adoption.number, self.act.id) = (Some(number.to_owned()), id);
            self.take(start);
        }
        self.day_of_titled(&mut adoption);
        Some(adoption)
    }

    /// «Бұлақты ауданы әкімдігінің «Ережені бекіту туралы» 2019 жылғы 3 мамырдағы № 112 қаулысы»: who adopted may stand before the title.
    fn issuer_of_titled(&mut self) -> Option<String> {
        let (_, last) = self.last_word();
        let office = (last.ends_with("інің") || last.ends_with("ының")) && !is_state(last) && act_noun(last).is_none();
        let start = if office { self.issuer_before(true) } else { None }?;
        let printed = &self.text[start..self.at];
        let runs_on = printed.split_whitespace().any(|word| is_word(word, "сәйкес") || act_noun(word).is_some());
        if runs_on {
            return None;
        }
        let name = Some(issuer_nominative(printed)).filter(|name| !name.is_empty());
        self.take(start);
        name
    }
}

fn trim_forward(text: &str, at: usize) -> usize {
    skip_spaces(text, at)
}

/// The words between the outermost quotation marks.
pub(super) fn unquoted(quoted: &str) -> &str {
    let inner = quoted.strip_suffix(['»', '”', '"']).unwrap_or(quoted);
    // «"Құжаттарды қабылдау" қағидаларын бекіту туралы"»: the one mark before it opens the inner quotation as well.
    if inner.starts_with('"') && inner.matches('"').count().is_multiple_of(2) {
        return inner.trim();
    }
    inner.strip_prefix(['«', '“', '„', '"']).unwrap_or(inner).trim()
}

/// «Республикасы», «Республикасының», «ҚР», «ҚР-ның».
fn is_state(word: &str) -> bool {
    inflected(word, &["республика"]).is_some_and(|inflection| inflection.possessive) || is_word(word, "қр") || strip_stem(word, "қр-").is_some()
}

/// «желтоқсандағы»: a name does not reach back over the day of its act.
fn date_word(word: &str) -> bool {
    word.ends_with("дағы") || word.ends_with("дегі") || word.ends_with("тағы") || word.starts_with('№')
}

/// «Закон Республики Казахстан "О миграции населения"»: forms are printed in both languages.
pub(super) fn russian_act_at(text: &str, at: usize) -> Option<ActPhrase> {
    let noun = word_at(text, at);
    let case = match noun {
        "Закон" | "Кодекс" => Case::Nominative,
        "Закона" | "Кодекса" => Case::Genitive,
        "Закону" | "Кодексу" => Case::Dative,
        "Законом" | "Кодексом" => Case::Instrumental,
        _ => return None,
    };
    let kind = if noun.starts_with("Закон") { ActKind::Law } else { ActKind::Code };
    let mut end = skip_spaces(text, at + noun.len());
    end += text[end..].strip_prefix("Республики Казахстан").map(|_| "Республики Казахстан".len())?;
    let open = skip_spaces(text, end);
    let mark = text[open..].chars().next().filter(|c| matches!(c, '"' | '«' | '“'))?;
    let closing = if mark == '"' {
        '"'
    } else if mark == '«' {
        '»'
    } else {
        '”'
    };
    let inside = open + mark.len_utf8();
    let limit = floor_boundary(text, inside + 600);
    let close = inside + text[inside..limit].find(closing)?;
    let title = text[inside..close].trim();
    let act = CitedAct { kind: Some(kind), title: Some(title.to_owned()), ..CitedAct::default() };
    let range = at..close + closing.len_utf8();
    Some(ActPhrase { range, act, adoptions: Vec::new(), bracket: None, published: None, case, plural: false })
}

#[cfg(test)]
mod tests;
