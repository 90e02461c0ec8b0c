//! Lists of numbers that can be read in two ways, and what «сол» and «аталған» mean.

use super::read;

#[test]
fn a_hyphen_in_a_list_is_read_by_what_the_act_has() {
    let first = ("article-1", "Осы Заңның 2, 4-6-баптары қолданылады.");
    let has = |numbers: &[&'static str]| {
        let mut act = vec![first];
        act.extend(numbers.iter().map(|number| (*number, "Бап мәтіні.")));
        read(&act).into_iter().map(|line| line.rsplit(' ').next().unwrap_or_default().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(has(&["article-4", "article-5", "article-6"]), ["article-2", "article-4", "article-5", "article-6"]);
    assert_eq!(has(&["article-4", "article-5", "article-6", "article-4-6"]), ["article-2", "article-4-6"]);
    assert_eq!(has(&[]), ["", "article-2"], "which of them is not told");
}

#[test]
fn spans_of_numbers_behind_others_are_read_whole() {
    let read = read(&[("article-1", "Осы Заңның 7-бабының 2-1) – 2-3) тармақшалары қолданылады.")]);
    let paths: Vec<_> = read.iter().filter_map(|line| line.rsplit(' ').next()).collect();
    assert_eq!(paths, ["article-7/subpoint-2-1", "article-7/subpoint-2-2", "article-7/subpoint-2-3"]);
}

#[test]
fn short_units_of_a_list_are_of_one_act() {
    assert_eq!(
        read(&[("article-1", "Төлем Салық кодексінің 5-б. 2-т. және 6-б. 3-т. бойынша.")]),
        [
            "Салық кодексінің 5-б. 2-т. және 6-б. 3-т. => Салық кодексі :: article-5/point-2",
            "Салық кодексінің 5-б. 2-т. және 6-б. 3-т. => Салық кодексі :: article-6/point-3",
        ]
    );
}

#[test]
fn that_unit_is_the_one_named_before() {
    let own = read(&[("article-9", "Осы Заңның 3-бабының 1-тармағы және сол баптың 2-тармағы қолданылады.")]);
    assert_eq!(own.last().map(String::as_str), Some("сол баптың 2-тармағы => - :: article-3/point-2"));
    let other = read(&[("article-9", "Салық кодексінің 35-бабы қолданылады. Сол баптың 2-тармағы сақталады.")]);
    assert_eq!(other.last().map(String::as_str), Some("Сол баптың 2-тармағы => Салық кодексі :: article-35/point-2"));
    let none = read(&[("article-9", "Сол баптың 2-тармағы сақталады.")]);
    assert_eq!(none, ["Сол баптың 2-тармағы => ? :: point-2"], "never of the article that the words stand in");
}

#[test]
fn rules_that_are_said_or_approved_are_not_those_the_words_stand_in() {
    let rules = ("rules", "Есеп қағидалары");
    let said = read(&[
        rules,
        (
            "rules/point-1",
            "Қазақстан Республикасы Үкіметінің 2012 жылғы 21 қаңтардағы № 148 қаулысымен бекітілген Келу қағидаларына сәйкес. Аталған Қағидалардың 12-тармағы қолданылады.",
        ),
    ]);
    assert_eq!(said.last().map(String::as_str), Some("Қағидалардың 12-тармағы => 148 :: rules/point-12"));
    let approved = read(&[rules, ("rules/point-1", "Министр бекіткен Қағидалардың 5-тармағы сақталады.")]);
    assert_eq!(approved, ["Қағидалардың 5-тармағы => ? :: rules/point-5"]);
    let own = read(&[rules, ("rules/point-1", "Осы бұйрықпен бекітілген Қағидалардың 5-тармағы сақталады.")]);
    assert_eq!(own.last().map(String::as_str), Some("Қағидалардың 5-тармағы => - :: rules/point-5"));
}
