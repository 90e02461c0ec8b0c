//! Changes of words: «"X" деген сөздер "Y" деген сөздермен ауыстырылсын».

use super::unit;
use super::verb::{Quoted, words};
use crate::text::{DATIVE, GENITIVE, ends_with_any};

/// What quoted words are to a change.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Role {
    /// «деген сөздер»: they go.
    Old,
    /// «деген сөздермен»: they come.
    New,
    /// «сандарына ауыстырылсын»: they come where others are replaced, and are no words of anything else.
    Into,
    /// «деген сөздерден кейін»: others come after them.
    After,
    /// «деген сөздерден бұрын», «деген сөздің алдынан»: others come before them.
    Before,
}

/// Words that are quoted at one place of a clause.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct QuotedWords {
    /// First byte, and one past the last.
    pub(super) start: usize,
    pub(super) end: usize,
    pub(super) role: Role,
    /// One quotation, or the members of a list.
    pub(super) words: Vec<String>,
}

/// The quoted words of one clause.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Wording {
    /// In the order of the clause.
    pub(super) quoted: Vec<QuotedWords>,
    /// A stretch of the act is named by its heading: «"Үстел" деген жолда».
    pub(super) names_stretch: bool,
    /// Words are named as the ends of a stretch: «"ал" деген сөзден бастап "тиіс" деген сөзге дейінгі сөздер». What stands between them is not quoted.
    pub(super) names_ends: bool,
    /// Bytes of the clause that are words of an act, not of the instruction.
    spans: Vec<(usize, usize)>,
}

impl Wording {
    /// Reads every «"…" деген …» and «"…" деп» of a clause.
    ///
    /// What is quoted runs from the first mark to the last one before «деген»: the words may hold marks of their own. Where a unit is named in between («"A" және
    /// 4-тармақтағы "B" деген сөздер»), they are quotations apart.
    pub(super) fn of(clause: &str) -> Self {
        let mut found = Self::default();
        let mut start = 0;
        let mut lead = words(clause).peekable();
        while let Some((at, word)) = lead.next() {
            // «"81 500" сандары "79 210" сандарымен», as local acts say it
            let bare_noun = is_words(word);
            let said = bare_noun || matches!(word, "деген" | "дегенді" | "деп");
            // «"ұйымдар" - сөздерімен»: a dash may part the quotation from its noun
            let before = clause[start.min(at)..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '—'));
            if !said || !before.ends_with(is_mark) || at < start {
                continue;
            }
            // «"Қарағанды облысы" деген бөлімде»: a stretch of the act by its name, no words of it
            if word == "деген" && lead.peek().is_some_and(|&(_, next)| names_place(next)) {
                // «"Жалпы ережелер" деген 1-тарауда» has its number
                let numbered = lead.peek().is_some_and(|&(_, next)| next.starts_with(|c: char| c.is_ascii_digit()));
                found.names_stretch |= !numbered;
                if let Some(open) = before.find(is_mark).filter(|_| numbered) {
                    found.spans.push((start + open, start + before.len()));
                }
                start = at + word.len();
                continue;
            }
            let Some(open) = before.find(is_mark) else { continue };
            let (from, to) = (start + open, start + before.len());
            let after = if bare_noun { &clause[at..] } else { &clause[at + word.len()..] };
            let role = if word == "деп" { Role::New } else { role(after) };
            found.names_ends |= is_end(after);
            for (from, to) in apart(clause, from, to) {
                found.quoted.push(QuotedWords { start: from, end: to, role, words: quotations(&clause[from..to]) });
                found.spans.push((from, to));
            }
            start = at + word.len();
        }
        if found.spans.is_empty() {
            found.spans = Quoted::of(clause).spans;
        }
        found
    }

    /// Whether the clause changes words, not units.
    pub(super) fn changes_words(&self) -> bool {
        !self.quoted.is_empty()
    }

    /// Whether words are quoted for others to stand in their place, or behind them: «"A" деген сөз "B" деген сөзбен».
    pub(super) fn pairs(&self) -> bool {
        let is_new = |quoted: &&QuotedWords| quoted.role == Role::New;
        let news = self.quoted.iter().filter(is_new).count();
        news > 0 && news < self.quoted.len() && self.quoted.last().is_some_and(|last| last.role == Role::New)
    }

    /// The clause with all quoted words blanked, byte for byte.
    pub(super) fn blank(&self, clause: &str) -> String {
        let mut out = String::with_capacity(clause.len());
        let mut done = 0;
        for &(start, end) in &self.spans {
            out.push_str(&clause[done..start]);
            let letter = lettered(&clause[start..end], &clause[end..]);
            out.extend(letter);
            out.extend(letter.map(|_| ')'));
            out.extend(std::iter::repeat_n(' ', end - start - letter.map_or(0, |letter| letter.len_utf8() + 1)));
            done = end;
        }
        out.push_str(&clause[done..]);
        out
    }
}

