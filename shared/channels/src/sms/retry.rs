//! What the answers of Amazon SNS mean.
//! <https://docs.aws.amazon.com/sns/latest/api/API_Publish.html#API_Publish_Errors>

use aws_sdk_sns::config::http::HttpResponse;
use aws_sdk_sns::error::{ProvideErrorMetadata, SdkError};
use domain::ledger::{ThrottleScope, Verdict};

/// The account's rate of the API or of SMS, whatever the recipient.
/// <https://docs.aws.amazon.com/general/latest/gr/sns.html>
const THROTTLED: Verdict = Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None };

/// How a call ended that did not succeed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Failure<'a> {
    /// SNS answered with this HTTP status and error code.
    Answered {
        /// The HTTP status.
        status: u16,
        /// The name of the error, where it has one.
        code: Option<&'a str>,
    },
    /// No answer in time, after the request was written.
    Timeout,
    /// The request was written, and what came back is no answer.
    Broken,
    /// Nobody could be reached.
    Unreachable,
    /// The request could not be built: there are no credentials, or no endpoint.
    Unbuildable,
}

impl<'a> Failure<'a> {
    /// How the call of the SDK ended.
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

    /// The HTTP status, where SNS answered.
    pub fn status(self) -> Option<u16> {
        match self {
            Self::Answered { status, .. } => Some(status),
            Self::Timeout | Self::Broken | Self::Unreachable | Self::Unbuildable => None,
        }
    }

    /// What it means for the delivery.
    ///
    /// A number that has opted out is not reported: SNS takes the message and drops it. `OptedOut` is what it says
    /// elsewhere, and would mean the same here.
    pub fn classify(self) -> Verdict {
        let failed = Verdict::Failed { retry_after: None };
        let doubtful = |timed_out| Verdict::Doubtful { timed_out, retry_after: None };
        match self {
            Self::Answered { code: Some("OptedOut" | "OptedOutException"), .. } => Verdict::Gone,
            Self::Answered { status, code } if status == 429 || code.is_some_and(is_throttling) => THROTTLED,
            Self::Answered {
                code: Some("InvalidParameter" | "InvalidParameterValue" | "ParameterValueInvalid"),
                ..
            } => Verdict::Refused,
            // Whoever says yes in words that cannot be read is not SNS, or not the whole of its answer.
            Self::Answered { status: 200..=299 | 500.., .. } | Self::Broken => doubtful(false),
            // What else it answers speaks of our role, key or account, and whoever deploys mends it.
            Self::Answered { .. } | Self::Unreachable | Self::Unbuildable => failed,
            Self::Timeout => doubtful(true),
        }
    }
}

/// Whether no connection came about. The SDK's own error does not tell; the one of its HTTP client inside of it does.
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
        let doubtful = Verdict::Doubtful { timed_out: false, retry_after: None };
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
        assert_eq!(Failure::Timeout.classify(), Verdict::Doubtful { timed_out: true, retry_after: None });
        assert_eq!(Failure::Broken.classify(), Verdict::Doubtful { timed_out: false, retry_after: None });
        assert_eq!(Failure::Unbuildable.classify(), FAILED);
    }
}
