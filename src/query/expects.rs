//! What kind of answer a question expects: «неше күнде», «неше рет», «қанша тұрады», «қандай құжаттар».
//!
//! A question for a time or a sum is answered by a text that names one, a question for a list where the list begins. This is said of the words of
//! the question alone; the number or the list itself is not looked for in the index, only in the few units that are looked at closely.

use std::sync::LazyLock;

use super::cited::names_document;
use super::concept::is_light;
use super::words::{Asked, PARTICLES, Word};
use crate::act::ProvisionKind;
use crate::analyzer::{TokenKind, analyze};
use crate::index::{SharedUnit, Unit};

/// How far after a number its measure may stand: «он бес (15) күнтізбелік күн».
const REACH: usize = 4;
/// So much of a text is read.
const BYTES_MAX: usize = 4_000;

/// The stems that ask «how much».
const ASKING: &[&str] = &["неше", "қанша", "қашан", "сколько", "когда"];

/// The stems that only say that there is a measure. Who asks whether something is so, «мерзімінен ұзақ бола ма», asks for none.
const MEASURED: &[&str] = &["мерзім", "срок"];

/// What these measure is expected only where it is counted, «неше рет»: «ретінде» is no number of times, nor is «бірінші рет».
const ONLY_COUNTED: &[&str] = &["рет", "мәрте", "раз"];

/// What one is made to pay or to serve: «қандай жаза» asks how much, whichever it is.
const PENALTIES: &[&str] = &["жаза", "айыппұл", "штраф", "наказание"];

/// A measure that an answer is expected to have.
#[derive(Debug, PartialEq)]
pub(super) struct Expected {
    /// Which of [`KINDS`].
    kind: usize,
}

static KINDS: LazyLock<Vec<(Vec<&'static str>, Vec<&'static str>)>> = LazyLock::new(|| {
    let lines = include_str!("data/expects.txt").lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| line.split_once('|')).map(|(asks, measures)| (asks.split(' ').collect(), measures.split(' ').collect())).collect()
});

impl Expected {
    /// What `asked` expects; `None` when it asks for no time or sum.
    pub(super) fn of(asked: &Asked) -> Option<Self> {
        let stems: Vec<&str> = asked.words.iter().map(|word| word.stem.as_str()).collect();
        let asks_penalty = asked.words.windows(2).any(|pair| WHICH.contains(&pair[0].exact.as_str()) && PENALTIES.contains(&pair[1].exact.as_str()));
        let asks_whether = || asked.words.iter().any(|word| PARTICLES.contains(&word.exact.as_str()));
        let asks = |stem: &&str| ASKING.contains(stem) || MEASURED.contains(stem) && !asks_whether();
        if !asks_penalty && !stems.iter().any(asks) {
            return None;
        }
        // What stands right after «неше» and «қанша» is what is counted; else any word that has a measure.
        let after = stems.windows(2).find(|pair| matches!(pair[0], "неше" | "қанша" | "сколько")).map(|pair| pair[1]);
        let kind_of = |stem: &str| KINDS.iter().position(|(asks, _)| asks.contains(&stem));
        let told = || asked.words.iter().map(|word| word.stem.as_str()).filter(|stem| !ONLY_COUNTED.contains(stem));
        let kind = after.and_then(kind_of).or_else(|| told().find_map(kind_of))?;
        Some(Self { kind })
    }

    /// Whether `unit` names such a measure after a number.
    pub(super) fn is_in(&self, unit: &SharedUnit) -> bool {
        unit.noted.get_or_init(|| measures_in(&unit.text)) & (1 << self.kind) != 0
    }
}

/// Which of [`KINDS`] a text names a measure of, after a number: a bit for each.
fn measures_in(text: &str) -> u32 {
    let mut since = REACH + 1;
    let mut found = 0;
    for token in analyze(&text[..text.floor_char_boundary(BYTES_MAX)]).iter().filter(|token| token.kind != TokenKind::Whole) {
        if token.kind == TokenKind::Number || NUMERALS.contains(&token.term.as_str()) {
            since = 0;
            continue;
        }
        since += 1;
        if since <= REACH {
            let named = KINDS.iter().enumerate().filter(|(_, (_, measures))| measures.contains(&token.term.as_str()));
            found |= named.fold(0, |bits, (kind, _)| bits | 1 << kind);
        }
    }
    found
}

/// A list that is asked for: «қандай құжаттар», «қандай жағдайда». The law puts it as «мынадай құжаттар», and «мынадай жағдайларда».
#[derive(Debug, PartialEq)]
pub(super) struct Listed {
    /// The stem of what is listed.
    noun: String,
}

