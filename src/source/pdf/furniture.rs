//! What pages repeat.
//!
//! After this: running headers and footers and the numbers of pages are known, by what a file marks as such, and by what
//! stands at one height of many pages; they are no part of the text.

use std::collections::HashMap;

use super::lines::Line;
use super::page::{Item, Layout};

/// Share of the page's height, at its head and at its foot, in which furniture is looked for.
const MARGIN: f32 = 0.13;
/// Most lines at each end of a page that may be furniture.
const LINES_MAX: usize = 3;

/// For each page, the items that are furniture, by their places.
pub(super) fn find(pages: &[Layout]) -> Vec<Vec<usize>> {
    let candidates: Vec<Vec<usize>> = pages.iter().map(candidates).collect();
    // A header says the same on each page, or on each second one; only numbers in it grow.
    let mut repeated: HashMap<(String, i32), usize> = HashMap::new();
    for (page, found) in pages.iter().zip(&candidates) {
        for key in found.iter().filter_map(|&at| key(page, at)) {
            *repeated.entry(key).or_default() += 1;
        }
    }
    let enough = (pages.len().div_ceil(4)).max(2);
    let offset = offset(pages, &candidates);
    let is_furniture = |number: usize, page: &Layout, at: usize| {
        let Item::Line(line) = &page.items[at] else { return false };
        let numbered = offset.is_some_and(|offset| page_number(&line.text) == Some(offset + number as i64));
        line.artifact || numbered || key(page, at).is_some_and(|key| around(&repeated, &key) >= enough)
    };
    let of_page = |(number, (page, candidates)): (usize, (&Layout, &Vec<usize>))| {
        let marked = (0..page.items.len()).filter(|&at| matches!(&page.items[at], Item::Line(line) if line.artifact));
        let mut found: Vec<usize> = candidates.iter().copied().filter(|&at| is_furniture(number, page, at)).chain(marked).collect();
        found.sort_unstable();
        found.dedup();
        found
    };
    pages.iter().zip(&candidates).enumerate().map(of_page).collect()
}

/// The lines near the head and the foot of a page.
fn candidates(page: &Layout) -> Vec<usize> {
    let near = |at: &usize, low: f32, high: f32| matches!(&page.items[*at], Item::Line(line) if line.base >= low && line.area.top <= high);
    let count = page.items.len();
    let head = (0..count).take(LINES_MAX).take_while(|at| near(at, 0.0, page.height * MARGIN));
    let foot = (0..count).rev().take(LINES_MAX).take_while(|at| near(at, page.height * (1.0 - MARGIN), f32::INFINITY));
    let mut found: Vec<usize> = head.chain(foot).collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// What a line says, its numbers left out, and how high it stands.
fn key(page: &Layout, at: usize) -> Option<(String, i32)> {
    let Item::Line(line) = &page.items[at] else { return None };
    let mut words = String::with_capacity(line.text.len());
    for c in line.text.chars() {
        match c {
            '0'..='9' if words.ends_with('#') => {}
            '0'..='9' => words.push('#'),
            c => words.push(c),
        }
    }
    // A number alone is a page's number only if it counts pages.
    (words.chars().any(char::is_alphabetic)).then_some((words, height(line)))
}

fn height(line: &Line) -> i32 {
    (line.base / 3.0).round() as i32
}

/// How many pages have the line at this height, or a hair from it.
fn around(repeated: &HashMap<(String, i32), usize>, key: &(String, i32)) -> usize {
    (-1..=1).map(|shift| repeated.get(&(key.0.clone(), key.1 + shift)).copied().unwrap_or(0)).sum()
}

/// `3`, `- 3 -`, `3 / 12`, `3-бет`, `Бет 3`: the number of a page.
fn page_number(text: &str) -> Option<i64> {
    let mut numbers = text.split(|c: char| !c.is_ascii_digit()).filter(|digits| !digits.is_empty());
    let first = numbers.next().filter(|digits| digits.len() <= 5)?;
    let more = numbers.count();
    let words: Vec<&str> = text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()).collect();
    let plain = words.iter().all(|word| matches!(word.to_lowercase().as_str(), "бет" | "беті" | "стр" | "страница" | "page" | "of" | "из" | "p"));
    (more <= 1 && plain && text.chars().count() <= 20).then(|| first.parse().ok()).flatten()
}

/// What is added to a page's place to give its printed number, where one fits most pages that have a number at an end.
fn offset(pages: &[Layout], candidates: &[Vec<usize>]) -> Option<i64> {
    let mut counts: HashMap<i64, usize> = HashMap::new();
    let mut numbered = 0;
    for (number, (page, found)) in pages.iter().zip(candidates).enumerate() {
        let mut any = false;
        for &at in found {
            if let Item::Line(line) = &page.items[at]
                && let Some(printed) = page_number(&line.text)
            {
                any = true;
                *counts.entry(printed - number as i64).or_default() += 1;
            }
        }
        numbered += usize::from(any);
    }
    let (offset, count) = counts.into_iter().max_by_key(|&(offset, count)| (count, -offset.abs()))?;
    // On a single page only its own number can be told from a number of the text.
    (count >= 2 && count * 2 > numbered || pages.len() == 1 && offset == 1).then_some(offset)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_pages_are_told() {
        let cases =
            [("3", Some(3)), ("- 12 -", Some(12)), ("3 / 17", Some(3)), ("Бет 4", Some(4)), ("5-бап", None), ("1. Осы", None), ("2022 жыл", None), ("", None)];
        for (text, number) in cases {
            assert_eq!(page_number(text), number, "{text}");
        }
    }
}
