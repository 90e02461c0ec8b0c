//! Short names that an act gives to others: «… № 10 бұйрығы (бұдан әрі – Бұйрық)» holds for the whole act, for its instructions too.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use crate::act::{ActKind, CitedAct, ProvisionKind, ProvisionPath};
use crate::amend::{self, Context, ParsedOperation};
use crate::cite::{ActPhrase, Case, act_word, cited_acts, defined_terms, document_named, document_word, unit_word};
use crate::text::{CleanText, outside_brackets, words, work};

/// Words among which a short name is looked for: it stands before all units that an instruction names.
const LEAD_WORDS_MAX: usize = 24;
/// Most words of a short name that is looked for.
const NAME_WORDS_MAX: usize = 6;

/// Acts that are looked at before a short name: the one it is given to, and those named in brackets behind it.
const NAMED_BEFORE_MAX: usize = 4;
/// Most bytes of brackets between an act and the short name that it is given.
const BRACKETS_MAX: usize = 2_000;

/// What a short name stands for.
#[derive(Clone, Debug, PartialEq)]
enum Meaning {
    Act(CitedAct),
    /// A document that an act approved.
    Document {
        act: CitedAct,
        component: ProvisionPath,
        name: Option<String>,
    },
    /// Something else than an act, several acts, or a document of an act that is not told.
    Unknown,
}

/// The short names of one text.
#[derive(Debug, Default)]
pub(super) struct Names {
    by_name: HashMap<String, Meaning>,
    /// Names of documents that wait for the act which approved them, by the paragraph that gives them.
    waiting: HashMap<usize, Vec<String>>,
    /// How many paragraphs give each of them.
    given: HashMap<String, usize>,
    /// The first letters of all names: most words begin none.
    beginnings: HashSet<String>,
}

/// What an instruction says by a short name.
pub(super) struct Said<'t> {
    /// Its words, with no more of the name than its noun.
    text: Cow<'t, str>,
    meaning: Meaning,
    kind: Option<ActKind>,
}

impl Names {
    /// All names that are given in `text` outside of quoted wording.
    pub(super) fn of(text: &CleanText, quoted: &[bool]) -> Self {
        let mut names = Self::default();
        let (mut read, mut acts, mut open) = (usize::MAX, Vec::new(), String::new());
        for term in defined_terms(text) {
            let paragraph = text.paragraph_at(term.span.start);
            if quoted.get(paragraph).copied().unwrap_or_default() {
                continue;
            }
            let (words, start) = (text.paragraph_text(paragraph), text.paragraphs[paragraph].span.range().start);
            if read != paragraph {
                (read, acts, open) = (paragraph, cited_acts(words), amend::blank_quotes(words));
            }
            let bracket = term.span.range().start - start;
            // «… деген сөз "№ 541 бұйрығына (бұдан әрі – Бұйрық)" деген сөздермен ауыстырылсын»: a name of the act that is changed
            if open.as_bytes().get(bracket) != words.as_bytes().get(bracket) {
                continue;
            }
            let before = acts.partition_point(|act| act.range.end <= bracket);
            // «… төлемдер туралы» кодексі (Салық кодексі) (бұдан әрі – Салық кодексі)»: the name in the bracket between is the same act's
            let near = |act: &&ActPhrase| bracket - act.range.end <= BRACKETS_MAX;
            let stands_before = |act: &&ActPhrase| near(act) && outside_brackets(&words[act.range.end..bracket]).trim().is_empty();
            let act = acts[..before].iter().rev().take(NAMED_BEFORE_MAX).find(stands_before);
            match act {
                Some(act) => names.give(&term.term, Meaning::Act(act.act.clone())),
                None if is_document(text.slice(term.meaning)) && (words.ends_with(':') || amend::is_instruction(words)) => {
                    names.waiting.entry(paragraph).or_default().push(term.term.clone());
                }
                None => {}
            }
        }
        let waiting: Vec<String> = names.waiting.values().flatten().cloned().collect();
        waiting.into_iter().for_each(|name| names.wait(&name));
        names
    }

