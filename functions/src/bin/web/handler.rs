//! Dispatches a request by its path. It contains `POST /v1/tickets`, which issues a ticket for a bearer
//! token, and the verification of bearer tokens.

use std::convert::Infallible;
use std::time::Duration;

use auth::{AuthError, Verifier, bearer};
use channels::links::ACK_PATH;
use domain::{Channel, Time};
use lambda::warm::{self, Call};
use lambda::{Handler, random};
use ports::{AckHandles, Clock, Enqueue, Gateway, Grant, NoTelemetry, Parts, Secret, Tickets};
use serde_json::json;
use usecases::connect::{CommandContext, CommandStore, FrameLimits, is_revoked, issue_ticket};

use crate::http::{Request, Response};
use crate::{acks, actions, telegram, unsubscribe};

/// The time for which a browser may cache the answer to a preflight request.
const PREFLIGHT_AGE_SECONDS: u32 = 600;

/// The path at which tickets are issued.
const TICKETS: &str = "/v1/tickets";

/// The path at which client frames are carried out without a socket.
const ACTIONS: &str = "/v1/actions";

/// The path at which notifications are acked by a handle.
const ACKS: &str = "/v1/acks";

/// The path of the webhook at which Telegram delivers traders' messages to the bot.
const TELEGRAM: &str = "/v1/telegram";

/// The path of the links in e-mails.
const UNSUBSCRIBE: &str = "/v1/unsubscribe";

/// The function.
pub(crate) struct Web<S, Q, G, K, C> {
    pub(crate) verifier: Verifier,
    pub(crate) store: S,
    /// The queues for security notices and dismissals.
    pub(crate) queues: Q,
    /// The sockets of the user's other devices.
    pub(crate) gateway: G,
    /// The bot's secret.
    pub(crate) bot: K,
    /// The key that signs the links in e-mails.
    pub(crate) link_key: K,
    pub(crate) clock: C,
    pub(crate) socket_url: String,
    pub(crate) token_grace: Duration,
    pub(crate) allowed_origins: Vec<String>,
    /// The channels that have a function.
    pub(crate) deployed: Vec<Channel>,
    /// The name of the exchange's Telegram bot.
    pub(crate) bot_name: String,
    /// The frame counts of this instance.
    pub(crate) limits: FrameLimits,
}

/// The ports that the store implements for this function.
pub(crate) trait WebStore: CommandStore + Tickets + AckHandles {}
impl<S: CommandStore + Tickets + AckHandles> WebStore for S {}

impl<S: WebStore, Q: Enqueue, G: Gateway, K: Secret, C: Clock> Handler for Web<S, Q, G, K, C> {
    type Event = Request;
    type Response = Response;
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

impl<S: WebStore, Q: Enqueue, G: Gateway, K: Secret, C: Clock> Web<S, Q, G, K, C> {
    async fn respond(&self, request: &Request) -> Response {
        match (request.path(), request.method()) {
            (TICKETS, "POST") => self.sell_ticket(request.header("authorization")).await,
            (ACTIONS, "POST") => match self.grant(request.header("authorization")).await {
                Ok(grant) => actions::respond(&self.commands(&self.platform()), grant, request).await,
                Err(refusal) => refusal,
            },
            (ACKS, "POST") => acks::ack(&self.platform(), request).await,
            (ACK_PATH, "GET") => acks::page(request),
            (TICKETS | ACTIONS | ACKS, "OPTIONS") => Response::empty(),
            (TICKETS | ACTIONS | ACKS, _) => {
                Response::error(405, "method_not_allowed", "only POST is allowed here")
                    .with("allow", "POST, OPTIONS")
            }
            (TELEGRAM, "POST") => {
                telegram::update(&self.platform(), &self.bot, &self.deployed, request).await
            }
            (UNSUBSCRIBE, "GET") => {
                unsubscribe::ask(&self.store, &self.link_key, request, self.clock.now()).await
            }
            (UNSUBSCRIBE, "POST") => {
                let ports = (&self.store, &self.queues, &self.link_key);
                unsubscribe::confirm(ports, request, self.clock.now()).await
            }
            (ACK_PATH, _) => {
                Response::error(405, "method_not_allowed", "only GET is allowed here").with("allow", "GET")
            }
            (TELEGRAM, _) => {
                Response::error(405, "method_not_allowed", "only POST is allowed here").with("allow", "POST")
            }
            (UNSUBSCRIBE, _) => {
                Response::error(405, "method_not_allowed", "only GET and POST are allowed here")
                    .with("allow", "GET, POST")
            }
            _ => Response::error(404, "not_found", "there is no such resource"),
        }
    }

