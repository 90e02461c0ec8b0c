//! Kazakh letters in the places of other ones: how texts were typed before Unicode.
//!
//! Fonts put the nine Kazakh letters into places of windows-1251 that hold Serbian, Macedonian and Ukrainian letters;
//! a program that does not know the font shows those. Which font it was is told by which of them a text is full of.

/// One way of putting Kazakh letters into windows-1251.
pub(super) struct OldFont {
    /// What it is called, as a problem tells it.
    pub(super) name: &'static str,
    /// The letter that windows-1251 shows, and the one that was meant.
    letters: &'static [(char, char)],
    /// Letters that stand for Kazakh ones in this font and not in the other.
    telling: &'static [char],
}

/// «Times Kaz» and its kin, the fonts of the 1990s.
const TIMES_KAZ: OldFont = OldFont {
    name: "a «Times Kaz» font, in which ќ ѓ њ ґ ў ї ћ є stand for қ ғ ң ө ұ ү һ ә",
    letters: &[
        ('ќ', 'қ'),
        ('Ќ', 'Қ'),
        ('ѓ', 'ғ'),
        ('Ѓ', 'Ғ'),
        ('њ', 'ң'),
        ('Њ', 'Ң'),
        ('ґ', 'ө'),
        ('Ґ', 'Ө'),
        ('ў', 'ұ'),
        ('Ў', 'Ұ'),
        ('ї', 'ү'),
        ('Ї', 'Ү'),
        ('ћ', 'һ'),
        ('Ћ', 'Һ'),
        ('є', 'ә'),
        ('Є', 'Ә'),
        ('ј', 'ә'),
        ('Ј', 'Ә'),
    ],
    telling: &['ѓ', 'њ', 'Ѓ', 'Њ'],
};

/// The 8-bit code of the standard СТ РК 1048-2002, KZ-1048.
const KZ_1048: OldFont = OldFont {
    name: "KZ-1048 (СТ РК 1048-2002), in which ќ є ѕ ґ ў ї ћ ј stand for қ ғ ң ө ұ ү һ ә",
    letters: &[
        ('ќ', 'қ'),
        ('Ќ', 'Қ'),
        ('є', 'ғ'),
        ('Є', 'Ғ'),
        ('ѕ', 'ң'),
        ('Ѕ', 'Ң'),
        ('ґ', 'ө'),
        ('Ґ', 'Ө'),
        ('ў', 'ұ'),
        ('Ў', 'Ұ'),
        ('ї', 'ү'),
        ('Ї', 'Ү'),
        ('ћ', 'һ'),
        ('Ћ', 'Һ'),
        ('ј', 'ә'),
        ('Ј', 'Ә'),
    ],
    telling: &['ѕ', 'Ѕ'],
};

impl OldFont {
    /// `text` with the letters that were meant.
    pub(super) fn decode(&self, text: &str) -> String {
        text.chars().map(|c| self.letters.iter().find(|pair| pair.0 == c).map_or(c, |pair| pair.1)).collect()
    }
}

/// The font that `text` was typed with, where the letters of other alphabets in it are Kazakh ones in disguise: many of them, and hardly one of ours.
pub(super) fn find(text: &str) -> Option<&'static OldFont> {
    let (mut strange, mut ours, mut cyrillic) = (0_usize, 0_usize, 0_usize);
    for c in text.chars() {
        if !matches!(c, '\u{400}'..='\u{4ff}') {
            continue;
        }
        cyrillic += 1;
        match c {
            'қ' | 'ғ' | 'ң' | 'ө' | 'ұ' | 'ү' | 'ә' | 'Қ' | 'Ғ' | 'Ө' | 'Ұ' | 'Ү' | 'Ә' => ours += 1,
            // `є` and `ї` stand in Ukrainian names too, `ј` and `ѕ` in Macedonian ones.
            'Ѐ'..='Џ' | 'ѐ'..='џ' | 'Ґ' | 'ґ' => {
                strange += usize::from(TIMES_KAZ.letters.iter().any(|pair| pair.0 == c) && !matches!(c, 'є' | 'ї' | 'ј'))
            }
            _ => {}
        }
        // A text that begins in Kazakh letters is in Kazakh letters.
        if ours >= 64 && strange < 8 {
            return None;
        }
    }
    if !(strange >= 2 && strange * 40 >= cyrillic && ours * 10 <= strange) {
        return None;
    }
    let count = |font: &OldFont| text.chars().filter(|c| font.telling.contains(c)).count();
    Some(if count(&KZ_1048) > count(&TIMES_KAZ) { &KZ_1048 } else { &TIMES_KAZ })
}

/// Fewest letters that tell a disguise.
const LETTERS_MIN: usize = 40;

/// Whether `texts` are Cyrillic ones shown by a program that took them for windows-1252: «Îñû Çà» for «Осы За». Nearly all letters have accents then.
pub(super) fn is_latin_in_disguise<'t>(texts: impl Iterator<Item = &'t str>) -> bool {
    let (mut accented, mut letters) = (0_usize, 0_usize);
    for c in texts.flat_map(str::chars).filter(|c| c.is_alphabetic()) {
        if c >= '\u{370}' {
            return false;
        }
        letters += 1;
        accented += usize::from(matches!(c, '\u{c0}'..='\u{ff}'));
    }
    letters >= LETTERS_MIN && accented * 10 >= letters * 7
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "1. Осы Қағидаларға сәйкес өтініш ұсынылады, үкім шықты, оның Һәм мәні ең жоғары; Ғимарат, Өкім, Ұлт, Үй, Әкім, Қаңтар.";

    #[test]
    fn a_text_is_decoded_from_the_font_it_was_typed_with() {
        for font in [&TIMES_KAZ, &KZ_1048] {
            let typed: String = TEXT.chars().map(|c| font.letters.iter().find(|pair| pair.1 == c).map_or(c, |pair| pair.0)).collect();
            assert_ne!(typed, TEXT);
            let found = find(&typed).unwrap();
            assert_eq!((found.name, found.decode(&typed).as_str()), (font.name, TEXT));
        }
    }

    #[test]
    fn cyrillic_letters_taken_for_latin_ones_are_known() {
        let taken = |text: &str| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&encoding_rs::WINDOWS_1251.encode(text).0).0.into_owned();
        let russian = "Настоящий приказ вводится в действие со дня его первого официального опубликования.";
        assert!(is_latin_in_disguise([taken(russian).as_str()].into_iter()));
        for text in [russian, "L'arrêté entre en vigueur à la date de sa première publication officielle, à l'exception.", "Îñû"] {
            assert!(!is_latin_in_disguise([text].into_iter()), "{text}");
        }
    }

    #[test]
    fn other_languages_are_left_alone() {
        for text in [TEXT, "Київ є столицею України, її населення — майже три мільйони.", "Настоящий приказ вводится в действие.", ""]
        {
            assert!(find(text).is_none(), "{text}");
        }
    }
}
