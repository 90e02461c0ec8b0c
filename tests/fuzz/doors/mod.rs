//! Every place where Tarmaq takes what a stranger made, as a function of bytes that must hold for all of them.
//!
//! Two use it: the libFuzzer targets beside it, one a door, and the usual tests, which put the kept seeds and changed ones through each.

#![allow(unreachable_pub, reason = "public for the targets; the usual tests have it as a module of their own")]

mod file;
#[cfg(feature = "search")]
mod index;
pub mod promises;
#[cfg(feature = "search")]
mod question;
#[cfg(feature = "serve")]
mod request;
mod text;

/// A place where bytes come in.
pub struct Door {
    /// What its target and its folder of seeds are called.
    pub name: &'static str,
    /// Puts bytes in. Panics where a promise is broken.
    pub enter: fn(&[u8]),
}

/// All doors, by name.
pub const DOORS: &[Door] = &[
    Door { name: "akn", enter: |bytes| file::read("a.akn", bytes) },
    Door { name: "amend", enter: |bytes| text::lines(bytes, text::amend) },
    Door { name: "analyzer", enter: |bytes| text::whole(bytes, text::analyze) },
    Door { name: "cite", enter: |bytes| text::lines(bytes, text::cite) },
    Door { name: "diff", enter: |bytes| text::whole(bytes, text::diff) },
    Door { name: "docx", enter: |bytes| file::read("a.docx", bytes) },
    Door { name: "docx_parts", enter: file::read_parts },
    Door { name: "html", enter: |bytes| file::read("a.html", bytes) },
    #[cfg(feature = "search")]
    Door { name: "index", enter: index::read },
    Door { name: "markdown", enter: |bytes| file::read("a.md", bytes) },
    #[cfg(all(feature = "mcp", feature = "serve"))]
    Door { name: "mcp", enter: request::call },
    Door { name: "pdf", enter: |bytes| file::read("a.pdf", &[b"%PDF-1.7\n", bytes].concat()) },
    Door { name: "pdf_packed", enter: file::read_packed_page },
    Door { name: "pdf_page", enter: file::read_page },
    #[cfg(feature = "search")]
    Door { name: "question", enter: question::ask },
    Door { name: "repair", enter: |bytes| text::whole(bytes, text::repair) },
    #[cfg(feature = "serve")]
    Door { name: "request", enter: request::get },
    Door { name: "structure", enter: |bytes| text::whole(bytes, text::parse) },
    Door { name: "text", enter: |bytes| file::read("a.txt", bytes) },
];

/// Puts `bytes` into the door called `name`.
#[allow(dead_code, reason = "the targets use it, the usual tests walk over the table")]
pub fn enter(name: &str, bytes: &[u8]) {
    let door = DOORS.iter().find(|door| door.name == name).unwrap_or_else(|| panic!("there is no door called {name}"));
    (door.enter)(bytes);
}
