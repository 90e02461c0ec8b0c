//! The binary `tarmaq`.
fn main() {}
