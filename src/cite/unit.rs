//! Phrases that name units of an act: «23-тармақтың бірінші және екінші бөліктері».

mod chain;

use std::ops::Range;

use super::level::{Level, level_at};
use super::list::{Doubt, LIST_MAX, after_connector, items_at, lettered};
use super::noun::{act_noun, document_noun, unit_noun};
use super::numeral::may_be_ordinal;
use super::span::NumberSpan;
use super::word::{Inflection, after_space, begins, first_letter, inflected, is_word, word_at, word_starts};
use crate::act::{ProvisionKind, ProvisionPath};
use chain::{chains, expand};

/// Most units one phrase may name; a longer list is read up to here, so that a phrase with as many may name more. It bounds what a hostile text can cost.
pub(crate) const UNITS_MAX: usize = 512;
/// How many units the phrases of a whole text may name: so many, and one for so many bytes. Beyond that each phrase names
/// its first unit alone. «1–200-тармақтар» line after line would else give six pointers for each byte.
const UNITS_FREE: usize = 10_000;
const BYTES_PER_UNIT: usize = 16;

/// The units that phrases may still name.
#[derive(Clone, Copy, Debug)]
pub(super) struct Allowance(usize);

impl Allowance {
    pub(super) fn of(text: &str) -> Self {
        Self(UNITS_FREE + text.len() / BYTES_PER_UNIT)
    }

    /// How many the next phrase may name.
    pub(super) fn most(self) -> usize {
        self.0.clamp(1, UNITS_MAX)
    }

    pub(super) fn spend(&mut self, units: usize) {
        self.0 = self.0.saturating_sub(units);
    }
}

/// The grammatical case of a noun.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Case {
    /// «тармақ», «тармағы».
    Nominative,
    /// «тармақтың».
    Genitive,
    /// «тармаққа».
    Dative,
    /// «тармақты».
    Accusative,
    /// «тармақта», also «тармақтағы».
    Locative,
    /// «тармақтан».
    Ablative,
    /// «тармақпен».
    Instrumental,
}

/// What a phrase hangs on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Base {
    /// Nothing is named: «10-тармақ».
    None,
    /// «осы бұйрықтың …», «осы Заңның …».
    ThisAct,
    /// «осы Қағидалардың …»: the document of this word of an address (`rules`).
    ThisDocument(&'static str),
    /// «осы өзгерістер мен толықтыруларға …»: the changes that the words stand in, before an annex of them.
    TheseChanges,
    /// «осы тармақтың …»: the unit of this kind that the words stand in.
    ThisUnit(ProvisionKind),
    /// «аталған тармақтың …», «көрсетілген баптың …», «сол баптың …»: the unit of this kind that was named last.
    SaidUnit(ProvisionKind),
}

/// A phrase that names units.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UnitPhrase {
    /// Its bytes.
    pub range: Range<usize>,
    /// What it hangs on.
    pub base: Base,
    /// All units it names, in order, relative to the base. Empty when it names the base alone («осы тармақта»).
    pub paths: Vec<ProvisionPath>,
    /// Those of `paths` that are in doubt: the list can be read so that others are meant. «3, 5-7 және 9-баптар» names article 5-7, or 5 to 7.
    pub doubtful: Vec<ProvisionPath>,
    /// The unit its last noun names; `None` when that is an act or an approved document.
    pub kind: Option<ProvisionKind>,
    /// The case of its last noun.
    pub case: Case,
    /// Whether its last noun belongs to something named before («тармағы»), in the phrase or outside.
    pub possessive: bool,
    /// Whether its last noun is a plural.
    pub plural: bool,
    /// Whether its last noun stands as «тармақтағы»: what is in it.
    pub adjectival: bool,
}

