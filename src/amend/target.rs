//! What a clause is about: its units, each step of their chain understood, or the places where one is not.
//!
//! An instruction is carried out only where every member of the chain that names its target is understood: «3-тармақтың соңғы бөлігі алып тасталсын» is
//! about something in point 3 that nothing here can find, and must not take out the point.

use super::context::{Context, holds};
use super::narrowed::{is_counted_sentence, sentences_at};
use super::unit;
use super::verb::{Action, words};
use crate::act::{ProvisionKind, ProvisionPath};
use crate::cite::{self, Base, Case, UnitPhrase};
use crate::text::{DATIVE, GENITIVE, ends_with_any};

/// Most units that phrases read together may come to; it bounds what a hostile text can cost.
const UNITS_MAX: usize = 1000;

/// Nouns of places in an act, by the beginnings of their forms.
const PLACES: &[&str] = &[
    "тармақ",
    "тармағ",
    "бабы",
    "баптың",
    "бапта",
    "бөлік",
    "бөліг",
    "бөлімі",
    "бөлімін",
    "бөлімде",
    "абзац",
    "азат",
    "тарау",
    "параграф",
    "жолы",
    "жолын",
    "жолда",
    "жолдар",
    "кесте",
    "баған",
    "графа",
    "ескертпе",
    "ескерту",
    "сөйлем",
    "позиция",
    "атау",
    "нүкте",
    "үтір",
];

/// What belongs to a unit and is the unit: «3-тармақтың күші», «қолданылуы», «мәтіні».
const OWNED: &[&str] = &["күші", "қолданысы", "қолданылуы", "қолданылысы", "мәтіні", "деп", "болып"];

/// Words that tell of a unit whether it is in force: «қолданыстағы 2) тармақшасы», «қолданысқа енгізілетін».
const IN_FORCE: &[&str] =
    &["қолданыстағы", "қолданылатын", "қолданысқа", "енгізілген", "енгізілетін", "қолданыста", "болған", "болатын", "күшіне", "енген", "енетін"];

/// The phrases of a clause as units, and whether a member of them is not understood.
pub(super) struct Targets {
    pub(super) phrases: Vec<UnitPhrase>,
    pub(super) unclear: bool,
    /// Words are changed in a place of a unit that is not understood: «соңғы бөлігіндегі "он" деген сөз».
    pub(super) narrow: bool,
}

/// What a clause is read from: its words, those with quotations and acts blanked byte for byte, and what it does.
#[derive(Clone, Copy)]
pub(super) struct Words<'t> {
    pub(super) text: &'t str,
    pub(super) bare: &'t str,
    pub(super) action: Action,
    pub(super) of_words: bool,
    /// Where what comes is told: what stands behind is new, not a target.
    content: usize,
}

impl<'t> Words<'t> {
    pub(super) fn new(text: &'t str, bare: &'t str, action: Action, of_words: bool) -> Self {
        let content = if action == Action::Supplement { bare.find("мазмұнда").unwrap_or(bare.len()) } else { bare.len() };
        Self { text, bare, action, of_words, content }
    }

    /// Whether nothing but space lies between: quotations count as words.
    fn adjacent(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to).is_some_and(|between| between.trim().is_empty())
    }

    /// «3-тармақтың 2022 жылғы 1 шілдеден бастап қолданысқа енгізілетін 2) тармақшасы»: nothing but its day and its force lies between.
    fn described(&self, from: usize, to: usize) -> bool {
        self.text.get(from..to).is_some_and(|between| between.split_whitespace().all(|word| !word.ends_with(',') && (is_day(word) || IN_FORCE.contains(&word))))
    }

    /// «1-қосымшадағы кестенің реттік нөмірі 3-жолы»: the rows of an annex are those of its table.
    fn in_table(&self, from: usize, to: usize) -> bool {
        let between = self.text.get(from..to).unwrap_or_default().trim();
        matches!(between, "кестенің" | "кестесінің" | "кестедегі" | "кестесіндегі" | "кестеде" | "кестесінде")
    }
}

