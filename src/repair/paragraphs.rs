//! Where paragraphs begin.
//!
//! After this: every line is known to begin a paragraph or to go on with the one before it; blank lines and page
//! breaks inside a sentence are gone.

use crate::text::Gap;

use super::layout::{INDENT_MIN, Kind, Layout};
use super::line::Line;

/// What stood before `line`, told as the next paragraph will tell it.
pub(super) fn gap(line: &Line<'_>, layout: &Layout) -> Gap {
    let printed_gap = u16::from(layout.kind == Kind::Spaced);
    if line.page {
        Gap::Page
    } else if line.blanks > printed_gap {
        Gap::Blank
    } else {
        Gap::None
    }
}

/// Whether `line` begins a paragraph; `first` is the line the open one began with, `previous` its last.
pub(super) fn begins(line: &Line<'_>, previous: &Line<'_>, first: &Line<'_>, layout: &Layout) -> bool {
    // The status of an act is one line in whatever layout.
    if is_repealed(&line.text) || previous.number == first.number && is_repealed(&previous.text) {
        return true;
    }
    if line.row || previous.row || line.parted || is_cell(&line.text) || is_cell(&previous.text) {
        return true;
    }
    if goes_on_with_word(line, previous) {
        return false;
    }
    if begins_group(&line.text) && !line.continues && !(layout.keeps_spaces && previous.wrapped && !has_room(previous, &line.text, layout, GROUP_ROOM)) {
        return true;
    }
    match layout.kind {
        Kind::Plain => !(layout.is_told && goes_on_plain(line, previous)),
        Kind::Wrapped => {
            let apart = line.blanks > 0 && (begins_numbered(&line.text) || !goes_on_over_page(line, previous, layout));
            // «… күшіне енді.⏎Біз, …»: a sentence that ends long before the end of its line ends a paragraph
            let ends_short =
                || ends_with_word(&previous.text) && line.text.starts_with(char::is_uppercase) && has_room(previous, &line.text, layout, SHORT_MIN);
            apart || begins_numbered(&line.text) && is_ended(&previous.text) || ends_short()
        }
        Kind::Indented => begins_indented(line, previous, first, layout),
        Kind::Spaced => begins_spaced(line, previous, layout),
    }
}

/// Letters that are left free above the heading of a group where the line kept the space after it: less, and its sentence was wrapped there.
const GROUP_ROOM: usize = 4;

