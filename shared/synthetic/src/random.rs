//! Randomness from the operating system.

use base64::Engine as _;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;

use crate::Error;

/// Random bytes.
///
/// # Errors
///
/// The operating system has none to give.
pub(crate) fn bytes<const N: usize>() -> Result<[u8; N], Error> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(Error::Random)?;
    Ok(bytes)
}

/// Returns an identifier that nothing else has: `prefix`, a hyphen and 96 random bits. A user or an event may be called so.
///
/// # Errors
///
/// The operating system has no randomness to give.
pub fn id(prefix: &str) -> Result<String, Error> {
    Ok(format!("{prefix}-{}", URL_SAFE_NO_PAD.encode(bytes::<12>()?)))
}
