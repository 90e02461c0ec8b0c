//! Words put into a text, taken out of it, or one for the other, as an instruction says.

use crate::act::{Sentences, WordChange};

/// The text with the change made; `None` where the words it is about do not stand in it.
///
/// Words are found where a word begins, in any place of the text; what follows them (an ending in another case) stays.
///
/// ```
/// use tarmaq::{act::WordChange, history::change_words};
///
/// let change = WordChange { old: Some("үш жұмыс күні".into()), new: Some("бес жұмыс күні".into()), ..WordChange::default() };
/// assert_eq!(change_words("Өтініш үш жұмыс күні ішінде қаралады.", &change).as_deref(), Some("Өтініш бес жұмыс күні ішінде қаралады."));
/// assert_eq!(change_words("Өтініш қаралады.", &change), None);
/// ```
pub fn change(text: &str, change: &WordChange) -> Option<String> {
    let new = change.new.as_deref().map_or("", str::trim);
    if let Some(which) = &change.sentences {
        return sentences(text, which, new);
    }
    match (change.old.as_deref().map(str::trim), change.after.as_deref().map(str::trim)) {
        (Some(old), _) if !old.is_empty() => replace(text, old, new),
        (_, Some(after)) if !after.is_empty() => {
            let joined = if new.starts_with([',', ';', '.', ':']) { format!("{after}{new}") } else { format!("{after} {new}") };
            replace(text, after, &joined)
        }
        _ if !new.is_empty() => {
            let kept = text.trim_end_matches(['.', ';', ':', ' ']);
            Some(format!("{kept} {new}{}", &text[kept.len()..]))
        }
        _ => None,
    }
}

/// The text with `new` in the place of some of its sentences or behind one; `None` where it has no such sentences.
fn sentences(text: &str, which: &Sentences, new: &str) -> Option<String> {
    let found = split(text);
    let (at, gone) = match which {
        Sentences::These(numbers) => {
            let numbers: Vec<usize> = numbers.iter().map(|&number| usize::from(number)).collect();
            let all_there = numbers.iter().all(|number| (1..=found.len()).contains(number));
            (*numbers.iter().min().filter(|_| all_there)? - 1, numbers)
        }
        Sentences::Behind(number) => (Some(usize::from(*number)).filter(|&at| at <= found.len())?, Vec::new()),
    };
    let mut out = text[..found.first().map_or(text.len(), |sentence| sentence.start)].to_owned();
    let mut put = |sentence: &str| {
        if !sentence.is_empty() {
            out.push_str(if out.is_empty() || out.ends_with(' ') { "" } else { " " });
            out.push_str(sentence);
        }
    };
    for number in 0..=found.len() {
        if number == at {
            put(new);
        }
        if let Some(sentence) = found.get(number).filter(|_| !gone.contains(&(number + 1))) {
            put(&text[sentence.clone()]);
        }
    }
    Some(out)
}

/// The sentences of a unit; its number belongs to none.
fn split(text: &str) -> Vec<std::ops::Range<usize>> {
    let number = text.split_whitespace().next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']));
    let mut start = number.map_or(0, str::len);
    start += text[start..].len() - text[start..].trim_start().len();
    let mut found = Vec::new();
    let mut before = ' ';
    let mut letters = 0;
    let from = start;
    for (at, c) in text[from..].char_indices().map(|(at, c)| (from + at, c)) {
        let ends = matches!(c, '!' | '?') || (c == '.' && (letters > 2 || !before.is_alphabetic()));
        let rest = &text[at + c.len_utf8()..];
        let next = rest.trim_start();
        if ends && next.len() < rest.len() && next.starts_with(|c: char| c.is_uppercase() || matches!(c, '«' | '"')) {
            found.push(start..at + c.len_utf8());
            start = text.len() - next.len();
        }
        letters = if c.is_alphabetic() { letters + 1 } else { 0 };
        before = c;
    }
    if start < text.len() {
        found.push(start..text.len());
    }
    found
}

