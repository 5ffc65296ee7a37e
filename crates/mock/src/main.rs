//! The server as a program. What it serves it reads from standard input, as `cargo xtask mock` writes
//! it there.

use std::error::Error;
use std::io::{self, Write};
use std::net::{IpAddr, SocketAddr};
use std::process::ExitCode;

use apigen_ir::{Operation, Service};
use apigen_mock::{AccessKey, Mock, TEST_KEY_ID, TEST_KEY_SECRET, serve};
use serde::Deserialize;
use tokio::net::TcpListener;

/// What to serve, where, and to whom.
#[derive(Deserialize)]
struct Order {
    services: Vec<Service>,
    /// The operations of each service, which are not written with it.
    operations: Vec<Vec<Operation>>,
    host: IpAddr,
    /// 0 is any that is free.
    port: u16,
    access_key_id: Option<String>,
    access_key_secret: Option<String>,
    list_length: Option<usize>,
}

/// Serves until Ctrl-C.
fn main() -> ExitCode {
    match run() {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            eprintln!("error: {error}");
            ExitCode::FAILURE
        }
    }
}

fn run() -> Result<(), Box<dyn Error>> {
    let mut order: Order = serde_json::from_reader(io::stdin().lock())
        .map_err(|error| format!("no order to serve, as `cargo xtask mock` gives it: {error}"))?;
    for (service, operations) in
        order.services.iter_mut().zip(std::mem::take(&mut order.operations))
    {
        service.operations = operations;
    }
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    runtime.block_on(listen(order))
}

async fn listen(order: Order) -> Result<(), Box<dyn Error>> {
    let address = SocketAddr::new(order.host, order.port);
    let listener = TcpListener::bind(address).await;
    let listener = listener.map_err(|error| format!("{address}: {error}"))?;
    let id = order.access_key_id.as_deref().unwrap_or(TEST_KEY_ID);
    let secret = order.access_key_secret.as_deref().unwrap_or(TEST_KEY_SECRET);
    print_introduction(&order.services, listener.local_addr()?, id, secret)?;
    let key = AccessKey::new(id, secret);
    let mock = Mock::new(order.services, key).list_length(order.list_length);
    tokio::select! {
        failed = serve(listener, mock) => failed.map(|never| match never {})?,
        stopped = tokio::signal::ctrl_c() => stopped?,
    }
    Ok(())
}

fn print_introduction(
    services: &[Service],
    address: SocketAddr,
    id: &str,
    secret: &str,
) -> io::Result<()> {
    let mut out = io::stdout().lock();
    writeln!(out, "listening at http://{address}")?;
    for Service { product, version, operations, .. } in services {
        writeln!(out, "  {product} {version}, operations: {}", operations.len())?;
    }
    // A secret of one's own is not printed.
    let secret = if secret == TEST_KEY_SECRET { TEST_KEY_SECRET } else { "…" };
    writeln!(
        out,
        "\nTo call it:\n\n    Client::builder()\n        .endpoint(\"http://{address}\")\n        \
         .credentials(Credentials::new(\"{id}\", \"{secret}\"))\n        .build()?\n\n\
         Ctrl-C stops it."
    )?;
    out.flush()
}
