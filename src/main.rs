//! The binary `tarmaq`: hands its arguments to [`tarmaq::cli`] and returns the exit code.

#[cfg(feature = "mimalloc")]
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> std::process::ExitCode {
    tarmaq::cli::run(std::env::args_os())
}
