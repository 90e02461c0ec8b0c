//! The signs that content streams and character maps are written in.
//!
//! After this: bytes are numbers, names, strings and words, one at a time, nothing held back for the next; damage costs
//! the sign it stands in and no more.

use std::ops::Range;

/// One sign.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Token<'t> {
    /// A number; one that cannot be read is 0.
    Number(f32),
    /// A name without its `/`, `#xx` not decoded.
    Name(&'t [u8]),
    /// A string: these bytes of the store.
    String(Range<usize>),
    /// `[`
    Open,
    /// `]`
    Close,
    /// `<<`
    DictionaryOpen,
    /// `>>`
    DictionaryClose,
    /// Anything else: an operator.
    Word(&'t [u8]),
}

/// Reads signs one after another.
#[derive(Debug)]
pub(super) struct Lexer<'t> {
    bytes: &'t [u8],
    at: usize,
    /// A string went on to the end of all: brackets cannot be counted here.
    is_unclosed: bool,
}

fn is_white(byte: u8) -> bool {
    matches!(byte, 0 | 9 | 10 | 12 | 13 | 32)
}

fn is_regular(byte: u8) -> bool {
    !is_white(byte) && !matches!(byte, b'(' | b')' | b'<' | b'>' | b'[' | b']' | b'{' | b'}' | b'/' | b'%')
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).and_then(|digit| u8::try_from(digit).ok())
}

impl<'t> Lexer<'t> {
    pub(super) fn new(bytes: &'t [u8]) -> Self {
        Self { bytes, at: 0, is_unclosed: false }
    }

    /// How many bytes were read.
    pub(super) fn at(&self) -> usize {
        self.at
    }

    fn peek(&self) -> Option<u8> {
        self.bytes.get(self.at).copied()
    }

    fn skip_white(&mut self) {
        while let Some(byte) = self.peek() {
            if is_white(byte) {
                self.at += 1;
            } else if byte == b'%' {
                self.at = memchr::memchr2(b'\n', b'\r', &self.bytes[self.at..]).map_or(self.bytes.len(), |end| self.at + end);
            } else {
                break;
            }
        }
    }

    /// The next sign; the bytes of a string are put after what `store` holds.
    pub(super) fn next(&mut self, store: &mut Vec<u8>) -> Option<Token<'t>> {
        self.skip_white();
        let first = self.peek()?;
        let start = self.at;
        self.at += 1;
        Some(match first {
            b'[' => Token::Open,
            b']' => Token::Close,
            b'(' => self.literal(store),
            b'<' if self.peek() == Some(b'<') => {
                self.at += 1;
                Token::DictionaryOpen
            }
            b'<' => self.hexadecimal(store),
            b'>' if self.peek() == Some(b'>') => {
                self.at += 1;
                Token::DictionaryClose
            }
            b'/' => {
                self.regular();
                Token::Name(&self.bytes[start + 1..self.at])
            }
            b'0'..=b'9' | b'+' | b'-' | b'.' => {
                self.regular();
                number(&self.bytes[start..self.at])
            }
            byte if is_regular(byte) => {
                self.regular();
                Token::Word(&self.bytes[start..self.at])
            }
            _ => Token::Word(&self.bytes[start..self.at]),
        })
    }

    fn regular(&mut self) {
        while self.peek().is_some_and(is_regular) {
            self.at += 1;
        }
    }

    fn literal(&mut self, store: &mut Vec<u8>) -> Token<'t> {
        let (start, from) = (store.len(), self.at);
        if !self.is_unclosed && !self.literal_to_end(store, true) {
            // A bracket too many, by damage: all that follows would be one string.
            self.is_unclosed = true;
            self.at = from;
            store.truncate(start);
        }
        if self.is_unclosed {
            self.literal_to_end(store, false);
        }
        Token::String(start..store.len())
    }

    /// The bytes of a string; brackets inside it come in pairs where they are `nested`. Tells whether it is closed.
    fn literal_to_end(&mut self, store: &mut Vec<u8>, nested: bool) -> bool {
        let mut depth = 1_u32;
        while let Some(byte) = self.peek() {
            self.at += 1;
            match byte {
                b'(' => depth += u32::from(nested),
                b')' => depth -= 1,
                b'\\' => {
                    self.escape(store);
                    continue;
                }
                b'\r' => {
                    self.at += usize::from(self.peek() == Some(b'\n'));
                    store.push(b'\n');
                    continue;
                }
                _ => {}
            }
            if depth == 0 {
                return true;
            }
            store.push(byte);
        }
        false
    }

    fn escape(&mut self, store: &mut Vec<u8>) {
        let Some(byte) = self.peek() else { return };
        self.at += 1;
        match byte {
            b'n' => store.push(b'\n'),
            b'r' => store.push(b'\r'),
            b't' => store.push(b'\t'),
            b'b' => store.push(8),
            b'f' => store.push(12),
            b'\r' => self.at += usize::from(self.peek() == Some(b'\n')),
            b'\n' => {}
            b'0'..=b'7' => {
                let mut value = u32::from(byte - b'0');
                for _ in 0..2 {
                    let Some(digit @ b'0'..=b'7') = self.peek() else { break };
                    value = value * 8 + u32::from(digit - b'0');
                    self.at += 1;
                }
                // What does not fit into a byte is cut off, as the standard says.
                store.push((value & 0xff) as u8);
            }
            byte => store.push(byte),
        }
    }

    fn hexadecimal(&mut self, store: &mut Vec<u8>) -> Token<'t> {
        let start = store.len();
        let mut high = None;
        while let Some(byte) = self.peek() {
            if matches!(byte, b'(' | b'[' | b'<' | b'/') {
                // It is not closed, by damage: another sign begins.
                break;
            }
            self.at += 1;
            if byte == b'>' {
                break;
            }
            let Some(digit) = hex(byte) else { continue };
            match high.take() {
                None => high = Some(digit << 4),
                Some(high) => store.push(high | digit),
            }
        }
        store.extend(high);
        Token::String(start..store.len())
    }

    /// Passes over the data of an inline image, which begin right after the `ID` that was read.
    pub(super) fn skip_image(&mut self) {
        let mut from = self.at;
        while let Some(found) = memchr::memmem::find(&self.bytes[from..], b"EI") {
            let at = from + found;
            let ended = self.bytes.get(at + 2).is_none_or(|&byte| is_white(byte));
            // Two letters in the middle of the data end nothing: what follows them is text again.
            let text = self.bytes[at + 2..].iter().take(12).all(|&byte| is_white(byte) || (0x20..0x7f).contains(&byte));
            if at > self.at && is_white(self.bytes[at - 1]) && ended && text {
                self.at = at + 2;
                return;
            }
            from = at + 2;
        }
        self.at = self.bytes.len();
    }
}

