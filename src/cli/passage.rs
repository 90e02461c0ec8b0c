//! A cited passage, set for reading.

use super::page::{Ink, Palette, Paragraph, brief};
use crate::index::Place;
use crate::query::{Certainty, Passage, State, excerpt};
use crate::text::{LineRange, PageRange, Printed};

/// Columns left free before everything that belongs to a numbered hit.
pub(super) const INDENT: usize = 4;
/// Lines of a passage and of its lead-in that a list of hits shows; `show` prints all of them.
const LINES_MAX: usize = 8;
const CONTEXT_LINES_MAX: usize = 2;

/// The hit of `number`: short citation, address and standing, lead-in, words, where they are printed.
pub(super) fn hit(number: usize, passage: &Passage, width: usize, palette: Palette) -> String {
    let columns = width - INDENT;
    let number = format!("{number:>2}. ");
    let mut page = palette.paint(Ink::Dim, &number) + &palette.paint(Ink::Strong, &brief(&passage.citation.short, columns)) + "\n";
    page += &address_line(passage, INDENT, width, palette);
    page += &Paragraph::new(&passage.act_title, INDENT, width).lines_max(1).ink(Ink::Dim).set(palette);
    page.push('\n');
    if let Some(context) = &passage.context {
        let (context, _) = excerpt(context, &[], columns * CONTEXT_LINES_MAX);
        page += &Paragraph::new(&context, INDENT, width).ink(Ink::Dim).set(palette);
    }
    if let Some(header) = passage.header_cell() {
        page += &Paragraph::new(header, INDENT, width).ink(Ink::Strong).set(palette);
    }
    let (text, marks) = excerpt(&passage.text, &passage.highlights, columns * LINES_MAX);
    page += &Paragraph::new(&text, INDENT, width).marks(&marks).set(palette);
    page += &alternatives(passage, INDENT, width, palette, LINES_MAX);
    page.push('\n');
    page += &Paragraph::new(&printed_at(&passage.source), INDENT, width).ink(Ink::Dim).set(palette);
    page
}

/// `V1800016354/rules/point-3 · in force`, on two lines where one is too short for both; and where it is new wording, the
/// unit of the amending act.
pub(super) fn address_line(passage: &Passage, indent: usize, width: usize, palette: Palette) -> String {
    let (ink, standing) = (ink(passage), passage.standing());
    let margin = " ".repeat(indent);
    let columns = indent + passage.address.chars().count() + " · ".len() + standing.chars().count();
    let between = if columns <= width { palette.paint(Ink::Dim, " · ") } else { format!("\n{margin}") };
    let mut lines = margin.clone() + &palette.paint(Ink::Address, &passage.address) + &between + &palette.paint(ink, &standing) + "\n";
    if let Some(via) = &passage.via {
        lines += &margin;
        lines += &palette.paint(Ink::Dim, &format!("as worded by {via}"));
        lines.push('\n');
    }
    lines
}

/// Other wordings that may have held that day, and what it depends on.
pub(super) fn alternatives(passage: &Passage, indent: usize, width: usize, palette: Palette, lines_max: usize) -> String {
    let mut lines = String::new();
    for other in &passage.alternatives {
        let because = other.validity.doubts.first().map_or_else(|| "it may have held that day".to_owned(), Clone::clone);
        if other.text == passage.text {
            let standing = if other.validity.state == State::InForce { "perhaps in force that day" } else { "perhaps not in force that day" };
            lines += &Paragraph::new(&format!("{standing}: {because}"), indent, width).ink(Ink::Doubt).set(palette);
            continue;
        }
        lines += &Paragraph::new(&format!("or, for {because}:"), indent, width).ink(Ink::Doubt).set(palette);
        lines += &Paragraph::new(&other.text, indent, width).ink(Ink::Dim).lines_max(lines_max).set(palette);
    }
    lines
}

/// `V1800016354.txt:160-164, page 5`.
pub(super) fn printed_at(place: &Place) -> String {
    let sure = place.ocr.map_or_else(String::new, |sure| format!(" (read by OCR, {sure} % sure)"));
    file_and_lines(&place.file, place.lines, place.pages, &place.rest) + &sure
}

/// The same, of a place by its parts: `V1800016354.txt:160-164, page 5, and V1800016354-2.txt:1-2` where it goes on in another file.
pub(super) fn file_and_lines(file: &str, lines: LineRange, pages: Option<PageRange>, rest: &[Printed]) -> String {
    let mut place = match pages {
        None => format!("{file}:{lines}"),
        Some(pages) if pages.first == pages.last => format!("{file}:{lines}, page {}", pages.first),
        Some(pages) => format!("{file}:{lines}, pages {}-{}", pages.first, pages.last),
    };
    for more in rest {
        place += ", and ";
        place += &file_and_lines(&more.file, more.lines, more.pages, &[]);
    }
    place
}

