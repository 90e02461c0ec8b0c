//! Which unit a note or an instruction means, from the words it is named by and the place they stand at.

use super::attached::Attached;
use super::verb::words;
use crate::act::{ActKind, Operation, ProvisionKind, ProvisionPath};
use crate::cite::{Base, Case, UnitPhrase, act_word, document_named, document_word, one_act_word, unit_phrase_at, unit_phrases, unit_word};

/// The word of an address for the document that `word` names.
pub fn document(word: &str) -> Option<&'static str> {
    document_word(word.trim_matches(|c: char| !c.is_alphabetic())).map(|(segment, _)| segment)
}

/// Whether `word` is one for documents where nothing else can stand, at the end of a title.
pub(super) fn is_document(word: &str) -> bool {
    document_named(&word.to_lowercase()).is_some()
}

/// Whether `word` names an act: not «заңды», «заңнама».
pub(super) fn is_act(word: &str) -> bool {
    act_kind(word).is_some()
}

/// The kind of act that `word` names.
fn act_kind(word: &str) -> Option<ActKind> {
    act_word(word.trim_matches(|c: char| !c.is_alphabetic())).map(|(kind, _)| kind)
}

/// The kind of the one act named before that `text` speaks of: «Көрсетілген шешімнің 1-қосымшасы», «аталған бірлескен бұйрықта». `None` where it speaks of none,
/// or of acts of several kinds.
pub fn names_said_act(text: &str) -> Option<ActKind> {
    const SAID: &[&str] = &["көрсетілген", "Көрсетілген", "аталған", "Аталған"];
    let mut words = words(text).map(|(_, word)| word).filter(|word| *word != "бірлескен").peekable();
    let mut said = None;
    while let Some(word) = words.next() {
        let kind = words.peek().filter(|_| SAID.contains(&word)).and_then(|next| one_act_word(next.trim_matches(|c: char| !c.is_alphabetic())));
        if kind.is_some() && said.is_some() && kind != said {
            return None;
        }
        said = kind.or(said);
    }
    said
}

/// Whether `text` speaks of another act than its own («осы бұйрық»), be it known or not: «министрдің бұйрығында».
pub fn speaks_of_act(text: &str) -> bool {
    let mut before = "";
    words(text).any(|(_, word)| {
        let own = matches!(before, "осы" | "Осы");
        before = word;
        !own && is_act(word)
    })
}

/// All units that `text` names, in order.
pub(super) fn paths(text: &str) -> Vec<ProvisionPath> {
    phrases(text).into_iter().flat_map(|phrase| phrase.paths).collect()
}

/// All phrases in `text`, bare «тақырып», «кіріспе» and «преамбула» among them.
pub(super) fn phrases(text: &str) -> Vec<UnitPhrase> {
    let mut found = unit_phrases(text);
    let mut bare = Vec::new();
    for (at, word) in words(text) {
        const BARE: &[&str] = &["тақыры", "Тақыры", "ТАҚЫРЫ", "кіріспе", "Кіріспе", "преамбула", "Преамбула"];
        if !BARE.iter().any(|stem| word.starts_with(stem)) {
            continue;
        }
        let next = found.partition_point(|phrase| phrase.range.start <= at);
        let named = next > 0 && at < found[next - 1].range.end;
        if !named {
            bare.extend(unit_phrase_at(text, at));
        }
    }
    found.append(&mut bare);
    found.sort_by_key(|phrase| phrase.range.start);
    found
}

/// Whether `text` names a place by a number that no unit is read from: «3.1-тармағында», «12а-бапта», «5-кіші бөлімінде». What is named beside it is not all that is
/// meant. `phrases` are the units that are read.
pub(super) fn names_odd_number(text: &str, phrases: &[UnitPhrase]) -> bool {
    const NOUNS: &[&str] = &["бап", "баб", "тармақ", "тармағ", "тарау", "кіші", "бөлік", "бөліг", "абзац", "қосымша"];
    let odd = |word: &str| {
        let noun = word.rsplit_once(['-', '–', '‑']).map(|(_, noun)| noun);
        word.starts_with(|c: char| c.is_ascii_digit()) && noun.is_some_and(|noun| NOUNS.iter().any(|known| noun.starts_with(known)))
    };
    words(text).any(|(at, word)| odd(word) && !phrases.iter().any(|phrase| phrase.range.start < at + word.len() && at < phrase.range.end))
}

