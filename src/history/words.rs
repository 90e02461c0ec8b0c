//! Words put into a text, taken out of it, or one for the other, as an instruction says.

use crate::act::{Sentences, WordChange};

/// The text with the change made; `None` where the words it is about do not stand in it, or it would grow to more than 256 KiB.
///
/// Whole words are changed, wherever they stand: drafting quotes the form it means, so «орган» is not the beginning of «органның», nor «3» the 3 of
/// «30» or «3-1» before a number. A word that a sentence begins with is the same word with a capital, and keeps it.
///
/// ```
/// use tarmaq::{act::WordChange, history::change_words};
///
/// let change = WordChange { old: Some("үш жұмыс күні".into()), new: Some("бес жұмыс күні".into()), ..WordChange::default() };
/// assert_eq!(change_words("Өтініш үш жұмыс күні ішінде қаралады.", &change).as_deref(), Some("Өтініш бес жұмыс күні ішінде қаралады."));
/// assert_eq!(change_words("Үш жұмыс күні ішінде қаралады.", &change).as_deref(), Some("Бес жұмыс күні ішінде қаралады."));
/// assert_eq!(change_words("Өтініш үш жұмыс күнінде қаралады.", &change), None);
/// ```
pub fn change(text: &str, change: &WordChange) -> Option<String> {
    let new = change.new.as_deref().map_or("", str::trim);
    match (&change.sentences, Edit::of(change)) {
        (Some(Sentences::These(numbers)), Some(edit)) => return in_sentences(text, numbers, &edit),
        (Some(which), _) => return sentences(text, which, new),
        _ => {}
    }
    match Edit::of(change) {
        Some(_) if outgrow(text, &[change]) => None,
        Some(edit) => replace(text, &[edit]).0,
        None if !new.is_empty() => Some(append(text, new)),
        None => None,
    }
}

/// The text with all of `changes` made at once, and which of them it has words for: «"5", "6" деген цифрлар тиісінше "6", "7" деген цифрлармен» makes no 7
/// of a 5, and of «жұмыс» and «жұмыс күні» the longer is meant where it stands.
pub(super) fn change_together(text: &str, changes: &[&WordChange]) -> (Option<String>, Vec<bool>) {
    let edits: Vec<Option<Edit>> = changes.iter().map(|change| Edit::of(change).filter(|_| change.sentences.is_none())).collect();
    let given: Vec<Edit> = edits.iter().flatten().cloned().collect();
    let (changed, used) = replace(text, &given);
    let mut used = used.into_iter();
    (changed, edits.iter().map(|edit| edit.is_some() && used.next().unwrap_or(false)).collect())
}

/// Bytes that a unit grows to by changes of its words, at most: no unit of a law has so many. A few instructions that put long words for short ones, each over
/// what the one before made, come to more than any memory holds.
const GROWN_BYTES_MAX: usize = 1 << 18;

/// Whether `changes` would make more of a text than any unit has.
pub(super) fn outgrow(text: &str, changes: &[&WordChange]) -> bool {
    let put = |change: &&WordChange| Edit::of(change).map(|edit| edit.places(text).len().saturating_mul(edit.put.len()));
    let grown = changes.iter().filter_map(put).fold(text.len(), usize::saturating_add);
    changes.iter().any(|change| change.new.is_some()) && grown > GROWN_BYTES_MAX.max(text.len())
}

