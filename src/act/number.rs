//! Numbers of provisions.

use std::cmp::Ordering;
use std::fmt;

/// The number of a provision as printed: `8-1`, `14`, `1.2`, `a`.
///
/// It is text, never an integer: inserted units take the previous number and "-1". Ordered by its integers part by
/// part, then by its letters, so that `2` < `8-1` < `9` < `10`.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct ProvisionNumber(Box<str>);

impl ProvisionNumber {
    /// The number written `text`.
    pub fn new(text: impl Into<Box<str>>) -> Self {
        Self(text.into())
    }

    /// The number as text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its integers, in order; letters are left out.
    pub fn integers(&self) -> impl Iterator<Item = u64> + '_ {
        self.0.split(|c: char| !c.is_ascii_digit()).filter(|part| !part.is_empty()).map(|part| part.parse().unwrap_or(u64::MAX))
    }
}

impl Ord for ProvisionNumber {
    fn cmp(&self, other: &Self) -> Ordering {
        self.integers().cmp(other.integers()).then_with(|| self.0.cmp(&other.0))
    }
}

impl PartialOrd for ProvisionNumber {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl fmt::Display for ProvisionNumber {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn inserted_numbers_stand_between_their_neighbours() {
        let mut numbers = ["10", "8-1", "9", "2", "8", "21-178", "21-2", "8-1-1"].map(ProvisionNumber::new);
        numbers.sort();
        assert_eq!(numbers.map(|number| number.to_string()), ["2", "8", "8-1", "8-1-1", "9", "10", "21-2", "21-178"]);
    }
}
