//! The verbs of change, with the forms and misprints they come in.

use std::cell::LazyCell;
use std::sync::LazyLock;

use memchr::memmem::Finder;

use crate::act::Operation;
use crate::text::work;

/// A verb of an instruction, found outside quotation marks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Verb {
    /// What it does to a whole unit.
    pub(super) action: Action,
    /// First byte.
    pub(super) start: usize,
    /// One past the last byte.
    pub(super) end: usize,
    /// «ауыстырылып, …»: another verb follows in the same sentence.
    pub(super) joined: bool,
}

/// What a verb does, before it is known whether a unit or words are meant.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Action {
    /// «редакцияда жазылсын».
    Write,
    /// «толықтырылсын».
    Supplement,
    /// «ауыстырылсын».
    Replace,
    /// «алып тасталсын».
    Remove,
    /// «күші жойылды деп танылсын».
    Repeal,
    /// «қолданылуы тоқтатыла тұрсын».
    Suspend,
    /// «… дейін қолданылады деп белгіленсін», «мынадай редакцияда қолданылады деп белгіленсін:».
    Hold,
    /// «… қолданысқа енгізіледі деп белгіленсін»: something of the time of a unit that is not read.
    Settle,
    /// «2-тармақ мемлекеттік мекемелерге … дейін қолданылмайды деп белгіленсін»: something of a unit, and not of all that it rules.
    SettlePartly,
    /// «5-тармақ болып есептелсін», «деп саналсын»: a unit gets another number.
    Renumber,
}

/// Forms of an instruction's verb: (word, action, whether another verb follows).
///
/// «толықтырлсын», «жазылысын» and «ауыстырлсын» are misprints of published orders.
const VERBS: &[(&str, Action, bool)] = &[
    ("жазылсын", Action::Write, false),
    ("жазылысын", Action::Write, false),
    ("жазылып", Action::Write, true),
    ("баяндалсын", Action::Write, false),
    ("баяндалып", Action::Write, true),
    ("мазмұндалсын", Action::Write, false),
    ("мазмұндалып", Action::Write, true),
    ("толықтырылсын", Action::Supplement, false),
    ("толықтырлсын", Action::Supplement, false),
    ("толықтырылысын", Action::Supplement, false),
    ("толықтырылып", Action::Supplement, true),
    ("ауыстырылсын", Action::Replace, false),
    ("ауыстырлсын", Action::Replace, false),
    ("алмастырылсын", Action::Replace, false),
    ("ауыстырылып", Action::Replace, true),
    ("алмастырылып", Action::Replace, true),
    ("тасталсын", Action::Remove, false),
    ("тасталып", Action::Remove, true),
    ("танылсын", Action::Repeal, false),
    ("танылып", Action::Repeal, true),
    ("жойылсын", Action::Repeal, false),
    ("тоқтатылсын", Action::Repeal, false),
    ("тұрсын", Action::Suspend, false),
    ("есептелсін", Action::Renumber, false),
    ("саналсын", Action::Renumber, false),
];

/// What the word of a note says was done.
///
/// «өзгеріс енгізілді» says no more than that something was.
pub(super) const NOTE_VERBS: &[(&str, Operation)] = &[
    ("редакцияда", Operation::Reword),
    ("редакциясында", Operation::Reword),
    ("редакияда", Operation::Reword),
    ("толықтырылды", Operation::Add),
    ("толықтырылған", Operation::Add),
    ("тасталды", Operation::Delete),
    ("тасталған", Operation::Delete),
    ("енгізілді", Operation::Amend),
    ("енгiзiлдi", Operation::Amend),
    ("енгізілген", Operation::Amend),
    ("өзгертілді", Operation::Amend),
    ("өзгерді", Operation::Amend),
    ("ауыстырылды", Operation::Amend),
    ("жойылды", Operation::Repeal),
    ("жойылған", Operation::Repeal),
    ("тұрды", Operation::Suspend),
    ("тоқтатылды", Operation::Suspend),
];

