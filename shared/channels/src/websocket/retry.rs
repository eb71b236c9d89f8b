//! The classification of the gateway's answers.

use aws_sdk_apigatewaymanagement::config::http::HttpResponse;
use aws_sdk_apigatewaymanagement::error::{ProvideErrorMetadata, SdkError};
use ports::PostError;

/// The outcome of a call that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure<'a> {
    /// The gateway answered with this HTTP status and error code.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The error code, if the answer has one.
        code: Option<&'a str>,
    },
    /// The gateway did not answer in time: it may or may not deliver the frame.
    Timeout,
    /// The gateway could not be reached, or its answer could not be read.
    Unreachable,
    /// The request could not be built.
    Unbuildable,
}

impl<'a> Failure<'a> {
    /// Classifies the error of the SDK's call.
    pub fn of<E: ProvideErrorMetadata>(error: &'a SdkError<E, HttpResponse>) -> Self {
        match error {
            SdkError::ConstructionFailure(_) => Self::Unbuildable,
            SdkError::TimeoutError(_) => Self::Timeout,
            SdkError::DispatchFailure(failure) if failure.is_timeout() => Self::Timeout,
            SdkError::ServiceError(service) => {
                Self::Answered { status: service.raw().status().as_u16(), code: service.err().code() }
            }
            _ => Self::Unreachable,
        }
    }

    /// Returns the error of the post.
    pub fn classify(self) -> PostError {
        match self {
            Self::Answered { status: 410, .. } => PostError::Gone,
            Self::Answered { status: 429, .. } => PostError::Throttled,
            Self::Answered { code: Some("LimitExceededException" | "ThrottlingException"), .. } => {
                PostError::Throttled
            }
            // A 403 is about our role and not about the frame: an operator has to fix it, and the
            // frame can still be posted then. After a 408 the gateway has not received the whole
            // request.
            Self::Answered { status: status @ 400..=499, .. } if !matches!(status, 403 | 408) => {
                PostError::Refused { status: Some(status) }
            }
            Self::Answered { status, .. } => PostError::Failed { status: Some(status) },
            Self::Timeout => PostError::Timeout,
            Self::Unreachable => PostError::Failed { status: None },
            Self::Unbuildable => PostError::Refused { status: None },
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn answered(status: u16, code: Option<&str>) -> PostError {
        Failure::Answered { status, code }.classify()
    }

    #[test]
    fn the_status_decides() {
        assert!(matches!(answered(410, Some("GoneException")), PostError::Gone));
        assert!(matches!(answered(429, None), PostError::Throttled));
        assert!(matches!(answered(400, Some("ThrottlingException")), PostError::Throttled));
        assert!(matches!(answered(403, Some("ForbiddenException")), PostError::Failed { status: Some(403) }));
        assert!(matches!(answered(413, None), PostError::Refused { status: Some(413) }));
        assert!(matches!(answered(404, None), PostError::Refused { status: Some(404) }));
        assert!(matches!(answered(408, None), PostError::Failed { status: Some(408) }));
        assert!(matches!(answered(500, None), PostError::Failed { status: Some(500) }));
        assert!(matches!(answered(504, None), PostError::Failed { status: Some(504) }));
    }

    #[test]
    fn no_answer_is_not_a_failure() {
        assert!(matches!(Failure::Timeout.classify(), PostError::Timeout));
        assert!(matches!(Failure::Unreachable.classify(), PostError::Failed { status: None }));
        assert!(matches!(Failure::Unbuildable.classify(), PostError::Refused { status: None }));
    }

    #[test]
    fn every_status_means_something() {
        for status in 100..=599 {
            let refused = matches!(answered(status, None), PostError::Refused { .. });
            let client_error = (400..500).contains(&status);
            assert_eq!(refused, client_error && ![403, 408, 410, 429].contains(&status), "{status}");
        }
    }
}