impl Listed {
    /// What `asked` asks a list of; `None` when it asks something else.
    pub(super) fn of(asked: &Asked) -> Option<Self> {
        let asks = |pair: &&[Word]| WHICH.contains(&pair[0].exact.as_str()) && pair[1].kind == TokenKind::Word && !pair[1].is_function_word;
        let noun = asked.words.windows(2).find(asks)?[1].stem.clone();
        Some(Self { noun })
    }

    /// Whether `unit` begins with such a list; one further down a long text may be about anything.
    pub(super) fn is_in(&self, unit: &Unit) -> bool {
        let text = &unit.text[..unit.text.floor_char_boundary(LEAD_BYTES)];
        FOLLOWING.iter().flat_map(|following| text.match_indices(following)).any(|(at, following)| {
            let after = &text[at + following.len()..];
            let near = analyze(&after[..after.floor_char_boundary(NEAR_BYTES)]);
            near.iter().filter(|token| token.kind == TokenKind::Word).take(REACH).any(|token| token.term == self.noun)
        })
    }
}

/// How a list is asked for.
const WHICH: &[&str] = &["қандай", "кандай", "қай", "какие", "каких", "какой", "какая", "какое", "каком", "каким", "какими"];
/// How it is begun.
const FOLLOWING: &[&str] = &["мынадай", "мына ", "келесі", "төмендегі", "следующие", "следующих"];
/// What leads in a list stands in the first sentence or two: some 300 letters.
const LEAD_BYTES: usize = 600;
/// [`REACH`] words have hardly more bytes.
const NEAR_BYTES: usize = 160;

/// Whether a question asks if a document is in force, and which, in words: «регламент әлі күшінде ме», «бұйрықтың күші жойылған ба», «действует ли приказ».
pub(super) fn asks_whether_it_holds(asked: &Asked) -> bool {
    let words: Vec<&Word> = asked.order.iter().map(|&at| &asked.words[at]).collect();
    let is_particle = |word: &str| matches!(word, "ма" | "ме" | "ба" | "бе" | "па" | "пе");
    // «қолданыста ма», «қолданыста болды ма», «күші жойылып қойған ба», «күші жойылған жоқ па»
    let asks = |words: &[&Word]| {
        let word = |at: usize| words.get(at).map_or("", |word| word.exact.as_str());
        let ends = |verb: usize| (verb..=verb + AUXILIARIES_MAX).find(|&at| !begins_auxiliary(word(at))).is_some_and(|at| is_particle(word(at)));
        match word(0) {
            "қолданыста" | "күшінде" => ends(1),
            "күші" => is_told(word(1), "жойыл") && ends(2),
            "күшін" => is_told(word(1), "жой") && ends(2),
            "қолданыстан" => (is_told(word(1), "шық") || is_told(word(1), "шығ")) && ends(2),
            "действует" | "действовал" | "действовали" => word(1) == "ли",
            "утратил" | "утратили" => word(1) == "ли" && word(2) == "силу",
            _ => false,
        }
    };
    (0..words.len()).any(|at| asks(&words[at..])) && words.iter().any(|word| names_document(&word.surface))
}

/// More verbs do not stand between a verb and its particle.
const AUXILIARIES_MAX: usize = 2;

/// Whether `word` may stand between a verb and the particle that asks: «жойылып қойған ба», «күшінде болды ма», «жойылған жоқ па».
fn begins_auxiliary(word: &str) -> bool {
    word == "жоқ" || ["болды", "болған", "болып", "қой", "кет", "тұр"].iter().any(|begin| is_told(word, begin))
}

/// Whether `word` is a form of the verb `root` that tells what happened, and no «жоюға», «жойдыру», «жойылса»: these ask what may be done, or what if.
fn is_told(word: &str, root: &str) -> bool {
    let form = word.strip_prefix(root);
    form.is_some_and(|ending| !ending.starts_with("дыр") && !["ға", "ге", "са", "се", "ару"].iter().any(|other| ending.ends_with(other)))
}

/// Whether a question asks if something held, or when it began to: that it did not hold yet is the answer then.
pub(super) fn asks_whether_it_held(asked: &Asked) -> bool {
    let tells = |word: &Word| HELD.iter().any(|begin| word.exact.starts_with(begin));
    asked.cited.asks_standing || asked.cited.asks_commencement || asked.words.iter().any(tells) || asks_whether_it_holds(asked)
}

