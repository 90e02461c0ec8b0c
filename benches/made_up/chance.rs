//! Numbers that look like chance and are the same every time.

/// A sequence of numbers that follows from its seed alone.
#[derive(Clone, Debug)]
pub(crate) struct Chance(u64);

impl Chance {
    /// The sequence of `seed`.
    pub(crate) fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below `end`, which is not 0.
    pub(crate) fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).expect("31 bits fit") % end
    }

    /// One of `words`, which are some.
    pub(crate) fn of<'w, W: ?Sized>(&mut self, words: &[&'w W]) -> &'w W {
        words[self.below(words.len())]
    }
}
