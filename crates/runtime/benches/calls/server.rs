//! A server that gives every request the same answer and keeps connections.

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::thread;

/// Items in the body that the server answers with.
const ITEMS: usize = 10;

/// Starts the server, and gives its address.
pub(crate) fn start() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let body = body();
    let answer = format!(
        "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\ncontent-length: {}\r\n\r\n{body}",
        body.len()
    );
    thread::spawn(move || {
        for stream in listener.incoming() {
            let answer = answer.clone();
            thread::spawn(move || serve_connection(&stream.unwrap(), &answer));
        }
    });
    url
}

/// An answer as such services give it.
fn body() -> String {
    let item = r#"{"City":"乐山","Number":"083xxxx0019","Province":"四川"}"#;
    let items = [item; ITEMS].join(",");
    format!(
        r#"{{"Code":"OK","HttpStatusCode":200,"RequestId":"EEEE671A-3E24-4A04-81E6-6C4F5B39DF75",
           "Data":{{"List":[{items}],"PageNumber":1,"PageSize":10,"TotalCount":1}}}}"#
    )
}

/// Answers until the client leaves.
fn serve_connection(stream: &TcpStream, answer: &str) -> Option<()> {
    stream.set_nodelay(true).ok()?;
    let mut reader = BufReader::new(stream);
    let mut line = String::new();
    loop {
        line.clear();
        if reader.read_line(&mut line).ok()? == 0 {
            return None;
        }
        if line == "\r\n" {
            let mut stream = stream;
            stream.write_all(answer.as_bytes()).ok()?;
        }
    }
}
