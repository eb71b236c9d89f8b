//! Why a token is not believed.

/// Why a token is not believed. Never holds any part of the token.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub enum AuthError {
    /// It is not a JWT, or a claim has the wrong type.
    #[error("the token cannot be read")]
    Malformed,
    /// It is signed with another algorithm than ours, or not at all.
    #[error("the token's algorithm is not accepted")]
    Algorithm,
    /// It names no key, or a key that the exchange has not published for our algorithm.
    #[error("the token's key is unknown")]
    UnknownKey,
    /// It names a key that was not among the published ones when they were last fetched, too short a time ago to fetch them
    /// again: the exchange may have published it since.
    #[error("the token's key is not known yet")]
    KeyNotYetKnown,
    /// It was not signed by the key that it names.
    #[error("the token's signature is wrong")]
    Signature,
    /// It comes from another issuer, or names none.
    #[error("the token's issuer is not accepted")]
    Issuer,
    /// It is meant for another audience, or names none.
    #[error("the token's audience is not accepted")]
    Audience,
    /// It has no end.
    #[error("the token has no expiry")]
    NoExpiry,
    /// It has ended.
    #[error("the token has expired")]
    Expired,
    /// It has not begun, or was issued in the future.
    #[error("the token is not valid yet")]
    NotYetValid,
    /// It is good for longer than a token may be.
    #[error("the token's lifetime is too long")]
    TooLong,
    /// Its subject is missing, or is no user id.
    #[error("the token's subject is not a user id")]
    Subject,
    /// The exchange's keys could not be fetched, so nothing is known of the token.
    #[error("the keys cannot be fetched")]
    KeysUnreachable,
}

impl AuthError {
    /// Whether the same token can be believed later without any change to it.
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
