//! The mark of a unit at the beginning of printed words: «1. », «2) », «3-бап», «IV бөлім».

/// The nouns of the units that have a number before them; an annex is none, its mark stands in its corner.
const NOUNS: &[&str] = &["бап", "бөлім", "тарау", "параграф", "тармақ", "тармақша", "кіші"];

/// The longest number, in bytes: «12-1-3».
const NUMBER_MAX: usize = 8;

/// Whether a unit begins with `text`.
pub(super) fn begins(text: &str) -> bool {
    let lettered = || text.chars().next().is_some_and(char::is_alphabetic) && text.chars().nth(1) == Some(')');
    let is_figure = |c: char| c.is_ascii_digit() || matches!(c, 'I' | 'V' | 'X' | 'І' | 'Х');
    if !text.starts_with(is_figure) {
        return lettered();
    }
    let rest = text.trim_start_matches(|c: char| is_figure(c) || matches!(c, '-' | '.'));
    let number = &text[..text.len() - rest.len()];
    if number.len() > NUMBER_MAX {
        return false;
    }
    let word: String = rest.trim_start().chars().take_while(|c| c.is_alphabetic()).flat_map(char::to_lowercase).collect();
    rest.starts_with(')') || number.ends_with('.') && rest.starts_with(' ') || NOUNS.contains(&word.as_str())
}

#[cfg(test)]
mod tests {
    use super::begins;

    #[test]
    fn a_unit_begins_with_its_mark() {
        for text in ["1. Су", "2) заң бөлімі", "3-бап. Жылу", "1-БӨЛІМ", "IV тарау", "2. ", "1-1) су", "1.2. Су", "а) су", "2-кіші бөлім"]
        {
            assert!(begins(text), "{text}");
        }
        for text in ["шешіміне қосымша", "1-қосымша", "2021 жылғы", "5-бабына сәйкес", "28.12.2011 ж.", "2024-2026 жылдарға", "Хатшы", "", "Халық"]
        {
            assert!(!begins(text), "{text}");
        }
    }
}
