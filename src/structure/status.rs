//! Whether an act holds, as its head tells: «Күші жойылды – …», «(күші жойылды)», «Жаңартылған».

use super::head::{is_requisites, issuer, number_after, status_of_card};
use super::line::{self, Mark};
use crate::act::{CitedAct, Requisites, Status};
use crate::amend;
use crate::cite;

/// The status that the paragraphs of the head tell: that of a repeal goes before any other.
pub(super) fn read_status<'t>(requisites: &mut Requisites, paragraphs: impl Iterator<Item = &'t str>) {
    let mut repealed = None;
    let mut other = None;
    for words in paragraphs {
        let words = status_of_card(words).unwrap_or(words);
        if line::is_repealed(words) {
            requisites.status = Status::Repealed;
            continue;
        }
        match told_end(words) {
            Some(ToldEnd::Repealed(act)) => repealed = repealed.or(Some(act)),
            Some(ToldEnd::Other(status)) => other = other.or(Some(status)),
            None => {}
        }
    }
    match (repealed, other) {
        (Some(act), _) => {
            requisites.status = Status::Repealed;
            requisites.repealed_by = act.map(|act| *act);
        }
        (None, Some(status)) if requisites.status != Status::Repealed => requisites.status = status,
        _ => {}
    }
}

pub(super) fn is_status(text: &str) -> bool {
    line::is_repealed(text) || matches!(text.trim_end_matches('.'), "Жаңартылған" | "Қолданыстағы" | "Күшіне енбеген" | "Жаңа")
}

/// Where `text` begins to tell that the act has ended.
pub(super) fn end_told(text: &str) -> usize {
    let ended = amend::ended(text).map_or(text.len(), |ended| ended.start);
    text.find("Күші жойылды").map_or(ended, |at| at.min(ended))
}

/// What a paragraph of the head tells of the end of the act.
pub(super) enum ToldEnd {
    /// It is repealed: by this act, where it can be read.
    Repealed(Option<Box<CitedAct>>),
    /// It is not told for certain that it has ended.
    Other(Status),
}

/// «Күші жойылды - … № 152 бұйрығымен»: the act that did it, where it can be read. None did where the time of an act ran out, «Қолданылу мерзімінің
/// аяқталуына байланысты күші жойылды - (… № 42 хатымен)»: a letter tells of it. An end that spares a part leaves the status open: the note tells
/// it. On which day it came is told by the note as well.
pub(super) fn told_end(text: &str) -> Option<ToldEnd> {
    // in a line of the requisites, a note or a paragraph of its own; a preamble may tell of other things
    let apart = |ended: &amend::Ended<'_>| ended.start == 0 || matches!(line::mark(text), Mark::Note) || is_requisites(text, 1);
    match amend::ended(text).filter(apart) {
        Some(ended) if ended.in_part => Some(ToldEnd::Other(Status::Unknown)),
        Some(ended) if ended.stopped => Some(ToldEnd::Other(Status::Suspended)),
        Some(ended) if ended.before => Some(ToldEnd::Repealed(None)),
        Some(ended) => Some(ToldEnd::Repealed(repealer(ended.by).map(Box::new))),
        None => told_in_words(text).or_else(|| told_otherwise(text)),
    }
}

/// Longest paragraph that tells nothing but an end, in bytes.
const TOLD_BYTES_MAX: usize = 600;

