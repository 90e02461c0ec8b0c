//! `robots.txt` (RFC 9309): what a server lets programs ask for.

use std::time::Duration;

/// The name by which rules may be about us.
const OUR_NAME: &str = "tarmaq";
/// Rules that are kept, and the longest of them.
const RULES_MAX: usize = 2_000;
const RULE_BYTES_MAX: usize = 512;

/// The rules that are about us. With none, everything is allowed.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Robots {
    /// Whether it is allowed, and the pattern.
    rules: Vec<(bool, String)>,
    seconds: f64,
}

impl Robots {
    pub(super) fn parse(text: &str) -> Self {
        let (mut ours, mut everybodys) = (None::<Self>, Self::default());
        // Names of the group that is open; a name after a rule begins another group.
        let (mut is_ours, mut is_everybodys, mut in_rules) = (false, false, true);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or("");
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if std::mem::take(&mut in_rules) {
                    (is_ours, is_everybodys) = (false, false);
                }
                is_ours |= value.split('/').next().is_some_and(|name| name.trim().eq_ignore_ascii_case(OUR_NAME));
                is_everybodys |= value == "*";
                if is_ours {
                    ours.get_or_insert_default();
                }
                continue;
            }
            in_rules = true;
            for group in is_ours.then_some(()).and(ours.as_mut()).into_iter().chain(is_everybodys.then_some(&mut everybodys)) {
                group.rule(&key, value);
            }
        }
        ours.unwrap_or(everybodys)
    }

    fn rule(&mut self, key: &str, value: &str) {
        let fits = !value.is_empty() && value.len() <= RULE_BYTES_MAX && self.rules.len() < RULES_MAX;
        match key {
            "allow" | "disallow" if fits => self.rules.push((key == "allow", value.to_owned())),
            "crawl-delay" => self.seconds = value.parse().ok().filter(|seconds: &f64| seconds.is_finite() && *seconds > 0.0).unwrap_or(self.seconds),
            _ => {}
        }
    }

    /// Whether `path` may be asked for: the longest pattern that matches decides, and of two as long the one that allows.
    pub(super) fn allows(&self, path: &str) -> bool {
        let matching = self.rules.iter().filter(|(_, pattern)| matches(pattern, path));
        matching.max_by_key(|(allows, pattern)| (pattern.len(), *allows)).is_none_or(|(allows, _)| *allows)
    }

    /// The time that the server wants between two requests.
    pub(super) fn delay(&self) -> Duration {
        Duration::try_from_secs_f64(self.seconds).unwrap_or_default()
    }
}

/// Whether a path begins as `pattern` says; `*` is anything, `$` at the end is the end.
fn matches(pattern: &str, path: &str) -> bool {
    let (pattern, anchored) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut parts = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(parts.next().unwrap_or("")) else { return false };
    let mut last_is_star = false;
    let parts: Vec<&str> = parts.collect();
    for (at, part) in parts.iter().enumerate() {
        last_is_star = part.is_empty();
        if anchored && at + 1 == parts.len() {
            return rest.ends_with(part);
        }
        match rest.find(part) {
            Some(found) => rest = &rest[found + part.len()..],
            None => return false,
        }
    }
    !anchored || rest.is_empty() || last_is_star
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_about_us_decides() {
        let text = "User-agent: *\nDisallow: /kaz/\nAllow: /kaz/docs/*/download$\nDisallow: /*.pdf$ # files\nCrawl-delay: 3\n\nUser-agent: other\nUser-agent: Tarmaq/1\nDisallow: /rus\n";
        let ours = Robots::parse(text);
        assert!(ours.allows("/kaz/docs/V1") && !ours.allows("/rus/docs/V1"), "the group that names us, and no other");
        let all = Robots::parse(text.split("User-agent: other").next().unwrap());
        for (path, allowed) in [
            ("/kaz/docs/V1", false),
            ("/kaz/docs/V1/download", true),
            ("/kaz/docs/V1/download/docx", false),
            ("/rus/a.pdf", false),
            ("/rus/a.pdf?b", true),
            ("/", true),
        ] {
            assert_eq!(all.allows(path), allowed, "{path}");
        }
        assert_eq!(all.delay(), Duration::from_secs(3));
        assert!(Robots::parse("<html>no rules</html>").allows("/kaz/docs/V1"));
        assert!(Robots::parse("User-agent: *\nDisallow:").allows("/a"));
        assert!(!Robots::parse("User-agent: *\nDisallow: /\nAllow: /x").allows("/a"));
    }
}