/// Reads the phrases of a clause together. `said` is what the clause before was about.
pub(super) fn read(of: Words<'_>, context: &Context, said: Option<&ProvisionPath>) -> Targets {
    let mut phrases = unit::phrases(of.bare);
    let odd = unit::names_odd_number(of.bare, &phrases);
    only_annex(&mut phrases, of.text, of.bare, context);
    own_document(&mut phrases, of.bare, context);
    own_units(&mut phrases, of, context);
    let mut phrases = ranges(phrases, of.bare);
    named(&mut phrases, of.bare);
    let of_stretch = without_headings_of_stretches(&mut phrases, of.bare) && !of.of_words;
    let mut phrases = nest(phrases, of);
    hang(&mut phrases, of, context, said);
    let all_of_it = of.of_words && whole_document(&phrases, of);
    heading_and_text(&mut phrases, of);
    if all_of_it {
        // the units that are named beside it are in it
        phrases.iter_mut().filter(|phrase| is_target(phrase, of.bare)).for_each(|phrase| phrase.paths.clear());
    }
    let (unclear, untold) = (odd || of_stretch || unclear(&phrases, of) || (all_of_it && context.outer.is_some()), untold(&phrases, of));
    if unclear || untold {
        loose(&mut phrases, of);
    }
    Targets { phrases, unclear: unclear || (untold && !of.of_words), narrow: untold && of.of_words }
}

/// «3-тармақтың кіріспе бөлігі»: what follows a genitive belongs to it, though nothing here has it there, and is no unit of its own.
fn loose(phrases: &mut Vec<UnitPhrase>, of: Words<'_>) {
    let mut genitive = None;
    phrases.retain(|phrase| {
        let belongs = genitive.is_some_and(|end| of.adjacent(end, phrase.range.start));
        genitive = Some(phrase.range.end).filter(|_| phrase.case == Case::Genitive);
        !belongs
    });
}

/// Whether a phrase names units that the clause is about: not those of the amending act, not those added.
pub(super) fn is_target(phrase: &UnitPhrase, bare: &str) -> bool {
    let own = matches!(phrase.base, Base::ThisAct | Base::ThisDocument(_) | Base::TheseChanges | Base::ThisUnit(_));
    !own && phrase.case != Case::Instrumental && !is_source(phrase, bare)
}

/// «1-қосымшаға сәйкес»: where the new wording stands.
pub(super) fn is_source(phrase: &UnitPhrase, bare: &str) -> bool {
    phrase.case == Case::Dative && phrase.kind == Some(ProvisionKind::Annex) && bare[phrase.range.end..].trim_start().starts_with("сәйкес")
}

/// «осы Қағидалардың 3-тармағы» under «… Қағидаларында:» is of the document that is amended: the amending act has none of its own.
fn own_document(phrases: &mut [UnitPhrase], bare: &str, context: &Context) {
    let word = context.component.as_ref().and_then(|component| component.as_str().split(['-', '~', '/']).next());
    for phrase in phrases {
        let same = matches!(phrase.base, Base::ThisDocument(segment) if Some(segment) == word);
        if same && !phrase.paths.is_empty() && !is_source(phrase, bare) {
            phrase.base = Base::None;
        }
    }
}

/// «осы Заңның 6-бабы 1-тармағының қолданысы … тоқтатыла тұрсын»: an act may set units of its own aside. Below the name of another act nothing is read so.
fn own_units(phrases: &mut [UnitPhrase], of: Words<'_>, context: &Context) {
    if of.action != Action::Suspend || context.act.is_some() || context.component.is_some() {
        return;
    }
    phrases.iter_mut().filter(|phrase| phrase.base == Base::ThisAct && !phrase.paths.is_empty()).for_each(|phrase| phrase.base = Base::None);
}

