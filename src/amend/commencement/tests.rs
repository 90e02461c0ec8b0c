//! Sentences on commencement as acts have them.

mod units;

use super::*;
use crate::act::{Date, Delay};

fn shown(read: &Commencement) -> String {
    let mut out = match read.main() {
        Commencement::On(day) => day.to_string(),
        Commencement::AfterPublication(Delay::CalendarDays(days)) => format!("+{days}"),
        Commencement::AfterPublication(Delay::Months(months)) => format!("+{months}m"),
        Commencement::OnPublication => "publication".to_owned(),
        Commencement::OnSignature => "signature".to_owned(),
        Commencement::Unstated => "unstated".to_owned(),
        Commencement::Unread(_) => "unread".to_owned(),
        Commencement::Compound(_) => "compound in compound".to_owned(),
    };
    if let Some(day) = read.applies_from() {
        out += &format!(" back to {day}");
    }
    if let Some(day) = read.until() {
        out += &format!(" until {day}");
    }
    for exception in read.exceptions() {
        let units: Vec<&str> = exception.units.iter().map(|unit| unit.as_str()).collect();
        out += &format!(" but {} {}", units.join(","), shown(&exception.commencement));
    }
    out
}

#[test]
fn sentences_of_effect() {
    let cases = [
        ("Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.", "+10", "V1800016354"),
        ("Осы бұйрық алғаш ресми жарияланған күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі.", "+10", "V2000021165: a delay as well"),
        (
            "2. Осы Қорғалжын ауданы әкімдігінің қаулысы Әділет департаментінде мемлекеттік тіркелген күннен бастап күшіне енеді және ресми жарияланған күннен бастап қолданысқа енгізіледі.",
            "publication",
            "the act is named in full",
        ),
        ("алғашқы ресми жарияланғанынан кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі", "+10", "V1200007775"),
        ("алғашқы ресми жарияланған күннен кейін он күнтізбелік күн өткен соң қолданысқа енгізіледі", "+10", "older orders"),
        ("алғашқы ресми жарияланған күнінен кейін 10 (он) күнтізбелік күн өткен соң қолданысқа енгізіледі", "+10", "local acts"),
        ("алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі", "+60", "laws"),
        ("алғашқы ресми жарияланған күнінен кейін күнтізбелік жиырма бір күн өткен соң қолданысқа енгізіледі", "+21", "laws"),
        ("алғашқы ресми жарияланған күнінен кейiн күнтiзбелiк он күн өткен соң қолданысқа енгiзiледi", "+10", "laws of 2014: Latin i"),
        ("алғашқы ресми жарияланған күнінен кейін алты ай өткен соң қолданысқа енгізіледі", "+6m", "laws"),
        ("алғашқы ресми жарияланған күнінен кейін бір жыл өткен соң қолданысқа енгізіледі", "+12m", "laws"),
        ("(01.01.2026 бастап қолданысқа енгізіледі)", "2026-01-01", "V1800016354"),
        ("(01.01.2026 ж. бастап қолданысқа енгізіледі)", "2026-01-01", "older notes"),
        ("(2011.10.13 бастап қолданысқа енгізіледі)", "2011-10-13", "older notes"),
        ("Осы Заң 2021 жылғы 1 шілдеден бастап қолданысқа енгізіледі.", "2021-07-01", "laws"),
        ("алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі", "publication", "laws"),
        ("Осы қаулы қол қойылған күнінен бастап қолданысқа енгізіледі.", "signature", "resolutions"),
        (
            "Осы қаулы қол қойылған күнінен бастап күшіне енеді және алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.",
            "publication",
            "older resolutions",
        ),
        (
            "әділет органдарында мемлекеттік тіркелген күннен бастап күшіне енеді және алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
            "+10",
            "local acts",
        ),
        ("алғашқы ресми жарияланған күнінен кейін қолданысқа енгізіледі", "+0", "not that day but the next"),
        ("алғашқы ресми жарияланған күнінен кейінгі келесі күннен бастап қолданысқа енгізіледі", "+0", "the next day, said so"),
        (
            "алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі, бірақ 2024 жылғы 1 қаңтардан ерте емес",
            "unread",
            "the later of two days",
        ),
        (
            "2022 жылғы 1 қаңтардан бастап, бірақ алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі",
            "unread",
            "the later of two days, the stated one first",
        ),
        ("Осы бұйрық 2022 жылғы 1 қаңтарда қолданысқа енгізіледі.", "2022-01-01", "on a day"),
        ("алғашқы ресми жарияланған күнінен кейін он жұмыс күні өткен соң қолданысқа енгізіледі", "unread", "working days need a calendar of feasts"),
        ("мемлекеттік тіркелген күнінен бастап күнтізбелік он күн өткен соң қолданысқа енгізіледі", "unread", "not from publication"),
        ("қолданысқа енгізілу тәртібін 2-баптан қараңыз", "unread", "a law: the day is elsewhere"),
        ("2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады", "2022-01-01 back to 2022-01-01", "retroactive"),
        (
            "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі және 2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады",
            "publication back to 2022-01-01",
            "retroactive",
        ),
        (
            "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі және 2026 жылғы 1 қаңтарға дейін қолданыста болады",
            "publication until 2026-01-01",
            "for a time",
        ),
        (
            "(01.01.2023 бастап қолданысқа енгізілетін 3-тармақты қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі)",
            "+10 but point-3 2023-01-01",
            "one amendment, two days",
        ),
        (
            "Осы Заң, 2023 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-баптың 3-тармағын, алғашқы ресми жарияланған күнінен бастап қолданысқа енгізілетін 5 және 6-баптарды \
             қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі.",
            "+60 but article-1/point-3 2023-01-01 but article-5,article-6 publication",
            "laws",
        ),
        (
            "Осы бұйрық 2026 жылғы 1 шілдеден бастап қолданысқа енгізілетін 1-тармақтың 2) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-2 2026-07-01",
            "orders",
        ),
        (
            "Осы Заң 3-бапты қоспағанда, алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі, ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі.",
            "publication but article-3 2026-07-01",
            "laws",
        ),
        ("Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі және ресми жариялануға тиіс.", "signature", "a duty to publish is no day"),
        ("Осы өкім қол қойылған күнінен бастап күшіне енеді және қолданысқа енгізіледі.", "signature", "one event for both"),
        ("Осы өкім қол қойылған күнінен бастап күшіне енеді және баспасөзде жариялануға жатады.", "signature", "a duty to publish is no day"),
        ("Осы шешім ресми жариялануға жатады және 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "2024-01-01", "the duty first"),
        (
            "Осы бұйрық алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі, бұл ретте 1-тармақтың 3) тармақшасы 2024 жылғы 1 қаңтардан бастап \
             қолданысқа енгізіледі.",
            "publication but point-1/subpoint-3 2024-01-01",
            "orders: a clause about a unit",
        ),
        (
            "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте Қағидалардың 3-тармағы 2023 жылғы 1 қаңтарға дейін қолданылады.",
            "signature but rules/point-3 signature until 2023-01-01",
            "orders: the end of one unit is not that of the act",
        ),
        (
            "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, оған 1-тармақтың 3) тармақшасы кірмейді, ол 2024 жылғы 1 қаңтардан бастап қолданысқа \
             енгізіледі және 2025 жылғы 1 қаңтарға дейін қолданылады.",
            "signature but point-1/subpoint-3 2024-01-01 until 2025-01-01",
            "a clause of several verbs",
        ),
        (
            "Осы бұйрық, 2022 жылғы 1 қаңтардан бастап қолданысқа енгізілетін Қағидалардың 3-тармағын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but rules/point-3 2022-01-01",
            "a unit of what is approved",
        ),
        (
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың төртінші және бесінші абзацтарын қоспағанда, қол қойылған күнінен бастап \
             қолданысқа енгізіледі.",
            "signature but point-1/indent-4,point-1/indent-5 2024-01-01",
            "indents",
        ),
        (
            "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте 1-тармақтың жетінші абзацы 2024 жылғы 1 қаңтардан бастап және бесінші, алтыншы \
             абзацтары 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            "signature but point-1/indent-7 2024-01-01 but point-1/indent-5,point-1/indent-6 2025-01-01",
            "one verb for two days",
        ),
        (
            "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте 2024 жылғы 1 қаңтардан бастап 1-тармақтың 1) тармақшасы, 2025 жылғы 1 \
             қаңтардан бастап 1-тармақтың 2) тармақшасы қолданысқа енгізіледі.",
            "signature but point-1/subpoint-1 2024-01-01 but point-1/subpoint-2 2025-01-01",
            "the days before their units",
        ),
        (
            "Осы бұйрық 2025 жылғы 1 қаңтарға дейін қолданылатын 1-тармақтың 2) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-2 signature until 2025-01-01",
            "excepted for its end",
        ),
        ("Осы Заң 2025 жылғы 1 қаңтарға дейін жасалған шарттарға қолданылады", "unstated", "no end"),
        (
            "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі және 2023 жылғы 31 желтоқсанды қоса алғанға дейін қолданыста болады",
            "publication until 2024-01-01",
            "the last day is counted",
        ),
        ("Қағидалар бекітілсін.", "unstated", "no sentence of effect"),
        ("", "unstated", ""),
    ];
    for (text, read, seen) in cases {
        assert_eq!(shown(&commencement(text)), read, "{seen}: {text}");
    }
}

#[test]
fn an_act_says_once_when_it_takes_effect() {
    const TEN: &str = "4. Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
    type Case = (&'static [&'static str], Option<(usize, &'static str)>);
    let cases: &[Case] = &[
        (&["1. Қағидалар бекітілсін.", "3) осы бұйрық мемлекеттік тіркелгеннен кейін он жұмыс күні ішінде мәліметтерді ұсынсын.", TEN], Some((2, "+10"))),
        (&["Осы бірлескен бұйрық 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі."], Some((0, "2026-01-01"))),
        (
            &[
                "2-бап. Қолданысқа енгізу тәртібі",
                "1. Осы Заң 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                "2. Осы Заңның 1-бабының 5-тармағы 2027 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            ],
            Some((1, "2026-01-01 but article-1/point-5 2027-01-01")),
        ),
        (
            &[
                "2-бап. Осы Заң:",
                "1) 2027 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 5-бапты;",
                "2) алғашқы ресми жарияланған күнінен бастап қолданысқа енгізілетін 6-бапты қоспағанда, алғашқы ресми жарияланған күнінен кейін күнтізбелік алпыс күн өткен соң қолданысқа енгізіледі.",
            ],
            Some((0, "+60 but article-5 2027-01-01 but article-6 publication")),
        ),
        (
            &[
                "2. Осы бұйрық 1-тармақтың жетінші абзацын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "1-тармақтың жетінші абзацы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            ],
            Some((0, "signature but point-1/indent-7 2024-01-01")),
        ),
        (
            &[
                "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                "3. Осы бұйрықтың 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтарға дейін қолданылады.",
            ],
            Some((0, "2024-01-01 but point-1/subpoint-2 2024-01-01 until 2025-01-01")),
        ),
        (
            &["2. Осы бұйрықтың 1-тармағы 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі, қалғаны қол қойылған күнінен бастап қолданысқа енгізіледі."],
            Some((0, "signature but point-1 2024-01-01")),
        ),
        (
            &[
                "2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "3. Осы бұйрықтың 1-тармағы, 2) тармақшасын қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            ],
            Some((0, "signature but point-1 2024-01-01 but point-1/subpoint-2 unread")),
        ),
        (
            &[
                "2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "3. Осы бұйрықтың 1-тармағы, 2025 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 2) тармақшасын қоспағанда, 2024 жылғы 1 қаңтардан бастап \
                 қолданысқа енгізіледі.",
            ],
            Some((0, "signature but point-1 2024-01-01 but point-1/subpoint-2 2025-01-01")),
        ),
        (
            &[
                "2. Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты қоспағанда, 1-тармақтың 5) тармақшасын қоспағанда, қол қойылған \
                 күнінен бастап қолданысқа енгізіледі.",
                "3. Осы бұйрықтың 1-тармағының 5) тармақшасы 2026 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            ],
            Some((0, "signature but point-1 2024-01-01 but point-1/subpoint-5 2026-01-01")),
        ),
        (&["1. Қағидалар бекітілсін.", "Осы Қағидалар қызмет көрсету тәртібін айқындайды."], None),
        (&[], None),
    ];
    for (paragraphs, read) in cases {
        let found = act_commencement(paragraphs.iter().copied());
        assert_eq!(found.as_ref().map(|(at, read)| (*at, shown(read))), read.map(|(at, read)| (at, read.to_owned())), "{paragraphs:?}");
    }
}

#[test]
fn the_day_of_the_rest_stands_behind_the_last_exception_before_the_verb() {
    const SIGNED: &str = "қол қойылған күнінен бастап қолданысқа енгізіледі";
    const SECOND: &str = "2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың 2) тармақшасын қоспағанда";
    const THIRD: &str = "2025 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақтың 3) тармақшасын қоспағанда";
    const BARE: &str = "1-тармақтың 3) тармақшасын қоспағанда";
    const IT: &str = "ол 2026 жылғы 1 шілдеден бастап қолданысқа енгізіледі";
    let cases = [
        (format!("{SECOND}, {THIRD}, {SIGNED}"), "signature but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2025-01-01", "two with days"),
        (format!("{THIRD}, {SECOND}, {SIGNED}"), "signature but point-1/subpoint-3 2025-01-01 but point-1/subpoint-2 2024-01-01", "the other order"),
        (
            format!("{SECOND} және {THIRD}, 2023 жылғы 1 маусымнан бастап қолданысқа енгізіледі"),
            "2023-06-01 but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2025-01-01",
            "the day of the rest is the third of the sentence",
        ),
        (format!("{SECOND}, {BARE}, {SIGNED}"), "signature but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 unstated", "the second without a day"),
        (format!("{BARE}, {SECOND}, {SIGNED}"), "signature but point-1/subpoint-3 unstated but point-1/subpoint-2 2024-01-01", "the first without a day"),
        (
            format!("{SECOND}, {BARE}, {SIGNED}, {IT}"),
            "signature but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2026-07-01",
            "it is what has no day yet",
        ),
        (
            format!("{BARE}, {SECOND}, {SIGNED}, {IT}"),
            "signature but point-1/subpoint-3 2026-07-01 but point-1/subpoint-2 2024-01-01",
            "and so in the other order",
        ),
        (
            format!("{SECOND}, {SIGNED}, {THIRD}"),
            "signature but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2025-01-01",
            "one on each side of the verb",
        ),
        (format!("{SIGNED}, {SECOND}, {THIRD}"), "signature but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2025-01-01", "both behind it"),
        (
            format!("{SIGNED}, {BARE}, {IT}, {SECOND}"),
            "signature but point-1/subpoint-3 2026-07-01 but point-1/subpoint-2 2024-01-01",
            "what it is stands behind what it is about",
        ),
        (
            format!("{SECOND}, {THIRD}, {SIGNED} және 2022 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады"),
            "signature back to 2022-01-01 but point-1/subpoint-2 2024-01-01 but point-1/subpoint-3 2025-01-01",
            "the reach of the rest",
        ),
        (
            format!("{BARE}, {SIGNED} және 2030 жылғы 1 қаңтарға дейін қолданыста болады, {IT}"),
            "signature until 2030-01-01 but point-1/subpoint-3 2026-07-01",
            "the end of the rest",
        ),
    ];
    for (says, read, why) in cases {
        let text = format!("Осы бұйрық {says}.");
        assert_eq!(shown(&commencement(&text)), read, "{why}: {text}");
    }
}

#[test]
fn an_exception_of_an_exception_has_no_day() {
    let cases = [
        (
            "Осы бұйрық 1-тармақтың 5) тармақшасын қоспағанда, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты қоспағанда, қол қойылған күнінен \
             бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-5 unread but point-1 2024-01-01",
            "that of the rest, that of the point or another",
        ),
        (
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты қоспағанда, 1-тармақтың 5) тармақшасын қоспағанда, қол қойылған күнінен \
             бастап қолданысқа енгізіледі.",
            "signature but point-1 2024-01-01 but point-1/subpoint-5 unread",
            "the other order",
        ),
        (
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап, 1-тармақтың 5) тармақшасын қоспағанда, қолданысқа енгізілетін 1-тармақты қоспағанда, қол қойылған күнінен \
             бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-5 unread but point-1 2024-01-01",
            "between the day and its participle",
        ),
        (
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап, 3-тармақты қоспағанда, қолданысқа енгізіледі.",
            "2024-01-01 but point-3 unstated",
            "between the day and its verb",
        ),
        (
            "Осы бұйрық 3-тармақты, 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 5-тармақты қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-3 unstated but point-5 2024-01-01",
            "what stands before the day is excepted as well",
        ),
        (
            "Осы бұйрық 1-тармақтың 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 2) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-2 2024-01-01",
            "but not what it stands in",
        ),
        (
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты, 1-тармақтың 5) тармақшасын қоспағанда, қол қойылған күнінен бастап \
             қолданысқа енгізіледі.",
            "signature but point-1/subpoint-5 unread but point-1 2024-01-01",
            "of one list",
        ),
        (
            "Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұл ретте 1-тармақ, 1-тармақтың 5) тармақшасын қоспағанда, 2024 жылғы 1 қаңтардан бастап \
             қолданысқа енгізіледі.",
            "signature but point-1/subpoint-5 unread but point-1 2024-01-01",
            "of a unit of which a clause speaks",
        ),
    ];
    for (text, read, why) in cases {
        assert_eq!(shown(&commencement(text)), read, "{why}: {text}");
    }
    let nested = commencement(cases[1].0);
    let of = |unit: &str| shown(&nested.of_unit(&unit.parse().unwrap()));
    assert_eq!((of("point-1/subpoint-5/amend-1"), of("point-1/subpoint-4/amend-1")), ("unread".to_owned(), "2024-01-01".to_owned()), "the closest counts");
}