fn number(text: &[u8]) -> Token<'_> {
    let mut negative = false;
    let (mut whole, mut fraction, mut scale) = (0_f64, 0_f64, 1_f64);
    let mut point = false;
    let mut digits = 0;
    for (at, &byte) in text.iter().enumerate() {
        match byte {
            b'-' => negative |= at == 0 || digits == 0,
            b'+' => {}
            b'.' if !point => point = true,
            b'0'..=b'9' if point => {
                digits += 1;
                scale /= 10.0;
                fraction += f64::from(byte - b'0') * scale;
            }
            b'0'..=b'9' => {
                digits += 1;
                whole = whole * 10.0 + f64::from(byte - b'0');
            }
            _ => return Token::Word(text),
        }
    }
    let value = if negative { -(whole + fraction) } else { whole + fraction };
    // Nothing on a page needs more digits than a 32-bit number has.
    let value = value as f32;
    Token::Number(if value.is_finite() { value } else { 0.0 })
}

/// A name with its `#xx` decoded.
pub(super) fn name(raw: &[u8]) -> Vec<u8> {
    let mut name = Vec::with_capacity(raw.len());
    let mut at = 0;
    while at < raw.len() {
        let code = (raw[at] == b'#').then(|| Some(hex(*raw.get(at + 1)?)? << 4 | hex(*raw.get(at + 2)?)?)).flatten();
        name.push(code.unwrap_or(raw[at]));
        at += if code.is_some() { 3 } else { 1 };
    }
    name
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn signs_are_read_one_at_a_time() {
        let text = b"q 1 -.5 0.25- --3 /F#31 12 Tf [(a\\)\\101\\\r\nb) -20 <41 4>]TJ % remark\n<</MCID 0>>BDC BI /W 1 ID x EIq EI Q )";
        let mut lexer = Lexer::new(text);
        let mut store = Vec::new();
        let mut told = Vec::new();
        while let Some(token) = lexer.next(&mut store) {
            if token == Token::Word(b"ID") {
                lexer.skip_image();
            }
            told.push(match token {
                Token::Number(number) => format!("{number}"),
                Token::Name(raw) => format!("/{}", String::from_utf8_lossy(&name(raw))),
                Token::String(range) => format!("({})", String::from_utf8_lossy(&store[range])),
                Token::Word(word) => String::from_utf8_lossy(word).into_owned(),
                other => format!("{other:?}"),
            });
        }
        let meant = "q 1 -0.5 0.25 -3 /F1 12 Tf Open (a)Ab) -20 (A@) Close TJ DictionaryOpen /MCID 0 DictionaryClose BDC BI /W 1 ID Q )";
        assert_eq!(told.join(" "), meant);
    }

    #[test]
    fn a_string_that_is_not_closed_costs_no_more_than_itself() {
        let cases: [(&[u8], &str); 4] =
            [(b"(a (b c)Tj (d)Tj", "(a (b c) Tj (d) Tj"), (b"(a (b) c)Tj (d Tj", "(a (b) c) Tj (d Tj)"), (b"<41 (b)Tj", "(A) (b) Tj"), (b"(((((", "((((()")];
        for (text, meant) in cases {
            let (mut lexer, mut store, mut told) = (Lexer::new(text), Vec::new(), Vec::new());
            while let Some(token) = lexer.next(&mut store) {
                told.push(match token {
                    Token::String(range) => format!("({})", String::from_utf8_lossy(&store[range])),
                    Token::Word(word) => String::from_utf8_lossy(word).into_owned(),
                    other => format!("{other:?}"),
                });
            }
            assert_eq!(told.join(" "), meant, "{}", String::from_utf8_lossy(text));
        }
    }
}