/// An end in the words of other publishers: «(күші жойылды)» behind the requisites, «ҚР Үкіметінің … № 861 Қаулысымен күші жойылды», «Осы Қаулы күшін жойды …
/// № 448 Қаулысына сәйкес»; «(БҰРЫНҒЫ РЕДАКЦИЯ)» is a wording of another time. What says in other words that something has ended leaves the status open.
fn told_otherwise(text: &str) -> Option<ToldEnd> {
    let lower = text.to_lowercase();
    if matches!(lower.trim_matches(['(', ')', ' ', '.']), "бұрынғы редакция" | "күші жойылған редакция") {
        return Some(ToldEnd::Other(Status::Unknown));
    }
    if is_requisites(text, 1) && ["(күші жойылды)", "(күшін жойған)"].iter().any(|told| lower.contains(told)) {
        return Some(ToldEnd::Repealed(None));
    }
    // titles and clauses speak of the end of others
    let of_others = ["деп тан", "туралы", "тармақ", "бабы", "баптың", "қоспағанда", "бекіт"].iter().any(|word| lower.contains(word)) || lower.ends_with(':');
    if text.len() > TOLD_BYTES_MAX || of_others {
        return None;
    }
    let sentence = lower.trim_end_matches(['.', ' ', ')']);
    let by_another =
        sentence.ends_with("күші жойылды") && cite::find_dates(text).next().is_some() && text.split_whitespace().any(|word| amend::instrument(word).is_some());
    // «Осы Нормативтік қаулы күшін жойды»
    let named = || sentence.split(' ').skip(1).take(2).any(|word| matches!(cite::act_word(word), Some((_, cite::Case::Nominative))));
    let of_this = lower.starts_with("осы ") && named() && lower.contains("күшін жойды");
    let accordingly = sentence.ends_with("күші жойылды") && (lower.contains("сәйкес осы ") || lower.contains("байланысты осы "));
    if by_another || of_this || accordingly {
        return Some(ToldEnd::Repealed(repealer(text).map(Box::new)));
    }
    let unread = ["күші жойылды", "күшін жойды", "күшін жойған"].iter().any(|told| lower.contains(told));
    unread.then_some(ToldEnd::Other(Status::Unknown))
}

fn told_in_words(text: &str) -> Option<ToldEnd> {
    const ENDS: [&str; 3] = ["Күші жойылды", "күшін жойды деп танылды", "Күшін жойған"];
    let (at, verb) = ENDS.iter().find_map(|verb| text.find(verb).map(|at| (at, verb)))?;
    let before = text[..at].trim_end();
    // At the head of an act, not of one of its clauses: «Ескерту. Күші жойылды – …», or after the registration.
    let of_the_act = before.is_empty() || before.ends_with(['.', '(']) || before.ends_with("тіркелді") || before.ends_with("тіркелген");
    let rest = &text[at..];
    if before.is_empty() && rest[verb.len()..].starts_with(char::is_alphabetic) {
        // «Күшін жойғанҚазақстан Республикасы …»: glued to the requisites, which tell of the act itself
        return Some(ToldEnd::Repealed(None));
    }
    if !of_the_act || text.contains("-тармақ") && before.contains("тармақ") {
        return None;
    }
    Some(if amend::Ended::spares(&rest[verb.len()..]) { ToldEnd::Other(Status::Unknown) } else { ToldEnd::Repealed(repealer(rest).map(Box::new)) })
}

/// The act that «Күші жойылды – ҚР … 11.03.2014 № 152 бұйрығымен» names.
fn repealer(text: &str) -> Option<CitedAct> {
    // «2015 жылғы 25 маусымнан бастап … 17.06.2015 № 448 Қаулысына сәйкес»: the day of the act is the one with a number
    let behind = |end: usize| text[end..].trim_start_matches([' ', '.']).trim_start_matches("жылғы");
    let numbered = cite::find_dates(text).find(|(_, range)| number_after(behind(range.end)).is_some());
    let Some((date, range)) = numbered.or_else(|| cite::find_dates(text).next().filter(|_| cite::find_dates(text).nth(1).is_none())) else {
        return undated(text);
    };
    // «… № 2454 Жарлығын қараңыз»: where more is told, and not by whom it was done
    let sentence = &text[range.end..];
    let seen = sentence
        .find("қараңыз")
        .filter(|&at| !sentence[..at].contains(". ") && !sentence[..at].split_whitespace().any(|word| amend::instrument(word).is_some()));
    if seen.is_some() {
        return None;
    }
    let number = number_after(behind(range.end)).map(|(number, _)| number.to_owned());
    let who = &text[..range.start];
    let who = ["бастап ", "жойды "].iter().filter_map(|word| who.rfind(word).map(|at| &who[at + word.len()..])).min_by_key(|who| who.len()).unwrap_or(who);
    let who = who.trim_start_matches("Күші жойылды").trim_start_matches("Күшін жойған").trim_start_matches([' ', '-', '–', '—', '(']).trim();
    let words = || behind(range.end).split_whitespace();
    let kind = words().find_map(amend::instrument).or_else(|| words().take(3).find_map(|word| Some(cite::act_word(word)?.0)));
    // «2007.12.09.» of another portal may be the 12th of September; «Күші жойылды - ҚР 2007.12.09. N 214 Заңымен» is not how that one writes
    let told_so = |text: &str| text.trim_start().starts_with(['-', '–', '—']) || text.starts_with("Күші жойылды");
    let of_another_portal = text[range.end..].starts_with('.') && !told_so(text);
    let date = Some(date).filter(|_| !(of_another_portal && cite::may_be_exchanged(&text[range.clone()])));
    let mut act = CitedAct { date, number, kind, issuer: Some(issuer(who)).filter(|who| !who.is_empty()), ..CitedAct::default() };
    act.id = act.derive_id();
    Some(act)
}