/// `2-тарау. Төлем жасау`, `1-параграф. Төлем`, `§ 3. Төлем`, `2-1-бөлім. Төлем`: no sentence goes on so.
fn begins_group(text: &str) -> bool {
    const NOUNS: [&str; 4] = ["тарау", "параграф", "кіші бөлім", "бөлім"];
    let signed = text.strip_prefix('§').map(str::trim_start);
    let rest = signed.unwrap_or(text);
    let behind = rest.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let number = &rest[..rest.len() - behind.len()];
    if number.len() > NUMBER_MAX || !number.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let named = || NOUNS.iter().find_map(|noun| behind.strip_prefix(noun)).filter(|_| number.ends_with('-'));
    let heading = if signed.is_some() { Some(behind) } else { named() }.and_then(|rest| rest.strip_prefix(". "));
    heading.is_some_and(|heading| heading.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«')))
}

/// Bytes of the number of a group, `10-1-`, at most.
const NUMBER_MAX: usize = 8;

/// Whether the stroke of a table bounds `text`: no sentence goes on over it.
fn is_cell(text: &str) -> bool {
    text.starts_with('|') || text.ends_with('|')
}

/// Whether the stop at the end of `text` is that of its sentence, and of no short form (`ж.`, `т.б.`, `А.`).
pub(super) fn ends_with_word(text: &str) -> bool {
    const SHORT_FORM: usize = 3;
    let Some(text) = text.strip_suffix('.') else { return false };
    let word = &text[text.trim_end_matches(char::is_alphabetic).len()..];
    word.is_empty() || word.chars().count() > SHORT_FORM || matches!(word, "бар" | "жоқ")
}

/// Letters that are left free on the last line of a paragraph, at least, where nothing else tells its end.
const SHORT_MIN: usize = 20;

/// Whether the first letters of `line` end the word that a soft hyphen broke off at the end of `previous`.
pub(super) fn goes_on_with_word(line: &Line<'_>, previous: &Line<'_>) -> bool {
    previous.broken && are_of_one_alphabet(&previous.text, &line.text)
}

/// Whether `left` ends and `right` begins with a letter of the same alphabet, as the two halves of one word do.
pub(super) fn are_of_one_alphabet(left: &str, right: &str) -> bool {
    let of_one = |is: fn(char) -> bool| left.ends_with(is) && right.starts_with(is);
    of_one(|c| matches!(c, '\u{400}'..='\u{52f}')) || of_one(|c| c.is_ascii_alphabetic())
}

/// Whether a line of a text of one paragraph a line was cut off the one before it: nothing begins so, or nothing ends so.
fn goes_on_plain(line: &Line<'_>, previous: &Line<'_>) -> bool {
    let (above, text) = (&*previous.text, &*line.text);
    if line.blanks > 0 || line.page || line.indent >= INDENT_MIN || !(PLAIN_MIN..PLAIN_MAX).contains(&above.len()) {
        return false;
    }
    let mut before = above.chars().rev();
    let (last, before_last) = (before.next().unwrap_or(' '), before.next().unwrap_or(' '));
    let mut chars = text.chars();
    let (first, second) = (chars.next().unwrap_or(' '), chars.next().unwrap_or(' '));
    let sign = matches!(first, ';' | ',') || first == '.' && matches!(second, ' ' | '"');
    let number = last.is_ascii_digit() && (first == '/' || first == '-') && second.is_ascii_digit();
    let hyphen = last == '-' && before_last.is_alphanumeric() && (first.is_lowercase() || first.is_ascii_digit() && before_last.is_ascii_digit());
    let open = last == '(' && first.is_lowercase();
    (sign && !is_ended(above)) || number || hyphen && !begins_numbered(text) || open
}

/// Shortest line, in bytes, that is taken for one that was cut: a full one.
const PLAIN_MIN: usize = 120;
/// Longest line, in bytes, that is taken for one that was cut.
const PLAIN_MAX: usize = 64 * 1024;

/// Whether line `at` is the address that a link of its page leads to, printed at the page's foot.
///
/// An address of which the page goes on, `порталы⏎https://egov.kz⏎арқылы`, is a part of its sentence.
pub(super) fn is_foot(lines: &[Line<'_>], at: usize) -> bool {
    let text = &*lines[at].text;
    text.starts_with("http") && lines[at].blanks > 0 && !text.contains(' ') && text.contains("://") && lines.get(at + 1).is_none_or(|next| next.page)
}

fn begins_indented(line: &Line<'_>, previous: &Line<'_>, first: &Line<'_>, layout: &Layout) -> bool {
    if line.continues {
        return false;
    }
    if line.indent >= INDENT_MIN {
        return true;
    }
    if layout.has_whole_lines && !line.page {
        // the rest of an indented paragraph that was cut: «"А" деген сөздер "Б"⏎деген сөздермен ауыстырылсын;»
        let below = first.indent >= INDENT_MIN && line.indent == 0 && line.blanks == 0 && !line.cell_before && !line.tabbed;
        if below && line.text.starts_with("деген ") && !is_ended(&previous.text) {
            return false;
        }
        return !(layout.is_told && goes_on_plain(line, previous));
    }
    let text = &*line.text;
    if line.page {
        return !goes_on_over_page(line, previous, layout);
    }
    if line.blanks > 0 {
        let artefact = previous.open_end && (!is_ended(&previous.text) || text.starts_with(char::is_lowercase));
        let slipped = text.starts_with([',', ';', ':']) && !line.cell_before && !is_ended(&previous.text);
        // a link that ends a full line of a body paragraph leaves a blank line below it
        let cut = first.indent >= INDENT_MIN && text.starts_with(char::is_lowercase) && !line.cell_before && !is_ended(&previous.text) && line.blanks == 1;
        return !artefact && !slipped && !cut;
    }
    if begins_table(line, previous) || begins_next_row(line, first) && !(layout.keeps_spaces && previous.wrapped) {
        return true;
    }
    if previous.wrapped && layout.keeps_spaces {
        // `Қазақстан Республикасы ⏎Сыртқы істер министрі`: half a line is no wrapping.
        return first.indent >= INDENT_MIN && text.starts_with(char::is_uppercase) && has_room(previous, text, layout, layout.width / 2);
    }
    if first.indent >= INDENT_MIN {
        // The rest of a body paragraph, unless the line before was broken off long before its end: a signature, a table's title.
        let ended = layout.keeps_spaces && previous.text.ends_with('.');
        return starts_block(text) && has_room(previous, text, layout, if ended { 4 } else { 14 });
    }
    if is_annex_number(&previous.text)
        || ends_annex_block(previous, first) && starts_block(text)
        || is_form_word(&previous.text) && text.starts_with(char::is_uppercase)
        || is_form_word(text) && text.starts_with(char::is_uppercase) && previous.text.ends_with("қосымша")
        || is_status(previous, first, line, layout)
    {
        return true;
    }
    // In a cell a line that ends with a semicolon, and with no space of a wrapped line, ends a member of a list.
    let member = layout.keeps_spaces && previous.text.ends_with([';', ':']) && text.starts_with(char::is_alphabetic);
    let numbered = begins_numbered(text) && !previous.text.ends_with(',') && !previous.text.ends_with("және") && has_room(previous, text, layout, 30);
    member || numbered || is_ended(&previous.text) && starts_block(text)
}

/// Whether `line` is the caption of a table below a paragraph that has ended, `2-кесте. Сымдардың саны`, or a row of two cells below a caption or another row.
fn begins_table(line: &Line<'_>, previous: &Line<'_>) -> bool {
    let has_cells = |line: &Line<'_>| line.indent < INDENT_MIN && line.tabbed;
    let below = has_cells(line) && (has_cells(previous) || is_caption(&previous.text));
    below || is_caption(&line.text) && is_ended(&previous.text)
}

/// Whether `line` is a row of a table printed one row a line, `2 Күнбағыс майы л`: the paragraph above began with the row before it, or with the header,
/// `№ Тауар атауы`.
fn begins_next_row(line: &Line<'_>, first: &Line<'_>) -> bool {
    let key = |line: &Line<'_>| {
        let (number, words) = line.text.split_once(' ').filter(|_| line.indent < INDENT_MIN && begins_row(&line.text))?;
        number.parse::<u32>().ok().filter(|_| !words.is_empty())
    };
    let heads = || first.indent < INDENT_MIN && first.text.strip_prefix("№ ").is_some_and(|rest| rest.starts_with(char::is_uppercase));
    key(line).is_some_and(|number| key(first).map_or_else(|| number == 1 && heads(), |before| number == before + 1))
}

/// `2-кесте`, `2-кесте. Сымдардың саны`, and not `2-кестеде`, `2-кесте бойынша`.
fn is_caption(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let behind = rest.strip_prefix("-кесте").filter(|_| rest.len() < text.len());
    behind.is_some_and(|behind| behind.is_empty() || behind.starts_with(['.', ':']) || behind.starts_with(" –") || behind.starts_with(" -"))
}

/// `1-қосымша`, alone on its line: what follows it (`Нысан`, a title) is another block.
pub(super) fn is_annex_number(text: &str) -> bool {
    text.strip_suffix("қосымша").is_some_and(|number| {
        !number.is_empty()
            && number.trim_start_matches([' ', '-']).starts_with(|c: char| c.is_ascii_digit())
            && number.chars().all(|c| c.is_ascii_digit() || matches!(c, ' ' | '-'))
    })
}

/// `қосымша`, alone on the last line of a block: the only annex. A stamp or the block of another document may follow it.
fn ends_annex_block(previous: &Line<'_>, first: &Line<'_>) -> bool {
    previous.number != first.number && previous.text.len() <= 16 && previous.text.to_lowercase() == "қосымша"
}

/// `Нысан`, `2-нысан`, alone on its line above a form.
fn is_form_word(text: &str) -> bool {
    matches!(text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | ' ')), "Нысан" | "нысан" | "Форма")
}

