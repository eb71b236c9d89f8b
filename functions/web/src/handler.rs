//! What a request asks for, by its path. Here is `POST /v1/tickets`: a bearer token is verified, and a ticket sold for it.

use std::convert::Infallible;
use std::time::Duration;

use auth::{AuthError, Verifier, bearer};
use domain::Time;
use lambda::warm::{self, Call};
use lambda::{Handler, random};
use ports::{BatchRead, Clock, Contacts, Enqueue, Grant, LinkCodes, PreferencesWrite, Secret, Tickets};
use serde_json::json;
use usecases::connect::{is_revoked, issue_ticket};

use crate::http::{Request, Response};
use crate::{telegram, unsubscribe};

/// How long a browser may remember that it may ask.
const PREFLIGHT_AGE_SECONDS: u32 = 600;

/// Where tickets are sold.
const TICKETS: &str = "/v1/tickets";

/// Where Telegram tells what traders say to the bot.
const TELEGRAM: &str = "/v1/telegram";

/// Where the links in e-mails lead.
const UNSUBSCRIBE: &str = "/v1/unsubscribe";

/// The function.
pub(crate) struct Web<S, Q, K, C> {
    pub(crate) verifier: Verifier,
    pub(crate) store: S,
    /// Takes the security notices.
    pub(crate) queues: Q,
    /// The bot's secret.
    pub(crate) bot: K,
    /// The key that signs the links in e-mails.
    pub(crate) link_key: K,
    pub(crate) clock: C,
    pub(crate) socket_url: String,
    pub(crate) token_grace: Duration,
    pub(crate) allowed_origins: Vec<String>,
}

/// What the store has to be able to do.
pub(crate) trait WebStore: Tickets + LinkCodes + Contacts + BatchRead + PreferencesWrite {}
impl<S: Tickets + LinkCodes + Contacts + BatchRead + PreferencesWrite> WebStore for S {}

impl<S: WebStore, Q: Enqueue, K: Secret, C: Clock> Handler for Web<S, Q, K, C> {
    type Event = Request;
    type Answer = Response;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        let now = self.clock.now();
        vec![warm::read(&self.store), warm::call(self.verifier.warm(now)), warm::call(self.bot.get())]
    }

    async fn handle(&self, request: Request) -> Result<Response, Infallible> {
        let response = self.respond(&request).await;
        Ok(self.with_cors(&request, response))
    }
}

impl<S: WebStore, Q: Enqueue, K: Secret, C: Clock> Web<S, Q, K, C> {
    async fn respond(&self, request: &Request) -> Response {
        match (request.path(), request.method()) {
            (TICKETS, "POST") => self.sell_ticket(request.header("authorization")).await,
            (TICKETS, "OPTIONS") => Response::empty(),
            (TICKETS, _) => Response::error(405, "method_not_allowed", "only POST is possible here")
                .with("allow", "POST, OPTIONS"),
            (TELEGRAM, "POST") => {
                telegram::update(&self.store, &self.queues, &self.bot, request, self.clock.now()).await
            }
            (UNSUBSCRIBE, "GET") => {
                unsubscribe::ask(&self.store, &self.link_key, request, self.clock.now()).await
            }
            (UNSUBSCRIBE, "POST") => {
                let ports = (&self.store, &self.queues, &self.link_key);
                unsubscribe::confirm(ports, request, self.clock.now()).await
            }
            (TELEGRAM, _) => {
                Response::error(405, "method_not_allowed", "only POST is possible here").with("allow", "POST")
            }
            (UNSUBSCRIBE, _) => {
                Response::error(405, "method_not_allowed", "only GET and POST are possible here")
                    .with("allow", "GET, POST")
            }
            _ => Response::error(404, "not_found", "there is nothing here"),
        }
    }

    async fn sell_ticket(&self, authorization: Option<&str>) -> Response {
        let Some(token) = authorization.and_then(bearer) else {
            return Response::error(401, "unauthorized", "a bearer token is needed")
                .with("www-authenticate", "Bearer");
        };
        let now = self.clock.now();
        match self.verifier.verify(token, now).await {
            Ok(claims) => {
                let valid_until = claims.expires_at.plus(self.token_grace);
                let grant = Grant { user_id: claims.user_id, valid_until, issued_at: claims.issued_at };
                self.sell(&grant, now).await
            }
            Err(error) => refusal(error),
        }
    }

    /// Sells a ticket, unless the exchange has revoked the token.
    async fn sell(&self, grant: &Grant, now: Time) -> Response {
        match is_revoked(&self.store, grant).await {
            Ok(false) => self.issue(grant, now).await,
            Ok(true) => {
                tracing::info!(user.id = %grant.user_id, "a revoked token was refused");
                Response::error(401, "unauthorized", "the token was revoked")
                    .with("www-authenticate", r#"Bearer error="invalid_token""#)
            }
            Err(error) => {
                tracing::error!(%error, "the token's user could not be looked up");
                if error.is_retryable() {
                    Response::unavailable()
                } else {
                    Response::error(500, "internal", "something went wrong")
                }
            }
        }
    }

    async fn issue(&self, grant: &Grant, now: Time) -> Response {
        let secret = match random::secret() {
            Ok(secret) => secret,
            Err(error) => {
                tracing::error!(%error, "no ticket could be made");
                return Response::error(500, "internal", "something went wrong");
            }
        };
        match issue_ticket(&self.store, grant, secret, now).await {
            Ok(issued) => {
                let expires_in = issued.expires_in_seconds;
                Response::json(
                    200,
                    &json!({"ticket": issued.ticket, "expiresIn": expires_in, "url": self.socket_url}),
                )
            }
            Err(error) if error.is_retryable() => {
                tracing::error!(%error, "the ticket could not be stored");
                Response::unavailable()
            }
            Err(error) => {
                tracing::error!(%error, "the ticket could not be stored");
                Response::error(500, "internal", "something went wrong")
            }
        }
    }

    /// A page of another origin gets an answer that its browser will not let it read.
    fn with_cors(&self, request: &Request, response: Response) -> Response {
        // Only tickets are asked for by pages of others.
        if request.path() != TICKETS {
            return response;
        }
        let response = response.with("vary", "Origin");
        let origin = request.header("origin").unwrap_or_default();
        if !self.allowed_origins.iter().any(|allowed| allowed == origin) {
            return response;
        }
        let response = response.with("access-control-allow-origin", origin);
        if request.method() != "OPTIONS" {
            // When to ask again is not among what a page may read unasked.
            return response.with("access-control-expose-headers", "retry-after");
        }
        response
            .with("access-control-allow-methods", "POST")
            .with("access-control-allow-headers", "authorization, content-type")
            .with("access-control-max-age", PREFLIGHT_AGE_SECONDS.to_string())
    }
}

fn refusal(error: AuthError) -> Response {
    if error.is_retryable() {
        // What went wrong was logged where it did.
        return Response::unavailable();
    }
    tracing::info!(reason = %error, "a token was refused");
    Response::error(401, "unauthorized", &error.to_string())
        .with("www-authenticate", r#"Bearer error="invalid_token""#)
}

#[cfg(test)]
mod tests;
