//! Numbers that a program prints before list items, and the text does not hold: HTML's and Word's.

/// `number` as a list of this style prints it: `1` decimal, `a` and `A` Latin letters, `i` and `I` Roman, anything else decimal.
pub(super) fn render(number: i64, style: u8) -> String {
    let positive = u32::try_from(number).ok().filter(|&number| number > 0);
    match (style, positive) {
        (b'a', Some(number)) => letters(number, &LATIN),
        (b'A', Some(number)) => letters(number, &LATIN).to_uppercase(),
        (b'i', Some(number)) if number < 4_000 => roman(number).to_lowercase(),
        (b'I', Some(number)) if number < 4_000 => roman(number),
        _ => number.to_string(),
    }
}

const LATIN: [char; 26] = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h', 'i', 'j', 'k', 'l', 'm', 'n', 'o', 'p', 'q', 'r', 's', 't', 'u', 'v', 'w', 'x', 'y', 'z'];
/// The letters that Word numbers with in Russian and Kazakh documents; it leaves out ё, й, ъ, ы and ь.
const CYRILLIC: [char; 28] =
    ['а', 'б', 'в', 'г', 'д', 'е', 'ж', 'з', 'и', 'к', 'л', 'м', 'н', 'о', 'п', 'р', 'с', 'т', 'у', 'ф', 'х', 'ц', 'ч', 'ш', 'щ', 'э', 'ю', 'я'];

/// Letters as Word counts them: а, б, … я, аа, бб, ….
fn letters(number: u32, alphabet: &[char]) -> String {
    let count = u32::try_from(alphabet.len()).unwrap_or(1);
    let letter = alphabet[((number - 1) % count) as usize];
    // A list of thousands of letters is no list.
    std::iter::repeat_n(letter, ((number - 1) / count + 1).min(8) as usize).collect()
}

/// Russian letters, lower case.
pub(super) fn cyrillic(number: u32) -> String {
    if number == 0 { "0".to_owned() } else { letters(number, &CYRILLIC) }
}

/// A Roman numeral; the number is from 1 to 3999.
pub(super) fn roman(mut number: u32) -> String {
    const SIGNS: [(u32, &str); 13] =
        [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")];
    let mut numeral = String::new();
    for (value, sign) in SIGNS {
        while number >= value {
            numeral.push_str(sign);
            number -= value;
        }
    }
    numeral
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_printed_as_lists_print_them() {
        let cases = [(1, b'1', "1"), (0, b'a', "0"), (-3, b'i', "-3"), (4, b'i', "iv"), (1999, b'I', "MCMXCIX"), (2, b'a', "b"), (28, b'A', "BB")];
        for (number, style, meant) in cases {
            assert_eq!(render(number, style), meant);
        }
        assert_eq!(cyrillic(10), "к", "й is left out");
        assert_eq!(cyrillic(29), "аа");
    }
}
