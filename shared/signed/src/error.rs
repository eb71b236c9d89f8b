//! The error of a call without an answer.

use std::error::Error;

/// The error of a call without an answer, with the state of the request. It is safe to log: it
/// quotes nothing that was sent.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The request was not sent: it could not be built, or no connection could be made.
    #[error("the request was not sent")]
    NotSent(#[source] Box<dyn Error + Send + Sync>),
    /// There was no complete answer in time. The service may have acted on the request.
    #[error("no answer in time")]
    TimedOut(#[source] reqwest::Error),
    /// After at least a part of the request was written, the connection broke or the response was
    /// not a valid answer. The service may have acted on the request.
    #[error("the connection broke before a whole answer")]
    Broken(#[source] reqwest::Error),
    /// The answer exceeded the maximum size of an answer.
    #[error("the answer is too long")]
    TooLong,
}

impl TransportError {
    pub(crate) fn not_sent(error: impl Error + Send + Sync + 'static) -> Self {
        Self::NotSent(Box::new(error))
    }

    pub(crate) fn of(error: reqwest::Error) -> Self {
        let error = error.without_url();
        // A timeout during connecting is both kinds of error.
        if error.is_connect() || error.is_builder() {
            Self::not_sent(error)
        } else if error.is_timeout() {
            Self::TimedOut(error)
        } else {
            Self::Broken(error)
        }
    }

    /// Whether the service has certainly not acted on the request.
    pub fn is_unsent(&self) -> bool {
        match self {
            Self::NotSent(_) => true,
            Self::TimedOut(_) | Self::Broken(_) | Self::TooLong => false,
        }
    }

    /// Whether the call timed out.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::TimedOut(_) => true,
            Self::NotSent(_) | Self::Broken(_) | Self::TooLong => false,
        }
    }
}
