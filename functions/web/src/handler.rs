//! `POST /v1/tickets` → a bearer token is verified, and a ticket sold for it.

use std::convert::Infallible;
use std::time::Duration;

use auth::{AuthError, Verifier, bearer};
use domain::Time;
use lambda::warm::{self, Call};
use lambda::{Handler, random};
use ports::{Clock, Grant, Tickets};
use serde_json::json;
use usecases::connect::issue_ticket;

use crate::http::{Request, Response};

/// How long a browser may remember that it may ask.
const PREFLIGHT_AGE_SECONDS: u32 = 600;

/// When to come again after a 503.
const RETRY_AFTER_SECONDS: u32 = 2;

/// The function.
pub(crate) struct Web<T, C> {
    pub(crate) verifier: Verifier,
    pub(crate) tickets: T,
    pub(crate) clock: C,
    pub(crate) socket_url: String,
    pub(crate) token_grace: Duration,
    pub(crate) allowed_origins: Vec<String>,
}

impl<T: Tickets, C: Clock> Handler for Web<T, C> {
    type Event = Request;
    type Answer = Response;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        let now = self.clock.now();
        vec![warm::redeem(&self.tickets, now), warm::call(self.verifier.warm(now))]
    }

    async fn handle(&self, request: Request) -> Result<Response, Infallible> {
        let response = self.respond(&request).await;
        Ok(self.with_cors(&request, response))
    }
}

impl<T: Tickets, C: Clock> Web<T, C> {
    async fn respond(&self, request: &Request) -> Response {
        match (request.path(), request.method()) {
            ("/v1/tickets", "POST") => self.sell_ticket(request.header("authorization")).await,
            ("/v1/tickets", "OPTIONS") => Response::empty(),
            ("/v1/tickets", _) => Response::error(405, "method_not_allowed", "only POST is possible here")
                .with("allow", "POST, OPTIONS"),
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
                self.issue(&Grant { user_id: claims.user_id, valid_until }, now).await
            }
            Err(error) => refusal(error),
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
        match issue_ticket(&self.tickets, grant, secret, now).await {
            Ok(issued) => {
                let expires_in = issued.expires_in_seconds;
                Response::json(
                    200,
                    &json!({"ticket": issued.ticket, "expiresIn": expires_in, "url": self.socket_url}),
                )
            }
            Err(error) if error.is_retryable() => {
                tracing::error!(%error, "the ticket could not be stored");
                unavailable()
            }
            Err(error) => {
                tracing::error!(%error, "the ticket could not be stored");
                Response::error(500, "internal", "something went wrong")
            }
        }
    }

    /// A page of another origin gets an answer that its browser will not let it read.
    fn with_cors(&self, request: &Request, response: Response) -> Response {
        let response = response.with("vary", "Origin");
        let origin = request.header("origin").unwrap_or_default();
        if !self.allowed_origins.iter().any(|allowed| allowed == origin) {
            return response;
        }
        let response = response.with("access-control-allow-origin", origin);
        if request.method() != "OPTIONS" {
            return response;
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
        return unavailable();
    }
    tracing::info!(reason = %error, "a token was refused");
    Response::error(401, "unauthorized", &error.to_string())
        .with("www-authenticate", r#"Bearer error="invalid_token""#)
}

fn unavailable() -> Response {
    Response::error(503, "unavailable", "come again in a moment")
        .with("retry-after", RETRY_AFTER_SECONDS.to_string())
}

#[cfg(test)]
mod tests;
