//! What the next instructions are about: the act, the document it approved, the unit.

use super::narrowed::{Narrowed, narrowed};
use super::term;
use super::unit;
use super::verb::{Quoted, words};
use crate::act::{CitedAct, Commencement, ProvisionKind, ProvisionPath};
use crate::cite::{Base, Case, UnitPhrase, document_word};
use crate::text::{GENITIVE, ends_with_any};

/// What the paragraphs before an instruction say it is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Context {
    /// The act that is amended.
    pub act: Option<CitedAct>,
    /// The document it approved: `rules`; `None` for the act proper.
    pub component: Option<ProvisionPath>,
    /// The words that document is named by, where they are more than its kind.
    pub document: Option<String>,
    /// The unit that several instructions share, inside the component: «3-тармақта:».
    pub outer: Option<ProvisionPath>,
    /// Whether the acts listed next are repealed: «Мыналардың күші жойылды деп танылсын:».
    pub repeals: bool,
    /// Whether the units and acts listed next are set aside: «… мынадай нормаларының қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын:».
    pub suspends: bool,
    /// What it says of the time of all of them: «2022 жылғы 1 шілдеден бастап:».
    pub term: Option<Commencement>,
    /// They are about a place in `outer` that is named in words that are not understood: «3-тармақтың соңғы бөлігінде:».
    pub unclear: bool,
    /// They are about a stretch of `outer` that is named by its heading: «"Астана қаласы" деген бөлімде:».
    pub stretch: bool,
    /// More units that they share, beside `outer`: «3 және 5-тармақтарда:».
    pub also: Vec<ProvisionPath>,
}

impl Context {
    /// The same without the unit.
    pub(super) fn of_component(&self, component: Option<ProvisionPath>) -> Self {
        Self { act: self.act.clone(), component, term: self.term.clone(), ..Self::default() }
    }

    /// The same of another act, or of none.
    fn of_act(&self, act: Option<CitedAct>) -> Self {
        Self { act, term: self.term.clone(), ..Self::default() }
    }
}

/// Whether a paragraph orders the changes that stand below it: «… кодексіне мынадай өзгерістер енгізілсін:».
///
/// ```
/// assert!(tarmaq::amend::leads_changes("Орман кодексіне (Жаршы, 2003 ж., № 16) мынадай толықтырулар енгiзiлсiн:"));
/// assert!(!tarmaq::amend::leads_changes("3-тармақта:"));
/// ```
pub fn leads_changes(text: &str) -> bool {
    let Some(lead) = text.trim().strip_suffix(':') else { return false };
    let ends = |words: &str| words.trim_end().ends_with("енгізілсін") || words.trim_end().ends_with("енгізілсін,");
    let lead = super::fold(lead);
    ends(&lead) || lead.trim_end().ends_with(')') && ends(without_brackets(&blank_quotes(&lead)))
}

