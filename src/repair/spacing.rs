//! Lines whose letters were set apart.
//!
//! After this: no line is printed letter by letter (a justified last line: single letters one space apart, words by
//! two), and words that fell apart inside a line are whole again where the document prints them whole elsewhere.

use std::ops::Range;

use crate::text::{LineRange, Problem, ProblemCode};

use super::letter::is_letter;
use super::lexicon::Lexicon;
use super::line::Line;

/// Most pieces a word that fell apart is looked for in: the longest words of the corpus have 30 letters.
const PIECES_MAX: usize = 32;

/// Longest line, in bytes, that is looked at: no page shows a longer one, and no paragraph has one.
const VISUAL_LINE_MAX: usize = 64 * 1024;

struct Token {
    range: Range<usize>,
    /// Spaces before it.
    gap: usize,
    single: bool,
}

/// Closes `line` where it is printed letter by letter; `lexicon` is absent where words must not be guessed.
pub(super) fn close(line: &mut Line<'_>, lexicon: Option<&Lexicon<'_>>, problems: &mut Vec<Problem>) {
    if line.text.len() > VISUAL_LINE_MAX || !may_be_spaced(line.text.as_bytes()) {
        return;
    }
    let tokens = tokens(&line.text);
    let singles = tokens.iter().filter(|token| token.single).count();
    let letters = tokens.iter().filter(|token| token.single && line.text[token.range.clone()].starts_with(is_letter)).count();
    // A header row of numbers, `1 2 3 4 5 6`, is no word; a row of three letters may be one (`б і р`).
    let letter = |token: &Token| token.single && line.text[token.range.clone()].starts_with(is_letter);
    let pairs = tokens.windows(2).filter(|pair| pair[1].gap == 1 && letter(&pair[0]) && letter(&pair[1])).count();
    let doubled = || tokens.iter().skip(1).any(|token| token.gap > 1);
    // In a text of one paragraph a line only the doubled spaces between words tell a letter-spaced line from a list.
    let told = lexicon.is_some() || doubled();
    if told && pairs >= 2 && singles >= 3 * (tokens.len() - singles) && letters * 3 >= singles {
        let mut gone = Vec::new();
        for pair in tokens.windows(2) {
            let (left, right) = (&pair[0], &pair[1]);
            if right.gap == 1 {
                // `р/с № В и з а`: whole words among the letters keep their distance.
                let (before, after) = (&line.text[left.range.clone()], &line.text[right.range.clone()]);
                let apart = before == "№" || [(left, before), (right, after)].iter().any(|(token, word)| !token.single && word.contains(char::is_lowercase));
                if !apart {
                    gone.push(left.range.end..right.range.start);
                }
            } else {
                gone.push(left.range.end + 1..right.range.start);
            }
        }
        line.remove(&gone);
        line.damaged_indent = line.indent == 2;
        return;
    }
    if let Some(lexicon) = lexicon
        && (letters > 0 || tokens.len() <= 3 || doubled())
    {
        close_parts(line, &tokens, lexicon, problems);
    }
}