    /// Returns the ports of the use cases.
    fn platform(&self) -> Parts<'_, S, G, Q, C, NoTelemetry> {
        let Self { store, queues, gateway, clock, .. } = self;
        Parts { store, gateway, queues, clock, telemetry: &NoTelemetry }
    }

    fn commands<'a, P>(&'a self, platform: &'a P) -> CommandContext<'a, P> {
        CommandContext {
            platform,
            deployed: &self.deployed,
            secret: || random::secret().ok(),
            bot_name: &self.bot_name,
            limits: &self.limits,
        }
    }

    async fn sell_ticket(&self, authorization: Option<&str>) -> Response {
        match self.grant(authorization).await {
            Ok(grant) => self.issue(&grant, self.clock.now()).await,
            Err(refusal) => refusal,
        }
    }

    /// Returns the rights of the bearer token, unless the exchange has revoked it.
    async fn grant(&self, authorization: Option<&str>) -> Result<Grant, Response> {
        let Some(token) = authorization.and_then(bearer) else {
            return Err(Response::error(401, "unauthorized", "a bearer token is required")
                .with("www-authenticate", "Bearer"));
        };
        match self.verifier.verify(token, self.clock.now()).await {
            Ok(claims) => {
                let valid_until = claims.expires_at.plus(self.token_grace);
                let grant = Grant { user_id: claims.user_id, valid_until, issued_at: claims.issued_at };
                self.unless_revoked(grant).await
            }
            Err(error) => Err(refusal(error)),
        }
    }

    async fn unless_revoked(&self, grant: Grant) -> Result<Grant, Response> {
        match is_revoked(&self.store, &grant).await {
            Ok(false) => Ok(grant),
            Ok(true) => {
                tracing::info!(user.id = %grant.user_id, "a revoked token was refused");
                Err(Response::error(401, "unauthorized", "the token was revoked")
                    .with("www-authenticate", r#"Bearer error="invalid_token""#))
            }
            Err(error) => {
                tracing::error!(%error, "the token's user could not be looked up");
                Err(if error.is_retryable() {
                    Response::unavailable()
                } else {
                    Response::error(500, "internal", "internal error")
                })
            }
        }
    }

    async fn issue(&self, grant: &Grant, now: Time) -> Response {
        let secret = match random::secret() {
            Ok(secret) => secret,
            Err(error) => {
                tracing::error!(%error, "no ticket could be created");
                return Response::error(500, "internal", "internal error");
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
                Response::error(500, "internal", "internal error")
            }
        }
    }

    /// Adds the CORS headers for an allowed origin. Without them the browser does not let a page of
    /// another origin read the response.
    fn with_cors(&self, request: &Request, response: Response) -> Response {
        // The other resources are for Telegram and for pages of this origin.
        if ![TICKETS, ACTIONS, ACKS].contains(&request.path()) {
            return response;
        }
        let response = response.with("vary", "Origin");
        let origin = request.header("origin").unwrap_or_default();
        if !self.allowed_origins.iter().any(|allowed| allowed == origin) {
            return response;
        }
        let response = response.with("access-control-allow-origin", origin);
        if request.method() != "OPTIONS" {
            // By default a page may not read `retry-after` of a response from another origin.
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
        // The cause was logged where it occurred.
        return Response::unavailable();
    }
    tracing::info!(reason = %error, "a token was refused");
    Response::error(401, "unauthorized", &error.to_string())
        .with("www-authenticate", r#"Bearer error="invalid_token""#)
}

#[cfg(test)]
mod tests;