/// The letter of «"b" тармақшасы», which is the subpoint b).
fn lettered(quoted: &str, after: &str) -> Option<char> {
    let mut letters = quoted.trim_matches(is_mark).chars();
    let letter = letters.next().filter(|letter| letter.is_alphabetic() && letters.next().is_none())?;
    after.trim_start().starts_with("тармақша").then_some(letter)
}

/// The quotations between `from` and `to`: one, or as many as units are named between them.
fn apart(clause: &str, from: usize, to: usize) -> Vec<(usize, usize)> {
    let spans = Quoted::of(&clause[from..to]).spans;
    let mut found: Vec<(usize, usize)> = Vec::new();
    let mut start = from;
    for pair in spans.windows(2) {
        let (end, next) = (from + pair[0].1, from + pair[1].0);
        if end > start && !unit::phrases(&clause[end..next]).is_empty() {
            found.push((start, end));
            start = next;
        }
    }
    found.push((start, to));
    found
}

/// Whether the noun after «деген» is a stretch of an act that is named by its heading: «бөлімде», «кестеде», «бағандағы».
fn names_place(noun: &str) -> bool {
    const PLACES: &[&str] = &["бөлім", "кіші", "тарау", "кесте", "баған", "графа", "жолда", "жолын", "жолы", "тізбе", "тақырып"];
    let noun = noun.split_once('-').filter(|(number, _)| number.starts_with(|c: char| c.is_ascii_digit())).map_or(noun, |(_, noun)| noun);
    PLACES.iter().any(|place| noun.starts_with(place))
}

/// Words for quoted words: their stems.
const NOUNS: &[&str] = &["сөз", "цифр", "сан", "тіркес", "белгі", "таңба", "әріп"];

/// Whether `word` is a form of a noun for quoted words: «сандары», «сөзінен», not «санатында».
fn is_words(word: &str) -> bool {
    const ENDINGS: &[&str] = &["дар", "дер", "тар", "тер", "лар", "лер", "ы", "і", "сы", "сі"];
    let bare = word.trim_end_matches(|c: char| !c.is_alphabetic());
    // a badge or a mark may be called by a name in quotation marks: «"Алтын белгі" белгісін беру қағидалары»
    const BARE: &[&str] = &["сөз", "цифр", "сан"];
    let rest = BARE.iter().find_map(|noun| bare.strip_prefix(noun));
    rest.is_some_and(|rest| ENDINGS.iter().any(|ending| rest.starts_with(ending)))
}

/// «сөзден бастап», «сөзге дейінгі»: whether words with this noun are where a stretch begins or ends.
fn is_end(after: &str) -> bool {
    let mut before = "";
    words(after).take(ENDS_WORDS_MAX).any(|(_, word)| {
        let noun = std::mem::replace(&mut before, word);
        let of_words = NOUNS.iter().any(|stem| noun.starts_with(stem));
        of_words && ((word == "бастап" && ends_with_any(noun, &ABLATIVE)) || (word.starts_with("дейін") && ends_with_any(noun, &DATIVE)))
    })
}

/// How many words may stand from «деген» to «бастап»: «сөз тіркесінен бастап».
const ENDS_WORDS_MAX: usize = 3;

/// «сөздерден кейін», «сөздермен», «сөздер»: told by the case of the noun after «деген», the last of «сандар мен сөзден»
/// and «сөз тіркесінен».
fn role(after: &str) -> Role {
    // «тыныс белгісі» is a mark
    let mut rest = after.split_whitespace().filter(|word| *word != "тыныс").peekable();
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
    } else if ends(&ABLATIVE) {
        match rest.next() {
            Some(word) if word.starts_with("кейін") => Role::After,
            Some(word) if word.starts_with("бұрын") => Role::Before,
            _ => Role::Old,
        }
    } else if ends(&GENITIVE) && rest.next().is_some_and(|word| word.starts_with("алдын")) {
        Role::Before
    } else if ends(&DATIVE) {
        Role::Into
    } else {
        Role::Old
    }
}

