//! The build script of the package: what version of the stages reads the sources.
//!
//! An index remembers which version read its acts; another version reads every source again. A number raised by hand is forgotten one day, and
//! then an old reading stays in the index unnoticed. So it is the digest of the code that decides what is in an index: everything in `src/` but
//! the rooms that only ask and answer, and the versions of the libraries. A comment counts as a change too; that costs one ingest and no wrong answer.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// What of `src/` has no say in what an index holds. A room that is not named here counts.
const ASKING: &[&str] = &["cli", "fetch", "lib.rs", "main.rs", "mcp", "query", "serve", "wire", "ARCHITECTURE.md"];

#[cfg_attr(test, allow(dead_code))]
#[allow(clippy::print_stdout)]
fn main() -> io::Result<()> {
    // Cargo reads what a build script prints.
    println!("cargo:rerun-if-changed=src");
    println!("cargo:rustc-env=TARMAQ_READER={:016x}", version(Path::new("src"))?);
    Ok(())
}

/// The digest of the code below `src` that decides what is in an index.
pub(crate) fn version(src: &Path) -> io::Result<u64> {
    let mut files = Vec::new();
    let mut folders = vec![src.to_owned()];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(&folder)? {
            let path: PathBuf = entry?.path();
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let counts = !(folder == src && ASKING.contains(&name.as_str())) && name != "tests.rs" && name != "tests";
            match (counts, path.is_dir()) {
                (false, _) => {}
                (true, true) => folders.push(path),
                (true, false) => files.push(path),
            }
        }
    }
    let mut named = Vec::with_capacity(files.len());
    for path in files {
        let place = path.strip_prefix(src).unwrap_or(&path).to_string_lossy().replace('\\', "/");
        // Line ends are those of whoever checked the files out.
        let text: Vec<u8> = fs::read(&path)?.into_iter().filter(|byte| *byte != b'\r').collect();
        named.push((place, text));
    }
    named.sort();
    // FNV-1a: a build script has no libraries, and nobody forges the code that is compiled.
    let mut digest = 0xcbf2_9ce4_8422_2325_u64;
    for (place, text) in named {
        for byte in place.bytes().chain([0]).chain(text).chain([0]) {
            digest = (digest ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
    Ok(digest)
}
