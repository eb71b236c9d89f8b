//! The runtime API of Lambda: it delivers events and takes responses.

use std::collections::VecDeque;
use std::io;
use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::{Request, Response, Server};

/// The time limit of an invocation: longer than any of them takes.
const MAX_WAIT: Duration = Duration::from_secs(20);

#[derive(Debug, Default)]
struct State {
    /// The times at which the function asked for events.
    asked: Vec<Instant>,
    events: VecDeque<String>,
    /// The time at which the last event was delivered.
    began: Option<Instant>,
    answer: Option<(String, Instant)>,
}

#[derive(Debug, Default)]
struct Shared {
    state: Mutex<State>,
    changed: Condvar,
}

/// The runtime API for one function.
#[derive(Debug)]
pub struct Runtime {
    shared: Arc<Shared>,
    server: Server,
}

/// The result of one event.
#[derive(Debug, Clone)]
pub struct Invocation {
    /// The time at which the function got it.
    pub began: Instant,
    /// The time of its response.
    pub ended: Instant,
    /// The response.
    pub answer: String,
}

impl Runtime {
    /// Starts a runtime without events.
    ///
    /// # Errors
    ///
    /// A port cannot be bound; not retryable.
    pub fn start() -> io::Result<Self> {
        let shared = Arc::<Shared>::default();
        let of_server = Arc::clone(&shared);
        let server = Server::start(None, move |request| of_server.respond(request))?;
        Ok(Self { shared, server })
    }

    /// Returns the value for `AWS_LAMBDA_RUNTIME_API`.
    pub fn authority(&self) -> String {
        self.server.authority()
    }

    /// Waits until the function has asked for its first event, and returns the time.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::TimedOut`]: the function does not ask in time.
    pub fn first_asked(&self) -> io::Result<Instant> {
        self.shared.wait(|state| state.asked.first().copied())
    }

    /// Gives the function an event and waits for its response.
    ///
    /// # Errors
    ///
    /// [`io::ErrorKind::TimedOut`]: the function does not respond in time.
    pub fn invoke(&self, event: &str) -> io::Result<Invocation> {
        let asked = self.shared.with(|state| state.asked.len());
        self.shared.with(|state| {
            state.answer = None;
            state.events.push_back(event.to_owned());
        });
        let (answer, ended) = self.shared.wait(|state| state.answer.take())?;
        // The function asks for the next event at once; until then its sockets may still be busy.
        self.shared.wait(|state| (state.asked.len() > asked.max(1)).then_some(()))?;
        let began = self.shared.with(|state| state.began).unwrap_or(ended);
        Ok(Invocation { began, ended, answer })
    }
}

impl Shared {
    fn with<T>(&self, act: impl FnOnce(&mut State) -> T) -> T {
        let done = act(&mut self.state.lock().unwrap_or_else(PoisonError::into_inner));
        self.changed.notify_all();
        done
    }

    fn wait<T>(&self, mut until: impl FnMut(&mut State) -> Option<T>) -> io::Result<T> {
        let deadline = Instant::now() + MAX_WAIT;
        let mut state = self.state.lock().unwrap_or_else(PoisonError::into_inner);
        loop {
            if let Some(found) = until(&mut state) {
                return Ok(found);
            }
            let left = deadline.saturating_duration_since(Instant::now());
            if left.is_zero() {
                return Err(io::Error::new(io::ErrorKind::TimedOut, "the function does not answer"));
            }
            state = self.changed.wait_timeout(state, left).unwrap_or_else(PoisonError::into_inner).0;
        }
    }

    fn respond(&self, request: &Request) -> Option<Response> {
        if request.path.ends_with("/invocation/next") {
            let now = Instant::now();
            self.with(|state| state.asked.push(now));
            // A function that is ended while it waits is not an error.
            let event = self.wait(|state| state.events.pop_front()).ok()?;
            self.with(|state| state.began = Some(Instant::now()));
            let mut response = Response::new(200, event);
            let arn = "arn:aws:lambda:us-east-1:123456789012:function:budgets";
            response.headers = vec![
                ("Lambda-Runtime-Aws-Request-Id", "8476a536-e9f4-11e8-9739-2dfe598c3fcd".to_owned()),
                ("Lambda-Runtime-Deadline-Ms", "32503680000000".to_owned()),
                ("Lambda-Runtime-Invoked-Function-Arn", arn.to_owned()),
            ];
            return Some(response);
        }
        let now = Instant::now();
        self.with(|state| state.answer = Some((request.body.clone(), now)));
        Some(Response::new(202, r#"{"status":"OK"}"#))
    }
}