/// Words of which an instruction about a unit or its wording holds at least one.
///
/// «қор қаражаты есебінен толықтырылсын» of an ordinary order holds none.
const OBJECTS: &[&str] = &[
    "тармақ",
    "тармағ",
    "бап",
    "бабы",
    "бөлі",
    "абзац",
    "азатжол",
    "тарау",
    "параграф",
    "қосымша",
    "жол",
    "кіріспе",
    "преамбула",
    "тақырып",
    "тақырыб",
    "деген",
    "мазмұн",
    "редак",
    "сөз",
    "цифр",
    "ескертпе",
    "кесте",
    "баған",
    "сөйлем",
    "позиция",
];

/// Whether `text` holds a verb of change at all: one byte scan, before anything is read.
pub(super) fn may_change(text: &str) -> bool {
    static ENDING: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("сын"));
    static COUNTED: LazyLock<Finder<'static>> = LazyLock::new(|| Finder::new("есептелсін"));
    if COUNTED.find(text.as_bytes()).is_some() || super::settled::may_settle(text) {
        return true;
    }
    ENDING.find_iter(text.as_bytes()).any(|at| {
        let before = &text.as_bytes()[..at];
        // «жазылсын», the misprint «жазылысын», «тұрсын»
        before.ends_with("л".as_bytes()) || before.ends_with("лы".as_bytes()) || before.ends_with("тұр".as_bytes())
    })
}

/// «3-тармақтың орыс тіліндегі мәтініне өзгеріс енгізіледі, қазақ тіліндегі мәтін өзгермейді»: nothing changes here.
pub(super) fn changes_russian_only(text: &str) -> bool {
    memchr::memmem::find(text.as_bytes(), "өзгермейді".as_bytes()).is_some() && text.contains("мәтін") && text.contains("орыс") && text.contains("өзгеріс")
}

/// How many words may stand between «күші» and «жойылды»: a day, «2022 жылғы 1 шілдеден бастап».
const FORCE_WORDS_MAX: usize = 8;

/// Whether a paragraph ends with the order that something is repealed, whatever form the verb before «деп» has, and whatever stands between «күші» and it.
pub fn orders_repeal(text: &str) -> bool {
    let mut back = text.trim_end_matches(['.', ';', ':', ' ']).split_whitespace().rev();
    let ended = match back.next() {
        Some("жойылсын") => true,
        Some("танылсын" | "есептелсін" | "саналсын") => back.next() == Some("деп") && back.next().is_some_and(is_ended),
        _ => false,
    };
    ended && back.take(FORCE_WORDS_MAX).any(is_force)
}

/// «жойылды», «жойды», «жойылған», «жойған».
fn is_ended(word: &str) -> bool {
    word.starts_with("жойыл") || word.starts_with("жой")
}

/// «күші», «күшін» of an act.
fn is_force(word: &str) -> bool {
    matches!(word, "күші" | "Күші" | "күшін" | "Күшін")
}

/// «қолданысы», «қолданылуы»: what ends when it is stopped for good.
pub(super) fn is_effect(word: &str) -> bool {
    let bare = word.trim_end_matches(',');
    is_force(bare) || matches!(bare, "қолданысы" | "қолданылуы" | "қолданылысы" | "Қолданысы" | "Қолданылуы")
}

/// Whether it names something that an act can be changed in.
pub(super) fn names_an_object(text: &str) -> bool {
    work::spend(text.len());
    OBJECTS.iter().any(|object| memchr::memmem::find(text.as_bytes(), object.as_bytes()).is_some() || capitalised(text, object))
}

/// Whether it names an act or something that an act can be changed in: «лицензияның қолданысы тоқтатылсын» is an order like any other.
fn names_a_norm(text: &str) -> bool {
    names_an_object(text) || words(text).any(|(_, word)| super::unit::is_act(word))
}

fn capitalised(text: &str, object: &str) -> bool {
    // «Кіріспе …», «Тақырып …»: only the first word of a sentence is capital.
    let Some(first) = text.chars().next().filter(|c| c.is_uppercase()) else { return false };
    let mut letters = object.chars();
    letters.next().is_some_and(|lower| first.to_lowercase().eq(std::iter::once(lower))) && text[first.len_utf8()..].starts_with(letters.as_str())
}