/// Joins pieces that make a word of the document: `ішк і  і с тер`, `Турист ік`.
fn close_parts(line: &mut Line<'_>, tokens: &[Token], lexicon: &Lexicon<'_>, problems: &mut Vec<Problem>) {
    let mut gone = Vec::new();
    let mut at = 0;
    let mut pieces: Vec<&str> = Vec::new();
    while at + 1 < tokens.len() {
        pieces.clear();
        let mut end = None;
        let mut singles = 0;
        for (next, token) in tokens.iter().enumerate().skip(at).take(PIECES_MAX) {
            let word = &line.text[token.range.clone()];
            let piece = word.trim_end_matches([',', ';', ':', '.', ')']);
            let letters = piece.chars().count();
            // Two pieces may be of any length, `өкілеттіг ін`; of more than two each is short.
            let long = next > at + 1 && (letters > PIECE_MAX || pieces.iter().any(|piece| piece.chars().count() > PIECE_MAX));
            if next > at && token.gap != 1 || letters == 0 || long || !piece.chars().all(is_letter) {
                break;
            }
            pieces.push(piece);
            singles += usize::from(letters == 1);
            // Three letters on their own are a word that fell apart, whether the document prints it elsewhere or not.
            let apart = pieces.len() >= 3 && singles == pieces.len();
            let scrap = || singles > 0 || pieces.iter().any(|piece| lexicon.count(&[piece]) <= 1);
            if next > at && (apart || lexicon.count(&pieces) > 0 && scrap()) {
                end = Some(next);
            }
            if piece.len() < word.len() {
                break;
            }
        }
        match end {
            Some(end) => {
                gone.extend(tokens[at..=end].windows(2).map(|pair| pair[0].range.end..pair[1].range.start));
                at = end + 1;
            }
            None => at += 1,
        }
    }
    if !gone.is_empty() {
        problems.push(Problem::new(
            ProblemCode::SpacingGuessed,
            LineRange::new(line.number, line.number),
            format!("the letters of «{}» stand apart; words were closed as this document prints them elsewhere", line.text),
        ));
        line.remove(&gone);
    }
}

/// Most letters of one piece of a word that fell apart into more than two.
const PIECE_MAX: usize = 5;

/// Whether a letter stands alone, spaces stand double, or words are few: one look at the bytes for the many lines that
/// are sound.
fn may_be_spaced(bytes: &[u8]) -> bool {
    // A Kazakh letter has two bytes.
    let alone = |word: &[u8]| match word {
        [] => true,
        [byte] => byte.is_ascii_alphabetic(),
        [byte, _] => *byte >= 0xc3,
        _ => false,
    };
    let (mut from, mut count) = (0, 0);
    for at in memchr::memchr_iter(b' ', bytes) {
        if at - from <= 2 && alone(&bytes[from..at]) {
            return true;
        }
        from = at + 1;
        count += 1;
    }
    (1..=2).contains(&count) || count > 0 && alone(&bytes[from..])
}

fn tokens(text: &str) -> Vec<Token> {
    let mut tokens = Vec::new();
    let mut gap = 0;
    let mut from = 0;
    for piece in text.split(' ') {
        if piece.is_empty() {
            gap += 1;
        } else {
            let mut chars = piece.chars();
            let single = chars.next().is_some() && chars.next().is_none();
            tokens.push(Token { range: from..from + piece.len(), gap, single });
            gap = 1;
        }
        if piece.is_empty() && tokens.is_empty() {
            gap = 0;
        }
        from += piece.len() + 1;
    }
    tokens
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::SourceText;

    #[test]
    fn letters_that_stand_apart_are_closed() {
        let cases = [
            // (as printed, as meant, where it was seen)
            ("м е м л е к е т т і к  т і р к е у д і ;", "мемлекеттік тіркеуді;", "V1200007775, line 22"),
            ("к о м и т е т і  ( П . К .  Н о к и н ) :", "комитеті (П.К. Нокин):", "V1200007775, line 20"),
            ("2 2  ш і л д е д е г і  З а ң ы  ;9 - б а б ы н ы ң", "22 шілдедегі Заңы ;9-бабының", "V1200007775, line 87: the link is for the next pass"),
            ("1 2 3 4 5 6", "1 2 3 4 5 6", "a header row is no word"),
            ("б і р", "бір", "V2000021165: a narrow cell"),
            ("ішк і  і с тер", "ішкі  істер", "V2000021165: partly spaced"),
            ("Турист ік", "Туристік", "V2000021165"),
            ("ы / В связи", "ы / В связи", "V1800016354, line 425: three signs alone, but no two letters side by side"),
            ("жұмыс в браке", "жұмыс в браке", "two words stay two"),
            ("2 .", "2 .", "a sign alone is for the joining pass"),
        ];
        for (printed, meant, seen) in cases {
            let source = SourceText::new("a", format!("{printed}\nішкі істер туристік браке бабының"));
            let mut line = Line::all(&source).remove(0);
            close(&mut line, Some(&Lexicon::new(&source)), &mut Vec::new());
            assert_eq!(line.text, meant, "{seen}");
        }
    }
}