    /// `name` stands for `meaning`; given to two things it tells neither.
    fn give(&mut self, name: &str, meaning: Meaning) {
        self.beginnings.extend(beginning(name));
        let known = self.by_name.entry(name.to_owned()).or_insert_with(|| meaning.clone());
        if *known != meaning {
            *known = Meaning::Unknown;
        }
    }

    /// `name` is given to a document whose act is not known yet.
    fn wait(&mut self, name: &str) {
        self.beginnings.extend(beginning(name));
        *self.given.entry(name.to_owned()).or_default() += 1;
        self.by_name.insert(name.to_owned(), Meaning::Unknown);
    }

    /// The document that `paragraph` speaks of is that of `context`: the name that it gives is told by that.
    pub(super) fn bind(&mut self, paragraph: usize, context: &Context) {
        let (Some(act), Some(component)) = (&context.act, &context.component) else { return };
        for name in self.waiting.remove(&paragraph).unwrap_or_default() {
            let left = self.given.entry(name.clone()).or_default();
            *left = left.saturating_sub(1);
            let again = *left > 0;
            let meaning = Meaning::Document { act: act.clone(), component: component.clone(), name: context.document.clone() };
            match self.by_name.get_mut(&name) {
                Some(known) if *known == Meaning::Unknown && !again => *known = meaning,
                Some(known) if *known != meaning => *known = Meaning::Unknown,
                _ => {}
            }
        }
    }

    /// As [`Self::bind`], of an instruction that names its document itself.
    pub(super) fn bind_by(&mut self, paragraph: usize, operations: &[ParsedOperation]) {
        let Some(one) = operations.first().filter(|_| self.waiting.contains_key(&paragraph)) else { return };
        let outermost = one.target.path.as_ref().and_then(|path| path.segments().next()).map(ProvisionPath::from_known);
        let component = outermost.filter(|path| path.kind() == Some(ProvisionKind::Component));
        self.bind(paragraph, &Context { act: one.target.act.clone(), component, document: one.target.document.clone(), ..Context::default() });
    }

    /// What `text`, an instruction or the lead-in of some, says by a short name: «Бұйрықпен бекітілген Қағидалардың 3-тармағы …». `None` where it leads with none.
    ///
    /// A word for an act that is no name which the act gave («Заңның 2-бабы …») is told as one of an act that is not known.
    pub(super) fn said<'t>(&self, text: &'t str) -> Option<Said<'t>> {
        // «бүкіл мәтін бойынша "Бұйрық" деген сөз …»: what is quoted names nothing
        let open = amend::blank_quotes(text);
        let spoken: Vec<(usize, &str)> = words(&open).skip_while(|(_, word)| is_enumerator(word)).take(LEAD_WORDS_MAX).collect();
        let mut unknown = None;
        for (at, &(start, word)) in spoken.iter().enumerate() {
            if is_unit(word) || word.starts_with('(') {
                break;
            }
            let pointed = at.checked_sub(1).is_some_and(|before| points(spoken[before].1));
            if pointed || !word.starts_with(|c: char| c.is_alphanumeric() || c == '№') {
                continue;
            }
            if let Some((end, meaning)) = self.named(&open, &spoken[at..]) {
                return self.told(text, start..end, meaning.clone());
            }
            let kind = act_word(bare(word)).filter(|(_, case)| !matches!(case, Case::Nominative)).map(|(kind, _)| kind);
            unknown = unknown.or(kind.filter(|kind| *kind != ActKind::Constitution));
        }
        let unit = spoken.iter().any(|(_, word)| is_unit(word)) || text.contains("тоқтатыла тұрсын") || text.ends_with("енгізілсін:");
        let unknown = unknown.filter(|_| unit && cited_acts(text).is_empty() && !is_reference(text))?;
        Some(Said { text: Cow::Borrowed(text), meaning: Meaning::Unknown, kind: Some(unknown) })
    }

    /// What the short name at `range` tells, unless an act is cited before it, or it is no more than what the order follows from: «Заңның 5-бабына сәйкес».
    fn told<'t>(&self, text: &'t str, range: std::ops::Range<usize>, meaning: Meaning) -> Option<Said<'t>> {
        let cited = cited_acts(text).first().is_some_and(|act| act.range.start < range.start);
        if cited || is_reference(&text[range.start..]) {
            return None;
        }
        let noun = text[range.clone()].split_whitespace().next_back().unwrap_or_default();
        let kind = act_word(bare(noun)).map(|(kind, _)| kind);
        let kept = if kind.is_some() || document_word(bare(noun)).is_some() { noun } else { "" };
        let text = Cow::Owned(format!("{}{kept}{}", &text[..range.start], &text[range.end..]));
        Some(Said { text, meaning, kind })
    }

    /// The short name that the words begin with, in any case, and where it ends.
    fn named(&self, text: &str, spoken: &[(usize, &str)]) -> Option<(usize, &Meaning)> {
        let start = spoken.first()?.0;
        let begins = beginning(&text[start..]).is_some_and(|letters| self.beginnings.contains(&letters));
        let longest = if begins { spoken.len().min(NAME_WORDS_MAX) } else { 0 };
        (0..longest).rev().find_map(|last| {
            let end = spoken[last].0 + bare_end(spoken[last].1);
            let words = text.get(start..end)?.trim_start_matches(['"', '«', '“']);
            let known = |ending: &str| self.by_name.get(words.strip_suffix(ending)?.trim_end_matches(['-', '–', '"', '»', '”']));
            work::spend(ENDINGS.len());
            ENDINGS.iter().find_map(|ending| known(ending)).map(|meaning| (end, meaning))
        })
    }
}