/// The verbs of change in `text`, in order, outside the quotation marks that begin before them.
pub(super) fn verbs(text: &str) -> Vec<Verb> {
    let mut found = Vec::new();
    if !may_change(text) {
        return found;
    }
    let quoted = Quoted::of(text);
    let mut before: &str = "";
    let mut before_start = 0;
    let mut third = "";
    // how many words ago «күші», and what else has an end, stood
    let (mut force, mut effect) = (usize::MAX, usize::MAX);
    let mut suspends = false;
    // worked out once, however often the verb stands there
    let names_a_norm = LazyCell::new(|| names_a_norm(text));
    let settled_units = LazyCell::new(|| super::settled::SettledUnits::of(text, &quoted));
    for (start, word) in words(text) {
        let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
        if let Some(&(_, action, joined)) = VERBS.iter().find(|(form, ..)| *form == bare)
            && !quoted.holds(start)
        {
            let from = match action {
                // «алып тасталсын», «алынып тасталсын», «деп танылсын», «тоқтатыла тұрсын»
                Action::Remove if matches!(before, "алып" | "алынып") => Some(before_start),
                Action::Remove => None,
                // «күші жойылсын»
                // «күші 2022 жылғы 1 шілдеден бастап жойылсын»
                Action::Repeal if bare == "жойылсын" => (force <= FORCE_WORDS_MAX).then_some(start),
                Action::Repeal if bare == "тоқтатылсын" => (effect <= FORCE_WORDS_MAX && *names_a_norm).then_some(start),
                Action::Repeal if before == "деп" && is_ended(third) => Some(before_start),
                Action::Repeal => None,
                Action::Suspend if before.starts_with("тоқтатыл") => Some(before_start),
                Action::Suspend => None,
                // «өтінім берілген болып есептелсін» is an order like any other
                Action::Renumber => (matches!(before, "болып" | "деп") && is_unit(third)).then_some(before_start),
                Action::Write | Action::Supplement | Action::Replace => Some(start),
                // found by what stands before «деп»
                Action::Hold | Action::Settle | Action::SettlePartly => None,
            };
            // «күші жойылды деп есептелсін»
            let ended = action == Action::Renumber && before == "деп" && is_ended(third) && force <= FORCE_WORDS_MAX;
            let (action, from) = if ended { (Action::Repeal, Some(before_start)) } else { (action, from) };
            if let Some(from) = from {
                suspends |= action == Action::Suspend;
                found.push(Verb { action, start: from, end: start + bare.len(), joined });
            }
        }
        // «тоқтатыла тұрсын, … мынадай редакцияда қолданылады деп белгіленсін:» is one order
        let settled = if bare == "белгіленсін" && before == "деп" && !quoted.holds(start) { super::settled::action(third) } else { None };
        if let Some(action) = settled.filter(|_| !suspends && settled_units.any()) {
            let from = super::settled::predicate_start(&text[..start]);
            let action = if settled_units.only_in_time(text, from) { action } else { Action::SettlePartly };
            found.push(Verb { action, start: from, end: start + bare.len(), joined: false });
        }
        force = if is_force(bare) { 0 } else { force.saturating_add(1) };
        effect = if is_effect(bare) { 0 } else { effect.saturating_add(1) };
        third = before;
        before = bare;
        before_start = start;
    }
    found
}

/// Whether a word is the noun of a unit: «6-тармақтар».
fn is_unit(word: &str) -> bool {
    const UNITS: &[&str] = &["тармақ", "бап", "бөлік", "абзац", "тарау", "параграф", "бөлім", "қосымша", "жол"];
    let noun = word.rsplit('-').next().unwrap_or(word);
    UNITS.iter().any(|unit| noun.starts_with(unit))
}

