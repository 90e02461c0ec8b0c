//! The tables of the stemmer as one file, so that a process need not make them: making takes a tenth of a second, reading `tables.bin` well
//! under a millisecond.
//!
//! The file is made by `tarmaq-learn-stems` from the endings and the three word lists, and a test holds that it is of today's. It is a
//! sequence of arrays, each after its length as 32 bits; all numbers are little-endian.

/// Writes arrays one after the other.
#[derive(Debug, Default)]
pub(super) struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    /// Adds an array.
    pub(super) fn put<T: Number>(&mut self, numbers: impl ExactSizeIterator<Item = T>) {
        self.bytes.extend(u32::try_from(numbers.len()).expect("the tables are small").to_le_bytes());
        numbers.for_each(|number| number.write(&mut self.bytes));
    }

    /// Adds texts: one array of their lengths, one of their bytes.
    pub(super) fn put_texts(&mut self, texts: &[String]) {
        self.put(texts.iter().map(|text| u16::try_from(text.len()).expect("a stem is short")));
        self.put(texts.concat().bytes());
    }

    pub(super) fn finish(self) -> Vec<u8> {
        self.bytes
    }
}

/// Reads what was written, in the same order.
#[derive(Debug)]
pub(super) struct Reader {
    rest: &'static [u8],
}

impl Reader {
    pub(super) fn new(bytes: &'static [u8]) -> Self {
        Self { rest: bytes }
    }

    fn take(&mut self, bytes: usize) -> &'static [u8] {
        let (taken, rest) = self.rest.split_at_checked(bytes).expect("tables.bin is whole: a test compares it with what it is made from");
        self.rest = rest;
        taken
    }

    /// The next array.
    pub(super) fn get<T: Number>(&mut self) -> Vec<T> {
        let length = u32::read(self.take(4)) as usize;
        self.take(length * T::BYTES).chunks_exact(T::BYTES).map(T::read).collect()
    }

    /// The next texts.
    pub(super) fn get_texts(&mut self) -> Vec<&'static str> {
        let lengths: Vec<u16> = self.get();
        let bytes = u32::read(self.take(4)) as usize;
        let mut rest = std::str::from_utf8(self.take(bytes)).expect("tables.bin is whole: a test compares it with what it is made from");
        let mut text = |length: u16| {
            let (text, after) = rest.split_at(usize::from(length));
            rest = after;
            text
        };
        lengths.into_iter().map(&mut text).collect()
    }
}

/// A number in the file.
pub(super) trait Number: Sized {
    const BYTES: usize;
    fn write(self, bytes: &mut Vec<u8>);
    fn read(bytes: &[u8]) -> Self;
}

macro_rules! number {
    ($type:ty) => {
        impl Number for $type {
            const BYTES: usize = size_of::<$type>();

            fn write(self, bytes: &mut Vec<u8>) {
                bytes.extend(self.to_le_bytes());
            }

            #[inline]
            fn read(bytes: &[u8]) -> Self {
                bytes.try_into().map_or(0, Self::from_le_bytes)
            }
        }
    };
}

number!(u8);
number!(u16);
number!(u32);
number!(i16);

/// Two scores: as noun, as verb.
impl Number for [i16; 2] {
    const BYTES: usize = 4;

    fn write(self, bytes: &mut Vec<u8>) {
        self.into_iter().for_each(|score| score.write(bytes));
    }

    #[inline]
    fn read(bytes: &[u8]) -> Self {
        let (noun, verb) = bytes.split_at(2);
        [i16::read(noun), i16::read(verb)]
    }
}
