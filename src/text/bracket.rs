/// `text` without what stands in brackets; from one that stays open on nothing is left.
pub(crate) fn outside_brackets(text: &str) -> String {
    let mut depth = 0_usize;
    let outside = text.chars().filter(|c| {
        depth += usize::from(*c == '(');
        let outside = depth == 0;
        depth = depth.saturating_sub(usize::from(*c == ')'));
        outside
    });
    outside.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_in_brackets_is_left_out() {
        for (text, outside) in [("", ""), ("а (б (в) г) д", "а  д"), ("а) б", "а) б"), ("а (б", "а "), ("(Салық кодексі) (", " ")] {
            assert_eq!(outside_brackets(text), outside, "{text}");
        }
    }
}
