//! The token endpoint: it exchanges an assertion of the service account for an access token.
//!
//! <https://developers.google.com/identity/protocols/oauth2/service-account#httprest>

use std::collections::HashMap;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::Bytes;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use jiff::Timestamp;
use jsonwebtoken::{Algorithm, DecodingKey, Validation};
use serde::Deserialize;
use serde_json::{Map, Value, json};

use super::account::random_hex;
use crate::call::{Answer, Call, Shared};
use crate::fault::{Refusal, Terms};
use crate::json;
use crate::outbox::Channel;

const GRANT_TYPE: &str = "urn:ietf:params:oauth:grant-type:jwt-bearer";
const SCOPE: &str = "https://www.googleapis.com/auth/firebase.messaging";
/// The longest lifetime of an assertion, in seconds.
const LONGEST: i64 = 3600;
/// The maximum clock skew of its issuer, in seconds.
const SKEW: i64 = 300;
/// The time for which an expired token is remembered, and so distinguished from an unknown one.
const REMEMBERED: Duration = Duration::from_hours(1);

const TIMEFRAME: &str = "Invalid JWT: Token must be a short-lived token (60 minutes) and in a reasonable \
                         timeframe. Check your iat and exp values in the JWT claim.";
const SIGNATURE: &str = "Invalid JWT Signature.";
const ACCOUNT: &str = "Invalid grant: account not found";

/// The validity of an access token.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Standing {
    /// The token is valid.
    Good,
    /// The token has expired.
    Expired,
    /// The token was not issued here.
    Unknown,
}

/// The access tokens that were issued, with their expiry.
#[derive(Default)]
pub(crate) struct AccessTokens {
    issued: HashMap<String, Instant>,
}

impl AccessTokens {
    fn add(&mut self, token: String, now: Instant, lifetime: Duration) {
        self.issued.retain(|_, until| now < *until + REMEMBERED);
        self.issued.insert(token, now + lifetime);
    }

    /// Returns the validity of `token`.
    pub(crate) fn standing(&self, token: &str, now: Instant) -> Standing {
        match self.issued.get(token) {
            Some(until) if now < *until => Standing::Good,
            Some(_) => Standing::Expired,
            None => Standing::Unknown,
        }
    }
}

/// `POST /token`
pub(crate) async fn issue(State(shared): State<Arc<Shared>>, body: Bytes) -> Response {
    let form = json::form(&body);
    let call =
        Call { channel: Channel::PushToken, to: claimed_issuer(&form), request: Value::Object(form.clone()) };
    shared.take(call, refuse, || handle(&shared, &form)).respond().await
}

#[derive(Deserialize)]
struct Claims {
    #[serde(default)]
    iss: String,
    #[serde(default)]
    aud: Value,
    #[serde(default)]
    scope: String,
    #[serde(default)]
    iat: i64,
    #[serde(default)]
    exp: i64,
}

/// Verifies the signature only: the library's other checks would give other error messages than
/// Google.
fn read(assertion: &str, key: &DecodingKey) -> Result<Claims, jsonwebtoken::errors::Error> {
    let mut validation = Validation::new(Algorithm::RS256);
    validation.required_spec_claims.clear();
    validation.validate_exp = false;
    validation.validate_aud = false;
    Ok(jsonwebtoken::decode::<Claims>(assertion, key, &validation)?.claims)
}

/// Returns the unverified issuer of a request, for the outbox and the faults only.
fn claimed_issuer(form: &Map<String, Value>) -> String {
    let claims = form
        .get("assertion")
        .and_then(Value::as_str)
        .and_then(|assertion| jsonwebtoken::dangerous::insecure_decode::<Claims>(assertion).ok());
    claims.map(|token| token.claims.iss).unwrap_or_default()
}

