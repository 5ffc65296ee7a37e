//! `cargo xtask mock`: serves the pages as a local service.

use std::io::{self, Write};
use std::net::SocketAddr;
use std::path::Path;

use apigen_ir::Service;
use apigen_mock::{AccessKey, Mock, TEST_KEY_SECRET, serve};
use tokio::net::TcpListener;

use crate::cli::{MockArguments, Selection};
use crate::disk::at;
use crate::pages;
use crate::summary::Summary;

/// Serves until Ctrl-C; the result says whether there was anything to serve.
pub(crate) fn run(arguments: &MockArguments) -> io::Result<bool> {
    let services = services(&arguments.selection)?;
    if services.is_empty() {
        let specs = arguments.selection.specs.display();
        eprintln!("error: there is no operation to serve in {specs}");
        return Ok(false);
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(listen(services, arguments))?;
    Ok(true)
}

async fn listen(services: Vec<Service>, arguments: &MockArguments) -> io::Result<()> {
    let address = SocketAddr::new(arguments.host, arguments.port);
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|error| at(Path::new(&address.to_string()), &error))?;
    print_introduction(&services, listener.local_addr()?, arguments)?;
    let key = AccessKey::new(&arguments.access_key_id, &arguments.access_key_secret);
    let mock = Mock::new(services, key).list_length(arguments.list_length);
    tokio::select! {
        failed = serve(listener, mock) => failed.map(|never| match never {}),
        stopped = tokio::signal::ctrl_c() => stopped,
    }
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

fn print_introduction(
    services: &[Service],
    address: SocketAddr,
    arguments: &MockArguments,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "listening at http://{address}")?;
    for Service { product, version, operations, .. } in services {
        writeln!(out, "  {product} {version}, operations: {}", operations.len())?;
    }
    let id = &arguments.access_key_id;
    let is_for_tests = arguments.access_key_secret == TEST_KEY_SECRET;
    // A secret of one's own is not printed.
    let secret = if is_for_tests { TEST_KEY_SECRET } else { "…" };
    writeln!(
        out,
        "\nTo call it:\n\n    Client::builder()\n        .endpoint(\"http://{address}\")\n        \
         .credentials(Credentials::new(\"{id}\", \"{secret}\"))\n        .build()?\n\n\
         Ctrl-C stops it."
    )?;
    out.flush()
}
