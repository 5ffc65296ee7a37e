//! How the runtime names itself to a server.

/// `AlibabaCloud (linux; x86_64) Rust/1.95 Core/0.1.0`. Rust's version is the lowest that the
/// runtime builds with: that of the compiler is not known to it.
pub(crate) fn user_agent() -> String {
    format!(
        "AlibabaCloud ({}; {}) Rust/{} Core/{}",
        std::env::consts::OS,
        std::env::consts::ARCH,
        env!("CARGO_PKG_RUST_VERSION"),
        env!("CARGO_PKG_VERSION"),
    )
}
