//! The commencement of another act: «"Төлемдер туралы" … Қазақстан Республикасының Кодексі 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін».

use std::ops::RangeInclusive;

use super::cited;
use super::commencement::commencement;
use super::statement::SENTENCE_BYTES_MAX;
use super::unit;
use super::verb::words;
use crate::act::{CitedAct, Commencement};
use crate::cite::{ActPhrase, Case, act_word};

/// What a paragraph tells of the commencement of another act.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Enacts {
    /// The paragraph in which the sentence begins, among those that were given.
    pub at: usize,
    /// The paragraph in which it ends.
    pub to: usize,
    /// The act.
    pub act: CitedAct,
    /// What is said; [`Commencement::Unread`] where the sentence is not understood.
    pub commencement: Commencement,
}

/// The sentences of an act proper that put other acts into effect.
///
/// ```
/// use tarmaq::amend::enacting;
///
/// let law = ["1-бап. \"Төлемдер туралы\" 2017 жылғы 20 желтоқсандағы Қазақстан Республикасының Кодексі 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін."];
/// let told = enacting(law);
/// assert_eq!(told[0].act.title.as_deref(), Some("Төлемдер туралы"));
/// assert_eq!(told[0].commencement, tarmaq::act::Commencement::On("2018-01-01".parse()?));
/// # Ok::<(), tarmaq::act::DateError>(())
/// ```
pub fn enacting<'t>(paragraphs: impl IntoIterator<Item = &'t str>) -> Vec<Enacts> {
    let mut told = Vec::new();
    // «… Кодексі: 1) … енгізілетін 5-бапты; 2) … қоспағанда, … енгізілсін»: one sentence over many paragraphs
    let mut open: Option<(usize, String)> = None;
    for (at, paragraph) in paragraphs.into_iter().enumerate() {
        let ends = ends_sentence(paragraph);
        match open.take() {
            Some((start, mut sentence)) if is_item(paragraph) && sentence.len() < SENTENCE_BYTES_MAX => {
                sentence.push(' ');
                sentence.push_str(paragraph);
                if ends {
                    told.extend(read(start..=at, &sentence));
                } else {
                    open = Some((start, sentence));
                }
                continue;
            }
            _ => {}
        }
        if ends {
            told.extend(read(at..=at, paragraph));
        } else if leads(paragraph) {
            open = Some((at, paragraph.to_owned()));
        }
    }
    told
}

/// Whether a sentence ends with the order that something takes effect.
fn ends_sentence(paragraph: &str) -> bool {
    let end = paragraph.trim_end_matches(|c: char| !c.is_alphabetic());
    end.ends_with("қолданысқа енгізілсін") || end.ends_with("күшіне енсін")
}

/// «… Кодексі (бұдан әрі – Кодекс):»
fn leads(paragraph: &str) -> bool {
    let lead = paragraph.trim_end().strip_suffix(':').filter(|lead| lead.len() < SENTENCE_BYTES_MAX);
    lead.is_some_and(|lead| {
        lead.ends_with(')') || lead.split_whitespace().next_back().is_some_and(|word| matches!(act_word(word), Some((_, Case::Nominative))))
    })
}

/// «2) …»: an item of a list.
fn is_item(paragraph: &str) -> bool {
    paragraph.split_whitespace().next().is_some_and(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(')'))
}

/// What `sentence`, which stands in the paragraphs `at`, says of each act that it begins with.
fn read(at: RangeInclusive<usize>, sentence: &str) -> Vec<Enacts> {
    if sentence.len() > SENTENCE_BYTES_MAX {
        return Vec::new();
    }
    let folded = super::fold(sentence);
    let text = unit::skip_enumerator(&folded);
    let acts = cited::all(text);
    let subjects: Vec<&ActPhrase> = acts.iter().filter(|act| act.case == Case::Nominative && is_told(&act.act)).collect();
    let Some(first) = subjects.first() else { return Vec::new() };
    let rest = without_brackets(&text[first.with_bracket().end..]);
    // «(бұдан әрі – Төлем кодексі)» cites nothing more
    let begin = text.len() - rest.len();
    let others = acts.iter().any(|act| act.range.start < first.range.start || act.range.start >= begin);
    let surely = !others && first.range.start == 0 && !speaks_of_own(rest);
    let said =
        if surely { commencement(&format!("Осы Заң{}{rest}", if rest.starts_with([',', ':']) { "" } else { " " })) } else { Commencement::Unstated };
    let said = if *said.main() == Commencement::Unstated { Commencement::Unread(rest.to_owned()) } else { said };
    let named = |act: &&&ActPhrase| act.range.start <= first.range.start || act.range.start >= begin;
    subjects.iter().filter(named).map(|act| Enacts { at: *at.start(), to: *at.end(), act: act.act.clone(), commencement: said.clone() }).collect()
}

