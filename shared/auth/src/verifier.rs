//! The verification of a token.

use std::fmt;
use std::str::FromStr;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

use domain::Time;
use jsonwebtoken::errors::ErrorKind;
use jsonwebtoken::{DecodingKey, Validation};

use crate::claims::{Claims, Raw};
use crate::error::AuthError;
use crate::keys::{Cache, KeySet};

/// The time limit of a fetch of the keys.
const FETCH_TIMEOUT: Duration = Duration::from_secs(2);

/// The maximum size of a JWKS, in bytes.
const MAX_KEYS_BYTES: usize = 256 * 1024;

/// The maximum size of a token, in bytes: API Gateway allows 10 KB for all headers together.
const MAX_TOKEN_BYTES: usize = 10 * 1024;

/// The supported signature algorithms.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Algorithm {
    /// RSA, PKCS #1 v1.5, SHA-256.
    Rs256,
    /// ECDSA on P-256, SHA-256.
    Es256,
    /// Ed25519.
    EdDsa,
}

impl Algorithm {
    /// Returns the name of the algorithm in a token's header.
    pub fn name(self) -> &'static str {
        match self {
            Self::Rs256 => "RS256",
            Self::Es256 => "ES256",
            Self::EdDsa => "EdDSA",
        }
    }

    fn of_library(self) -> jsonwebtoken::Algorithm {
        match self {
            Self::Rs256 => jsonwebtoken::Algorithm::RS256,
            Self::Es256 => jsonwebtoken::Algorithm::ES256,
            Self::EdDsa => jsonwebtoken::Algorithm::EdDSA,
        }
    }
}

/// The text is not the name of a supported algorithm.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("must be RS256, ES256 or EdDSA")]
pub struct AlgorithmError;

impl FromStr for Algorithm {
    type Err = AlgorithmError;

    fn from_str(name: &str) -> Result<Self, AlgorithmError> {
        let all = [Self::Rs256, Self::Es256, Self::EdDsa];
        all.into_iter().find(|algorithm| algorithm.name() == name).ok_or(AlgorithmError)
    }
}

/// The requirements for a valid token.
#[derive(Debug, Clone)]
pub struct Settings {
    /// The only accepted algorithm.
    pub algorithm: Algorithm,
    /// The only accepted issuer.
    pub issuer: String,
    /// The audience that must be among the token's audiences.
    pub audience: String,
    /// The URL at which the issuer publishes its keys.
    pub jwks_url: String,
    /// The maximum lifetime of a token, from its `iat` or, if it has none, from now.
    pub max_lifetime: Duration,
}

/// Verifies tokens. There is one verifier per process, because it caches the keys.
pub struct Verifier {
    settings: Settings,
    http: reqwest::Client,
    cache: Mutex<Cache>,
}

impl fmt::Debug for Verifier {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Verifier").field("settings", &self.settings).finish_non_exhaustive()
    }
}

impl Verifier {
    /// Creates a verifier that fetches the keys with `http` when they are first needed.
    pub fn new(settings: Settings, http: reqwest::Client) -> Self {
        Self { settings, http, cache: Mutex::default() }
    }

    /// Fetches the keys before they are first needed.
    pub async fn warm(&self, now: Time) {
        let keys = self.fetch().await;
        self.with_cache(|cache| cache.fetched(keys, now));
    }

    /// Verifies the token, given without its scheme, at `now`, and returns its claims.
    ///
    /// # Errors
    ///
    /// [`AuthError::KeysUnreachable`] and [`AuthError::KeyNotYetKnown`] are retryable; all other
    /// errors are final.
    pub async fn verify(&self, token: &str, now: Time) -> Result<Claims, AuthError> {
        let key_id = self.key_id(token)?;
        let key = self.key(&key_id, now).await?;
        let data = jsonwebtoken::decode::<Raw>(token, &key, &self.signature_only());
        let claims = data.map_err(|error| refusal(error.kind()))?.claims;
        claims.check(&self.settings, now)
    }