/// Reads a paragraph that names what the next instructions are about; `None` for any other.
///
/// «… № 148 қаулысына мынадай өзгерістер енгізілсін:» names the act, «көрсетілген қаулымен бекітілген … қағидаларында:»
/// the document, «3-тармақта:» the unit. What a header does not name is kept from `context`.
///
/// ```
/// use tarmaq::amend::{Context, header};
///
/// let rules = header("көрсетілген қаулымен бекітілген Тіркеу қағидаларында:", &Context::default()).unwrap();
/// let point = header("3-тармақта:", &rules).unwrap();
/// assert_eq!(point.component.unwrap().as_str(), "rules");
/// assert_eq!(point.outer.unwrap().as_str(), "point-3");
/// ```
pub fn header(text: &str, context: &Context) -> Option<Context> {
    let text = text.trim();
    // nothing but a colon ends a header; most paragraphs end here
    let lead = text.strip_suffix(':')?.trim_end();
    let lead = &super::fold(lead);
    if super::is_instruction(text) {
        if let Some(listed) = super::set_aside::lead(&super::fold(text), context) {
            return Some(listed);
        }
        // «10-бап. Мыналардың күші жойылды деп танылсын:»: its own number is no unit that is repealed
        let lead = unit::skip_enumerator(lead);
        let repeals = super::verb::orders_repeal(lead) && unit::paths(lead).is_empty() && super::cited::last(lead).is_none();
        return repeals.then(|| Context { repeals: true, term: term::of_words(lead).or_else(|| context.term.clone()), ..Context::default() });
    }
    let lead = unit::skip_enumerator(lead);
    let bare = blank_quotes(lead);
    let bare = without_brackets(&bare);
    let last = bare.split_whitespace().next_back()?;
    if last == "енгізілсін" || last == "енгізілсін," {
        let act = super::cited::last(lead);
        // «… қаулысымен бекітілген … қағидаларына мынадай өзгерістер енгізілсін:»
        let rest = act.as_ref().map_or("", |act| &lead[act.with_bracket().end..]);
        let Context { component, document, .. } = switched(rest, &Context::default()).unwrap_or_default();
        let mut of_act = context.of_act(act.map(|act| act.act));
        of_act.term = term::of_words(without_act(rest, bare)).or(of_act.term);
        return Some(Context { component, document, ..of_act });
    }
    if last == "бастап" && bare.split_whitespace().count() <= LEAD_WORDS_MAX {
        // «2022 жылғы 1 шілдеден бастап:» over several orders
        return term::of_words(bare).map(|term| Context { term: Some(term), ..context.clone() });
    }
    // «1-қосымшадағы кестеде:»: its rows
    let in_table = matches!(last, "кестеде" | "кестесінде");
    let bare = bare.trim_end().strip_suffix(last).filter(|_| in_table).unwrap_or(bare);
    if in_table && bare.trim().is_empty() && context.outer.as_ref().is_some_and(|outer| outer.kind() == Some(ProvisionKind::Annex)) {
        return Some(context.clone());
    }
    let end = bare.trim_end().len();
    let mut phrases = unit::phrases(bare);
    super::target::only_annex(&mut phrases, bare, bare, context);
    in_annex(&mut phrases, bare);
    let named = context.act.is_some() || context.component.is_some();
    if named && bare.split_whitespace().count() <= LEAD_WORDS_MAX && unit::names_odd_number(bare, &phrases) {
        // «12а-бапта:», «9-баптың 3.1-тармағында:»
        let holder = phrases.first().filter(|phrase| phrase.case == Case::Genitive && phrase.base == Base::None).and_then(|phrase| phrase.paths.first());
        let outer = context.outer.as_ref().zip(holder).map(|(outer, path)| unit::below(outer, path)).or_else(|| holder.cloned());
        return Some(Context { outer: outer.or_else(|| context.outer.clone()), unclear: true, also: Vec::new(), ..context.clone() });
    }
    if let Some(phrase) = phrases.last().filter(|phrase| phrase.range.end == end) {
        return unit_header(bare, phrase, context, in_table).map(|read| beside(read, bare, &phrases));
    }
    if named && bare.trim_end().rsplit_once("деген ").is_some_and(|(_, noun)| is_locative(noun) && noun.split_whitespace().count() <= 2) {
        // «"Астана қаласы" деген бөлімде:»: a stretch without a number, in what was named before
        return Some(Context { stretch: true, ..context.clone() });
    }
    if named && let Some(outer) = unclear_place(bare, &phrases, context) {
        return Some(Context { outer: Some(outer), unclear: true, also: Vec::new(), ..context.clone() });
    }
    if named && matches!(last, "қосымшада" | "қосымшасында") {
        // «көрсетілген қаулыға қосымшада:»: its only annex
        let mut context = switched(bare, context).unwrap_or_else(|| context.clone());
        context.outer = Some(ProvisionPath::from_known("annex-1"));
        context.also = Vec::new();
        context.unclear = false;
        return Some(context);
    }
    let titled = named && is_title(bare);
    if titled && context.outer.is_some() {
        // «5-тармақта:», then «Қажетті құжаттардың тізбесі:»: a list of the point, or another document
        return Some(Context { unclear: true, also: Vec::new(), ..context.clone() });
    }
    if let Some(segment) = unit::document(last).filter(|_| is_locative(last) || titled) {
        // «осы Қағидаларда:» opens a clause of the act itself
        let own = words(bare).any(|(_, word)| matches!(word, "Осы" | "осы")) && !bare.contains("бекітілген");
        if own {
            return None;
        }
        let act = super::cited::last(lead).map(|act| act.act).or_else(|| context.act.clone());
        let document = lead.get(..bare.trim_end().len()).and_then(document_name);
        return Some(Context { act, document, ..context.of_component(Some(ProvisionPath::from_known(segment))) });
    }
    if named && is_locative(last) && bare.contains("бекітілген ") {
        // «жоғарыда аталған Жарлықпен бекітілген Комиссияның құрамында:»: a document of another word
        let document = lead.get(..bare.trim_end().len()).and_then(document_name);
        return Some(Context { document, ..context.of_component(Some(ProvisionPath::from_known("approved"))) });
    }
    // «1) … 2003 жылғы 8 сәуірдегі Кеден кодексіне (…):»
    let names_act = unit::is_act(last) && (is_locative(last) || is_dative(last));
    if let Some(act) = super::cited::last(lead).filter(|_| names_act) {
        return Some(context.of_act(Some(act.act)));
    }
    // «2-бап. … Кодексінің:» over what is ordered of its units, or set aside
    if let Some(act) = cited_last(lead, bare.trim_end().len()).filter(|_| ends_with_any(last, &GENITIVE) && unit::is_act(last) && !context.repeals) {
        return Some(Context { suspends: context.suspends, ..context.of_act(Some(act)) });
    }
    // «2. Көрсетілген бұйрықта:»
    if names_act && unit::names_said_act(bare).is_some() {
        return Some(context.of_act(context.act.clone()));
    }
    // «3-тармақтың мемлекеттік тілдегі мәтінінде:»: something of a unit
    let phrase = phrases.first().filter(|phrase| named && phrase.range.start == 0 && phrase.base == Base::None && phrase.case == Case::Genitive)?;
    let of_unit = is_locative(last) && bare.split_whitespace().count() <= LEAD_WORDS_MAX;
    let outer = context.outer.as_ref().zip(phrase.paths.first()).map(|(outer, path)| unit::below(outer, path)).or_else(|| phrase.paths.first().cloned());
    // «мемлекеттік тілдегі мәтінінде» is what is read here
    let of_text = bare[phrase.range.end..].split_whitespace().all(|word| super::target::is_this_language(word) || word == "мәтінінде");
    let clear = of_text || names_list(&bare[phrase.range.end..]);
    of_unit.then(|| Context { outer, unclear: !clear, stretch: context.stretch && !clear, also: Vec::new(), ..context.clone() })
}