/// The longest phrase that begins at byte `at`.
///
/// A bare «кіріспе», «преамбула» or «тақырып» is one too: a note may begin with it.
///
/// ```
/// use tarmaq::cite::{Base, unit_phrase_at};
///
/// let phrase = unit_phrase_at("осы тармақтың төртінші бөлігінде көзделген", 0).unwrap();
/// assert_eq!(phrase.base, Base::ThisUnit(tarmaq::act::ProvisionKind::Point));
/// assert_eq!(phrase.paths[0].as_str(), "part-4");
/// ```
pub fn unit_phrase_at(text: &str, at: usize) -> Option<UnitPhrase> {
    phrase_at(text, at, UNITS_MAX)
}

/// [`unit_phrase_at`], with `most` units at most.
pub(super) fn phrase_at(text: &str, at: usize, most: usize) -> Option<UnitPhrase> {
    if !text.is_char_boundary(at) || !begins(text, at) {
        return None;
    }
    let base = base_at(text, at);
    let (first, based) = match &base {
        Some(base) => (base.next_level(text), true),
        None => (level_at(text, at, true), false),
    };
    // «№ 1-қосымшада»; «№ 807, 1-қосымша» is an act and an annex
    let signed = follows_number_sign(text, at);
    if signed && !first.as_ref().is_some_and(Level::is_one_annex) {
        return None;
    }
    let at = if signed { text[..at].rfind('№').unwrap_or(at) } else { at };
    let Some(first) = first else {
        let base = base?;
        return Some(UnitPhrase {
            range: at..base.end,
            base: base.base,
            paths: Vec::new(),
            doubtful: Vec::new(),
            kind: match base.base {
                Base::ThisUnit(kind) | Base::SaidUnit(kind) => Some(kind),
                _ => None,
            },
            case: base.inflection.case,
            possessive: base.inflection.possessive,
            plural: base.inflection.plural,
            adjectival: base.inflection.adjectival,
        });
    };
    phrase_from(text, at, base.map_or(Base::None, |base| base.base), first, based, most)
}

/// The units named from byte `at` on, below something named before them («… Заңының 5-бабы»).
pub(super) fn units_below(text: &str, at: usize, most: usize) -> Option<UnitPhrase> {
    phrase_from(text, at, Base::None, level_at(text, at, false)?, true, most)
}

/// The phrase that begins at `at` and whose first units are `first`.
fn phrase_from<'t>(text: &'t str, at: usize, base: Base, first: Level<'t>, based: bool, most: usize) -> Option<UnitPhrase> {
    let chains = chains(text, first, based);
    let last = chains.last()?.last()?;
    let (end, kind, inflection) = (last.end, last.kind, last.inflection);
    let (mut paths, mut doubtful) = (Vec::new(), Vec::new());
    for chain in &chains {
        for (path, doubt) in expand(chain, !based, most.saturating_sub(paths.len())) {
            if doubt == Doubt::Other {
                doubtful.push(path.clone());
            }
            paths.push(path);
        }
    }
    Some(UnitPhrase {
        range: at..end,
        base,
        paths,
        doubtful,
        kind: Some(kind),
        case: inflection.case,
        possessive: inflection.possessive,
        plural: inflection.plural,
        adjectival: inflection.adjectival,
    })
}

/// All phrases in `text`, left to right, none inside another. Bare «тақырып» and «кіріспе» are left to the caller, who
/// knows whether a heading can be meant.
pub fn unit_phrases(text: &str) -> Vec<UnitPhrase> {
    let mut phrases: Vec<UnitPhrase> = Vec::new();
    let mut free = 0;
    let mut allowance = Allowance::of(text);
    for at in word_starts(text) {
        if at < free || !may_begin(text, at) {
            continue;
        }
        if let Some(phrase) = phrase_at(text, at, allowance.most()) {
            free = phrase.range.end;
            allowance.spend(phrase.paths.len());
            phrases.push(phrase);
        } else {
            free = past_list(text, at);
        }
    }
    phrases
}

