//! Waiting for calls in programs without async.
//!
//! Calls are made on a runtime in a thread of its own, one for the process, which also keeps the
//! connections alive between them. The thread that waits only waits, so that it does not matter
//! where it is: no runtime is entered in it.

use std::sync::OnceLock;
use std::sync::mpsc::sync_channel;
use std::{io, thread};

use tokio::runtime::{Builder, Handle};

use crate::Error;
use crate::error::ConfigurationError;

/// Waits for a future that is run elsewhere.
pub(crate) fn wait<T: Send + 'static>(
    future: impl Future<Output = Result<T, Error>> + Send + 'static,
) -> Result<T, Error> {
    let (sender, receiver) = sync_channel(1);
    runtime()?.spawn(async move {
        // Nobody is left to receive it only if the waiting thread is gone.
        let _ = sender.send(future.await);
    });
    receiver.recv().unwrap_or_else(|_| {
        Err(ConfigurationError::new("the call panicked in the thread that makes calls").into())
    })
}

fn runtime() -> Result<&'static Handle, ConfigurationError> {
    static RUNTIME: OnceLock<io::Result<Handle>> = OnceLock::new();
    RUNTIME.get_or_init(start).as_ref().map_err(|error| {
        ConfigurationError::new(format!("no thread can be started to make calls in: {error}"))
    })
}

/// Starts the thread, which lasts as long as the process.
fn start() -> io::Result<Handle> {
    let runtime = Builder::new_current_thread().enable_all().build()?;
    let handle = runtime.handle().clone();
    let run = move || runtime.block_on(std::future::pending::<()>());
    thread::Builder::new().name("aliyun-runtime".to_owned()).spawn(run)?;
    Ok(handle)
}
