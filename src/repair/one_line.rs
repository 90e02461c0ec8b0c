//! An act that was copied on one line, with no break between its units.
//!
//! After this: «Квота туралы Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ: 1. … 2. … Премьер-Министр К. Бек» is a title, a preamble, two points and a
//! signature.

/// The words that enact, in capital letters and as damage writes them.
const FORMULAS: &[&str] = &["ЕТЕДІ:", "ЕТЕДI:", "ЕТЕМІН:", "ЕТЕМIН:", "БҰЙЫРАМЫН:", "ШЕШТІ:", "ШЕШТI:", "ЕТТІ:", "ЕТТI:", "ҚАБЫЛДАДЫ:"];

/// The longest line that is looked at, in bytes.
const LINE_MAX: usize = 200_000;
/// Points of one line, at most.
const POINTS_MAX: usize = 500;

/// Where paragraphs begin inside `line`, where it holds the words that enact and the points behind them; none where it is no such line.
pub(super) fn paragraphs(line: &str) -> Vec<usize> {
    if line.len() > LINE_MAX {
        return Vec::new();
    }
    // the first point stands right behind the formula
    let enacted =
        memchr::memmem::find_iter(line.as_bytes(), b": 1. ").map(|at| at + 1).find(|&at| FORMULAS.iter().any(|formula| line[..at].ends_with(formula)));
    let Some(enacted) = enacted else { return Vec::new() };
    let Some(first) = point(line, enacted, 1).filter(|&at| line[enacted..at].trim().is_empty()) else { return Vec::new() };
    let mut begins: Vec<usize> = preamble(&line[..enacted]).into_iter().chain([first]).collect();
    let mut last = first;
    for number in 2..POINTS_MAX {
        let Some(next) = point(line, last, number) else { break };
        begins.push(next);
        last = next;
    }
    begins.extend(signature(line, last));
    begins
}

/// Where the next point begins behind `from`: « 2. Осы», behind the end of a sentence.
fn point(line: &str, from: usize, number: usize) -> Option<usize> {
    let mark = format!(" {number}. ");
    let begins = |&(at, _): &(usize, &str)| {
        let (before, behind) = (line[..at].trim_end(), &line[at + mark.len()..]);
        before.ends_with(['.', ';', ':']) && behind.trim_start_matches(['"', '«', '“', ' ']).starts_with(char::is_uppercase)
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
    fn lines_with_one_paragraph_stay_whole() {
        for line in [
            "«Квота туралы» Заңға сәйкес Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:",
            "ҚАУЛЫ ЕТЕДІ: деген сөздер 1. тармаққа жазылсын.",
            "Министр БҰЙЫРАМЫН: деп жазды.",
        ] {
            let source = SourceText::new("a.txt", format!("{line}\n"));
            assert_eq!(repair(&source).value.text, format!("{line}\n"));
        }
    }
}
