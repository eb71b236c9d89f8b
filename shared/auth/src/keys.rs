//! The exchange's public keys: the choice of usable keys, and the times of fetching them.

use std::collections::HashMap;
use std::time::Duration;

use domain::Time;
use jsonwebtoken::DecodingKey;
use jsonwebtoken::jwk::{AlgorithmParameters, EllipticCurve, Jwk, PublicKeyUse};
use serde::Deserialize;
use serde_json::Value;

use crate::Algorithm;

/// The age at which a set of keys is fetched again.
pub const MAX_AGE: Duration = Duration::from_mins(10);

/// The minimum pause between two fetches, even if many tokens name a key that we do not have. A
/// token with an unknown key is refused permanently only after a fetch that was made for it; within
/// the pause the client is asked to retry
/// ([`AuthError::KeyNotYetKnown`](crate::AuthError::KeyNotYetKnown)). Only a fetch begins a pause,
/// so tokens with invented key ids do not prolong it.
pub const MIN_PAUSE: Duration = Duration::from_secs(10);

/// The minimum pause while we have no keys at all: no trader can connect then, so the keys are
/// fetched more often.
pub const MIN_PAUSE_WITHOUT_KEYS: Duration = Duration::from_secs(1);

/// The keys that can verify tokens of one algorithm, by id.
#[derive(Clone, Default)]
pub struct KeySet(HashMap<String, DecodingKey>);

#[derive(Deserialize)]
struct Document {
    keys: Vec<Value>,
}

impl KeySet {
    /// Parses a JWKS and returns the keys for signatures with this algorithm; `None` if the JSON is
    /// not a JWKS. A key of an unknown kind is ignored and does not affect the others.
    pub fn read(json: &[u8], algorithm: Algorithm) -> Option<Self> {
        let document: Document = serde_json::from_slice(json).ok()?;
        let keys = document.keys.into_iter().filter_map(|key| {
            let jwk: Jwk = serde_json::from_value(key).ok()?;
            let id = jwk.common.key_id.clone()?;
            (is_for(&jwk, algorithm)).then(|| DecodingKey::from_jwk(&jwk).ok().map(|key| (id, key)))?
        });
        Some(Self(keys.collect()))
    }

    /// Returns the key with this id.
    pub fn get(&self, id: &str) -> Option<&DecodingKey> {
        self.0.get(id)
    }
}

/// Whether the key's own parameters allow this algorithm: an RSA key never verifies an ECDSA
/// signature, and a shared secret never verifies any token.
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

/// The fetched keys, and the times of the fetches.
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

    /// Records the fetch that was begun at `now`. After a failed fetch the keys stay as they were.
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

/// Whether `then` is at least `age` before `now`. If the clock was set back, everything counts as
/// old, so that no fetch waits until the clock has caught up.
fn is_older(then: Option<Time>, age: Duration, now: Time) -> bool {
    then.is_none_or(|then| now < then || now >= then.plus(age))
}
