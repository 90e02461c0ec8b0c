//! structure
mod outline;
pub use outline::outline;