/// How an instruction is read: its words, what it is about, and whether a short name tells the act.
pub(super) struct Read<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) context: Context,
    pub(super) named: bool,
}

impl<'t> Read<'t> {
    /// The words `whole`, where `around` was named above them and `said` by a short name in them.
    pub(super) fn new(whole: &'t str, around: Context, said: Option<Said<'t>>) -> Self {
        let told = said.filter(|said| !around.repeals && (said.meaning != Meaning::Unknown || around.act.is_none()));
        let Some(Said { text, meaning, kind }) = told else { return Self { text: Cow::Borrowed(whole), context: around, named: false } };
        let of = |act: CitedAct| Context { act: Some(act), term: around.term.clone(), suspends: around.suspends, ..Context::default() };
        if is_rival(&meaning, kind, &around) {
            return Self { text: Cow::Borrowed(whole), context: around, named: false };
        }
        let context = match meaning {
            Meaning::Act(act) if around.act.as_ref() == Some(&act) => around,
            Meaning::Act(act) => of(act),
            Meaning::Document { act, component, name } => Context { component: Some(component), document: name, ..of(act) },
            Meaning::Unknown => Context { act: Some(CitedAct { kind, ..CitedAct::default() }), ..around },
        };
        Self { text, context, named: true }
    }
}

/// Whether the changes are those of another act or document of the kind that was given the short name: «Қағидалардың 7-тармағы» below «… № 541 бұйрығына мынадай
/// өзгерістер енгізілсін: Бюджет қағидаларында:» is about these rules, whatever rules were called so above.
fn is_rival(meaning: &Meaning, kind: Option<ActKind>, around: &Context) -> bool {
    let word = |component: &ProvisionPath| component.as_str().split(['-', '~']).next().map(str::to_owned);
    around.act.as_ref().is_some_and(|here| match meaning {
        Meaning::Act(act) => here != act && (kind.is_none() || here.kind.is_none() || here.kind == kind),
        Meaning::Document { act, component, .. } => here != act && around.component.as_ref().is_some_and(|own| word(own) == word(component)),
        Meaning::Unknown => false,
    })
}

/// The endings of the cases in which a short name stands: «Заңның», «Төлем кодексінде», «ЕК-тің».
const ENDINGS: &[&str] = &[
    "", "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "да", "де", "та", "те", "нда", "нде", "мен", "бен", "пен", "дан", "ден",
    "тан", "тен", "нан", "нен",
];

/// The first two letters of a name.
fn beginning(name: &str) -> Option<String> {
    let letters: String = name.trim_start_matches(['"', '«', '“']).chars().take(2).collect();
    (!letters.is_empty()).then_some(letters)
}