/// `Күшін жойған` alone on its line, in small letters or large ones. In the middle of a sentence it begins with a small one.
fn is_repealed(text: &str) -> bool {
    text.len() <= 40 && text.starts_with('К') && text.trim_end_matches(['.', ' ']).to_lowercase() == "күшін жойған"
}

/// A status above the requisites: a few words, then a full line.
fn is_status(previous: &Line<'_>, first: &Line<'_>, line: &Line<'_>, layout: &Layout) -> bool {
    let short = previous.number == first.number && previous.text.len() / 2 * 3 <= layout.width;
    short && layout.keeps_spaces && line.text.len() / 2 * 10 >= layout.width * 8 && line.text.starts_with(char::is_uppercase) && line.wrapped
}

fn begins_spaced(line: &Line<'_>, previous: &Line<'_>, layout: &Layout) -> bool {
    let text = &*line.text;
    if line.indent >= INDENT_MIN || begins_bullet(text) || begins_question(text) {
        return true;
    }
    let short = has_room(previous, text, layout, 16);
    if begins_numbered(text) || begins_lettered(text) {
        return is_ended(&previous.text) || has_room(previous, text, layout, 2) || line.blanks > 1;
    }
    if starts_block(text) {
        return is_ended(&previous.text) || short && !previous.text.ends_with([',', '-', '–']) && !begins_question(&previous.text);
    }
    false
}