/// Whether `words` stand in `text` with an ending that the quoted form has not: «орган» in «органның».
pub(super) fn inflected(text: &str, words: &WordChange) -> bool {
    const ENDINGS: &[&str] = &[
        "ның", "нің", "дың", "дің", "тың", "тің", "ға", "ге", "қа", "ке", "на", "не", "а", "е", "ны", "ні", "ды", "ді", "ты", "ті", "н", "да", "де", "та",
        "те", "нда", "нде", "дан", "ден", "тан", "тен", "нан", "нен", "мен", "бен", "пен", "лар", "лер", "дар", "дер", "тар", "тер", "ы", "і", "сы", "сі",
    ];
    let endings_only = |rest: &str| {
        let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        let (mut rest, mut bound) = (&rest[..end], 0);
        while let Some(shorter) = ENDINGS.iter().filter_map(|ending| rest.strip_prefix(ending)).min_by_key(|shorter| shorter.len()) {
            (rest, bound) = (shorter, bound + 1);
        }
        rest.is_empty() && bound > 0
    };
    let Some(edit) = Edit::of(words).filter(|edit| edit.find.ends_with(char::is_alphabetic)) else { return false };
    edit.places(text).into_iter().any(|at| begins_whole(text, at, edit.find) && endings_only(&text[at + edit.find.len()..]))
}

/// Whether `words` stand in `text`, whole or with another ending, wherever in it they are meant.
pub(super) fn stand_in(text: &str, words: &WordChange) -> bool {
    let anywhere = WordChange { sentences: None, ..words.clone() };
    change(text, &anywhere).is_some() || inflected(text, words)
}

/// Words to be found, and what is put in their place.
#[derive(Clone)]
struct Edit<'c> {
    find: &'c str,
    put: String,
}

impl<'c> Edit<'c> {
    /// What `change` finds; `None` where it names no place.
    fn of(change: &'c WordChange) -> Option<Self> {
        let new = change.new.as_deref().map_or("", str::trim);
        let named = |words: &'c Option<String>| words.as_deref().map(str::trim).filter(|words| !words.is_empty());
        if let Some(old) = named(&change.old) {
            return Some(Self { find: old, put: new.to_owned() });
        }
        let after = named(&change.after)?;
        Some(Self { find: after, put: format!("{after}{}{new}", gap_before(new)) })
    }

    /// Where the words are spelt in `text`, inside others too; at the beginning of a sentence with its capital. A mark that another stands for is the one
    /// at the end.
    fn places(&self, text: &str) -> Vec<usize> {
        let is_mark = |text: &str| matches!(text, "." | ";" | "," | ":");
        if is_mark(self.find) && is_mark(&self.put) {
            return text.trim_end().strip_suffix(self.find).map(str::len).into_iter().collect();
        }
        let mut found: Vec<usize> = memchr::memmem::find_iter(text.as_bytes(), self.find.as_bytes()).collect();
        if let Some(capital) = capitalised(self.find).filter(|capital| capital.len() == self.find.len()) {
            found.extend(memchr::memmem::find_iter(text.as_bytes(), capital.as_bytes()).filter(|&at| begins_sentence(text, at)));
            found.sort_unstable();
        }
        found
    }
}

/// `words` with a capital; `None` where they begin with no small letter.
fn capitalised(words: &str) -> Option<String> {
    let first = words.chars().next().filter(|c| c.is_lowercase())?;
    Some(first.to_uppercase().chain(words[first.len_utf8()..].chars()).collect())
}

/// Whether a sentence begins at byte `at`: behind the number of the unit, the end of another sentence or the colon or semicolon before a member of a list.
fn begins_sentence(text: &str, at: usize) -> bool {
    let before = text[..at].trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '«' | '"' | '“' | '„' | '(' | '–' | '-'));
    before.is_empty() || before.ends_with(['.', '!', '?', ':', ';']) || before.len() <= number_len(text)
}

/// How long the number is that a unit is printed with: «2.», «1)».
fn number_len(text: &str) -> usize {
    let number = text.split_whitespace().next().filter(|word| word.starts_with(|c: char| c.is_ascii_digit()) && word.ends_with(['.', ')']));
    number.map_or(0, |number| text.len() - text.trim_start().len() + number.len())
}

