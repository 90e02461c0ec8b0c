//! The API and the page, asked without a network and with one: what is answered, what is refused and how, and that no text becomes markup.

mod api;
mod fixture;
mod metrics;
mod page;
mod parted;
#[cfg(all(feature = "cli", unix))]
mod server;
mod weight;