/// The words of `text` with their places.
pub(super) fn words(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.split_whitespace().map(move |word| {
        work::spend(word.len() + 1);
        (word.as_ptr() as usize - text.as_ptr() as usize, word)
    })
}

/// Where quotation marks open and close in one paragraph.
///
/// Straight marks say not whether they open or close: one before a letter and after a gap opens, one after a letter
/// closes. Marks that stay open hold nothing: a paragraph with a stray mark is read all the same.
pub(super) struct Quoted {
    /// Outermost quotations, in order.
    pub(super) spans: Vec<(usize, usize)>,
}

impl Quoted {
    pub(super) fn of(text: &str) -> Self {
        work::spend(text.len());
        let mut spans = Vec::new();
        let mut opened: Vec<usize> = Vec::new();
        let mut before = ' ';
        let mut chars = text.char_indices().peekable();
        while let Some((at, c)) = chars.next() {
            let after = chars.peek().map_or(' ', |&(_, next)| next);
            let opens = match c {
                '«' | '“' | '„' => Some(true),
                '»' | '”' => Some(false),
                '"' => {
                    let gap_before = before.is_whitespace() || matches!(before, '(' | '[' | '«' | '"' | '“' | '-' | '–');
                    let gap_after = after.is_whitespace() || matches!(after, ')' | ',' | ';' | '.' | ':' | '»' | '"');
                    Some(if gap_before != gap_after { gap_before } else { opened.is_empty() })
                }
                _ => None,
            };
            match opens {
                Some(true) => opened.push(at),
                Some(false) => {
                    if let Some(start) = opened.pop()
                        && opened.is_empty()
                    {
                        spans.push((start, at + c.len_utf8()));
                    }
                }
                None => {}
            }
            before = c;
        }
        Self { spans }
    }

    /// Whether byte `at` is inside a quotation.
    pub(super) fn holds(&self, at: usize) -> bool {
        let next = self.spans.partition_point(|&(start, _)| start <= at);
        next > 0 && at < self.spans[next - 1].1
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_in_quotation_marks_are_wording() {
        let text = "\"алып тасталсын\" деген сөздер \"толықтырылсын\" деген сөздермен ауыстырылып, 3) тармақшасы алынып тасталсын;";
        let actions: Vec<Action> = verbs(text).iter().map(|verb| verb.action).collect();
        assert_eq!(actions, [Action::Replace, Action::Remove]);
    }

    #[test]
    fn units_are_renumbered_and_other_things_counted() {
        let actions = |text: &str| verbs(text).iter().map(|verb| verb.action).collect::<Vec<_>>();
        assert_eq!(actions("4, 5-тармақтар тиісінше 5, 6-тармақтар болып есептелсін."), [Action::Renumber]);
        assert_eq!(actions("4-тармақ 3-1-тармақ деп саналсын;"), [Action::Renumber]);
        assert_eq!(actions("Өтінім 4-тармаққа сәйкес берілген болып есептелсін."), []);
    }

    #[test]
    fn what_ends_is_repealed_in_whatever_words() {
        for text in [
            "№ 10 бұйрығының күші жойылды деп танылсын.",
            "№ 10 бұйрығының күші жойылды деп есептелсін.",
            "№ 10 бұйрығының күші 2022 жылғы 1 шілдеден бастап жойылсын.",
            "№ 10 бұйрығының 2-тармағының күші 2022 жылғы 1 шілдеден бастап жойылды деп танылсын.",
        ] {
            assert_eq!(verbs(text).iter().map(|verb| verb.action).collect::<Vec<_>>(), [Action::Repeal], "{text}");
            assert!(orders_repeal(text), "{text}");
        }
        assert_eq!(verbs("№ 10 бұйрығының қолданысы тоқтатылсын.").len(), 1);
        assert_eq!(verbs("Объектідегі жұмыс тоқтатылсын.").len(), 0);
        assert!(!orders_repeal("Оның салдары жойылсын."));
    }

    #[test]
    fn a_stray_mark_hides_nothing() {
        assert_eq!(verbs("\"Астана қаласы деген сөздер алып тасталсын").len(), 1);
    }
}
