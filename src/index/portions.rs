//! So many at the same time, and no more.

/// At most so many are worked on at the same time.
const COUNT_MAX: usize = 64;
/// And at most so many bytes, as they lie in the packs; unpacked and taken apart they are some twenty times as many.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Cuts `all` into portions that can be held in memory at the same time, whatever the size of one: each has no more than [`COUNT_MAX`], and no more
/// than [`BYTES_MAX`] by what `bytes` tells, unless it is a single one.
pub(crate) fn portions<T>(all: &[T], bytes: impl Fn(&T) -> u64) -> impl Iterator<Item = &[T]> {
    let mut rest = all;
    std::iter::from_fn(move || {
        let mut held = 0;
        let fits = |one: &&T| {
            held += bytes(one);
            held <= BYTES_MAX
        };
        let count = rest.iter().take(COUNT_MAX).take_while(fits).count().max(1).min(rest.len());
        let (portion, after) = rest.split_at(count);
        rest = after;
        (count > 0).then_some(portion)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_portion_has_its_bounds() {
        let half = BYTES_MAX / 2;
        let cases: [(&[u64], &[usize], &str); 5] = [
            (&[], &[], "nothing"),
            (&[half, half, 1], &[2, 1], "as many bytes as there may be"),
            (&[3 * half, 3 * half, 1, 1], &[1, 1, 2], "what is too large stands alone"),
            (&[1, half, half, half], &[2, 2], "in their order"),
            (&[0; COUNT_MAX + 1], &[COUNT_MAX, 1], "as many as there may be"),
        ];
        for (sizes, meant, why) in cases {
            let cut: Vec<&[u64]> = portions(sizes, |size| *size).collect();
            assert_eq!(cut.iter().map(|portion| portion.len()).collect::<Vec<_>>(), meant, "{why}");
            assert_eq!(cut.concat(), sizes, "{why}: nothing is left out");
        }
    }
}