/// Whether `phrase` says itself which document it is of: «осы Қағидаларға 2-қосымшаның», «Қағидалардың 3-тармағы».
pub(super) fn of_document(phrase: &UnitPhrase, bare: &str) -> bool {
    let own = ["осы ", "Осы "].iter().any(|own| bare[phrase.range.clone()].starts_with(own));
    let before = bare[..phrase.range.start].split_whitespace().next_back();
    let leads = |word: &str| ends_with_any(word, &GENITIVE) || ends_with_any(word, &DATIVE) || ends_with_any(word, &["да", "де"]);
    let inner = phrase.paths.first().and_then(outermost);
    let outermost = !matches!(inner, Some(ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent));
    outermost && (own || before.is_some_and(|word| leads(word) && unit::document(word).is_some()))
}

/// «5-тармақтан бастап 7-тармаққа дейін»: all between.
fn ranges(phrases: Vec<UnitPhrase>, bare: &str) -> Vec<UnitPhrase> {
    let mut read: Vec<UnitPhrase> = Vec::with_capacity(phrases.len());
    for to in phrases {
        let reaches = to.case == Case::Dative && bare[to.range.end..].trim_start().starts_with("дейін");
        let begins =
            |from: &&mut UnitPhrase| from.case == Case::Ablative && bare.get(from.range.end..to.range.start).is_some_and(|words| words.trim() == "бастап");
        match read.last_mut().filter(|_| reaches).filter(begins) {
            Some(from) => match between(from, &to) {
                Some(paths) => {
                    from.range.end = to.range.end + bare[to.range.end..].find("дейін").map_or(0, |at| at + "дейін".len());
                    from.paths = paths;
                    from.case = Case::Nominative;
                }
                None => read.push(to),
            },
            None => read.push(to),
        }
    }
    read
}

fn between(from: &UnitPhrase, to: &UnitPhrase) -> Option<Vec<ProvisionPath>> {
    let ([from], [to]) = (&from.paths[..], &to.paths[..]) else { return None };
    let last = to.integer()?;
    let beside = from.kind() == to.kind() && (to.parent().is_none() || to.parent() == from.parent());
    from.through(last).filter(|_| beside)
}

/// «2-тараудың атауы» is its heading, and so is «атауы» in a unit named before.
fn named(phrases: &mut Vec<UnitPhrase>, bare: &str) {
    let heads = |text: &str| text.split_whitespace().next().filter(|word| word.starts_with("атауы")).map(str::len);
    for phrase in phrases.iter_mut().filter(|phrase| phrase.case == Case::Genitive && !phrase.paths.is_empty()) {
        let rest = &bare[phrase.range.end..];
        let Some(len) = heads(rest) else { continue };
        phrase.range.end += rest.len() - rest.trim_start().len() + len;
        phrase.paths.iter_mut().for_each(|path| *path = path.join("heading"));
        phrase.kind = Some(ProvisionKind::Heading);
        phrase.case = heading_case(&bare[phrase.range.clone()]);
        phrase.possessive = true;
    }
    let start = bare.len() - bare.trim_start().len();
    if let Some(len) = heads(bare)
        && phrases.first().is_none_or(|first| first.range.start > start)
    {
        let range = start..start + len;
        let case = heading_case(&bare[range.clone()]);
        let paths = vec![ProvisionPath::from_known("title")];
        let kind = Some(ProvisionKind::Heading);
        let doubtful = Vec::new();
        phrases.insert(0, UnitPhrase { range, base: Base::None, paths, doubtful, kind, case, possessive: true, plural: false, adjectival: false });
    }
}