/// «16-тармақтың атқаратын функцияларында:»: a point of a statute that lists functions holds nothing else, so that the point is meant. Rights and duties stand in one
/// point, each with numbers of their own; and whose functions they are is no word of it: a point may list those of several.
fn names_list(rest: &str) -> bool {
    const LISTED: &str = "функция";
    const PLURALS: &[&str] = &["лар", "лер", "дар", "дер", "тар", "тер"];
    const PARTICIPLES: &[&str] = &["тын", "тін", "ған", "ген", "қан", "кен"];
    let mut words = rest.split_whitespace().rev();
    let noun = words.next().unwrap_or_default();
    let listed = noun.starts_with(LISTED) && PLURALS.iter().any(|plural| noun.contains(plural));
    listed && words.all(|word| word == "негізгі" || PARTICIPLES.iter().any(|ending| word.ends_with(ending)))
}

/// «Министрліктің қарамағындағы ұйымдардың тізбесі:» between instructions: the title of a document, without the ending of a place.
fn is_title(bare: &str) -> bool {
    let spoken: Vec<&str> = words(bare).map(|(_, word)| word).take(LEAD_WORDS_MAX + 1).collect();
    let (Some(first), Some(last)) = (spoken.first(), spoken.last()) else { return false };
    let of_new = spoken.iter().any(|word| word.to_lowercase().starts_with("мынадай") || word.starts_with("келесі") || word.ends_with(','));
    let titled = matches!(document_word(last), Some((_, Case::Nominative))) && last.ends_with(['ы', 'і']);
    titled && !of_new && spoken.len() <= LEAD_WORDS_MAX && first.starts_with(char::is_uppercase)
}

