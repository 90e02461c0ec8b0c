//! What a word sounds like, in whatever script it is written.
//!
//! Kazakh is written in Cyrillic, in three official Latin alphabets (2017 `s'`, 2018 `ś`, 2021 `ş`), in the Latin of chats (`sh`), in
//! Cyrillic without the Kazakh letters, and in Arabic letters (төте жазу). Turning such a word back into Cyrillic is a guess: «ı» is и in
//! one alphabet and ы in another. So nothing is turned back. Every spelling is led to one poor key, and the key is looked up among the
//! words that the index has:
//!
//! ```text
//! құқық   →  kukik   ←  quqyq, kukyk, qūqyq, кукык, قۇقىق
//! мүлік   →  mulik   ←  mülik, mu'lik, múlik, мулик, ٴمۇلىك
//! ```
//!
//! What is lost on the way: ә = а, ө = о, ұ = ү = у, ы = і = и = й, қ = к, ғ = г, ң = н, һ = х; ь and ъ are dropped.

/// A key has at most so many readings: `kh` is қ or х, `ng` is ң or нг.
const READINGS_MAX: usize = 8;
/// Longer words have no key.
const WORD_LETTERS_MAX: usize = 64;

/// The script of a word, told by its first letter of one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Script {
    Cyrillic,
    Latin,
    Arabic,
}

impl Script {
    pub(super) fn of(word: &str) -> Option<Self> {
        word.chars().find_map(|c| match c {
            '\u{400}'..='\u{52f}' => Some(Self::Cyrillic),
            'a'..='z' | 'A'..='Z' | '\u{c0}'..='\u{24f}' | 'ə' | 'ɵ' => Some(Self::Latin),
            '\u{600}'..='\u{6ff}' => Some(Self::Arabic),
            _ => None,
        })
    }
}

/// The key of a word of Cyrillic letters, already folded; written into `key`, which is cleared first.
pub(super) fn key_of_cyrillic(folded: &str, key: &mut String) {
    key.clear();
    for c in folded.chars() {
        let sound = match c {
            'а' | 'ә' => "a",
            'б' => "b",
            'в' => "v",
            'г' | 'ғ' => "g",
            'д' => "d",
            'е' | 'ё' | 'э' => "e",
            'ж' => "j",
            'з' => "z",
            'и' | 'й' | 'ы' | 'і' => "i",
            'к' | 'қ' => "k",
            'л' => "l",
            'м' => "m",
            'н' | 'ң' => "n",
            'о' | 'ө' => "o",
            'п' => "p",
            'р' => "r",
            'с' => "s",
            'т' => "t",
            'у' | 'ұ' | 'ү' => "u",
            'ф' => "f",
            'х' | 'һ' => "h",
            'ц' => "ts",
            'ч' => "c",
            'ш' | 'щ' => "x",
            'ю' => "iu",
            'я' => "ia",
            'ъ' | 'ь' => "",
            _ => {
                key.push(c);
                continue;
            }
        };
        push(key, sound);
    }
}

/// The keys that a word of any script may stand for, the likeliest first; none for one that has no letters or too many.
pub(super) fn keys_of(surface: &str) -> Vec<String> {
    let letters: Vec<char> = surface.chars().flat_map(char::to_lowercase).collect();
    if letters.len() > WORD_LETTERS_MAX {
        return Vec::new();
    }
    let keys = match Script::of(surface) {
        None => Vec::new(),
        Some(Script::Cyrillic) => {
            let mut key = String::new();
            key_of_cyrillic(&letters.iter().collect::<String>(), &mut key);
            vec![key]
        }
        Some(Script::Latin) => read(&letters, latin),
        Some(Script::Arabic) => read(&letters, arabic),
    };
    keys.into_iter().filter(|key| !key.is_empty()).collect()
}

fn push(key: &mut String, sound: &str) {
    // «ия» is `iia`, `iya` or `ia`.
    let sound = if key.ends_with('i') { sound.strip_prefix('i').unwrap_or(sound) } else { sound };
    key.push_str(sound);
}

/// Reads letters from the left; `sounds` tells how many letters it took and what they may sound like.
fn read(letters: &[char], sounds: fn(&[char]) -> (usize, &'static [&'static str])) -> Vec<String> {
    let mut keys = vec![String::new()];
    let mut at = 0;
    while at < letters.len() {
        let (taken, readings) = sounds(&letters[at..]);
        at += taken.max(1);
        let room = if keys.len() * readings.len() > READINGS_MAX { 1 } else { readings.len() };
        keys = readings[..room.min(readings.len())]
            .iter()
            .flat_map(|sound| keys.iter().map(move |key| (key.clone(), *sound)))
            .map(|(mut key, sound)| {
                push(&mut key, sound);
                key
            })
            .collect();
    }
    keys
}