/// Whether the words that a name is given to end with a document: «Сынақ қағидаларында».
fn is_document(meaning: &str) -> bool {
    // «қағидаларында», «талаптарында» in small letters, as they stand behind what the document is about
    meaning.split_whitespace().next_back().is_some_and(|word| document_named(bare(word)).is_some())
}

/// «осы бұйрықпен», «көрсетілген бұйрықпен»: what is pointed at is no name.
fn points(word: &str) -> bool {
    matches!(word, "осы" | "Осы" | "көрсетілген" | "Көрсетілген" | "аталған" | "Аталған" | "бірлескен")
}

/// «Заңның 5-бабына сәйкес …»: what an order follows from is not what it changes.
fn is_reference(text: &str) -> bool {
    const FOLLOWING: &[&str] = &["сәйкес", "негізінде", "орындау"];
    words(text).take(9).take_while(|(_, word)| !points(word)).any(|(_, word)| FOLLOWING.contains(&bare(word)))
}

/// «2-баптың», «бабының»: a unit.
fn is_unit(word: &str) -> bool {
    let noun = word.rsplit(['-', '‑']).next().unwrap_or(word);
    unit_word(bare(noun)).is_some()
}

/// The number of a unit of the act itself: «2.», «1)», «2-бап.».
fn is_enumerator(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')'])
}

fn bare(word: &str) -> &str {
    word.trim_matches(|c: char| !c.is_alphanumeric())
}

