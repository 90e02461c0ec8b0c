//! Learning the prior from raw text, without labels.
//!
//! In: how often each word form occurs (`form<TAB>count`, more columns and lines with `#` are passed over). Out: the text of
//! `prior.txt`. Nothing else is known of the language than the endings, the closed classes and the hand-checked stems.
//!
//! It is expectation–maximisation. Each form is split in every admissible way; the splits share the form among them by how
//! likely each is («тармағына»: тармақ 0.98, тармағы 0.01, …); then stems and endings are counted by these shares, and it
//! begins again with the better likelihoods. A stem with many forms grows, for it explains them all; one that explains a
//! single form fades, and what remains of it is only the spelling that words of its kind have.
//!
//! The same input gives the same output, byte for byte.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use super::endings::{generate, group_of};
use super::machine::{Machine, Split, Word};
use super::prior::{Counts, logarithm};
use super::{ALPHABET, CHECKED, closed_forms};

/// Rounds; the choice of splits hardly moves after the eighth.
const ROUNDS: usize = 12;
/// What a round takes from each stem's count, so that stems of one doubtful form die out.
const DISCOUNT: f64 = 0.35;
/// Stems that count for less are not worth a line.
const COUNT_MIN: f64 = 0.25;
/// What each choice of a group has before anything is seen.
const CHOICE_PRIOR: f64 = 1.0;

/// The text of `prior.txt` for these word-form counts. `origin` is the sentence on where they come from.
pub fn learn(word_forms: &str, origin: &str) -> String {
    let forms = read_forms(word_forms);
    let mut counts = Counts { choices: equal_choices(), ..Counts::default() };
    for _ in 0..ROUNDS {
        let machine = Machine::new(&counts.clone().with_checked(CHECKED), false, true);
        counts = round(&machine, &forms);
    }
    write(&counts, origin, forms.len())
}

/// The Kazakh forms with their weights. A form seen a thousand times is not a thousand proofs.
fn read_forms(text: &str) -> Vec<(&str, f64)> {
    let closed: std::collections::HashSet<&str> = closed_forms().map(|(form, _)| form).collect();
    let lines = text.lines().filter(|line| !line.starts_with('#'));
    lines
        .filter_map(|line| {
            let mut fields = line.split('\t');
            let form = fields.next()?;
            let count: f64 = fields.next().and_then(|field| field.parse().ok()).unwrap_or(1.0);
            (!closed.contains(form) && form.chars().all(|c| ALPHABET.contains(&c))).then(|| (form, 1.0 + count.max(1.0).ln() / 3.0))
        })
        .collect()
}

/// In the beginning the unmarked choice has half of each group, the others share the rest.
fn equal_choices() -> BTreeMap<String, f32> {
    let (_, choices) = generate();
    let mut sizes: BTreeMap<&str, usize> = BTreeMap::new();
    for name in choices.names() {
        *sizes.entry(group_of(name)).or_default() += 1;
    }
    let likelihood = |name: &str| if name.ends_with("/-") { 0.5_f32.ln() } else { (0.5 / sizes[group_of(name)] as f32).ln() };
    choices.names().iter().map(|name| (name.clone(), likelihood(name))).collect()
}

/// Persons that acts never speak in, so that raw legal text teaches nothing true of them: left to learn, «құқық-тық» is
/// «we righted». What running prose has of them is set instead.
fn set_by_hand(name: &str) -> Option<f32> {
    let (_, choice) = name.rsplit_once('/')?;
    let rare = match choice {
        "POSS.1SG" | "POSS.1PL" => -4.0,
        "POSS.2SG" | "POSS.2POL" => -4.5,
        "1SG" | "2POL" => -4.5,
        "1PL" | "2SG" => -5.0,
        "2PL" | "2POL.PL" => -6.0,
        "IMP.1SG" | "IMP.1PL" | "IMP.2PL" | "GEN.ATTR" | "OPT" | "DESID" | "PRES.AUX" => -7.0,
        "IMP.2POL.PL" | "IMP.REQUEST" | "COMP" => -7.5,
        "SIM" | "EQU" => -6.0,
        "ABSTRACT" => -2.0,
        "PRIVATIVE" | "AGENT" | "ACTOR" => -3.0,
        // «шағымды» may be either; as an accusative it is far more common.
        "POSSESSING" => -5.0,
        "INTENT" | "INTENT.AGENT" | "IMP.2POL" => -6.0,
        _ if choice.contains("COP.") => -8.5,
        _ => return None,
    };
    Some(rare)
}

fn round(machine: &Machine, forms: &[(&str, f64)]) -> Counts {
    let mut stems: BTreeMap<String, [f64; 2]> = BTreeMap::new();
    let mut choices = vec![CHOICE_PRIOR; machine.choice_names().len()];
    let mut splits: Vec<Split> = Vec::new();
    let mut word = Word::default();
    for &(form, weight) in forms {
        if machine.read(form, &mut word).is_none() {
            continue;
        }
        splits.clear();
        machine.splits(&word, |split| splits.push(split));
        let best = splits.iter().map(|split| split.score).max().unwrap_or_default();
        let share = |split: &Split| f64::from(logarithm(split.score - best)).exp();
        let all: f64 = splits.iter().map(share).sum();
        for split in &splits {
            let part = weight * share(split) / all;
            if part < 1e-4 {
                continue;
            }
            let mut stem = form[..2 * split.kept].to_owned();
            stem.extend(split.repair.letters().map(|letter| ALPHABET[usize::from(letter)]));
            stems.entry(stem).or_default()[split.part_of_speech as usize] += part;
            machine.choice_numbers(split.ending).iter().for_each(|&choice| choices[usize::from(choice)] += part);
        }
    }
    let mut sums: BTreeMap<&str, f64> = BTreeMap::new();
    for (name, count) in machine.choice_names().iter().zip(&choices) {
        *sums.entry(group_of(name)).or_default() += count;
    }
    let choices = machine
        .choice_names()
        .iter()
        .zip(&choices)
        .map(|(name, count)| (name.clone(), set_by_hand(name).unwrap_or((count / sums[group_of(name)]).ln() as f32)))
        .collect();
    let kept = |count: f64| if count - DISCOUNT < COUNT_MIN { 0.0 } else { (count - DISCOUNT) as f32 };
    let stems = stems.into_iter().map(|(stem, counts)| (stem, counts.map(kept))).filter(|(_, counts)| counts[0] + counts[1] > 0.0).collect();
    Counts { choices, stems }
}

fn write(counts: &Counts, origin: &str, n_forms: usize) -> String {
    let mut text = format!(
        "# Likelihoods of suffixes (`= CHOICE LN`) and stems (`STEM FORMS-AS-NOUN FORMS-AS-VERB`), made by tarmaq-learn-stems from {n_forms} word forms.\n# {origin}\n"
    );
    for (name, value) in &counts.choices {
        let _ = writeln!(text, "= {name} {value:.2}");
    }
    for (stem, [noun, verb]) in &counts.stems {
        let _ = writeln!(text, "{stem} {noun:.1} {verb:.1}");
    }
    text
}
