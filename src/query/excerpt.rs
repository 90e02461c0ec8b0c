//! The part of a long passage that a list of hits shows.

use std::ops::Range;

/// The part of `text` that holds the most marks, at most about `length_max` characters, cut between words; with the marks
/// moved along. Text that is short enough comes back whole.
pub fn excerpt(text: &str, marks: &[Range<usize>], length_max: usize) -> (String, Vec<Range<usize>>) {
    let length = text.chars().count();
    if length <= length_max {
        return (text.to_owned(), marks.to_vec());
    }
    let mut best = (0, 0);
    let mut last = 0;
    for (first, mark) in marks.iter().enumerate() {
        while last < marks.len() && marks[last].end <= mark.start + length_max * 3 / 4 {
            last += 1;
        }
        if last.saturating_sub(first) > best.1 {
            best = (first, last - first);
        }
    }
    // Some words before the first mark, unless the beginning is near enough to be shown.
    let first = marks.get(best.0).map_or(0, |mark| mark.start);
    let wanted = if first <= length_max / 2 { 0 } else { (first - length_max / 8).min(length - length_max) };
    let (mut start, mut end) = (wanted, length.min(wanted + length_max));
    let (mut start_byte, mut end_byte) = (0, text.len());
    let mut spaces = text.char_indices().enumerate().filter(|(_, (_, c))| *c == ' ');
    if wanted > 0 {
        let space = spaces.find(|&(at, _)| at + 1 >= wanted);
        (start, start_byte) = space.map_or((0, 0), |(at, (byte, _))| (at + 1, byte + 1));
    }
    if end < length {
        let space = spaces.take_while(|&(at, _)| at <= end).last();
        let unbroken = || text.char_indices().nth(end).map_or(text.len(), |(byte, _)| byte);
        (end, end_byte) = space.map_or_else(|| (end, unbroken()), |(at, (byte, _))| (at, byte));
    }
    let before = if start > 0 { "… " } else { "" };
    let after = if end < length { " …" } else { "" };
    let moved = |mark: &Range<usize>| mark.start - start + before.chars().count()..mark.end - start + before.chars().count();
    let marks = marks.iter().filter(|mark| mark.start >= start && mark.end <= end).map(moved);
    (format!("{before}{}{after}", &text[start_byte..end_byte]), marks.collect())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_keeps_the_words_that_matched() {
        let text = "а ".repeat(50) + "керек сөз" + &" б".repeat(50);
        let (cut, marks) = excerpt(&text, &[100..105, 106..109], 40);
        assert!(cut.starts_with("… а ") && cut.ends_with(" б …"), "{cut}");
        let marked: Vec<String> = marks.iter().map(|mark| cut.chars().skip(mark.start).take(mark.len()).collect()).collect();
        assert_eq!(marked, ["керек", "сөз"]);
        assert_eq!(excerpt("қысқа", &[whole()], 40), ("қысқа".to_owned(), vec![whole()]));
        let (unbroken, _) = excerpt(&"б".repeat(100), &[], 40);
        assert_eq!(unbroken, "б".repeat(40) + " …", "a text without spaces is cut where the room ends");
    }

    fn whole() -> Range<usize> {
        0..5
    }
}
