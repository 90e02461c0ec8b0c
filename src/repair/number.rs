//! The numbers of acts, as links print them: `№ 11-1-4/240`, `№ 13/241-VIII`, `№ ҚР ДСМ-70/2`, `№ 78/НҚ`, `№ 141-Ө`.
//!
//! After this: where such a number at the end of a line begins is known. Ministries, maslikhats and akimats put letters to
//! their numbers; no list of them is closed, so what counts is the shape: figures and short runs of letters, joined by
//! hyphens and strokes, after the sign.

use super::letter::{is_letter, lower};
use super::link::{LinkKind, is_unit};

/// Letters that an abbreviation in a number has at most: `ДСМ`.
const ABBREVIATION_MAX: usize = 4;

/// Where the sign before an act's number begins: `№`, `N` in older texts.
pub(super) fn sign_start(before: &str) -> Option<usize> {
    if before.ends_with('№') {
        return Some(before.len() - '№'.len_utf8());
    }
    before.strip_suffix('N').filter(|left| !left.ends_with(|c: char| c.is_ascii_alphanumeric() || c == '-')).map(str::len)
}

/// Where the number with letters at the end of `head` begins, and what of a link it is; its sign, or its first half too,
/// may stand at the end of the line before.
pub(super) fn lettered(head: &str, previous: &str) -> Option<(usize, LinkKind)> {
    let run = head.trim_end_matches(|c: char| is_letter(c) || c.is_ascii_digit() || matches!(c, '-' | '/')).len();
    let number = &head[run..];
    if number.is_empty() || number.ends_with(['-', '/']) {
        return None;
    }
    let before = head[..run].trim_end();
    // `ҚР` of `№ ҚР ДСМ-70`
    let named = abbreviation(before);
    if has_shape(number) {
        let sign = named.and_then(|at| sign_start(before[..at].trim_end()));
        if let Some(sign) = sign.or_else(|| sign_start(before).filter(|_| number.contains(is_letter))) {
            return Some((sign, LinkKind::Document));
        }
    }
    beside_sign(head, run, named, previous.trim_end())
}

/// As [`lettered`], of a number whose sign was left on the line before: ` … өткен соң13/241-VIII`, drawn right after a word.
fn beside_sign(head: &str, run: usize, named: Option<usize>, previous: &str) -> Option<(usize, LinkKind)> {
    let number = head[run..].trim_start_matches(|c: char| is_letter(c) && lower(c) == c);
    let start = head.len() - number.len();
    if let Some(sign) = previous.strip_suffix("ҚР").map_or(previous, str::trim_end).strip_suffix('№') {
        let kept = sign.len() + '№'.len_utf8() == previous.len();
        let start = named.filter(|_| kept && start == run).unwrap_or(start);
        return (has_shape(number) && number.contains(is_letter)).then_some((start, LinkKind::Document));
    }
    // `№ 13/241-` above, `VIII` here
    let first = previous.strip_suffix(['-', '/'])?;
    let begun = first.trim_end_matches(|c: char| is_letter(c) || c.is_ascii_digit() || matches!(c, '-' | '/')).trim_end();
    sign_start(begun).or_else(|| sign_start(begun[..abbreviation(begun)?].trim_end()))?;
    // Figures alone are told by the word they were drawn right after.
    let told = number.contains(|c: char| c == '/' || is_letter(c)) || start > run;
    (told && !number.starts_with(['-', '/']) && has_shape(&format!("1-{number}"))).then_some((start, LinkKind::Rest))
}

/// Where the abbreviation at the end of `text` begins: its capital letters.
fn abbreviation(text: &str) -> Option<usize> {
    let start = text.trim_end_matches(|c: char| is_letter(c) && lower(c) != c).len();
    (2..=ABBREVIATION_MAX).contains(&text[start..].chars().count()).then_some(start)
}

/// Whether `number` has figures, and no letters but those of a Roman numeral, an abbreviation or an index.
fn has_shape(number: &str) -> bool {
    let mut pieces = number.split(['-', '/']);
    number.contains(|c: char| c.is_ascii_digit()) && pieces.all(|piece| !piece.is_empty() && piece.split(|c: char| c.is_ascii_digit()).all(is_index))
}

/// Whether `letters` are those that a number may hold: `VIII`, `ДСМ`, `НҚ`, `нқ`, `ө`; `бап` and the ending of `5-ші` are words.
fn is_index(letters: &str) -> bool {
    const VOWELS: &str = "аәеёиоөуұүыіэюяi";
    let roman = |c| matches!(c, 'I' | 'V' | 'X' | 'L' | 'І' | 'Х');
    let count = letters.chars().count();
    if letters.chars().all(roman) {
        return true;
    }
    let small = letters.chars().any(|c| lower(c) == c);
    let word = small && (count > 1 && letters.chars().any(|c| VOWELS.contains(lower(c))) || is_unit(letters));
    count <= ABBREVIATION_MAX && !word
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_acts_are_told_by_their_shape() {
        for number in
            ["№ 13/241-VIII", "№ 24/198-VI", "№ 141-Ө", "№ 78/НҚ", "№ 251-нқ", "№ 6-НҚ", "№ 45-п", "№ 3С-18-6", "№ VIII-13/241", "№ 118-VІІІ", "№ 190қ"]
        {
            let text = format!("14.03.2024  (алғашқы ресми{number}");
            assert_eq!(lettered(&text, ""), Some((text.len() - number.len(), LinkKind::Document)), "{number}");
        }
        for number in ["№ ҚР ДСМ-70", "№ ҚР ДСМ-70/2020", "№ ҚР-ДСМ-5", "N 84-XVII"] {
            let text = format!("14.03.2024  (алғашқы ресми {number}");
            assert_eq!(lettered(&text, ""), Some((text.len() - number.len(), LinkKind::Document)), "{number}");
        }
        for text in ["№ 5-ші", "№ 12-бап", "№ 3-тармақ", "№ 12 бұйрығымен", "№ мектеп", "осы 13/241-VIII", "№ ҚР Заңы", "№ 5-", ""]
        {
            assert_eq!(lettered(text, "осы тармақ"), None, "{text}");
        }
    }

    #[test]
    fn the_sign_may_stand_on_the_line_before() {
        let cases = [
            ("(алғашқы өткен соң13/241-VIII", "14.03.2024 №", Some(("13/241-VIII", LinkKind::Document))),
            ("(алғашқы өткен соңҚР ДСМ-70", "14.03.2024 №", Some(("ҚР ДСМ-70", LinkKind::Document))),
            ("(алғашқы өткен соңДСМ-70", "14.03.2024 № ҚР", Some(("ДСМ-70", LinkKind::Document))),
            ("(алғашқы өткен соңVIII", "14.03.2024 № 13/241-", Some(("VIII", LinkKind::Rest))),
            ("(алғашқы өткен соң241-VIII", "14.03.2024 № 13/", Some(("241-VIII", LinkKind::Rest))),
            ("(алғашқы өткен соң37", "14.03.2024 № ҚР ДСМ-", Some(("37", LinkKind::Rest))),
            ("(алғашқы өткен соң 37", "14.03.2024 № ҚР ДСМ-", None),
            ("(алғашқы өткен соң", "14.03.2024 № 13/", None),
            ("(алғашқы өткен соң13/241-VIII", "осы күні", None),
        ];
        for (text, previous, meant) in cases {
            let found = lettered(text, previous).map(|(start, kind)| (&text[start..], kind));
            assert_eq!(found, meant, "{previous} / {text}");
        }
    }
}