fn handle(shared: &Shared, form: &Map<String, Value>) -> Answer {
    let field = |name: &str| form.get(name).and_then(Value::as_str).unwrap_or_default();
    let (grant_type, assertion) = (field("grant_type"), field("assertion"));
    if grant_type != GRANT_TYPE {
        return error("unsupported_grant_type", &format!("Invalid grant_type: {grant_type}"));
    }
    if assertion.is_empty() {
        return error("invalid_request", "Missing required parameter: assertion");
    }
    let account = &shared.account;
    let signed_with = jsonwebtoken::decode_header(assertion).map(|header| header.kid);
    let claims = match (signed_with, read(assertion, &account.public_key)) {
        (Ok(Some(key)), _) if key != account.key_id => return error("invalid_grant", SIGNATURE),
        (Ok(_), Ok(claims)) => claims,
        (Ok(_), Err(_)) => return error("invalid_grant", SIGNATURE),
        (Err(_), _) => return error("invalid_grant", "Bad Request"),
    };
    if claims.iss != account.email {
        return error("invalid_grant", ACCOUNT);
    }
    if claims.aud.as_str() != Some(&account.token_uri) {
        let message =
            format!("Invalid JWT: Failed audience check. The right audience is {}", account.token_uri);
        return error("invalid_grant", &message);
    }
    let now = Timestamp::now().as_second();
    let in_time = claims.iat <= now + SKEW && now < claims.exp && claims.exp - claims.iat <= LONGEST;
    if !in_time {
        return error("invalid_grant", TIMEFRAME);
    }
    if !claims.scope.split(' ').any(|scope| scope == SCOPE) {
        return error("invalid_scope", "Invalid OAuth scope or ID token audience provided.");
    }
    let Ok(random) = random_hex::<32>() else {
        return refuse(Refusal::InternalError, Terms::default());
    };
    let (token, lifetime) = (format!("ya29.{random}"), shared.options.access_token_lifetime);
    shared.access_tokens().add(token.clone(), Instant::now(), lifetime);
    Answer::accepted(json!({"access_token": token, "expires_in": lifetime.as_secs(), "token_type": "Bearer"}))
}

/// Returns the response that a fault asks for.
fn refuse(refusal: Refusal, Terms { retry_after, .. }: Terms) -> Answer {
    let (status, code, description) = match refusal {
        Refusal::Unauthorized | Refusal::ThirdPartyAuth => {
            (StatusCode::UNAUTHORIZED, "invalid_client", "The OAuth client was not found.")
        }
        Refusal::Forbidden => (StatusCode::FORBIDDEN, "access_denied", "Account restricted"),
        Refusal::Unregistered => (StatusCode::BAD_REQUEST, "invalid_grant", ACCOUNT),
        Refusal::InvalidArgument => (StatusCode::BAD_REQUEST, "invalid_grant", SIGNATURE),
        Refusal::TooManyRequests => {
            (StatusCode::TOO_MANY_REQUESTS, "rate_limit_exceeded", "Rate Limit Exceeded")
        }
        Refusal::InternalError => (StatusCode::INTERNAL_SERVER_ERROR, "internal_failure", "Backend Error"),
        Refusal::Unavailable => {
            (StatusCode::SERVICE_UNAVAILABLE, "temporarily_unavailable", "Service Unavailable")
        }
    };
    let answer = Answer::refused(status, json!({"error": code, "error_description": description}));
    match refusal {
        Refusal::TooManyRequests | Refusal::Unavailable => answer.retry_after(retry_after),
        Refusal::Unauthorized
        | Refusal::Forbidden
        | Refusal::Unregistered
        | Refusal::InvalidArgument
        | Refusal::InternalError
        | Refusal::ThirdPartyAuth => answer,
    }
}

/// Returns an error response. <https://www.rfc-editor.org/rfc/rfc6749#section-5.2>
fn error(code: &str, description: &str) -> Answer {
    Answer::refused(StatusCode::BAD_REQUEST, json!({"error": code, "error_description": description}))
}
