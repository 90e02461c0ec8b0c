//! Changes of words: «"X" деген сөздер "Y" деген сөздермен ауыстырылсын».

use super::verb::{Quoted, words};
use crate::act::WordChange;

/// What quoted words are to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// «деген сөздер»: they go.
    Old,
    /// «деген сөздермен»: they come.
    New,
    /// «деген сөздерден кейін»: others come after them.
    After,
    /// «деген сөздерден бұрын», «деген сөздің алдынан»: others come before them.
    Before,
}

/// The quoted words of one clause.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    old: Vec<String>,
    new: Vec<String>,
    after: Vec<String>,
    before: Vec<String>,
    /// Bytes of the clause that are words of an act, not of the instruction.
    spans: Vec<(usize, usize)>,
}

impl Wording {
    /// Reads every «"…" деген …» and «"…" деп» of a clause.
    ///
    /// What is quoted runs from the first mark to the last one before «деген»: the words may hold marks of their own.
    pub(super) fn of(clause: &str) -> Self {
        let mut found = Self::default();
        let mut start = 0;
        let mut lead = words(clause).peekable();
        while let Some((at, word)) = lead.next() {
            let said = matches!(word, "деген" | "дегенді" | "деп");
            let before = clause[start.min(at)..at].trim_end();
            if !said || !before.ends_with(is_mark) || at < start {
                continue;
            }
            // «"Қарағанды облысы" деген бөлімде»: a stretch of the act by its name, no words of it
            if word == "деген" && lead.peek().is_some_and(|&(_, next)| names_place(next)) {
                start = at + word.len();
                continue;
            }
            let Some(open) = before.find(is_mark) else { continue };
            let (from, to) = (start + open, start + before.len());
            let role = if word == "деп" { Role::New } else { role(&clause[at + word.len()..]) };
            let quoted = quotations(&clause[from..to]);
            match role {
                Role::Old => found.old.extend(quoted),
                Role::New => found.new.extend(quoted),
                Role::After => found.after.extend(quoted),
                Role::Before => found.before.extend(quoted),
            }
            found.spans.push((from, to));
            start = at + word.len();
        }
        if found.spans.is_empty() {
            found.spans = Quoted::of(clause).spans;
        }
        found
    }

    /// Whether the clause changes words, not units.
    pub(super) fn changes_words(&self) -> bool {
        !(self.old.is_empty() && self.new.is_empty() && self.after.is_empty() && self.before.is_empty())
    }

    /// The clause with all quoted words blanked, byte for byte.
    pub(super) fn blank(&self, clause: &str) -> String {
        let mut out = String::with_capacity(clause.len());
        let mut done = 0;
        for &(start, end) in &self.spans {
            out.push_str(&clause[done..start]);
            out.extend(std::iter::repeat_n(' ', end - start));
            done = end;
        }
        out.push_str(&clause[done..]);
        out
    }

    /// Old words with the new ones that stand for them, in order: «тиісінше» pairs them.
    pub(super) fn replacements(&self) -> Vec<WordChange> {
        let new = |at: usize| if self.new.len() == self.old.len() { self.new.get(at) } else { self.new.first() };
        let pairs = self.old.iter().enumerate();
        pairs.map(|(at, old)| WordChange { old: Some(old.clone()), new: new(at).cloned(), after: None, ..WordChange::default() }).collect()
    }

    /// New words, each with those they come after; those that come before others are told as what stands there in the end.
    pub(super) fn additions(&self) -> Vec<WordChange> {
        if !self.before.is_empty() {
            let new = |at: usize| if self.new.len() == self.before.len() { self.new.get(at) } else { self.new.first() };
            let pairs = self.before.iter().enumerate();
            return pairs
                .filter_map(|(at, old)| {
                    Some(WordChange { old: Some(old.clone()), new: Some(format!("{} {old}", new(at)?)), after: None, ..WordChange::default() })
                })
                .collect();
        }
        // «"A" деген сөз "B" деген сөзбен толықтырылсын»: what is there is added to
        let after_all = if self.after.is_empty() { &self.old } else { &self.after };
        if after_all.len() > 1 && self.new.len() == 1 {
            return after_all
                .iter()
                .map(|after| WordChange { old: None, new: self.new.first().cloned(), after: Some(after.clone()), ..WordChange::default() })
                .collect();
        }
        let after = |at: usize| if after_all.len() == self.new.len() { after_all.get(at) } else { after_all.first() };
        self.new
            .iter()
            .enumerate()
            .map(|(at, new)| WordChange { old: None, new: Some(new.clone()), after: after(at).cloned(), ..WordChange::default() })
            .collect()
    }

    /// Words that go without others coming.
    pub(super) fn deletions(&self) -> Vec<WordChange> {
        self.old.iter().map(|old| WordChange { old: Some(old.clone()), new: None, after: None, ..WordChange::default() }).collect()
    }
}

/// Whether the noun after «деген» is a stretch of an act that is named by its heading: «бөлімде», «кестеде», «бағандағы».
fn names_place(noun: &str) -> bool {
    const PLACES: &[&str] = &["бөлім", "кіші", "тарау", "кесте", "баған", "графа", "жолда", "жолын", "жолы", "тізбе", "тақырып"];
    PLACES.iter().any(|place| noun.starts_with(place))
}

