//! What the program prints as a citation can be typed back.

use super::*;
use crate::act::{ActKind, ProvisionKind, ProvisionPath};
use crate::index::Unit;

/// Whether lawyers cite the unit by its kind and number: a sign of approval is told by the place it stands in.
fn is_cited_by_number(unit: &Unit) -> bool {
    let segments = unit.cited_paths().flat_map(ProvisionPath::segments).filter_map(|segment| segment.split(['-', '~']).next());
    let cited = |kind: &str| {
        use ProvisionKind::*;
        let known = [Section, Chapter, Subchapter, Article, Point, Subpoint, Part, Indent, Annex, Table, Row, Item, FormField, Amendment, Component, Preamble];
        ProvisionKind::from_segment(kind).is_some_and(|kind| known.contains(&kind))
    };
    segments.into_iter().all(cited)
}

#[test]
fn a_citation_that_is_printed_is_read_as_the_unit_that_it_cites() {
    let index = &CORPUS.index;
    let (mut cited, mut wrong) = (0, Vec::new());
    for act in index.acts().iter().filter(|act| act.kind != ActKind::Other) {
        for unit in index.units(&act.id, 0..u32::MAX).unwrap().into_iter().filter(is_cited_by_number) {
            let address = unit.address();
            let Citation { kk, ru, short } = Passage::of(index, unit, None).unwrap().citation;
            let has_place_of_ours = ["/item-", "/field-", "/amend-"].iter().any(|kind| address.contains(kind));
            for text in [short, kk].into_iter().chain((!has_place_of_ours).then_some(ru)) {
                cited += 1;
                let read: Vec<String> = cite(index, &text).unwrap().into_iter().flat_map(|found| found.addresses).collect();
                if !read.contains(&address) {
                    wrong.push(format!("{text}: {read:?}, not {address}"));
                }
            }
        }
    }
    assert!(cited > 1_000, "{cited} citations");
    assert_eq!(wrong, Vec::<String>::new(), "of {cited}");
}

#[test]
fn short_words_for_units_go_from_the_outside_in() {
    for (question, address) in [
        ("V1800016354, қағидалар, 16-т., 3-б.", "V1800016354/rules/point-16/part-3"),
        ("Үкіметтің 10.10.2022 ж. № 807 қаулысы, 10-т., 7-бөл.", "P2200000807/point-1/amend-1/new/point-10/part-7"),
        ("16354 қағидалар 11-т. 7-б.", "V1800016354/rules/point-11/part-7"),
        ("16354 қағидалары, 3-т., 2) тш., 3-б.", "V1800016354/rules/point-3/subpoint-2/part-3"),
        ("517-б. 7-б.", "kandastar-suraq-jauap/section-1/q-1.7/answer/article-517/point-7"),
        ("V1800016354, қағидалар", "V1800016354/rules"),
    ] {
        let first = ask(question).hits.into_iter().next().expect(question);
        assert_eq!(first.via.unwrap_or(first.address), address, "{question}");
    }
}

#[test]
fn a_citation_of_an_act_that_is_not_there_is_answered_by_what_cites_it() {
    let index = &CORPUS.index;
    let read = |text: &str| cite(index, text).unwrap().into_iter().map(|found| (found.addresses, found.is_indexed)).collect::<Vec<_>>();
    assert_eq!(read("Консулдық жарғының 59-тармағы"), [(vec!["U1600000240/charter/point-59".to_owned()], false)]);
    assert_eq!(read("Неке (ерлі-зайыптылық) және отбасы туралы кодекстің 22-тарауы"), [(Vec::new(), false)], "no id follows from the words");
    assert_eq!(read("Үкіметтің 2015 жылғы 7 мамырдағы № 310 қаулысының 3-тармағы"), [(vec!["P1500000310/point-3".to_owned()], false)]);
    for text in [
        "осы Қағидалардың 5-тармағы",
        "жоғарыда аталған жарғының 59-тармағы",
        "көрсетілген Заңның 777-бабы",
        "59-тармақ",
        "визалар беру қағидаларының 21-тармағы",
        "Қылмыстық кодекстің 385-бабының 3-бөлігі",
    ] {
        assert_eq!(read(text), [], "{text}");
    }
    let told = |text: &str| ask(text).problems.join("; ");
    assert!(told("Көлік туралы заңның 777-бабы").contains("«Көлік туралы заңның 777-бабы»"), "that it is not there is told");
    assert_eq!(told("Қылмыстық кодекстің 385-бабының 3-бөлігі") + &told("аталған заңның 777-бабы"), "");
    let mut first: Vec<String> = ask("Консулдық жарғының 59-тармағы").hits.into_iter().take(2).map(|hit| hit.address).collect();
    first.sort_unstable();
    assert_eq!(first, ["V1800016354/preamble", "V1800016354/rules/point-1"]);
    assert_eq!(ask("Неке және отбасы туралы кодекстің 22-тарауы").hits[0].address, "V1800016354/rules/point-3/subpoint-3");
}