fn latin(letters: &[char]) -> (usize, &'static [&'static str]) {
    let apostrophe = matches!(letters.get(1), Some('\'' | '’' | 'ʼ' | '`' | '´' | '\u{301}'));
    match (letters[0], letters.get(1)) {
        // The digraphs of 2018 and of chats.
        ('s', Some('h')) => (2, &["x"]),
        ('c', Some('h')) => (2, &["c"]),
        ('z', Some('h')) => (2, &["j"]),
        ('g', Some('h')) => (2, &["g"]),
        ('k', Some('h')) => (2, &["h", "k"]),
        ('n', Some('g')) => (2, &["n", "ng"]),
        ('t', Some('s')) => (2, &["ts"]),
        // The apostrophes of 2017.
        ('s', _) if apostrophe => (2, &["x"]),
        ('c', _) if apostrophe => (2, &["c"]),
        ('y', _) if apostrophe => (2, &["u"]),
        _ => (
            1,
            match letters[0] {
                'a' | 'ä' | 'á' | 'ə' | 'â' => &["a"],
                'b' => &["b"],
                'v' => &["v"],
                'g' | 'ğ' | 'ǵ' => &["g"],
                'd' => &["d"],
                'e' | 'é' | 'ë' => &["e"],
                'j' | 'ž' => &["j"],
                'z' => &["z"],
                'i' | 'ı' | 'ï' | 'í' | 'y' | 'î' => &["i"],
                'k' | 'q' => &["k"],
                'l' => &["l"],
                'm' => &["m"],
                'n' | 'ñ' | 'ń' | 'ŋ' => &["n"],
                'o' | 'ö' | 'ó' | 'ɵ' | 'ô' => &["o"],
                'p' => &["p"],
                'r' => &["r"],
                's' => &["s"],
                't' => &["t"],
                'u' | 'ü' | 'ú' | 'ū' | 'û' | 'ý' | 'w' => &["u"],
                'f' => &["f"],
                'h' => &["h"],
                'c' => &["ts", "k"],
                'ç' | 'č' => &["c"],
                'ş' | 'š' | 'ś' => &["x"],
                'x' => &["h", "ks"],
                _ => &[""],
            },
        ),
    }
}

fn arabic(letters: &[char]) -> (usize, &'static [&'static str]) {
    (
        1,
        match letters[0] {
            'ا' | 'أ' | 'آ' => &["a"],
            'ە' | 'ة' => &["e"],
            'ى' | 'ي' | 'ی' => &["i"],
            'و' => &["o"],
            'ۇ' | 'ۋ' | 'ٷ' => &["u"],
            'ۆ' => &["v", "u"],
            'ب' => &["b"],
            'پ' => &["p"],
            'ت' => &["t"],
            'ج' => &["j"],
            'چ' => &["c"],
            'ح' | 'خ' | 'ه' | 'ھ' => &["h"],
            'د' => &["d"],
            'ر' => &["r"],
            'ز' => &["z"],
            'س' => &["s"],
            'ش' => &["x"],
            'ع' | 'غ' | 'گ' => &["g"],
            'ف' => &["f"],
            'ق' | 'ك' | 'ک' => &["k"],
            'ل' => &["l"],
            'م' => &["m"],
            'ن' | 'ڭ' => &["n"],
            _ => &[""],
        },
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_of_one_word_share_a_key() {
        let cases = [
            ("құқық", &["quqyq", "kukyk", "qūqyq", "кукык", "قۇقىق"][..]),
            ("қазақстан", &["qazaqstan", "kazakstan", "kazakhstan", "Qazaqstan", "قازاقستان"]),
            ("республикасы", &["respublikasy", "respýblıkasy", "respublikasi", "رەسپۋبليكاسى"]),
            ("мүлік", &["mülik", "mu'lik", "múlik", "мулик", "ٴمۇلىك"]),
            ("шешім", &["şeşım", "s'es'im", "sheshim", "шешим", "شەشىم"]),
            ("жер", &["jer", "zher", "جەر"]),
            ("әкімшілік", &["äkımşılık", "a'kims'ilik", "ákimshilik", "akimshilik", "акимшилик", "اكىمشىلىك"]),
            ("полиция", &["politsiya", "politsia", "policia"]),
            ("маңғыстау", &["mangystau", "mańǵystaý", "mañğystau"]),
            ("чек", &["chek", "c'ek"]),
        ];
        for (word, spellings) in cases {
            let mut key = String::new();
            key_of_cyrillic(word, &mut key);
            for spelling in spellings {
                assert!(keys_of(spelling).contains(&key), "{spelling}: {:?}, not {key}", keys_of(spelling));
            }
        }
    }

    #[test]
    fn the_readings_of_a_word_are_few() {
        assert!(keys_of(&"khng".repeat(15)).len() <= READINGS_MAX);
        assert!(keys_of(&"kh".repeat(1000)).is_empty());
        assert!(keys_of("!?").is_empty());
    }
}
