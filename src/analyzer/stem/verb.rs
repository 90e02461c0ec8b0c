//! The words of one verb: the root, the verbal noun, the passive.
//!
//! A voiceless root is voiced before a vowel (шық-, шығу, шығыл-), a few roots lose the vowel they end in (оқы-, оқу), and й and у are one letter
//! (қой-, қою).

use std::borrow::Cow;

/// Roots that end in ы or і, which the verbal noun and the passive drop.
const DROPPING: &[&str] = &["байы", "ері", "жібі", "кебі", "оқы", "сасы", "таны", "тоқы", "ұйы", "шірі"];
/// What a voiceless letter becomes before a vowel.
const VOICED: [(char, char); 3] = [('қ', 'ғ'), ('к', 'г'), ('п', 'б')];
/// What makes a passive of a root: бер-іл, жаса-л, ал-ын.
const PASSIVE: [&str; 6] = ["ыл", "іл", "л", "ын", "ін", "н"];
/// No root is shorter, in letters.
const ROOT_LETTERS_MIN: usize = 2;

/// The root of the verb that `word` is the verbal noun of; `None` where it cannot be one.
///
/// ```
/// use tarmaq::analyzer::verb_root;
///
/// assert_eq!(verb_root("шығу").unwrap(), "шық");
/// assert_eq!(verb_root("сұрау").unwrap(), "сұра");
/// assert_eq!(verb_root("оқу").unwrap(), "оқы");
/// assert_eq!(verb_root("қою").unwrap(), "қой");
/// assert!(verb_root("заң").is_none());
/// ```
pub fn verb_root(word: &str) -> Option<Cow<'_, str>> {
    if let Some(stem) = word.strip_suffix('ю').filter(|stem| !stem.ends_with('и') && stem.chars().count() >= ROOT_LETTERS_MIN) {
        return Some(Cow::Owned(format!("{stem}й")));
    }
    let stem = word.strip_suffix('у').filter(|stem| stem.chars().count() >= ROOT_LETTERS_MIN)?;
    let dropping = DROPPING.iter().find(|root| root.strip_suffix(['ы', 'і']) == Some(stem));
    Some(dropping.map_or_else(|| devoiced(stem), |root| Cow::Borrowed(*root)))
}

/// The other words of the verb with this root: root and verbal noun, those of its passive, and those of the verb that it is the passive of. First the
/// two that mean the same.
pub(in super::super) fn verb_words(root: &str) -> Vec<String> {
    let mut words = vec![root.to_owned(), verbal_noun(root)];
    for active in PASSIVE.iter().filter_map(|passive| root.strip_suffix(passive)).filter(|active| active.chars().count() >= ROOT_LETTERS_MIN) {
        let active = devoiced(active);
        words.extend([verbal_noun(&active), active.into_owned()]);
    }
    let before_vowel = before_vowel(root);
    for passive in PASSIVE {
        let begins_in_vowel = passive.chars().count() > 1;
        let passive = format!("{}{passive}", if begins_in_vowel { &*before_vowel } else { root });
        words.extend([format!("{passive}у"), passive]);
    }
    words
}

fn verbal_noun(root: &str) -> String {
    match root.strip_suffix('й') {
        Some(stem) => format!("{stem}ю"),
        None => format!("{}у", before_vowel(root)),
    }
}

fn before_vowel(root: &str) -> Cow<'_, str> {
    if let Some(dropped) = DROPPING.contains(&root).then(|| root.strip_suffix(['ы', 'і'])).flatten() {
        return Cow::Borrowed(dropped);
    }
    changed(root, |(voiceless, voiced)| (voiceless, voiced))
}

fn devoiced(stem: &str) -> Cow<'_, str> {
    changed(stem, |(voiceless, voiced)| (voiced, voiceless))
}

/// `word`, its last letter changed where `pair` says so.
fn changed(word: &str, pair: impl Fn((char, char)) -> (char, char)) -> Cow<'_, str> {
    for (from, to) in VOICED.into_iter().map(pair) {
        if let Some(rest) = word.strip_suffix(from) {
            return Cow::Owned(format!("{rest}{to}"));
        }
    }
    Cow::Borrowed(word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_verb_is_known_by_all_its_words() {
        let cases = [
            ("шық", "шығу", "шығыл", "voiced before a vowel"),
            ("тап", "табу", "табыл", "voiced before a vowel"),
            ("төк", "төгу", "төгіл", "voiced before a vowel"),
            ("айт", "айту", "айтыл", "т stays"),
            ("оқы", "оқу", "оқыл", "a vowel is dropped"),
            ("ұзарт", "ұзарту", "ұзартыл", "nothing changes"),
            ("сұра", "сұрау", "сұрал", "a vowel that stays"),
            ("қой", "қою", "қойыл", "й and у are one letter"),
        ];
        for (root, noun, passive, why) in cases {
            assert_eq!(verb_root(noun).unwrap(), root, "{why}");
            let words = verb_words(root);
            assert!(words.contains(&noun.to_owned()) && words.contains(&passive.to_owned()), "{why}: {words:?}");
            assert!(verb_words(passive).contains(&noun.to_owned()), "{why}: {:?}", verb_words(passive));
        }
        assert_eq!(verb_root("су"), None, "no verb has one letter");
    }
}