/// How words begin that speak of being in force.
const HELD: &[&str] = &["қолданыс", "күші", "действ", "вступил", "утратил"];

/// Words whose meaning is asked for: «ҚФБ деген не», «тұтынушы деген кім».
#[derive(Debug, PartialEq)]
pub(super) struct Meaning {
    words: Vec<String>,
}

impl Meaning {
    /// The words whose meaning `asked` asks for; `None` when it asks something else.
    pub(super) fn of(asked: &Asked) -> Option<Self> {
        let asks = |pair: &[&str]| MEANING.iter().any(|(one, other)| pair[0] == *one && (other.is_empty() || pair[1] == *other));
        let exact: Vec<&str> = asked.words.iter().map(|word| word.exact.as_str()).chain(["", "", ""]).collect();
        let calls = |word: &str| CALLED.iter().any(|called| word.starts_with(called));
        // «ҚР ІІМ деп кім аталады», «… деп нені айтады», «… деп қандай органдарды айтады»
        let is_called = |four: &[&str]| four[0] == "деп" && (WHAT.contains(&four[1]) && calls(four[2]) || WHICH.contains(&four[1]) && calls(four[3]));
        // «МАБ қандай мекеме»: who asks what kind of body an abbreviation is asks what it stands for.
        let is_short = |at: usize| at > 0 && asked.is_abbreviation(&asked.words[at - 1]);
        let what_kind = |three: &[&str]| WHICH.contains(&three[0]) && BODIES.contains(&three[1]) && ENDING.contains(&three[2]);
        let at = (0..exact.len() - 3).find(|&at| {
            let four = &exact[at..at + 4];
            asks(&four[..2]) || is_called(four) || what_kind(&four[..3]) && is_short(at)
        })?;
        // «ІІД деген қандай орган»: what is asked for stands before the asking, in Russian after it.
        let (before, after) = asked.words.split_at(at.min(asked.words.len()));
        let content = |words: &[Word]| -> Vec<String> {
            let words = words.iter().filter(|word| !word.is_function_word && !is_light(&word.stem) && !asked.is_cited(&word.token));
            let is_asking = |word: &str| MEANING.iter().any(|(one, _)| *one == word) || calls(word);
            let (words, names): (Vec<&Word>, Vec<&Word>) = words.filter(|word| !is_asking(&word.exact)).partition(|word| !NAMES.contains(&word.stem.as_str()));
            // «виза деген сөз»: the word is «виза», but of «сөз деген не» it is «сөз».
            if words.is_empty() { names } else { words }.into_iter().map(|word| word.stem.clone()).collect()
        };
        // An abbreviation among other words is what is asked about: «ЭҮТШ деген қысқарған сөз нені білдіреді».
        let short = asked.words.iter().rfind(|word| asked.is_abbreviation(word)).map(|word| word.stem.clone());
        let words = [short.into_iter().collect(), content(before), content(after)].into_iter().find(|words| !words.is_empty())?;
        Some(Self { words })
    }

    /// The stems of the words.
    pub(super) fn words(&self) -> &[String] {
        &self.words
    }

    /// Whether `unit` defines the words: «1) тұтынушы – …», «… (бұдан әрі – ІІД)», «… (ҚФБ)», also in a list: «: - МАБ - …; - КҚПК - …».
    pub(super) fn is_in(&self, unit: &Unit) -> bool {
        let text = &unit.text;
        let bracketed = text.match_indices('(').filter_map(|(at, _)| text[at + 1..].split_once(')')).map(|(inside, _)| inside);
        let terms = bracketed.map(|inside| inside.rsplit(['–', '-', '—']).next().unwrap_or(inside));
        let heads = text.split([';', ':', '\n']).filter_map(|entry| {
            let entry = entry.trim_start_matches(|c: char| c.is_whitespace() || DASHES.contains(&c));
            let end = entry.find(&DASHES[1..]).or_else(|| entry.find(" - "))?;
            Some(&entry[..end]).filter(|head| head.len() <= HEAD_BYTES_MAX)
        });
        let mut places = terms.chain(heads);
        places.any(|place| {
            let stems: Vec<String> = analyze(place).into_iter().filter(|token| token.kind == TokenKind::Word).map(|token| token.term).collect();
            stems.len() <= self.words.len() + 1 && self.words.iter().all(|word| stems.contains(word))
        })
    }
}

/// So much of a row is read: its number stands where the second page of it begins.
const ROW_BYTES_MAX: usize = 16_000;

/// Signs that rows of a table go by: «А5», «С12», letters and digits in one word.
#[derive(Debug, PartialEq)]
pub(super) struct Signs<'a> {
    words: Vec<&'a str>,
}

