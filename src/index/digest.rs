//! What bytes are known by.

use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

use sha2::{Digest as _, Sha256};

use super::manifest::FileRecord;

/// A SHA-256 of words that are written piece by piece.
#[derive(Default)]
pub(crate) struct Digest(Sha256);

impl Digest {
    /// Takes in `words`.
    pub(crate) fn update(&mut self, words: &str) {
        self.0.update(words);
    }

    /// The digest, in hexadecimal.
    pub(crate) fn finish(self) -> String {
        hexadecimal(&self.0.finalize())
    }
}

impl std::fmt::Write for Digest {
    fn write_str(&mut self, words: &str) -> std::fmt::Result {
        self.update(words);
        Ok(())
    }
}

/// The SHA-256 of `bytes`, in hexadecimal.
pub(crate) fn sha256(bytes: &[u8]) -> String {
    hexadecimal(&Sha256::digest(bytes))
}

/// The SHA-256 of a file, in hexadecimal.
pub(crate) fn sha256_of_file(path: &Path) -> io::Result<String> {
    let mut hash = Sha256::new();
    read_through(path, |bytes| hash.update(bytes))?;
    Ok(hexadecimal(&hash.finalize()))
}

/// The CRC-32 of a file.
pub(super) fn sum_of_file(path: &Path) -> io::Result<u32> {
    let mut sum = crc32fast::Hasher::new();
    read_through(path, |bytes| sum.update(bytes))?;
    Ok(sum.finalize())
}

/// A file as it is recorded under `name`: its size, its SHA-256 and its CRC-32.
pub(super) fn record_of_file(path: &Path, name: String) -> io::Result<FileRecord> {
    let (mut hash, mut sum, mut bytes) = (Sha256::new(), crc32fast::Hasher::new(), 0);
    read_through(path, |piece| {
        hash.update(piece);
        sum.update(piece);
        bytes += piece.len() as u64;
    })?;
    Ok(FileRecord { name, bytes, sha256: hexadecimal(&hash.finalize()), sum: sum.finalize() })
}

/// Reads a file in pieces: it may be larger than the memory.
fn read_through(path: &Path, mut take: impl FnMut(&[u8])) -> io::Result<()> {
    let mut file = File::open(path)?;
    let mut buffer = vec![0; 128 * 1024];
    loop {
        match file.read(&mut buffer) {
            Ok(0) => return Ok(()),
            Ok(count) => take(&buffer[..count]),
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
}

fn hexadecimal(digest: &[u8]) -> String {
    digest.iter().map(|byte| format!("{byte:02x}")).collect()
}
