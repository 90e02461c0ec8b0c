//! Days of publication: where an act that is cited was published, and the line of an act that tells its own.

use super::date::find_dates;
use crate::act::Date;

/// The day of publication that a bracket tells: «2016 жылғы 30 желтоқсанда … эталондық бақылау банкінде жарияланған».
///
/// The number of a newspaper has brackets of its own, «№ 159 (29140) санында жарияланған».
pub(super) fn publication(inside: &str) -> Option<Date> {
    if !inside.contains("жариялан") {
        return None;
    }
    // Of each clause the days before the word that tells of it.
    let told = |clause: &str| find_dates(behind_registration(&clause[..clause.rfind("жариялан")?])).last();
    inside.split(';').filter_map(told).next_back().map(|(date, _)| date)
}

/// The words behind those that tell of the registration, whose day is none of a publication.
fn behind_registration(words: &str) -> &str {
    &words[words.rfind("тіркел").unwrap_or(0)..]
}

/// Longest line that tells of nothing but a publication, in bytes.
const LINE_MAX: usize = 500;
/// Where acts are published, by words that each place has in its name.
const PLACES: &[&str] = &["АҚЖ", "ақпараттық-құқықтық жүйе", "бақылау банкі", "газет", "жинағы", "Жаршысы", "ПҮАЖ"];
/// Newspapers that publish acts officially.
const NEWSPAPERS: &[&str] = &["Егемен Қазақстан", "Казахстанская правда", "Заң газеті", "Юридическая газета"];

/// The day of its own publication, where `text` is the line below (or above) an act that tells of nothing else.
///
/// ```
/// let day = tarmaq::cite::publication_line("\"Әділет\" АҚЖ 21.08.2017 ж. № 15500 жарияланған").unwrap();
/// assert_eq!(day.to_string(), "2017-08-21");
/// ```
pub fn publication_line(text: &str) -> Option<Date> {
    let bare = text.trim_end_matches(['.', ' ']);
    if bare.len() > LINE_MAX || !bare.starts_with(|c: char| c.is_uppercase() || c.is_ascii_digit() || matches!(c, '"' | '«' | '“')) {
        return None;
    }
    labelled(bare).or_else(|| published_in(bare)).or_else(|| newspaper(bare))
}

/// Whether `text` is a line that tells of nothing but where an act was printed: «Парламентінің Жаршысы, 2007 ж., N 2, 10-құжат; "Егемен Қазақстан" 2007
/// жылғы 26 қаңтар N 20». It may name no day.
pub(crate) fn names_publication(text: &str) -> bool {
    let bare = text.trim_end_matches(['.', ';', ' ']);
    let numbered = |piece: &str| piece.contains('№') || piece.split_whitespace().any(|word| word.starts_with('N') && word.len() < 8);
    let is_place = |piece: &str| {
        let lower = piece.to_lowercase();
        let named = PLACES.iter().chain(NEWSPAPERS).any(|place| lower.contains(&place.to_lowercase()));
        named && numbered(piece) && (find_dates(piece).next().is_some() || piece.contains(" ж."))
    };
    publication_line(text).is_some() || (bare.len() <= LINE_MAX && !bare.contains("туралы") && bare.split(';').all(is_place) && !of_sentence(bare))
}

/// Whether `line` says something of the publication as a sentence of an act does.
fn of_sentence(line: &str) -> bool {
    line.starts_with("Осы ") || line.ends_with(':') || ["енгізіледі", "енгiзiледi", "жарияла", "тіркел", "тiркел"].iter().any(|verb| line.contains(verb))
}

/// «Ресми жарияланған күні: 21.08.2017».
fn labelled(bare: &str) -> Option<Date> {
    let (label, rest) = bare.split_once("арияланған күні")?;
    let rest = rest.trim_start_matches([':', ' ', '–', '-']);
    let (date, range) = find_dates(rest).next()?;
    let alone = range.start == 0 && !rest[range.end..].chars().any(char::is_alphanumeric);
    (alone && label.split_whitespace().count() <= 3).then_some(date)
}

/// «… эталондық бақылау банкінде 2017 жылғы 21 тамызда жарияланған».
fn published_in(bare: &str) -> Option<Date> {
    let before = bare.strip_suffix("жарияланған").or_else(|| bare.strip_suffix("жарияланды"))?;
    // A sentence of an act on the publication of itself or of another one.
    let of_an_act = bare.starts_with("Осы ") || ["бұйрығы", "қаулысы", "Заңы", "Жарлығы", "шешімі"].iter().any(|noun| bare.contains(noun));
    // Of several days the first: a text is published first only once.
    let date = find_dates(behind_registration(before)).map(|(date, _)| date).min()?;
    (!of_an_act && PLACES.iter().chain(NEWSPAPERS).any(|place| before.contains(place))).then_some(date)
}

