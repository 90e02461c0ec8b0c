//! Acts by what they are called: found by the very name, of which no more is held than a digest.

use std::collections::HashMap;
use std::hash::{Hash, Hasher};

use sha2::{Digest, Sha256};

/// So much of a SHA-256 tells any two names apart.
type NameDigest = [u8; 16];

/// Acts, by their places among those that are known, under each name in the order in which they were put there.
#[derive(Default)]
pub(super) struct Called(HashMap<NameDigest, Acts>);

enum Acts {
    One(usize),
    Several(Vec<usize>),
}

impl Called {
    /// Puts `act` behind the others of that name. The copies of an act come one after the other, and count once.
    pub(super) fn put(&mut self, name: &impl Hash, act: usize) {
        let acts = self.0.entry(digest(name)).or_insert(Acts::One(act));
        match acts {
            Acts::One(known) if *known == act => {}
            Acts::One(known) => *acts = Acts::Several(vec![*known, act]),
            Acts::Several(known) if known.last() == Some(&act) => {}
            Acts::Several(known) => known.push(act),
        }
    }

    /// The acts of that name.
    pub(super) fn get(&self, name: &impl Hash) -> &[usize] {
        match self.0.get(&digest(name)) {
            None => &[],
            Some(Acts::One(act)) => std::slice::from_ref(act),
            Some(Acts::Several(acts)) => acts,
        }
    }
}

/// Of whatever is written to it.
struct Written(Sha256);

impl Hasher for Written {
    fn write(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    fn finish(&self) -> u64 {
        let [a, b, c, d, e, f, g, h, ..] = <[u8; 32]>::from(self.0.clone().finalize());
        u64::from_le_bytes([a, b, c, d, e, f, g, h])
    }
}

/// A number that tells `words` from any others.
pub(super) fn number(words: &str) -> u128 {
    u128::from_be_bytes(digest(&words))
}

fn digest(name: &impl Hash) -> NameDigest {
    let mut written = Written(Sha256::new());
    name.hash(&mut written);
    let mut digest = NameDigest::default();
    digest.iter_mut().zip(written.0.finalize()).for_each(|(to, byte)| *to = byte);
    digest
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn acts_stand_under_their_names_in_their_order_each_once() {
        let mut called = Called::default();
        for (name, act) in [("а", 3), ("аб", 1), ("а", 3), ("а", 1), ("а", 1), ("а", 2), ("", 7)] {
            called.put(&("", name), act);
        }
        let cases: [(&str, &[usize]); 5] = [("а", &[3, 1, 2]), ("аб", &[1]), ("", &[7]), ("б", &[]), ("А", &[])];
        for (name, acts) in cases {
            assert_eq!(called.get(&("", name)), acts, "{name}");
        }
        assert_eq!(called.get(&("а", "")), [0; 0], "where one part of a name ends makes a difference");
    }
}
