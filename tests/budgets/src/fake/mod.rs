//! Servers with as much HTTP as our functions need, which count their requests.

pub mod aws;
mod expression;
pub mod runtime;
mod size;

use std::io::{self, BufRead, BufReader, Read, Write};
use std::net::{SocketAddr, TcpListener, TcpStream};
use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use rustls::{ServerConfig, ServerConnection, StreamOwned};

/// A request of a client.
#[derive(Debug)]
pub struct Request {
    /// `GET`, `POST`, ...
    pub method: String,
    /// The path with the query.
    pub path: String,
    /// The operation, if the protocol has it in a header.
    pub target: Option<String>,
    /// The body.
    pub body: String,
}

/// The response to it.
#[derive(Debug)]
pub struct Response {
    /// The HTTP status.
    pub status: u16,
    /// Further headers.
    pub headers: Vec<(&'static str, String)>,
    /// The body.
    pub body: String,
}

impl Response {
    /// Returns a JSON response.
    pub fn new(status: u16, body: impl Into<String>) -> Self {
        Self { status, headers: Vec::new(), body: body.into() }
    }

    fn to_bytes(&self) -> Vec<u8> {
        let Self { status, headers, body } = self;
        let mut head = format!("HTTP/1.1 {status} X\r\ncontent-length: {}\r\n", body.len());
        for (name, value) in headers {
            head.extend([name, ": ", value, "\r\n"]);
        }
        [&head, "\r\n", body].concat().into_bytes()
    }
}

/// A server on a port of its own; it lives as long as the process.
#[derive(Debug, Clone)]
pub struct Server {
    address: SocketAddr,
    is_tls: bool,
    handshakes: Arc<AtomicUsize>,
}

impl Server {
    /// Answers every request with `answer`, each connection on a thread of its own.
    ///
    /// # Errors
    ///
    /// A port cannot be bound; not retryable.
    pub fn start(
        tls: Option<Arc<ServerConfig>>,
        answer: impl Fn(&Request) -> Option<Response> + Send + Sync + 'static,
    ) -> io::Result<Self> {
        let listener = TcpListener::bind("127.0.0.1:0")?;
        let address = listener.local_addr()?;
        let server = Self { address, is_tls: tls.is_some(), handshakes: Arc::default() };
        let (answer, handshakes) = (Arc::new(answer), Arc::clone(&server.handshakes));
        std::thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (answer, tls, handshakes) = (Arc::clone(&answer), tls.clone(), Arc::clone(&handshakes));
                // An error of a client's connection ends only that connection.
                std::thread::spawn(move || accept(stream, tls, &handshakes, &*answer).ok());
            }
        });
        Ok(server)
    }

    /// Returns `http://127.0.0.1:1`, or `https://localhost:1`.
    pub fn url(&self) -> String {
        if self.is_tls {
            format!("https://localhost:{}", self.address.port())
        } else {
            format!("http://{}", self.address)
        }
    }

    /// Returns `127.0.0.1:1`.
    pub fn authority(&self) -> String {
        self.address.to_string()
    }

    /// Returns the number of TLS handshakes that clients have begun.
    pub fn handshakes(&self) -> usize {
        self.handshakes.load(Ordering::SeqCst)
    }
}

fn accept(
    stream: TcpStream,
    tls: Option<Arc<ServerConfig>>,
    handshakes: &AtomicUsize,
    answer: &dyn Fn(&Request) -> Option<Response>,
) -> io::Result<()> {
    stream.set_nodelay(true)?;
    match tls {
        None => serve(stream, answer),
        Some(config) => {
            handshakes.fetch_add(1, Ordering::SeqCst);
            let session = ServerConnection::new(config).map_err(io::Error::other)?;
            serve(StreamOwned::new(session, stream), answer)
        }
    }
}

fn serve<S: Read + Write>(stream: S, answer: &dyn Fn(&Request) -> Option<Response>) -> io::Result<()> {
    let mut reader = BufReader::new(stream);
    while let Some(request) = read(&mut reader)? {
        let Some(response) = answer(&request) else { return Ok(()) };
        let stream = reader.get_mut();
        stream.write_all(&response.to_bytes())?;
        stream.flush()?;
    }
    Ok(())
}

fn read(reader: &mut impl BufRead) -> io::Result<Option<Request>> {
    let mut line = String::new();
    if reader.read_line(&mut line)? == 0 {
        return Ok(None);
    }
    let mut parts = line.split_whitespace().map(str::to_owned);
    let (method, path) = (parts.next().unwrap_or_default(), parts.next().unwrap_or_default());
    let (mut target, mut length) = (None, 0);
    loop {
        let mut header = String::new();
        reader.read_line(&mut header)?;
        let Some((name, value)) = header.trim().split_once(':') else { break };
        match name.to_ascii_lowercase().as_str() {
            "content-length" => length = value.trim().parse().map_err(io::Error::other)?,
            "x-amz-target" => target = Some(value.trim().to_owned()),
            _ => {}
        }
    }
    let mut body = vec![0; length];
    reader.read_exact(&mut body)?;
    let body = String::from_utf8(body).map_err(io::Error::other)?;
    Ok(Some(Request { method, path, target, body }))
}