/// `text` without the number that its unit is printed with: «13-2. », «5) », «34-бап. ».
pub(super) fn skip_number(text: &str) -> &str {
    let text = text.trim_start();
    let Some((word, rest)) = text.split_once(char::is_whitespace) else { return text };
    let numbered = word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']);
    if numbered { rest.trim_start() } else { text }
}

/// `text` without the number of the paragraph itself: «1) 5-бапта» but not «4) тармақшасы», «15) және 16) тармақшалары».
pub(super) fn skip_enumerator(text: &str) -> &str {
    let rest = skip_number(text);
    let next = rest.split_whitespace().next().unwrap_or_default();
    let listed =
        next.starts_with("тармақ") || next.starts_with("тармағ") || matches!(next, "және" | "мен" | "-" | "–" | "—") || rest.len() == text.trim_start().len();
    if listed { text.trim_start() } else { rest }
}

/// The address of `named` in the unit that a header named: joined where it can lie inside, in its place where not.
pub(super) fn below(outer: &ProvisionPath, named: &ProvisionPath) -> ProvisionPath {
    let first = ProvisionPath::from_known(named.segments().next().unwrap_or_default()).kind();
    let mut around = Some(outer.clone());
    while let Some(unit) = around {
        if let (Some(outer), Some(inner)) = (unit.kind(), first)
            && super::context::holds(outer, inner)
        {
            return join(&unit, named);
        }
        around = unit.parent();
    }
    named.clone()
}

/// «14-тармақтың кестесінде реттік нөмірлері 2 және 3-жолдар»: the verb governs what is named last, the rows. The unit that the
/// words right before them name in the genitive or the locative is where they stand, and is not changed itself.
pub(super) fn hang_rows(phrases: &mut Vec<UnitPhrase>, text: &str) {
    let mut hung = vec![false; phrases.len()];
    for at in 1..phrases.len() {
        let (before, rest) = phrases.split_at_mut(at);
        let (holder, rows) = (&before[at - 1], &mut rest[0]);
        let between = text.get(holder.range.end..rows.range.start).unwrap_or_default();
        let is_place = matches!(holder.case, Case::Genitive | Case::Locative) && holder.base == Base::None && holder.kind != Some(ProvisionKind::Row);
        let is_row = |path: &ProvisionPath| path.parent().is_none() && path.kind() == Some(ProvisionKind::Row);
        if let ([unit], true, false) = (&holder.paths[..], is_place && rows.base == Base::None && rows.paths.iter().all(is_row), between.contains([',', ';'])) {
            rows.paths.iter_mut().for_each(|row| *row = join(unit, row));
            hung[at - 1] = !rows.paths.is_empty();
        }
    }
    let mut hung = hung.into_iter();
    phrases.retain(|_| !hung.next().unwrap_or_default());
}

/// Whether words before «толықтырылды» name what was added: «14-1-баппен», «қосымшамен».
pub(super) fn adds(unit: &str) -> bool {
    let last = unit.split_whitespace().next_back().unwrap_or(unit);
    ["мен", "бен", "пен", "паен"].iter().any(|ending| last.trim_end_matches(',').ends_with(ending))
}

/// Whether words of a note before «толықтырылды» name a unit that was added: «14-1-баппен», «бұйрық қосымшамен». «3-тармағы сөздермен» and «1-тармағы бөліктермен»
/// name the unit that others were put into, which was there before.
pub(super) fn adds_unit(unit: &str) -> bool {
    let named = phrases(unit);
    let mut named = named.iter().filter(|phrase| !phrase.paths.is_empty()).peekable();
    if !adds(unit) || named.peek().is_some() {
        return named.any(|phrase| phrase.case == Case::Instrumental);
    }
    let last = unit.split_whitespace().next_back().unwrap_or(unit);
    unit_word(last.trim_matches(|c: char| !c.is_alphabetic())).is_some() || document(last).is_some()
}