/// The act whose citation ends at byte `end` of `text`.
fn cited_last(text: &str, end: usize) -> Option<CitedAct> {
    super::cited::all(text).pop().filter(|act| act.range.end == end).map(|act| act.act)
}

/// «Қағидаларға қосымшаның 2-тармағында:»: the last unit lies in the annex that is named right before it.
fn in_annex(phrases: &mut [UnitPhrase], text: &str) {
    if let [.., annex, last] = phrases
        && let [outer] = &annex.paths[..]
        && annex.kind == Some(ProvisionKind::Annex)
        && matches!(annex.case, Case::Genitive | Case::Locative)
        && last.base == Base::None
        && text.get(annex.range.end..last.range.start).is_some_and(|between| between.trim().is_empty())
    {
        last.paths.iter_mut().for_each(|path| *path = unit::join(outer, path));
        last.range.start = annex.range.start;
    }
}

/// Most units that a header may name; what is about more is about none that is understood.
const UNITS_MAX: usize = 256;

/// Most words of a line that is no more than a lead-in to the instructions below it.
const LEAD_WORDS_MAX: usize = 12;

/// What stands behind the act that a header names, else the header.
fn without_act<'t>(rest: &'t str, bare: &'t str) -> &'t str {
    if rest.is_empty() { bare } else { rest }
}

/// The unit in which «3-тармақтың соңғы бөлігінде:», «1-қосымшаның 3-бағанында:» or, below it, «үшінші сөйлемінде:» names a place that has no address.
fn unclear_place(text: &str, phrases: &[UnitPhrase], context: &Context) -> Option<ProvisionPath> {
    if text.split_whitespace().count() > LEAD_WORDS_MAX || !is_locative(text.split_whitespace().next_back()?) {
        return None;
    }
    let phrase = phrases.iter().rfind(|phrase| phrase.base == Base::None && !phrase.paths.is_empty());
    let end = phrase.map_or(0, |phrase| phrase.range.end);
    let place = narrowed(text, end, text.len()) != Narrowed::No;
    match phrase {
        Some(phrase) if place && phrase.case == Case::Genitive => {
            let path = phrase.paths.first()?;
            Some(context.outer.as_ref().map_or_else(|| path.clone(), |outer| unit::below(outer, path)))
        }
        None if place && !words(text).any(|(_, word)| unit::document(word).is_some() || unit::is_act(word)) => context.outer.clone(),
        _ => None,
    }
}

