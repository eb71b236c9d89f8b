//! Randomness from the operating system.

/// The operating system has no randomness to give.
#[derive(Debug, thiserror::Error)]
#[error("no randomness: {0}")]
pub struct RandomError(getrandom::Error);

/// 32 bytes that nobody can guess: a secret.
pub fn secret() -> Result<[u8; 32], RandomError> {
    let mut bytes = [0; 32];
    getrandom::fill(&mut bytes).map_err(RandomError)?;
    Ok(bytes)
}

/// A number for jitter, where a bad one does no harm.
pub fn jitter() -> u32 {
    getrandom::u32().unwrap_or_default()
}