/// Whether the sentence of `previous` goes on after the page break before `line`.
fn goes_on_over_page(line: &Line<'_>, previous: &Line<'_>, layout: &Layout) -> bool {
    let text = &*line.text;
    if line.indent >= INDENT_MIN || begins_row(text) {
        return false;
    }
    if previous.text.ends_with("Қазақстан") && text.starts_with("Республика") {
        return true;
    }
    if text.starts_with(char::is_lowercase) || text.starts_with([',', ';', ')', '(']) {
        return !is_ended(&previous.text) || previous.wrapped && layout.keeps_spaces;
    }
    if is_ended(&previous.text) && !(previous.wrapped && layout.keeps_spaces) || is_signed(&previous.text) {
        return false;
    }
    // Without the space of a wrapped line only a full line goes on.
    let full = if layout.keeps_spaces { previous.wrapped } else { !has_room(previous, text, layout, 14) };
    full && !begins_numbered(text) && !text.starts_with(|c: char| c.is_ascii_digit()) || !has_room(previous, text, layout, 8)
}

/// `Министр                Қ. Қасымов`: a post and a name as wide as the page, which end what they sign.
fn is_signed(text: &str) -> bool {
    text.rsplit_once("     ").is_some_and(|(post, name)| {
        post.contains(char::is_alphabetic) && name.chars().count() <= NAME_MAX && name.starts_with(char::is_uppercase) && name.contains(['.', ' '])
    })
}

/// Longest name below an act, in letters.
const NAME_MAX: usize = 40;

/// Whether the first word of `text` would have fitted on the line of `previous`, with `spare` letters to spare.
fn has_room(previous: &Line<'_>, text: &str, layout: &Layout, spare: usize) -> bool {
    if previous.text.len() / 2 > layout.width || previous.text.ends_with(['"', '(', ',']) {
        return false;
    }
    let word = text.split(' ').next().map_or(0, |word| word.chars().count());
    previous.text.chars().count() + word + usize::from(previous.indent) + usize::from(previous.cut_off) + 1 + spare <= layout.width
}

/// Whether a sentence or a member of a list ends with `text`.
pub(super) fn is_ended(text: &str) -> bool {
    text.trim_end_matches(['"', '»', '”', ')', ' ']).ends_with(['.', ';', ':', '!', '?'])
}

/// Whether `text` looks like the beginning of a block of its own.
fn starts_block(text: &str) -> bool {
    let mut chars = text.chars();
    match chars.next() {
        Some('"' | '«' | '“') => chars.next().is_some_and(|c| c.is_uppercase() || c.is_ascii_digit()),
        Some('•' | '№' | '_') => true,
        Some(c) if c.is_ascii_digit() => begins_numbered(text),
        Some(c) => c.is_uppercase(),
        None => false,
    }
}

/// `1) …`, `10-1) …`, `3. Осы …`.
pub(super) fn begins_numbered(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.'));
    let number = text.len() - rest.len();
    if number == 0 || number > 8 || !text.starts_with(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let unit = |rest: &str| rest.trim_start().starts_with("тармақша");
    match rest.strip_prefix(')') {
        Some(rest) => !rest.starts_with([',', ';', '.', ')', '-']) && !unit(rest) && !rest.is_empty(),
        None => text[..number].ends_with('.') && rest.starts_with(' ') && rest.trim_start().starts_with(|c: char| c.is_uppercase() || matches!(c, '"' | '«')),
    }
}

/// `5 Мемлекеттік қызмет көрсету нәтижесі`, `8`: the key of a row, printed in the middle of a row that two pages share.
pub(super) fn begins_row(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit());
    let digits = text.len() - rest.len();
    (1..=2).contains(&digits) && (rest.is_empty() || rest.strip_prefix(' ').is_some_and(|rest| rest.starts_with(char::is_uppercase)))
}