fn unit_header(text: &str, phrase: &UnitPhrase, context: &Context, in_table: bool) -> Option<Context> {
    // «осы Қағидаларға 2-қосымшада:» where the rules are what is amended
    let word = context.component.as_ref().and_then(|component| component.as_str().split(['-', '~', '/']).next());
    let of_amended = matches!(phrase.base, Base::ThisDocument(segment) if Some(segment) == word);
    let own = matches!(phrase.base, Base::ThisAct | Base::ThisDocument(_) | Base::TheseChanges | Base::ThisUnit(_)) && !of_amended;
    // «11-баптың:» over its heading and points; outside a change only «3-тармақта:» names a unit
    let amends = context.act.is_some() || context.component.is_some();
    // «4-тармақ:», «10-тармақтың 4) тармақшасы:», loosely, alone on its line
    let alone = phrase.case == Case::Nominative && phrase.range.start == 0;
    let named = phrase.case == Case::Locative || ((phrase.case == Case::Genitive || alone) && amends);
    let of_table = in_table && phrase.kind == Some(ProvisionKind::Annex);
    if !named || (phrase.adjectival && !of_table) || own || (in_table && !of_table) {
        return None;
    }
    let path = phrase.paths.first()?;
    // «осы баптың 3-тармағында:» of a clause; «көрсетілген бұйрыққа 2-қосымшада:» switches the document
    let before = &text[..phrase.range.start];
    let mut context = switched(before, context).unwrap_or_else(|| context.clone());
    if before.split_whitespace().count() > 40 {
        return None;
    }
    if of_amended {
        context.outer = None;
    }
    let around = context.outer.take();
    let inside = |path: &ProvisionPath| around.as_ref().map_or_else(|| path.clone(), |outer| unit::below(outer, path));
    let unit = inside(path);
    // «2) тармақшасында:» below «3 және 5-тармақтарда:», or below what is not understood
    let inner =
        matches!(path.kind(), Some(ProvisionKind::Point | ProvisionKind::Subpoint | ProvisionKind::Part | ProvisionKind::Indent)) && path.parent().is_none();
    let below = around.as_ref().map_or(context.unclear && inner, |outer| unit.is_within(outer) && unit != *outer);
    context.unclear = below && (context.unclear || !context.also.is_empty());
    context.stretch &= below;
    context.outer = Some(unit);
    context.unclear |= phrase.paths.len() > UNITS_MAX || !phrase.doubtful.is_empty();
    context.also = phrase.paths.iter().skip(1).take(UNITS_MAX).map(inside).collect();
    context.repeals = false;
    Some(context)
}

/// «3-тармақта және 5-тармақтың 2) тармақшасында:»: what stands before the last is meant as well.
fn beside(mut read: Context, text: &str, phrases: &[UnitPhrase]) -> Context {
    for pair in phrases.windows(2).rev().take(UNITS_MAX) {
        let between = text.get(pair[0].range.end..pair[1].range.start).unwrap_or_default();
        let listed = between.split([' ', ',']).all(|word| matches!(word, "" | "және" | "мен" | "сондай-ақ"));
        if !listed || between.trim().is_empty() || pair[0].case != Case::Locative || pair[0].base != Base::None {
            break;
        }
        let around = read.outer.as_ref().and_then(ProvisionPath::parent);
        let inside = |path: &ProvisionPath| around.as_ref().map_or_else(|| path.clone(), |outer| unit::below(outer, path));
        let units: Vec<ProvisionPath> = pair[0].paths.iter().map(inside).collect();
        read.also.extend(units);
    }
    read
}

/// The context after words such as «көрсетілген бұйрыққа» and «Қағидалардың»; `None` where they name no document.
pub(super) fn switched(text: &str, context: &Context) -> Option<Context> {
    let mut found = None;
    let mut named = None;
    let mut before = "";
    let mut earlier = "";
    let mut approved = false;
    for (at, word) in words(text) {
        let own = |word: &str| matches!(word, "осы" | "Осы");
        let this_act = own(before) || (before.starts_with("бірлескен") && own(earlier));
        approved |= word == "бекітілген";
        if !this_act {
            if approved && are_changes(word) {
                // «… қаулысымен бекітілген … өзгерістер мен толықтырулардың 2-тармағы»: a document without a word of its own
                (found, named) = (Some(Some(ProvisionPath::from_known("approved"))), None);
            } else if let Some(segment) = unit::document(word) {
                let same = context.component.as_ref().filter(|own| own.as_str().split(['-', '~']).next() == Some(segment));
                found = Some(same.cloned().or_else(|| Some(ProvisionPath::from_known(segment))));
                named = Some(at + word.len());
            } else if unit::is_act(word) {
                (found, named) = (Some(None), None);
            }
        }
        earlier = before;
        before = word;
    }
    let document = named.and_then(|end| document_name(&text[..end]));
    let another = document.is_some() && document != context.document;
    found.map(|component| match component == context.component && !another {
        true => context.clone(),
        false => Context { document, ..context.of_component(component) },
    })
}