#[test]
fn of_too_many_indents_no_day_is_told() {
    let but = |count: u32| {
        let indents: Vec<String> = (2..count + 2).map(|indent| format!("1-тармақтың {indent}-абзацын")).collect();
        let text = format!(
            "Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізілетін {} қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            indents.join(", ")
        );
        commencement(&text).of_unit(&"point-1/amend-1".parse().unwrap())
    };
    let (few, many) = (but(100), but(101));
    assert_eq!((few.main(), few.exceptions()[0].units.len()), (&Commencement::OnSignature, 100));
    assert_eq!(shown(&many), "unread", "which of them it stands in is not told, and nobody counts them");
}

#[test]
fn damaged_numbers_before_a_sentence_are_no_exceptions() {
    for text in [
        "5қоспағанда) Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        "қоспағанда) Осы бұйрық 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі, 3-тармақты қоспағанда, ол 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
        "3) қоспағанда қолданысқа енгізіледі қоспағанда, қоспағанда",
    ] {
        let read = commencement(text);
        assert_ne!(read.main(), &Commencement::Unstated, "{text}");
    }
}

#[test]
fn units_that_a_sentence_contrasts_with_the_rest_have_their_own_day() {
    let cases = [
        (
            "Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң, ал 1-тармақтың 3) тармақшасы 2023 жылғы 1 қаңтардан бастап \
             қолданысқа енгізіледі.",
            "+10 but point-1/subpoint-3 2023-01-01",
        ),
        ("Осы бұйрық 2022 жылғы 1 қаңтардан бастап, ал 2-тармақ 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "2022-01-01 but point-2 2023-01-01"),
        (
            "Осы Заң алғашқы ресми жарияланған күнінен бастап, ал 1-бап 2023 жылғы 1 шілдеден бастап, ал 2-бап 2024 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            "publication but article-1 2023-07-01 but article-2 2024-01-01",
        ),
        ("Осы бұйрық 2022 жылғы 1 қаңтардан бастап, ал қалған бөлігі 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.", "unread"),
        ("Осы бұйрық 2022 жылғы 1 қаңтардан бастап, ал 2-тармақ кейін қолданысқа енгізіледі.", "2022-01-01 but point-2 unread"),
    ];
    for (text, read) in cases {
        assert_eq!(shown(&commencement(text)), read, "{text}");
    }
}

#[test]
fn a_list_tells_the_day_of_each_of_its_items() {
    const REST: &str = "қалған ережелері алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
    const OF_TWO: &str = "2022-01-01 but point-1/subpoint-3 2023-01-01";
    let cases = [
        (
            vec![
                "2. Осы бұйрық:",
                "1) 1-тармақтың 1) және 2) тармақшалары – 2022 жылғы 1 қаңтардан бастап;",
                "2) 1-тармақтың 3) тармақшасы – 2023 жылғы 1 қаңтардан бастап;",
                "3) қалған ережелері алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
            ],
            format!("+10 but point-1/subpoint-1,point-1/subpoint-2 {OF_TWO}"),
            "its own numbers are none of units",
        ),
        (
            vec![
                "2. Осы бұйрық:",
                "1) 1-тармақтың 3) тармақшасы 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі;",
                "2) қалған ережелері қол қойылған күнінен бастап қолданысқа енгізіледі.",
                "3. Осы бұйрықтың орындалуын бақылау маған қалдырылсын.",
            ],
            "signature but point-1/subpoint-3 2023-01-01".to_owned(),
            "each with its verb",
        ),
        (
            vec!["2. Осы бұйрық:", "1) 1-тармақ – 2022 жылғы 1 қаңтардан бастап;", "2) 2-тармақ – 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі."],
            "unread but point-1 2022-01-01 but point-2 2023-01-01".to_owned(),
            "of the rest it says nothing",
        ),
        (
            vec!["2. Осы бұйрық:", "1) 1-тармақ – белгіленген тәртіппен;", "2) 2-тармақ – 2023 жылғы 1 қаңтардан бастап қолданысқа енгізіледі."],
            "unread but point-1 unread but point-2 2023-01-01".to_owned(),
            "an item that is not understood",
        ),
    ];
    for (paragraphs, read, why) in cases {
        let told = act_commencement(paragraphs.iter().copied()).map(|(_, read)| shown(&read));
        assert_eq!(told.as_deref(), Some(read.as_str()), "{why}");
    }
    let only = "Осы шешім: 1) алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі; 2) интернет-ресурста орналастырылсын.";
    assert_eq!(shown(&commencement(only)), "publication", "the other item orders something else");
    let inline = format!("Осы бұйрық: 1) 1-тармақтың 3) тармақшасы – 2023 жылғы 1 қаңтардан бастап; 2) {REST}");
    assert_eq!(shown(&commencement(&inline)), "+10 but point-1/subpoint-3 2023-01-01", "in one paragraph");
}

#[test]
fn what_is_left_out_behind_the_verb_has_its_own_day() {
    let cases = [
        (
            "2-бап. Осы Заң 2020 жылғы 1 мамырдан бастап қолданысқа енгізіледі, бұған 2021 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-баптың 1) тармақшасы қосылмайды.",
            "2020-05-01 but article-1/subpoint-1 2021-01-01",
            "the number of the article is no subject",
        ),
        ("2. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі, бұған 5-тармақ қосылмайды.", "signature but point-5 unstated", "no day is told"),
    ];
    for (text, read, why) in cases {
        assert_eq!(shown(&commencement(text)), read, "{why}: {text}");
    }
}

#[test]
fn how_far_back_an_exception_reaches_is_not_when_it_takes_effect() {
    let cases = [
        (
            "Осы бұйрық 2019 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылатын 1-тармақтың 3) тармақшасын қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-1/subpoint-3 signature back to 2019-01-01",
        ),
        (
            "Осы бұйрық 2022 жылғы 1 қаңтардан бастап қолданысқа енгізілетін 1-тармақты, 2019 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылатын 2-тармақты қоспағанда, қол қойылған күнінен бастап қолданысқа енгізіледі.",
            "signature but point-1 2022-01-01 but point-2 signature back to 2019-01-01",
        ),
    ];
    for (text, read) in cases {
        assert_eq!(shown(&commencement(text)), read, "{text}");
    }
}

#[test]
fn of_two_conditions_the_later_counts() {
    let day: Date = "2022-01-01".parse().unwrap();
    let ten = Commencement::AfterPublication(Delay::CalendarDays(10));
    let cases = [
        ("күнтізбелік он күн өткен соң, бірақ 2022 жылғы 1 қаңтардан ерте емес қолданысқа енгізіледі", Some((day, ten.clone()))),
        ("күнтізбелік он күн өткен соң қолданысқа енгізіледі, бірақ 2022 жылғы 1 қаңтардан бұрын емес", Some((day, ten.clone()))),
        ("2022 жылғы 1 қаңтардан бастап, бірақ алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі", Some((day, ten))),
        ("2022 жылғы 1 қаңтардан бастап қолданысқа енгізіледі", None),
        ("3-тармақты қоспағанда, күнтізбелік он күн өткен соң, бірақ 2022 жылғы 1 қаңтардан ерте емес қолданысқа енгізіледі", None),
        ("мемлекеттік тіркелген күнінен бастап, бірақ 2022 жылғы 1 қаңтардан ерте емес қолданысқа енгізіледі", None),
    ];
    for (text, want) in cases {
        assert_eq!(later_of(text), want, "{text}");
    }
}

#[test]
fn an_act_that_is_named_in_full_says_when_it_takes_effect() {
    let told = |clause: &str| act_commencement(["1. Шақыру ұйымдастырылсын.", clause]).map(|(at, read)| (at, shown(&read)));
    let effect = "алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.";
    let of_act = Some((1, "publication".to_owned()));
    assert_eq!(told(&format!("2. Осы Қорғалжын ауданы әкімдігінің қаулысы {effect}")), of_act);
    assert_eq!(told(&format!("2. Осы Ақмола облысы Қорғалжын ауданы әкімдігінің қаулысы {effect}")), of_act);
    assert_eq!(told(&format!("2. Осы Қорғалжын ауданы бойынша Үкіметтің 2012 жылғы 1 қаңтардағы № 5 қаулысы {effect}")), None, "another act");
}

#[test]
fn clauses_with_days_of_their_own_share_a_verb() {
    let cases = [
        (
            "Осы бұйрықтың 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтардан бастап, қалған бөлігі алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.",
            "+10 but point-1/subpoint-2 2025-01-01",
            "units, then the rest",
        ),
        (
            "2. Осы қаулының 3-тармағы 2026 жылғы 1 шілдеден бастап, қалған тармақтары алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.",
            "publication but point-3 2026-07-01",
            "the day of the rest is its own",
        ),
        (
            "Осы бұйрықтың 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтардан бастап, ал 1) және 3) тармақшалары алғашқы ресми жарияланған күнінен бастап қолданысқа енгізіледі.",
            "unstated but point-1/subpoint-2 2025-01-01 but point-1/subpoint-1,point-1/subpoint-3 publication",
            "all units are named, of the rest nothing is said",
        ),
        (
            "Осы бұйрықтың 1-тармағының 1), 3) тармақшалары алғашқы ресми жарияланған күнінен бастап, 1-тармағының 2) тармақшасы 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            "unstated but point-1/subpoint-1,point-1/subpoint-3 publication but point-1/subpoint-2 2025-01-01",
            "without a word that contrasts",
        ),
        (
            "Осы бұйрық алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң, 1-тармақтың 2) тармақшасы 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
            "+10 but point-1/subpoint-2 2025-01-01",
            "the act, then units",
        ),
        (
            "Осы бұйрықтың 1-тармағы 2025 жылғы 1 қаңтардан бастап, қалған бөлігі уәкілетті орган айқындайтын күннен бастап қолданысқа енгізіледі.",
            "unread but point-1 2025-01-01",
            "a day that is not told leaves the rest open, and no more",
        ),
    ];
    for (sentence, meant, why) in cases {
        let read = act_commencement([sentence]).map(|(_, read)| shown(&read));
        assert_eq!(read.as_deref(), Some(meant), "{why}: {sentence}");
    }
}

#[test]
fn relations_that_an_act_is_about_may_be_told_in_a_paragraph_of_their_own() {
    let effect = "3. Осы шешім алғашқы ресми жарияланған күнінен кейін күнтізбелік он күн өткен соң қолданысқа енгізіледі.";
    let told = |reach: &str| act_commencement(["1. Қағидалар бекітілсін.", reach, effect]).map(|(_, read)| shown(&read)).unwrap_or_default();
    for reach in [
        "2. Осы шешім 2024 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады деп белгіленсін.",
        "2. Осы шешім 2024 жылғы 1 қаңтардан бастап туындаған құқықтық қатынастарға таралады.",
        "2. Осы шешімнің қолданысы 2024 жылғы 1 қаңтардан бастап туындаған қатынастарға таратылады.",
        "2. Осы шешім 2024 жылғы 1 қаңтардан бастап құқықтық қатынастарға қолданылады.",
    ] {
        assert_eq!(told(reach), "+10 back to 2024-01-01", "{reach}");
    }
    for other in [
        "2. Осы шешімнің 1-тармағы 2024 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады.",
        "2. № 20 шешім 2024 жылғы 1 қаңтардан бастап туындаған қатынастарға қолданылады деп белгіленсін.",
        "2. Осы шешім 2024 жылғы 1 қаңтардан бастап қатынас құралдарына арналған.",
    ] {
        assert!(!told(other).starts_with("+10 back"), "{other}: {}", told(other));
    }
}
