//! What changed inside one text, word by word.

use serde::{Deserialize, Serialize};

/// What became of some words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WordOp {
    /// They stand in both texts.
    Keep,
    /// They stand in the earlier text alone.
    Delete,
    /// They stand in the later text alone.
    Insert,
}

/// Some words, and what became of them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct WordEdit {
    /// What became of them.
    pub op: WordOp,
    /// The words as they stand, with the spaces after them.
    pub text: String,
}

/// Texts that differ in more words than this are told as one replaced by the other, between what they begin and end with alike.
const EDITS_MAX: usize = 1_000;

/// The words of two texts: kept and deleted ones together are `before`, kept and inserted ones together `after`.
///
/// Deleted words stand before the words inserted in their place.
///
/// ```
/// use tarmaq::diff::{WordOp, words};
///
/// let edits = words("үш жұмыс күні", "бес жұмыс күні");
/// assert_eq!(edits.iter().map(|edit| (edit.op, edit.text.as_str())).collect::<Vec<_>>(),
///     [(WordOp::Delete, "үш "), (WordOp::Insert, "бес "), (WordOp::Keep, "жұмыс күні")]);
/// ```
pub fn words(before: &str, after: &str) -> Vec<WordEdit> {
    let (one, other) = (split(before), split(after));
    let head = one.iter().zip(&other).take_while(|(one, other)| one == other).count();
    let tail = one[head..].iter().rev().zip(other[head..].iter().rev()).take_while(|(one, other)| one == other).count();
    let (middle, changed) = (&one[head..one.len() - tail], &other[head..other.len() - tail]);
    let mut edits = Edits::default();
    one[..head].iter().for_each(|word| edits.push(WordOp::Keep, word));
    match shortest(middle, changed) {
        Some(steps) => steps.into_iter().for_each(|(op, word)| edits.push(op, word)),
        None => {
            middle.iter().for_each(|word| edits.push(WordOp::Delete, word));
            changed.iter().for_each(|word| edits.push(WordOp::Insert, word));
        }
    }
    one[one.len() - tail..].iter().for_each(|word| edits.push(WordOp::Keep, word));
    edits.finish()
}

/// Collects edits; between two kept words all that goes stands before all that comes.
#[derive(Default)]
struct Edits {
    done: Vec<WordEdit>,
    deleted: String,
    inserted: String,
}

impl Edits {
    fn push(&mut self, op: WordOp, word: &str) {
        match op {
            WordOp::Delete => self.deleted.push_str(word),
            WordOp::Insert => self.inserted.push_str(word),
            WordOp::Keep => {
                self.flush();
                match self.done.last_mut().filter(|last| last.op == WordOp::Keep) {
                    Some(last) => last.text.push_str(word),
                    None => self.done.push(WordEdit { op, text: word.to_owned() }),
                }
            }
        }
    }

    fn flush(&mut self) {
        for (op, text) in [(WordOp::Delete, &mut self.deleted), (WordOp::Insert, &mut self.inserted)] {
            if !text.is_empty() {
                self.done.push(WordEdit { op, text: std::mem::take(text) });
            }
        }
    }

    fn finish(mut self) -> Vec<WordEdit> {
        self.flush();
        self.done
    }
}

/// Words with the white space after them; marks stand alone, so that a comma that goes does not take its word along.
fn split(text: &str) -> Vec<&str> {
    let mut words = Vec::new();
    let mut start = 0;
    let mut last: Option<char> = None;
    for (at, c) in text.char_indices() {
        let joins = match last {
            None => true,
            Some(_) if c.is_whitespace() => true,
            Some(last) => last.is_alphanumeric() && (c.is_alphanumeric() || c == '-') || last == '-' && c.is_alphanumeric(),
        };
        if !joins {
            words.push(&text[start..at]);
            start = at;
        }
        last = Some(c);
    }
    if start < text.len() {
        words.push(&text[start..]);
    }
    words
}