/// Whether words of a note before «алып тасталды» name words of a unit, which stays: «мәтіннен сөздер», «2-тармақтағы "он" деген сөз».
pub(super) fn ends_in_words(unit: &str) -> bool {
    const NOUNS: &[&str] = &["сөз", "сөзі", "сөздер", "сөздері", "цифр", "цифры", "цифрлар", "цифрлары", "сандар", "сандары", "сөйлем", "сөйлемі", "сөйлемдер"];
    unit.split_whitespace().next_back().is_some_and(|last| NOUNS.contains(&last.trim_end_matches(',')))
}

/// The kind of unit that a noun without a number names: «бөлікпен», «абзацпен».
pub(super) fn kind_of(noun: &str) -> Option<ProvisionKind> {
    use ProvisionKind::{Indent, Part, Point, Subpoint};
    unit_word(noun.trim_end_matches(|c: char| !c.is_alphabetic())).filter(|kind| matches!(kind, Subpoint | Point | Part | Indent))
}

/// Whether an annex is meant in words that name none: «Қағидаларға қосымшалар алып тасталсын» is not about the document.
pub(super) fn unread_annex(bare: &str) -> bool {
    let after = words(bare).skip(1).map(|(_, word)| word).chain(std::iter::once(""));
    words(bare).zip(after).any(|((_, word), next)| word.starts_with("қосымша") && !next.starts_with("сәйкес"))
}

/// The units that the head of a note names, as addresses; empty where it names none. `None` is the act.
pub(super) fn note_targets(unit: &str, op: Operation, at: Attached<'_>) -> Vec<Option<ProvisionPath>> {
    let phrases = phrases(unit);
    let named = |at: usize| phrases.iter().any(|phrase| phrase.range.contains(&at));
    let document = words(unit).filter(|&(at, _)| !named(at)).find_map(|(_, word)| Some((word, self::document(word)?)));
    // «Осы Заңның күшін жою»
    let this_act = phrases.iter().any(|phrase| phrase.base == Base::ThisAct && phrase.paths.is_empty());
    let act = this_act || words(unit).any(|(at, word)| !named(at) && is_act(word));
    let root = document.map(|(word, segment)| at.document(word, segment));
    let attached = at.unit;
    let mut outer: Option<&ProvisionPath> = None;
    let mut meant: Vec<ProvisionPath> = Vec::new();
    let added = op == Operation::Add && phrases.iter().any(|phrase| phrase.case == Case::Instrumental);
    for phrase in &phrases {
        if added && phrase.case != Case::Instrumental {
            // «4-тарау 14-1-баппен толықтырылды»: a chapter is no part of the address, an article is
            outer = phrase.paths.last().filter(|path| path.kind().is_some_and(|kind| !kind.is_grouping()));
            continue;
        }
        for path in &phrase.paths {
            meant.push(match outer {
                Some(outer) if added => path.segments().fold(outer.clone(), |outer, segment| outer.join(segment)),
                _ => path.clone(),
            });
        }
    }
    if meant.is_empty() {
        let annex = words(unit).any(|(_, word)| word.to_lowercase().starts_with("қосымша"));
        return match (root, attached) {
            (Some(root), _) => vec![Some(root)],
            (None, _) if act => vec![None],
            (None, Some(attached)) if annex => vec![Some(ancestor(attached, ProvisionKind::Annex).unwrap_or_else(|| attached.clone()))],
            _ => Vec::new(),
        };
    }
    let titled = meant.iter().all(|path| path.as_str() == "title" || path.as_str() == "heading");
    let mut targets: Vec<_> = meant.into_iter().map(|path| Some(resolve(&path, root.as_ref(), act, attached))).collect();
    if titled && of_whole_text(unit) {
        // «Шешімнің тақырыбында және барлық мәтін бойынша»: both
        targets.push(root.or_else(|| attached.cloned()));
    }
    targets
}

/// «бүкіл мәтін бойынша», «барлық мәтінінде»: whether words speak of the whole text.
pub(super) fn of_whole_text(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["бүкіл", "барлық"].iter().any(|all| lower.match_indices(all).any(|(at, all)| lower[at + all.len()..].trim_start().starts_with("мәтін")))
}

