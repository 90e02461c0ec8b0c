//! A sentence on commencement, cut into what it says of the act and what it says of units.

use memchr::memmem;

use super::affected;
use crate::act::ProvisionPath;
use crate::cite::find_dates;

/// How long a sentence about commencement can be: a longer text is no sentence, and is not searched for its parts.
pub(super) const SENTENCE_BYTES_MAX: usize = 20_000;

/// A part of a sentence that says one thing.
pub(super) struct Statement<'t> {
    pub(super) words: &'t str,
    /// The units it is about; none for the whole.
    pub(super) units: Vec<ProvisionPath>,
}

/// A sentence cut where it goes on to speak of others: «Осы бұйрық … енгізіледі, бұл ретте 3-тармақ … бастап, 5-тармақ … бастап енгізіледі», «…, қалғаны … енгізіледі».
pub(super) fn statements(text: &str) -> Vec<Statement<'_>> {
    if text.len() > SENTENCE_BYTES_MAX {
        return vec![Statement { words: text, units: Vec::new() }];
    }
    let mut predicates: Vec<usize> = Vec::new();
    while let Some(end) = predicate_end(&text[predicates.last().copied().unwrap_or(0)..]) {
        predicates.push(predicates.last().copied().unwrap_or(0) + end);
    }
    let next_predicate = |at: usize| predicates.iter().copied().find(|&end| end > at).unwrap_or(text.len());
    let mut subjects = affected::subjects(text);
    subjects.retain(|&(at, _)| !text[at..next_predicate(at)].contains("қоспағанда"));
    let days = if subjects.len() > 1 { day_ends(text, &predicates, subjects[0].0) } else { Vec::new() };
    let mut cuts = vec![0];
    let mut before = None;
    for &(at, _) in &subjects {
        // what was said of the unit before: a verb, or only a day
        let days = days.iter().filter(|_| before.is_some());
        cuts.extend(predicates.iter().chain(days).copied().filter(|&end| before.unwrap_or(0) < end && end <= at).max());
        before = Some(at);
    }
    cuts.extend(predicates.iter().copied().filter(|&end| text[end..next_predicate(end)].contains("қалған")));
    cuts.sort_unstable();
    cuts.dedup();
    let ends = cuts.iter().copied().skip(1).chain([text.len()]);
    let statement = |(start, end): (usize, usize)| {
        let units = subjects.iter().filter(|(at, _)| (start..end).contains(at)).flat_map(|(_, units)| units.clone()).collect();
        Statement { words: &text[start..end], units }
    };
    cuts.iter().copied().zip(ends).map(statement).collect()
}

/// Where a sentence has done with one day and goes on to the next: behind «2024 жылғы 1 қаңтардан бастап», or before it where the days stand before their
/// units, as that of the `first` does.
fn day_ends(text: &str, predicates: &[usize], first: usize) -> Vec<usize> {
    let begin = predicates.iter().copied().filter(|&end| end <= first).max().unwrap_or(0);
    let days: Vec<(usize, usize)> = find_dates(text)
        .filter_map(|(_, range)| {
            let rest = &text[range.end..];
            let end = ["бастап", "дейін"].iter().filter_map(|word| rest.find(word).map(|at| range.end + at + word.len())).min()?;
            Some((range.start, end))
        })
        .collect();
    let leading = days.iter().any(|&(start, end)| begin <= start && end <= first);
    days.into_iter().map(|(start, end)| if leading { start } else { end }).collect()
}

/// One past the words that end a statement of effect, where there are some.
pub(super) fn effect_end(text: &str) -> Option<usize> {
    const ENDS: &[&str] = &["енгізіледі", "енгізілсін", "қолданысқа енеді", "күшіне енеді", "күшіне енсін"];
    end_of_any(text, ENDS)
}

/// One past the words that end a statement of effect, of an end or of a reach, where there are some.
pub(super) fn predicate_end(text: &str) -> Option<usize> {
    effect_end(text).into_iter().chain(end_of_any(text, &["қолданылады", "қолданыста болады"])).min()
}

fn end_of_any(text: &str, ends: &[&str]) -> Option<usize> {
    ends.iter().filter_map(|end| memmem::find(text.as_bytes(), end.as_bytes()).map(|at| at + end.len())).min()
}