/// A cheap look at the first letters: whether a phrase can begin here.
pub(super) fn may_begin(text: &str, at: usize) -> bool {
    let bytes = &text.as_bytes()[at..];
    if bytes.first().is_some_and(u8::is_ascii_digit) {
        return true;
    }
    let Some(first) = first_letter(&text[at..]) else { return lettered(text, at).is_some() };
    const A: [u8; 2] = *b"\xD0\xB0";
    const K: [u8; 2] = *b"\xD0\xBA";
    const O: [u8; 2] = *b"\xD0\xBE";
    const R: [u8; 2] = *b"\xD1\x80";
    const S: [u8; 2] = *b"\xD1\x81";
    let word = match first {
        O => is_word(word_at(text, at), "осы"),
        A => is_word(word_at(text, at), "аталған"),
        K => is_word(word_at(text, at), "көрсетілген"),
        R => is_word(word_at(text, at), "реттік"),
        S => is_word(word_at(text, at), "сол"),
        _ => false,
    };
    word || may_be_ordinal(text, at) || lettered(text, at).is_some()
}

fn is_pointing(word: &str) -> bool {
    is_word(word, "осы") || is_said(word)
}

fn is_said(word: &str) -> bool {
    is_word(word, "аталған") || is_word(word, "көрсетілген") || is_word(word, "сол")
}

/// Whether a unit in the genitive that nothing names stands right before `at`: «тиісті баптың 3-тармағы» is a point of an article that is not told.
pub(super) fn hangs_on_unnamed(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches([' ', '\u{a0}']);
    let noun = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or_default();
    // «5-баптың» has its number
    let is_numbered = before[..before.len() - noun.len()].ends_with(|c: char| !c.is_whitespace());
    let of_unit =
        unit_noun(noun).is_some_and(|(kind, inflection)| inflection.case == Case::Genitive && !matches!(kind, ProvisionKind::Heading | ProvisionKind::Row));
    before.len() < at && of_unit && !is_numbered
}

/// The end of the list of numbers at `at` that no noun followed: no shorter list inside it names units either, and a long
/// one is not to be read again from each of its numbers. `at` where there is no such list.
pub(super) fn past_list(text: &str, at: usize) -> usize {
    if follows_number_sign(text, at) {
        return at;
    }
    let Some((items, mut end)) = items_at(text, at).filter(|(items, _)| items.len() > 2) else { return at };
    let mut further = items.len() == LIST_MAX;
    while further {
        // longer than is read of one: its last numbers are no list of their own
        let next = after_connector(text, end).and_then(|next| items_at(text, next));
        further = next.as_ref().is_some_and(|(items, _)| items.len() == LIST_MAX);
        end = next.map_or(end, |(_, end)| end);
    }
    end
}

/// «№ 807, 5-тармақ»: the number of an act begins no list.
fn follows_number_sign(text: &str, at: usize) -> bool {
    text.as_bytes()[at].is_ascii_digit() && text[..at].trim_end_matches([' ', '\u{a0}']).ends_with('№')
}

/// The words «осы Қағидалардың», read.
struct BaseWords {
    base: Base,
    inflection: Inflection,
    end: usize,
}

impl BaseWords {
    /// The first unit named below the base.
    fn next_level<'t>(&self, text: &'t str) -> Option<Level<'t>> {
        let at = after_space(text, self.end)?;
        let level = level_at(text, at, true)?;
        let hangs = match (self.inflection.case, self.base) {
            (Case::Genitive, _) => true,
            // «осы Қағидаларға 1-қосымша»
            (Case::Dative, _) => level.kind == ProvisionKind::Annex,
            (Case::Locative, _) => self.inflection.adjectival || matches!(level.kind, ProvisionKind::Row),
            (Case::Nominative, _) => level.inflection.possessive && level.kind != ProvisionKind::Heading,
            _ => false,
        };
        let inner = match self.base {
            Base::ThisUnit(kind) | Base::SaidUnit(kind) => level.lies_in_kind(kind),
            _ => true,
        };
        (hangs && inner).then_some(level)
    }
}

