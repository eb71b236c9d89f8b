//! Randomness from the operating system.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Error;

/// Returns random bytes.
///
/// # Errors
///
/// [`Error::Random`], not retryable, if the operating system has no randomness.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Error::Random)?;
    Ok(bytes)
}

/// Returns a unique identifier: `prefix`, a hyphen and 96 random bits. It is a valid id of a user
/// or an event.
///
/// # Errors
///
/// [`Error::Random`], not retryable, if the operating system has no randomness.
pub fn id(prefix: &str) -> Result<String, Error> {
    Ok(format!("{prefix}-{}", URL_SAFE_NO_PAD.encode(bytes::<12>()?)))
}
