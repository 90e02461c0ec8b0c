//! Fields: what Word works out when it shows a document.

/// What a field that is open says.
#[derive(Debug, Default)]
pub(super) struct Field {
    /// Its instruction, ` HYPERLINK "https://…" \l "z12" `.
    pub(super) instruction: String,
    /// Its result is being read.
    pub(super) shown: bool,
}

impl Field {
    /// Where the words of a `HYPERLINK` field lead.
    pub(super) fn href(&self) -> Option<String> {
        let rest = self.instruction.trim_start().strip_prefix("HYPERLINK")?;
        let (mut target, mut place) = (None, None);
        let mut words = words(rest).into_iter();
        while let Some(word) = words.next() {
            match word.as_str() {
                "\\l" => place = words.next(),
                "\\o" | "\\t" => _ = words.next(),
                "\\n" | "\\m" => {}
                _ => target = target.or(Some(word)),
            }
        }
        match (target, place) {
            (Some(target), Some(place)) => Some(format!("{target}#{place}")),
            (Some(target), None) => Some(target),
            (None, place) => place.map(|place| format!("#{place}")),
        }
    }

    /// Whether the field is a table of contents, which says the headings once more.
    pub(super) fn is_contents(&self) -> bool {
        self.instruction.trim_start().starts_with("TOC")
    }
}

/// The words of an instruction; those in quotation marks are one.
fn words(text: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut rest = text.trim_start();
    while !rest.is_empty() {
        let (word, after) = match rest.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').unwrap_or((quoted, "")),
            None => rest.split_once(char::is_whitespace).unwrap_or((rest, "")),
        };
        words.push(word.to_owned());
        rest = after.trim_start();
    }
    words
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn links_are_fields_too() {
        let cases = [
            (" HYPERLINK \"https://adilet.zan.kz/kaz/docs/V1300008346\" \\l \"z9\" ", Some("https://adilet.zan.kz/kaz/docs/V1300008346#z9")),
            ("HYPERLINK http://a.kz \\o \"бір сөз\"", Some("http://a.kz")),
            ("HYPERLINK \\l \"z9\"", Some("#z9")),
            ("HYPERLINK \"", Some("")),
            ("PAGE", None),
        ];
        for (instruction, meant) in cases {
            let field = Field { instruction: instruction.to_owned(), shown: true };
            assert_eq!(field.href().as_deref(), meant, "{instruction}");
        }
    }
}
