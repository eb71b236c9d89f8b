//! Verifies the exchange's tokens against its published keys.
//!
//! A token is a JWT in `Authorization: Bearer …`. The algorithm, the issuer and the audience are pinned by
//! configuration ([`Settings`]); the key is found by its id in the exchange's JWKS ([`keys`]); what the
//! token claims is checked in [`claims`]; [`Verifier`] does one after the other.
//!
//! Deliberately absent: symmetric algorithms, keys that a token brings along, tokens without an end.

pub mod claims;
pub mod error;
pub mod keys;
mod verifier;

pub use claims::Claims;
pub use error::AuthError;
pub use verifier::{Algorithm, Settings, Verifier, bearer};