    /// Returns the key id in the token's header. The header is not trusted yet: it only selects one
    /// of the keys that we fetch, and avoids a fetch for a token that can never be valid.
    fn key_id(&self, token: &str) -> Result<String, AuthError> {
        if token.len() > MAX_TOKEN_BYTES {
            return Err(AuthError::Malformed);
        }
        // The library cannot parse a header with `alg: none`.
        let header = jsonwebtoken::decode_header(token).map_err(|_| AuthError::Malformed)?;
        if header.alg != self.settings.algorithm.of_library() {
            return Err(AuthError::Algorithm);
        }
        // RFC 7515: a token with a critical extension that is not understood must be refused; we
        // understand none.
        if header.crit.is_some() {
            return Err(AuthError::Malformed);
        }
        header.kid.ok_or(AuthError::UnknownKey)
    }

    async fn key(&self, id: &str, now: Time) -> Result<DecodingKey, AuthError> {
        let wants_fetch = self.with_cache(|cache| cache.wants_fetch(id, now));
        if wants_fetch {
            let keys = self.fetch().await;
            self.with_cache(|cache| cache.fetched(keys, now));
        }
        self.with_cache(|cache| match cache.key(id) {
            Some(key) => Ok(key.clone()),
            None if !cache.is_current() => Err(AuthError::KeysUnreachable),
            // The keys were fetched after the token was presented, so they would contain its key if
            // it was published.
            None if wants_fetch => Err(AuthError::UnknownKey),
            None => Err(AuthError::KeyNotYetKnown),
        })
    }

    /// Runs `act` with the cache. The lock is never held across an await.
    fn with_cache<T>(&self, act: impl FnOnce(&mut Cache) -> T) -> T {
        act(&mut self.cache.lock().unwrap_or_else(PoisonError::into_inner))
    }

    async fn fetch(&self) -> Option<KeySet> {
        let body = match self.download().await {
            Ok(body) => body,
            Err(reason) => {
                tracing::warn!(reason, "the keys could not be fetched");
                return None;
            }
        };
        let keys = KeySet::read(&body, self.settings.algorithm);
        if keys.is_none() {
            tracing::warn!(reason = "not a JWKS", "the keys could not be fetched");
        }
        keys
    }

    async fn download(&self) -> Result<Vec<u8>, &'static str> {
        let request = self.http.get(&self.settings.jwks_url).timeout(FETCH_TIMEOUT);
        let mut response = request.send().await.map_err(|_| "no answer")?;
        if response.status() != reqwest::StatusCode::OK {
            return Err("not 200");
        }
        let mut body = Vec::new();
        while let Some(part) = response.chunk().await.map_err(|_| "the response ended early")? {
            body.extend_from_slice(&part);
            if body.len() > MAX_KEYS_BYTES {
                return Err("too large");
            }
        }
        Ok(body)
    }

    /// Returns the validation of the library, which checks the algorithm and the signature;
    /// [`Raw::check`] checks the rest.
    fn signature_only(&self) -> Validation {
        let mut validation = Validation::new(self.settings.algorithm.of_library());
        validation.required_spec_claims.clear();
        validation.validate_exp = false;
        validation.validate_nbf = false;
        validation.validate_aud = false;
        validation
    }
}

fn refusal(kind: &ErrorKind) -> AuthError {
    match kind {
        ErrorKind::InvalidSignature => AuthError::Signature,
        ErrorKind::InvalidAlgorithm | ErrorKind::InvalidAlgorithmName | ErrorKind::InvalidKeyFormat => {
            AuthError::Algorithm
        }
        _ => AuthError::Malformed,
    }
}

/// Returns the token in an `Authorization` header; `None` if the header has another scheme. Upper
/// and lower case of the scheme do not matter.
pub fn bearer(header: &str) -> Option<&str> {
    let (scheme, token) = header.trim().split_once(' ')?;
    let token = token.trim_start();
    (scheme.eq_ignore_ascii_case("bearer") && !token.is_empty()).then_some(token)
}
