//! Words put into a text, taken out of it, or one for the other, as an instruction says.

use crate::act::WordChange;

/// The text with the change made; `None` where the words it is about do not stand in it.
///
/// Words are found where a word begins, in any place of the text; what follows them (an ending in another case) stays.
///
/// ```
/// use tarmaq::{act::WordChange, history::change_words};
///
/// let change = WordChange { old: Some("үш жұмыс күні".into()), new: Some("бес жұмыс күні".into()), after: None };
/// assert_eq!(change_words("Өтініш үш жұмыс күні ішінде қаралады.", &change).as_deref(), Some("Өтініш бес жұмыс күні ішінде қаралады."));
/// assert_eq!(change_words("Өтініш қаралады.", &change), None);
/// ```
pub fn change(text: &str, change: &WordChange) -> Option<String> {
    let new = change.new.as_deref().map_or("", str::trim);
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
            let words = WordChange { old: some(old), after: some(after), new: some(new) };
            assert_eq!(change(text, &words).as_deref(), want, "{text}: {words:?}");
        }
    }
}
