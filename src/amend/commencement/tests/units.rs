//! Sentences about units of an act, where nothing is said of the whole.

use super::{act_commencement, shown};

#[test]
fn of_units_alone_a_day_may_be_told() {
    const FIRST: &str = "3. Осы бұйрықтың 1-тармағы 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі.";
    let cases: [(&[&str], Option<&str>); 5] = [
        (&[FIRST], Some("unstated but point-1 2024-07-01")),
        (
            &[FIRST, "4. Осы бұйрықтың 2-тармағы қол қойылған күнінен бастап қолданысқа енгізіледі."],
            Some("unstated but point-1 2024-07-01 but point-2 signature"),
        ),
        (
            &["3. Осы бұйрықтың:", "1) 1-тармағы 2024 жылғы 1 шілдеден бастап;", "2) қалған тармақтары қол қойылған күнінен бастап қолданысқа енгізіледі."],
            Some("signature but point-1 2024-07-01"),
        ),
        (
            &[
                "3. Осы бұйрықтың:",
                "1) 1-тармағы 2024 жылғы 1 шілдеден бастап қолданысқа енгізіледі;",
                "2) 2-тармағы 2025 жылғы 1 қаңтардан бастап қолданысқа енгізіледі.",
                "4. Осы бұйрықтың орындалуын бақылау маған қалдырылсын.",
            ],
            Some("unstated but point-1 2024-07-01 but point-2 2025-01-01"),
        ),
        // no list of days, and the next clause is none of its items
        (
            &[
                "3. Осы бұйрықтың:",
                "1) мемлекеттік тіркелуін;",
                "2) жариялануын қамтамасыз етсін.",
                "4. Осы бұйрық қол қойылған күнінен бастап қолданысқа енгізіледі.",
            ],
            Some("signature"),
        ),
    ];
    for (paragraphs, read) in cases {
        assert_eq!(act_commencement(paragraphs.iter().copied()).map(|(_, read)| shown(&read)).as_deref(), read, "{paragraphs:?}");
    }
    assert_eq!(act_commencement(["3. Осы бұйрықтың 1-тармағы қаржы ұйымдарына қолданылады."]), None, "nothing of its time");
}
