//! Days as acts write them, found also by their number: «2022 жылғы 10 қазандағы» is 2022-10-10.

use super::fold::fold_into;

const MONTHS_KK: [&str; 12] = ["қаңтар", "ақпан", "наурыз", "сәуір", "мамыр", "маусым", "шілде", "тамыз", "қыркүйек", "қазан", "қараша", "желтоқсан"];
const MONTHS_RU: [&str; 12] = ["января", "февраля", "марта", "апреля", "мая", "июня", "июля", "августа", "сентября", "октября", "ноября", "декабря"];
/// No inflected name of a month, and no inflected «жыл», has more bytes.
const WORD_BYTES_MAX: usize = 48;
/// A line may end between the parts, and be indented.
const SPACE_BYTES_MAX: usize = 24;

/// A day and where its words end.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct Day {
    pub(super) end: usize,
    pub(super) year: u16,
    pub(super) month: u8,
    pub(super) day: u8,
}

/// The day whose words begin at byte `start` of `text`; `scratch` is written over.
pub(super) fn day_at(text: &str, start: usize, scratch: &mut String) -> Option<Day> {
    let mut words = Words { text, at: start };
    let (first, digits) = words.number(4)?;
    match (digits, text.as_bytes().get(words.at)?) {
        (4, b' ' | b'\n' | b'\r' | b'\t' | 0xc2) => {
            words.space()?;
            words.word(scratch)?;
            if !scratch.starts_with("жыл") && scratch != "ж" {
                return None;
            }
            if scratch == "ж" && text.as_bytes().get(words.at) == Some(&b'.') {
                words.at += 1;
            }
            words.space()?;
            let (day, _) = words.number(2)?;
            words.space()?;
            words.word(scratch)?;
            let month = MONTHS_KK.iter().position(|month| scratch.starts_with(month))?;
            words.day(first, month + 1, day)
        }
        (1 | 2, b'.') => {
            words.at += 1;
            let (month, _) = words.number(2)?;
            (text.as_bytes().get(words.at) == Some(&b'.')).then_some(())?;
            words.at += 1;
            let (year, digits) = words.number(4)?;
            (digits == 4).then_some(())?;
            words.day(year, usize::from(month), first)
        }
        (1 | 2, b' ' | b'\n' | b'\r' | b'\t' | 0xc2) => {
            words.space()?;
            words.word(scratch)?;
            let month = MONTHS_RU.iter().position(|month| scratch == month)?;
            words.space()?;
            let (year, digits) = words.number(4)?;
            (digits == 4).then_some(())?;
            words.day(year, month + 1, first)
        }
        _ => None,
    }
}

struct Words<'t> {
    text: &'t str,
    at: usize,
}

impl Words<'_> {
    /// A number of at most `digits_max` digits, no digit after it.
    fn number(&mut self, digits_max: usize) -> Option<(u16, usize)> {
        let bytes = &self.text.as_bytes()[self.at..];
        let digits = bytes.iter().take(digits_max + 1).take_while(|byte| byte.is_ascii_digit()).count();
        (1..=digits_max).contains(&digits).then_some(())?;
        let number = self.text[self.at..self.at + digits].parse().ok()?;
        self.at += digits;
        Some((number, digits))
    }

    fn space(&mut self) -> Option<()> {
        let rest = &self.text[self.at..self.text.floor_char_boundary(self.at + SPACE_BYTES_MAX)];
        let space = rest.len() - rest.trim_start().len();
        self.at += space;
        (space > 0).then_some(())
    }

    fn word(&mut self, folded: &mut String) -> Option<()> {
        let rest = &self.text[self.at..self.text.floor_char_boundary(self.at + WORD_BYTES_MAX)];
        let length = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
        folded.clear();
        fold_into(&rest[..length], folded);
        self.at += length;
        (length > 0).then_some(())
    }

    fn day(&self, year: u16, month: usize, day: u16) -> Option<Day> {
        let month = u8::try_from(month).ok().filter(|month| (1..=12).contains(month))?;
        let day = u8::try_from(day).ok().filter(|day| (1..=31).contains(day))?;
        (1800..2200).contains(&year).then_some(Day { end: self.at, year, month, day })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_read_in_every_wording() {
        let cases = [
            ("2022 жылғы 10 қазандағы № 807", Some((2022, 10, 10, "2022 жылғы 10 қазандағы"))),
            ("2018 жылдың 4\nқаңтарында", Some((2018, 1, 4, "2018 жылдың 4\nқаңтарында"))),
            ("2018 ж. 4 ҚАҢТАР", Some((2018, 1, 4, "2018 ж. 4 ҚАҢТАР"))),
            ("01.02.2026 ж.", Some((2026, 2, 1, "01.02.2026"))),
            ("10 октября 2022 года", Some((2022, 10, 10, "10 октября 2022"))),
            ("2022 жылғы қазан", None),
            ("2022 жылғы 32 қазан", None),
            ("20220 жылғы 10 қазан", None),
            ("1.13.2020", None),
            ("2022", None),
            ("2022 ", None),
        ];
        for (text, meant) in cases {
            let day = day_at(text, 0, &mut String::new()).map(|day| (day.year, day.month, day.day, &text[..day.end]));
            assert_eq!(day, meant, "{text}");
        }
    }
}
