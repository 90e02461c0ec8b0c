//! Passages that are made up of the words of real ones, to drown these in.

use std::fmt::Write;

/// Passages of one made-up act.
const PASSAGES: usize = 500;
/// Words of a passage, at least and at most.
const WORDS: (usize, usize) = (12, 90);

/// Made-up acts with `count` passages in all: the name and the text of each. The words are those of `texts`, as frequent as there; the same every time.
pub(crate) fn made_up(texts: &[String], count: usize) -> Vec<(String, String)> {
    let words: Vec<&str> = texts.iter().flat_map(|text| text.split_whitespace()).filter(|word| word.chars().any(char::is_alphabetic)).collect();
    let mut dice = Dice(0x9e37_79b9_7f4a_7c15);
    let mut acts = Vec::new();
    let mut left = count;
    while left > 0 {
        let number = acts.len() + 1;
        let mut text = format!("\n{} туралы\n\n", sentence(&words, &mut dice, 8));
        let day = 1 + number % 28;
        writeln!(text, "Қазақстан Республикасы Қоршаған орта министрінің 2009 жылғы {day} мамырдағы № {} бұйрығы\n", 90_000 + number).unwrap();
        for point in 1..=left.min(PASSAGES) {
            let length = WORDS.0 + dice.roll(WORDS.1 - WORDS.0);
            writeln!(text, "      {point}. {}.", sentence(&words, &mut dice, length)).unwrap();
        }
        left -= left.min(PASSAGES);
        acts.push((format!("oidan-{number}.txt"), text));
    }
    acts
}

fn sentence(words: &[&str], dice: &mut Dice, length: usize) -> String {
    let chosen: Vec<&str> = (0..length).map(|_| words[dice.roll(words.len())].trim_matches(|c: char| !c.is_alphanumeric())).collect();
    let text = chosen.join(" ").to_lowercase();
    let first = text.chars().next().map_or_else(String::new, |c| c.to_uppercase().collect());
    let rest: String = text.chars().skip(1).collect();
    first + &rest
}

/// Numbers that look random and are the same every time (SplitMix64).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        (mixed ^ (mixed >> 31)) as usize % sides.max(1)
    }
}