/// «"Қаржы министрлігіне" деген бөлімнің тақырыбы»: the heading of a part that is named by it, which has no address, and never that of the whole. Whether one was named.
fn without_headings_of_stretches(phrases: &mut Vec<UnitPhrase>, bare: &str) -> bool {
    const PARTS: &[&str] = &["бөлім", "тарау", "параграф", "бөлік", "кесте", "топ"];
    let of_stretch = |phrase: &UnitPhrase| {
        let mut back = bare[..phrase.range.start].split_whitespace().rev();
        let noun = back.next().filter(|noun| ends_with_any(noun, &GENITIVE) && PARTS.iter().any(|part| noun.starts_with(part)));
        let said = if noun == Some("бөлімнің") { back.find(|word| *word != "кіші") } else { back.next() };
        let heads = phrase.base == Base::None && phrase.paths.iter().any(|path| path.as_str() == "title");
        heads && noun.is_some() && matches!(said, Some("деген" | "атты"))
    };
    let before = phrases.len();
    phrases.retain(|phrase| !of_stretch(phrase));
    phrases.len() < before
}

fn heading_case(word: &str) -> Case {
    if ["нда", "ндағы"].iter().any(|ending| word.ends_with(ending)) { Case::Locative } else { Case::Nominative }
}

/// «2-қосымшада 3-тармақтағы», «4-тармақ екінші абзацтан кейін»: a phrase that follows another at once lies in what that one names.
fn nest(phrases: Vec<UnitPhrase>, of: Words<'_>) -> Vec<UnitPhrase> {
    let mut read: Vec<UnitPhrase> = Vec::with_capacity(phrases.len());
    for mut inner in phrases {
        let lies = |outer: &UnitPhrase| {
            let kinds = outer.paths.last().and_then(ProvisionPath::kind).zip(inner.paths.first().and_then(outermost));
            let leads = matches!(outer.case, Case::Locative | Case::Nominative | Case::Ablative | Case::Genitive) && inner.base == Base::None;
            let targets = is_target(outer, of.bare) && is_target(&inner, of.bare) && inner.range.start < of.content;
            let inside = kinds.is_some_and(|(outer, inner)| holds(outer, inner)) && outer.paths.len() * inner.paths.len() <= UNITS_MAX;
            let row = inner.paths.first().and_then(outermost) == Some(ProvisionKind::Row);
            let describes = matches!(outer.case, Case::Genitive | Case::Locative) && of.described(outer.range.end, inner.range.start);
            let follows = of.adjacent(outer.range.end, inner.range.start) || describes || (row && of.in_table(outer.range.end, inner.range.start));
            inside && leads && targets && follows
        };
        if let Some(outer) = read.pop_if(|outer| lies(outer)) {
            inner.paths = outer.paths.iter().flat_map(|outer| inner.paths.iter().map(move |inner| unit::join(outer, inner))).collect();
            inner.range.start = outer.range.start;
        }
        read.push(inner);
    }
    read
}

fn outermost(path: &ProvisionPath) -> Option<ProvisionKind> {
    path.segments().next().and_then(|first| ProvisionPath::from_known(first).kind())
}

/// «2-тармақтың 1) тармақшасындағы …, 2) тармақшасындағы …»: what belongs to something lies in what was named before it, in this clause or in that before.
fn hang(phrases: &mut [UnitPhrase], of: Words<'_>, context: &Context, said: Option<&ProvisionPath>) {
    let mut before: Option<ProvisionPath> = None;
    for phrase in phrases {
        let behind = phrase.range.start >= of.content;
        let is_said = matches!(phrase.base, Base::SaidUnit(_));
        if !(phrase.base == Base::None || is_said) || phrase.paths.is_empty() {
            continue;
        }
        let small = matches!(phrase.paths.first().and_then(outermost), Some(ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent));
        let outer = match (&before, said) {
            // «сол баптың 4-тармағы»
            (Some(before), _) if is_said => Some(before),
            (Some(before), _) if small && !behind && (phrase.possessive || context.outer.is_none()) => Some(before),
            (None, Some(said)) if phrase.possessive || (small && !behind && context.outer.is_none()) => Some(said),
            _ => None,
        };
        if let Some(outer) = outer.cloned() {
            phrase.paths.iter_mut().for_each(|path| *path = unit::below(&around(&outer, path), path));
        }
        if !behind && is_target(phrase, of.bare) {
            before = phrase.paths.last().cloned();
        }
    }
}

