//! An act that was copied on one line, with no break between its units.
//!
//! After this: «Квота туралы Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ: 1. … 2. … Премьер-Министр К. Бек» is a title, a preamble, two points and a
//! signature. What the act quotes is no unit of its own.

use std::ops::Range;

use super::unit;

/// The words that enact, in capital letters and as damage writes them.
const FORMULAS: &[&str] = &["ЕТЕДІ:", "ЕТЕДI:", "ЕТЕМІН:", "ЕТЕМIН:", "БҰЙЫРАМЫН:", "ШЕШТІ:", "ШЕШТI:", "ЕТТІ:", "ЕТТI:", "ҚАБЫЛДАДЫ:"];

/// The longest line that is looked at, in bytes.
const LINE_MAX: usize = 200_000;
/// Points of one line, at most.
const POINTS_MAX: usize = 500;

/// Where paragraphs begin inside `line`, where it holds the words that enact and the points behind them; none where it is no such line: it quotes those
/// words, or is a unit of an act itself.
pub(super) fn paragraphs(line: &str) -> Vec<usize> {
    if line.len() > LINE_MAX || unit::begins(line) {
        return Vec::new();
    }
    // the first point stands right behind the formula
    let enacted =
        memchr::memmem::find_iter(line.as_bytes(), b": 1. ").map(|at| at + 1).find(|&at| FORMULAS.iter().any(|formula| line[..at].ends_with(formula)));
    let Some(enacted) = enacted else { return Vec::new() };
    let Some(own) = Own::of(line).filter(|own| own.holds(enacted)) else { return Vec::new() };
    let Some(first) = point(line, &own, enacted, 1).filter(|&at| line[enacted..at].trim().is_empty()) else { return Vec::new() };
    let mut begins: Vec<usize> = preamble(&line[..enacted]).into_iter().chain([first]).collect();
    let mut last = first;
    for number in 2..POINTS_MAX {
        let Some(next) = point(line, &own, last, number) else { break };
        begins.push(next);
        last = next;
    }
    begins.extend(signature(line, last).filter(|&at| own.holds(at)));
    begins
}

/// What a line says in its own name.
struct Own {
    /// What it quotes, rising and apart.
    quoted: Vec<Range<usize>>,
}

impl Own {
    /// Reads the quotation marks of `line`; none where they are no pairs, for then nobody knows what is quoted.
    fn of(line: &str) -> Option<Self> {
        let (mut quoted, mut start, mut depth) = (Vec::new(), 0, 0_usize);
        for (at, mark) in line.match_indices(['"', '«', '»', '“', '”', '„']) {
            if opens(line, at, mark) {
                start = if depth == 0 { at } else { start };
                depth += 1;
            } else {
                depth = depth.checked_sub(1)?;
                if depth == 0 {
                    quoted.push(start..at + mark.len());
                }
            }
        }
        (depth == 0).then_some(Self { quoted })
    }

    /// Whether the place `at` is quoted by nothing.
    fn holds(&self, at: usize) -> bool {
        let behind = self.quoted.partition_point(|quote| quote.end <= at);
        self.quoted.get(behind).is_none_or(|quote| at <= quote.start)
    }
}

/// Whether `mark` at `at` opens a quotation: a mark of two uses does before a word that nothing stands right before.
fn opens(line: &str, at: usize, mark: &str) -> bool {
    let free = |c: char| c.is_whitespace() || matches!(c, '(' | '[' | '"' | '«' | '“' | '„');
    match mark {
        "«" | "„" => true,
        "»" => false,
        _ => line[..at].chars().next_back().is_none_or(free) && line[at + mark.len()..].starts_with(|c: char| c.is_alphanumeric() || free(c) && c != ' '),
    }
}

/// Where the next point begins behind `from`: « 2. Осы», behind the end of a sentence and outside of what is quoted.
fn point(line: &str, own: &Own, from: usize, number: usize) -> Option<usize> {
    let mark = format!(" {number}. ");
    let begins = |&(at, _): &(usize, &str)| {
        let (before, behind) = (line[..at].trim_end(), &line[at + mark.len()..]);
        let ended = before.ends_with(['.', ';', ':']);
        ended && own.holds(at + 1) && behind.trim_start_matches(['"', '«', '“', ' ']).starts_with(char::is_uppercase)
    };
    line[from..].match_indices(&mark).map(|(at, found)| (from + at, found)).find(begins).map(|(at, _)| at + 1)
}

