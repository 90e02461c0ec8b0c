//! How a lawyer cites a unit: in Kazakh with its case endings, in Russian, and in short.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::passage::Citation;
use crate::act::{ActKind, Date, ProvisionKind, ProvisionPath};
use crate::index::{ActHeader, Unit};

/// The words of one kind of segment.
#[derive(Debug)]
struct Words {
    kk: &'static str,
    kk_genitive: &'static str,
    short: &'static str,
    ru: &'static str,
    ru_genitive: &'static str,
    ru_dative: &'static str,
}

static WORDS: LazyLock<HashMap<&'static str, Words>> = LazyLock::new(|| {
    let lines = include_str!("citation_words.txt").lines().filter(|line| !line.starts_with('#'));
    let read = |line: &'static str| {
        let mut fields = line.split('|');
        let mut next = || fields.next().unwrap_or_default();
        let segment = next();
        (segment, Words { kk: next(), kk_genitive: next(), short: next(), ru: next(), ru_genitive: next(), ru_dative: next() })
    };
    lines.map(read).collect()
});

/// The citation of `unit`. `act` is the act of its address, `printed_in` the one that holds its words; they differ for new wording.
pub(super) fn citation(unit: &Unit, act: Option<&ActHeader>, printed_in: Option<&ActHeader>) -> Citation {
    let (id, path) = match &unit.amends {
        Some(place) => (place.act.as_str(), Some(&place.path)),
        None => (unit.act.as_str(), unit.path.as_ref()),
    };
    let mut parts = path.map_or_else(Vec::new, parts);
    if act.is_some_and(calls_parts) {
        call_parts(&mut parts);
    }
    let named = act.filter(|act| !act.adopted.is_empty() && act.kind != ActKind::Other);
    let mut cited = Citation {
        kk: named.map_or_else(|| kk_untold(id, act, &parts), |act| kk(act, &parts)),
        ru: named.map_or_else(|| ru_untold(id, act, &parts), |act| ru(act, &parts)),
        short: short(id, &parts),
    };
    if let (Some(_), Some(amending)) = (&unit.amends, printed_in) {
        cited.kk.push_str(&format!(" ({} редакциясында)", act_kk(amending, Form::Genitive)));
        cited.ru.push_str(&format!(" (в редакции {})", act_ru(amending, 1)));
    }
    cited
}

/// The citation of `path` of `act` for a narrow margin.
pub fn brief(act: &str, path: Option<&ProvisionPath>) -> String {
    short(act, &path.map_or_else(Vec::new, parts))
}

/// A segment of a path: its words and its number.
struct Part<'p> {
    words: &'static Words,
    number: Option<&'p str>,
    component: bool,
    annex: bool,
}

fn parts(path: &ProvisionPath) -> Vec<Part<'_>> {
    let mut parts = Vec::new();
    for segment in path.segments() {
        let (word, number) = segment.split_once('-').map_or((segment, None), |(word, number)| (word, Some(number)));
        let word = word.split('~').next().unwrap_or(word);
        // A second unit of one number is cited by that number; a unit without one by its place.
        let number = number.map(|number| number.strip_prefix('~').unwrap_or(number).split('~').next().unwrap_or(number));
        // «part-~n», one more part that is not counted, has words of its own.
        let (Some(words), number) = WORDS.get(segment).map_or_else(|| (WORDS.get(word), number), |words| (Some(words), None)) else { continue };
        let kind = ProvisionKind::from_segment(word);
        parts.push(Part { words, number, component: kind == Some(ProvisionKind::Component), annex: kind == Some(ProvisionKind::Annex) });
    }
    parts
}

/// Whether an act calls the numbered paragraphs of its articles parts: the codes on offences and on procedure do, the others call them points.
fn calls_parts(act: &ActHeader) -> bool {
    let title = act.title.to_lowercase();
    act.kind == ActKind::Code && ["қылмыс", "әкімшілік құқық бұзушылық", "процестік", "іс жүргізу"].iter().any(|of| title.contains(of))
}