/// The colour of what a reader has to know before relying on the passage: [`Passage::standing`].
fn ink(passage: &Passage) -> Ink {
    match (passage.validity.state, passage.validity.certainty) {
        _ if passage.is_undated() => Ink::Dim,
        (State::InForce, Certainty::Certain) => Ink::Good,
        (State::Ended, _) => Ink::Bad,
        _ => Ink::Doubt,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::act::Status;
    use crate::query::{Citation, EffectiveDate, Validity};

    fn passage() -> Passage {
        let day = |day: &str| day.parse().ok();
        Passage {
            address: "V1800016354/rules/point-3/subpoint-6".into(),
            act: "V1800016354".parse().unwrap(),
            path: "rules/point-3/subpoint-6".parse().ok(),
            kind: Some(crate::act::ProvisionKind::Subpoint),
            act_title: "Қазақстан Республикасынан тыс жерге уақытша жұмыстармен шыққан азаматтардың құжаттарын қабылдау қағидаларын бекіту туралы".into(),
            heading: None,
            score: 12.5,
            text:
                "6) он сегіз жасқа толмаған балаларымен бірге шыққан кезде – шетелге тұрақты тұруға шығуға екінші ата-анасының нотариат куәландырған келісімі;"
                    .into(),
            context: Some("3. Азаматтар мынадай құжаттарды ұсынады:".into()),
            highlights: vec![14..22, 99..108, 109..115],
            citation: Citation { short: "V1800016354, қағидалар, 3-т., 6) тт.".into(), ..Citation::default() },
            validity: Validity {
                from: Some(EffectiveDate { earliest: day("2018-02-24"), latest: None, basis: "default".into() }),
                until: None,
                certainty: Certainty::Certain,
                state: State::InForce,
                suspended: None,
                doubts: Vec::new(),
            },
            status: Status::InForce,
            via: None,
            tombstone: false,
            consolidated: false,
            alternatives: Vec::new(),
            grouping: Vec::new(),
            source: Place {
                file: "V1800016354.txt".into(),
                lines: LineRange::new(160, 164),
                pages: Some(PageRange { first: 5, last: 5 }),
                rects: Vec::new(),
                ocr: None,
                rest: Vec::new(),
            },
            url: None,
        }
    }

    #[test]
    fn a_hit_is_read_from_its_citation_down_to_its_page() {
        insta::assert_snapshot!(hit(1, &passage(), 80, Palette::new(false)), @"
        1. V1800016354, қағидалар, 3-т., 6) тт.
           V1800016354/rules/point-3/subpoint-6 · in force since 2018-02-24 or later
           Қазақстан Республикасынан тыс жерге уақытша жұмыстармен шыққан азаматтардың…

           3. Азаматтар мынадай құжаттарды ұсынады:
           6) он сегіз жасқа толмаған балаларымен бірге шыққан кезде – шетелге тұрақты
           тұруға шығуға екінші ата-анасының нотариат куәландырған келісімі;

           V1800016354.txt:160-164, page 5
        ");
    }

    #[test]
    fn what_no_longer_holds_says_so_first() {
        let day = |day: &str| Some(EffectiveDate { earliest: day.parse().ok(), latest: day.parse().ok(), basis: String::new() });
        let validity = |from, until, certainty, state| Validity { from, until, certainty, state, suspended: None, doubts: Vec::new() };
        let (certain, possible) = (Certainty::Certain, Certainty::Possible);
        let cases = [
            (validity(day("2022-10-22"), None, certain, State::InForce), Status::InForce, "in force since 2022-10-22"),
            (validity(None, day("2026-01-01"), possible, State::InForce), Status::InForce, "perhaps in force until 2026-01-01"),
            (validity(day("2027-01-01"), None, certain, State::NotYet), Status::NotYet, "not yet in force, from 2027-01-01"),
            (validity(None, day("2014-04-01"), certain, State::Ended), Status::Repealed, "no longer in force since 2014-04-01, act repealed"),
            (validity(None, None, possible, State::InForce), Status::Unknown, "validity unknown"),
            (validity(None, None, certain, State::WordingUnknown), Status::InForce, "the wording of that day is not known"),
            (
                validity(day("2026-01-01"), None, certain, State::WordingUnknown),
                Status::InForce,
                "the wording of that day is not known; this is the wording since 2026-01-01",
            ),
        ];
        for (validity, status, want) in cases {
            assert_eq!(Passage { validity, status, ..passage() }.standing(), want);
        }
    }
}
