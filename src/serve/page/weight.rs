//! What a page may weigh, and how something long is cut into pages of that weight.
//!
//! A page is read on a telephone in a village too. Every page of the site stays below [`BYTES_MAX`]: what is longer is cut into parts that follow each
//! other by links, and what is said beside the text takes what room there is.

use std::ops::Range;

/// Bytes of the HTML of a page at most, before compression.
pub(super) const BYTES_MAX: usize = 60_000;
/// Bytes of what stands around the content at most: the head of the page, the box, the foot, and the longest question in their links.
const FRAME_MAX: usize = 6_000;
/// Bytes of the content of a page at most.
pub(super) const CONTENT_MAX: usize = BYTES_MAX - FRAME_MAX;

/// Cuts a row of things of `sizes` bytes into parts: as many as `first` bytes hold, then as many as `other` bytes hold, and so on. A thing that is larger
/// than a part is a part of its own. There is always one part at least.
pub(super) fn parts(sizes: &[usize], first: usize, other: usize) -> Vec<Range<usize>> {
    let (mut parts, mut start, mut filled) = (Vec::new(), 0, 0);
    for (at, size) in sizes.iter().enumerate() {
        let room = if parts.is_empty() { first } else { other };
        if at > start && filled + size > room {
            parts.push(start..at);
            (start, filled) = (at, 0);
        }
        filled += size;
    }
    parts.push(start..sizes.len());
    parts
}

/// The part that holds `at`; the last one where none does.
pub(super) fn part_with(parts: &[Range<usize>], at: usize) -> usize {
    parts.iter().position(|part| part.contains(&at)).unwrap_or(parts.len().saturating_sub(1))
}

/// How many of the things of `sizes` bytes have room in `bytes`.
pub(super) fn fitting(sizes: impl IntoIterator<Item = usize>, bytes: usize) -> usize {
    let mut filled = 0;
    let fits = |size: &usize| {
        filled += size;
        filled <= bytes
    };
    sizes.into_iter().take_while(fits).count()
}

/// The first `bytes` of `text` at most, cut between words where there are any, and whether anything is left.
pub(super) fn beginning(text: &str, bytes: usize) -> (&str, bool) {
    if text.len() <= bytes {
        return (text, false);
    }
    let end = text.floor_char_boundary(bytes);
    let space = text[..end].rfind([' ', '\n']).filter(|space| space * 2 > end);
    (&text[..space.unwrap_or(end)], true)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_long_row_is_cut_into_parts() {
        type Case<'a> = (&'a [usize], &'a [usize], &'a str);
        // The sizes, and where the parts end.
        let cases: [Case<'_>; 5] = [
            (&[], &[0], "nothing is one part"),
            (&[3, 3, 3], &[3], "what fits is one part"),
            (&[4, 4, 4, 10, 10, 1], &[2, 4, 6], "the first part has another room than those after it"),
            (&[50, 1, 50], &[1, 2, 3], "what is too large stands alone"),
            (&[0, 0], &[2], "what weighs nothing"),
        ];
        for (sizes, meant, why) in cases {
            let cut = parts(sizes, 9, 15);
            assert_eq!(cut.iter().map(|part| part.end).collect::<Vec<_>>(), meant, "{why}");
            assert!(cut[0].start == 0 && cut.windows(2).all(|two| two[0].end == two[1].start), "{why}: nothing is left out");
        }
        let cut = parts(&[4, 4, 4, 10, 10, 1], 9, 15);
        assert_eq!((part_with(&cut, 3), part_with(&cut, 99), part_with(&parts(&[], 1, 1), 0)), (1, 2, 0));
        assert_eq!((fitting([4, 4, 4], 8), fitting([9], 8), fitting([], 8)), (2, 0, 0));
    }

    #[test]
    fn a_long_text_is_cut_between_words() {
        let cases = [("бір екі", 100, "бір екі", false), ("бір екі", 12, "бір", true), ("біріккен", 5, "бі", true), ("", 0, "", false)];
        for (text, bytes, meant, left) in cases {
            assert_eq!(beginning(text, bytes), (meant, left), "{text}");
        }
    }
}
