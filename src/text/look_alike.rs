//! Letters of the two alphabets that are drawn alike.
//!
//! Who copies a law from a scan or types it on two keyboards mixes them: «шетелдiктiң» with Latin i. Which words are put right, and when, is
//! for those who read them to say; here is only what looks like what.

/// A Latin letter and the Cyrillic one that print cannot tell from it.
const LOOK_ALIKES: [(char, char); 24] = [
    ('a', 'а'),
    ('c', 'с'),
    ('e', 'е'),
    ('h', 'һ'),
    ('i', 'і'),
    ('o', 'о'),
    ('p', 'р'),
    ('x', 'х'),
    ('y', 'у'),
    ('A', 'А'),
    ('B', 'В'),
    ('C', 'С'),
    ('E', 'Е'),
    ('H', 'Н'),
    ('I', 'І'),
    ('K', 'К'),
    ('M', 'М'),
    ('O', 'О'),
    ('P', 'Р'),
    ('T', 'Т'),
    ('X', 'Х'),
    ('Y', 'У'),
    ('ə', 'ә'),
    ('Ə', 'Ә'),
];

/// The Cyrillic letter that looks like the Latin letter `c`; none where it looks like none, or is not Latin.
///
/// ```
/// use tarmaq::text::{cyrillic_like, latin_like};
///
/// assert_eq!((cyrillic_like('i'), cyrillic_like('w')), (Some('і'), None));
/// assert_eq!((latin_like('С'), latin_like('ж')), (Some('C'), None));
/// ```
pub fn cyrillic_like(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.0 == c).map(|pair| pair.1)
}

/// The Latin letter that looks like the Cyrillic letter `c`; none where it looks like none, or is not Cyrillic.
pub fn latin_like(c: char) -> Option<char> {
    LOOK_ALIKES.iter().find(|pair| pair.1 == c).map(|pair| pair.0)
}
