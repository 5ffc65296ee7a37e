//! The project's command line: reads the pages under `specs/` and writes the crates in `generated/`.
//!
//! Files, terminal and exit codes live here; how pages are read and Rust is written does not.

mod apply;
mod base;
mod cache;
mod cli;
mod codegen;
mod diff;
mod disk;
mod emission;
mod explain;
mod fields;
mod last_run;
mod lint;
mod lock;
mod manifest;
mod mock;
mod openapi;
mod output;
mod pages;
mod render;
mod report;
mod revision;
mod rows;
mod summary;
mod texts;
mod workspace;

use std::process::ExitCode;

use clap::Parser;

use crate::cli::{Cli, Command};

fn main() -> ExitCode {
    let result = match Cli::parse().command {
        Command::Codegen(arguments) => codegen::run(&arguments),
        Command::Diff(arguments) => diff::run(&arguments),
        Command::Report(arguments) => report::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Fields(arguments) => fields::run(&arguments),
        Command::Lint(arguments) => lint::run(&arguments),
        Command::Rows(arguments) => rows::run(&arguments),
        Command::Openapi(arguments) => openapi::run(&arguments),
        Command::Mock(arguments) => mock::run(&arguments),
    };
    match result {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(failure) => {
            eprintln!("error: {failure}");
            ExitCode::FAILURE
        }
    }
}