/// Cites the points of an article as parts.
fn call_parts(parts: &mut [Part<'_>]) {
    let Some(((article, point), part)) = WORDS.get("article").zip(WORDS.get("point")).zip(WORDS.get("part")) else { return };
    for at in 1..parts.len() {
        if std::ptr::eq(parts[at - 1].words, article) && std::ptr::eq(parts[at].words, point) {
            parts[at].words = part;
        }
    }
}

impl Part<'_> {
    fn spell(&self, words: &str) -> String {
        match self.number.filter(|_| !self.component) {
            Some(number) => words.replace('#', number),
            None => words.trim_start_matches(['#', '-', ')', ' ']).to_owned(),
        }
    }

    fn spell_ru(&self, words: &str) -> String {
        let bracket = if self.words.ru == "подпункт" { ")" } else { "" };
        match self.number.filter(|_| !self.component) {
            Some(number) => format!("{words} {number}{bracket}"),
            None => words.to_owned(),
        }
    }
}

/// The cases an act's noun is needed in.
#[derive(Clone, Copy)]
enum Form {
    Nominative,
    Genitive,
    Instrumental,
}

fn kk(act: &ActHeader, parts: &[Part<'_>]) -> String {
    let Some(first) = parts.first() else { return act_kk(act, Form::Nominative) };
    let mut cited = if first.component { act_kk(act, Form::Instrumental) + " бекітілген " } else { act_kk(act, Form::Genitive) + " " };
    cited.push_str(&kk_chain(parts));
    cited
}

fn kk_chain(parts: &[Part<'_>]) -> String {
    let spelt = parts.iter().enumerate().map(|(at, part)| part.spell(if at + 1 == parts.len() { part.words.kk } else { part.words.kk_genitive }));
    spelt.collect::<Vec<_>>().join(" ")
}

/// Something that is not cited by date and number: a leaflet by its title, an act that is not in the index by its id.
fn kk_untold(id: &str, act: Option<&ActHeader>, parts: &[Part<'_>]) -> String {
    let name = act.filter(|act| !act.title.is_empty()).map_or_else(|| id.to_owned(), |act| format!("«{}»", act.title));
    if parts.is_empty() { name } else { format!("{name}, {}", kk_chain(parts)) }
}

fn ru_untold(id: &str, act: Option<&ActHeader>, parts: &[Part<'_>]) -> String {
    let name = act.filter(|act| !act.title.is_empty()).map_or_else(|| id.to_owned(), |act| format!("«{}»", act.title));
    let mut chain = ru_chain(parts);
    // «утверждённых» needs the act that approved it.
    if let Some(at) = chain.find(", утверждённ") {
        chain.truncate(at);
    }
    if parts.is_empty() { name } else { format!("{chain}, {name}") }
}

fn short(id: &str, parts: &[Part<'_>]) -> String {
    let mut short = id.to_owned();
    for part in parts {
        short.push_str(", ");
        short.push_str(&part.spell(part.words.short));
    }
    short
}

/// «Қазақстан Республикасы Үкіметінің 2022 жылғы 10 қазандағы № 807 қаулысы».
fn act_kk(act: &ActHeader, form: Form) -> String {
    let noun = noun_kk(act.kind, form);
    let mut cited = String::new();
    for (at, adoption) in act.adopted.iter().enumerate() {
        if at > 0 {
            cited.truncate(cited.trim_end().len());
            cited.push_str(if at + 1 == act.adopted.len() { " және " } else { ", " });
        }
        let issuer = match act.kind {
            ActKind::Law | ActKind::Code | ActKind::Constitution => Some("Қазақстан Республикасы"),
            _ => adoption.issuer.as_deref().or_else(|| act.issuers.get(at).or_else(|| act.issuers.first()).map(String::as_str)),
        };
        if let Some(issuer) = issuer {
            // «Қазақстан Республикасының Үкіметі», but «Қазақстан Республикасы Үкіметінің»: one genitive in a row.
            cited.push_str(&issuer.trim().replacen("Республикасының ", "Республикасы ", 1));
            cited.push_str(genitive_ending(issuer));
            cited.push(' ');
        }
        if let Some(date) = adoption.date {
            cited.push_str(&date_kk(date));
            cited.push(' ');
        }
        if let Some(number) = &adoption.number {
            cited.push_str(&format!("№ {number} "));
        }
    }
    if matches!(act.kind, ActKind::Law | ActKind::Code) && !act.title.is_empty() {
        cited.push_str(&format!("«{}» ", short_title(&act.title)));
    }
    if act.adopted.len() > 1 {
        cited.push_str("бірлескен ");
    }
    cited + noun
}

/// A title without the words that only repeat what it is the title of.
fn short_title(title: &str) -> &str {
    title.trim_matches(['"', '«', '»', '“', '”'])
}

fn noun_kk(kind: ActKind, form: Form) -> &'static str {
    let forms: [&'static str; 3] = match kind {
        ActKind::Constitution => ["Конституциясы", "Конституциясының", "Конституциясымен"],
        ActKind::Code => ["кодексі", "кодексінің", "кодексімен"],
        ActKind::Law => ["Заңы", "Заңының", "Заңымен"],
        ActKind::Decree => ["Жарлығы", "Жарлығының", "Жарлығымен"],
        ActKind::Resolution => ["қаулысы", "қаулысының", "қаулысымен"],
        ActKind::Order => ["бұйрығы", "бұйрығының", "бұйрығымен"],
        ActKind::Decision => ["шешімі", "шешімінің", "шешімімен"],
        _ => ["актісі", "актісінің", "актісімен"],
    };
    match form {
        Form::Nominative => forms[0],
        Form::Genitive => forms[1],
        Form::Instrumental => forms[2],
    }
}

/// «2022 жылғы 10 қазандағы».
fn date_kk(date: Date) -> String {
    const MONTHS: [&str; 12] = [
        "қаңтардағы",
        "ақпандағы",
        "наурыздағы",
        "сәуірдегі",
        "мамырдағы",
        "маусымдағы",
        "шілдедегі",
        "тамыздағы",
        "қыркүйектегі",
        "қазандағы",
        "қарашадағы",
        "желтоқсандағы",
    ];
    let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
    format!("{} жылғы {} {month}", date.year(), date.day())
}

/// The genitive of a noun or name: Үкіметі + нің, министрлік + тің, департамент + тің.
fn genitive_ending(noun: &str) -> &'static str {
    let lower = noun.to_lowercase();
    let letters = || lower.chars().rev().filter(|c| c.is_alphabetic());
    let front = letters().find_map(|c| match c {
        'ә' | 'е' | 'ө' | 'ү' | 'і' | 'э' | 'и' => Some(true),
        'а' | 'о' | 'ұ' | 'ы' | 'у' | 'я' | 'ю' | 'ё' => Some(false),
        _ => None,
    });
    let front = front.unwrap_or(true);
    let (soft, hard) = match letters().next() {
        Some('л' | 'р' | 'й' | 'у' | 'з' | 'ж' | 'в' | 'г' | 'д') => ("дің", "дың"),
        Some('п' | 'т' | 'к' | 'қ' | 'с' | 'ш' | 'щ' | 'ч' | 'ц' | 'ф' | 'х' | 'б' | 'һ') => ("тің", "тың"),
        _ => ("нің", "ның"),
    };
    if front { soft } else { hard }
}

fn ru(act: &ActHeader, parts: &[Part<'_>]) -> String {
    let Some(first) = parts.first() else { return act_ru(act, 0) };
    let chain = ru_chain(parts);
    let case = if first.component {
        3
    } else if first.annex {
        2
    } else {
        1
    };
    format!("{chain} {}{}", if case == 2 { "к " } else { "" }, act_ru(act, case))
}

/// Innermost first: «часть 7 пункта 11 правил, утверждённых».
fn ru_chain(parts: &[Part<'_>]) -> String {
    let mut chain = String::new();
    for (at, part) in parts.iter().enumerate().rev() {
        let below = parts.get(at + 1);
        let words = match below {
            None => part.words.ru,
            Some(below) if below.annex => part.words.ru_dative,
            Some(_) => part.words.ru_genitive,
        };
        if !chain.is_empty() {
            chain.push_str(if below.is_some_and(|below| below.annex) { " к " } else { " " });
        }
        chain.push_str(&part.spell_ru(words));
    }
    chain
}

/// «приказом от 4 января 2018 года № 11-1-4/1»; 0 nominative, 1 genitive, 2 dative, 3 instrumental.
fn act_ru(act: &ActHeader, case: usize) -> String {
    const MONTHS: [&str; 12] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
    let (noun, of) = match act.kind {
        ActKind::Constitution => (["Конституция", "Конституции", "Конституции", "Конституцией"], " Республики Казахстан"),
        ActKind::Code => (["Кодекс", "Кодекса", "Кодексу", "Кодексом"], " Республики Казахстан"),
        ActKind::Law => (["Закон", "Закона", "Закону", "Законом"], " Республики Казахстан"),
        ActKind::Decree => (["Указ", "Указа", "Указу", "Указом"], " Президента Республики Казахстан"),
        ActKind::Resolution => (["постановление", "постановления", "постановлению", "постановлением"], ""),
        ActKind::Order => (["приказ", "приказа", "приказу", "приказом"], ""),
        ActKind::Decision => (["решение", "решения", "решению", "решением"], ""),
        _ => (["акт", "акта", "акту", "актом"], ""),
    };
    let government = act.kind == ActKind::Resolution && act.issuers.iter().any(|issuer| issuer.contains("Үкімет"));
    let mut cited = if act.adopted.len() > 1 {
        ["совместный ", "совместного ", "совместному ", "совместным "][case].to_owned()
    } else {
        String::new()
    };
    cited.push_str(noun[case]);
    cited.push_str(if government { " Правительства Республики Казахстан" } else { of });
    for (at, adoption) in act.adopted.iter().enumerate() {
        if at > 0 {
            cited.push_str(" и");
        }
        if let Some(date) = adoption.date {
            let month = MONTHS.get(date.month() as usize - 1).copied().unwrap_or_default();
            cited.push_str(&format!(" от {} {month} {} года", date.day(), date.year()));
        }
        if let Some(number) = &adoption.number {
            cited.push_str(&format!(" № {number}"));
        }
    }
    cited
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn genitives_agree_with_their_nouns() {
        let cases = [
            ("Қазақстан Республикасының Үкіметі", "нің"),
            ("Қазақстан Республикасы Ішкі істер министрі", "нің"),
            ("Қазақстан Республикасының Президенті", "нің"),
            ("министрлік", "тің"),
            ("департамент", "тің"),
            ("Астана қаласының мәслихаты", "ның"),
            ("Қазақстан Республикасы", "ның"),
            ("агенттіктер", "дің"),
        ];
        for (noun, ending) in cases {
            assert_eq!(genitive_ending(noun), ending, "{noun}");
        }
    }

    #[test]
    fn paths_are_spelt_in_both_languages() {
        let cases = [
            ("rules/point-11/part-7", "қағидалардың 11-тармағының 7-бөлігі", "часть 7 пункта 11 правил, утверждённых", "X, қағидалар, 11-т., 7-б."),
            ("point-1/subpoint-2-1", "1-тармағының 2-1) тармақшасы", "подпункт 2-1) пункта 1", "X, 1-т., 2-1) тш."),
            ("rules/annex-3", "қағидалардың 3-қосымшасы", "приложение 3 к правилам, утверждённым", "X, қағидалар, 3-қос."),
            ("annex", "қосымшасы", "приложение", "X, қос."),
            ("point-11/subpoint-3~2", "11-тармағының 3) тармақшасы", "подпункт 3) пункта 11", "X, 11-т., 3) тш."),
            ("preamble", "кіріспесі", "преамбула", "X, кіріспе"),
            ("rules/point-1/part-~n", "қағидалардың 1-тармағының жаңа бөлігі", "новая часть пункта 1 правил, утверждённых", "X, қағидалар, 1-т., жаңа б."),
            ("point-1/indent-~n", "1-тармағының жаңа абзацы", "новый абзац пункта 1", "X, 1-т., жаңа абз."),
        ];
        for (path, kk, ru, in_short) in cases {
            let path: ProvisionPath = path.parse().unwrap_or_else(|_| ProvisionPath::root(ProvisionKind::Annex, None));
            let parts = parts(&path);
            assert_eq!(kk_chain(&parts), kk);
            assert_eq!(ru_chain(&parts), ru);
            assert_eq!(short("X", &parts), in_short);
        }
    }
}
