//! Addresses on one portal.

use std::fmt;

use super::Error;

/// An address of the web: where, and what there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Address {
    secure: bool,
    /// Host and port.
    host: String,
    /// From the `/` on.
    pub(super) path: String,
}

impl Address {
    /// The address of a portal, without a path.
    pub(super) fn parse(portal: &str) -> Result<Self, Error> {
        let fail = || Error::Portal { portal: portal.to_owned() };
        let address = Self::absolute(portal.trim()).ok_or_else(fail)?;
        if address.path == "/" { Ok(address) } else { Err(fail()) }
    }

    fn absolute(text: &str) -> Option<Self> {
        let (secure, rest) = match text.strip_prefix("https://") {
            Some(rest) => (true, rest),
            None => (false, text.strip_prefix("http://")?),
        };
        let (host, path) = rest.find('/').map_or((rest, "/"), |at| rest.split_at(at));
        let sound = !host.is_empty() && host.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'.' | b'-' | b':' | b'[' | b']'));
        let path = path.split('#').next().unwrap_or("/");
        (sound && is_sound(path)).then(|| Self { secure, host: host.to_ascii_lowercase(), path: path.to_owned() })
    }

    /// Another path on the same host.
    pub(super) fn with_path(&self, path: &str) -> Self {
        Self { path: path.to_owned(), ..self.clone() }
    }

    /// Where a redirect leads; none to another host, and none from a secure address to one that is not.
    pub(super) fn follow(&self, target: &str) -> Option<Self> {
        let target = target.trim();
        let next = if target.contains("://") {
            Self::absolute(target)?
        } else if target.starts_with('/') && !target.starts_with("//") {
            let path = target.split('#').next().unwrap_or("/");
            is_sound(path).then(|| self.with_path(path))?
        } else {
            return None;
        };
        (next.host == self.host && (next.secure || !self.secure)).then_some(next)
    }
}

fn is_sound(path: &str) -> bool {
    path.len() <= 2_048 && path.bytes().all(|byte| byte.is_ascii_graphic())
}

impl fmt::Display for Address {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}://{}{}", if self.secure { "https" } else { "http" }, self.host, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_redirect_stays_on_its_host() {
        let from = Address::parse("https://adilet.zan.kz").unwrap().with_path("/kaz/docs/V1");
        let cases = [
            ("/kaz/docs/V2", Some("https://adilet.zan.kz/kaz/docs/V2")),
            ("https://ADILET.zan.kz/kaz/docs/V2#z1", Some("https://adilet.zan.kz/kaz/docs/V2")),
            ("http://adilet.zan.kz/kaz/docs/V2", None),
            ("https://example.kz/kaz/docs/V1", None),
            ("//example.kz/", None),
            ("file:///etc/passwd", None),
            ("", None),
        ];
        for (target, meant) in cases {
            assert_eq!(from.follow(target).map(|address| address.to_string()).as_deref(), meant, "{target}");
        }
        for portal in ["adilet.zan.kz", "https://", "https://adilet.zan.kz/kaz", "https://a b"] {
            assert!(Address::parse(portal).is_err(), "{portal}");
        }
    }
}
