//! The way of every message: it is struck by faults or handled, goes into the outbox, and is answered.

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
use crate::push::token::AccessTokens;
use crate::server::Broken;
use crate::telegram::chats::Chats;
use crate::telegram::webhook::Webhook;
use crate::{Options, rfc3339};

/// How long a call hangs at most.
const HANG: Duration = Duration::from_mins(1);
/// What nobody takes for JSON.
const GARBAGE: &str = "<html><body>It works!</body></html>";

/// All that the sandbox knows.
pub(crate) struct Shared {
    pub(crate) options: Options,
    pub(crate) account: ServiceAccount,
    pub(crate) webhook: Webhook,
    pub(crate) prices: Prices,
    faults: Mutex<Faults>,
    outbox: Mutex<Outbox>,
    access_tokens: Mutex<AccessTokens>,
    chats: Mutex<Chats>,
    /// Changes when the faults are deleted, for the calls that hang.
    released: watch::Sender<()>,
    last_id: AtomicU64,
}

impl Shared {
    /// Of a sandbox that is at `url`.
    pub(crate) fn new(url: &str, options: Options) -> Result<Self, Error> {
        Ok(Self {
            account: ServiceAccount::generate(&options.project_id, format!("{url}/token"))?,
            options,
            webhook: Webhook::new()?,
            prices: Prices::default(),
            faults: Mutex::default(),
            outbox: Mutex::default(),
            access_tokens: Mutex::default(),
            chats: Mutex::default(),
            released: watch::Sender::new(()),
            last_id: AtomicU64::new(0),
        })
    }

    /// The faults.
    pub(crate) fn faults(&self) -> MutexGuard<'_, Faults> {
        lock(&self.faults)
    }

    /// The messages.
    pub(crate) fn outbox(&self) -> MutexGuard<'_, Outbox> {
        lock(&self.outbox)
    }

    /// The access tokens that were issued.
    pub(crate) fn access_tokens(&self) -> MutexGuard<'_, AccessTokens> {
        lock(&self.access_tokens)
    }

    /// The messages that Telegram's chats have.
    pub(crate) fn chats(&self) -> MutexGuard<'_, Chats> {
        lock(&self.chats)
    }

    /// Deletes the faults and ends what hangs.
    pub(crate) fn clear_faults(&self) {
        self.faults().clear();
        self.released.send_replace(());
    }

    /// A number that was not given before; the first is 1.
    pub(crate) fn next_id(&self) -> u64 {
        self.last_id.fetch_add(1, Ordering::Relaxed) + 1
    }

    /// Handles a call, unless a fault strikes it, and puts it into the outbox.
    pub(crate) fn take(
        &self,
        call: Call,
        refuse: fn(Refusal, Terms) -> Answer,
        handle: impl FnOnce() -> Answer,
    ) -> Outcome {
        let at = rfc3339(Timestamp::now());
        // Before: a deletion of the faults in between must not be missed.
        let released = self.released.subscribe();
        let hit = self.faults().strike(call.channel, &call.to, Instant::now());
        let end = match hit.failure {
            None => End::Answer(handle()),
            Some((Failure::Refusal(refusal), terms)) => End::Answer(refuse(refusal, terms)),
            Some((Failure::UnavailableDelivered, terms)) => {
                let answer = handle();
                End::Answer(if answer.accepted {
                    Answer { accepted: true, text: answer.text, ..refuse(Refusal::Unavailable, terms) }
                } else {
                    answer
                })
            }
            Some((Failure::Garbage, _)) => End::Garbage,
            Some((Failure::Reset, _)) => End::Reset,
            Some((Failure::Hang, _)) => End::Hang(released),
        };
        let (status, accepted, text) = match &end {
            End::Answer(answer) => (Some(answer.status), answer.accepted, answer.text.clone()),
            End::Garbage => (Some(StatusCode::OK), false, None),
            End::Reset | End::Hang(_) => (None, false, None),
        };
        self.outbox().push(Entry {
            channel: call.channel,
            at,
            to: call.to,
            request: call.request,
            status: status.map(|status| status.as_u16()),
            accepted,
            text,
        });
        Outcome { latency: hit.latency, end }
    }
}

/// A thread that panicked while it held the lock has failed its test already.
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

/// What a provider answers.
pub(crate) struct Answer {
    pub(crate) status: StatusCode,
    pub(crate) headers: HeaderMap,
    pub(crate) body: Value,
    /// Whether the provider took the message.
    pub(crate) accepted: bool,
    /// See [`Entry::text`].
    pub(crate) text: Option<String>,
}

impl Answer {
    /// It took the message.
    pub(crate) fn accepted(body: Value) -> Self {
        Self { accepted: true, ..Self::refused(StatusCode::OK, body) }
    }

    /// It did not.
    pub(crate) fn refused(status: StatusCode, body: Value) -> Self {
        Self { status, headers: HeaderMap::new(), body, accepted: false, text: None }
    }

    /// With this header.
    pub(crate) fn with(mut self, name: HeaderName, value: HeaderValue) -> Self {
        self.headers.insert(name, value);
        self
    }

    /// With `Retry-After`, if there is anything to say.
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

/// What has become of a call, before its caller knows.
pub(crate) struct Outcome {
    latency: Option<Duration>,
    end: End,
}

enum End {
    Answer(Answer),
    Garbage,
    Reset,
    Hang(watch::Receiver<()>),
}

impl Outcome {
    /// Lets the caller know, in time.
    pub(crate) async fn respond(self) -> Response {
        if let Some(latency) = self.latency {
            tokio::time::sleep(latency).await;
        }
        match self.end {
            End::Answer(answer) => answer.into_response(),
            End::Garbage => ([(header::CONTENT_TYPE, "text/html")], GARBAGE).into_response(),
            End::Reset => Broken::response(),
            End::Hang(mut released) => {
                // Over is over: by the deletion of the faults, by the end of the sandbox, or by time.
                let _ = tokio::time::timeout(HANG, released.changed()).await;
                Broken::response()
            }
        }
    }
}
