//! The issuer of tokens: a key pair of this stack, and the tokens signed with it.

use std::fs;
use std::io::Write as _;
use std::os::unix::fs::OpenOptionsExt as _;
use std::path::Path;

use aws_lc_rs::rand::SystemRandom;
use aws_lc_rs::signature::{ECDSA_P256_SHA256_FIXED_SIGNING, EcdsaKeyPair};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use jiff::Timestamp;
use jsonwebtoken::jwk::{Jwk, JwkSet, PublicKeyUse};
use jsonwebtoken::{Algorithm, EncodingKey, Header};
use serde::Serialize;

use crate::error::{Context as _, Error};

/// The signature algorithm, as the template's parameter names it.
pub(crate) const ALGORITHM: &str = "ES256";
/// The `iss` that the functions accept.
pub(crate) const ISSUER: &str = "https://exchange.local";
/// The `aud` that the functions accept.
pub(crate) const AUDIENCE: &str = "notifications";
/// The longest lifetime of a token that the functions accept, in seconds: the default of `MaxTokenLifetimeHours` in
/// `infra/template.yaml`.
pub const MAX_TOKEN_SECONDS: i64 = 24 * 60 * 60;
const KEY_ID: &str = "local";
const FILE: &str = "signing-key";

/// The claims of a token; the defaults make one that is accepted for an hour.
#[derive(Debug, Clone)]
pub struct TokenOptions {
    /// Seconds until the token expires; negative for a token that has expired already.
    pub expires_in: i64,
    /// The `aud` claim.
    pub audience: String,
    /// The `iss` claim.
    pub issuer: String,
}

impl Default for TokenOptions {
    fn default() -> Self {
        Self { expires_in: 3600, audience: AUDIENCE.to_owned(), issuer: ISSUER.to_owned() }
    }
}

/// The stack's signing key.
pub(crate) struct SigningKey {
    key: EncodingKey,
}

impl std::fmt::Debug for SigningKey {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        formatter.write_str("SigningKey")
    }
}

#[derive(Serialize)]
struct Claims<'a> {
    sub: &'a str,
    iss: &'a str,
    aud: &'a str,
    iat: i64,
    exp: i64,
}

impl SigningKey {
    /// Returns the key of the state directory, and creates it if there is none: tokens stay valid
    /// when the stack restarts.
    pub(crate) fn load_or_create(state_dir: &Path) -> Result<Self, Error> {
        if let Some(key) = Self::load(state_dir)? {
            return Ok(key);
        }
        let document = EcdsaKeyPair::generate_pkcs8(&ECDSA_P256_SHA256_FIXED_SIGNING, &SystemRandom::new())
            .map_err(|error| Error::Crypto(error.to_string()))?;
        write_private(&state_dir.join(FILE), STANDARD.encode(document.as_ref()).as_bytes())?;
        Ok(Self { key: EncodingKey::from_ec_der(document.as_ref()) })
    }

    /// Returns the key of the state directory, if there is one.
    pub(crate) fn load(state_dir: &Path) -> Result<Option<Self>, Error> {
        let file = state_dir.join(FILE);
        if !file.exists() {
            return Ok(None);
        }
        let text = fs::read_to_string(&file).context(|| format!("cannot read {}", file.display()))?;
        let der = STANDARD.decode(text.trim()).map_err(|error| Error::Crypto(error.to_string()))?;
        Ok(Some(Self { key: EncodingKey::from_ec_der(&der) }))
    }

    /// Returns a token for `user`, issued at `now`.
    pub(crate) fn token(&self, user: &str, options: &TokenOptions, now: Timestamp) -> Result<String, Error> {
        let now = now.as_second();
        let expires = now.saturating_add(options.expires_in);
        let claims = Claims {
            sub: user,
            iss: &options.issuer,
            aud: &options.audience,
            // A token that has expired already must be issued before its expiry.
            iat: now.min(expires),
            exp: expires,
        };
        let mut header = Header::new(Algorithm::ES256);
        header.kid = Some(KEY_ID.to_owned());
        jsonwebtoken::encode(&header, &claims, &self.key).map_err(|error| Error::Crypto(error.to_string()))
    }

    /// Returns the public key, as the issuer publishes it.
    pub(crate) fn jwks(&self) -> Result<JwkSet, Error> {
        let mut key = Jwk::from_encoding_key(&self.key, Algorithm::ES256)
            .map_err(|error| Error::Crypto(error.to_string()))?;
        key.common.key_id = Some(KEY_ID.to_owned());
        key.common.public_key_use = Some(PublicKeyUse::Signature);
        Ok(JwkSet { keys: vec![key] })
    }
}

/// Writes a file that only its owner may read. The write is atomic: a reader never sees a part of
/// the content.
pub(crate) fn write_private(path: &Path, content: &[u8]) -> Result<(), Error> {
    let unfinished = path.with_extension("new");
    // The file of a killed run may have any mode.
    let _ = fs::remove_file(&unfinished);
    let write = || {
        let mut file = fs::OpenOptions::new().write(true).create_new(true).mode(0o600).open(&unfinished)?;
        file.write_all(content)?;
        fs::rename(&unfinished, path)
    };
    write().context(|| format!("cannot write {}", path.display()))
}

#[cfg(test)]
mod tests {
    use jsonwebtoken::{DecodingKey, Validation};

    use super::*;

    #[test]
    fn a_token_is_accepted_by_readers_of_the_published_keys() {
        let dir = std::env::temp_dir().join(format!("local-keys-{}", std::process::id()));
        fs::create_dir_all(&dir).unwrap();
        let key = SigningKey::load_or_create(&dir).unwrap();
        let token = SigningKey::load(&dir)
            .unwrap()
            .unwrap()
            .token("u-1", &TokenOptions::default(), Timestamp::now())
            .unwrap();
        fs::remove_dir_all(&dir).unwrap();

        let jwks = key.jwks().unwrap();
        let decoding = DecodingKey::from_jwk(&jwks.keys[0]).unwrap();
        let mut validation = Validation::new(Algorithm::ES256);
        validation.set_audience(&[AUDIENCE]);
        validation.set_issuer(&[ISSUER]);
        let claims =
            jsonwebtoken::decode::<serde_json::Value>(&token, &decoding, &validation).unwrap().claims;
        assert_eq!(claims["sub"], "u-1");
    }
}