fn base_at(text: &str, at: usize) -> Option<BaseWords> {
    let first = word_at(text, at);
    if !is_pointing(first) {
        return None;
    }
    let mut noun_at = after_space(text, at + first.len())?;
    // «осы бірлескен бұйрыққа»
    if ["бірлескен", "конституциялық", "нормативтік"].iter().any(|known| is_word(word_at(text, noun_at), known)) {
        noun_at = after_space(text, noun_at + word_at(text, noun_at).len())?;
    }
    let noun = word_at(text, noun_at);
    let end = noun_at + noun.len();
    if let Some((kind, inflection)) = unit_noun(noun)
        && !matches!(kind, ProvisionKind::Heading | ProvisionKind::Row)
        && !inflection.possessive
    {
        let base = if is_said(first) { Base::SaidUnit(kind) } else { Base::ThisUnit(kind) };
        return Some(BaseWords { base, inflection, end });
    }
    if is_said(first) {
        return None;
    }
    if let Some((_, inflection)) = act_noun(noun)
        && !inflection.possessive
    {
        return Some(BaseWords { base: Base::ThisAct, inflection, end });
    }
    if let Some((inflection, end)) = changes_at(text, noun_at) {
        return Some(BaseWords { base: Base::TheseChanges, inflection, end });
    }
    let (segment, inflection) = document_noun(noun)?;
    // «осы талаптар», «осы тәртіп» mean a document only when they are its name, with a capital letter.
    let named = noun.chars().next().is_some_and(char::is_uppercase) || segment != "approved";
    (named && !inflection.possessive).then_some(BaseWords { base: Base::ThisDocument(segment), inflection, end })
}

/// «өзгерістер мен толықтыруларға», «өзгерістерге» before an annex, with or without a number: how the last noun is declined, and its end.
fn changes_at(text: &str, at: usize) -> Option<(Inflection, usize)> {
    let change = |word: &str| inflected(word, &["өзгеріс", "толықтыру"]).filter(|inflected| inflected.plural && !inflected.possessive);
    let first = word_at(text, at);
    let (mut inflection, mut end) = (change(first)?, at + first.len());
    if let Some(second) = after_connector(text, end)
        && let Some(both) = change(word_at(text, second))
    {
        (inflection, end) = (both, second + word_at(text, second).len());
    }
    let next = after_space(text, end).filter(|_| inflection.case == Case::Dative)?;
    let annex = |kind| kind == ProvisionKind::Annex;
    let follows = unit_noun(word_at(text, next)).is_some_and(|(kind, _)| annex(kind)) || level_at(text, next, true).is_some_and(|level| annex(level.kind));
    follows.then_some((inflection, end))
}

