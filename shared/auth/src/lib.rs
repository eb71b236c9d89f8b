//! Verifies the exchange's tokens against its published keys.
//!
//! A token is a JWT in `Authorization: Bearer …`. The algorithm, the issuer and the audience are
//! pinned by configuration ([`Settings`]). The key is found by its id in the exchange's JWKS
//! ([`keys`]), and the token's claims are checked in [`claims`]; [`Verifier`] performs these steps
//! one after the other.
//!
//! Deliberately not supported: symmetric algorithms, keys inside a token, tokens without an `exp`.

pub mod claims;
pub mod error;
pub mod keys;
mod verifier;

pub use claims::Claims;
pub use error::AuthError;
pub use verifier::{Algorithm, Settings, Verifier, bearer};
