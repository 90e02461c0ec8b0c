//! Addresses of the network: `https://adilet.zan.kz/kaz/docs/V1800016354`, `info@gov.kz`, `egov.kz`.

/// No more is looked at: longer ones are read as words.
const BYTES_MAX: usize = 2048;

/// How far what begins at byte `start` may go on as an address, and where the address ends, if it is one.
pub(super) struct Stretch {
    /// The first byte that cannot belong to an address.
    pub(super) looked_at: usize,
    /// The end of the address, punctuation of the sentence left out.
    pub(super) end: Option<usize>,
}

/// Looks for an address that begins at byte `start` of `text`.
pub(super) fn address_at(text: &str, start: usize) -> Stretch {
    let bytes = &text.as_bytes()[start..];
    let bytes = &bytes[..bytes.len().min(BYTES_MAX)];
    let length = bytes.iter().position(|&byte| !is_address_byte(byte)).unwrap_or(bytes.len());
    let looked_at = start + length;
    // A letter right behind it: «www.egov.kz-ке» is an address with an ending, «a.bөлім» is none.
    let stretch = &text[start..looked_at];
    let stretch = stretch.trim_end_matches(['.', ',', ';', ':', '!', '?', '\'', '-', '_', '&', '=', '/', '#']);
    let is_address = match stretch.split_once("://") {
        Some((scheme, rest)) => (3..=5).contains(&scheme.len()) && scheme.bytes().all(|byte| byte.is_ascii_alphabetic()) && has_host(rest),
        None => has_host(stretch),
    };
    Stretch { looked_at, end: is_address.then_some(start + stretch.len()) }
}

fn is_address_byte(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~' | b':' | b'/' | b'?' | b'#' | b'@' | b'!' | b'&' | b'\'' | b'+' | b'=' | b'%')
}

/// Whether `rest` begins with a name of two labels or more, the last one of letters: `egov.kz`, `name@gov.kz/…`.
fn has_host(rest: &str) -> bool {
    let host = rest.split(['/', '?', '#', ':']).next().unwrap_or_default();
    let host = match host.split_once('@') {
        Some(("", _)) => return false,
        Some((_, host)) => host,
        None => host,
    };
    let mut labels = host.split('.');
    let is_label = |label: &str| !label.is_empty() && label.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let Some(last) = labels.next_back() else { return false };
    let mut before = 0;
    (2..=6).contains(&last.len())
        && last.bytes().all(|byte| byte.is_ascii_lowercase())
        && labels.all(|label| {
            is_label(label) && {
                before += 1;
                true
            }
        })
        && before > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn addresses_end_where_the_sentence_goes_on() {
        let cases = [
            ("https://adilet.zan.kz/kaz/docs/V1800016354.", Some("https://adilet.zan.kz/kaz/docs/V1800016354")),
            ("info@gov.kz, тел.", Some("info@gov.kz")),
            ("www.egov.kz порталы", Some("www.egov.kz")),
            ("egov.kz-ке", Some("egov.kz")),
            ("No.5", None),
            ("C3", None),
            ("a.b", None),
            ("1.2.3", None),
            ("@", None),
            ("x://", None),
        ];
        for (text, meant) in cases {
            assert_eq!(address_at(text, 0).end.map(|end| &text[..end]), meant, "{text}");
        }
    }
}