/// A subpoint or a part that is named beside others is of the point that they are of, not of the last of them.
fn around(named: &ProvisionPath, inner: &ProvisionPath) -> ProvisionPath {
    let beside = matches!(outermost(inner), Some(ProvisionKind::Subpoint | ProvisionKind::Part));
    let mut at = named.clone();
    while let Some(above) = at.parent().filter(|_| beside && matches!(at.kind(), Some(ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent))) {
        at = above;
    }
    at
}

/// «4-баптың тақырыбы мен мәтінінде»: words are changed in all of it.
fn heading_and_text(phrases: &mut Vec<UnitPhrase>, of: Words<'_>) {
    if !of.of_words {
        return;
    }
    let bare_heading = |phrase: &UnitPhrase| phrase.paths.iter().all(|path| path.as_str() == "title") && !phrase.paths.is_empty();
    let both = |phrase: &UnitPhrase| {
        let mut after = of.bare[phrase.range.end..].split_whitespace().skip_while(|word| *word == ",");
        let joined = matches!(after.next(), Some("мен" | "және"));
        joined && after.find(|word| !matches!(*word, "бүкіл" | "барлық")).is_some_and(|word| word.starts_with("мәтін"))
    };
    // «тақырыбында және бүкіл мәтін бойынша»
    phrases.retain(|phrase| !(bare_heading(phrase) && both(phrase)));
    for phrase in phrases.iter_mut().filter(|phrase| both(phrase)) {
        let of_unit = phrase.paths.iter_mut().filter(|path| path.segments().next_back() == Some("heading"));
        of_unit.for_each(|path| *path = path.parent().unwrap_or_else(|| path.clone()));
    }
    // «4-баптың мәтіні мен тақырыбында»: the heading is that of the article
    let text_of = |at: usize| at > 0 && of.bare[phrases[at - 1].range.end..phrases[at].range.start].contains("мәтін");
    let gone: Vec<usize> = (0..phrases.len()).filter(|&at| bare_heading(&phrases[at]) && text_of(at)).collect();
    gone.into_iter().rev().for_each(|at| drop(phrases.remove(at)));
}

/// «3-тармақта және бүкіл мәтін бойынша», «Қағидалардың мәтіні бойынша»: where the words say that all of a document is meant.
pub(super) fn throughout(bare: &str) -> Option<usize> {
    let (mut before, mut earlier, mut start) = ("", "", 0);
    for (at, word) in words(bare).filter(|(_, word)| !matches!(*word, "бүкіл" | "барлық")) {
        let of_document =
            before == "мәтін" || (before.starts_with("мәтіні") && (earlier == "және" || unit::document(earlier).is_some() || unit::is_act(earlier)));
        if word.starts_with("бойынша") && of_document {
            return Some(start);
        }
        (earlier, before, start) = (before, word, at);
    }
    None
}

/// Whether units are named and, behind them and before the words that change, the whole text of the document.
fn whole_document(phrases: &[UnitPhrase], of: Words<'_>) -> bool {
    let Some(at) = throughout(of.bare).filter(|&at| of.bare.find("деген").is_some_and(|said| at < said)) else { return false };
    let Some(last) = phrases.iter().rfind(|phrase| is_target(phrase, of.bare) && !phrase.paths.is_empty()) else { return false };
    // «4-баптың тақырыбында және бүкіл мәтін бойынша» is of the article
    let of_unit = last.paths.iter().any(|path| path.parent().is_some() && path.segments().next_back() == Some("heading"));
    last.range.end <= at && !of_unit
}

