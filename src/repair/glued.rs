//! A unit that is printed on the line of the note before it.
//!
//! After this: «Ескерту. … шешімімен (… енгізіледі).1. Қазақстан …» is a note and a point.

/// The longest note that is looked at, in bytes.
const NOTE_MAX: usize = 8_000;

/// Where the unit begins that a line which begins as a note of a change goes on with: behind the act that the note ends with, or the bracket behind that.
pub(super) fn unit_behind_note(line: &str) -> Option<usize> {
    let note = line.strip_prefix("Ескерту").or_else(|| line.strip_prefix("ЕСКЕРТУ"))?.trim_start();
    if !note.starts_with(['.', ':', '-', '–']) || line.len() > NOTE_MAX {
        return None;
    }
    let begins = |at: usize| {
        let unit = line[at + 1..].trim_start_matches(' ');
        (begins_unit(unit) && ends_note(&line[..at])).then(|| line.len() - unit.len())
    };
    memchr::memchr_iter(b'.', line.as_bytes()).find_map(begins)
}

/// Whether a note that tells of a change may end with `text`: it names an act by a number, and ends with the word for it or with a bracket.
fn ends_note(text: &str) -> bool {
    const ACTS: &[&str] = &["заң", "қаулы", "шешім", "бұйры", "жарлы", "өкім", "кодекс"];
    let by_act = || {
        let word = text.rsplit(' ').next().unwrap_or_default().to_lowercase();
        ["мен", "пен", "бен"].iter().any(|ending| word.ends_with(ending)) && ACTS.iter().any(|act| word.starts_with(act))
    };
    let names_act = || (text.contains('№') || text.contains(" N ")) && text.contains(['-', '–', '—']);
    (text.ends_with(')') || by_act()) && names_act()
}

/// `1. Қазақстан …`, `2-1. "Ауыл" …`.
fn begins_unit(text: &str) -> bool {
    let rest = text.trim_start_matches(|c: char| c.is_ascii_digit() || c == '-');
    let number = text.len() - rest.len();
    let begins = text.starts_with(|c: char| c.is_ascii_digit()) && (1..=6).contains(&number);
    let words = rest.strip_prefix(". ").map(|words| words.trim_start_matches(['"', '«', '“']));
    begins && words.is_some_and(|words| words.starts_with(char::is_uppercase))
}

#[cfg(test)]
mod tests {
    use crate::repair::repair;
    use crate::text::{Block, Marks, SourceSpan, SourceText};

    #[test]
    fn a_unit_on_the_line_of_a_note_is_a_paragraph() {
        let unit = "1. Мөлшерлемелер екі есе арттырылсын.";
        for note in [
            "Ескерту. Кіріспе жаңа редакцияда – Абай ауданы мәслихатының 01.03.2016 № 357 шешімімен (қол қойылған күнінен бастап қолданысқа енгізіледі).",
            "Ескерту. Кіріспе жаңа редакцияда - Абай ауданы мәслихатының 19.01.2016 № 45/404 (қол қойылған күнінен бастап қолданысқа енгізіледі) шешімімен.",
        ] {
            for space in ["", " "] {
                let source = SourceText::new("a.txt", format!("Мәслихат ШЕШТІ:\n{note}{space}{unit}\n2. Шешім жариялансын.\n"));
                let want = format!("Мәслихат ШЕШТІ:\n{note}\n{unit}\n2. Шешім жариялансын.\n");
                assert_eq!(repair(&source).value.text, want);
                let text = source.text().to_owned();
                let blocks = vec![Block::paragraph(SourceSpan::new(0..text.len()))];
                let marked = SourceText::new("a.html", text).with_marks(Marks { blocks, ..Marks::default() });
                assert!(repair(&marked).value.text.contains(&format!("\n{unit}")));
            }
        }
    }

    #[test]
    fn the_words_of_a_note_stay_together() {
        for note in [
            "Ескерту. 1. Мүлік иесінің келісімімен. 2. Осы баптың ережесі қолданылады.",
            "Ескерту. 3-тармақ жаңа редакцияда – ҚР Үкіметінің 10.06.2020 № 344 (қол қойылған күнінен бастап) қаулысымен. Бұрынғы редакциясын қараңыз.",
            "Осы баптың тәртібі – Үкіметтің № 344 қаулысымен. 2. Бекітіледі.",
        ] {
            let source = SourceText::new("a.txt", format!("{note}\n"));
            assert_eq!(repair(&source).value.text, format!("{note}\n"));
        }
    }
}
