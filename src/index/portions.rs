//! So many at the same time, and no more.

/// At most so many are worked on at the same time.
const COUNT_MAX: usize = 64;
/// And at most so many bytes, as they lie in the packs; unpacked and taken apart they are some twenty times as many.
const BYTES_MAX: u64 = 4 * 1024 * 1024;

/// Takes `all` in portions that can be held in memory at the same time, whatever the size of one: each has no more than [`COUNT_MAX`], and no more
/// than [`BYTES_MAX`] by what `bytes` tells, unless it is a single one. After an error there is nothing more.
pub(crate) fn portions<T, E>(all: impl IntoIterator<Item = Result<T, E>>, bytes: impl Fn(&T) -> u64) -> impl Iterator<Item = Result<Vec<T>, E>> {
    let mut rest = all.into_iter().fuse();
    // One that did not fit, for the next portion, or why there is none.
    let mut held: Option<Result<T, E>> = None;
    let mut failed = false;
    std::iter::from_fn(move || {
        let mut portion = Vec::new();
        let mut sum = 0_u64;
        while !failed && portion.len() < COUNT_MAX {
            match held.take().or_else(|| rest.next()) {
                Some(Ok(one)) => {
                    sum = sum.saturating_add(bytes(&one));
                    if sum > BYTES_MAX && !portion.is_empty() {
                        held = Some(Ok(one));
                        break;
                    }
                    portion.push(one);
                }
                Some(Err(error)) if portion.is_empty() => {
                    failed = true;
                    return Some(Err(error));
                }
                // what came before it is told first
                error @ Some(Err(_)) => {
                    held = error;
                    break;
                }
                None => break,
            }
        }
        (!portion.is_empty()).then_some(Ok(portion))
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
            let cut: Vec<Vec<u64>> = portions(sizes.iter().map(|size| Ok::<u64, ()>(*size)), |size| *size).collect::<Result<_, _>>().unwrap();
            assert_eq!(cut.iter().map(Vec::len).collect::<Vec<_>>(), meant, "{why}");
            assert_eq!(cut.concat(), sizes, "{why}: nothing is left out");
        }
    }

    #[test]
    fn an_error_comes_behind_what_was_before_it() {
        let told: Vec<Result<Vec<u64>, &str>> = portions([Ok(1), Ok(2), Err("gone"), Ok(3)], |size| *size).collect();
        assert_eq!(told, [Ok(vec![1, 2]), Err("gone")]);
    }
}
