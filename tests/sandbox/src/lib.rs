//! The provider sandbox: it replaces FCM, its token endpoint and Telegram's Bot API in a local run.
//!
//! It implements their wire formats as far as they are documented and as far as we use them,
//! refuses what they refuse, stores every message in an *outbox*, and fails on request by *faults*.
//! It serves on one port of this machine, by HTTP/1.1 or HTTP/2 with prior knowledge:
//!
//! | address | is |
//! |---|---|
//! | `POST /v1/projects/{project}/messages:send` | FCM's HTTP v1 API |
//! | `POST /token` | Google's token endpoint, for the sandbox's own service account |
//! | `/bot{token}/{method}` | Telegram's Bot API: sendMessage, editMessageText, editMessageReplyMarkup, answerCallbackQuery, getMe, setWebhook, deleteWebhook, getWebhookInfo |
//! | `GET /outbox`, `DELETE /outbox` | the messages in order of arrival: an array of [`Entry`] |
//! | `POST /faults`, `GET /faults`, `DELETE /faults` | its faults: see [`Fault`] and [`Kind`] |
//! | `POST /telegram/messages` | `{"chatId","text","replyTo"?}`: a trader writes to the bot, in reply to its message with the id `replyTo`; its webhook is called |
//! | `POST /telegram/callbacks` | `{"chatId","messageId"?,"data"}`: a trader presses a button with this data, below this message or the newest one that has it; the webhook is called |
//! | `GET /prices?symbol={symbol}` | the ticks of a symbol as server-sent events, the last ones first: see [`Price`] |
//!
//! The modules: `server` owns the connections, `call` passes every message through faults and
//! outbox, `push` and `telegram` are the providers, `prices` is the exchange's price service,
//! `control` is the sandbox's own API.

mod call;
mod control;
mod error;
mod fault;
mod json;
mod outbox;
mod prices;
mod push;
mod server;
mod telegram;

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;

pub use error::Error;
pub use fault::{BadFault, Failure, Fault, Kind, Refusal};
pub use outbox::{Channel, Entry};
pub use prices::{HISTORY, Price};

use call::Shared;
use server::Server;

/// The identities and settings of the emulated providers.
#[derive(Debug, Clone)]
pub struct Options {
    /// The Firebase project; a request for another project is refused.
    pub project_id: String,
    /// The bot's token, as Telegram gives it: a number, a colon, 35 characters.
    pub bot_token: String,
    /// The bot's name, without the @.
    pub bot_username: String,
    /// The lifetime of an access token, in whole seconds. Google's last for 3599 s.
    pub access_token_lifetime: Duration,
    /// The origin whose pages may read the prices.
    pub pages: Option<String>,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            project_id: "exchange-local".to_owned(),
            bot_token: "7000000001:AAE0sandbox0sandbox0sandbox0sandbox".to_owned(),
            bot_username: "exchange_local_bot".to_owned(),
            access_token_lifetime: Duration::from_secs(3599),
            pages: None,
        }
    }
}

/// Returns the reasons why FCM, Apple or a browser's push service would refuse the body of a `messages:send`; none
/// if it would be accepted. The types of the fields are those that FCM publishes:
/// <https://firebase.google.com/docs/reference/fcm/rest/v1/projects.messages>.
pub fn push_violations(request: &serde_json::Value) -> Vec<String> {
    push::violations(request)
}

/// A running sandbox; it runs until it is dropped.
pub struct Sandbox {
    server: Server,
    shared: Arc<Shared>,
}

impl std::fmt::Debug for Sandbox {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.debug_struct("Sandbox").field("url", &self.url()).finish_non_exhaustive()
    }
}

impl Sandbox {
    /// Serves on `port` of 127.0.0.1, or on a free one. It has a thread and a runtime of its own,
    /// so it may be started and shared by tests with different runtimes.
    ///
    /// # Errors
    ///
    /// [`Error::PortTaken`]: another program listens on `port`; retryable with another port. Other
    /// errors are not retryable.
    pub fn start(port: Option<u16>, options: Options) -> Result<Self, Error> {
        let listener = server::listen(port)?;
        let shared = Arc::new(Shared::new(&listener.url, options)?);
        let router = control::router(Arc::clone(&shared));
        let server = Server::start(listener, router)?;
        Ok(Self { server, shared })
    }

    /// Returns the base of all addresses, `http://127.0.0.1:N`: it replaces those of FCM and
    /// Telegram.
    pub fn url(&self) -> &str {
        self.server.url()
    }

    /// Returns the Firebase project.
    pub fn project_id(&self) -> &str {
        &self.shared.options.project_id
    }

    /// Returns the service account in the format of Google: a JSON document with a private key and
    /// the address of the token endpoint, which is the sandbox's own. It differs with every start.
    pub fn service_account_json(&self) -> String {
        self.shared.account.json()
    }

    /// Returns the bot's token.
    pub fn bot_token(&self) -> &str {
        &self.shared.options.bot_token
    }

    /// Returns the bot's name, without the @.
    pub fn bot_username(&self) -> &str {
        &self.shared.options.bot_username
    }

    /// Sets the URL that receives messages to the bot, and the secret that is sent with them; as
    /// Telegram's setWebhook does, but plain HTTP is allowed.
    pub fn set_webhook(&self, url: &str, secret: Option<&str>) {
        self.shared.webhook.set(url, secret);
    }

    /// Returns all messages, in order of arrival.
    pub fn outbox(&self) -> Vec<Entry> {
        self.shared.outbox().entries()
    }

    /// Returns the messages to these devices and chats, in order of arrival.
    pub fn outbox_of(&self, to: &[&str]) -> Vec<Entry> {
        self.shared.outbox().entries_to(to)
    }

    /// Adds a tick, for the readers of the prices.
    pub fn add_price(&self, price: Price) {
        self.shared.prices.add(price);
    }

    /// Returns the latest tick of a symbol.
    pub fn last_price(&self, symbol: &str) -> Option<Price> {
        self.shared.prices.last(symbol)
    }

    /// Deletes all messages.
    pub fn clear_outbox(&self) {
        self.shared.outbox().clear();
    }

    /// Adds a fault, which applies from now on.
    pub fn add_fault(&self, fault: Fault) {
        self.shared.faults().add(fault, std::time::Instant::now());
    }

    /// Deletes all faults. Hanging calls are reset.
    pub fn clear_faults(&self) {
        self.shared.clear_faults();
    }
}

/// Formats a time as RFC 3339 in UTC with milliseconds.
pub(crate) fn rfc3339(time: Timestamp) -> String {
    format!("{time:.3}")
}