/// «Күші жойылды - Абай ауданы әкімдігінің 2015 ж. 08.06 № 2/335 қаулысымен»: a day that cannot be read for certain leaves who did it and the number.
fn undated(text: &str) -> Option<CitedAct> {
    let sign = text.find('№').or_else(|| text.find(" N ").map(|at| at + 1))?;
    let (number, end) = number_after(&text[sign..])?;
    let kind = text[sign + end..].split_whitespace().take(2).find_map(amend::instrument)?;
    let who = text[..sign].split(|c: char| c.is_ascii_digit()).next().unwrap_or_default();
    let who = issuer(who.trim_start_matches("Күші жойылды").trim_start_matches([' ', '-', '–', '—', '(']).trim());
    Some(CitedAct { number: Some(number.to_owned()), kind: Some(kind), issuer: Some(who).filter(|who| !who.is_empty()), ..CitedAct::default() })
}

#[cfg(test)]
mod tests {
    use super::super::tests::read;
    use crate::act::{ActKind, Commencement, Status};

    const BODY: &str =
        "Қазақстан Республикасының Үкіметі ҚАУЛЫ ЕТЕДІ:\n1. Сынақ өткізілсін.\n2. Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.\n";

    #[test]
    fn ends_are_told_in_many_words() {
        let of = |told: &str| {
            let read =
                read(&format!("Сынақ өткізу туралы\nҚазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 қаулысы\n{told}\n{BODY}")).requisites;
            let by = read.repealed_by.map(|by| format!("{} № {} {:?}", by.date.unwrap(), by.number.unwrap_or_default(), by.id.map(|id| id.to_string())));
            (read.status, by, read.title)
        };
        let title = "Сынақ өткізу туралы".to_owned();
        let by = |told: &str| (Status::Repealed, Some(told.to_owned()), title.clone());
        for (told, meant) in [
            (
                "ҚР Үкіметінің 2019 жылғы 20 қарашадағы № 861 Қаулысымен 2020 жылғы 1 қаңтардан бастап күші жойылды",
                by("2019-11-20 № 861 Some(\"P1900000861\")"),
            ),
            (
                "Осы Қаулы күшін жойды 2015 жылғы 25 маусымнан бастап ҚР Үкіметінің 17.06.2015 № 448 Қаулысына сәйкес",
                by("2015-06-17 № 448 Some(\"P1500000448\")"),
            ),
            (
                "Осы Қаулы күшін жойды 2015 жылғы 25 маусымнан бастап ҚР Үкіметінің 17.06.2015 жылғы № 448 Қаулысына сәйкес",
                by("2015-06-17 № 448 Some(\"P1500000448\")"),
            ),
            (
                "Қазақстан Республикасы Үкіметінің 2013 жылғы 21 наурыздағы № 288 қаулысына сәйкес осы қаулының күші жойылды",
                by("2013-03-21 № 288 Some(\"P1300000288\")"),
            ),
            (
                "Осы Нормативтік қаулы күшін жойды 2015 жылғы 25 маусымнан бастап ҚР Үкіметінің 17.06.2015 № 448 Қаулысына сәйкес",
                by("2015-06-17 № 448 Some(\"P1500000448\")"),
            ),
            (
                "Күші жойылды - жаңа тәртіптің енгізілуіне байланысты. ҚР Президентінің 2015 жылғы 6 қыркүйектегі № 2454 Жарлығын қараңыз.",
                (Status::Repealed, None, title.clone()),
            ),
            ("Күші жойылды - ҚР Үкіметінің 2012.05.06. N 48 қаулысымен.", by("2012-05-06 № 48 Some(\"P1200000048\")")),
            ("Әкімнің өкімі негізінде күшін жойған", (Status::Unknown, None, title.clone())),
            ("(БҰРЫНҒЫ РЕДАКЦИЯ)", (Status::Unknown, None, title.clone())),
        ] {
            assert_eq!(of(told), meant, "{told}");
        }
        let preamble = "Кейбір қаулылардың күші жойылды деп танылғандықтан және жаңа тәртіп енгізілгендіктен";
        assert_eq!(of(preamble).0, Status::InForce, "what is said of other acts");
    }

