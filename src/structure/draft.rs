//! The draft of an act below the resolution that brings it in: «Жоба», «Қазақстан Республикасының Заңы», a title, articles and a signature of its own.
//!
//! It is a document of its own. What a draft orders is not done: its instructions are read as units, and none of them is a change that the act makes.

use std::ops::Range;

use super::head;
use super::line::{self, End, Mark};
use super::zone;
use crate::text::CleanText;

/// Whether the draft of an act begins with paragraph `at`, below the words of another act; `titled` where the title of that one speaks of a draft, «…
/// Заңының жобасы туралы».
///
/// «Жоба» on a line of its own tells it, where the name of an act follows or a signature stands above; without that word the name of an act right below
/// a signature, where the title speaks of a draft, or a title there and a second sentence that enacts.
pub(super) fn begins(text: &CleanText, marks: &[Mark<'_>], at: usize, titled: bool) -> bool {
    let Some(above) = at.checked_sub(1) else { return false };
    let is_signed = || zone::is_signature(text.paragraph_text(above));
    if head::is_draft(text.paragraph_text(at)) {
        return heads(text, marks, at) || is_signed();
    }
    is_signed() && (titled && names_act(text, marks, at) || enacts_again(text, marks, at))
}

/// Whether a title begins with paragraph `at`, and below it stands what enacts a second time: «Шарт туралы», «… сәйкес ҚАУЛЫ ЕТЕМІН:».
fn enacts_again(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
    if zone::is_signature(text.paragraph_text(at)) {
        return false;
    }
    let below = title(text, marks, at..marks.len()).end;
    let entitled = below > at && text.paragraph_text(below - 1).ends_with("туралы") && line::begins_capital(text.paragraph_text(at));
    entitled && below < marks.len() && matches!(marks[below], Mark::Plain) && head::enacts(text.paragraph_text(below))
}

/// Whether the title of an act speaks of a draft.
pub(super) fn is_titled(title: &str) -> bool {
    ["жоба", "ЖОБА"].iter().any(|noun| title.contains(noun))
}

/// Whether «Жоба» stands in paragraph `at`, and the name of an act below it: «Қазақстан Республикасының Заңы».
pub(super) fn heads(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
    at + 1 < marks.len() && head::is_draft(text.paragraph_text(at)) && names_act(text, marks, at + 1)
}

/// Whether `heading`, that of a document, begins as the title of a draft does: «Жоба Қазақстан Республикасының Заңы Жер кодексіне …».
pub(super) fn is_headed(heading: &str) -> bool {
    let ends = heading.match_indices(' ').map(|(end, _)| end).chain([heading.len()]).take_while(|&end| end <= head::ACT_NAME_MAX);
    // «Жоба паспорты»: of a draft, and none
    let begins = |(word, rest): (&str, &str)| head::is_draft(word) && !line::begins_lower(rest);
    ends.map(|end| heading.split_at(end)).any(|(beginning, rest)| begins((beginning, rest.trim_start())) || head::is_act_name(beginning))
}

/// Paragraphs that the name of an act takes, at most: «Қазақстан Республикасы ⏎ Президентінің ⏎ Жарлығы».
const NAME_MAX: usize = 3;

/// Whether the paragraphs from `at` on say no more than what an act is and whose: «Қазақстан Республикасы Президентінің Жарлығы».
fn names_act(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
    let mut name = String::new();
    for (line, mark) in marks.iter().enumerate().skip(at).take(NAME_MAX) {
        let words = text.paragraph_text(line);
        if !matches!(mark, Mark::Plain) || words.len() > head::ACT_NAME_MAX {
            return false;
        }
        name = if name.is_empty() { words.to_owned() } else { format!("{name} {words}") };
        if head::is_act_name(&name) {
            return true;
        }
    }
    false
}

/// Paragraphs above the first article of a draft that are its title, at most, and the longest of them, in bytes.
const TITLE_LINES_MAX: usize = 8;
const TITLE_LINE_MAX: usize = 1_200;

/// The paragraphs of `body` that are the title of a draft, «Жоба» and the name of the act among them: all above the first sentence or numbered unit.
pub(super) fn title(text: &CleanText, marks: &[Mark<'_>], body: Range<usize>) -> Range<usize> {
    let is_line = |&at: &usize| {
        let words = text.paragraph_text(at);
        matches!(marks[at], Mark::Plain) && words.len() <= TITLE_LINE_MAX && line::end(words) == End::Open
    };
    let lines = body.clone().take(TITLE_LINES_MAX).take_while(is_line).count();
    body.start..body.start + lines
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{outline_of, read};
    use crate::text::ProblemCode;

    /// A resolution that brings in what `below` prints; its lines are those from 5 on.
    fn resolution(below: &str) -> String {
        format!(
            "\"Жер кодексіне өзгеріс енгізу туралы\" Қазақстан Республикасы Заңының жобасы туралы
Қазақстан Республикасы Үкіметінің 2005 жылғы 18 шілдедегі N 742 Қаулысы
Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:
\"Жер кодексіне өзгеріс енгізу туралы\" Қазақстан Республикасы Заңының жобасы Қазақстан Республикасының Парламенті Мәжілісінің қарауына енгізілсін.
{below}"
        )
    }

    const LAW: &str = "Жер кодексіне өзгеріс енгізу туралы
1-бап. 2003 жылғы 20 маусымдағы Қазақстан Республикасының Жер кодексіне мынадай өзгерістер енгізілсін:
1) 97-бап алып тасталсын;
2) 98-бап мынадай редакцияда жазылсын:
\"98-бап. Жер
Жер қорғалады.\".
2-бап. Осы Заң ресми жарияланған күнінен бастап қолданысқа енгізіледі.
Қазақстан Республикасының
Президенті
";

    #[test]
    fn a_draft_below_the_signature_is_a_document_of_its_own() {
        let heads = [
            ("Қазақстан Республикасының\nПремьер-Министрі\nЖоба\nҚазақстан Республикасының Заңы\n", 7, "a post"),
            ("Премьер-Министр Б. Сағын\nЖОБА\nҚАЗАҚСТАН РЕСПУБЛИКАСЫНЫҢ\nЗАҢЫ\n", 6, "a name; the name of the act on two lines"),
            ("Премьер-Министр Б. Сағын\nҚазақстан Республикасының Заңы\n", 6, "without the word"),
        ];
        for (head, first, why) in heads {
            let act = resolution(&format!("{head}{LAW}"));
            let found = outline_of(&act, &[]);
            let last = act.lines().count();
            let lines: Vec<&str> = found.iter().map(String::as_str).filter(|line| !line.contains("/subpoint-")).collect();
            let want = [
                "preamble 3-3".to_owned(),
                "part-1 4-4".to_owned(),
                format!("signature-1 5-{}", first - 1),
                format!("approved {first}-{last}"),
                format!("approved/article-1 {}-{}", last - 7, last - 3),
                format!("approved/article-2 {0}-{0}", last - 2),
                format!("approved/signature-1 {}-{last}", last - 1),
            ];
            assert_eq!(lines, want, "{why}");
        }
    }

    #[test]
    fn the_instructions_of_a_draft_change_nothing() {
        let act = resolution(&format!("Премьер-Министр Б. Сағын\nЖоба\nҚазақстан Республикасының Заңы\n{LAW}"));
        let found = read(&act);
        assert!(found.amendments.is_empty(), "{:?}", found.amendments);
        assert!(found.provisions.iter().any(|unit| unit.path.as_str() == "approved/article-1/subpoint-2/amend-1/new/article-98"), "they are units");
        let source = crate::text::SourceText::new("a.txt", act.clone());
        let problems = crate::structure::parse(&source, &crate::repair::repair(&source).value).problems;
        assert_eq!(problems.iter().filter(|problem| problem.code == ProblemCode::Draft).count(), 1, "and it is told once: {problems:?}");
        let stamped = resolution(&format!(
            "Премьер-Министр Б. Сағын\nҚазақстан Республикасы\nҮкіметінің\n2005 жылғы 18 шілдедегі\nN 742 қаулысымен\nмақұлданған\nЖоба\nҚазақстан Республикасының Заңы\n{LAW}"
        ));
        let found = read(&stamped);
        assert!(found.amendments.is_empty(), "{:?}", found.amendments);
        assert!(outline_of(&stamped, &[]).contains(&"approved/signature-1 20-21".to_owned()), "{:?}", outline_of(&stamped, &[]));
    }

    #[test]
    fn what_is_cited_in_a_draft_is_told_from_the_act() {
        let act =
            resolution(&format!("Премьер-Министр Б. Сағын\nЖоба\nҚазақстан Республикасының Заңы\n{LAW}").replace("2-бап. Осы Заң", "2-бап. Осы Заңның 1-бабы"));
        let read = crate::ingest::read_act(crate::text::SourceText::new("a.txt", act), "a".parse().expect("a name that is an id"));
        let paths = |surface: &str| -> Vec<String> {
            let found = read.references.iter().filter(|reference| read.text.slice(reference.span).contains(surface));
            found.map(|found| format!("{} {}", found.target.act.is_some(), found.target.path.as_ref().map_or("", |path| path.as_str()))).collect()
        };
        assert_eq!(paths("1-бабы"), ["false approved/article-1"], "«осы Заң» is the draft");
        assert_eq!(paths("97-бап"), ["true article-97"], "what it orders is about the code");
    }

    #[test]
    fn what_a_draft_repeals_is_in_force() {
        let draft = "Премьер-Министр Б. Сағын
Жоба
Қазақстан Республикасының Заңы
Кейбір заңдардың күші жойылды деп тану туралы
1-бап. Мыналардың күші жойылды деп танылсын:
1) \"Ветеринария туралы\" 2002 жылғы 10 шілдедегі N 339 Қазақстан Республикасының Заңы;
2) \"Жер туралы\" 2001 жылғы 24 қаңтардағы N 152 Қазақстан Республикасының Заңы.
Президент
Қазақстан Республикасының Заңына
қосымша
Күші жойылған кейбір заңдардың тізбесі
1. \"Мал туралы\" 1998 жылғы 9 шілдедегі N 278 Қазақстан Республикасының Заңы.
";
        let found = read(&resolution(draft));
        assert!(found.amendments.is_empty(), "{:?}", found.amendments);
        let annexes: Vec<&str> = found.provisions.iter().map(|unit| unit.path.as_str()).filter(|path| path.ends_with("annex-1")).collect();
        assert_eq!(annexes, ["approved/annex-1"], "an annex of the draft");
    }

    #[test]
    fn a_draft_is_known_by_its_heading() {
        for heading in
            ["Жоба", "ЖОБА Қағидалар", "Жоба Қазақстан Республикасының Заңы Жер кодексіне өзгеріс енгізу туралы", "Қазақстан Республикасының Заңы Жер туралы"]
        {
            assert!(super::is_headed(heading), "{heading}");
        }
        for heading in ["", "Жоба паспорты", "Жобаларды іріктеу қағидалары", "Қазақстан Республикасының Заңын қолдану қағидалары", "Жер туралы"]
        {
            assert!(!super::is_headed(heading), "{heading}");
        }
    }

    #[test]
    fn a_second_sentence_that_enacts_opens_a_draft() {
        let decree = "Келісімге қол қою туралы\n\"Халықаралық шарттар туралы\" Заңның 8-бабына сәйкес ҚАУЛЫ ЕТЕМІН:\n1. Келісім мақұлдансын.\n2. Осы Жарлық жариялансын.\n";
        for (signed, line) in [("Қазақстан Республикасының\nПремьер-Министрі Б. Сағын\n", 7), ("Премьер-Министр Б. Сағын\n", 6)]
        {
            let found = outline_of(&resolution(&format!("{signed}{decree}")), &[]);
            let want = [
                "preamble 3-3".to_owned(),
                "part-1 4-4".to_owned(),
                format!("signature-1 5-{}", line - 1),
                format!("approved {line}-{}", line + 3),
                format!("approved/preamble {0}-{0}", line + 1),
                format!("approved/point-1 {0}-{0}", line + 2),
                format!("approved/point-2 {0}-{0}", line + 3),
            ];
            assert_eq!(found, want);
        }
    }

    #[test]
    fn the_word_alone_opens_no_draft() {
        let act = resolution("1. Жоба\n2. Соңы.\nПремьер-Министр Б. Сағын\n");
        assert!(outline_of(&act, &[]).iter().all(|line| !line.starts_with("approved")), "a point");
        let named = resolution("Жоба\nтуралы ақпарат берілсін.\nПремьер-Министр Б. Сағын\n");
        assert!(outline_of(&named, &[]).iter().all(|line| !line.starts_with("approved")), "above the signature");
    }
}
