//! Phrases that name units of an act: «23-тармақтың бірінші және екінші бөліктері».

use std::ops::Range;

use super::noun::{act_noun, document_noun, short_unit, unit_noun};
use super::numeral::{digits_at, may_be_ordinal, ordinal_at, small_integer};
use super::word::{Inflection, after_space, begins, is_word, skip_spaces, strip_stem, word_at, word_starts};
use crate::act::{ProvisionKind, ProvisionPath};

/// Most units one phrase may name; a longer list is read up to here. It bounds what a hostile text can cost.
const UNITS_MAX: usize = 256;
/// Most numbers of one list («15, 16 және 17-тармақтар») and links of one chain.
const LIST_MAX: usize = 64;
/// Longest range that is expanded («3–7-тармақтар»).
const RANGE_MAX: u32 = 200;

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
    /// «осы тармақтың …»: the unit of this kind that the words stand in.
    ThisUnit(ProvisionKind),
    /// «аталған тармақтың …», «көрсетілген баптың …»: the unit of this kind that was named last.
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
    if !text.is_char_boundary(at) || !begins(text, at) || follows_number_sign(text, at) {
        return None;
    }
    let base = base_at(text, at);
    let (first, based) = match &base {
        Some(base) => (base.next_level(text), true),
        None => (level_at(text, at, true), false),
    };
    let Some(first) = first else {
        let base = base?;
        return Some(UnitPhrase {
            range: at..base.end,
            base: base.base,
            paths: Vec::new(),
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
    phrase_from(text, at, base.map_or(Base::None, |base| base.base), first, based)
}

/// The units named from byte `at` on, below something named before them («… Заңының 5-бабы»).
pub(super) fn units_below(text: &str, at: usize) -> Option<UnitPhrase> {
    phrase_from(text, at, Base::None, level_at(text, at, false)?, true)
}

/// The phrase that begins at `at` and whose first units are `first`.
fn phrase_from(text: &str, at: usize, base: Base, first: Level, based: bool) -> Option<UnitPhrase> {
    let chains = chains(text, first, based);
    let last = chains.last()?.last()?;
    let (end, kind, inflection) = (last.end, last.kind, last.inflection);
    let mut paths = Vec::new();
    for chain in &chains {
        expand(chain, !based, &mut paths);
    }
    Some(UnitPhrase {
        range: at..end,
        base,
        paths,
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
    for at in word_starts(text) {
        if at < free || !may_begin(text, at) {
            continue;
        }
        if let Some(phrase) = unit_phrase_at(text, at) {
            free = phrase.range.end;
            phrases.push(phrase);
        } else {
            free = past_list(text, at);
        }
    }
    phrases
}

/// A cheap look at the first letters: whether a phrase can begin here.
pub(super) fn may_begin(text: &str, at: usize) -> bool {
    let mut letters = text[at..].chars();
    match letters.next() {
        Some(c) if c.is_ascii_digit() => true,
        Some('о' | 'О' | 'а' | 'А' | 'к' | 'К') if is_pointing(word_at(text, at)) => true,
        Some('р' | 'Р') => is_word(word_at(text, at), "реттік"),
        Some('б' | 'е' | 'ү' | 'т' | 'а' | 'ж' | 'с' | 'о' | 'қ' | 'э' | 'Б' | 'Е' | 'Ү' | 'Т' | 'А' | 'Ж' | 'С' | 'О' | 'Қ') => {
            letters.next() == Some(')') || may_be_ordinal(text, at)
        }
        Some(c) => c.is_alphabetic() && letters.next() == Some(')'),
        None => false,
    }
}

fn is_pointing(word: &str) -> bool {
    is_word(word, "осы") || is_said(word)
}

fn is_said(word: &str) -> bool {
    is_word(word, "аталған") || is_word(word, "көрсетілген")
}

/// The end of the list of numbers at `at` that no noun followed: no shorter list inside it names units either, and a long
/// one is not to be read again from each of its numbers. `at` where there is no such list.
pub(super) fn past_list(text: &str, at: usize) -> usize {
    if follows_number_sign(text, at) {
        return at;
    }
    items_at(text, at).filter(|(items, _)| items.len() > 2).map_or(at, |(_, end)| end)
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
    fn next_level(&self, text: &str) -> Option<Level> {
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
            Base::ThisUnit(kind) | Base::SaidUnit(kind) => may_hang(kind, level.kind),
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
    let (segment, inflection) = document_noun(noun)?;
    // «осы талаптар», «осы тәртіп» mean a document only when they are its name, with a capital letter.
    let named = noun.chars().next().is_some_and(char::is_uppercase) || segment != "approved";
    (named && !inflection.possessive).then_some(BaseWords { base: Base::ThisDocument(segment), inflection, end })
}

/// One noun of a phrase with its numbers: «бірінші және екінші бөліктері».
#[derive(Clone, Debug)]
struct Level {
    kind: ProvisionKind,
    /// Segments of an address, one for each unit named.
    segments: Vec<String>,
    inflection: Inflection,
    end: usize,
}

/// How deep a unit lies; what is named later in a phrase lies deeper.
fn depth(kind: ProvisionKind) -> u8 {
    match kind {
        ProvisionKind::Annex => 1,
        ProvisionKind::Section => 2,
        ProvisionKind::Subsection => 3,
        ProvisionKind::Chapter => 4,
        ProvisionKind::Subchapter => 5,
        ProvisionKind::Table => 6,
        ProvisionKind::Article | ProvisionKind::Preamble => 7,
        ProvisionKind::Point => 8,
        ProvisionKind::Row => 9,
        ProvisionKind::Subpoint | ProvisionKind::Part => 10,
        ProvisionKind::Indent => 11,
        _ => 12,
    }
}

pub(super) fn may_hang(outer: ProvisionKind, inner: ProvisionKind) -> bool {
    use ProvisionKind::{Heading, Part, Subpoint};
    outer != Heading && (depth(inner) > depth(outer) || matches!((outer, inner), (Part, Subpoint) | (Subpoint, Part)))
}

/// Reads on from `first`: what lies inside it («3-тармақтың 1) тармақшасы»), and further units that hang on the same
/// outer ones («… және 2-тармағы»). Each chain is one path from the outside in.
fn chains(text: &str, first: Level, based: bool) -> Vec<Vec<Level>> {
    let mut done: Vec<Vec<Level>> = Vec::new();
    let mut chain = vec![first];
    loop {
        while let Some(inner) = inner_level(text, &chain) {
            chain.push(inner);
        }
        let next = if done.len() < LIST_MAX { further(text, &chain, based) } else { None };
        let Some((kept, level)) = next else {
            done.push(chain);
            return done;
        };
        let mut outer: Vec<Level> = chain[..kept].to_vec();
        outer.push(level);
        done.push(std::mem::replace(&mut chain, outer));
    }
}

fn inner_level(text: &str, chain: &[Level]) -> Option<Level> {
    let outer = chain.last()?;
    let at = after_space(text, outer.end)?;
    let Inflection { case, possessive, adjectival, .. } = outer.inflection;
    let leads = match case {
        Case::Genitive | Case::Nominative => true,
        Case::Locative => adjectival || outer.kind == ProvisionKind::Annex,
        _ => false,
    };
    let inner = if leads { level_at(text, at, true)? } else { return None };
    let hangs = match (case, inner.kind) {
        // «3-қосымшада реттік нөмірі 9-жолда»
        (Case::Locative, kind) if !adjectival => kind == ProvisionKind::Row,
        // «14-бабы 1) тармақшасына»: the genitive is dropped freely, but «10-тармақ тақырыбы» is not one phrase.
        (Case::Nominative, kind) => kind != ProvisionKind::Heading && kind != ProvisionKind::Preamble && (possessive || inner.inflection.possessive),
        _ => true,
    };
    (hangs && may_hang(outer.kind, inner.kind)).then_some(inner)
}

/// After «… 1) тармақшасы және» a noun in the possessive that names another unit inside the same outer one: how many
/// levels of `chain` it keeps, and the unit.
fn further(text: &str, chain: &[Level], based: bool) -> Option<(usize, Level)> {
    let last = chain.last()?;
    let at = after_connector(text, last.end)?;
    let level = level_at(text, at, false)?;
    let shared = chain.iter().position(|known| known.kind == level.kind)?;
    let hangs = level.inflection.possessive || level.kind == ProvisionKind::Annex;
    (hangs && (shared > 0 || based)).then_some((shared, level))
}

/// The place after «,», «және», «мен», «немесе» and the space around them.
fn after_connector(text: &str, at: usize) -> Option<usize> {
    let comma = text[at..].starts_with(',');
    let word_start = if comma { skip_spaces(text, at + 1) } else { after_space(text, at)? };
    let word = word_at(text, word_start);
    if ["және", "мен", "бен", "пен", "немесе", "әрі"].iter().any(|connector| is_word(word, connector)) {
        return after_space(text, word_start + word.len());
    }
    if comma && is_word(word, "сондай") {
        let rest = strip_stem(&text[word_start..], "сондай-ақ")?;
        return after_space(text, text.len() - rest.len());
    }
    comma.then_some(word_start)
}

fn expand(chain: &[Level], outermost: bool, paths: &mut Vec<ProvisionPath>) {
    let mut prefixes = vec![String::new()];
    for level in chain {
        let mut longer = Vec::new();
        for prefix in &prefixes {
            for segment in &level.segments {
                if longer.len() + paths.len() >= UNITS_MAX {
                    break;
                }
                longer.push(if prefix.is_empty() { segment.clone() } else { format!("{prefix}/{segment}") });
            }
        }
        prefixes = longer;
    }
    for path in prefixes {
        // The heading of nothing in particular is the title of the act.
        let path = if outermost && path == "heading" { "title".to_owned() } else { path };
        paths.push(ProvisionPath::from_known(path));
    }
}

/// A number as one item of a list.
enum Item {
    /// As digits or letters; whether a bracket follows («7)»).
    Number { number: String, bracket: bool },
    /// «3–7».
    Range { first: u32, last: u32, bracket: bool },
    /// «бірінші».
    Ordinal(u32),
}

fn level_at(text: &str, at: usize, bare: bool) -> Option<Level> {
    let numbered = text[at..].chars().next().is_some_and(|c| c.is_ascii_digit()) || lettered(text, at).is_some();
    if !numbered {
        let word = word_at(text, at);
        if is_word(word, "реттік") {
            return row_by_number(text, at + word.len());
        }
        if let Some((kind @ (ProvisionKind::Heading | ProvisionKind::Preamble), inflection)) = unit_noun(word) {
            return bare.then(|| Level { kind, segments: vec![kind.segment().to_owned()], inflection, end: at + word.len() });
        }
    }
    // «осы бұйрықтың № 2 қосымшасын»
    if let Some(rest) = text[at..].strip_prefix('№') {
        let (items, end) = items_at(text, skip_spaces(text, text.len() - rest.len()))?;
        return noun_after(text, &items, end).filter(|level| level.kind == ProvisionKind::Annex);
    }
    let (items, end) = items_at(text, at)?;
    noun_after(text, &items, end)
}

/// «реттік нөмірі 9-жол», «реттік нөмірлері 2, 3-жолдар».
fn row_by_number(text: &str, at: usize) -> Option<Level> {
    let at = after_space(text, at)?;
    let word = word_at(text, at);
    strip_stem(word, "нөмір")?;
    let at = after_space(text, at + word.len())?;
    let (items, end) = items_at(text, at)?;
    noun_after(text, &items, end).filter(|level| level.kind == ProvisionKind::Row)
}

/// The numbers of a list, and where it ends.
fn items_at(text: &str, at: usize) -> Option<(Vec<Item>, usize)> {
    let mut items = Vec::new();
    let (first, mut end) = item_at(text, at)?;
    items.push(first);
    while items.len() < LIST_MAX {
        let Some(next) = after_connector(text, end) else { break };
        let Some((item, item_end)) = item_at(text, next) else { break };
        items.push(item);
        end = item_end;
    }
    Some((items, end))
}

fn item_at(text: &str, at: usize) -> Option<(Item, usize)> {
    if let Some((letter, end)) = lettered(text, at) {
        return Some((Item::Number { number: letter, bracket: true }, end));
    }
    let first = number_at(text, at);
    if first.is_empty() {
        let (value, range) = ordinal_at(text, at)?;
        return Some((Item::Ordinal(value), range.end));
    }
    let (bracket, end) = closing_bracket(text, at + first.len());
    // «3–7-тармақтар», «1) – 5) тармақшалары»
    let dash = skip_spaces(text, end);
    if let Some(c @ ('–' | '—' | '-')) = text[dash..].chars().next()
        && (c != '-' || bracket)
    {
        let next = skip_spaces(text, dash + c.len_utf8());
        let last = number_at(text, next);
        if let (Some(first), Some(last_value)) = (small_integer(first), small_integer(last))
            && last_value > first
            && last_value - first <= RANGE_MAX
        {
            let (bracket, end) = closing_bracket(text, next + last.len());
            return Some((Item::Range { first, last: last_value, bracket }, end));
        }
    }
    Some((Item::Number { number: first.to_owned(), bracket }, end))
}

fn closing_bracket(text: &str, at: usize) -> (bool, usize) {
    let bracket = text[at..].starts_with(')');
    (bracket, at + usize::from(bracket))
}

/// `12-1` of «12-1-бап»; a dash with no digit behind it is not part of the number.
fn number_at(text: &str, at: usize) -> &str {
    let mut end = at + digits_at(text, at).len();
    while end > at && text.as_bytes().get(end) == Some(&b'-') && end - at < 40 {
        let more = digits_at(text, end + 1);
        if more.is_empty() {
            break;
        }
        end += 1 + more.len();
    }
    &text[at..end]
}

/// «а)», «б)»: a letter as number, in Latin letters as addresses have it.
fn lettered(text: &str, at: usize) -> Option<(String, usize)> {
    let mut letters = text[at..].chars();
    let letter = letters.next().filter(|c| c.is_alphabetic())?;
    if letters.next() != Some(')') {
        return None;
    }
    Some((latin(letter).to_owned(), at + letter.len_utf8() + 1))
}

/// Letters that number things, as addresses write them.
fn latin(letter: char) -> &'static str {
    const LETTERS: &[(char, &str)] = &[
        ('а', "a"),
        ('ә', "ae"),
        ('б', "b"),
        ('в', "v"),
        ('г', "g"),
        ('ғ', "gh"),
        ('д', "d"),
        ('е', "e"),
        ('ё', "yo"),
        ('ж', "zh"),
        ('з', "z"),
        ('и', "i"),
        ('й', "j"),
        ('к', "k"),
        ('қ', "q"),
        ('л', "l"),
        ('м', "m"),
        ('н', "n"),
        ('о', "o"),
        ('п', "p"),
        ('р', "r"),
        ('с', "s"),
        ('т', "t"),
        ('у', "u"),
        ('ф', "f"),
        ('х', "h"),
        ('ц', "c"),
        ('ч', "ch"),
        ('ш', "sh"),
    ];
    const ASCII: &str = "abcdefghijklmnopqrstuvwxyz";
    let lower = letter.to_lowercase().next().unwrap_or(letter);
    if let Some(at) = ASCII.find(lower) {
        return &ASCII[at..=at];
    }
    LETTERS.iter().find(|(known, _)| *known == lower).map_or("x", |&(_, latin)| latin)
}

/// The noun after a list of numbers, with what stands between: «-», « - », a space.
fn noun_after(text: &str, items: &[Item], at: usize) -> Option<Level> {
    let last = items.last()?;
    let spaced = skip_spaces(text, at);
    let dash = text[spaced..].chars().next().filter(|c| matches!(c, '-' | '–' | '‑'));
    let start = dash.map_or(spaced, |c| skip_spaces(text, spaced + c.len_utf8()));
    let word = word_at(text, start);
    let mut end = start + word.len();
    let bracket = items.iter().any(|item| matches!(item, Item::Number { bracket: true, .. } | Item::Range { bracket: true, .. }));
    let ordinal = matches!(last, Item::Ordinal(_));
    let (kind, inflection) = match unit_noun(word) {
        Some(found) => found,
        // «1-кіші бөлім»
        None if is_word(word, "кіші") => {
            let next = after_space(text, end)?;
            let word = word_at(text, next);
            end = next + word.len();
            let (_, inflection) = unit_noun(word).filter(|(kind, _)| *kind == ProvisionKind::Section)?;
            (ProvisionKind::Subsection, inflection)
        }
        None => {
            let kind = short_unit(word).filter(|_| text[end..].starts_with('.') && (dash.is_some() || bracket))?;
            end += 1;
            (kind, Inflection { case: Case::Nominative, possessive: false, plural: false, adjectival: false })
        }
    };
    let fits = match kind {
        ProvisionKind::Heading | ProvisionKind::Preamble => false,
        ProvisionKind::Subpoint => true,
        // «3)-тармақтағы»: a misprint, told apart from «1) тармақ …» by its dash.
        ProvisionKind::Point if bracket => dash.is_some(),
        _ if bracket => false,
        // «бірінші бөлім» may be an office, «екінші жол» a way.
        ProvisionKind::Section | ProvisionKind::Row | ProvisionKind::Annex | ProvisionKind::Table => !ordinal,
        _ => true,
    };
    // Without a dash «60 баптан тұрады» counts articles; «5 тармағы» and «3-1 қосымша» name them.
    let spaced = spaced > at;
    let joined = ordinal
        || dash.is_some()
        || bracket
        || match kind {
            ProvisionKind::Annex => spaced && !inflection.plural,
            ProvisionKind::Subpoint => spaced,
            ProvisionKind::Article | ProvisionKind::Point => spaced && inflection.possessive,
            // «1 тараудың 3 тармағының 1-5 тармақшаларына» (kandastar-suraq-jauap)
            ProvisionKind::Chapter => spaced && (inflection.possessive || inflection.case == Case::Genitive),
            _ => false,
        };
    if !fits || !joined {
        return None;
    }
    let mut segments = Vec::new();
    for item in items {
        match item {
            Item::Number { number, .. } => match hyphen_range(number).filter(|_| items.len() == 1 && inflection.plural) {
                Some((first, last)) => segments.extend((first..=last).map(|number| format!("{}-{number}", kind.segment()))),
                None => segments.push(format!("{}-{number}", kind.segment())),
            },
            Item::Range { first, last, .. } => segments.extend((*first..=*last).map(|number| format!("{}-{number}", kind.segment()))),
            Item::Ordinal(value) => segments.push(format!("{}-{value}", kind.segment())),
        }
    }
    segments.truncate(UNITS_MAX);
    Some(Level { kind, segments, inflection, end })
}

/// «3-7-тармақтар»: with a plural noun and no other number the hyphen spans units.
fn hyphen_range(number: &str) -> Option<(u32, u32)> {
    let (first, last) = number.split_once('-')?;
    let (first, last) = (small_integer(first)?, small_integer(last)?);
    (last > first && last - first <= RANGE_MAX).then_some((first, last))
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
            ("1-т. қараңыз", "1-т.", "point-1"),
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
            ("осы Заңның 21-бабының бірінші бөлігі 8) тармақшасы", Base::ThisAct, "article-21/part-1/subpoint-8"),
            ("осы Қағидаларға 1-қосымша", Base::ThisDocument("rules"), "annex-1"),
            ("осы бұйрыққа 2-қосымшаға", Base::ThisAct, "annex-2"),
            ("осы бірлескен бұйрыққа 2-қосымшаға", Base::ThisAct, "annex-2"),
            ("осы бұйрықтың № 2 қосымшасын", Base::ThisAct, "annex-2"),
            ("осы Қағидалардың 3-тармағы және 5-тармағында", Base::ThisDocument("rules"), "point-3 point-5"),
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
    }
}
