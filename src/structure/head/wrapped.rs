//! Requisites set in a narrow column: every printed line is a paragraph of its own, and no line says all of who adopted what and when.

use std::ops::Range;

use super::super::line::Mark;
use super::{enacts, is_requisites, kind_of, register_sentence, title};
use crate::cite;
use crate::text::{CleanText, GENITIVE, Gap, ends_with_any};

/// Lines of requisites set in a column, and of the sentence on the registration below them, at most.
const LINES_MAX: usize = 14;
/// Longest line of a column, in bytes.
const LINE_MAX: usize = 200;
/// Words before the name of the registry in such a sentence, at most.
const REGISTRY_WORDS_MAX: usize = 6;
/// A title in a column: lines of it, at most.
const TITLE_LINES_MAX: usize = 30;

/// The paragraphs before `limit` that are the requisites together, and their words; `line` is the one that reads like requisites by itself.
///
/// They begin below the title («… туралы»), or with the first line that a white one parts from what is above, name who adopted in the genitive before the
/// day, and go on with the registration.
pub(super) fn wrapped(text: &CleanText, marks: &[Mark<'_>], line: Option<usize>, limit: usize) -> Option<(Range<usize>, String)> {
    let joined = |lines: Range<usize>| lines.map(|at| text.paragraph_text(at)).collect::<Vec<_>>().join(" ");
    let start = match line {
        Some(at) if !begins_with_day(text.paragraph_text(at)) => at,
        Some(at) => begin(text, marks, at).filter(|&start| is_issuer(&joined(start..at))).unwrap_or(at),
        None => (1..limit.min(TITLE_LINES_MAX)).find(|&at| is_line(text, marks, at) && ends_title(text.paragraph_text(at - 1)))?,
    };
    let goes_on = |end: usize| end < limit && is_line(text, marks, end) && text.paragraphs[end].gap == Gap::None && !enacts(text.paragraph_text(end));
    let mut end = line.map_or(start, |at| at) + 1;
    while !is_requisites(&joined(start..end), 1) {
        if end - start >= LINES_MAX || !goes_on(end) {
            return None;
        }
        end += 1;
    }
    let own = joined(start..end);
    let issuer = cite::find_dates(&own).next().map(|(_, day)| &own[..day.start])?;
    if line.is_none() && !is_issuer(issuer) {
        return None;
    }
    let noun = kind_of(&own).map_or(0, |(_, noun)| noun);
    let below = (end..end + LINES_MAX).take_while(|&at| goes_on(at)).map(|at| at + 1);
    let with = |until: usize| Some((until, with_registration(&own, &joined(end..until), noun)?));
    let told = below.filter_map(with).next().filter(|_| !own.contains("тіркел") && !own.contains("тiркел"));
    let (end, words) = told.unwrap_or((end, own));
    (end - start > 1).then_some((start..end, words))
}

/// The requisites `own` with the lines `below` them, where these tell that the act was registered, in a sentence of their own or in one that begins behind the
/// noun of the act, at `noun`.
fn with_registration(own: &str, below: &str, noun: usize) -> Option<String> {
    let told = ["тіркелді", "тіркелген", "тiркелдi", "тiркелген"].iter().any(|verb| below.contains(verb));
    let apart = own.ends_with(char::is_alphabetic) && below.starts_with(char::is_uppercase) && !own[noun..].contains('.');
    let words = format!("{own}{} {below}", if apart { "." } else { "" });
    let sentence = register_sentence(&words).filter(|&start| told && start > noun)?;
    // «Қазақстан Республикасының Әділет министрлігінде», «Алматы облысының Әділет департаментінде»; a preamble cites what is registered in a bracket
    let whose = &words[sentence..sentence + words[sentence..].find("ділет ").or_else(|| words[sentence..].find("ормативтік"))?];
    let begins = whose.split_whitespace().count() <= REGISTRY_WORDS_MAX && !whose.contains(['(', '"', '«', '№']);
    begins.then_some(words)
}

/// Where the lines begin that name who adopted what is told in the line `at`.
fn begin(text: &CleanText, marks: &[Mark<'_>], at: usize) -> Option<usize> {
    let begins = |start: usize| start > 0 && (text.paragraphs[start].gap != Gap::None || ends_title(text.paragraph_text(start - 1)));
    let in_column = |start: &usize| is_line(text, marks, *start) && (*start == at || text.paragraphs[start + 1].gap == Gap::None);
    (at.saturating_sub(LINES_MAX)..=at).rev().take_while(in_column).find(|&start| begins(start))
}

fn is_line(text: &CleanText, marks: &[Mark<'_>], at: usize) -> bool {
    let words = text.paragraph_text(at);
    matches!(marks[at], Mark::Plain) && words.len() <= LINE_MAX && !title::is_of_head(words)
}

/// «… бекіту туралы»: the title ends here.
fn ends_title(words: &str) -> bool {
    words.trim_end_matches(['"', '»', '”', '.', ' ']).ends_with("туралы")
}

fn begins_with_day(words: &str) -> bool {
    cite::find_dates(words).next().is_some_and(|(_, day)| day.start == 0)
}

/// «Қазақстан Республикасы Ұлттық экономика министрінің», «… министрінің м.а.»: somebody, in the genitive.
fn is_issuer(words: &str) -> bool {
    let words = words.trim();
    words.starts_with(char::is_uppercase) && (ends_with_any(words, &GENITIVE) || words.ends_with("м.а."))
}

#[cfg(test)]
mod tests {
    use crate::structure::tests::{outline_of, read};

    #[test]
    fn requisites_in_a_narrow_column_are_read_whole() {
        let heads = [
            "Сауда қызметін\nреттеу қағидаларын бекіту туралы\nҚазақстан Республикасы\nҰлттық экономика\nминистрінің 2015 жылғы\n27 наурыздағы № 264\n\
             бұйрығы. Қазақстан\nРеспубликасының Әділет\nминистрлігінде 2015 жылы\n8 мамырда № 10973\nболып тіркелді\n",
            "Сауда қызметін реттеу қағидаларын бекіту туралы\nҚазақстан Республикасы Ұлттық экономика министрінің\n2015 жылғы 27 наурыздағы № 264 бұйрығы\n\
             Қазақстан Республикасының Әділет министрлігінде\n2015 жылы 8 мамырда № 10973 болып тіркелді\n",
            "Сауда қызметін реттеу қағидаларын бекіту туралы\n\nҚазақстан Республикасы\nҰлттық экономика министрінің\n2015 жылғы 27 наурыздағы № 264 бұйрығы. Қазақстан\n\
             Республикасының Әділет министрлігінде 2015 жылы\n8 мамырда № 10973 болып тіркелді\n\n",
        ];
        for head in heads {
            for preamble in ["БҰЙЫРАМЫН:\n", "Заңның 7-бабына\nсәйкес БҰЙЫРАМЫН:\n"] {
                let act = format!("{head}{preamble}1. Қағидалар бекітілсін.\n2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.\n");
                let told = read(&act);
                assert_eq!(told.requisites.title, "Сауда қызметін реттеу қағидаларын бекіту туралы", "{head}");
                assert_eq!(told.id.as_ref().map(ToString::to_string).as_deref(), Some("V1500010973"), "{head}");
                assert_eq!(told.requisites.issuers, ["Қазақстан Республикасының Ұлттық экономика министрі"], "{head}");
                let adopted: Vec<_> = told.requisites.adopted.iter().map(|one| (one.date.map(|day| day.to_string()), one.number.as_deref())).collect();
                assert_eq!(adopted, [(Some("2015-03-27".to_owned()), Some("264"))], "{head}");
                let first = head.lines().count() + 1;
                assert_eq!(outline_of(&act, &["point"]), [format!("preamble {first}-{}", first + preamble.lines().count() - 1)], "{head}");
            }
        }
    }

    #[test]
    fn a_preamble_that_cites_an_act_is_none_of_the_requisites() {
        let act =
            "Сынақ туралы\nҚазақстан Республикасының\n2014 жылғы 3 шілдедегі Заңына сәйкес тәртіпті айқындау мақсатында\nБҰЙЫРАМЫН:\n1. Сынақ өткізілсін.\n";
        let told = read(act).requisites;
        assert!(told.adopted.is_empty(), "{told:?}");
    }
}
