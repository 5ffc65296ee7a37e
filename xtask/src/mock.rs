//! `cargo xtask mock`: serves the pages as a local service.
//!
//! The server is a program of its own, which Cargo builds when it is asked for: with it, the command
//! line would take far longer to build for everyone who only generates.

use std::fs::File;
use std::io::{self, Seek, Write};
use std::process::{Command, Stdio};

use apigen_ir::Service;
use serde_json::json;

use crate::cli::{MockArguments, Selection};
use crate::pages;
use crate::summary::Summary;

/// The package of the server.
const SERVER: &str = "apigen-mock";

/// Serves until Ctrl-C; the result says whether there was anything to serve.
pub(crate) fn run(arguments: &MockArguments) -> io::Result<bool> {
    let services = services(&arguments.selection)?;
    if services.is_empty() {
        let specs = arguments.selection.specs.display();
        eprintln!("error: there is no operation to serve in {specs}");
        return Ok(false);
    }
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let manifest = concat!(env!("CARGO_MANIFEST_DIR"), "/../Cargo.toml");
    let mut server = Command::new(cargo);
    server.args(["run", "--quiet", "--locked", "--package", SERVER, "--manifest-path", manifest]);
    become_server(server.stdin(Stdio::from(order(&services, arguments)?)))
}

/// What the server reads first: what it shall serve, where, and to whom.
fn order(services: &[Service], arguments: &MockArguments) -> io::Result<File> {
    let order = json!({
        "services": services,
        // A service is written without its operations.
        "operations": services.iter().map(|it| &it.operations).collect::<Vec<_>>(),
        "host": arguments.host,
        "port": arguments.port,
        "access_key_id": arguments.access_key_id,
        "access_key_secret": arguments.access_key_secret,
        "list_length": arguments.list_length,
    });
    // A secret shall not be among the arguments, which every user of the machine can see.
    let mut file = tempfile::tempfile()?;
    serde_json::to_writer(&mut file, &order)?;
    file.flush()?;
    file.rewind()?;
    Ok(file)
}

/// Who stops this process means the server.
#[cfg(unix)]
fn become_server(server: &mut Command) -> io::Result<bool> {
    use std::os::unix::process::CommandExt;

    Err(server.exec())
}

#[cfg(not(unix))]
fn become_server(server: &mut Command) -> io::Result<bool> {
    server.status().map(|status| status.success())
}

/// The services that are meant, with the operations that are.
///
/// Pages that cannot be understood are not served; what is wrong with them is a matter of `codegen`.
fn services(selection: &Selection) -> io::Result<Vec<Service>> {
    let reading = pages::read(selection)?;
    let rejected = Summary::count(&reading.extraction).rejected;
    if rejected > 0 {
        eprintln!("warning: pages that are rejected: {rejected}; `cargo xtask codegen` tells why");
    }
    let mut services = reading.extraction.services;
    services.retain(|service| selection.has_product(&service.product));
    for service in &mut services {
        service.operations.retain(|operation| selection.has_action(&operation.action));
    }
    services.retain(|service| !service.operations.is_empty());
    Ok(services)
}
