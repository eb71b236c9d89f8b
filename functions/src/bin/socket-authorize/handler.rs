//! The handler: it redeems the ticket of a handshake or verifies its token, and allows or denies
//! the connection.
//!
//! It never returns an error, because API Gateway would answer the client with a 500 that does not
//! name the cause. The log has the reason of a denial.

use std::convert::Infallible;
use std::time::Duration;

use auth::{AuthError, Verifier, bearer};
use domain::Time;
use lambda::Handler;
use lambda::warm::{self, Call};
use ports::{BatchRead, Clock, Grant, PortError, Tickets};
use serde_json::Value;
use usecases::connect::{closes_at, is_revoked, redeem_ticket};

use crate::policy::{self, Request};

/// The function.
pub(crate) struct SocketAuthorize<T, C> {
    pub(crate) verifier: Verifier,
    pub(crate) tickets: T,
    pub(crate) clock: C,
    pub(crate) token_grace: Duration,
}

/// The reason why a connection is denied.
#[derive(Debug, thiserror::Error)]
enum Denial {
    #[error("neither a ticket nor a bearer token was given")]
    NothingGiven,
    #[error("the ticket is unknown, used or too old")]
    Ticket,
    #[error("the ticket or its user could not be looked up: {0}")]
    Store(#[source] PortError),
    #[error("{0}")]
    Token(#[source] AuthError),
    #[error("the token and its grace period have expired")]
    Over,
    #[error("the exchange has revoked the token")]
    Revoked,
}

impl Denial {
    /// Whether the same handshake can succeed later. The cause is then a failure of ours and not of
    /// the client.
    fn is_retryable(&self) -> bool {
        match self {
            Self::NothingGiven | Self::Ticket | Self::Over | Self::Revoked => false,
            Self::Store(error) => error.is_retryable(),
            Self::Token(error) => error.is_retryable(),
        }
    }
}

impl<T: Tickets + BatchRead, C: Clock> Handler for SocketAuthorize<T, C> {
    type Event = Request;
    type Response = Value;
    type Error = Infallible;

    fn warm(&self) -> Vec<Call<'_>> {
        let now = self.clock.now();
        vec![warm::redeem(&self.tickets, now), warm::call(self.verifier.warm(now))]
    }

    async fn handle(&self, request: Request) -> Result<Value, Infallible> {
        let now = self.clock.now();
        Ok(match self.grant(&request, now).await {
            Ok(grant) => policy::allow(request.method_arn(), &grant, closes_at(&grant, now)),
            Err(denial) => {
                if denial.is_retryable() {
                    tracing::error!(reason = %denial, "a handshake could not be authorized");
                } else {
                    tracing::info!(reason = %denial, "a handshake was denied");
                }
                policy::deny(request.method_arn())
            }
        })
    }
}

impl<T: Tickets + BatchRead, C: Clock> SocketAuthorize<T, C> {
    /// Returns the grant of the handshake. A ticket takes precedence over a token, since it was
    /// issued for one. A grant that the exchange has revoked since is refused.
    async fn grant(&self, request: &Request, now: Time) -> Result<Grant, Denial> {
        let grant = match (request.ticket(), request.authorization().and_then(bearer)) {
            (Some(ticket), _) => {
                let grant = redeem_ticket(&self.tickets, ticket, now).await.map_err(Denial::Store)?;
                grant.ok_or(Denial::Ticket)?
            }
            (None, Some(token)) => {
                let claims = self.verifier.verify(token, now).await.map_err(Denial::Token)?;
                let valid_until = claims.expires_at.plus(self.token_grace);
                Grant { user_id: claims.user_id, valid_until, issued_at: claims.issued_at }
            }
            (None, None) => return Err(Denial::NothingGiven),
        };
        if grant.valid_until <= now {
            return Err(Denial::Over);
        }
        if is_revoked(&self.tickets, &grant).await.map_err(Denial::Store)? {
            return Err(Denial::Revoked);
        }
        Ok(grant)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use auth::{Algorithm, Settings};
    use domain::UserId;
    use memory_store::MemoryStore;
    use ports::ProfileWrite;
    use serde_json::json;
    use usecases::connect::issue_ticket;

    struct At(Time);

    impl Clock for At {
        fn now(&self) -> Time {
            self.0
        }
    }

    const NOW: i64 = 1_795_420_800_000;

    #[allow(clippy::disallowed_methods)] // Nothing is fetched: nothing listens at the address.
    fn function() -> SocketAuthorize<MemoryStore, At> {
        let settings = Settings {
            algorithm: Algorithm::EdDsa,
            issuer: "iss".to_owned(),
            audience: "aud".to_owned(),
            jwks_url: "http://127.0.0.1:1/".to_owned(),
            max_lifetime: Duration::from_hours(24),
        };
        SocketAuthorize {
            verifier: Verifier::new(settings, reqwest::Client::builder().no_proxy().build().unwrap()),
            tickets: MemoryStore::default(),
            clock: At(Time::from_millis(NOW)),
            token_grace: Duration::from_mins(1),
        }
    }

    async fn handle(
        function: &SocketAuthorize<MemoryStore, At>,
        query: Value,
        authorization: Value,
    ) -> Value {
        let mut event: Value =
            serde_json::from_str(include_str!("../../../fixtures/connect-request.json")).unwrap();
        event["queryStringParameters"] = query;
        event["headers"]["AUTHORIZATION"] = authorization;
        let Ok(answer) = function.handle(serde_json::from_value(event).unwrap()).await;
        answer
    }

    async fn ticket(function: &SocketAuthorize<MemoryStore, At>, valid_for_ms: i64) -> String {
        let user_id = UserId::parse("u-1").unwrap();
        let valid_until = Time::from_millis(NOW + valid_for_ms);
        let grant = Grant { user_id, valid_until, issued_at: Some(Time::from_millis(NOW - 1_000)) };
        issue_ticket(&function.tickets, &grant, [7; 32], function.clock.now()).await.unwrap().ticket
    }

    fn effect(answer: &Value) -> &str {
        answer["policyDocument"]["Statement"][0]["Effect"].as_str().unwrap()
    }

    #[tokio::test]
    async fn a_ticket_opens_one_connection() {
        let function = function();
        let query = json!({"ticket": ticket(&function, 10_000_000).await});
        let answer = handle(&function, query.clone(), json!(null)).await;
        let arn = "arn:aws:execute-api:eu-west-1:123456789012:abcd1234/live/$connect";
        let statement = json!({"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": arn});
        let two_hours_later = (NOW + 7_200_000).to_string();
        let expected = json!({
            "principalId": "u-1",
            "policyDocument": {"Version": "2012-10-17", "Statement": [statement]},
            "context": {"userId": "u-1", "closesAt": two_hours_later, "issuedAt": (NOW - 1_000).to_string()},
        });
        assert_eq!(answer, expected);
        assert_eq!(effect(&handle(&function, query, json!(null)).await), "Deny");
    }

    #[tokio::test]
    async fn the_connection_ends_with_its_token() {
        let function = function();
        let query = json!({"ticket": ticket(&function, 5_000).await});
        let answer = handle(&function, query, json!(null)).await;
        assert_eq!(answer["context"]["closesAt"], json!((NOW + 5_000).to_string()));
    }

    #[tokio::test]
    async fn a_ticket_whose_token_was_revoked_since_opens_nothing() {
        let function = function();
        let user = UserId::parse("u-1").unwrap();
        for (revoked_at, expected) in [(NOW - 1_001, "Allow"), (NOW - 1_000, "Deny"), (NOW - 5_000, "Deny")] {
            let query = json!({"ticket": ticket(&function, 10_000).await});
            function.tickets.revoke_tokens(&user, Time::from_millis(revoked_at)).await.unwrap();
            assert_eq!(effect(&handle(&function, query, json!(null)).await), expected, "{revoked_at}");
        }
        let query = json!({"ticket": ticket(&function, 10_000).await});
        let handled = async {
            function.tickets.fail_next(2);
            handle(&function, query, json!(null)).await
        };
        assert_eq!(effect(&handled.await), "Deny", "who cannot be looked up is not let in");
    }

    #[tokio::test]
    async fn whatever_else_comes_is_denied() {
        let function = function();
        let unreachable = "Bearer eyJhbGciOiJFZERTQSIsImtpZCI6ImsifQ.e30.AA";
        for (query, authorization) in [
            (json!(null), json!(null)),
            (json!({}), json!("Basic dTpw")),
            (json!({"ticket": "x"}), json!(null)),
            (json!({"ticket": ["x"]}), json!(7)),
            (json!({"ticket": ticket(&function, 0).await}), json!(null)),
            (json!(null), json!("Bearer a.b.c")),
            (json!(null), json!(unreachable)),
        ] {
            let answer = handle(&function, query.clone(), authorization).await;
            assert_eq!((effect(&answer), &answer["context"]), ("Deny", &json!({})), "{query}");
        }
        let query = json!({"ticket": ticket(&function, 10_000).await});
        function.tickets.fail_next(1);
        assert_eq!(effect(&handle(&function, query, json!(null)).await), "Deny");
        let Ok(answer) = function.handle(Request::default()).await;
        assert_eq!(
            (effect(&answer), &answer["policyDocument"]["Statement"][0]["Resource"]),
            ("Deny", &json!("*"))
        );
    }
}
