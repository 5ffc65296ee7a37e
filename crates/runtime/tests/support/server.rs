//! A server on the loopback interface that misbehaves on purpose, in threads of its own.

use std::io::{BufRead, BufReader, Read, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, Mutex};
use std::thread;

/// A request as it came over the wire.
#[derive(Clone, Debug)]
pub(crate) struct Received {
    /// How many requests came before, over any connection.
    pub(crate) number: usize,
    /// The request line and the headers, word for word.
    pub(crate) head: String,
    pub(crate) body: Vec<u8>,
}

impl Received {
    /// The value of a parameter in the query, as it is encoded.
    pub(crate) fn query(&self, name: &str) -> Option<&str> {
        let (_, query) = self.head.split(' ').nth(1)?.split_once('?')?;
        query.split('&').find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
    }
}

/// What the server does with a request.
#[derive(Clone, Debug)]
pub(crate) enum Reaction {
    /// Answers, and keeps the connection.
    Answer(Vec<u8>),
    /// Answers as if it kept the connection, and closes it.
    AnswerAndClose(Vec<u8>),
    /// Writes this, word for word, and closes the connection.
    Close(Vec<u8>),
    /// Writes this and resets the connection.
    Reset(Vec<u8>),
    /// Writes this, and nothing more while the connection stands.
    Stall(Vec<u8>),
}

impl Reaction {
    pub(crate) fn ok() -> Self {
        Self::answer(200, "", "{}")
    }

    /// An answer with further header lines, each with its end.
    pub(crate) fn answer(status: u16, headers: &str, body: &str) -> Self {
        Self::Answer(message(status, headers, body))
    }
}

/// An answer with the length of its body.
pub(crate) fn message(status: u16, headers: &str, body: &str) -> Vec<u8> {
    let length = body.len();
    format!("HTTP/1.1 {status} Status\r\n{headers}content-length: {length}\r\n\r\n{body}").into()
}

/// The server. Its threads end with the test's process.
pub(crate) struct Server {
    url: String,
    shared: Arc<Shared>,
}

struct Shared {
    react: Box<dyn Fn(&Received) -> Reaction + Send + Sync>,
    requests: Mutex<Vec<Received>>,
    connections: AtomicUsize,
    /// What is called once a reaction has been written, with the connection closed if it is to be;
    /// and once the client has left a connection that stalls.
    written: Box<dyn Fn() + Send + Sync>,
}

impl Server {
    pub(crate) fn start(react: impl Fn(&Received) -> Reaction + Send + Sync + 'static) -> Self {
        Self::telling(react, || {})
    }

    /// A server that tells when it has done what it does with a request.
    pub(crate) fn telling(
        react: impl Fn(&Received) -> Reaction + Send + Sync + 'static,
        written: impl Fn() + Send + Sync + 'static,
    ) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let shared = Arc::new(Shared {
            react: Box::new(react),
            requests: Mutex::default(),
            connections: AtomicUsize::new(0),
            written: Box::new(written),
        });
        let of_connections = Arc::clone(&shared);
        thread::spawn(move || {
            for stream in listener.incoming() {
                let (stream, shared) = (stream.unwrap(), Arc::clone(&of_connections));
                shared.connections.fetch_add(1, Ordering::SeqCst);
                thread::spawn(move || shared.serve(stream));
            }
        });
        Self { url, shared }
    }

    /// A server with these reactions in order, the last one again and again.
    pub(crate) fn reacting(reactions: impl Into<Vec<Reaction>>) -> Self {
        let reactions = reactions.into();
        Self::start(move |request| {
            reactions.get(request.number).or(reactions.last()).unwrap().clone()
        })
    }

    pub(crate) fn url(&self) -> &str {
        &self.url
    }

    pub(crate) fn requests(&self) -> Vec<Received> {
        self.shared.requests.lock().unwrap().clone()
    }

    /// How many connections there were in all.
    pub(crate) fn connections(&self) -> usize {
        self.shared.connections.load(Ordering::SeqCst)
    }
}

impl Shared {
    /// Serves one connection. That the client leaves is no failure.
    fn serve(&self, stream: TcpStream) -> Option<()> {
        let mut reader = BufReader::new(stream);
        loop {
            let (head, body) = read_request(&mut reader)?;
            let request = self.note(head, body);
            let reaction = (self.react)(&request);
            let stream = reader.get_mut();
            match &reaction {
                Reaction::Answer(bytes)
                | Reaction::AnswerAndClose(bytes)
                | Reaction::Close(bytes)
                | Reaction::Reset(bytes)
                | Reaction::Stall(bytes) => stream.write_all(bytes).ok()?,
            }
            match reaction {
                Reaction::Answer(_) => (self.written)(),
                Reaction::AnswerAndClose(_) | Reaction::Close(_) => {
                    drop(reader);
                    (self.written)();
                    return None;
                }
                Reaction::Reset(_) => {
                    reset(reader);
                    (self.written)();
                    return None;
                }
                Reaction::Stall(_) => {
                    (self.written)();
                    // The client says no more, until it leaves.
                    let mut rest = Vec::new();
                    let end = reader.read_to_end(&mut rest);
                    (self.written)();
                    return end.ok().map(|_| ());
                }
            }
        }
    }

    fn note(&self, head: String, body: Vec<u8>) -> Received {
        let mut requests = self.requests.lock().unwrap();
        let request = Received { number: requests.len(), head, body };
        requests.push(request.clone());
        request
    }
}

/// Reads a request and gives its head and its body.
fn read_request(reader: &mut BufReader<TcpStream>) -> Option<(String, Vec<u8>)> {
    let mut head = String::new();
    while !head.ends_with("\r\n\r\n") {
        if reader.read_line(&mut head).ok()? == 0 {
            return None;
        }
    }
    let mut lines = head.lines().filter_map(|line| line.split_once(": "));
    let length = lines.find(|(name, _)| name.eq_ignore_ascii_case("content-length"));
    let length: usize = length.map_or(0, |(_, length)| length.parse().unwrap());
    let mut body = vec![0; length];
    reader.read_exact(&mut body).ok()?;
    Some((head, body))
}

/// Closes a connection so that the other side is told of it as of a failure.
fn reset(reader: BufReader<TcpStream>) {
    let stream = tokio::net::TcpSocket::from_std_stream(reader.into_inner());
    stream.set_zero_linger().unwrap();
    drop(stream);
}