fn ancestor(path: &ProvisionPath, kind: ProvisionKind) -> Option<ProvisionPath> {
    let mut at = Some(path.clone());
    while let Some(path) = at {
        if path.kind() == Some(kind) {
            return Some(path);
        }
        at = path.parent();
    }
    None
}

/// How deep a kind of unit lies; a unit hangs on the innermost one that lies higher.
pub(super) fn depth(kind: ProvisionKind) -> u8 {
    match kind {
        ProvisionKind::Component => 0,
        ProvisionKind::Annex => 1,
        ProvisionKind::Section => 2,
        ProvisionKind::Subsection => 3,
        ProvisionKind::Chapter => 4,
        ProvisionKind::Subchapter => 5,
        ProvisionKind::Table | ProvisionKind::Article => 6,
        ProvisionKind::Point => 7,
        ProvisionKind::Row => 8,
        ProvisionKind::Subpoint => 9,
        ProvisionKind::Part => 10,
        ProvisionKind::Indent => 11,
        _ => 5,
    }
}

/// Whether a unit of `kind` may hang on one of the kind `outer`: a preamble has paragraphs and no points.
fn stands_in(kind: ProvisionKind, outer: ProvisionKind) -> bool {
    depth(outer) < depth(kind) && (outer != ProvisionKind::Preamble || matches!(kind, ProvisionKind::Part | ProvisionKind::Indent))
}

/// The address of the unit that a note at `attached` calls `named`.
fn resolve(named: &ProvisionPath, root: Option<&ProvisionPath>, act: bool, attached: Option<&ProvisionPath>) -> ProvisionPath {
    let last = named.segments().next_back().unwrap_or_default();
    if last == "title" || (last == "heading" && named.parent().is_none()) {
        return match (root, attached) {
            (Some(root), _) => root.join("heading"),
            (None, Some(attached)) if !act => headed(attached).map_or_else(|| ProvisionPath::from_known("title"), |unit| unit.join("heading")),
            _ => ProvisionPath::from_known("title"),
        };
    }
    if last == "heading"
        && let Some(unit) = named.parent()
    {
        return resolve(&unit, root, act, attached).join("heading");
    }
    let Some(attached) = attached else {
        return root.map_or_else(|| named.clone(), |root| join(root, named)).without_groups();
    };
    // the unit it stands at, or one around it
    let mut around = Some(attached.clone());
    while let Some(unit) = around {
        let same = unit.as_str().strip_suffix(named.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('/'));
        if same && root.is_none_or(|root| unit.is_within(root)) {
            return unit;
        }
        around = unit.parent();
    }
    if let Some(root) = root {
        return join(root, named).without_groups();
    }
    if named.kind() == Some(ProvisionKind::Preamble) {
        return named.clone();
    }
    // a neighbour: it hangs on the innermost unit around that can hold it
    let first = named.segments().next().unwrap_or_default();
    let first_kind = ProvisionPath::from_known(first).kind();
    let mut around = Some(attached.clone());
    while let (Some(unit), Some(kind)) = (around, first_kind) {
        let whole = unit.segments().next_back() == Some(first);
        let outer = if whole { unit.parent() } else { Some(unit.clone()).filter(|unit| unit.kind().is_some_and(|outer| stands_in(kind, outer))) };
        if whole || outer.is_some() {
            return outer.map_or_else(|| named.clone(), |outer| join(&outer, named)).without_groups();
        }
        around = unit.parent();
    }
    named.without_groups()
}

/// `inner` inside `outer`.
pub(super) fn join(outer: &ProvisionPath, inner: &ProvisionPath) -> ProvisionPath {
    outer.join(inner.as_str())
}

/// The innermost unit around that has a heading.
fn headed(path: &ProvisionPath) -> Option<ProvisionPath> {
    use ProvisionKind::{Annex, Article, Chapter, Component, Section, Subchapter, Subsection, Table};
    let mut at = Some(path.clone());
    while let Some(path) = at {
        if matches!(path.kind(), Some(Annex | Article | Chapter | Component | Section | Subchapter | Subsection | Table)) {
            return Some(path);
        }
        at = path.parent();
    }
    None
}
