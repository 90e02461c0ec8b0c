//! Forms seen before.
//!
//! Of the words of running law 98.7 % have been seen before: 769 thousand forms make 61 million words. What a form comes to is
//! kept, from the bytes as printed to its three spellings, and no second look at letters and endings is taken.

use super::word::Forms;

/// Slots of the table; a power of two.
const SLOTS: usize = 1 << 17;
/// With more forms the table gets slow: it is emptied and begins again.
const FORMS_MAX: usize = SLOTS / 2;
/// Bytes of all spellings kept.
const BYTES_MAX: usize = 8 << 20;
/// Slots looked at for one form. A text made so that all its words collide cannot make the search longer.
const PROBES_MAX: usize = 16;
/// A longer word is not kept.
pub(super) const SURFACE_BYTES_MAX: usize = 200;

/// What is cached apart: the same bytes may be a word, a part of a compound, or the whole of one.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum Read {
    #[default]
    AsWord,
    AsModifier,
    AsHead,
    AsCompound,
}

#[derive(Clone, Copy, Debug, Default)]
struct Slot {
    /// Bits of the hash; 0 in an empty slot.
    tag: u32,
    /// Where the spellings begin in `bytes`.
    at: u32,
    surface: u8,
    read: Read,
    exact: u16,
    term: u16,
    loose: u16,
}

/// From the bytes of a word to its spellings.
#[derive(Debug, Default)]
pub(super) struct FormCache {
    slots: Vec<Slot>,
    /// The surface, exact, term and loose spelling of every form, one after the other.
    bytes: String,
    forms: usize,
}

/// A spelling of a form, as the token refers to it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Spelling<'c> {
    pub(super) exact: &'c str,
    pub(super) term: &'c str,
    pub(super) loose: &'c str,
}

impl FormCache {
    /// The spellings of `surface`; `make` writes them down when they are not known yet.
    #[inline]
    pub(super) fn get(&mut self, surface: &str, read: Read, forms: &mut Forms, make: impl FnOnce(&mut Forms)) -> Spelling<'_> {
        debug_assert!(surface.len() <= SURFACE_BYTES_MAX, "longer words are not cached");
        let hash = hash(surface.as_bytes(), read);
        let tag = (hash >> 32) as u32 | 1;
        if self.slots.is_empty() {
            self.slots.resize(SLOTS, Slot::default());
        }
        let first = hash as usize & (SLOTS - 1);
        let mut place = first;
        for probe in 0..PROBES_MAX {
            let at = (first + probe) & (SLOTS - 1);
            let slot = self.slots[at];
            if slot.tag == 0 {
                place = at;
                break;
            }
            if slot.tag == tag && slot.read == read && self.surface(&slot) == surface.as_bytes() {
                return self.spelling(slot);
            }
        }
        make(forms);
        if self.forms >= FORMS_MAX || self.bytes.len() > BYTES_MAX {
            self.slots.fill(Slot::default());
            self.bytes.clear();
            self.forms = 0;
            place = first;
        }
        self.keep(place, tag, surface, read, forms)
    }

    fn keep(&mut self, place: usize, tag: u32, surface: &str, read: Read, forms: &Forms) -> Spelling<'_> {
        let short = |text: &str| u16::try_from(text.len()).unwrap_or(u16::MAX);
        let slot = Slot {
            tag,
            at: u32::try_from(self.bytes.len()).unwrap_or(u32::MAX),
            surface: u8::try_from(surface.len()).unwrap_or(u8::MAX),
            read,
            exact: short(&forms.exact),
            term: short(&forms.term),
            loose: short(&forms.loose),
        };
        for part in [surface, &forms.exact, &forms.term, &forms.loose] {
            self.bytes.push_str(part);
        }
        self.forms += 1;
        self.slots[place] = slot;
        self.spelling(slot)
    }

    fn surface(&self, slot: &Slot) -> &[u8] {
        let at = slot.at as usize;
        &self.bytes.as_bytes()[at..at + usize::from(slot.surface)]
    }

    fn spelling(&self, slot: Slot) -> Spelling<'_> {
        let exact = slot.at as usize + usize::from(slot.surface);
        let term = exact + usize::from(slot.exact);
        let loose = term + usize::from(slot.term);
        let end = loose + usize::from(slot.loose);
        Spelling { exact: &self.bytes[exact..term], term: &self.bytes[term..loose], loose: &self.bytes[loose..end] }
    }
}

/// Eight bytes at a time: words of two-byte letters differ in every second byte only, and multiplication spreads that.
#[inline]
fn hash(bytes: &[u8], read: Read) -> u64 {
    const K: u64 = 0x9e37_79b9_7f4a_7c15;
    let mix = |hash: u64, part: u64| {
        let mixed = (hash ^ part).wrapping_mul(K);
        mixed ^ (mixed >> 29)
    };
    let mut hash = mix(bytes.len() as u64, read as u64 + 1);
    let (chunks, rest) = bytes.as_chunks::<8>();
    for chunk in chunks {
        hash = mix(hash, u64::from_le_bytes(*chunk));
    }
    let mut last = [0; 8];
    last[..rest.len()].copy_from_slice(rest);
    hash = mix(hash, u64::from_le_bytes(last));
    hash ^ (hash >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_form_is_read_once_and_kept_through_overflow() {
        let (mut cache, mut forms) = (FormCache::default(), Forms::default());
        for round in 0..3 {
            for number in 0..FORMS_MAX {
                let surface = format!("сөз{number}");
                let write = |forms: &mut Forms| forms.set(&surface);
                assert_eq!(cache.get(&surface, Read::AsWord, &mut forms, write).exact, surface, "round {round}");
            }
        }
        cache.get("виза", Read::AsWord, &mut forms, |forms| forms.set("виза"));
        assert_eq!(cache.get("виза", Read::AsWord, &mut forms, |_| panic!("read twice")).term, "виза");
        assert_eq!(cache.get("виза", Read::AsCompound, &mut forms, |forms| forms.set("кіру")).term, "кіру");
    }
}