/// «"Егемен Қазақстан", 2017 жылғы 21 тамыз, № 159 (29140)».
fn newspaper(bare: &str) -> Option<Date> {
    let name = bare.trim_start_matches(['"', '«', '“']);
    let rest = NEWSPAPERS.iter().find_map(|newspaper| name.strip_prefix(newspaper)).filter(|_| name.len() < bare.len())?;
    let (date, range) = find_dates(rest).next()?;
    let around = rest[..range.start].chars().chain(rest[range.end..].chars());
    let alone = !around.clone().any(char::is_alphabetic) && around.clone().any(|c| c == '№');
    alone.then_some(date)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn brackets_tell_when_an_act_was_published() {
        let registered = "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 15500 болып тіркелген, ";
        let cases = [
            ("2016 жылғы 30 желтоқсанда эталондық бақылау банкінде жарияланған)", Some("2016-12-30"), "a databank"),
            ("\"Егемен Қазақстан\" газетінің 2017 жылғы 21 тамыздағы № 159 (29140) санында жарияланған)", Some("2017-08-21"), "the number of a newspaper"),
            ("2017 жылғы 21 тамыздағы № 159 (29140) \"Егемен Қазақстан\" газетінде жарияланған)", Some("2017-08-21"), "the number first"),
            ("жинағында (2017 жылғы 21 тамызда шыққан) № 8, 2017 жыл жарияланған)", Some("2017-08-21"), "the day in brackets of its own"),
            ("2017 жылғы 10 тамызда тіркелген)", None, "only registered"),
            ("2017 жылғы 10 тамызда тіркелген, газетте жарияланған)", None, "the day is that of the registration"),
        ];
        for (rest, day, why) in cases {
            let found = publication(&format!("{registered}{rest}")).map(|day| day.to_string());
            assert_eq!(found.as_deref(), day, "{rest}: {why}");
        }
    }

    #[test]
    fn a_line_tells_where_an_act_was_printed() {
        for line in [
            "Қазақстан Республикасы Парламентінің Жаршысы, 2009 ж., N 3, 11-құжат",
            "Қазақстан Республикасы Парламентінің Жаршысы, 2009 ж., N 3, 11-құжат; \"Егемен Қазақстан\" 2009 жылғы 6 ақпан N 31-32",
            "\"Егемен Қазақстан\" 2009 жылғы 6 ақпан N 31; \"РЕСМИ ГАЗЕТ\" 2009 ж., наурыз, N 9",
            "\"Егемен Қазақстан\", 2017 жылғы 21 тамыз, № 159 (29140)",
        ] {
            assert!(names_publication(line), "{line}");
        }
        for line in [
            "\"Егемен Қазақстан\" газеті туралы",
            "Осы қаулы \"Егемен Қазақстан\" газетінің 2017 жылғы 21 тамыздағы № 159 санында жарияланды",
            "Парламенттің Жаршысы, 2009 ж., N 3; Министрліктің жоспары",
        ] {
            assert!(!names_publication(line), "{line}");
        }
    }

    #[test]
    fn a_line_tells_when_its_own_act_was_published() {
        let cases = [
            ("\"Әділет\" АҚЖ 21.08.2017 ж. № 15500 жарияланған", Some("2017-08-21"), "the system of legal information"),
            ("Қазақстан Республикасы нормативтік құқықтық актілерінің эталондық бақылау банкінде 2017 жылғы 21 тамызда жарияланған.", Some("2017-08-21"), ""),
            ("Ресми жарияланған күні: 21.08.2017", Some("2017-08-21"), "a label"),
            ("\"Егемен Қазақстан\", 2017 жылғы 21 тамыз, № 159 (29140)", Some("2017-08-21"), "a newspaper and its number"),
            ("Осы бұйрық 2017 жылғы 21 тамызда газетте жарияланған.", None, "a sentence of an act"),
            ("2. Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.", None, "a clause"),
            ("Хабарландыру газетте 2017 жылғы 21 тамызда жарияланған күннен бастап есептеледі.", None, "it goes on"),
            ("\"Егемен Қазақстан\" газетінде хабарландыру 2017 жылғы 21 тамызда № 159 берілді", None, "words besides"),
        ];
        for (text, day, why) in cases {
            assert_eq!(publication_line(text).map(|day| day.to_string()).as_deref(), day, "{text}: {why}");
        }
    }
}