/// Where the preamble begins that `head` ends with, behind the title: «… туралы Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:».
fn preamble(head: &str) -> Option<usize> {
    const WORDS_MAX: usize = 8;
    const ABOUT: &str = "туралы";
    let who = head.rfind(ABOUT).map(|at| at + ABOUT.len())?;
    let words = head[who..].trim_start();
    let names_who = words.starts_with(char::is_uppercase) && !words.contains([',', '"', '«', '»']) && !words.contains("сәйкес");
    (names_who && words.split_whitespace().count() <= WORDS_MAX).then_some(head.len() - words.len())
}

/// Where the line of the signature begins behind the last point at `last`: a post in the name of the state and a name, with nothing behind it.
fn signature(line: &str, last: usize) -> Option<usize> {
    const WORDS_MAX: usize = 12;
    let (sentence, rest) = line[last..].rmatch_indices(". ").map(|(at, _)| line[last..].split_at(at + 1)).find(|(_, rest)| {
        // «К. Мәсімов»: the stop of an initial ends no sentence
        rest.split_whitespace().next().is_some_and(|word| word.chars().filter(|c| c.is_alphabetic()).count() > 3) && rest.split_whitespace().count() > 2
    })?;
    let rest_trimmed = rest.trim_start();
    let post = ["Қазақстан Республикасы", "Премьер", "Президент", "Министр", "Төраға", "Әкім"].iter().any(|post| rest_trimmed.starts_with(post));
    let named = rest.split_whitespace().rev().nth(1).is_some_and(|word| word.ends_with('.') && word.starts_with(char::is_uppercase));
    let short = rest.split_whitespace().count() <= WORDS_MAX && !rest.trim_end().ends_with('.');
    (post && named && short).then(|| last + sentence.len() + (rest.len() - rest_trimmed.len()))
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::text::SourceText;

    #[test]
    fn an_act_on_one_line_has_its_paragraphs() {
        let points = "1. Квота 1,5 пайыз болсын. 2. Осы қаулы жариялансын.";
        let head = "Қазақстан Республикасы Үкіметінің 2011 жылғы 28 желтоқсандағы № 1623 Қаулысы";
        for space in ["", " "] {
            let line = format!("Квота туралы{space}Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ: {points} Қазақстан Республикасының Премьер-Министрі К. Бек");
            let source = SourceText::new("a.txt", format!("{head}\n{line}\n"));
            let meant = format!(
                "{head}\nКвота туралы\nҚазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n1. Квота 1,5 пайыз болсын.\n2. Осы қаулы жариялансын.\nҚазақстан \
                 Республикасының Премьер-Министрі К. Бек\n"
            );
            assert_eq!(repair(&source).value.text, meant);
        }
    }

    #[test]
    fn quoted_points_are_no_points_of_the_act() {
        for (open, close) in [("«", "»"), ("\"", "\""), ("“", "”")] {
            let change = format!(
                "1. {open}Алым туралы{close} қаулыда: 1-тармақ мынадай редакцияда жазылсын: {open}1. Алым алынсын. 2. {open}Су{close} АҚ төлейді.{close}."
            );
            let line = format!("Өзгеріс енгізу туралы Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ: {change} 2. Қаулы жариялансын.");
            let meant = format!("Өзгеріс енгізу туралы\nҚазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n{change}\n2. Қаулы жариялансын.\n");
            assert_eq!(repair(&SourceText::new("a.txt", format!("{line}\n"))).value.text, meant);
        }
    }

    #[test]
    fn lines_with_one_paragraph_stay_whole() {
        for line in [
            "1) кіріспе жаңа редакцияда жазылсын: «Заңға сәйкес Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.»;",
            "2. Кіріспе жаңа редакцияда жазылсын: Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.",
            "4-бап. Мәтін: Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.",
            "Мына сөздермен: \"Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.\" ауыстырылсын.",
            "«Алым туралы Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.",
            "Үкімет ҚАУЛЫ ЕТЕДІ: 1. Алым алынсын. 2. Қаулы жариялансын.»;",
            "«Квота туралы» Заңға сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
            "ҚАУЛЫ ЕТЕДІ: деген сөздер 1. тармаққа жазылсын.",
            "Министр БҰЙЫРАМЫН: деп жазды.",
        ] {
            let source = SourceText::new("a.txt", format!("{line}\n"));
            assert_eq!(repair(&source).value.text, format!("{line}\n"));
        }
    }
}
