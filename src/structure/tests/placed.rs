//! Every paragraph is placed: each word of a text stands in one unit, or it is told why it stands in none.

use std::fs;
use std::path::Path;

use super::*;
use crate::text::Span;

/// The texts of the corpus and of the cases, by their names.
fn texts() -> Vec<(String, String)> {
    let mut texts = Vec::new();
    for folder in ["corpus", "tests/cases/structure", "tests/cases/changes"] {
        for entry in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "txt") {
                texts.push((path.file_stem().unwrap().to_string_lossy().into_owned(), fs::read_to_string(&path).unwrap()));
            }
        }
    }
    texts.sort();
    texts
}

/// The paragraphs of `printed` that stand in no unit, and those of which words stand in two.
fn misplaced(printed: &str) -> Vec<String> {
    let source = SourceText::new("a.txt", printed);
    let text = repair(&source).value;
    let reading = parse(&source, &text);
    let (act, problems) = (&reading.value, &reading.problems);
    let mut marks: Vec<Mark<'_>> = (0..text.paragraphs.len()).map(|at| line::mark(text.paragraph_text(at))).collect();
    let head = head::head(&text, &marks);
    let start = contents_end(&text, &mut marks, head.end);
    let mut own: Vec<(Span, &str)> = act.provisions.iter().flat_map(|unit| unit.own.iter().map(|&span| (span, unit.path.as_str()))).collect();
    own.sort_by_key(|(span, _)| (span.start, span.end));
    let mut found = Vec::new();
    // the words of an instruction are those of its unit and of its change
    let kind = |path: &str| act.provisions.iter().find(|unit| unit.path.as_str() == path).map(|unit| unit.kind);
    let is_change = |pair: &[(Span, &str)]| {
        let inner = pair[0].1.strip_prefix(pair[1].1).or_else(|| pair[1].1.strip_prefix(pair[0].1));
        inner.is_some() && [pair[0].1, pair[1].1].iter().any(|path| kind(path) == Some(ProvisionKind::Amendment))
    };
    for pair in own.windows(2).filter(|pair| pair[1].0.start < pair[0].0.end && !is_change(pair)) {
        found.push(format!("twice, in {} and {}: {}", pair[0].1, pair[1].1, text.slice(pair[1].0)));
    }
    for (at, paragraph) in text.paragraphs.iter().enumerate() {
        let words = text.paragraph_text(at);
        let meets = |span: Span| span.start < paragraph.span.end && paragraph.span.start < span.end;
        let is_heading = || {
            let holds = |unit: &Provision| unit.lines.first <= paragraph.lines.first && paragraph.lines.last <= unit.lines.last;
            let bare = words.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '.' | ' ' | '-'));
            act.provisions.iter().any(|unit| {
                unit.kind == ProvisionKind::Row && holds(unit) && (bare.is_empty() || unit.heading.as_deref().is_some_and(|heading| heading.contains(bare)))
            })
        };
        let is_told = || problems.iter().any(|problem| problem.lines.first <= paragraph.lines.last && paragraph.lines.first <= problem.lines.last);
        let is_remark = || {
            matches!(marks[at], Mark::Note | Mark::EditorsNote)
                || crate::cite::publication_line(words).is_some()
                || act.notes.iter().any(|note| meets(note.span))
        };
        let of_remark = || at > 0 && matches!(marks[at - 1], Mark::EditorsNote) && note::is_editors_sentence(text.paragraph_text(at - 1), words);
        let is_rule = || !words.contains(char::is_alphanumeric);
        let first = own.partition_point(|(span, _)| span.end <= paragraph.span.start);
        let placed = own[first..].iter().take_while(|(span, _)| span.start < paragraph.span.end).any(|(span, _)| meets(*span));
        if at >= start && !placed && !is_remark() && !of_remark() && !is_rule() && !is_heading() && !is_told() {
            found.push(format!("nowhere: {} {words}", paragraph.lines.first));
        }
    }
    found
}

/// `text` with some of its lines in the places of others, the same ones each time.
fn out_of_order(text: &str) -> String {
    let mut lines: Vec<&str> = text.lines().collect();
    let mut seed = 2_u64;
    let mut place = |count: usize| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(seed >> 33).expect("half of a number fits") % count
    };
    for _ in 0..lines.len() / 12 + 2 {
        let (one, other) = (place(lines.len()), place(lines.len()));
        lines.swap(one, other);
    }
    lines.join("\n")
}

#[test]
fn every_paragraph_is_placed_once() {
    let all = texts();
    let found = all.iter().flat_map(|(name, text)| {
        let found = misplaced(text).into_iter().chain(misplaced(&out_of_order(text)));
        found.map(move |line| format!("{name} {line}"))
    });
    let found: Vec<String> = found.collect();
    assert!(found.is_empty(), "{}\n{}", found.len(), found.join("\n"));
}

#[test]
fn an_act_is_no_contents_where_a_heading_comes_again_in_an_annex() {
    let law = "Сынақ туралы\nҚазақстан Республикасының 2012 жылғы 4 мамырдағы № 14-V Заңы\nМАЗМҰНЫ\n1-тарау. Жалпы ережелер\n1-бап. Мақсат\n\
               Осы Заң тәртіпті белгілейді.\n2-бап. Аясы\nОсы Заң бәріне қолданылады.\nҚазақстан Республикасының Заңына\n1-қосымша\nСынақ қағидалары\n\
               1-тарау. Жалпы ережелер\n1. Сынақ күн сайын өткізіледі.\n2. Сынақ тегін.\n";
    assert_eq!(outline_of(law, &["annex"]), ["chapter-1 4-8", "article-1 5-6", "article-2 7-8"]);
    assert_eq!(misplaced(law), [""; 0]);
}

#[test]
fn what_a_leaflet_says_above_its_questions_is_kept() {
    let questions = "1.1 Қайда барамын? Кеңсеге.\n1.2 Қашан барамын? Таңертең.\n1.3 Кім барады? Өзі.\n1.4 Неге? Керек.\n";
    let leaflet = format!("Жиі қойылатын сұрақтар\nЖауаптарды кеңсе дайындады.\n1. Тіркеу\nТіркеу бәріне керек, ол тегін жүргізіледі.\n{questions}");
    assert_eq!(misplaced(&leaflet), [""; 0]);
    assert_eq!(outline_of(&leaflet, &["section-1/"]), ["preamble 2-2", "section-1 3-8"]);
}