/// The units that `path` may mean instead where it is in doubt: articles 5 to 7 for `article-5-7`.
pub(crate) fn other_reading(path: &ProvisionPath) -> Vec<ProvisionPath> {
    let last = path.segments().next_back().and_then(|segment| segment.split_once('-'));
    let Some((word, NumberSpan::Whole(first, last))) = last.and_then(|(word, number)| Some((word, NumberSpan::hyphened(number)?))) else { return Vec::new() };
    let unit = |number: u32| {
        let segment = format!("{word}-{number}");
        path.parent().map_or_else(|| ProvisionPath::from_known(segment.as_str()), |above| above.join(&segment))
    };
    (first..=last).map(unit).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> (String, String) {
        let phrase = unit_phrase_at(text, 0).unwrap_or_else(|| panic!("nothing read in {text}"));
        let paths: Vec<&str> = phrase.paths.iter().map(ProvisionPath::as_str).collect();
        (text[phrase.range].to_owned(), paths.join(" "))
    }

    #[test]
    fn phrases_name_units_from_the_outside_in() {
        let cases = [
            ("3-тармақ мынадай редакцияда жазылсын:", "3-тармақ", "point-3"),
            ("12-тармақтың 7) тармақшасы алып тасталсын", "12-тармақтың 7) тармақшасы", "point-12/subpoint-7"),
            (
                "3-баптың 2-тармағының 1) және 2-1) тармақшаларында",
                "3-баптың 2-тармағының 1) және 2-1) тармақшаларында",
                "article-3/point-2/subpoint-1 article-3/point-2/subpoint-2-1",
            ),
            ("23-тармақтың бірінші және екінші бөліктері мынадай", "23-тармақтың бірінші және екінші бөліктері", "point-23/part-1 point-23/part-2"),
            ("25-тармақтың 3) тармақшасының үшінші абзацы", "25-тармақтың 3) тармақшасының үшінші абзацы", "point-25/subpoint-3/indent-3"),
            ("5-бабының бірінші бөлігінің 2-1) тармақшасы", "5-бабының бірінші бөлігінің 2-1) тармақшасы", "article-5/part-1/subpoint-2-1"),
            ("15, 16 және 17-тармақтар мынадай", "15, 16 және 17-тармақтар", "point-15 point-16 point-17"),
            ("15, 16 және 17- тармақтар мынадай", "15, 16 және 17- тармақтар", "point-15 point-16 point-17"),
            ("4-2 және 4-3-қосымшаларына сәйкес", "4-2 және 4-3-қосымшаларына", "annex-4-2 annex-4-3"),
            ("1) тармақшасы", "1) тармақшасы", "subpoint-1"),
            ("1)-тармақшасына сәйкес", "1)-тармақшасына", "subpoint-1"),
            ("5-тараудың тақырыбы", "5-тараудың тақырыбы", "chapter-5/heading"),
            ("2-параграф", "2-параграф", "subchapter-2"),
            ("1-бөлім", "1-бөлім", "section-1"),
            ("2-кіші бөлімнің 1-тарауы", "2-кіші бөлімнің 1-тарауы", "subsection-2/chapter-1"),
            ("3-қосымшада реттік нөмірі 9-жолда", "3-қосымшада реттік нөмірі 9-жолда", "annex-3/row-9"),
            ("реттік нөмірі 9-жол мынадай", "реттік нөмірі 9-жол", "row-9"),
            ("9-1, 15-2-бабына, сондай-ақ", "9-1, 15-2-бабына", "article-9-1 article-15-2"),
            ("3-1 қосымша", "3-1 қосымша", "annex-3-1"),
            ("4-4 - қосымша", "4-4 - қосымша", "annex-4-4"),
            ("сегізінші абзац", "сегізінші абзац", "indent-8"),
            ("3–7-тармақтар", "3–7-тармақтар", "point-3 point-4 point-5 point-6 point-7"),
            ("3-5-тармақтар", "3-5-тармақтар", "point-3 point-4 point-5"),
            ("3-5-тармақ", "3-5-тармақ", "point-3-5"),
            ("1) – 3) тармақшалары", "1) – 3) тармақшалары", "subpoint-1 subpoint-2 subpoint-3"),
            ("826-1-бап", "826-1-бап", "article-826-1"),
            ("12-1-баптың тақырыбы", "12-1-баптың тақырыбы", "article-12-1/heading"),
            ("Тақырып жаңа редакцияда", "Тақырып", "title"),
            ("Кіріспеге өзгеріс енгізілді", "Кіріспеге", "preamble"),
            ("преамбула жаңа редакцияда", "преамбула", "preamble"),
            ("б) тармақшасы", "б) тармақшасы", "subpoint-b"),
            ("7-тармағының 1) тармақшасының а) тармақшасына", "7-тармағының 1) тармақшасының а) тармақшасына", "point-7/subpoint-1/subpoint-a"),
            ("7-тармағы 1) тармақшасы а) абзацына", "7-тармағы 1) тармақшасы а) абзацына", "point-7/subpoint-1/subpoint-a"),
            (
                "7-тармақтың 1) тармақшасының а), б) тармақшалары және в) тармақшасы",
                "7-тармақтың 1) тармақшасының а), б) тармақшалары және в) тармақшасы",
                "point-7/subpoint-1/subpoint-a point-7/subpoint-1/subpoint-b point-7/subpoint-1/subpoint-v",
            ),
            (
                "7-тармақтың 1) тармақшасының а) тармақшасы және 2) тармақшасы",
                "7-тармақтың 1) тармақшасының а) тармақшасы және 2) тармақшасы",
                "point-7/subpoint-1/subpoint-a point-7/subpoint-2",
            ),
            ("1-т. қараңыз", "1-т.", "point-1"),
            ("385-б. 1-б.", "385-б. 1-б.", "article-385/part-1"),
            ("11-т. 3) тш. 7-б.", "11-т. 3) тш. 7-б.", "point-11/subpoint-3/part-7"),
            ("10-тармағының 7-б. қараңыз", "10-тармағының 7-б.", "point-10/part-7"),
            ("10-т. 7-бөл. 2-абз.", "10-т. 7-бөл. 2-абз.", "point-10/part-7/indent-2"),
            ("2-бөл. 5-тарауы", "2-бөл. 5-тарауы", "section-2/chapter-5"),
            ("385-б. 1-б. және 2-б.", "385-б. 1-б. және 2-б.", "article-385/part-1 article-385/part-2"),
            ("2-тараудың 3-б.", "2-тараудың 3-б.", "chapter-2/article-3"),
            ("3-т. 5-т.", "3-т.", "point-3"),
            ("3)-тармақтағы", "3)-тармақтағы", "point-3"),
            ("14-бабы 1) тармақшасына сәйкес", "14-бабы 1) тармақшасына", "article-14/subpoint-1"),
            ("25-бабы 2-тармағына", "25-бабы 2-тармағына", "article-25/point-2"),
            ("5-бабы 2-тармағы 11) тармақшасына", "5-бабы 2-тармағы 11) тармақшасына", "article-5/point-2/subpoint-11"),
            ("98-тармағы екінші бөлігінің 3) тармақшасы", "98-тармағы екінші бөлігінің 3) тармақшасы", "point-98/part-2/subpoint-3"),
            ("он алтыншы бөлігі", "он алтыншы бөлігі", "part-16"),
            (
                "3-баптың 2-тармағының 1) тармақшасы және 4-тармағы",
                "3-баптың 2-тармағының 1) тармақшасы және 4-тармағы",
                "article-3/point-2/subpoint-1 article-3/point-4",
            ),
            (
                "6-тармақтың бірінші бөлігі және үшінші бөлігінің екінші абзацы",
                "6-тармақтың бірінші бөлігі және үшінші бөлігінің екінші абзацы",
                "point-6/part-1 point-6/part-3/indent-2",
            ),
            ("10-тармақ және 12-тармақ", "10-тармақ", "point-10"),
            (
                "1 тараудың 3 тармағының 1-3 тармақшалары және",
                "1 тараудың 3 тармағының 1-3 тармақшалары",
                "chapter-1/point-3/subpoint-1 chapter-1/point-3/subpoint-2 chapter-1/point-3/subpoint-3",
            ),
        ];
        for (text, printed, paths) in cases {
            assert_eq!(read(text), (printed.to_owned(), paths.to_owned()), "{text}");
        }
    }

    #[test]
    fn phrases_hang_on_what_they_name() {
        use ProvisionKind::{Article, Point};
        let cases = [
            ("осы тармақтың төртінші бөлігінде", Base::ThisUnit(Point), "part-4"),
            ("осы тармақтың 1), 2), 3), 4) тармақшаларында", Base::ThisUnit(Point), "subpoint-1 subpoint-2 subpoint-3 subpoint-4"),
            ("осы баптың 2-тармағы", Base::ThisUnit(Article), "point-2"),
            ("осы тармақшаның а) тармақшасы", Base::ThisUnit(ProvisionKind::Subpoint), "subpoint-a"),
            ("осы Заңның 21-бабының бірінші бөлігі 8) тармақшасы", Base::ThisAct, "article-21/part-1/subpoint-8"),
            ("осы Қағидаларға 1-қосымша", Base::ThisDocument("rules"), "annex-1"),
            ("осы бұйрыққа 2-қосымшаға", Base::ThisAct, "annex-2"),
            ("осы бірлескен бұйрыққа 2-қосымшаға", Base::ThisAct, "annex-2"),
            ("осы бұйрықтың № 2 қосымшасын", Base::ThisAct, "annex-2"),
            ("осы Қағидалардың 3-тармағы және 5-тармағында", Base::ThisDocument("rules"), "point-3 point-5"),
            ("осы өзгерістер мен толықтыруларға 2-қосымшаға", Base::TheseChanges, "annex-2"),
            ("осы өзгерістерге 1-қосымша", Base::TheseChanges, "annex-1"),
            ("аталған тармақтың екінші бөлігі", Base::SaidUnit(Point), "part-2"),
            ("Осы бұйрық", Base::ThisAct, ""),
            ("осы тармақта", Base::ThisUnit(Point), ""),
            ("осы бұйрықтың тақырыбы", Base::ThisAct, "heading"),
        ];
        for (text, base, paths) in cases {
            let phrase = unit_phrase_at(text, 0).unwrap_or_else(|| panic!("nothing read in {text}"));
            let read: Vec<&str> = phrase.paths.iter().map(ProvisionPath::as_str).collect();
            assert_eq!((&text[phrase.range], phrase.base, read.join(" ")), (text, base, paths.to_owned()));
        }
    }

    #[test]
    fn the_case_of_the_last_noun_is_told() {
        let cases = [
            ("3-тармақта:", Case::Locative),
            ("32-тармақпен толықтырылсын", Case::Instrumental),
            ("32-тармақпаен толықтырылсын", Case::Instrumental),
            ("10-тармақ жазылсын", Case::Nominative),
            ("3-тармағына", Case::Dative),
            ("3-тармағын", Case::Accusative),
            ("3-тармағынан", Case::Ablative),
            ("3-тармақтың мәтіні", Case::Genitive),
        ];
        for (text, case) in cases {
            assert_eq!(unit_phrase_at(text, 0).map(|phrase| phrase.case), Some(case), "{text}");
        }
    }

    #[test]
    fn what_only_looks_like_a_unit_is_none() {
        for text in [
            "60 күн ішінде",
            "1 бөлім бастығы",
            "полиция бөлімі",
            "60 баптан тұрады",
            "бірінші кезекте",
            "абзац",
            "тармақ",
            "2018 жылғы 4 қаңтардағы",
            "9-00-ден 18-00-ге дейін",
            "№ 11-1-4/149 бұйрығына",
            "екінші жол",
            "3 бөлмелі",
            "осы талаптарға сай",
            "осы жағдайда",
        ] {
            assert_eq!(unit_phrases(text), [], "{text}");
        }
        let phrases = unit_phrases("№ 807, 5-тармақ және осы Қағидаларға 1-қосымша; тақырыбы");
        assert_eq!(phrases.len(), 2);
        assert_eq!(phrases[0].paths[0].as_str(), "point-5");
        let annex = unit_phrases("№ 3-қосымшада; № 807, 1-қосымша").into_iter().map(|phrase| (phrase.range.start, phrase.paths[0].to_string()));
        assert_eq!(annex.collect::<Vec<_>>(), [(0, "annex-3".to_owned()), ("№ 3-қосымшада; № 807, ".len(), "annex-1".to_owned())]);
    }
}