/// The shortest way from one list of words to the other (Myers, "An O(ND) difference algorithm", 1986); `None` when it is too long.
fn shortest<'t>(one: &[&'t str], other: &[&'t str]) -> Option<Vec<(WordOp, &'t str)>> {
    let (n, m) = (one.len(), other.len());
    let limit = (n + m).min(EDITS_MAX);
    let at = |k: isize, offset: usize| usize::try_from(k + isize::try_from(offset).unwrap_or(0)).unwrap_or(0);
    let offset = limit + 1;
    let mut furthest = vec![0usize; 2 * offset + 1];
    let mut trace: Vec<Vec<usize>> = Vec::new();
    let mut end = None;
    'search: for d in 0..=limit {
        trace.push(furthest[offset - d..=offset + d].to_vec());
        let reach = isize::try_from(d).unwrap_or(0);
        for k in (-reach..=reach).step_by(2) {
            let down = k == -reach || (k != reach && furthest[at(k - 1, offset)] < furthest[at(k + 1, offset)]);
            let mut x = if down { furthest[at(k + 1, offset)] } else { furthest[at(k - 1, offset)] + 1 };
            let mut y = at(-k, x);
            while x < n && y < m && one[x] == other[y] {
                x += 1;
                y += 1;
            }
            furthest[at(k, offset)] = x;
            if x >= n && y >= m {
                end = Some(d);
                break 'search;
            }
        }
    }
    let mut steps = Vec::with_capacity(n + m);
    let (mut x, mut y) = (n, m);
    for d in (1..=end?).rev() {
        let before = &trace[d];
        let reach = isize::try_from(d).unwrap_or(0);
        let k = isize::try_from(x).unwrap_or(0) - isize::try_from(y).unwrap_or(0);
        let down = k == -reach || (k != reach && before[at(k - 1, d)] < before[at(k + 1, d)]);
        let from_k = if down { k + 1 } else { k - 1 };
        let from_x = before[at(from_k, d)];
        let from_y = at(-from_k, from_x);
        while x > from_x && y > from_y && !(down && x == from_x) && !(!down && x == from_x + 1 && y == from_y) {
            if down && y == from_y + 1 && x == from_x {
                break;
            }
            x -= 1;
            y -= 1;
            steps.push((WordOp::Keep, one[x]));
        }
        if down {
            y -= 1;
            steps.push((WordOp::Insert, other[y]));
        } else {
            x -= 1;
            steps.push((WordOp::Delete, one[x]));
        }
    }
    while x > 0 && y > 0 {
        x -= 1;
        y -= 1;
        steps.push((WordOp::Keep, one[x]));
    }
    steps.reverse();
    Some(steps)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn side(edits: &[WordEdit], without: WordOp) -> String {
        edits.iter().filter(|edit| edit.op != without).map(|edit| edit.text.as_str()).collect()
    }

    #[test]
    fn the_words_that_differ_are_shown() {
        let shown = |before: &str, after: &str| -> String {
            let show = |edit: &WordEdit| match edit.op {
                WordOp::Keep => edit.text.clone(),
                WordOp::Delete => format!("[-{}]", edit.text),
                WordOp::Insert => format!("[+{}]", edit.text),
            };
            words(before, after).iter().map(show).collect()
        };
        let cases = [
            ("бір екі үш", "бір үш", "бір [-екі ]үш"),
            ("бір, екі", "бір екі", "[-бір, ][+бір ]екі"),
            ("", "жаңа", "[+жаңа]"),
            ("ескі", "", "[-ескі]"),
            ("тең", "тең", "тең"),
            ("а б в г", "а в б г", "а [-б ]в [+б ]г"),
        ];
        for (before, after, want) in cases {
            assert_eq!(shown(before, after), want);
        }
    }

    #[test]
    fn long_texts_that_share_nothing_end() {
        let one: String = (0..20_000).map(|n| format!("а{n} ")).collect();
        let other: String = (0..20_000).map(|n| format!("б{n} ")).collect();
        assert_eq!(words(&one, &other).len(), 2);
    }

    proptest! {
        #![proptest_config(crate::text::properties::config(256))]

        #[test]
        fn both_texts_can_be_read_off(before in "[абв ,-]{0,40}", after in "[абв ,-]{0,40}") {
            let edits = words(&before, &after);
            prop_assert_eq!(side(&edits, WordOp::Insert), before);
            prop_assert_eq!(side(&edits, WordOp::Delete), after);
        }
    }
}
