//! What holds for every text, damaged beyond meaning as it may be.

use std::fs;
use std::path::Path;
use std::sync::LazyLock;

use proptest::prelude::*;
use proptest::sample::{Index, select};
use proptest::test_runner::{RngSeed, TestCaseError};
use tarmaq::act::{Act, ProvisionKind, ProvisionPath};
use tarmaq::ingest::read_act;
use tarmaq::repair::repair;
use tarmaq::text::{SourceText, Span};

use super::fuzz::promises;

/// Every text we have, by its name: the corpus and the cases.
static TEXTS: LazyLock<Vec<(String, String)>> = LazyLock::new(|| {
    let mut texts = Vec::new();
    for folder in ["corpus", "tests/cases/structure"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                texts.push((path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
});

/// Beginnings of lines that mean something to a parser, true ones and lures.
const MARKERS: &[&str] = &[
    "1-бап. Мақсат",
    "21-1-бап.",
    "7.",
    "14-1. Осы",
    "3)",
    "10-1) мынадай:",
    "а)",
    "1.2.",
    "2-қосымша",
    "қағидаларына 3-1-қосымша",
    "1-тарау. Жалпы ережелер",
    "3-БӨЛІМ",
    "2-параграф.",
    "\"",
    "«",
    "»;",
    "\"3-тармақ мынадай редакцияда жазылсын:",
    "2-тармақта:",
    "1) 5-тармақ алып тасталсын;",
    "мынадай мазмұндағы 4-1-тармақпен толықтырылсын:",
    "Ескерту. 3-тармақ жаңа редакцияда – ҚР Үкіметінің 01.02.2020 № 33 қаулысымен.",
    "РҚАО-ның ескертпесі!",
    "Күші жойылды",
    "КЕЛІСІЛДІ",
    "Бұйрығымен бекітілген",
    "Нысан",
    "1. ______________",
    "1-кесте",
    "Р/с №",
    "2",
    "Сұрақ: 1.1. Қандай?",
    "БҰЙЫРАМЫН:",
    "ҚАУЛЫ ЕТЕДІ:",
    "                        қосымша",
    "      ",
    "\u{feff}",
    "\u{ad}",
    "\u{a0}7-\u{a0}тармақ",
    "99999999999999999999)",
    "0.",
    "http://adilet.zan.kz/kaz/docs/V1800016354",
    "(01.01.2020 бастап қолданысқа енгізіледі)",
];

/// What may happen to the lines of a text.
#[derive(Clone, Debug)]
enum Damage {
    Swap(Index, Index),
    Drop(Index),
    Repeat(Index),
    /// Everything after this character is lost.
    Cut(Index),
    Insert(Index, &'static str),
    /// Set in front of the words of a line.
    Prefix(Index, &'static str),
    /// The line break after it is lost.
    Join(Index),
    Blank(Index),
    /// The line is broken at this character.
    Break(Index, Index),
    Indent(Index, u8),
}

fn damage() -> impl Strategy<Value = Damage> {
    let at = any::<Index>;
    let marker = || select(MARKERS);
    prop_oneof![
        1 => (at(), at()).prop_map(|(a, b)| Damage::Swap(a, b)),
        1 => at().prop_map(Damage::Drop),
        1 => at().prop_map(Damage::Repeat),
        1 => at().prop_map(Damage::Cut),
        4 => (at(), marker()).prop_map(|(a, m)| Damage::Insert(a, m)),
        4 => (at(), marker()).prop_map(|(a, m)| Damage::Prefix(a, m)),
        1 => at().prop_map(Damage::Join),
        1 => at().prop_map(Damage::Blank),
        1 => (at(), at()).prop_map(|(a, b)| Damage::Break(a, b)),
        1 => (at(), 0u8..80).prop_map(|(a, n)| Damage::Indent(a, n)),
    ]
}

fn cut(text: &str, at: &Index) -> usize {
    let places: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    if places.is_empty() { 0 } else { *at.get(&places) }
}

/// The window of a text that is damaged: parsing a part of a long act is enough and quick.
const LINES_MAX: usize = 160;

fn damaged() -> impl Strategy<Value = String> {
    (any::<Index>(), any::<Index>(), prop::collection::vec(damage(), 0..24), any::<bool>()).prop_map(|(text, start, damages, shuffled)| {
        let (_, text) = text.get(&TEXTS);
        let all: Vec<&str> = text.lines().collect();
        // A head is kept before the window as often as not: most of what is read depends on it.
        let from = start.index(all.len());
        let head = if from % 2 == 0 { 0..from.min(24) } else { 0..0 };
        let mut lines: Vec<String> = all[head].iter().chain(&all[from..all.len().min(from + LINES_MAX)]).map(|line| (*line).to_owned()).collect();
        if shuffled {
            let middle = lines.len() / 2;
            lines.rotate_left(middle);
            lines.reverse();
        }
        for damage in &damages {
            if lines.is_empty() {
                break;
            }
            let count = lines.len();
            match damage {
                Damage::Swap(a, b) => lines.swap(a.index(count), b.index(count)),
                Damage::Drop(at) => drop(lines.remove(at.index(count))),
                Damage::Repeat(at) => lines.insert(at.index(count), at.get(&lines).clone()),
                Damage::Cut(at) => {
                    let line = at.index(count);
                    lines.truncate(line + 1);
                    let place = cut(&lines[line], at);
                    lines[line].truncate(place);
                }
                Damage::Insert(at, marker) => lines.insert(at.index(count), (*marker).to_owned()),
                Damage::Prefix(at, marker) => {
                    let line = at.index(count);
                    lines[line] = format!("      {marker} {}", lines[line].trim_start());
                }
                Damage::Join(at) => {
                    let line = at.index(count);
                    if line + 1 < count {
                        let next = lines.remove(line + 1);
                        lines[line].push_str(&next);
                    }
                }
                Damage::Blank(at) => lines.insert(at.index(count), String::new()),
                Damage::Break(at, inner) => {
                    let line = at.index(count);
                    let place = cut(&lines[line], inner);
                    let rest = lines[line].split_off(place);
                    lines.insert(line + 1, rest);
                }
                Damage::Indent(at, columns) => {
                    let line = at.index(count);
                    lines[line] = format!("{:columns$}{}", "", lines[line].trim_start(), columns = usize::from(*columns));
                }
            }
        }
        lines.join("\n")
    })
}

fn parse(text: &str) -> Act {
    read_act(SourceText::new("a.txt", text), "a".parse().unwrap())
}

/// The same few cases in every usual run; `PROPTEST_CASES=100000 cargo test properties` looks further, and elsewhere each time.
fn config() -> ProptestConfig {
    let asked = std::env::var_os("PROPTEST_CASES").is_some();
    let config = ProptestConfig { failure_persistence: None, max_shrink_iters: 2_000, ..ProptestConfig::default() };
    if asked { config } else { ProptestConfig { cases: 2048, rng_seed: RngSeed::Fixed(16354), ..config } }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn a_damaged_act_is_read_whole(text in damaged()) {
        let act = parse(&text);
        promises::clean(&act.source, &act.text);
        promises::act(&act);
    }

    #[test]
    fn any_characters_are_read(text in "(\\PC{0,60}\n|[ \t\u{a0}\u{ad}0-9.)«»\"“”а-яіңғүұқөһә-]{0,80}\r?\n){0,30}") {
        let act = parse(&text);
        promises::clean(&act.source, &act.text);
        promises::act(&act);
    }

    #[test]
    fn addresses_are_printed_and_read_back(segments in prop::collection::vec((select(ProvisionKind::ALL), "[0-9]{1,4}(-[0-9]{1,2})?"), 1..5), again in 2u8..5) {
        let numbered = |kind: ProvisionKind, number: &str| {
            let alone = matches!(
                kind,
                ProvisionKind::Preamble | ProvisionKind::Abbreviations | ProvisionKind::Approval | ProvisionKind::Answer | ProvisionKind::Heading | ProvisionKind::Title | ProvisionKind::New
            );
            if alone { kind.segment().to_owned() } else { format!("{}-{number}", kind.segment()) }
        };
        let mut text = segments.iter().map(|(kind, number)| numbered(*kind, number)).collect::<Vec<_>>().join("/");
        if text.ends_with(|c: char| c.is_ascii_digit()) {
            text.push_str(&format!("~{again}"));
        }
        let path: ProvisionPath = text.parse().map_err(|error| TestCaseError::fail(format!("{error}")))?;
        prop_assert_eq!(path.to_string(), text);
        prop_assert_eq!(path.kind(), segments.last().map(|(kind, _)| *kind));
        prop_assert_eq!(path.segments().count(), segments.len());
        if let Some(parent) = path.parent() {
            prop_assert!(path.is_within(&parent) && !parent.is_within(&path));
        }
        prop_assert_eq!(path.without_groups().without_groups(), path.without_groups());
    }
}

#[test]
fn every_text_we_have_is_read_whole() {
    for (name, text) in TEXTS.iter() {
        let act = parse(text);
        let checked = std::panic::catch_unwind(|| {
            promises::clean(&act.source, &act.text);
            promises::act(&act);
        });
        assert!(checked.is_ok(), "{name}: see above");
    }
}

#[test]
fn no_words_stand_twice_in_a_provision() {
    let mut wrong = Vec::new();
    for (name, text) in TEXTS.iter() {
        let twice = |own: &[Span]| {
            let mut own = own.to_vec();
            own.sort_by_key(|span| span.start);
            own.windows(2).any(|two| two[0].end > two[1].start)
        };
        wrong.extend(parse(text).provisions.iter().filter(|provision| twice(&provision.own)).map(|provision| format!("{name} {}", provision.path)));
    }
    assert!(wrong.is_empty(), "{wrong:?}");
}

#[test]
fn a_repaired_text_needs_no_repair() {
    let mut differing = Vec::new();
    for (name, text) in TEXTS.iter() {
        let once = repair(&SourceText::new("a.txt", text.as_str())).value.text;
        let twice = repair(&SourceText::new("a.txt", once.as_str())).value.text;
        if let Some((first, again)) = once.lines().zip(twice.lines()).find(|(first, again)| first != again) {
            differing.push(format!("{name}: {first:?} became {again:?}"));
        } else if once != twice {
            differing.push(format!("{name}: {} lines became {}", once.lines().count(), twice.lines().count()));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// A table without row numbers is told by its columns.
const CELLS: &str = "its cells are told by their columns";
/// A heading without the word «тарау» is told by its place.
const HEADINGS: &str = "«3. …» in the middle of the page is a heading, at its side a point";
/// Texts whose layout says what their words do not, so that it is missed when each paragraph is a line.
const ONLY_BY_LAYOUT: &[(&str, &str)] = &[
    ("a_consolidated_regulation_with_ranges_of_tombstones_and_notes_between_subpoints", HEADINGS),
    ("a_joint_order_with_criteria_of_risk_and_a_checklist", CELLS),
    ("a_service_list_whose_row_numbers_come_behind_their_first_cells", CELLS),
    ("an_amending_order_with_paragraphs_of_points_and_links_that_left_their_places", CELLS),
    ("rules_in_tabs_with_letters_dashes_formulas_and_notes_to_subpoints", CELLS),
    ("a_resolution_with_a_road_map_in_a_table_cut_by_pages", CELLS),
    ("a_tax_code_with_rates_in_tables_and_notes", CELLS),
    ("a_maslikhat_decision_with_rules_of_separate_gatherings", CELLS),
    ("a_plan_of_pastures_of_a_district_with_schemes_in_annexes", CELLS),
    ("an_akimat_resolution_with_a_statute_of_a_department_after_the_model_of_2021", HEADINGS),
    ("V1200007775", CELLS),
    ("V1800016354", HEADINGS),
    ("V2000021165", CELLS),
    ("a_bilingual_form_in_an_annex", CELLS),
    ("a_budget_decision_of_a_maslikhat_with_sums_and_three_annexes", CELLS),
    ("a_decision_of_a_maslikhat_with_annexes", CELLS),
    ("a_decree_that_resolves_and_approves_a_concept", HEADINGS),
    ("a_resolution_with_a_statute_of_a_committee", HEADINGS),
    ("a_government_resolution_that_amends_and_repeals_by_lists", CELLS),
    ("a_joint_resolution_and_decision_on_borders", CELLS),
    ("a_model_contract_with_capital_headings_and_clauses_of_three_levels", CELLS),
    ("a_model_curriculum_with_codes_of_aims_and_hours", CELLS),
    ("a_professional_standard_with_cards_of_trades", CELLS),
    ("a_service_standard_that_lost_the_head_of_a_row", CELLS),
    ("a_table_whose_rows_are_cut_by_pages", CELLS),
    ("a_tariff_list_with_decimal_keys_sums_and_two_tables", CELLS),
    ("a_technical_regulation_with_deep_decimals", CELLS),
    ("an_amending_order_with_tables_inside_quoted_points", CELLS),
    ("hygienic_norms_with_tables_of_figures_and_footnotes_in_annexes", CELLS),
    ("a_table_with_headings_between_its_rows", CELLS),
    ("an_order_whose_annexes_come_and_go", CELLS),
    ("an_order_with_rules_a_form_and_a_table_of_ruled_cells", CELLS),
    ("qualification_requirements_in_a_table", CELLS),
    ("sanitary_rules_with_tables_between_their_points", CELLS),
    ("service_regulations_as_annexes_of_a_decision", CELLS),
    ("a_maslikhat_decision_that_repeals_by_titles_days_and_numbers_alone", CELLS),
    ("a_resolution_of_the_market_regulator_on_a_method_with_a_compound_sunset_clause", CELLS),
    ("an_order_on_a_state_service_with_glued_links_and_a_note_on_its_title", CELLS),
    ("an_order_with_a_list_of_changes_that_restates_rules_in_an_annex", CELLS),
    ("norms_in_tabs_with_footnotes_a_caption_below_a_list_and_an_agreement", CELLS),
];

/// Printed one paragraph a line and parsed again, an act has the same addresses.
#[test]
fn an_act_printed_as_text_is_the_same_act() {
    let addresses = |act: &Act| act.provisions.iter().map(|provision| provision.path.to_string()).collect::<Vec<_>>();
    let mut wrong = Vec::new();
    for (name, text) in TEXTS.iter() {
        let act = parse(text);
        let again = parse(&act.text.text);
        let (first, second) = (addresses(&act), addresses(&again));
        let lost: Vec<&String> = first.iter().filter(|path| !second.contains(path)).collect();
        let new: Vec<&String> = second.iter().filter(|path| !first.contains(path)).collect();
        let exception = ONLY_BY_LAYOUT.iter().find(|(known, _)| known == name);
        match exception {
            None if first != second => wrong.push(format!("{name}: lost {lost:?}, new {new:?}")),
            Some((_, why)) if first == second => wrong.push(format!("{name} is read alike now, so it is not true that {why}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// The sizes are such that work growing with the square of them would not end within an hour.
#[test]
fn very_long_and_very_many_lines_are_read() {
    let one = "1. Осы Қағидаларда 5-баптың 2-тармағына «сәйкес» мынадай ұғымдар пайдаланылады: а) бір; ".repeat(5_000_000 / 150);
    let act = parse(&one);
    assert!(act.text.text.len() > one.len() / 2);
    for line in ["7.\n", "1) а;\n", "«\n", "а\n", "1-бап.\n", "3-қосымша\n", "      б\n\n", "1-тарау. А\n", "Ескерту.\n", "1\n", "Сұрақ:\n", "_____\n"]
    {
        let act = parse(&line.repeat(200_000));
        assert!(!act.provisions.is_empty() || act.text.text.is_empty() || !act.text.paragraphs.is_empty(), "{line:?}");
    }
}

#[test]
fn lists_that_open_lists_without_end_do_not_nest_without_end() {
    for lines in ["1) а:\n", "1) а:\nб) в:\n", "1. Осы:\n1) а:\n- в:\nБірінші бөлік:\n", "«1) а:\n", "1-бөлім. А\n1-тарау. Б\n1-бап.\n1. В:\n1) г:\n"]
    {
        let act = parse(&format!("Заң\n{}", lines.repeat(4_000)));
        let deepest = act.provisions.iter().map(|provision| provision.path.segments().count()).max();
        assert!(deepest.is_some_and(|deepest| deepest <= 16), "{lines:?}: {deepest:?}");
    }
}

/// Quoted wording with an editor's note («ЗҚАИ-ның ескертпесі!») in it: the note takes its sentence with it, two paragraphs, but the
/// walk over the quoted ones goes on by one and asks for one beyond the last. See also the case
/// `quoted_chapters_with_their_headings_on_lines_of_their_own`.
#[test]
fn an_editors_note_at_the_end_of_an_open_quotation() {
    parse("БҰЙЫРАМЫН:\n4-1-тармақпен толықтырылсын:\n\"Мәдениет\nЗҚАИ-ның ескертпесі!\nқолданысқа енгізіледі)");
}
