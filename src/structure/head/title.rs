//! The title of an act: above its requisites, below them, or on their line.

use std::ops::Range;

use super::super::case::lower_case;
use super::super::line::{self, End, Mark};
use super::super::note::is_editors_sentence;
use super::super::status::{ToldEnd, is_status, told_end};
use super::card::is_card;
use super::{KINDS, goes_on_with_requisites, kind_of};
use crate::act::Requisites;
use crate::cite;
use crate::text::{CleanText, GENITIVE, Gap, Span, ends_with_any};

pub(super) fn title_range(text: &CleanText, marks: &[Mark<'_>], requisites: Option<usize>, limit: usize) -> Range<usize> {
    let skips = |at: usize| {
        let words = text.paragraph_text(at);
        let of_remark = |above: usize| matches!(marks[above], Mark::EditorsNote) && is_editors_sentence(text.paragraph_text(above), words);
        at.checked_sub(1).is_some_and(of_remark)
            || matches!(marks[at], Mark::Note | Mark::EditorsNote)
            || is_of_head(words)
            || is_card(text, at)
            || told_end(words).is_some() && !goes_before_status(words)
    };
    let end = requisites.unwrap_or(limit);
    let Some(first) = (0..end).find(|&at| !skips(at)) else {
        // The requisites come first and the title after them, as in acts that are printed as signed.
        let after = requisites.map_or(0, |at| at + 1);
        let first = (after..limit).find(|&at| !skips(at) && !goes_on_with_requisites(text.paragraph_text(at)));
        let first = first.filter(|&at| may_be_title(text.paragraph_text(at)));
        return first.map_or(after..after, |first| first..title_end(text, &skips, first, limit));
    };
    if requisites.is_some() { first..(first + 1..end).find(|&at| skips(at)).unwrap_or(end) } else { first..title_end(text, &skips, first, limit) }
}

/// Whether a paragraph tells of the act what stands between title, requisites and preamble: its status, its end, its publication. What may tell of something
/// else is left to the preamble.
pub(super) fn is_of_head(words: &str) -> bool {
    is_status(words) || matches!(told_end(words), Some(ToldEnd::Repealed(_))) || cite::names_publication(words)
}

/// Longest title, in bytes.
const TITLE_MAX: usize = 4_000;

/// Whether a paragraph below the requisites may be the title: it is no sentence. What is none belongs to the body.
fn may_be_title(words: &str) -> bool {
    words.len() <= TITLE_MAX && !line::is_contents(words) && (line::end(words) == End::Open || ends_as_title(words))
}

/// «… бекіту жөнінде.», «… бағдарлама 2010-2014 жж.», «… өткізу қағидалары.»: a title with a stop behind it.
fn ends_as_title(words: &str) -> bool {
    const NAMES: [&str; 9] = ["бағдарламасы", "ережесі", "ережелері", "қағидалары", "тізбесі", "нұсқаулығы", "нұсқаулық", "жоспары", "регламенті"];
    /// Fewest words of a title that ends with its years: «Алматы, 2012 ж.» is a place and a day.
    const WORDS_MIN: usize = 5;
    let Some(title) = words.strip_suffix('.') else { return false };
    if title.ends_with("туралы") {
        return true;
    }
    let of_years = || {
        [" ж", " жж"].iter().any(|short| title.ends_with(short)) && title.split_whitespace().count() >= WORDS_MIN && cite::find_dates(title).next().is_none()
    };
    let ends = title.ends_with("жөнінде") || NAMES.iter().any(|name| title.ends_with(name)) || of_years();
    // «2012 жылға арналған …»
    let begins = line::begins_capital(title) || title.split_once(' ').is_some_and(|(year, _)| year.len() == 4 && year.bytes().all(|c| c.is_ascii_digit()));
    ends && begins && !line::holds_sentences(title)
}

/// «Сынақ ережесі (күші жойылды)»: a title with the status behind it.
fn goes_before_status(words: &str) -> bool {
    let lower = words.to_lowercase();
    ["(күші жойылды)", "(күшін жойған)"].iter().any(|told| lower.strip_suffix(told).is_some_and(|title| !title.trim().is_empty()))
}

pub(super) fn title_end(text: &CleanText, skips: &dyn Fn(usize) -> bool, first: usize, limit: usize) -> usize {
    let mut end = first + 1;
    while end < limit && !skips(end) && text.paragraphs[end].gap == Gap::None && text.indented && line::end(text.paragraph_text(end - 1)) == End::Open {
        end += 1;
    }
    end
}

pub(super) fn set_title(requisites: &mut Requisites, text: &CleanText, range: Range<usize>) {
    let words: Vec<&str> = range.clone().map(|at| text.paragraph_text(at)).collect();
    requisites.title = words.join(" ");
    if !range.is_empty() {
        let (first, last) = (text.paragraphs[range.start].span, text.paragraphs[range.end - 1].span);
        requisites.title_span = Some(Span { start: first.start, end: last.end });
    }
}

/// Marks that close a title.
pub(super) const CLOSING: [char; 4] = ['"', '»', '”', ' '];

/// Where the title stands in a line that begins with it: «"Сынақ туралы" Қазақстан Республикасы Үкіметінің 2009 жылғы 2 қарашадағы № 230 Қаулысы».
pub(super) fn quoted_title(text: &str) -> Option<Range<usize>> {
    let open = text.chars().next().filter(|c| matches!(c, '"' | '«' | '“'))?.len_utf8();
    let closing = text.char_indices().filter(|(_, c)| matches!(c, '"' | '»' | '”')).map(|(at, _)| at).filter(|&at| at > open);
    // the title may quote another: what stands behind its end names an act, and nothing is quoted there
    let end = closing.max()?;
    let own = text[end..].trim_start_matches(CLOSING);
    // «… туралы" 2009 жылғы 16 қаңтардағы № 121-IV Қазақстан Республикасының Заңы»: the day may lead
    let day = cite::find_dates(own).next().map(|(_, day)| day.start);
    let told = kind_of(own).is_some() && day.is_some() && (day == Some(0) || own.starts_with(char::is_uppercase));
    // «"…" № 18 қаулысына өзгерістер енгізу туралы Жоғарғы Соттың …»: the act that is quoted is the one that the title speaks of
    let speaks_of_it = title_before(text) > end;
    (told && !speaks_of_it && !own.trim_end_matches('.').ends_with("туралы")).then_some(open..end)
}

/// Where the title ends in a line that goes on with the requisites: «… № 1559 қаулысына өзгерістер енгізу туралы Қазақстан Республикасы Үкіметінің 2010 …»; 0
/// where it has none.
pub(super) fn title_before(text: &str) -> usize {
    let own = kind_of(text).map_or(text, |(_, noun)| apart_from_title(text, noun).0);
    let before = text.len() - own.len();
    if text[..before].trim_end().ends_with("туралы") { before } else { 0 }
}

/// `text` without the title before it, and where the noun at `noun` stands then. What a title cites («… 2015 жылғы 26 наурыздағы № 349 бұйрығына өзгеріс енгізу
/// туралы») is told by its noun: it is declined further, and that of the act itself is not.
pub(super) fn apart_from_title(text: &str, noun: usize) -> (&str, usize) {
    const ABOUT: &str = "туралы ";
    let Some(before) = text.get(..noun).map(lower_case) else { return (text, noun) };
    let ends = KINDS.iter().flat_map(|(noun, _)| before.match_indices(noun)).filter(|(at, _)| before[..*at].ends_with([' ', '-']));
    let declined = ends.map(|(at, noun)| at + noun.len()).filter(|&end| before[end..].starts_with(char::is_alphabetic)).max();
    let Some(cited) = declined else {
        // «… әдістемесін бекіту туралы Қазақстан Республикасы Қаржы министрінің 2016 жылғы … № 217 бұйрығы»: nobody is called «… туралы»
        let own = before.rfind(ABOUT).map(|at| at + ABOUT.len()).filter(|&own| is_adopted_by_state(&text[own..noun]));
        return own.map_or((text, noun), |own| (&text[own..], noun - own));
    };
    let cited = before[cited..].find(' ').map_or(before.len(), |at| cited + at);
    let own = before[cited..].rfind(ABOUT).map_or(cited, |at| cited + at + ABOUT.len());
    (&text[own..], noun - own)
}

/// Whether `own` tells who of the state adopted an act, and when: «Қазақстан Республикасы Қаржы министрінің 2016 жылғы 25 наурыздағы № 217 ».
fn is_adopted_by_state(own: &str) -> bool {
    let of_state = ["Қазақстан Республикасы", "ҚР "].iter().any(|state| own.starts_with(state));
    let day = cite::find_dates(own).next().map(|(_, day)| day.start);
    of_state && !own.contains(CLOSING_MARKS) && day.is_some_and(|day| ends_with_any(own[..day].trim_end(), &GENITIVE))
}

/// Marks of a title that is quoted.
const CLOSING_MARKS: [char; 4] = ['"', '»', '”', '«'];

#[cfg(test)]
mod tests {
    use crate::structure::tests::{outline_of, read};

    const LAW: &str = "Қазақстан Республикасының 2009 жылғы 13 ақпандағы N 135-IV Заңы";

    #[test]
    fn where_an_act_was_printed_is_no_title() {
        for line in
            ["Парламенттің Жаршысы, 2009 ж., N 3, 11-құжат; \"Егемен Қазақстан\" 2009 жылғы 17 ақпан N 31", "\"Егемен Қазақстан\", 2009 жылғы 17 ақпан, № 31"]
        {
            let act = format!("{LAW}\n{line}\n1-бап. Мақсат\nОсы Заң тәртіпті реттейді.\n");
            assert_eq!(read(&act).requisites.title, "", "{line}");
            assert_eq!(outline_of(&act, &[]), ["article-1 3-4"], "{line}");
            let contents = read(&act.replacen("1-бап", "МАЗМҰНЫ\n1-бап", 1));
            assert_eq!(contents.requisites.title, "", "{line}");
            let entitled = read(&act.replacen('\n', "\nСынақ туралы\n", 1)).requisites;
            assert_eq!(entitled.title, "Сынақ туралы", "{line}");
        }
    }

    #[test]
    fn the_act_that_a_title_changes_has_no_title_of_this_one() {
        let title =
            "\"Соттардың тәжірибесі туралы\" Қазақстан Республикасы Жоғарғы Сотының 2005 жылғы 12 мамырдағы № 4 нормативтік қаулысына өзгерістер енгізу туралы";
        let own = "Қазақстан Республикасы Жоғарғы Сотының 2012 жылғы 9 қаңтардағы № 1 Нормативтік қаулысы";
        let requisites = read(&format!("{title} {own}\nЖалпы отырыс ҚАУЛЫ ЕТЕДІ:\n1. Қаулы өзгертілсін.\n")).requisites;
        assert_eq!(requisites.title, title);
        assert_eq!(requisites.adopted[0].number.as_deref(), Some("1"));
    }

    #[test]
    fn a_title_before_the_requisites_is_nobody_who_adopts() {
        let title = "Қазақстан Республикасы Қаржы министрлігінің \"Б\" корпусы қызметшілерін бағалау әдістемесін бекіту туралы";
        let own = "Қазақстан Республикасы Қаржы министрінің 2016 жылғы 25 наурыздағы № 217 бұйрығы. Қазақстан Республикасының Әділет министрлігінде 2016 жылы 25 сәуірде № 13623 болып тіркелді";
        let requisites = read(&format!("{title} {own}\nБҰЙЫРАМЫН:\n1. Әдістеме бекітілсін.\n")).requisites;
        assert_eq!(requisites.title, title);
        assert_eq!(requisites.issuers, ["Қазақстан Республикасының Қаржы министрі"]);
        assert_eq!(requisites.adopted[0].number.as_deref(), Some("217"));
        let law =
            read("«Сынақ туралы» 2009 жылғы 16 қаңтардағы № 121-IV Қазақстан Республикасының Заңы\n1-бап. Мақсат\nОсы Заң тәртіпті реттейді.\n").requisites;
        assert_eq!((law.title.as_str(), law.adopted[0].number.as_deref()), ("Сынақ туралы", Some("121-IV")));
    }

    #[test]
    fn a_document_without_its_act_is_entitled_by_its_own_title() {
        let stamp = "Абай облысы\nЖарма ауданы әкімдігінің\n2016 жылғы 15 маусымдағы\n№ 68 қаулысымен\nбекітілген\n";
        let act = format!("{stamp}\nСынақ регламенті\n\n1. Сынақ күн сайын өткізіледі.\n2. Сынақ тегін.\n");
        assert_eq!(read(&act).requisites.title, "Сынақ регламенті");
        let found = outline_of(&act, &[]);
        assert_eq!(found[..3], ["regulation 1-10", "regulation/approval 1-5", "regulation/point-1 9-9"], "{found:?}");
    }

    #[test]
    fn the_sentences_below_the_adoption_are_of_the_preamble() {
        let adopted = "2001 жылғы 30 тамызда республикалық референдумда қабылданды. Нәтижесі жарияланған күні, яғни 2001 жылғы 5 қыркүйекте күшіне енді.";
        let act = format!(
            "САРЫАРҚА КОНСТИТУЦИЯСЫ\n{adopted}\nПрезиденттің 2001 жылғы № 45 «Конституция туралы» Жарлығына сәйкес мәтіннің түпнұсқасы сақталады.\nБіз, халық, осы \
             Конституцияны қабылдаймыз.\n1-бап\n1. Мемлекет зайырлы.\n"
        );
        let requisites = read(&act).requisites;
        let told: Vec<_> = requisites.adopted.iter().map(|one| (one.date.map(|day| day.to_string()), one.issuer.clone())).collect();
        assert_eq!(told, [(Some("2001-08-30".to_owned()), None)]);
        assert_eq!(requisites.issuers.len(), 0);
        assert_eq!(outline_of(&act, &[]), ["preamble 3-4", "article-1 5-6", "article-1/point-1 6-6"]);
    }

    #[test]
    fn what_the_publisher_says_of_the_print_is_no_title() {
        let act = "РҚАО ескертпесі.\nМәтінде авторлық орфография және пунктуация сақталған.\nАбай аудандық мәслихаты ШЕШТІ:\n1. Бюджет бекітілсін.\n2. Шешім жариялансын.\n";
        assert_eq!(read(act).requisites.title, "");
        assert_eq!(outline_of(act, &[]), ["preamble 3-3", "point-1 4-4", "point-2 5-5"]);
    }

    #[test]
    fn a_title_below_the_requisites_may_end_with_a_stop() {
        let title = |line: &str| read(&format!("{LAW}\n\n{line}\n\n1-бап. Мақсат\nОсы Заң тәртіпті реттейді.\n")).requisites.title;
        for line in [
            "Есептілікті ұсыну ережесін бекіту жөнінде.",
            "Ақпараттық технологияларды дамыту бағдарламасы 2010-2014 жж.",
            "Сынақ өткізу қағидалары.",
            "2012 жылға арналған тапсырысты орналастыру жөнінде.",
            "А. Қасымов атындағы сыйлықты беру жөнінде.",
        ] {
            assert_eq!(title(line), line);
        }
        for line in ["Сынақ жыл сайын өткізіледі.", "Сынақ өткізілді. Ол ереже жөнінде.", "Алматы, 2012 ж."]
        {
            assert_eq!(title(line), "", "{line}");
        }
    }

    #[test]
    fn a_sentence_below_the_requisites_is_no_title() {
        let act = format!("{LAW}\nОсы Заң тәртіпті белгілейді. Тәртіп бәріне бірдей.\n1-бап. Мақсат\nОсы Заң тәртіпті реттейді.\n");
        assert_eq!(read(&act).requisites.title, "");
        assert_eq!(outline_of(&act, &[]), ["preamble 2-2", "article-1 3-4"]);
    }
}
