//! The classification of Amazon SNS's answers.
//! <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors>

use aws_sdk_sns::config::http::HttpResponse;
use aws_sdk_sns::error::{ProvideErrorMetadata, SdkError};
use domain::delivery::ledger::{ThrottleScope, Verdict};

/// The account has reached its rate of API calls or of SMS; this does not depend on the recipient.
/// <https://docs.aws.amazon.com/general/latest/gr/sns.html>
const THROTTLED: Verdict = Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None };

/// The outcome of a call that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure<'a> {
    /// SNS answered with this HTTP status and error code.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The error code, if the answer has one.
        code: Option<&'a str>,
    },
    /// There was no answer in time after the request was written.
    Timeout,
    /// The request was written, and the response is not a valid answer.
    Broken,
    /// No connection could be made.
    Unreachable,
    /// The request could not be built: there are no credentials, or no endpoint.
    Unbuildable,
}

impl<'a> Failure<'a> {
    /// Classifies the error of the SDK's call.
    pub fn of<E: ProvideErrorMetadata>(error: &'a SdkError<E, HttpResponse>) -> Self {
        match error {
            SdkError::ConstructionFailure(_) => Self::Unbuildable,
            SdkError::TimeoutError(_) => Self::Timeout,
            SdkError::DispatchFailure(failure) => match failure.as_connector_error() {
                Some(error) if is_connect(error) => Self::Unreachable,
                Some(error) if error.is_timeout() => Self::Timeout,
                Some(error) if error.is_user() => Self::Unbuildable,
                Some(_) | None => Self::Broken,
            },
            SdkError::ServiceError(service) => {
                Self::Answered { status: service.raw().status().as_u16(), code: service.err().code() }
            }
            _ => Self::Broken,
        }
    }

    /// Returns the HTTP status, if SNS answered.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(status),
            Self::Timeout | Self::Broken | Self::Unreachable | Self::Unbuildable => None,
        }
    }

    /// Returns the verdict on the delivery.
    ///
    /// SNS does not report a number that has opted out: it accepts the message and drops it.
    /// `OptedOut` is an error of other SNS calls, and would mean the same here.
    pub fn classify(self) -> Verdict {
        let failed = Verdict::Failed { retry_after: None };
        let doubtful = |timed_out| Verdict::Indeterminate { timed_out, retry_after: None };
        match self {
            Self::Answered { code: Some("OptedOut" | "OptedOutException"), .. } => Verdict::Gone,
            Self::Answered { status, code } if status == 429 || code.is_some_and(is_throttling) => THROTTLED,
            Self::Answered {
                code: Some("InvalidParameter" | "InvalidParameterValue" | "ParameterValueInvalid"),
                ..
            } => Verdict::Refused,
            // A 2xx answer with an unparsable body did not come from SNS, or is incomplete.
            Self::Answered { status: 200..=299 | 500.., .. } | Self::Broken => doubtful(false),
            // All other answers are about our role, key or account, and an operator has to fix the
            // cause.
            Self::Answered { .. } | Self::Unreachable | Self::Unbuildable => failed,
            Self::Timeout => doubtful(true),
        }
    }
}

/// Whether no connection was made. The SDK's own error does not tell; the error of its HTTP client
/// inside it does.
fn is_connect(error: &(dyn std::error::Error + 'static)) -> bool {
    let chain = std::iter::successors(Some(error), |error| error.source());
    let mut http = chain.filter_map(|error| error.downcast_ref::<hyper_util::client::legacy::Error>());
    http.any(hyper_util::client::legacy::Error::is_connect)
}

fn is_throttling(code: &str) -> bool {
    code.contains("Throttl") || code == "TooManyRequestsException" || code == "RequestLimitExceeded"
}

#[cfg(test)]
mod tests {
    use super::*;

    const FAILED: Verdict = Verdict::Failed { retry_after: None };

    #[test]
    fn an_answer_says_whose_fault_it_is() {
        let doubtful = Verdict::Indeterminate { timed_out: false, retry_after: None };
        for (status, code, expected) in [
            (400, Some("InvalidParameter"), Verdict::Refused),
            (400, Some("InvalidParameterValue"), Verdict::Refused),
            (400, Some("OptedOut"), Verdict::Gone),
            (429, Some("Throttled"), THROTTLED),
            (400, Some("Throttling"), THROTTLED),
            (400, Some("ThrottlingException"), THROTTLED),
            (400, Some("KMSThrottling"), THROTTLED),
            (429, None, THROTTLED),
            (503, Some("Throttling"), THROTTLED),
            (403, Some("AuthorizationError"), FAILED),
            (403, Some("InvalidSecurity"), FAILED),
            (403, Some("ExpiredToken"), FAILED),
            (403, Some("SignatureDoesNotMatch"), FAILED),
            (400, Some("UserError"), FAILED),
            (400, None, FAILED),
            (404, Some("NotFound"), FAILED),
            (500, Some("InternalError"), doubtful),
            (500, Some("InternalFailure"), doubtful),
            (503, Some("ServiceUnavailable"), doubtful),
            (502, None, doubtful),
            (200, None, doubtful),
        ] {
            assert_eq!(Failure::Answered { status, code }.classify(), expected, "{status} {code:?}");
        }
    }

    #[test]
    fn without_an_answer_it_depends_on_whether_the_request_left() {
        assert_eq!(Failure::Unreachable.classify(), FAILED);
        assert_eq!(
            Failure::Timeout.classify(),
            Verdict::Indeterminate { timed_out: true, retry_after: None }
        );
        assert_eq!(
            Failure::Broken.classify(),
            Verdict::Indeterminate { timed_out: false, retry_after: None }
        );
        assert_eq!(Failure::Unbuildable.classify(), FAILED);
    }
}