impl<'a> Signs<'a> {
    /// The signs in `asked`; `None` where it has none.
    pub(super) fn of(asked: &'a Asked) -> Option<Self> {
        let is_sign = |word: &str| word.contains(char::is_alphabetic) && word.contains(|c: char| c.is_ascii_digit()) && word.chars().all(char::is_alphanumeric);
        let words = asked.words.iter().filter(|word| is_sign(&word.exact) && !asked.is_cited(&word.token));
        Some(words.map(|word| word.exact.as_str()).collect::<Vec<_>>()).filter(|words| !words.is_empty()).map(|words| Self { words })
    }

    /// Whether `unit` is the row of one of them: «5. А5 …». Its number may stand behind the cells of the page before.
    pub(super) fn is_in(&self, unit: &Unit) -> bool {
        let Some(number) = unit.number.as_deref().filter(|_| unit.kind == Some(ProvisionKind::Row)) else { return false };
        let tokens = analyze(&unit.text[..unit.text.floor_char_boundary(ROW_BYTES_MAX)]);
        tokens.windows(2).any(|pair| pair[0].exact == number && self.words.contains(&pair[1].exact.as_str()))
    }
}

/// How questions for a meaning are put: a word, and the one after it where one is needed.
const MEANING: &[(&str, &str)] = &[
    ("деген", "не"),
    ("деген", "кім"),
    ("деген", "қандай"),
    ("дегеніміз", ""),
    ("дегеннің", ""),
    ("ұғымы", ""),
    ("анықтамасы", "қандай"),
    ("білдіреді", ""),
    ("таратып", ""),
    ("ашылып", ""),
    ("толық", "атауы"),
    ("толық", "аты"),
    ("қысқартуы", ""),
    ("мағынасы", ""),
    ("қысқартылған", "сөз"),
    ("қысқарған", "сөз"),
    ("расшифровка", ""),
    ("расшифровывается", ""),
    ("означает", ""),
    ("такое", ""),
];
/// What names a word, by its stem.
const NAMES: &[&str] = &["сөз", "термин", "ұғым", "түсінік", "атау", "аббревиатура"];
/// How a question asks what something is called so for.
const WHAT: &[&str] = &["кім", "кімді", "кімдер", "не", "нені", "нелер"];
const CALLED: &[&str] = &["атала", "атай", "айта", "айтыл", "түсін", "таныл"];
/// What kind of body or thing an abbreviation may be: «МАБ қандай мекеме», «ВКП қандай портал».
const BODIES: &[&str] = &["мекеме", "орган", "ұйым", "жүйе", "портал", "комитет", "бюро", "басқарма", "департамент", "орталық", "сөз"];
/// What may end such a question: «… қандай мекеме екен».
const ENDING: &[&str] = &["", "болып", "екен", "еді"];
/// What stands before the dash of a definition is short.
const HEAD_BYTES_MAX: usize = 240;
/// What may stand after a term that is defined, and before it in a list; the first of them only between spaces.
const DASHES: [char; 3] = ['-', '–', '—'];

