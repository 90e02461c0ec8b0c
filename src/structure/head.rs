//! What stands above the first clause: title, requisites, status.

mod adopted;
mod card;
mod registered;
mod title;
mod wrapped;

use std::ops::Range;
use std::sync::LazyLock;

use regex::Regex;

use super::case::lower_case;
use super::letterhead::{Letterhead, letterhead};
use super::line::{self, End, Mark};
use super::status::{end_told, is_status, read_status, told_end};
use super::{table, zone};
use crate::act::{ActId, ActKind, Adoption, CitedAct, Date, Requisites, Status};
use crate::cite;
use crate::text::{CleanText, GENITIVE, Gap, Span, ends_with_any};
use adopted::adoptions;
pub(super) use adopted::{issuer, number_after};
use card::is_card;
pub(super) use card::status as status_of_card;
use registered::{of_register, read_registration, register_sentence};
use title::{CLOSING, apart_from_title, is_of_head, quoted_title, set_title, title_before, title_end, title_range};

/// The head of an act.
pub(super) struct Head {
    pub(super) requisites: Requisites,
    /// The paragraphs it takes; the body begins after them. Where no requisites were found, the first line.
    pub(super) end: usize,
    /// Whether title or requisites were found at all.
    pub(super) found: bool,
}

/// Words that say what an act is, in the nominative with the possessive ending that titles of office give them.
const KINDS: &[(&str, ActKind)] = &[
    ("конституциялық заңы", ActKind::Law),
    ("конституциясы", ActKind::Constitution),
    ("кодексі", ActKind::Code),
    ("заңы", ActKind::Law),
    ("жарлығы", ActKind::Decree),
    ("өкімі", ActKind::Decree),
    ("нормативтік қаулысы", ActKind::Resolution),
    ("қаулысы", ActKind::Resolution),
    ("бұйрығы", ActKind::Order),
    ("шешімі", ActKind::Decision),
];