fn replace(text: &str, old: &str, put: &str) -> Option<String> {
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let begins_word = old.starts_with(|c: char| c.is_alphanumeric());
    for at in memchr::memmem::find_iter(text.as_bytes(), old.as_bytes()) {
        let inside = begins_word && text[..at].ends_with(|c: char| c.is_alphanumeric());
        // «3» is not the 3 of «30»
        let cut = old.ends_with(|c: char| c.is_ascii_digit()) && text[at + old.len()..].starts_with(|c: char| c.is_ascii_digit());
        if at < done || inside || cut {
            continue;
        }
        out.push_str(&text[done..at]);
        done = at + old.len();
        if put.is_empty() {
            // one space is left where the words stood, none before a comma
            let rest = &text[done..];
            if out.ends_with(' ') && (rest.starts_with([' ', ',', '.', ';', ':']) || rest.is_empty()) {
                out.pop();
            }
            if out.is_empty() {
                done += rest.len() - rest.trim_start().len();
            }
        }
        out.push_str(put);
    }
    if done == 0 {
        return None;
    }
    out.push_str(&text[done..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_come_and_go() {
        let text = "2. Өтініш (2010 ж. № 5) қаралады. Шешім беріледі. Ол тегін.";
        let cases = [
            (Sentences::These(vec![2]), "Шешім жазбаша беріледі.", Some("2. Өтініш (2010 ж. № 5) қаралады. Шешім жазбаша беріледі. Ол тегін.")),
            (Sentences::These(vec![2, 3]), "", Some("2. Өтініш (2010 ж. № 5) қаралады.")),
            (Sentences::These(vec![1]), "", Some("2. Шешім беріледі. Ол тегін.")),
            (Sentences::Behind(3), "Мерзімі он күн.", Some("2. Өтініш (2010 ж. № 5) қаралады. Шешім беріледі. Ол тегін. Мерзімі он күн.")),
            (Sentences::Behind(1), "Мерзімі он күн.", Some("2. Өтініш (2010 ж. № 5) қаралады. Мерзімі он күн. Шешім беріледі. Ол тегін.")),
            (Sentences::These(vec![4]), "", None),
            (Sentences::Behind(4), "Мерзімі он күн.", None),
            (Sentences::These(Vec::new()), "", None),
        ];
        for (which, new, want) in cases {
            let words = WordChange { new: Some(new.to_owned()), sentences: Some(which), ..WordChange::default() };
            assert_eq!(change(text, &words).as_deref(), want, "{words:?}");
        }
    }

    #[test]
    fn words_are_changed_where_they_stand() {
        // (text, old, after, new, what it comes to)
        let cases = [
            ("3 жұмыс күні ішінде 30 күн", "3", "", "5", Some("5 жұмыс күні ішінде 30 күн")),
            ("министрлігі, комитеті және басқармасы", "комитеті", "", "департаменті", Some("министрлігі, департаменті және басқармасы")),
            ("құжаттары, анықтамалары, қолхаттары", ", анықтамалары", "", "", Some("құжаттары, қолхаттары")),
            ("алдын ала жазылусыз және кезексіз", "алдын ала", "", "", Some("жазылусыз және кезексіз")),
            ("орган береді.", "", "орган", "жазбаша", Some("орган жазбаша береді.")),
            ("орган береді.", "", "орган", ", сондай-ақ ұйым", Some("орган, сондай-ақ ұйым береді.")),
            ("орган береді.", "", "", "бес күнде", Some("орган береді бес күнде.")),
            ("қызмет, қызметті, көрсетілетінқызмет", "қызмет", "", "жұмыс", Some("жұмыс, жұмысті, көрсетілетінқызмет")),
            ("орган береді.", "ұйым", "", "орган", None),
            ("орган береді.", "", "", "", None),
        ];
        for (text, old, after, new, want) in cases {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let words = WordChange { old: some(old), after: some(after), new: some(new), ..WordChange::default() };
            assert_eq!(change(text, &words).as_deref(), want, "{text}: {words:?}");
        }
    }
}