/// The endings of what something begins at, or stands behind.
const ABLATIVE: [&str; 6] = ["дан", "ден", "тан", "тен", "нан", "нен"];

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

    /// Every quotation as its role and its words.
    fn shown(clause: &str) -> String {
        let one = |quoted: &QuotedWords| format!("{:?} {}", quoted.role, quoted.words.join("|"));
        Wording::of(clause).quoted.iter().map(one).collect::<Vec<_>>().join("; ")
    }

    #[test]
    fn quoted_words_have_their_roles() {
        let clause = "3-тармақтағы \"он\" деген сөз \"екі\" деген сөзбен";
        assert_eq!(shown(clause), "Old он; New екі");
        assert_eq!(Wording::of(clause).blank(clause), "3-тармақтағы        деген сөз          деген сөзбен", "byte for byte");
        let cases = [
            ("\"\"Астана\" қаласы\" деген сөздер \"\"Нұр-Сұлтан\" қаласы\" деген сөздермен", "Old \"Астана\" қаласы; New \"Нұр-Сұлтан\" қаласы"),
            ("«құжат» деген сөзден кейін «, хат» деген сөзбен", "After құжат; New , хат"),
            ("«3 (үш)» деген сандар мен сөз «5 (бес)» деген сандармен және сөзбен", "Old 3 (үш); New 5 (бес)"),
            ("«жұмыс күні» деген сөз тіркесінен кейін «, демалысты қоспағанда,» деген сөздермен", "After жұмыс күні; New , демалысты қоспағанда,"),
            ("«тарау» деген сөзден бұрын «бөлім немесе» деген сөздермен", "Before тарау; New бөлім немесе"),
            ("«мәтіні» деген сөздің алдынан «толық» деген сөзбен", "Before мәтіні; New толық"),
            ("«Астана қаласы» деген бөлімде «он» деген сөз «екі» деген сөзбен", "Old он; New екі"),
            ("\"81 500\" сандары \"79 210,4\" сандарымен", "Old 81 500; New 79 210,4"),
            ("\"5\", \"6\" сандары тиісінше \"7\", \"8\" сандарымен", "Old 5|6; New 7|8"),
            ("«он» сөзінен кейін «бір» сөзімен", "After он; New бір"),
            ("«органдар» сөздері «ұйымдар» - сөздерімен", "Old органдар; New ұйымдар"),
            ("«органдар» – деген сөздер «ұйымдар» – деген сөздермен", "Old органдар; New ұйымдар"),
            ("\"1 000\" деген сандар \"1 500\" сандарына", "Old 1 000; Into 1 500"),
            ("2 «Салықтық емес түсімдер» санатында", ""),
            ("\"Алтын белгі\" белгісін беру қағидаларының 3-тармағы", ""),
            ("\"5\", \"6\" деген цифрлар тиісінше \"7\", \"8\" деген цифрлармен", "Old 5|6; New 7|8"),
            ("\"және хабарлама\" деген сөздер", "Old және хабарлама"),
            (
                "1) тармақшасындағы \"бөлімге\" және 4-тармақтағы \"он\" деген сөздер тиісінше \"басқармаға\" және \"бес\" деген сөздермен",
                "Old бөлімге; Old он; New басқармаға|бес",
            ),
            ("10-тармақ мынадай редакцияда", ""),
        ];
        for (clause, want) in cases {
            assert_eq!(shown(clause), want, "{clause}");
        }
        assert!(Wording::of("«Астана қаласы» деген бөлімде «он» деген сөз «екі» деген сөзбен").names_stretch);
        assert!(Wording::of("«ал» деген сөзден бастап «тиіс» деген сөзге дейінгі сөздер").names_ends);
        assert!(Wording::of("«ал» сөзінен бастап 3-тармақтың аяғына дейінгі сөздер").names_ends);
        assert!(!Wording::of("«он» деген сөз 01.07.2022 бастап «бес» деген сөзбен").names_ends);
    }
}
