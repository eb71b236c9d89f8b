//! How a call ended that got no answer.

use std::error::Error;

/// No answer, and what is known of the request. Safe to log: it quotes nothing that was sent.
#[derive(Debug, thiserror::Error)]
pub enum TransportError {
    /// The request never left: it could not be built, or nobody could be reached.
    #[error("the request was not sent")]
    NotSent(#[source] Box<dyn Error + Send + Sync>),
    /// There was no whole answer in time. The service may have acted on the request.
    #[error("no answer in time")]
    TimedOut(#[source] reqwest::Error),
    /// The connection broke, or what came back was no answer, after the request was written at least in part. The
    /// service may have acted on it.
    #[error("the connection broke before a whole answer")]
    Broken(#[source] reqwest::Error),
    /// The answer was longer than any answer of the service can be.
    #[error("the answer is too long")]
    TooLong,
}

impl TransportError {
    pub(crate) fn not_sent(error: impl Error + Send + Sync + 'static) -> Self {
        Self::NotSent(Box::new(error))
    }

    pub(crate) fn of(error: reqwest::Error) -> Self {
        let error = error.without_url();
        // A connect that timed out is both.
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

    /// Whether there was no answer for too long.
    pub fn is_timeout(&self) -> bool {
        match self {
            Self::TimedOut(_) => true,
            Self::NotSent(_) | Self::Broken(_) | Self::TooLong => false,
        }
    }
}
