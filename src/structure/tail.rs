//! What stands after the last clause of an act: signatures and «КЕЛІСІЛДІ» blocks. They are not points.

use std::ops::Range;

use super::build::{Builder, Unit};
use super::line::{self, Mark};
use super::nest::Lines;
use super::zone;
use crate::act::ProvisionKind;
use crate::text::{CleanText, Gap};

/// Where the signatures of the act in `body` begin: after its last numbered unit, at a post or a name.
pub(super) fn start(text: &CleanText, lines: &Lines<'_>, body: Range<usize>) -> usize {
    // a block inside of quoted wording is that of another act
    let quoted = lines.instructions.quoted_until(&body);
    let agreed = (quoted..body.end).find(|&at| matches!(lines.marks[at], Mark::Agreed));
    let end = agreed.unwrap_or(body.end);
    let last = (quoted..end).rev().find(|&at| lines.marks[at].is_numbered()).map_or(quoted, |at| at + 1);
    let first = last.max(body.start + usize::from(last == body.start));
    // nothing but signatures stands below: looked at once, from the end
    let signed = (first..end).rev().take_while(|&at| is_signed(text, lines, at)).count();
    (end - signed..end).find(|&at| zone::is_signature(text.paragraph_text(at)) || is_post(text, lines, at, end)).unwrap_or(end)
}

/// Where the signatures of a treaty begin, «Қазақстан Республикасының Үкіметі үшін» line by line, and before them the
/// sentence that tells where and in which languages it was made.
pub(super) fn treaty_start(text: &CleanText, lines: &Lines<'_>, body: Range<usize>) -> Option<usize> {
    let is_line = |at: usize| {
        let words = text.paragraph_text(at);
        matches!(lines.marks[at], Mark::Plain) && words.split_whitespace().count() <= 8 && !words.ends_with(['.', ';', ':', ',']) && line::begins_capital(words)
    };
    if body.is_empty() || !ends_for(text.paragraph_text(body.end - 1)) {
        return None;
    }
    let first = body.clone().rev().take_while(|&at| is_line(at)).last()?;
    let made = |words: &str| words.contains("жасалды") && (words.contains("дана") || words.contains("мәтін"));
    // Below it may stand which of the texts is followed where they differ.
    let closing = first.saturating_sub(CLOSING_MAX).max(body.start)..first;
    Some(closing.rev().find(|&at| made(text.paragraph_text(at))).unwrap_or(first))
}

/// Paragraphs between the last article of a treaty and its signatures, at most.
const CLOSING_MAX: usize = 3;

fn ends_for(words: &str) -> bool {
    words.ends_with(" үшін")
}

/// Reads the signatures of a treaty below `parent`: one for each party. The sentences above them, on the place and the
/// languages, are no unit: they are words of the document, or, where it has none of its own, of the first signature.
pub(super) fn read_treaty(builder: &mut Builder<'_>, parent: Option<usize>, range: Range<usize>) {
    let base = parent.map(|parent| builder.path(parent));
    let mut open: Option<usize> = None;
    for at in range {
        let span = builder.span(at);
        if let (Some(parent), None, line::End::Sentence) = (parent, open, line::end(builder.text.slice(span))) {
            builder.append(parent, span);
            continue;
        }
        let complete = open.is_some_and(|open| builder.provisions[open].own.last().is_some_and(|&span| ends_for(builder.text.slice(span))));
        match open {
            Some(open) if !complete => builder.append(open, span),
            _ => {
                let number = builder.count(parent, ProvisionKind::Signature, 1).to_string();
                open = Some(builder.open(Unit::numbered(ProvisionKind::Signature, &number, parent, base.clone()), Some(span)));
            }
        }
    }
}

/// «Ұлттық Банк ⏎ Төрағасы Қ. Келім»: a few words that are no sentence, above a line that is signed. A long post takes
/// several lines: «Премьер-Министрінің ⏎ орынбасары – ⏎ Ауыл шаруашылығы министрі Е. Қарашөкей».
fn is_post(text: &CleanText, lines: &Lines<'_>, at: usize, end: usize) -> bool {
    let is_line = |at: usize| {
        let words = text.paragraph_text(at);
        words.split_whitespace().count() <= 4 && !words.ends_with(['.', ';', ':', ',']) && matches!(lines.marks[at], Mark::Plain)
    };
    if !is_line(at) || !line::begins_capital(text.paragraph_text(at)) {
        return false;
    }
    let below = at + 1..end.min(at + POST_LINES_MAX);
    match below.clone().find(|&at| !is_line(at) || has_name(text.paragraph_text(at))) {
        Some(signed) => has_name(text.paragraph_text(signed)),
        // «Ұлттық Банк ⏎ Төрағасы», the name left out: nothing stands below it
        None => below.end == end && below.clone().next_back().is_some_and(|last| ends_in_post(text.paragraph_text(last))),
    }
}