/// «Қағидаларға қосымша», «Қағидалардың қосымшасы»: the only annex of a document has no number. `bare` is `text` with what is quoted blanked.
pub(super) fn only_annex(phrases: &mut Vec<UnitPhrase>, text: &str, bare: &str, context: &Context) {
    let own = context.component.as_ref().and_then(|component| component.as_str().split(['-', '~', '/']).next());
    let mut found = Vec::new();
    for (at, word) in words(bare).filter(|(_, word)| word.starts_with("қосымша")) {
        let mut back = text[..at].split_whitespace().rev();
        let (before, earlier) = (back.next().unwrap_or_default(), back.next().unwrap_or_default());
        let document = unit::document(before);
        let this = matches!(earlier, "осы" | "Осы") || earlier == "бірлескен";
        let leads = if this { document.is_some() && document == own } else { document.is_some() || unit::is_act(before) };
        let next = phrases.partition_point(|phrase| phrase.range.start <= at);
        let named = next > 0 && at < phrases[next - 1].range.end;
        let noun = word.trim_end_matches([',', ';', '.', ':']);
        if let Some((case, adjectival)) = annex_case(noun, before, &bare[at + word.len()..]).filter(|_| leads && !named) {
            let range = at..at + noun.len();
            let paths = vec![ProvisionPath::root(ProvisionKind::Annex, Some("1"))];
            let kind = Some(ProvisionKind::Annex);
            let doubtful = Vec::new();
            found.push(UnitPhrase { range, base: Base::None, paths, doubtful, kind, case, possessive: false, plural: false, adjectival });
        }
    }
    if !found.is_empty() {
        phrases.append(&mut found);
        phrases.sort_by_key(|phrase| phrase.range.start);
    }
}

/// The case of «қосымша» behind the document it belongs to, and whether it stands as «қосымшадағы»; `None` where it is no annex that is changed.
fn annex_case(noun: &str, document: &str, after: &str) -> Option<(Case, bool)> {
    let ends = |endings: &[&str]| endings.iter().any(|ending| document.trim_end_matches(|c: char| !c.is_alphabetic()).ends_with(ending));
    let next = after.split_whitespace().next().unwrap_or_default();
    let case = match noun.strip_prefix("қосымша")? {
        "" if ends(&DATIVE) => {
            // «қағидаларға қосымша талаптар» are further demands
            const VERBAL: &[&str] = &["", "алып", "алынып", "осы", "жаңа", "мынадай", "мынандай", "келесі", "және", "мен"];
            return (VERBAL.contains(&next) || is_day(next)).then_some((Case::Nominative, false));
        }
        "сы" => Case::Nominative,
        "ның" | "сының" => Case::Genitive,
        "да" | "сында" | "дағы" | "сындағы" => Case::Locative,
        "дан" | "сынан" => Case::Ablative,
        _ => return None,
    };
    let belongs = ends(&DATIVE) || ends(&GENITIVE);
    (belongs && !next.starts_with("сәйкес")).then_some((case, noun.ends_with("дағы")))
}

/// Whether a member of what the clause is about is not understood.
fn unclear(phrases: &[UnitPhrase], of: Words<'_>) -> bool {
    let targets: Vec<&UnitPhrase> = phrases.iter().filter(|phrase| is_target(phrase, of.bare) && phrase.range.start < of.content).collect();
    // «осы бұйрықтың 3-тармағы»: of the amending act, or of one that is not named before
    let elsewhere = phrases
        .iter()
        .any(|phrase| !is_target(phrase, of.bare) && phrase.case != Case::Instrumental && !is_source(phrase, of.bare) && !phrase.paths.is_empty());
    if targets.is_empty() && elsewhere || targets.iter().any(|phrase| phrase.paths.len() >= cite::UNITS_MAX) {
        return true;
    }
    if of.bare.contains("қоспағанда") || targets.iter().any(|phrase| ends_span(of.bare, phrase.range.start)) {
        return true;
    }
    !of.of_words && unresolved(phrases, of)
}