/// Whether more than its kind is told of an act.
fn is_told(act: &CitedAct) -> bool {
    act.title.is_some() || act.number.is_some() || act.date.is_some()
}

/// Whether words speak of the act that they stand in: what they say of its units is not about the other act.
fn speaks_of_own(text: &str) -> bool {
    words(text).any(|(_, word)| matches!(word, "осы" | "Осы"))
}

/// `text` without the brackets that it begins with: «(Төлем кодексі) (бұдан әрі – Кодекс)».
fn without_brackets(text: &str) -> &str {
    let mut rest = text.trim_start();
    while let Some(end) = rest.strip_prefix('(').and_then(|inner| inner.find(')')) {
        rest = rest[end + 2..].trim_start();
    }
    rest
}

/// Whether a paragraph leaves the commencement of its act to another: «Осы Кодексті қолданысқа енгізу тәртібі … Заңымен айқындалады».
pub(super) fn leaves_to_another(paragraph: &str) -> bool {
    const TOLD: &[&str] = &["айқындалады", "белгіленеді", "реттеледі", "жүзеге"];
    if paragraph.len() > SENTENCE_BYTES_MAX || !paragraph.contains("қолданысқа енгіз") {
        return false;
    }
    let spoken: Vec<&str> = words(paragraph).map(|(_, word)| word.trim_matches(|c: char| !c.is_alphabetic())).collect();
    let own = |pair: &[&str]| matches!(pair[0], "Осы" | "осы") && act_word(pair[1]).is_some_and(|(_, case)| matches!(case, Case::Accusative | Case::Genitive));
    let Some(at) = spoken.windows(2).position(own) else { return false };
    let rest = &spoken[at + 2..];
    let enacted = rest
        .iter()
        .take(6)
        .position(|word| *word == "қолданысқа")
        .is_some_and(|at| rest.get(at + 1).is_some_and(|word| word.starts_with("енгізу") || word.starts_with("енгізілу")));
    let by = rest.iter().any(|word| act_word(word).is_some_and(|(_, case)| matches!(case, Case::Instrumental | Case::Locative)));
    enacted && by && rest.iter().any(|word| TOLD.contains(word))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_enacting_law_tells_the_day_of_its_code() {
        let read = |paragraphs: &[&str]| enacting(paragraphs.iter().copied());
        let code = "1-бап. \"Төлемдер туралы\" 2017 жылғы 20 желтоқсандағы № 118-VI ҚРЗ Қазақстан Республикасының Кодексі";
        let plain = read(&[&format!("{code} (бұдан әрі – Кодекс) 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін.")]);
        assert_eq!(plain.len(), 1);
        assert_eq!(plain[0].commencement, Commencement::On("2018-01-01".parse().unwrap()));
        let excepted = read(&[&format!(
            "{code}, 2020 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3-бапты қоспағанда, 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін."
        )]);
        let shown = |told: &Enacts| {
            let day = |said: &Commencement| format!("{:?}", said.main());
            let parts: Vec<String> = told.commencement.exceptions().iter().map(|one| format!("{:?} {}", one.units, day(&one.commencement))).collect();
            format!("{}; {}", day(&told.commencement), parts.join("; "))
        };
        assert!(shown(&excepted[0]).contains("article-3"), "{}", shown(&excepted[0]));
        let list = read(&[
            &format!("{code} (бұдан әрі – Кодекс):"),
            "1) 2019 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 2-баптың 2-тармағын;",
            "2) 2020 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 3-бапты қоспағанда, 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін.",
        ]);
        assert_eq!(list[0].commencement.exceptions().len(), 2, "{}", shown(&list[0]));
        let own = read(&["2. Осы бұйрық 2018 жылғы 1 қаңтардан бастап қолданысқа енгізілсін."]);
        assert!(own.is_empty());
        let unread = read(&[&format!("{code} осы Заңның 3-бабында белгіленген күннен бастап қолданысқа енгізілсін.")]);
        assert!(matches!(unread[0].commencement, Commencement::Unread(_)));
    }

    #[test]
    fn an_act_may_leave_its_commencement_to_another() {
        for text in [
            "Осы Кодексті қолданысқа енгізу тәртібі \"Төлемдер туралы\" Қазақстан Республикасының Кодексін қолданысқа енгізу туралы\" Қазақстан Республикасының Заңымен айқындалады.",
            "Осы Кодекстің қолданысқа енгізілу тәртібі заңмен белгіленеді.",
        ] {
            assert!(leaves_to_another(text), "{text}");
        }
        for text in ["Осы Кодекс 2018 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "Осы Заңды іске асыру тәртібін Үкімет айқындайды."]
        {
            assert!(!leaves_to_another(text), "{text}");
        }
    }
}