/// «Төрағасы», «орынбасары»: the post of one who signs, whose name was left out.
pub(super) fn ends_in_post(words: &str) -> bool {
    const POSTS: &[&str] = &[
        "төрағасы",
        "төрайымы",
        "министрі",
        "министрi",
        "премьер-министрі",
        "премьер-министрi",
        "әкімі",
        "әкiмi",
        "президенті",
        "президентi",
        "хатшысы",
        "прокуроры",
        "басшысы",
        "орынбасары",
    ];
    let last = words.rsplit(' ').next().unwrap_or("").to_lowercase();
    POSTS.contains(&last.as_str())
}

/// Lines of one post with its name, at most.
const POST_LINES_MAX: usize = 6;

/// Whether a paragraph may stand among signatures: a name, a post, a note, a line that is no sentence.
fn is_signed(text: &CleanText, lines: &Lines<'_>, at: usize) -> bool {
    let words = text.paragraph_text(at);
    let count = words.split_whitespace().count();
    let named = count <= POST_WORDS_MAX && ends_with_name(words);
    named || zone::is_signature(words) || matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) || (count <= 8 && !words.ends_with(['.', ';', ':']))
}

/// Reads signatures and agreement blocks of the document `parent`, of the act itself where there is none.
pub(super) fn read(builder: &mut Builder<'_>, lines: &Lines<'_>, parent: Option<usize>, range: Range<usize>) {
    let base = parent.map(|parent| builder.path(parent));
    let mut open: Option<(usize, ProvisionKind)> = None;
    // whether a line of the one that is open has a name
    let mut named = false;
    for at in range {
        let span = builder.span(at);
        let words = builder.text.slice(span);
        if matches!(lines.marks[at], Mark::Note | Mark::EditorsNote) && super::note::read(builder, at, span, None) {
            continue;
        }
        let agreed = matches!(lines.marks[at], Mark::Agreed);
        let signed_again = match open {
            Some((_, ProvisionKind::Signature)) => named && (builder.text.paragraphs[at].gap != Gap::None || zone::is_signature(words)),
            Some(_) => false,
            None => true,
        };
        if agreed || signed_again {
            let kind = if agreed { ProvisionKind::Agreement } else { ProvisionKind::Signature };
            let number = builder.count(parent, kind, 1).to_string();
            open = Some((builder.open(Unit::numbered(kind, &number, parent, base.clone()), Some(span)), kind));
            named = has_name(words);
        } else if let Some((last, _)) = open {
            builder.append(last, span);
            named |= has_name(words);
        }
    }
}

/// Words of a post and a name on one line, at most.
const POST_WORDS_MAX: usize = 16;

/// «… табиғи ресурстар министрінің м.а. С. Мұқаш»: whether a line ends with an initial and a surname.
fn ends_with_name(words: &str) -> bool {
    let mut back = words.rsplit(' ');
    let last = back.next().unwrap_or("");
    let initial = |word: &str| word.ends_with('.') && word.starts_with(char::is_uppercase) && word.chars().filter(|c| c.is_alphabetic()).count() <= 3;
    let surname = last.rsplit('.').next().unwrap_or("");
    let is_surname = surname.chars().count() >= 3 && surname.starts_with(char::is_uppercase) && surname.chars().all(|c| c.is_alphabetic() || c == '-');
    is_surname && (last.len() > surname.len() && initial(&last[..last.len() - surname.len()]) || back.next().is_some_and(initial))
}

/// Whether a name stands in the line: an initial with its full stop.
fn has_name(words: &str) -> bool {
    words.split_whitespace().any(|word| {
        let mut letters = word.chars();
        letters.next().is_some_and(char::is_uppercase) && letters.next() == Some('.')
    })
}
