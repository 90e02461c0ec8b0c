//! Units that stand beside the name of another document are none of this act.

use super::read;

/// The pointers of one point of rules, which have points of the same numbers themselves.
fn in_rules(words: &str) -> Vec<String> {
    let point = format!("3. {words}");
    let paragraphs = [
        ("point-1", "1. Қоса беріліп отырған Су есебін жүргізу қағидалары бекітілсін."),
        ("rules", "Су есебін жүргізу қағидалары"),
        ("rules/point-1", "1. Есеп жүргізіледі."),
        ("rules/point-2", "2. Есеп беріледі."),
        ("rules/point-3", point.as_str()),
    ];
    read(&paragraphs).split_off(1)
}

#[test]
fn a_bracket_of_units_belongs_to_what_is_named_before_it() {
    let cases = [
        (
            "Білім Қазақстан Республикасының Су кодексі (41, 42-баптар) бойынша тексеріледі.",
            &[
                "Қазақстан Республикасының Су кодексі => Су кодексі :: ",
                "41, 42-баптар => Су кодексі :: article-41",
                "41, 42-баптар => Су кодексі :: article-42",
            ][..],
        ),
        (
            "Көмек \"Су туралы\" Қазақстан Республикасының Заңына (бұдан әрі – Заң) (6-бап, 3-бап) сәйкес беріледі.",
            &["\"Су туралы\" Қазақстан Республикасының Заңына => Су туралы :: ", "6-бап => Су туралы :: article-6", "3-бап => Су туралы :: article-3"],
        ),
        ("Мерзім осы Қағидаларға (2-тармақ) сай.", &["осы Қағидаларға => - :: rules", "2-тармақ => - :: rules/point-2"]),
        (
            "Мерзім осы Қағидалардың 2-тармағында (1-тармақты қоспағанда) белгіленеді.",
            &["осы Қағидалардың 2-тармағында => - :: rules/point-2", "1-тармақты => - :: rules/point-1"],
        ),
    ];
    for (words, named) in cases {
        assert_eq!(in_rules(words), named, "{words}");
    }
}

#[test]
fn a_registration_does_not_part_an_act_from_its_units() {
    const ACT: &str = "Қазақстан Республикасы Энергетика министрінің 2019 жылғы 5 сәуірдегі № 88";
    const BRACKET: &str = "(Нормативтік құқықтық актілерді мемлекеттік тіркеу тізілімінде № 18345 болып тіркелген)";
    for (noun, unit, path) in [
        ("бұйрығына", "2-қосымшаға", "annex-2"),
        ("бұйрығының", "2-қосымшасына", "annex-2"),
        ("бұйрығының", "2-тармағына", "point-2"),
        ("бұйрығымен бекітілген Есеп беру қағидаларының", "2-тармағына", "rules/point-2"),
        ("бұйрығымен бекітілген Есеп беру қағидаларына", "2-қосымшаға", "rules/annex-2"),
    ] {
        let found = in_rules(&format!("Есеп {ACT} {noun} {BRACKET} {unit} сәйкес беріледі."));
        assert_eq!(found.len(), 1, "{found:?}");
        assert!(found[0].ends_with(&format!("=> 88 :: {path}")), "{found:?}");
    }
    let apart = in_rules(&format!("Есеп {ACT} бұйрығына {BRACKET} 2-тармақта белгіленген мерзімде беріледі."));
    assert_eq!(apart[1], "2-тармақта => - :: rules/point-2");
}