/// How long `word` is without the marks behind it.
fn bare_end(word: &str) -> usize {
    word.trim_end_matches([',', ';', ':', '.', ')']).len()
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::structure::parse;
    use crate::text::{ProblemCode, SourceText};

    /// The operations of an order, each as `unit op number/path until day`, and how many of its instructions are not read.
    fn changes(points: &str) -> (Vec<String>, usize) {
        let act = format!(
            "Кейбір мәселелер туралы\n\nҚазақстан Республикасы Қаржы министрінің 2020 жылғы 17 шілдедегі № 70 бұйрығы\n\nБҰЙЫРАМЫН:\n{points}\n\
             9. Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.\n"
        );
        let source = SourceText::new("a.txt", act);
        let read = parse(&source, &repair(&source).value);
        let unread = read.problems.iter().filter(|problem| problem.code == ProblemCode::InstructionUnread).count();
        let shown = read.value.amendments.iter().map(|amendment| {
            let act = amendment.target.act.as_ref().map_or("-", |act| act.number.as_deref().unwrap_or("?"));
            let path = amendment.target.path.as_ref().map_or("act", |path| path.as_str());
            let until = amendment.commencement.until().map(|day| format!(" until {day}")).unwrap_or_default();
            format!("{} {} {act}/{path}{until}", amendment.unit, amendment.op.as_str())
        });
        (shown.collect(), unread)
    }

    const ORDER: &str = "Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығына";

    #[test]
    fn a_short_name_holds_in_the_points_behind() {
        let points = |name: &str, last: &str| format!("1. {ORDER} (бұдан әрі – {name}) мынадай өзгерістер енгізілсін:\n3-тармақ алып тасталсын.\n2. {last}");
        let last = |points: &str| changes(points).0.last().cloned().unwrap_or_default();
        let cases = [
            ("Бұйрық", "Бұйрықпен бекітілген Сынақ қағидаларының 3-тармағының күші жойылды деп танылсын.", "point-2/amend-1 repeal 540/rules/point-3"),
            ("Бұйрық", "Бұйрықтың қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.", "point-2 suspend 540/act until 2023-01-01"),
            ("№ 540 бұйрық", "№ 540 бұйрықпен бекітілген Сынақ қағидаларының 3-тармағы алып тасталсын.", "point-2/amend-1 delete 540/rules/point-3"),
            (
                "Бұйрық",
                "2023 жылғы 1 қаңтарға дейін Бұйрықтың 5-тармағының қолданысы тоқтатыла тұрсын.",
                "point-2/amend-1 suspend 540/point-5 until 2023-01-01",
            ),
            ("Бұйрық", "Бұйрыққа мынадай өзгеріс енгізілсін:\n6-тармақ алып тасталсын.", "point-2/amend-1 delete 540/point-6"),
        ];
        for (name, text, meant) in cases {
            assert_eq!(last(&points(name, text)), meant, "{text}");
        }
    }

    #[test]
    fn a_document_has_a_short_name_too() {
        let points = format!(
            "1. {ORDER} (бұдан әрі – Бұйрық) мынадай өзгерістер енгізілсін:\nБұйрықпен бекітілген Сынақ қағидаларында (бұдан әрі – Қағидалар):\n\
             2-тармақ алып тасталсын.\n2. Қағидалардың 3-тармағының қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын."
        );
        assert_eq!(
            changes(&points),
            (vec!["point-1/amend-1 delete 540/rules/point-2".to_owned(), "point-2/amend-1 suspend 540/rules/point-3 until 2023-01-01".to_owned()], 0)
        );
    }

    #[test]
    fn what_is_changed_here_is_meant_before_what_was_given_the_short_name() {
        let other = "Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 541 бұйрығына мынадай өзгерістер енгізілсін:";
        let last = |of_first: &str, of_second: &str| {
            let points = format!("1. {ORDER} {of_first}\n2. {other}\n{of_second}");
            changes(&points).0.into_iter().filter(|one| one.starts_with("point-2")).collect::<Vec<_>>()
        };
        let named = "(бұдан әрі – Бұйрық) мынадай өзгерістер енгізілсін:\n3-тармақ алып тасталсын.";
        assert_eq!(last(named, "Бұйрықтың 6-тармағы алып тасталсын."), ["point-2/amend-1 delete 541/point-6"]);
        assert_eq!(last(named, "бүкіл мәтін бойынша \"Бұйрық\" деген сөз \"Қаулы\" деген сөзбен ауыстырылсын."), ["point-2/amend-1 replace_words 541/act"]);
        let rules =
            "мынадай өзгерістер енгізілсін:\nкөрсетілген бұйрықпен бекітілген Есеп жүргізу қағидаларында (бұдан әрі – Қағидалар):\n5-тармақ алып тасталсын.";
        let others = "көрсетілген бұйрықпен бекітілген Бюджет қағидаларында:\nҚағидалардың 7-тармағы алып тасталсын.";
        assert_eq!(last(rules, others), ["point-2/amend-1 delete 541/rules/point-7"]);
    }

    #[test]
    fn a_name_in_words_that_are_put_into_another_act_is_none_of_this_one() {
        let points = format!(
            "1. {ORDER} мынадай өзгерістер енгізілсін:\n1) кіріспедегі \"Ережеге\" деген сөз \"2014 жылғы 4 маусымдағы № 541 бұйрығына (бұдан әрі – Бұйрық)\" деген \
             сөздермен ауыстырылсын;\n2) Бұйрықтың 6-тармағы алып тасталсын."
        );
        assert_eq!(changes(&points).0.last().map(String::as_str), Some("point-1/subpoint-2/amend-1 delete 540/point-6"));
    }

    #[test]
    fn an_act_may_be_named_in_a_bracket_before_its_short_name() {
        let points = "1. \"Салық және бюджетке төленетін басқа да міндетті төлемдер туралы\" Қазақстан Республикасының 2017 жылғы 25 желтоқсандағы № 120-VI ҚРЗ Кодексі (Салық кодексі) \
                      (бұдан әрі – Салық кодексі) 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін.\n2. Салық кодексінің 2-бабының қолданысы 2023 жылғы 1 қаңтарға дейін \
                      тоқтатыла тұрсын.";
        let told = changes(points).0;
        assert!(told.iter().any(|one| one.contains("suspend 120-VI") && one.contains("/article-2")), "{told:?}");
    }

    #[test]
    fn a_name_that_the_act_does_not_give_is_of_no_act_that_is_known() {
        for text in [
            "Заңның 2-бабы 2-тармағының қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.",
            "Заңға мынадай өзгеріс енгізілсін:\n2-баптың 2-тармағы алып тасталсын.",
        ] {
            let (told, unread) = changes(&format!("1. Бақылау маған жүктелсін.\n2. {text}"));
            assert!(told.iter().all(|one| one.contains(" ?/")) && !told.is_empty() && unread > 0, "{text}: {told:?} {unread}");
        }
        let own = "2. Осы бұйрықтың 1-тармағының қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.";
        assert!(changes(&format!("1. Бақылау маған жүктелсін.\n{own}")).0.iter().all(|one| !one.contains(" ?/")));
    }

    #[test]
    fn what_a_list_names_is_set_aside_and_never_the_act_around_it() {
        let aside = "қолданысы 2023 жылғы 1 қаңтарға дейін тоқтатыла тұрсын";
        let order = "Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығының";
        let rules = "Қазақстан Республикасы Қаржы министрінің 2014 жылғы 4 маусымдағы № 540 бұйрығымен бекітілген Сынақ қағидаларының";
        let two = |one: &str, other: &str| [one, other].map(|one| format!("{one} until 2023-01-01")).to_vec();
        let of = |unit: usize, path: &str| format!("point-1/subpoint-{unit}/amend-1 suspend 540/{path}");
        let cases = [
            (
                format!("1. {order} мынадай нормаларының {aside}:\n1) 2-тармағы;\n2) 3-тармақтың 1) тармақшасы."),
                two(&of(1, "point-2"), &of(2, "point-3/subpoint-1")),
            ),
            (format!("1. {rules} мынадай тармақтарының {aside}:\n1) 2-тармақ;\n2) 3-тармақ."), two(&of(1, "rules/point-2"), &of(2, "rules/point-3"))),
            (format!("1. Мыналардың {aside}:\n1) {order} 2-тармағы;\n2) {rules} 3-тармағы."), two(&of(1, "point-2"), &of(2, "rules/point-3"))),
            (format!("1. Мыналардың:\n1) {order} 2-тармағының;\n2) {order} 3-тармағының {aside}."), two(&of(1, "point-2"), &of(2, "point-3"))),
            (format!("1. {order}:\n1) 2-тармағының {aside};\n2) 3-тармағының {aside}."), two(&of(1, "point-2"), &of(2, "point-3"))),
        ];
        for (text, meant) in cases {
            let (mut told, unread) = changes(&text);
            told.sort();
            assert_eq!((told, unread), (meant, 0), "{text}");
        }
        let (told, unread) = changes(&format!("1. {order} мынадай нормаларының {aside}:\n- бірінші;\n- екінші."));
        assert_eq!((told, unread), (vec!["point-1 unread 540/act".to_owned()], 1));
    }

    #[test]
    fn what_a_norm_orders_that_is_put_into_another_act_is_not_lost() {
        let code = "\"Төлемдер туралы\" 2017 жылғы 20 желтоқсандағы № 118-VI ҚРЗ Қазақстан Республикасы Кодексінің 2-бабы 2-тармағының";
        for norm in [format!("\"4-1. {code} қолданысы 2022 жылғы 1 қаңтарға дейін тоқтатыла тұрсын.\"."), format!("\"4-1. {code}.\".")]
        {
            let (told, unread) = changes(&format!("1. {ORDER} мынадай өзгерістер енгізілсін:\nмынадай мазмұндағы 4-1-тармақпен толықтырылсын:\n{norm}"));
            assert_eq!(told, ["point-1/amend-1 add 540/point-4-1", "point-1/amend-1 unread 118-VI ҚРЗ/article-2/point-2"], "{norm}");
            assert_eq!(unread, 1);
        }
    }

    #[test]
    fn short_names_are_found_in_steps_in_proportion() {
        let act = |count: usize| {
            let names: String = (0..count)
                .map(|at| format!("1. № {at} бұйрығы (бұдан әрі – Бұйрық {at}), Бұйрықтың Бұйрықтың Бұйрықтың 3-тармағы алып тасталсын.\n"))
                .collect();
            SourceText::new("a.txt", format!("Тақырып\n\nҚаржы министрінің 2020 жылғы 17 шілдедегі № 70 бұйрығы\n\n{names}"))
        };
        let steps = |count: usize| {
            let source = act(count);
            let text = repair(&source).value;
            crate::text::work::of(|| drop(super::Names::of(&text, &[])))
        };
        let (few, many) = (steps(100).max(1), steps(800));
        assert!(many <= few * 12, "{few} {many}");
    }
}