/// Whether what begins at `at` ends a span that is not read, «5) – 3) тармақшалары»: the unit that the words before name is not meant then.
fn ends_span(bare: &str, at: usize) -> bool {
    let before = bare[..at].trim_end();
    let first = before.trim_end_matches(['–', '—', '‑', '−', '-']);
    let digits = first.trim_end().trim_end_matches(')');
    first.len() < before.len() && digits.ends_with(|c: char| c.is_ascii_digit())
}

/// Whether a target leads to something in it that is not understood.
fn untold(phrases: &[UnitPhrase], of: Words<'_>) -> bool {
    let sentence = of.bare.contains("сөйлем");
    let adds_rows = adds_rows(phrases, of);
    let is_their_table = |phrase: &UnitPhrase| adds_rows && of.bare[phrase.range.end..].trim_start().starts_with("кестесі");
    phrases.iter().enumerate().any(|(at, phrase)| {
        let next = phrases.get(at + 1);
        let target = is_target(phrase, of.bare) && phrase.range.start < of.content;
        target && !is_their_table(phrase) && (!owned(phrase, next, of) || !(sentence || is_object(phrase, of)))
    })
}

/// Whether what a phrase in the genitive leads to, before the `next` phrase, is understood: another unit, or what the unit itself is.
fn owned(phrase: &UnitPhrase, follows: Option<&UnitPhrase>, of: Words<'_>) -> bool {
    let next = follows.map_or(of.bare.len(), |next| next.range.start);
    let start = phrase.range.end;
    let Some(rest) = of.bare.get(start..next).filter(|_| phrase.case == Case::Genitive && of.action != Action::Renumber) else { return true };
    let mut listed = false;
    let mut inside = 0_usize;
    let mut at_end = false;
    for (at, word) in words(rest) {
        inside += word.matches('(').count();
        let bracketed = inside > 0;
        inside = inside.saturating_sub(word.matches(')').count());
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        if bare.is_empty() || matches!(bare, "және" | "мен" | "пен" | "бен" | "сондай-ақ") {
            listed = true;
            continue;
        }
        if bracketed || is_day(bare) || is_this_language(bare) {
            continue;
        }
        at_end |= is_at_end(bare);
        if is_at_end(bare) || (at_end && bare == "тұрған") {
            continue;
        }
        // «3-тармақтың "он" деген сөзі», «соңындағы нүкте нүктелі үтірмен»
        let words_in_it = of.of_words && matches!(bare, "деген" | "дегенді");
        if at_end || words_in_it || is_end_mark(bare) {
            return words_in_it || (of.action == Action::Replace && is_end_mark(bare));
        }
        let sentence = sentences_at(of.bare, start + at).is_some();
        let starts = bare == "қолданысқа" && rest[at + word.len()..].trim_start().starts_with("енгізілу");
        let own = (starts || OWNED.iter().any(|owned| bare.starts_with(owned))) && !describes_next(rest, follows, of);
        return sentence || bare.starts_with("бұрыш") || rest.contains("бұрыш") || own;
    }
    // «3-тармақтың, 5-тармақтың күші»: the last of the list tells
    next == of.bare.len() || listed || rest.trim_end().ends_with(',')
}

/// Whether `between` stands before another unit that is meant, with no comma and no «және»: it is said of that unit then.
fn describes_next(between: &str, next: Option<&UnitPhrase>, of: Words<'_>) -> bool {
    let listed = between.contains(',') || between.split_whitespace().any(|word| matches!(word, "және" | "мен" | "пен" | "бен"));
    !listed && next.is_some_and(|next| is_target(next, of.bare) && !next.paths.is_empty() && next.range.start < of.content)
}

/// «соңындағы нүкте»: at the end of a unit.
pub(super) fn is_at_end(word: &str) -> bool {
    matches!(word, "соңындағы" | "соңында" | "аяғындағы" | "аяғында")
}