/// Numerals, by their stems.
const NUMERALS: &[&str] = &[
    "бір",
    "екі",
    "үш",
    "төрт",
    "бес",
    "алты",
    "жеті",
    "сегіз",
    "тоғыз",
    "он",
    "жиырма",
    "отыз",
    "қырық",
    "елу",
    "алпыс",
    "жетпіс",
    "сексен",
    "тоқсан",
    "жүз",
    "мың",
    "миллион",
    "жарты",
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::index::Place;
    use crate::text::LineRange;

    #[test]
    fn whether_a_document_holds_is_asked_of_the_document() {
        let cases = [
            ("шетелдіктерге рұқсат беру регламенті әлі күшінде ме", true),
            ("виза қағидалары 2015 жылы қолданыста болды ма", true),
            ("есептен шығару туралы өтініш нысаны қолданыста ма", true),
            ("нұсқаулықтың күші жойылған ба", true),
            ("нұсқаулықтың күші жойылып қойған ба еді", true),
            ("бұл бұйрық күшін жойған жоқ па", true),
            ("қағидалар қолданыстан шығып кетті ме", true),
            ("бұйрықтың күші жойылса, қайда барамын", false),
            ("қағидалар бойынша визаның күшін жойдыруға бола ма", false),
            ("бұйрық бойынша шақырудың күші жойылып кетсе бола ма", false),
            ("қағидалар бойынша карточканы қолданыстан шығаруға бола ма", false),
            ("действует ли еще регламент", true),
            ("паспорт күшінде болса, визасыз шығуға бола ма", false),
            ("қолданыста болған техпаспортты ауыстыруға бола ма", false),
            ("нужна ли виза, если действует безвизовый режим", false),
            ("визам әлі күшінде ме", false),
            ("регламенттің күші", false),
        ];
        for (text, meant) in cases {
            assert_eq!(asks_whether_it_holds(&Asked::read(None, text, None)), meant, "{text}");
        }
    }

    #[test]
    fn a_question_asks_what_a_word_means() {
        let cases = [
            ("ҚР ІІМ деп кім аталады", Some("ім")),
            ("визалар қағидаларында тұтынушы деп кімді айтады", Some("тұтынушы")),
            ("көші-қон карточкасы деп нені айтамыз", Some("карточка")),
            ("шақырушы деп не аталады", Some("шақырушы")),
            ("тұтынушы деген кім", Some("тұтынушы")),
            ("шақыру қағидаларында ДПО деп қандай органдарды айтады", Some("дпо")),
            ("тұтынушы деп қай адамды атайды", Some("тұтынушы")),
            ("ДПО қандай мекеме", Some("дпо")),
            ("шақыру қағидаларында ДПО қандай орган болып табылады", Some("дпо")),
            ("ДПО қандай орган арқылы жібереді", None),
            ("тұтынушы қандай мекеме", None),
            ("тұтынушы деп қай жерге жазады", None),
            ("өтініш беруші деп кім жазады", None),
            ("тұтынушы туралы кім айтады", None),
        ];
        for (text, word) in cases {
            let meaning = Meaning::of(&Asked::read(None, text, None));
            assert_eq!(meaning.is_some(), word.is_some(), "{text}");
            let words = meaning.map(|meaning| meaning.words.join(" ")).unwrap_or_default();
            assert!(words.contains(word.unwrap_or_default()), "{text}: {words}");
            assert!(!words.contains("ата") && !words.contains("айт"), "{text}: {words}");
        }
    }

    #[test]
    fn a_question_asks_for_a_list() {
        let listed = |text: &str| Listed::of(&Asked::read(None, text, None));
        let cases = [
            ("СІМ қандай визалар береді", "ҚР СІМ мынадай санаттардағы визаларды береді:", true),
            ("қандай құжаттар керек", "өтінішке мынадай құжаттар қоса беріледі:", true),
            ("қандай құжаттар керек", "мынадай жағдайларда құжат қайтарылады", true),
            ("қандай құжаттар керек", "мынадай жағдайларда көрсетілетін қызметті берушіге құжат қайтарылады", false),
            ("қандай құжаттар керек", "құжаттар қоса беріледі", false),
        ];
        for (question, text, begins) in cases {
            let place = Place { file: "V1.txt".to_owned(), lines: LineRange::new(1, 1), pages: None, rects: Vec::new(), ocr: None, rest: Vec::new() };
            let unit = Unit { text: text.to_owned(), ..Unit::bare("V1".parse().unwrap(), place) };
            assert_eq!(listed(question).is_some_and(|listed| listed.is_in(&unit)), begins, "{question}: {text}");
        }
        assert_eq!(listed("құжаттар керек пе"), None);
    }

    #[test]
    fn a_question_expects_a_time_or_a_sum() {
        let cases = [
            ("визаны неше күнде береді", Some("күн")),
            ("паспорт жасату қанша тұрады", Some("теңге")),
            ("өтінішті қарау мерзімі", Some("күн")),
            ("айыппұл қанша", Some("айлық")),
            ("виза алуға қандай құжат керек", None),
            ("айыппұл салынады ма", None),
            ("қандай жаза қолданылады", Some("айлық")),
            ("визаны неше рет ұзартуға болады", Some("рет")),
            ("сколько раз можно продлить визу", Some("рет")),
            ("куәлік ретінде берілетін құжат мерзімі қанша", Some("күн")),
            ("бірінші рет берілген визаның мерзімі қанша", Some("күн")),
            ("визаны қашан береді", Some("күн")),
            ("рұқсат паспорттың мерзімінен ұзақ бола ала ма", None),
            ("рұқсаттың мерзімі неше жыл, ұзартыла ма", Some("жыл")),
        ];
        for (text, measure) in cases {
            let expected = Expected::of(&Asked::read(None, text, None));
            assert_eq!(expected.map(|expected| KINDS[expected.kind].1.contains(&measure.unwrap_or_default())), measure.map(|_| true), "{text}");
        }
    }
}