/// Whether `words`, spelt at `at`, begin where a word begins, and a number where a number does.
fn begins_whole(text: &str, at: usize, words: &str) -> bool {
    let before = &text[..at];
    let inside = words.starts_with(char::is_alphanumeric) && before.ends_with(char::is_alphanumeric);
    let of_number = words.starts_with(|c: char| c.is_ascii_digit()) && joins_digits(before.chars().rev());
    !inside && !of_number
}

/// Whether they end where a word or a number ends.
fn ends_whole(text: &str, end: usize, words: &str) -> bool {
    let after = &text[end..];
    let inside = words.ends_with(char::is_alphanumeric) && after.starts_with(char::is_alphanumeric);
    let of_number = words.ends_with(|c: char| c.is_ascii_digit()) && joins_digits(after.chars());
    !inside && !of_number
}

/// «-1» of «3-1», «,5» of «2,5»: a number that goes on.
fn joins_digits(mut letters: impl Iterator<Item = char>) -> bool {
    letters.next().is_some_and(|c| matches!(c, '-' | '.' | ',' | '/')) && letters.next().is_some_and(|c| c.is_ascii_digit())
}

/// What stands between a text and words that are put behind it: no space before a mark, «, оның ішінде».
fn gap_before(new: &str) -> &'static str {
    if new.starts_with([',', ';', '.', ':', '!', '?', ')']) { "" } else { " " }
}

