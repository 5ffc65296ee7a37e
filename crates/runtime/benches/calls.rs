//! Calls per second beside those of the bare HTTP client.
//!
//! Both sides make the same exchange with one server in this process: the same request, to the
//! byte but for its stamp and its signature, the same body read into JSON, kept connections, the
//! same TLS setting (none, as the server speaks plain HTTP) on a client that is set up for TLS.
//! What is compared is what the runtime adds: putting the request together, signing it, telling
//! success from failure, timeouts. The sides take turns in short rounds, and what counts is the
//! median of how they compare, so that other work of the machine counts for both.
//!
//! Run it with `cargo bench --package aliyun-runtime --bench calls`.

#![allow(clippy::unwrap_used, reason = "a benchmark that cannot go on shall stop")]

use std::io::{BufRead, BufReader, Write};
use std::net::{TcpListener, TcpStream};
use std::sync::Arc;
use std::thread;
use std::time::{Duration, Instant};

use aliyun_runtime::encode::{Encoder, Place};
use aliyun_runtime::request::{Destination, Request};
use aliyun_runtime::transport::HttpRequest;
use aliyun_runtime::{
    Client, ClientBuilder, Credentials, Endpoint, FailureRule, Service, ServiceClient, StampSource,
    SystemStamps, Value,
};

/// Calls that are under way at once.
const WORKERS: usize = 8;
/// Calls of each worker in a round.
const CALLS: usize = 100;
/// Rounds of each side.
const ROUNDS: usize = 101;
/// What the request asks for.
const PARAMETERS: [(&str, &str); 4] = [
    ("InstanceId", "ccc-test"),
    ("UserId", "user@ccc-test"),
    ("PageNumber", "1"),
    ("PageSize", "10"),
];
/// Items in the body that the server answers with.
const ITEMS: usize = 10;

static SERVICE: Service = Service::new("CCC", "2020-07-01")
    .failure_in_200(FailureRule::new().code("Code", &["OK"]).status("HttpStatusCode"));

struct BenchClient(Client);

impl ServiceClient for BenchClient {
    fn service() -> &'static Service {
        &SERVICE
    }

    fn from_runtime(runtime: Client) -> Self {
        Self(runtime)
    }
}

fn main() {
    let url = serve(&body());
    let runtime =
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().unwrap();
    let (bare, ours) = (bare_client(), client(&url));
    let request = signed_request(&url);
    let (mut of_bare, mut of_ours) = (Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let (bare, request) = (bare.clone(), request.clone());
        of_bare.push(runtime.block_on(round(move || call_bare(bare.clone(), request.clone()))));
        let ours = ours.clone();
        of_ours.push(runtime.block_on(round(move || call_ours(ours.clone()))));
    }
    let ratios = of_bare.iter().zip(&of_ours).map(|(bare, ours)| ours / bare);
    let ratio = 100.0 * median(ratios.collect());
    println!("bare HTTP client: {:.0} calls per second", median(of_bare));
    println!("this runtime:     {:.0} calls per second, {ratio:.0} %", median(of_ours));
}

/// The request that this runtime sends, made once.
fn signed_request(url: &str) -> HttpRequest {
    let mut parameters = Encoder::new();
    for (name, value) in PARAMETERS {
        parameters.put(Place::Query, name, Some(value.into()));
    }
    let request = Request::from_parts("ListNumbers", "POST", "/", parameters).unwrap();
    let endpoint = Endpoint::parse(url).unwrap();
    let user_agent = "AlibabaCloud (linux; x86_64) Rust/1.95 Core/0.1.0";
    let to = Destination { service: &SERVICE, endpoint: &endpoint, user_agent };
    let stamp = SystemStamps.stamp().unwrap();
    request.signed(to, &Credentials::new("id", "secret"), &stamp).unwrap()
}

fn bare_client() -> reqwest::Client {
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let tls = rustls::ClientConfig::builder_with_provider(provider)
        .with_safe_default_protocol_versions()
        .unwrap()
        .with_root_certificates(rustls::RootCertStore::empty())
        .with_no_client_auth();
    reqwest::Client::builder()
        .tls_backend_preconfigured(tls)
        .timeout(Duration::from_secs(30))
        .no_proxy()
        .build()
        .unwrap()
}

fn client(url: &str) -> Client {
    let builder = ClientBuilder::<BenchClient>::new().endpoint(url);
    builder.credentials(Credentials::new("id", "secret")).build().unwrap().0
}

async fn call_bare(client: reqwest::Client, request: HttpRequest) {
    let mut sent = client.post(&request.url).header("content-length", "0");
    for (name, value) in &request.headers {
        sent = sent.header(name, value);
    }
    let answer = sent.send().await.unwrap();
    let value: Value = serde_json::from_slice(&answer.bytes().await.unwrap()).unwrap();
    assert!(value.get("Data").is_some());
}

async fn call_ours(client: Client) {
    let mut call = client.action("ListNumbers");
    for (name, value) in PARAMETERS {
        call = call.parameter(Place::Query, name, value);
    }
    assert!(call.await.unwrap().get("Data").is_some());
}

/// How many calls per second all workers make together.
async fn round<F>(call: impl Fn() -> F + Clone + Send + Sync + 'static) -> f64
where
    F: Future<Output = ()> + Send + 'static,
{
    let start = Instant::now();
    let workers: Vec<_> = (0..WORKERS)
        .map(|_| {
            let call = call.clone();
            tokio::spawn(async move {
                for _ in 0..CALLS {
                    call().await;
                }
            })
        })
        .collect();
    for worker in workers {
        worker.await.unwrap();
    }
    f64::from(u32::try_from(WORKERS * CALLS).unwrap()) / start.elapsed().as_secs_f64()
}

fn median(mut figures: Vec<f64>) -> f64 {
    figures.sort_unstable_by(f64::total_cmp);
    *figures.get(figures.len() / 2).unwrap()
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

/// A server that gives every request the same answer and keeps connections.
fn serve(body: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
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