/// «нүкте», «нүктелі үтір», «қос нүкте»: what a unit ends with.
fn is_end_mark(word: &str) -> bool {
    word == "қос" || word.starts_with("нүкте") || word.starts_with("үтір")
}

/// «мемлекеттік тілдегі мәтіні», «қазақ тіліндегі мәтіні»: the text that is read here.
pub(super) fn is_this_language(word: &str) -> bool {
    matches!(word, "мемлекеттік" | "қазақ" | "тілдегі" | "тіліндегі")
}

/// Words of a day: «2022 жылғы 1 шілдеден бастап», «01.07.2022 дейін».
pub(super) fn is_day(word: &str) -> bool {
    const MONTHS: &[&str] = &["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];
    word.starts_with(|c: char| c.is_ascii_digit())
        || matches!(word, "жылғы" | "бастап" | "дейін" | "кейін" | "күнінен" | "күнге" | "күннен")
        || MONTHS.iter().any(|month| word.starts_with(month))
}

/// Whether a phrase can be what is done something to: «3-тармақтағы нүктелі үтір алып тасталсын» is about a mark in it.
fn is_object(phrase: &UnitPhrase, of: Words<'_>) -> bool {
    if of.of_words {
        return true;
    }
    match (of.action, phrase.case) {
        (Action::Remove | Action::Repeal, Case::Locative | Case::Ablative) => false,
        (Action::Write | Action::Suspend, Case::Locative) => !phrase.adjectival,
        _ => true,
    }
}

/// Whether the clause names a place in other words than a unit has: «1-қосымшада … 3-баған», «… және соңғы абзацы».
fn unresolved(phrases: &[UnitPhrase], of: Words<'_>) -> bool {
    let end = of.content;
    let stamp = words(of.bare).any(|(_, word)| word.starts_with("бұрыш"));
    if stamp || matches!(of.action, Action::Replace | Action::Renumber) {
        return false;
    }
    let start = phrases.iter().find(|phrase| is_target(phrase, of.bare)).map_or_else(|| behind_document(of.bare), |phrase| phrase.range.end);
    let adds_rows = adds_rows(phrases, of);
    // «3) тармақшасы нүктелі үтірмен аяқталып, мынадай мазмұндағы 4) тармақшамен»
    let closes = super::clause::closes(of.action, of.bare);
    let closing = |word: &str| closes && is_end_mark(word);
    words(of.bare).any(|(at, word)| {
        let before = phrases.partition_point(|phrase| phrase.range.start <= at);
        let named = before.checked_sub(1).and_then(|before| phrases.get(before)).is_some_and(|phrase| phrase.range.contains(&at));
        start <= at
            && at < end
            && !named
            && is_place(word)
            && !closing(word)
            && !(adds_rows && word == "кестесі")
            && !unit::adds(word)
            && !is_counted_sentence(of.bare, at)
    })
}

/// «14-тармақтың кестесі мынадай мазмұндағы реттік нөмірі 4-жолмен толықтырылсын»: rows are put into the table of a unit, which are rows of the unit.
fn adds_rows(phrases: &[UnitPhrase], of: Words<'_>) -> bool {
    let is_row = |phrase: &UnitPhrase| phrase.kind == Some(ProvisionKind::Row) && phrase.case == Case::Instrumental;
    of.action == Action::Supplement && phrases.iter().any(|phrase| is_row(phrase) && phrase.range.start >= of.content)
}

/// One past the last word for a document or an act: what stands before is its name.
pub(super) fn behind_document(bare: &str) -> usize {
    words(bare).filter(|(_, word)| unit::document(word).is_some() || unit::is_act(word)).last().map_or(0, |(at, word)| at + word.len())
}

pub(super) fn is_place(word: &str) -> bool {
    let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
    let noun = bare.rsplit('-').next().unwrap_or(bare);
    PLACES.iter().any(|place| noun.starts_with(place)) || noun == "жол"
}
