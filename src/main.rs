//! The binary `tarmaq`: hands its arguments to [`tarmaq::cli`] and returns the exit code.

fn main() -> std::process::ExitCode {
    tarmaq::cli::run(std::env::args_os())
}
