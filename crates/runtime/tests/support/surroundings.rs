//! What credentials are looked for with, in memory.

use std::collections::VecDeque;
use std::future;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use aliyun_runtime::clock::{Random, Sleep, SleepFuture};
use aliyun_runtime::credentials::Surroundings;
use aliyun_runtime::environment::Environment;
use aliyun_runtime::error::{TransportError, TransportErrorKind};
use aliyun_runtime::transport::{HttpRequest, HttpResponse, SendFuture, Transport};
use zeroize::Zeroizing;

/// A machine of variables and files. The home folder is `/home`.
#[derive(Clone, Debug, Default)]
pub(crate) struct Machine {
    pub(crate) variables: Vec<(String, String)>,
    pub(crate) files: Vec<(PathBuf, String)>,
}

impl Machine {
    pub(crate) fn with_variable(mut self, name: &str, value: &str) -> Self {
        self.variables.push((name.to_owned(), value.to_owned()));
        self
    }

    /// A file; `~/` in front stands for the home folder.
    pub(crate) fn with_file(mut self, path: &str, text: impl Into<String>) -> Self {
        let path = path.replacen('~', "/home", 1);
        self.files.push((path.into(), text.into()));
        self
    }
}

impl Environment for Machine {
    fn variable(&self, name: &str) -> Option<String> {
        let found = self.variables.iter().find(|(variable, _)| variable == name);
        found.map(|(_, value)| value.clone())
    }

    fn home(&self) -> Option<PathBuf> {
        Some("/home".into())
    }

    fn read(&self, path: &Path) -> io::Result<Zeroizing<String>> {
        let found = self.files.iter().find(|(file, _)| file == path);
        let text = found.map(|(_, text)| Zeroizing::new(text.clone()));
        text.ok_or_else(|| io::ErrorKind::NotFound.into())
    }
}

/// Gives its answers one after the other, and keeps the requests. `None` stands for a server that
/// cannot be reached, and so does the end of the answers.
#[derive(Clone, Debug, Default)]
pub(crate) struct Script {
    answers: Arc<Mutex<VecDeque<Option<HttpResponse>>>>,
    requests: Arc<Mutex<Vec<HttpRequest>>>,
}

impl Script {
    pub(crate) fn new(answers: impl IntoIterator<Item = Option<HttpResponse>>) -> Self {
        let answers = Arc::new(Mutex::new(answers.into_iter().collect()));
        Self { answers, requests: Arc::default() }
    }

    pub(crate) fn requests(&self) -> Vec<HttpRequest> {
        self.requests.lock().unwrap().clone()
    }
}

impl Transport for Script {
    fn send(&self, request: HttpRequest) -> SendFuture<'_> {
        self.requests.lock().unwrap().push(request);
        let answer = self.answers.lock().unwrap().pop_front().flatten();
        let unreachable = || TransportError::new(TransportErrorKind::Connect, "nobody listens");
        Box::pin(future::ready(answer.ok_or_else(unreachable)))
    }
}

/// Never ends, so that no limit is ever reached.
#[derive(Debug)]
struct Never;

impl Sleep for Never {
    fn sleep(&self, _: Duration) -> SleepFuture {
        Box::pin(future::pending())
    }
}

/// No random numbers: all are the same.
#[derive(Debug)]
struct Same;

impl Random for Same {
    fn fill(&self, bytes: &mut [u8]) -> io::Result<()> {
        bytes.fill(7);
        Ok(())
    }
}

/// Surroundings on 2026-01-02T03:04:05Z.
pub(crate) fn surroundings(machine: Machine, transport: Script) -> Surroundings {
    let time = std::time::UNIX_EPOCH + Duration::from_secs(1_767_323_045);
    let made = Surroundings::new().environment(machine).transport(transport);
    made.clock(time).random(Same).sleep(Never)
}
