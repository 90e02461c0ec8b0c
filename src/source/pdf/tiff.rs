//! Pictures as TIFF files (TIFF 6.0): fax and JPEG data as they are, dots unpacked. The one format that holds all three, and says which way
//! up a picture is to be seen.

/// How the data of a picture are packed, as TIFF counts it (tag 259).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Packing {
    /// Dots as they are.
    None,
    /// ITU-T T.4, one-dimensional.
    Group3,
    /// ITU-T T.4, rows told by the one above them.
    Group3Mixed,
    /// ITU-T T.6.
    Group4,
    /// A whole JPEG file.
    Jpeg,
}

/// What the numbers of a dot mean (tag 262).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Ink {
    WhiteIsZero,
    BlackIsZero,
    Rgb,
    YCbCr,
}

/// A picture.
#[derive(Clone, Copy, Debug)]
pub(super) struct Picture<'b> {
    pub(super) width: u32,
    pub(super) height: u32,
    /// Bits of one number of a dot.
    pub(super) bits: u16,
    pub(super) packing: Packing,
    pub(super) ink: Ink,
    /// Which way up it is to be seen (tag 274): 1 as it lies, 6 turned clockwise.
    pub(super) orientation: u16,
    pub(super) data: &'b [u8],
}

const SHORT: u16 = 3;
const LONG: u16 = 4;

impl Picture<'_> {
    /// The file: one strip, the fields behind it.
    pub(super) fn file(&self) -> Vec<u8> {
        let samples: u16 = if matches!(self.ink, Ink::Rgb | Ink::YCbCr) { 3 } else { 1 };
        let length = u32::try_from(self.data.len()).unwrap_or(u32::MAX);
        let padding = self.data.len() % 2;
        // the bits of three numbers do not fit into a field and stand before the fields
        let bits_at = 8_u32.saturating_add(length).saturating_add(u32::from(padding == 1));
        let (compression, options) = match self.packing {
            Packing::None => (1, None),
            Packing::Group3 => (3, Some((292, 0))),
            Packing::Group3Mixed => (3, Some((292, 1))),
            Packing::Group4 => (4, Some((293, 0))),
            Packing::Jpeg => (7, None),
        };
        let ink = match self.ink {
            Ink::WhiteIsZero => 0,
            Ink::BlackIsZero => 1,
            Ink::Rgb => 2,
            Ink::YCbCr => 6,
        };
        let bits = if samples == 1 { (SHORT, 1, u32::from(self.bits)) } else { (SHORT, 3, bits_at) };
        let mut fields: Vec<(u16, (u16, u32, u32))> = vec![
            (256, (LONG, 1, self.width)),
            (257, (LONG, 1, self.height)),
            (258, bits),
            (259, (SHORT, 1, compression)),
            (262, (SHORT, 1, ink)),
            (273, (LONG, 1, 8)),
            (274, (SHORT, 1, u32::from(self.orientation))),
            (277, (SHORT, 1, u32::from(samples))),
            (278, (LONG, 1, self.height)),
            (279, (LONG, 1, length)),
        ];
        fields.extend(options.map(|(tag, value)| (tag, (LONG, 1, value))));
        let mut file = Vec::with_capacity(self.data.len() + 256);
        file.extend(b"II*\0");
        file.extend((bits_at + 6).to_le_bytes());
        file.extend(self.data);
        file.extend(std::iter::repeat_n(0, padding));
        (0..3).for_each(|_| file.extend(self.bits.to_le_bytes()));
        file.extend(u16::try_from(fields.len()).unwrap_or(u16::MAX).to_le_bytes());
        for (tag, (kind, count, value)) in fields {
            file.extend(tag.to_le_bytes());
            file.extend(kind.to_le_bytes());
            file.extend(count.to_le_bytes());
            file.extend(value.to_le_bytes());
        }
        file.extend(0_u32.to_le_bytes());
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_picture_lies_where_its_fields_say() {
        let data = [0, 16, 32, 48, 64];
        let picture = Picture { width: 5, height: 1, bits: 8, packing: Packing::None, ink: Ink::BlackIsZero, orientation: 6, data: &data };
        let file = picture.file();
        let directory = u32::from_le_bytes(file[4..8].try_into().unwrap()) as usize;
        let count = usize::from(u16::from_le_bytes(file[directory..directory + 2].try_into().unwrap()));
        let field = |tag: u16| {
            let rows = file[directory + 2..directory + 2 + 12 * count].chunks(12);
            rows.into_iter().find(|row| row[..2] == tag.to_le_bytes()).map(|row| u32::from_le_bytes(row[8..].try_into().unwrap()))
        };
        let (at, length) = (field(273).unwrap() as usize, field(279).unwrap() as usize);
        assert_eq!(file[at..at + length], data);
        assert_eq!((field(256), field(274), field(262), field(293)), (Some(5), Some(6), Some(1), None));
        assert_eq!(file.len(), directory + 2 + 12 * count + 4);
    }
}