/// Reads the head of `text`.
pub(super) fn head(text: &CleanText, marks: &[Mark<'_>]) -> Head {
    let count = text.paragraphs.len();
    let limit = first_clause(text, marks).min(count);
    let line = (0..limit).find(|&at| is_requisites(text.paragraph_text(at), at));
    let mut requisites = Requisites {
        title: String::new(),
        title_span: None,
        kind: ActKind::Other,
        issuers: Vec::new(),
        adopted: Vec::new(),
        registered: None,
        status: Status::Unknown,
        repealed_by: None,
        language: "kk".to_owned(),
    };
    if let Some(told) = letterhead(text, limit).filter(|_| line.is_none()) {
        return signed(text, marks, requisites, told, limit);
    }
    let wrapped = wrapped::wrapped(text, marks, line, limit);
    let line = wrapped.as_ref().map(|(lines, _)| lines.start).or(line);
    let title_range = title_range(text, marks, line, limit);
    set_title(&mut requisites, text, title_range.clone());
    let mut end = title_range.end;
    if let Some(at) = line {
        end = end.max(wrapped.as_ref().map_or(at + 1, |(lines, _)| lines.end));
        let words = wrapped.as_ref().map_or(text.paragraph_text(at), |(_, words)| words.as_str());
        let titled = quoted_title(words).filter(|_| wrapped.is_none() && (requisites.title.is_empty() || title_range.start > at));
        if let Some(title) = &titled {
            let start = text.paragraphs[at].span.start as usize;
            requisites.title = words[title.clone()].to_owned();
            requisites.title_span = Some(Span::new(start + title.start..start + title.end));
            end = at + 1;
        }
        let before = if titled.is_none() && requisites.title.is_empty() { title_before(words) } else { 0 };
        if before > 0 {
            requisites.title = words[..before].trim_end().to_owned();
            let start = text.paragraphs[at].span.start as usize;
            requisites.title_span = Some(Span::new(start..start + requisites.title.len()));
        }
        // behind the mark that closes the title
        read_requisites(&mut requisites, titled.map_or(words, |title| words[title.end..].trim_start_matches(CLOSING)));
        // «… Әділет министрлігінде 2018 жылғы 13 ақпанда № 16354 болып тіркелді» may stand in a paragraph of its own.
        while end < limit && (goes_on_with_requisites(text.paragraph_text(end)) || belongs_to_head(text.paragraph_text(end))) {
            read_registration(&mut requisites, text.paragraph_text(end));
            end += 1;
        }
    }
    let found = line.is_some();
    // without requisites the first line is the title, and the text begins below it
    let end = told_until(text, marks, if found { end } else { usize::from(!requisites.title.is_empty() && count > 1) }, limit);
    requisites.status = if found { Status::InForce } else { Status::Unknown };
    read_status(&mut requisites, (0..limit).map(|at| text.paragraph_text(at)));
    Head { requisites, end, found }
}

/// Gives a text that begins with a stamp or the block of an annex the title of the document below it: the act that approves it is not in the text, and the
/// lines of the stamp are no title.
pub(super) fn entitle_by_document(head: &mut Head, text: &CleanText, marks: &[Mark<'_>]) {
    let Some(below) = zone::opening_block(text, marks) else { return };
    let title = document_title(text, marks, below..text.paragraphs.len());
    if !title.is_empty() {
        set_title(&mut head.requisites, text, title);
        head.end = 0;
    }
}

/// Where the lines end that stand behind the requisites at `end` and are none of the preamble: status, end and publication, notes between them.
fn told_until(text: &CleanText, marks: &[Mark<'_>], end: usize, limit: usize) -> usize {
    let is_told = |at: &usize| is_of_head(text.paragraph_text(*at)) || is_card(text, *at);
    let between = |at: &usize| matches!(marks[*at], Mark::Note) || is_told(at);
    (end..limit).take_while(between).filter(|at| is_told(at) && !matches!(marks[*at], Mark::Note)).last().map_or(end, |last| last + 1)
}

/// The head that begins with a letterhead; its title, and its registration, stand below.
fn signed(text: &CleanText, marks: &[Mark<'_>], mut requisites: Requisites, told: Letterhead, limit: usize) -> Head {
    let skips = |at: usize| matches!(marks[at], Mark::Note | Mark::EditorsNote) || is_status(text.paragraph_text(at));
    let mut end = told.end;
    if let Some(first) = (end..limit).find(|&at| !skips(at)).filter(|&at| !goes_on_with_requisites(text.paragraph_text(at))) {
        end = title_end(text, &skips, first, limit);
        set_title(&mut requisites, text, first..end);
        let inner = requisites.title.strip_prefix(['«', '“', '"']).and_then(|title| title.strip_suffix(['»', '”', '"']));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['«', '»', '“', '”', '"'])) {
            requisites.title = inner.to_owned();
        }
    }
    while end < limit && goes_on_with_requisites(text.paragraph_text(end)) {
        read_registration(&mut requisites, text.paragraph_text(end));
        end += 1;
    }
    requisites.kind = told.kind;
    let issuer = Some(told.issuer).filter(|issuer| !issuer.is_empty());
    requisites.issuers.extend(issuer.clone());
    requisites.adopted.push(Adoption { date: Some(told.date), number: Some(told.number), issuer });
    requisites.status = Status::InForce;
    read_status(&mut requisites, (0..limit).map(|at| text.paragraph_text(at)));
    Head { requisites, end, found: true }
}

/// The first paragraph that can only be a clause.
fn first_clause(text: &CleanText, marks: &[Mark<'_>]) -> usize {
    let count = text.paragraphs.len();
    (0..count)
        .find(|&at| match &marks[at] {
            Mark::Plain | Mark::Note | Mark::EditorsNote => {
                let words = text.paragraph_text(at);
                enacts(words)
                    || (text.indented
                        && text.paragraphs[at].indent > 0
                        && at > 0
                        && matches!(marks[at], Mark::Plain)
                        && !goes_on_with_requisites(words)
                        && !is_of_head(words)
                        && !is_card(text, at))
            }
            _ => true,
        })
        .unwrap_or(count)
}

/// Whether a paragraph ends with the enacting word: «ҚАУЛЫ ЕТЕДІ:», «БҰЙЫРАМЫН:».
pub(super) fn enacts(text: &str) -> bool {
    let bare = text.trim_end_matches([':', '.', ' ', '"', '»']);
    let last: String = bare.rsplit(' ').next().unwrap_or("").chars().filter(|c| c.is_alphabetic()).collect();
    let last = last.to_lowercase();
    text.ends_with([':', '"'])
        && (last.starts_with("бұйырам") || matches!(last.as_str(), "етеді" | "етемін" | "етемiн" | "етедi" | "шешті" | "шештi" | "қабылдады" | "бұйырады"))
}

/// «Қазақстан Республикасы Үкіметінің 2022 жылғы 10 қазандағы № 807 қаулысы.»
pub(super) fn is_requisites(text: &str, at: usize) -> bool {
    if text.len() > 2_500 || !(text.contains('№') || text.contains(" N ") || text.contains(" N") || text.contains("жыл")) {
        return false;
    }
    if at == 0 && text.trim_end_matches('.').ends_with("туралы") {
        return false;
    }
    (kind_of(text).is_some() || adopted_until(text).is_some()) && cite::find_dates(text).next().is_some()
}

/// Where the sentence ends that tells how the act was adopted, where it says so itself: «… референдумда қабылданды.» It may go on with other ones, where it
/// begins with the day.
fn adopted_until(text: &str) -> Option<usize> {
    let bare = text.trim_end_matches('.');
    if bare.ends_with("қабылданды") || bare.ends_with("қабылданған") {
        return Some(bare.len());
    }
    let (_, day) = cite::find_dates(text).next().filter(|(_, day)| day.start == 0)?;
    let sentence = day.end + text[day.end..].find(". ")?;
    ["қабылданды", "қабылданған"].iter().any(|verb| text[..sentence].ends_with(verb)).then_some(sentence)
}

/// The kind that a requisites line names and where it names it: the first noun of office that is not declined further.
fn kind_of(text: &str) -> Option<(ActKind, usize)> {
    let lower = lower_case(text);
    let mut best: Option<(usize, ActKind)> = None;
    for &(noun, kind) in KINDS {
        let mut from = 0;
        while let Some(found) = lower[from..].find(noun) {
            let at = from + found;
            let after = lower[at + noun.len()..].chars().next();
            let before = lower[..at].chars().next_back();
            // «… Конституциясы туралы»: what a title speaks of
            let is_titled = lower[at + noun.len()..].starts_with(" туралы");
            if !is_titled && after.is_none_or(|c| !c.is_alphabetic() && c != '-') && before.is_none_or(|c| !c.is_alphabetic()) {
                if best.is_none_or(|(best, _)| at < best) {
                    best = Some((at, kind));
                }
                break;
            }
            from = at + noun.len();
        }
    }
    best.map(|(at, kind)| (kind, at)).or_else(|| unnamed(&lower))
}

static UNNAMED: LazyLock<Regex> = LazyLock::new(|| {
    let pattern = r"^(?:қазақстан\s+республикасы(?:ның)?\s+)?үк[іi]мет[іi]н[іi]ң\s+\d{4}\s+жылғы\s+\d{1,2}\s+\p{L}+\s+(?:№|n)\s*\d+\s*(?:\.|$)";
    Regex::new(pattern).expect("the pattern of requisites without a noun is a constant that compiles")
});

/// «Қазақстан Республикасы Үкiметiнiң 1998 жылғы 1 шiлдедегi N 621.» leaves out what it is: what the Government adopts under a number is a resolution.
fn unnamed(lower: &str) -> Option<(ActKind, usize)> {
    UNNAMED.find(lower).map(|found| (ActKind::Resolution, found.end()))
}

fn goes_on_with_requisites(text: &str) -> bool {
    let registered = text.contains("тіркелді") || text.contains("тіркелген") || text.contains("тiркелдi");
    let by = || text.contains("Әділет") || text.contains("әділет") || of_register(text).is_some_and(|at| at == 0);
    registered && text.contains('№') && text.len() < 600 && by()
}

/// What other publishers print between the requisites and the first clause: where the act was published, and by which act it has ended.
fn belongs_to_head(text: &str) -> bool {
    text.starts_with("Жариялануы:") || told_end(text).is_some()
}

/// «ЖаңаҚазақстан Республикасының …»: the line without the status that was glued to it.
fn without_status(text: &str) -> &str {
    let rest = ["Жаңартылған", "Қолданыстағы", "Күшіне енбеген", "Күшін жойған", "Жаңа"].iter().find_map(|status| text.strip_prefix(status));
    rest.filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(text)
}

/// Everything a requisites line says: kind, adoptions, issuers, registration.
fn read_requisites(requisites: &mut Requisites, text: &str) {
    let text = without_status(text);
    // «… референдумда қабылданды»: then the title says what it is.
    let text = adopted_until(text).map_or(text, |end| &text[..end]);
    let Some((kind, noun)) = kind_of(text).or_else(|| kind_of(&requisites.title).map(|(kind, _)| (kind, 0))) else { return };
    // «Азаматтық іс жүргізу кодексі», adopted as «… N 411 Заңы»
    requisites.kind = if kind == ActKind::Law && is_of_code(&requisites.title) { ActKind::Code } else { kind };
    // What was adopted stands before the noun («… № 807 қаулысы»), or after it («… Заңы 2016 жылғы 6 сәуірдегі № 480-V»).
    let registered = register_sentence(text).unwrap_or(text.len());
    let own = &text[..registered.min(end_told(text))];
    let (own, noun) = apart_from_title(own, noun);
    requisites.adopted = adoptions(own);
    if requisites.adopted.is_empty() {
        requisites.adopted.push(Adoption::default());
    }
    let issuer_before = issuer(own[..noun.min(own.len())].split(|c: char| c.is_ascii_digit()).next().unwrap_or(""));
    for adoption in &mut requisites.adopted {
        if adoption.issuer.is_none() && !issuer_before.is_empty() {
            adoption.issuer = Some(issuer_before.clone());
        }
    }
    // «Қазақстан Республикасы Үкіметінің «… Заңын іске асыру туралы» 2017 жылғы … қаулысы»: who adopted it stands before its title
    let before_title = text.find(['"', '«', '“']).map(|quote| text[..quote].trim()).filter(|who| ends_with_any(who, &GENITIVE));
    if let (Some(who), [adoption]) = (before_title.map(issuer).filter(|who| !who.is_empty()), &mut requisites.adopted[..]) {
        adoption.issuer.get_or_insert(who);
    }
    for adoption in &requisites.adopted {
        if let Some(issuer) = &adoption.issuer
            && !requisites.issuers.contains(issuer)
        {
            requisites.issuers.push(issuer.clone());
        }
    }
    read_registration(requisites, text);
}

/// Whether a title is that of a code: its last word says so.
fn is_of_code(title: &str) -> bool {
    let last = title.trim_end_matches([')', '.', '"', '»', ' ']).rsplit([' ', '(']).next().unwrap_or_default();
    matches!(lower_case(last).as_str(), "кодексі" | "кодексi")
}

/// The id of the act by its requisites; `None` where none follows.
///
/// Local acts carry letters in their ids (`V16UL003811`): those are taken from the source, never derived.
pub(super) fn derive_id(requisites: &Requisites) -> Option<ActId> {
    let adoption = requisites.adopted.first()?;
    if requisites.kind == ActKind::Decision || requisites.registered.as_ref().is_some_and(|registered| registered.local) {
        return None;
    }
    let registered = requisites.registered.as_ref().and_then(|registered| registered.date).map(Date::year);
    let cited = CitedAct {
        kind: Some(if requisites.registered.is_some() { ActKind::Order } else { requisites.kind }),
        date: adoption.date,
        number: adoption.number.clone(),
        registration: requisites.registered.as_ref().map(|registered| registered.number.clone()),
        issuer: adoption.issuer.clone(),
        ..CitedAct::default()
    };
    cited.derive_id_registered(registered)
}

/// The paragraphs after a stamp or an annex block that are the title of the document.
pub(super) fn document_title(text: &CleanText, marks: &[Mark<'_>], body: Range<usize>) -> Range<usize> {
    let first = body.start;
    let mut end = first;
    while end < body.end && end - first < 6 {
        let words = text.paragraph_text(end);
        let apart = !text.indented || text.paragraphs[end].indent == 0;
        if !apart || !matches!(marks[end], Mark::Plain) || words.contains("___") || words.len() > 1_200 {
            break;
        }
        if table::heads_table(words) || table::piped::is_row(text, end) {
            break;
        }
        let is_form_word = is_form(words) || is_draft(words);
        let named = end > first && !is_form_word && (first..end).map(|at| text.paragraph_text(at)).any(|words| !is_form(words) && !is_draft(words));
        if named && (text.paragraphs[end].gap != Gap::None || !text.indented) && !goes_on(text.paragraph_text(end - 1), words) {
            break;
        }
        if !is_form_word && line::end(words) != End::Open && !line::begins_capital(words) {
            break;
        }
        if words.chars().all(|c| !c.is_alphabetic()) || zone::is_signature(words) && words.contains('_') {
            break;
        }
        end += 1;
    }
    first..end
}

/// «Нысан», «2-нысан»: what stands below is a form.
pub(super) fn is_form(text: &str) -> bool {
    let word = text.trim_matches(['"', '(', ')', ' ']);
    let word = word[line::number_len(word)..].trim_start_matches([' ', '-', '–']);
    matches!(word, "Нысан" | "нысан" | "Нысаны" | "нысаны" | "Форма")
}

/// The longest name of an act, in bytes and in words.
pub(super) const ACT_NAME_MAX: usize = 160;
const ACT_NAME_WORDS_MAX: usize = 8;

/// «Қазақстан Республикасының Заңы», «Қазақстан Республикасы Президентінің Жарлығы»: whether `words` say what an act is and whose, and no more.
pub(super) fn is_act_name(words: &str) -> bool {
    if words.len() > ACT_NAME_MAX || words.split_whitespace().count() > ACT_NAME_WORDS_MAX || words.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let lower = lower_case(words.trim_end_matches(['.', ' ']));
    let is_last = |noun: &str| lower.strip_suffix(noun).is_some_and(|whose| whose.ends_with(' '));
    lower.starts_with("қазақстан республикасы") && KINDS.iter().any(|&(noun, _)| is_last(noun))
}

/// «Жоба»: what stands below is approved to be concluded, and is not signed yet.
pub(super) fn is_draft(text: &str) -> bool {
    matches!(text.trim_matches(['"', '(', ')', ' ']), "Жоба" | "жоба" | "ЖОБА" | "Жобасы" | "жобасы")
}

/// Whether a title runs on: the next line begins in lower case, or this one stops at a word that cannot end one.
fn goes_on(above: &str, here: &str) -> bool {
    let lower = here.chars().next().is_some_and(char::is_lowercase);
    let last = above.rsplit(' ').next().unwrap_or("");
    lower || above.ends_with(',') || matches!(last, "және" | "мен" | "немесе" | "Республикасы" | "Республикасының" | "туралы")
}

#[cfg(test)]
mod tests {
    use crate::act::{ActKind, Status};
    use crate::structure::tests::read;

    #[test]
    fn an_act_whose_time_ran_out_is_repealed_whatever_tells_of_it() {
        const ACT: &str = "Ақмола облысы Қорғалжын ауданы әкімдігінің 2012 жылғы 26 наурыздағы N А-3/81 қаулысы. \
                           Ақмола облысының Әділет департаментінде 2012 жылғы 9 сәуірде N 1-13-151 тіркелді.";
        let letter = "(Ақмола облысы Қорғалжын ауданы әкімі аппаратының 2013 жылғы 14 қаңтардағы N 42 хатымен)";
        let status = |head: &str| {
            let text = format!("Азаматтарды шақыру туралы\n{ACT} {head}\nҚорғалжын ауданының әкімдігі ҚАУЛЫ ЕТЕДІ:\n1. Шақыру ұйымдастырылсын.\n");
            let requisites = read(&text).requisites;
            assert_eq!(requisites.adopted.len(), 1, "{head}");
            assert_eq!(requisites.registered.as_ref().map(|entry| entry.number.as_str()), Some("1-13-151"), "{head}");
            (requisites.status, requisites.repealed_by.and_then(|act| act.number))
        };
        assert_eq!(status(""), (Status::InForce, None));
        assert_eq!(status(&format!("Қолданылу мерзімінің аяқталуына байланысты күші жойылды - {letter}")), (Status::Repealed, None));
        assert_eq!(status(&format!("Күші жойылды {letter}")), (Status::Repealed, None));
        assert_eq!(status(&format!("Қолданылу мерзімі аяқталуына байланысты тоқтатылды {letter}")), (Status::Repealed, None));
        let resolution = "Қорғалжын ауданы әкімдігінің 2013 жылғы 14 қаңтардағы N 42 қаулысымен";
        assert_eq!(status(&format!("Күші жойылды - {resolution}")), (Status::Repealed, Some("42".to_owned())));
        assert_eq!(status(&format!("\nЕскерту. Шешімнің күші жойылды - {resolution}.")), (Status::Repealed, Some("42".to_owned())));
        assert_eq!(status(&format!("\nЕскерту. 1-тармақтың күші жойылды - {resolution}.")), (Status::InForce, None));
    }

    #[test]
    fn an_end_that_is_not_certain_is_not_told_as_a_repeal() {
        let status = |head: &str| {
            let act = "Қазақстан Республикасы Қаржы министрінің 2012 жылғы 26 наурыздағы № 81 бұйрығы.";
            let requisites = read(&format!("Салық туралы\n{act}\n{head}\nБҰЙЫРАМЫН:\n1. Шақыру ұйымдастырылсын.\n")).requisites;
            assert_eq!((requisites.title.as_str(), requisites.adopted.len()), ("Салық туралы", 1), "{head}");
            (requisites.status, requisites.repealed_by.and_then(|act| act.number))
        };
        let by = "ҚР Қаржы министрінің 03.02.2023 № 58";
        let repealed = (Status::Repealed, Some("58".to_owned()));
        for verb in ["Бұйрықтың күші жойылды", "Күші жойылды"] {
            assert_eq!(status(&format!("Ескерту. {verb} – {by} бұйрығымен.")), repealed);
            assert_eq!(status(&format!("Ескерту. {verb} – {by} (алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі) бұйрығымен.")), repealed);
            assert_eq!(status(&format!("Ескерту. {verb} – {by} (01.02.2023 бастап қолданысқа енгізіледі) бұйрығымен.")), repealed, "a day before");
            // the note tells the day
            assert_eq!(status(&format!("Ескерту. {verb} – {by} (01.07.2023 бастап қолданысқа енгізіледі) бұйрығымен.")), repealed, "a day after");
            for part in ["(5-тармақты қоспағанда)", ", 5-тармақты қоспағанда,", ", 5-тармақтан басқа"] {
                assert_eq!(status(&format!("Ескерту. {verb} {part} – {by} бұйрығымен.")), (Status::Unknown, None), "{verb} {part}");
            }
        }
        assert_eq!(status(&format!("Ескерту. Күші жойылды 5-тармақты қоспағанда – {by} бұйрығымен.")), (Status::Unknown, None));
        assert_eq!(status(&format!("Ескерту. Бұйрықтың қолданысы тоқтатылды – {by} бұйрығымен.")), (Status::Suspended, None));
        assert_eq!(status(&format!("Ескерту. Бұйрықтың қолданысы тоқтатылды – {by} бұйрығымен.\nКүшін жойған")), (Status::Repealed, None));
    }

    #[test]
    fn a_code_may_be_adopted_as_a_law() {
        let of = |title: &str| {
            let read = read(&format!("{title}\nҚазақстан Республикасының 2012 жылғы 13 шілдедегі N 41-V Заңы\n1-бап. Мақсат\nКодекс реттейді.\n"));
            (read.requisites.kind, read.id.map(|id| id.to_string()).unwrap_or_default())
        };
        let (code, law) = ((ActKind::Code, "K1200000041".to_owned()), (ActKind::Law, "Z1200000041".to_owned()));
        assert_eq!(of("Сынақ кодексі"), code);
        assert_eq!(of("Сынақтар туралы (Сынақ кодексі)"), code);
        assert_eq!(of("Сынақ кодексіне өзгеріс енгізу туралы"), law);
    }

    #[test]
    fn a_number_may_have_lost_its_sign() {
        let number = |line: &str| read(&format!("Нысандар туралы\n{line}\n1. Нысандар бекітілсін.\n")).requisites.adopted[0].number.clone().unwrap_or_default();
        assert_eq!(
            number("Сарыарқа комиссиясы төрағасының 2014 жылғы 6 маусымдағы 10/233 қаулысы. Әділет министрлігінде 2014 жылы 8 шілдеде № 9572 тіркелді."),
            "10/233"
        );
        assert_eq!(number("Абай ауданы әкімінің 2014 жылғы 6 маусымдағы 12 кезекті шешімі"), "");
    }

    #[test]
    fn a_printed_id_goes_before_one_that_is_derived() {
        let head = "Сынақ туралы\nҚазақстан Республикасы Қаржы министрінің 2017 жылғы 27 желтоқсандағы № 31 бұйрығы. Қазақстан Республикасының Әділет \
                    министрлігінде 2018 жылғы 9 қаңтарда № 16111 болып тіркелді";
        let id = |card: &str| read(&format!("{head}\n{card}БҰЙЫРАМЫН:\n1. Есеп беріледі.\n")).id.map(|id| id.to_string());
        assert_eq!(id("").as_deref(), Some("V1800016111"));
        assert_eq!(id("Бірегей нөмір:\n\nV1700016111\n\n").as_deref(), Some("V1700016111"));
        assert_eq!(id("Бірегей нөмір: V1700016111\n\n").as_deref(), Some("V1700016111"));
    }

    #[test]
    fn the_number_of_an_act_is_told_as_it_is_cited() {
        let cases = [("№ ҚР ДСМ-31", "ҚР ДСМ-31"), ("№ ҚР ДСМ-31/2020", "ҚР ДСМ-31/2020"), ("№ 120-VI ҚРЗ", "120-VI"), ("№ 11-1 -4/58", "11-1-4/58")];
        for (printed, number) in cases {
            let head = format!("Сынақ туралы\nҚазақстан Республикасы Денсаулық сақтау министрінің 2022 жылғы 7 маусымдағы {printed} бұйрығы.");
            let adopted = read(&format!("{head}\nБҰЙЫРАМЫН:\n1. Есеп беріледі.\n")).requisites.adopted;
            assert_eq!(adopted.first().and_then(|adoption| adoption.number.as_deref()), Some(number), "{printed}");
        }
    }

    #[test]
    fn an_act_that_the_title_cites_is_not_how_this_one_was_adopted() {
        let title =
            "«Есептілік қағидаларын бекіту туралы» Қазақстан Республикасы Қаржы министрінің 2013 жылғы 4 ақпандағы № 51 бұйрығына өзгеріс енгізу туралы";
        let own = "Қазақстан Республикасы Премьер-Министрінің орынбасары – Қаржы министрінің 2022 жылғы 7 маусымдағы № 571 бұйрығы.";
        let law = "«Спорт туралы» 2014 жылғы 3 шілдедегі Қазақстан Республикасының Заңына толықтырулар енгізу туралы";
        let own_law = "Қазақстан Республикасының Заңы 2020 жылғы 5 қазандағы № 365-VI ҚРЗ.";
        let cases = [
            (format!("{title}\n{own}"), "2022-06-07", "571", "a line for each"),
            (format!("{title} {own}"), "2022-06-07", "571", "in one line"),
            (format!("{law} {own_law}"), "2020-10-05", "365-V", "a law, its day behind its noun"),
        ];
        for (head, day, number, why) in cases {
            let requisites = read(&format!("{head}\nБҰЙЫРАМЫН:\n1. Есеп беріледі.\n")).requisites;
            let adopted: Vec<_> =
                requisites.adopted.iter().map(|one| (one.date.map(|date| date.to_string()), one.number.clone().unwrap_or_default())).collect();
            assert!(matches!(&adopted[..], [(Some(own), told)] if own == day && told.starts_with(number)), "{why}: {adopted:?}");
            assert!(requisites.issuers.iter().all(|issuer| !issuer.contains("туралы")), "{why}: {:?}", requisites.issuers);
        }
    }
}