/// The text with `new` behind all of it: a sentence behind its last one, other words before the mark at its end.
fn append(text: &str, new: &str) -> String {
    let text = text.trim_end();
    let kept = text.trim_end_matches(['.', ';', ':', ' ']);
    if !new.starts_with(char::is_uppercase) {
        return format!("{kept}{}{new}{}", gap_before(new), &text[kept.len()..]);
    }
    let stop = if text.ends_with(['!', '?']) { "" } else { "." };
    let end = if new.ends_with(['.', '!', '?', ';', ':']) { "" } else { "." };
    format!("{kept}{stop} {new}{end}")
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

/// The text with the words changed in some of its sentences, «үшінші сөйлеміндегі "он" деген сөз»; `None` where one of them has no such words.
fn in_sentences(text: &str, numbers: &[u8], edit: &Edit) -> Option<String> {
    if numbers.is_empty() {
        // somewhere in the text: it can only be there where the words stand once
        let once =
            edit.places(text).into_iter().filter(|&at| begins_whole(text, at, edit.find) && ends_whole(text, at + edit.find.len(), edit.find)).count() == 1;
        return replace(text, std::slice::from_ref(edit)).0.filter(|_| once);
    }
    let found = split(text);
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    let mut numbers = numbers.to_vec();
    numbers.sort_unstable();
    numbers.dedup();
    for number in numbers {
        let sentence = found.get(usize::from(number).checked_sub(1)?)?;
        out.push_str(&text[done..sentence.start]);
        out.push_str(&replace(&text[sentence.clone()], std::slice::from_ref(edit)).0?);
        done = sentence.end;
    }
    out.push_str(&text[done..]);
    Some(out)
}

/// The sentences of a unit; its number belongs to none.
fn split(text: &str) -> Vec<std::ops::Range<usize>> {
    let mut start = number_len(text);
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

/// The text with every one of `edits` made where its words stand whole, the longer before the shorter; `None` where none was. Says which were.
fn replace(text: &str, edits: &[Edit]) -> (Option<String>, Vec<bool>) {
    let whole = |at: usize, edit: &Edit| begins_whole(text, at, edit.find) && ends_whole(text, at + edit.find.len(), edit.find);
    let of_edit = |(number, edit): (usize, &Edit)| edit.places(text).into_iter().filter(|&at| whole(at, edit)).map(|at| (at, number)).collect::<Vec<_>>();
    let mut places: Vec<(usize, usize)> = edits.iter().enumerate().flat_map(of_edit).collect();
    places.sort_by_key(|&(at, number)| (at, std::cmp::Reverse(edits[number].find.len())));
    let mut used = vec![false; edits.len()];
    let mut out = String::with_capacity(text.len());
    let mut done = 0;
    for (at, number) in places {
        let edit = &edits[number];
        if at < done {
            continue;
        }
        used[number] = true;
        out.push_str(&text[done..at]);
        done = at + edit.find.len();
        let capital = !text[at..].starts_with(edit.find);
        match capitalised(&edit.put).filter(|_| capital) {
            Some(put) => out.push_str(&put),
            None => out.push_str(&edit.put),
        }
        if edit.put.is_empty() {
            done += close_gap(&mut out, &text[done..]);
        }
    }
    if !used.contains(&true) {
        return (None, used);
    }
    out.push_str(&text[done..]);
    (Some(out), used)
}

/// Where words are taken out between `before` and `rest`, one space is left, and none before a comma. Says how many bytes of `rest` go.
fn close_gap(before: &mut String, rest: &str) -> usize {
    if before.ends_with(' ') && (rest.starts_with([' ', ',', '.', ';', ':']) || rest.is_empty()) {
        before.pop();
    }
    if before.is_empty() { rest.len() - rest.trim_start().len() } else { 0 }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_space_comes_before_a_mark() {
        for (text, new, want) in [
            ("2. Сынақты орган өткізеді.", ", оның ішінде қашықтан", "2. Сынақты орган өткізеді, оның ішінде қашықтан."),
            ("2) куәлік;", ", төлқұжат", "2) куәлік, төлқұжат;"),
            ("2) куәлік;", "және төлқұжат", "2) куәлік және төлқұжат;"),
        ] {
            let words = WordChange { new: Some(new.to_owned()), ..WordChange::default() };
            assert_eq!(change(text, &words).as_deref(), Some(want), "{text}");
        }
    }

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
    fn words_are_changed_in_the_sentence_that_is_named() {
        let text = "8. Шағым түседі. Шағым бес күнде қаралады. Қайта шағым бес күнде қаралады.";
        let words = |numbers: &[u8]| WordChange {
            old: Some("бес".to_owned()),
            new: Some("үш".to_owned()),
            sentences: Some(Sentences::These(numbers.to_vec())),
            ..WordChange::default()
        };
        let third = "8. Шағым түседі. Шағым бес күнде қаралады. Қайта шағым үш күнде қаралады.";
        assert_eq!(change(text, &words(&[3])).as_deref(), Some(third));
        let both = "8. Шағым түседі. Шағым үш күнде қаралады. Қайта шағым үш күнде қаралады.";
        assert_eq!(change(text, &words(&[3, 2])).as_deref(), Some(both));
        assert_eq!(change(text, &words(&[])), None, "one of two places");
        let once = "8. Шағым бес күнде қаралады.";
        assert_eq!(change(once, &words(&[])).as_deref(), Some("8. Шағым үш күнде қаралады."), "the only place");
        assert_eq!(change(text, &words(&[1])), None, "no such words in it");
        assert_eq!(change(text, &words(&[4])), None, "no such sentence");
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
            ("5. Екінші сөйлем.", "", "", "Жаңа сөйлем.", Some("5. Екінші сөйлем. Жаңа сөйлем.")),
            ("1) хат;", "", "", "Ол тегін", Some("1) хат. Ол тегін.")),
            ("қызмет, қызметті, көрсетілетінқызмет", "қызмет", "", "жұмыс", Some("жұмыс, қызметті, көрсетілетінқызмет")),
            ("2. Он күн ішінде, оның он екі күнінде, орталық он.", "он", "", "бес", Some("2. Бес күн ішінде, оның бес екі күнінде, орталық бес.")),
            ("орталық тор", "ор", "", "", None),
            ("5 күн, 5-1-тармақ, 2,5 айлық, 2015.5.1, 5-тармақ", "5", "", "7", Some("7 күн, 5-1-тармақ, 2,5 айлық, 2015.5.1, 7-тармақ")),
            (
                "2. Министрлік қабылдайды. Министр бекітеді; Қаржы Министр",
                "министр",
                "",
                "төраға",
                Some("2. Министрлік қабылдайды. Төраға бекітеді; Қаржы Министр"),
            ),
            ("2) Өтінім қаралады.", "өтінім", "", "", Some("2) қаралады.")),
            ("2) екінші. Соңғы.", ".", "", ";", Some("2) екінші. Соңғы;")),
            ("2) екінші;", ".", "", ";", None),
            ("1. Екі сөйлем.", "", "екі", "үлкен", Some("1. Екі үлкен сөйлем.")),
            ("орган береді.", "ұйым", "", "орган", None),
            ("орган береді.", "", "", "", None),
        ];
        for (text, old, after, new, want) in cases {
            let some = |text: &str| Some(text.to_owned()).filter(|text| !text.is_empty());
            let words = WordChange { old: some(old), after: some(after), new: some(new), ..WordChange::default() };
            assert_eq!(change(text, &words).as_deref(), want, "{text}: {words:?}");
        }
    }

    #[test]
    fn words_that_grow_without_end_are_told() {
        let change = WordChange { old: Some("ұзын".into()), new: Some("ұзын ұзын ұзын ұзын".into()), ..WordChange::default() };
        let mut text = "1. Бұл ұзын сөз.".to_owned();
        let mut made = 0;
        while !outgrow(&text, &[&change]) {
            text = super::change(&text, &change).expect("the word stands in it");
            made += 1;
        }
        assert!(made > 5 && text.len() <= GROWN_BYTES_MAX, "{made} changes, {} bytes", text.len());
        let usual = WordChange { old: Some("бұл".into()), new: Some("осы".into()), ..WordChange::default() };
        assert!(!outgrow(&text, &[&usual]), "what grows no further is changed as before");
    }

    #[test]
    fn pairs_are_changed_together() {
        let pair = |old: &str, new: &str| WordChange { old: Some(old.to_owned()), new: Some(new.to_owned()), ..WordChange::default() };
        type Given<'a> = (&'a str, &'a [(&'a str, &'a str)], Option<&'a str>, &'a [bool]);
        let cases: [Given<'_>; 4] = [
            (
                "2. Өтінім көрсетілетін қызметті берушіге, көрсетілетін қызметті берушінің кеңсесіне беріледі.",
                &[("көрсетілетін қызметті беруші", "орган"), ("көрсетілетін қызметті берушінің", "органның"), ("көрсетілетін қызметті берушіге", "органға")],
                Some("2. Өтінім органға, органның кеңсесіне беріледі."),
                &[false, true, true],
            ),
            ("5 немесе 6 күн", &[("5", "6"), ("6", "7")], Some("6 немесе 7 күн"), &[true, true]),
            ("жұмыс күні мен жұмыс", &[("жұмыс", "еңбек"), ("жұмыс күні", "күн")], Some("күн мен еңбек"), &[true, true]),
            ("хат", &[("арыз", "өтінім")], None, &[false]),
        ];
        for (text, pairs, want, used) in cases {
            let pairs: Vec<WordChange> = pairs.iter().map(|(old, new)| pair(old, new)).collect();
            let (changed, told) = change_together(text, &pairs.iter().collect::<Vec<_>>());
            assert_eq!((changed.as_deref(), told.as_slice()), (want, used), "{text}");
        }
    }

    #[test]
    fn a_word_with_an_ending_is_told_from_another_word() {
        for (text, old, want) in [
            ("Органның шешімі", "орган", true),
            ("министрге, министрлердің", "министр", true),
            ("Министрлік қабылдайды", "министр", false),
            ("орталық", "ор", false),
            ("орган", "орган", false),
        ] {
            let words = WordChange { old: Some(old.to_owned()), ..WordChange::default() };
            assert_eq!(inflected(text, &words), want, "{text}: {old}");
        }
    }
}