/// `а) …`, `b) …`.
pub(super) fn begins_lettered(text: &str) -> bool {
    let mut chars = text.chars();
    chars.next().is_some_and(char::is_alphabetic) && chars.next() == Some(')')
}

/// `1.1 Уақытша тіркеуге …`: the number of a question.
pub(super) fn begins_question(text: &str) -> bool {
    let number = text.find(' ').unwrap_or(0);
    let mut parts = text[..number].trim_end_matches('.').split('.');
    let first = parts.next().is_some_and(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    let second = parts.next().is_some_and(|part| (1..=2).contains(&part.len()) && part.bytes().all(|byte| byte.is_ascii_digit()));
    first && second && parts.next().is_none() && text[number..].trim_start().starts_with(char::is_uppercase)
}

/// `• …`, `- …` with its text after a space.
pub(super) fn begins_bullet(text: &str) -> bool {
    text.starts_with('•') || text.starts_with("- ") || text == "-" || text.starts_with("·")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::repair::repair;
    use crate::text::SourceText;

    /// The paragraphs of a text in wrapped lines, with indents, that ends with `printed`.
    fn wrapped(printed: &str) -> Vec<String> {
        let body = "      1. Осы Қағидалар \"Төлемдер және төлем жүйелері туралы\" Қазақстан Республикасының \nЗаңына сәйкес төлем тәртібін айқындайды.\n";
        let source = SourceText::new("a.txt", format!("{body}{body}\n{printed}"));
        let text = repair(&source).value;
        (2..text.paragraphs.len()).map(|at| text.paragraph_text(at).to_owned()).collect()
    }

    #[test]
    fn the_heading_of_a_group_begins_a_paragraph() {
        for group in ["1-параграф. Төлем", "§ 1. Төлем", "2-1-бөлім. Төлем", "3-тарау. Төлем", "1-кіші бөлім. Төлем"]
        {
            assert_eq!(wrapped(&format!("2-тарау. Төлем жасау\n{group}\nтапсырмасы\n")), ["2-тарау. Төлем жасау".to_owned(), format!("{group} тапсырмасы")]);
        }
        let wide = "Төлем тәртібі \"Төлемдер және төлем жүйелері туралы\" Қазақстан Республикасы Заңының";
        for inside in ["2-тарауында көзделген", "2-тарау", "5-бөлім бойынша", "§ 3 көзделген"] {
            assert_eq!(wrapped(&format!("{wide} \n{inside} тәртіппен жасалады.\n")).len(), 1, "{inside}");
        }
        assert_eq!(wrapped(&format!("{wide} \n2-тарау. Төлем деп аталады\n")).len(), 1, "the line above is full and was wrapped");
    }

    #[test]
    fn rows_printed_one_a_line_below_their_header_are_parted() {
        let rows = ["№ Тауар атауы Өлшем бірлігі", "1 Бидай ұны кг", "2 Күнбағыс майы л", "3 Қант, тұз кг"];
        assert_eq!(wrapped(&rows.join("\n")), rows);
        assert_eq!(wrapped("№ Тауар атауы\n1 Бидай ұны\nжоғары сұрып\n2 Күнбағыс майы\n"), ["№ Тауар атауы", "1 Бидай ұны жоғары сұрып", "2 Күнбағыс майы"]);
        for other in ["№ 30 бұйрығына\n1 Қосымша", "Тауар атауы\n1 Бидай ұны", "№ Тауар атауы\n2 Бидай ұны", "1 Бидай ұны\n3 Қант"]
        {
            assert_eq!(wrapped(other).len(), 1, "{other}");
        }
    }

    #[test]
    fn the_stop_of_a_short_form_ends_no_sentence() {
        let cases = [
            ("күшіне енді.", true),
            ("шағымдануға құқығы бар.", true),
            ("саны 15.", true),
            ("төлем 2015 ж.", false),
            ("мәлімет т.б.", false),
            ("борышкерге А.", false),
            ("күшіне", false),
        ];
        for (text, ends) in cases {
            assert_eq!(ends_with_word(text), ends, "{text}");
        }
    }
}
