//! The errors of verifying a token.

/// The error of verifying a token. It never contains any part of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// The token is not a JWT, or a claim has the wrong type.
    #[error("the token cannot be read")]
    Malformed,
    /// The token is signed with another algorithm than the configured one, or not at all.
    #[error("the token's algorithm is not accepted")]
    Algorithm,
    /// The token names no key, or a key that the exchange has not published for the configured
    /// algorithm.
    #[error("the token's key is unknown")]
    UnknownKey,
    /// The token names a key that was not among the published ones at the last fetch, which was too
    /// recent to fetch again: the exchange may have published it since. Retryable.
    #[error("the token's key is not known yet")]
    KeyNotYetKnown,
    /// The token was not signed by the key that it names.
    #[error("the token's signature is wrong")]
    Signature,
    /// The token has another issuer, or none.
    #[error("the token's issuer is not accepted")]
    Issuer,
    /// The token has another audience, or none.
    #[error("the token's audience is not accepted")]
    Audience,
    /// The token has no `exp`.
    #[error("the token has no expiry")]
    NoExpiry,
    /// The token has expired.
    #[error("the token has expired")]
    Expired,
    /// The token is not valid yet, or was issued in the future.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// The token is valid for longer than a token may be.
    #[error("the token's lifetime is too long")]
    TooLong,
    /// The token's subject is missing, or is not a user id.
    #[error("the token's subject is not a user id")]
    Subject,
    /// The exchange's keys could not be fetched, so the token could not be verified. Retryable.
    #[error("the keys cannot be fetched")]
    KeysUnreachable,
}

impl AuthError {
    /// Whether the same token can be accepted later.
    pub fn is_retryable(self) -> bool {
        match self {
            Self::KeysUnreachable | Self::KeyNotYetKnown => true,
            Self::Malformed
            | Self::Algorithm
            | Self::UnknownKey
            | Self::Signature
            | Self::Issuer
            | Self::Audience
            | Self::NoExpiry
            | Self::Expired
            | Self::NotYetValid
            | Self::TooLong
            | Self::Subject => false,
        }
    }
}