/// «сөздерден кейін», «сөздермен», «сөздер»: told by the case of the noun after «деген», the last of «сандар мен сөзден»
/// and «сөз тіркесінен».
fn role(after: &str) -> Role {
    const NOUNS: &[&str] = &["сөз", "цифр", "сан", "тіркес", "белгі", "таңба", "әріп"];
    let mut rest = after.split_whitespace().peekable();
    let mut noun = rest.next().unwrap_or("");
    while let Some(&next) = rest.peek() {
        let joins = matches!(next, "мен" | "пен" | "бен" | "және");
        if joins {
            let mut ahead = rest.clone();
            ahead.next();
            let Some(joined) = ahead.next().filter(|word| NOUNS.iter().any(|noun| word.starts_with(noun))) else { break };
            noun = joined;
            rest = ahead;
        } else if next.starts_with("тіркес") {
            noun = next;
            rest.next();
        } else {
            break;
        }
    }
    let bare = noun.trim_end_matches(|c: char| !c.is_alphabetic());
    let ends = |endings: &[&str]| endings.iter().any(|ending| bare.ends_with(ending));
    if ends(&["мен", "бен", "пен"]) {
        Role::New
    } else if ends(&["дан", "ден", "тан", "тен", "нан", "нен"]) {
        match rest.next() {
            Some(word) if word.starts_with("кейін") => Role::After,
            Some(word) if word.starts_with("бұрын") => Role::Before,
            _ => Role::Old,
        }
    } else if ends(&["ның", "нің", "тың", "тің", "дың", "дің"]) && rest.next().is_some_and(|word| word.starts_with("алдын")) {
        Role::Before
    } else {
        Role::Old
    }
}

fn is_mark(c: char) -> bool {
    matches!(c, '"' | '«' | '»' | '“' | '”' | '„')
}

/// One quotation, or the members of a list: «"A", "B" және "C"».
fn quotations(text: &str) -> Vec<String> {
    let text = text.trim();
    let inner = text.strip_prefix(is_mark).unwrap_or(text);
    let inner = inner.strip_suffix(is_mark).unwrap_or(inner);
    let mut members = Vec::new();
    let mut start = 0;
    let mut from = 0;
    while let Some(found) = inner[from..].find(is_mark) {
        let mark = from + found;
        let width = inner[mark..].chars().next().map_or(1, char::len_utf8);
        let rest = &inner[mark + width..];
        let gap = rest.trim_start_matches([' ', ',']);
        let gap = gap.strip_prefix("және ").or_else(|| gap.strip_prefix("мен ")).unwrap_or(gap);
        let between = rest.len() - gap.len();
        let next = gap.chars().next().filter(|&c| is_mark(c));
        match next {
            Some(next) if between > 0 => {
                members.push(inner[start..mark].trim().to_owned());
                start = mark + width + between + next.len_utf8();
                from = start;
            }
            _ => from = mark + width,
        }
    }
    members.push(inner[start..].trim().to_owned());
    members
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn quoted_words_have_their_roles() {
        let change = |old: &str, new: &str, after: &str| {
            let text = |text: &str| (!text.is_empty()).then(|| text.to_owned());
            WordChange { old: text(old), new: text(new), after: text(after), ..WordChange::default() }
        };
        let clause = "3-тармақтағы \"он\" деген сөз \"екі\" деген сөзбен";
        let wording = Wording::of(clause);
        assert_eq!(wording.replacements(), [change("он", "екі", "")]);
        assert_eq!(wording.blank(clause), "3-тармақтағы        деген сөз          деген сөзбен", "byte for byte");
        let wording = Wording::of("\"\"Астана\" қаласы\" деген сөздер \"\"Нұр-Сұлтан\" қаласы\" деген сөздермен");
        assert_eq!(wording.replacements(), [change("\"Астана\" қаласы", "\"Нұр-Сұлтан\" қаласы", "")], "marks within marks");
        let wording = Wording::of("«құжат» деген сөзден кейін «, хат» деген сөзбен");
        assert_eq!(wording.additions(), [change("", ", хат", "құжат")]);
        let wording = Wording::of("«3 (үш)» деген сандар мен сөз «5 (бес)» деген сандармен және сөзбен");
        assert_eq!(wording.replacements(), [change("3 (үш)", "5 (бес)", "")], "the last noun of several tells the case");
        let wording = Wording::of("«жұмыс күні» деген сөз тіркесінен кейін «, демалысты қоспағанда,» деген сөздермен");
        assert_eq!(wording.additions(), [change("", ", демалысты қоспағанда,", "жұмыс күні")]);
        let wording = Wording::of("«тарау» деген сөзден бұрын «бөлім немесе» деген сөздермен");
        assert_eq!(wording.additions(), [change("тарау", "бөлім немесе тарау", "")], "what stands there in the end");
        let wording = Wording::of("«мәтіні» деген сөздің алдынан «толық» деген сөзбен");
        assert_eq!(wording.additions(), [change("мәтіні", "толық мәтіні", "")], "the same in other words");
        let wording = Wording::of("«Астана қаласы» деген бөлімде «он» деген сөз «екі» деген сөзбен");
        assert_eq!(wording.replacements(), [change("он", "екі", "")], "a stretch by its name");
        let wording = Wording::of("\"5\", \"6\" деген цифрлар тиісінше \"7\", \"8\" деген цифрлармен");
        assert_eq!(wording.replacements(), [change("5", "7", ""), change("6", "8", "")]);
        assert_eq!(Wording::of("\"және хабарлама\" деген сөздер").deletions(), [change("және хабарлама", "", "")]);
        assert!(!Wording::of("10-тармақ мынадай редакцияда").changes_words());
    }
}
