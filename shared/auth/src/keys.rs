//! The exchange's public keys: which of them are ours to use, and when to look again.

use std::collections::HashMap;
use std::time::Duration;

use domain::Time;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use serde::Deserialize;
use serde_json::Value;

use crate::Algorithm;

/// How long a set of keys is used before it is fetched again.
pub const MAX_AGE: Duration = Duration::from_mins(10);

/// The least pause between two fetches, however many tokens name a key that we do not have. A token whose key is unknown
/// is refused for good only by a fetch that was made for it; within the pause it is asked to come again
/// ([`AuthError::KeyNotYetKnown`](crate::AuthError::KeyNotYetKnown)). Only a fetch begins a pause, so tokens with invented
/// key ids do not prolong it.
pub const MIN_PAUSE: Duration = Duration::from_secs(10);

/// The least pause while we have no keys at all: nobody can connect then, so we look more often.
pub const MIN_PAUSE_WITHOUT_KEYS: Duration = Duration::from_secs(1);

/// The keys that can verify tokens of one algorithm, by their id.
#[derive(Clone, Default)]
pub struct KeySet(HashMap<String, DecodingKey>);

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// Reads a JWKS and takes the keys that are meant for signatures of this algorithm; `None` if it is no
    /// JWKS. A key of a kind that we do not know is none of ours and does no harm to the others.
    pub fn read(json: &[u8], algorithm: Algorithm) -> Option<Self> {
        let document: Document = serde_json::from_slice(json).ok()?;
        let keys = document.keys.into_iter().filter_map(|key| {
            let jwk: Jwk = serde_json::from_value(key).ok()?;
            let id = jwk.common.key_id.clone()?;
            (is_for(&jwk, algorithm)).then(|| DecodingKey::from_jwk(&jwk).ok().map(|key| (id, key)))?
        });
        Some(Self(keys.collect()))
    }

    /// The key of this id.
    pub fn get(&self, id: &str) -> Option<&DecodingKey> {
        self.0.get(id)
    }
}

/// Whether the key's own words allow it for this algorithm: an RSA key never verifies an ECDSA signature,
/// and a shared secret nothing at all.
fn is_for(jwk: &Jwk, algorithm: Algorithm) -> bool {
    let kind_fits = match (&jwk.algorithm, algorithm) {
        (AlgorithmParameters::RSA(_), Algorithm::Rs256) => true,
        (AlgorithmParameters::EllipticCurve(key), Algorithm::Es256) => key.curve == EllipticCurve::P256,
        (AlgorithmParameters::OctetKeyPair(key), Algorithm::EdDsa) => key.curve == EllipticCurve::Ed25519,
        _ => false,
    };
    let stated = jwk.common.key_algorithm.map(|stated| stated.to_string());
    let statement_fits = stated.is_none_or(|stated| stated == algorithm.name());
    let use_fits = matches!(jwk.common.public_key_use, None | Some(PublicKeyUse::Signature));
    kind_fits && statement_fits && use_fits
}

/// What is known of the keys, and when it was learned.
#[derive(Clone, Default)]
pub(crate) struct Cache {
    keys: Option<KeySet>,
    fetched_at: Option<Time>,
    tried_at: Option<Time>,
}

impl Cache {
    /// Whether to fetch the keys before looking for the key `id`.
    pub(crate) fn wants_fetch(&self, id: &str, now: Time) -> bool {
        let pause = if self.keys.is_some() { MIN_PAUSE } else { MIN_PAUSE_WITHOUT_KEYS };
        let may_fetch = is_older(self.tried_at, pause, now);
        may_fetch && (self.key(id).is_none() || is_older(self.fetched_at, MAX_AGE, now))
    }

    /// Notes the fetch that was begun at `now`. One that failed leaves the keys as they were.
    pub(crate) fn fetched(&mut self, keys: Option<KeySet>, now: Time) {
        self.tried_at = Some(now);
        if let Some(keys) = keys {
            self.keys = Some(keys);
            self.fetched_at = Some(now);
        }
    }

    pub(crate) fn key(&self, id: &str) -> Option<&DecodingKey> {
        self.keys.as_ref()?.get(id)
    }

    /// Whether the last fetch succeeded: only then does a missing key mean that it was not published.
    pub(crate) fn is_current(&self) -> bool {
        self.fetched_at.is_some() && self.fetched_at == self.tried_at
    }
}

/// A clock that was set back makes everything old, so that nothing waits for it to catch up.
fn is_older(then: Option<Time>, age: Duration, now: Time) -> bool {
    then.is_none_or(|then| now < then || now >= then.plus(age))
}