    #[test]
    fn the_day_of_the_end_is_read_wherever_it_is_told() {
        let days = |registered: &str, told: &str| {
            let head = format!("Сынақ өткізу туралы\nҚазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 қаулысы{registered}\n{told}");
            let read = read(&format!("{head}{BODY}"));
            assert_eq!(read.requisites.title, "Сынақ өткізу туралы", "{told}");
            read.notes.iter().flat_map(|note| &note.by).map(|by| (by.number.clone().unwrap_or_default(), by.commencement.clone())).collect::<Vec<_>>()
        };
        let on = |number: &str, day: &str| vec![(number.to_owned(), Commencement::On(day.parse().expect("a day")))];
        assert_eq!(
            days("", "Осы Қаулы күшін жойды 2015 жылғы 25 маусымнан бастап ҚР Үкіметінің 17.06.2015 жылғы № 448 Қаулысына сәйкес\n"),
            on("448", "2015-06-25")
        );
        assert_eq!(days("", "ҚР Үкіметінің 2019 жылғы 20 қарашадағы № 861 Қаулысымен 2020 жылғы 1 қаңтардан бастап күші жойылды\n"), on("861", "2020-01-01"));
        let registered = ". Қазақстан Республикасының Әділет министрлігінде 2010 жылғы 2 қыркүйекте № 6400 болып тіркелді";
        let ended = "Күші жойылды - Қазақстан Республикасы Үкіметінің 2019 жылғы 20 қарашадағы № 861";
        let bracket = "(2020 жылғы 1 қаңтардан бастап қолданысқа енгізіледі)";
        assert_eq!(days(&format!("{registered}. {ended} {bracket} қаулысымен"), ""), on("861", "2020-01-01"));
        assert_eq!(days(&format!("{registered}. {ended} қаулысымен"), ""), [], "no day is told");
        let note = "Ескерту. Күші жойылды - ҚР Үкіметінің 20.11.2019 № 861 (01.01.2020 бастап қолданысқа енгізіледі) қаулысымен.\n";
        assert_eq!(days(&format!("{registered}. {ended} {bracket} қаулысымен"), note), on("861", "2020-01-01"), "it is told once");
    }

    #[test]
    fn an_act_whose_time_has_run_out_is_not_in_force() {
        let head = "2018 жылға арналған мөлшерлер туралы\n\n";
        let requisites =
            "Абай ауданы әкімдігінің 2018 жылғы 5 сәуірдегі № 59 қаулысы. Абай облысының Әділет департаментінде 2018 жылғы 26 сәуірде № 7725 болып тіркелді";
        for (status, told) in [("Мерзімі біткен\n\n", ""), ("", ". Мерзімі өткендіктен қолданыс тоқтатылды")] {
            let read = read(&format!("{head}{status}{requisites}{told}\n\n{BODY}")).requisites;
            assert_eq!((read.title.as_str(), read.status), ("2018 жылға арналған мөлшерлер туралы", Status::Repealed), "{status}{told}");
            assert!(read.repealed_by.is_none() && read.registered.is_some_and(|entry| entry.number == "7725"));
        }
    }

