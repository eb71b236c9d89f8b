//! Randomness from the operating system.

/// The operating system cannot provide randomness.
#[derive(Debug, thiserror::Error)]
#[error("no randomness: {0}")]
pub struct RandomError(getrandom::Error);

/// Returns a secret: 32 bytes from the operating system's secure random number generator.
///
/// # Errors
///
/// [`RandomError`], if the operating system cannot provide randomness.
pub fn secret() -> Result<[u8; 32], RandomError> {
    bytes()
}

/// Returns `N` bytes from the operating system's secure random number generator.
///
/// # Errors
///
/// [`RandomError`], if the operating system cannot provide randomness.
pub fn bytes<const N: usize>() -> Result<[u8; N], RandomError> {
    let mut bytes = [0; N];
    getrandom::fill(&mut bytes).map_err(RandomError)?;
    Ok(bytes)
}

/// Returns a number for jitter; 0 if there is no randomness, which does no harm there.
pub fn jitter() -> u32 {
    getrandom::u32().unwrap_or_default()
}