/// «өзгерістердің», «толықтырулардың».
fn are_changes(word: &str) -> bool {
    (word.starts_with("өзгеріс") || word.starts_with("толықтыру")) && ends_with_any(word, &GENITIVE)
}

/// The words by which an approved document is named, of a text that ends with its noun: «Байқау өткізу қағидаларында» of «көрсетілген бұйрықпен бекітілген Байқау өткізу
/// қағидаларында». `None` where the noun stands alone.
fn document_name(text: &str) -> Option<String> {
    const ENDINGS: &[&str] = &["мен", "бен", "пен", "ға", "ге", "на", "не", "ның", "нің", "дың", "дің", "тың", "тің", "да", "де", "та", "те"];
    let leads = |word: &str| {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        let of_act = unit::is_act(bare) && ENDINGS.iter().any(|ending| bare.ends_with(ending));
        of_act || matches!(bare, "бекітілген" | "сәйкес") || word.ends_with([';', ':', ')'])
    };
    let start = words(text).filter(|(_, word)| leads(word)).last().map_or(0, |(at, word)| at + word.len());
    let points = |word: &&str| matches!(word.to_lowercase().as_str(), "осы" | "көрсетілген" | "аталған" | "жоғарыда" | "сол" | "және");
    let name: Vec<&str> = text[start..].split_whitespace().skip_while(points).collect();
    (name.len() > 1 && name.len() <= NAME_WORDS_MAX).then(|| name.join(" "))
}

/// Most words of the name of a document.
const NAME_WORDS_MAX: usize = 80;

fn is_locative(word: &str) -> bool {
    ["да", "де", "та", "те"].iter().any(|ending| word.ends_with(ending))
}

fn is_dative(word: &str) -> bool {
    ["на", "не", "ға", "ге", "қа", "ке"].iter().any(|ending| word.ends_with(ending))
}

/// Quoted titles blanked, byte for byte: a unit named in one is none.
pub(crate) fn blank_quotes(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (start, end) in Quoted::of(text).spans {
        out.push_str(&text[done..start]);
        out.extend(std::iter::repeat_n(' ', end - start));
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// `text` without the brackets at its end: «Азаматтық кодексіне (Ерекше бөлім) (… Жаршысы, 1999 ж., № 16-17, 642-құжат)».
fn without_brackets(text: &str) -> &str {
    let mut rest = without_bracket(text);
    loop {
        let shorter = without_bracket(rest);
        if shorter.len() == rest.len() {
            return rest;
        }
        rest = shorter;
    }
}

/// `text` without a bracket at its end: «қағидаларында (бұдан әрі – Қағидалар)».
fn without_bracket(text: &str) -> &str {
    let text = text.trim_end();
    if !text.ends_with(')') {
        return text;
    }
    let mut depth = 0_usize;
    for (at, byte) in text.bytes().enumerate().rev() {
        match byte {
            b')' => depth += 1,
            b'(' => {
                depth -= 1;
                if depth == 0 {
                    return text[..at].trim_end();
                }
            }
            _ => {}
        }
    }
    text
}

/// Whether a unit groups others or is the annex that holds them.
pub(super) fn holds(outer: ProvisionKind, inner: ProvisionKind) -> bool {
    unit::depth(outer) < unit::depth(inner) || (outer == ProvisionKind::Part && inner == ProvisionKind::Subpoint)
}
