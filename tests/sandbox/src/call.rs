//! The processing of every message: faults apply or it is handled, it goes into the outbox, and it
//! gets a response.

use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use axum::Json;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;
use serde_json::Value;
use tokio::sync::watch;

use crate::error::Error;
use crate::fault::{Failure, Faults, Refusal, Terms};
use crate::outbox::{Channel, Entry, Outbox};
use crate::prices::Prices;
use crate::push::account::ServiceAccount;
use crate::push::rate::DeviceRates;
use crate::push::token::AccessTokens;
use crate::server::Broken;
use crate::telegram::chats::Chats;
use crate::telegram::webhook::Webhook;
use crate::{Options, rfc3339};

/// The longest time that a call hangs.
const HANG: Duration = Duration::from_mins(1);
/// A response body that is not JSON.
const GARBAGE: &str = "<html><body>It works!</body></html>";

/// The state of the sandbox.
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) account: ServiceAccount,
    pub(crate) webhook: Webhook,
    pub(crate) prices: Prices,
    faults: Mutex<Faults>,
    outbox: Mutex<Outbox>,
    access_tokens: Mutex<AccessTokens>,
    device_rates: Mutex<DeviceRates>,
    chats: Mutex<Chats>,
    /// Changes when the faults are deleted, which ends hanging calls.
    released: watch::Sender<()>,
    last_id: AtomicU64,
}

impl Shared {
    /// Returns the state of a sandbox at `url`.
    pub(crate) fn new(url: &str, options: Options) -> Result<Self, Error> {
        Ok(Self {
            account: ServiceAccount::generate(&options.project_id, format!("{url}/token"))?,
            options,
            webhook: Webhook::new()?,
            prices: Prices::default(),
            faults: Mutex::default(),
            outbox: Mutex::default(),
            access_tokens: Mutex::default(),
            device_rates: Mutex::default(),
            chats: Mutex::default(),
            released: watch::Sender::new(()),
            last_id: AtomicU64::new(0),
        })
    }

    /// Returns the faults.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    /// Returns the messages.
    pub(crate) fn outbox(&self) -> MutexGuard<'_, Outbox> {
        lock(&self.outbox)
    }

    /// Returns the access tokens that were issued.
    pub(crate) fn access_tokens(&self) -> MutexGuard<'_, AccessTokens> {
        lock(&self.access_tokens)
    }

    /// Returns the recent messages of FCM's devices.
    pub(crate) fn device_rates(&self) -> MutexGuard<'_, DeviceRates> {
        lock(&self.device_rates)
    }

    /// Returns the messages of Telegram's chats.
    pub(crate) fn chats(&self) -> MutexGuard<'_, Chats> {
        lock(&self.chats)
    }

    /// Deletes the faults and ends hanging calls.
    pub(crate) fn clear_faults(&self) {
        self.faults().clear();
        self.released.send_replace(());
    }

    /// Returns a number that was not returned before; the first is 1.
    pub(crate) fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Handles a call, unless a fault applies to it, and puts it into the outbox.
    pub(crate) fn take(
        &self,
        call: Call,
        refuse: fn(Refusal, Terms) -> Answer,
        handle: impl FnOnce() -> Answer,
    ) -> Outcome {
        let at = rfc3339(Timestamp::now());
        // It subscribes first, so that it does not miss a deletion of the faults in between.
        let released = self.released.subscribe();
        let hit = self.faults().strike(call.channel, &call.to, Instant::now());
        let end = match hit.failure {
            None => End::Answer(Box::new(handle())),
            Some((Failure::Refusal(refusal), terms)) => End::Answer(Box::new(refuse(refusal, terms))),
            Some((Failure::UnavailableDelivered, terms)) => {
                let answer = handle();
                End::Answer(Box::new(if answer.accepted {
                    Answer {
                        accepted: true,
                        text: answer.text,
                        held_until: answer.held_until,
                        ..refuse(Refusal::Unavailable, terms)
                    }
                } else {
                    answer
                }))
            }
            Some((Failure::Garbage, _)) => End::Garbage,
            Some((Failure::Reset, _)) => End::Reset,
            Some((Failure::Hang, _)) => End::Hang(released),
        };
        let (status, accepted, text, held_until) = match &end {
            End::Answer(answer) => {
                (Some(answer.status), answer.accepted, answer.text.clone(), answer.held_until.clone())
            }
            End::Garbage => (Some(StatusCode::OK), false, None, None),
            End::Reset | End::Hang(_) => (None, false, None, None),
        };
        self.outbox().push(Entry {
            channel: call.channel,
            at,
            to: call.to,
            request: call.request,
            status: status.map(|status| status.as_u16()),
            accepted,
            text,
            held_until,
        });
        Outcome { latency: hit.latency, end }
    }
}

/// Locks a mutex. A panic of another thread that held it is ignored: its test has failed already.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// A message that arrived.
pub(crate) struct Call {
    pub(crate) channel: Channel,
    /// The device's token, the service account's address or the chat.
    pub(crate) to: String,
    /// The body.
    pub(crate) request: Value,
}

/// The response of a provider.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    /// Whether the provider accepted the message.
    pub(crate) accepted: bool,
    /// See [`Entry::text`].
    pub(crate) text: Option<String>,
    /// See [`Entry::held_until`].
    pub(crate) held_until: Option<String>,
}

impl Answer {
    /// Returns the response to an accepted message.
    pub(crate) fn accepted(body: Value) -> Self {
        Self { accepted: true, ..Self::refused(StatusCode::OK, body) }
    }

    /// Returns the response to a refused message.
    pub(crate) fn refused(status: StatusCode, body: Value) -> Self {
        Self { status, headers: HeaderMap::new(), body, accepted: false, text: None, held_until: None }
    }

    /// Adds this header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// Adds `Retry-After`, if `seconds` is given.
    pub(crate) fn retry_after(self, seconds: Option<u64>) -> Self {
        match seconds {
            Some(seconds) => self.with(header::RETRY_AFTER, seconds.into()),
            None => self,
        }
    }
}

impl IntoResponse for Answer {
    fn into_response(self) -> Response {
        (self.status, self.headers, Json(self.body)).into_response()
    }
}

/// The result of a call, before its response is sent.
pub(crate) struct Outcome {
    latency: Option<Duration>,
    end: End,
}

enum End {
    Answer(Box<Answer>),
    Garbage,
    Reset,
    Hang(watch::Receiver<()>),
}

impl Outcome {
    /// Sends the response, after the latency of a fault.
    pub(crate) async fn respond(self) -> Response {
        if let Some(latency) = self.latency {
            tokio::time::sleep(latency).await;
        }
        match self.end {
            End::Answer(answer) => answer.into_response(),
            End::Garbage => ([(header::CONTENT_TYPE, "text/html")], GARBAGE).into_response(),
            End::Reset => Broken::response(),
            End::Hang(mut released) => {
                // The call ends when the faults are deleted, when the sandbox ends, or after the
                // time limit.
                let _ = tokio::time::timeout(HANG, released.changed()).await;
                Broken::response()
            }
        }
    }
}