    #[test]
    fn the_lines_of_a_status_are_none_of_the_preamble() {
        let act = |told: &str| format!("Сынақ өткізу туралы\nҚазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 қаулысы\n{told}\n{BODY}");
        let note = "Ескерту. Күші жойылды - ҚР Үкіметінің 20.11.2019 № 861 қаулысымен.";
        let cases = [
            ("Күшін жойған".to_owned(), 0),
            (format!("Күшін жойған\n{note}"), 1),
            (format!("{note}\nКүшін жойған"), 1),
            ("Қолданыстағы".to_owned(), 0),
            ("Күші жойылды – ҚР Үкіметінің 20.11.2019 № 861 қаулысымен.".to_owned(), 1),
            ("ҚР Үкіметінің 2019 жылғы 20 қарашадағы № 861 қаулысымен күші жойылды".to_owned(), 1),
        ];
        for (told, notes) in cases {
            let read = read(&act(&told));
            let preamble = read.provisions.iter().find(|unit| unit.path.as_str() == "preamble").expect("the act enacts something");
            assert!(!preamble.tombstone && preamble.own.len() == 1, "{told}");
            assert_eq!(read.notes.len(), notes, "{told}");
            assert!(read.notes.iter().all(|note| note.target.is_none()), "{told}: {:?}", read.notes);
        }
        // without requisites the title is the first line
        let plain =
            read("Сынақ ережесі (күші жойылды)\nҚР Үкіметінің 2019 жылғы 20 қарашадағы № 861 қаулысымен күші жойылды\n1. Сынақ өткізіледі.\n2. Сынақ тегін.\n");
        assert_eq!(plain.provisions.iter().map(|unit| unit.path.as_str()).collect::<Vec<_>>(), ["point-1", "point-2"]);
        assert!(plain.notes.len() == 1 && plain.notes[0].target.is_none());
    }

    #[test]
    fn a_day_that_cannot_be_read_leaves_the_number() {
        let head = "Сынақ туралы\nҚазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 қаулысы";
        let read = read(&format!("{head}\nЕскерту. Күші жойылды - Абай ауданы әкімдігінің 2015 ж. 08.06  № 2/335 қаулысымен.\n{BODY}")).requisites;
        let by = read.repealed_by.map(|by| (by.date, by.number, by.issuer));
        assert_eq!((read.status, by), (Status::Repealed, Some((None, Some("2/335".to_owned()), Some("Абай ауданы әкімдігі".to_owned())))));
    }

    #[test]
    fn a_title_may_begin_the_line_of_the_requisites() {
        for (told, status) in [("", Status::InForce), (" (күші жойылды)", Status::Repealed)] {
            let line = format!("«Сынақ \"Өлшем\" қағидаларын бекіту туралы» Қазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 Қаулысы{told}\n");
            let read = read(&format!("{line}Жариялануы: «Егемен Қазақстан» 2010 ж. 21 қыркүйек № 18 (24271)\n{BODY}")).requisites;
            assert_eq!((read.title.as_str(), read.kind, read.status), ("Сынақ \"Өлшем\" қағидаларын бекіту туралы", ActKind::Resolution, status));
            assert_eq!(read.issuers, ["Қазақстан Республикасының Үкіметі"]);
            assert_eq!(read.adopted.len(), 1);
        }
        let amending = "«Сынақ туралы» Қазақстан Республикасы Үкіметінің 2009 жылғы 12 қазандағы № 1559 қаулысына өзгерістер енгізу туралы\nҚазақстан Республикасы Үкіметінің 2010 жылғы 31 тамыздағы № 849 қаулысы\n";
        let read = read(&format!("{amending}{BODY}")).requisites;
        assert!(read.title.ends_with("енгізу туралы") && read.adopted[0].number.as_deref() == Some("849"));
    }

    #[test]
    fn a_department_of_justice_is_written_with_any_letters() {
        let head = "Өзгерістер туралы\nҚарағанды облыстық мәслихатының 2007 жылғы 14 желтоқсандағы № 47 шешімі. Қарағанды облысының әділет Департаментінде 2008 жылғы 14 қаңтарда № 1839 тіркелді\n";
        let read = read(&format!("{head}Қарағанды облыстық мәслихаты ШЕШІМ ЕТТІ:\n1. Сынақ өткізілсін.\n")).requisites;
        assert_eq!((read.adopted.len(), read.registered.map(|registered| registered.number)), (1, Some("1839".to_owned())));
    }
}
