//! The classification of SQS's answers: the only place that decides what an error means for a
//! message.

use aws_sdk_sqs::config::http::HttpResponse;
use aws_sdk_sqs::error::{ProvideErrorMetadata, SdkError};
use aws_sdk_sqs::types::BatchResultErrorEntry;
use ports::PortError;

/// Errors that are not the message's fault: the queue does not exist, or we may not use it. An
/// operator has to fix the configuration, so the message has to wait instead of being given up.
const OURS: [&str; 10] = [
    "AccessDenied",
    "AccessDeniedException",
    "ExpiredToken",
    "ExpiredTokenException",
    "InvalidClientTokenId",
    "InvalidSecurity",
    "RequestExpired",
    "SignatureDoesNotMatch",
    "UnrecognizedClientException",
    "QueueDoesNotExist",
];

/// Returns the error of a failed call: [`PortError::Refused`] if the content of one of its messages
/// is at fault, so that SQS would refuse it again, and a retryable error in all other cases.
pub fn of_call<E: ProvideErrorMetadata>(error: &SdkError<E, HttpResponse>) -> PortError {
    match error {
        SdkError::ConstructionFailure(_) => PortError::Refused("the request could not be built".to_owned()),
        SdkError::TimeoutError(_) => PortError::Unavailable("no answer in time".to_owned()),
        SdkError::DispatchFailure(_) => PortError::Unavailable("could not be reached".to_owned()),
        SdkError::ResponseError(_) => PortError::Unavailable("the answer could not be read".to_owned()),
        SdkError::ServiceError(service) => {
            of_answer(service.err().code().unwrap_or("unknown"), service.raw().status().as_u16())
        }
        _ => PortError::Unavailable("unknown failure".to_owned()),
    }
}

/// Returns the error of one failed entry of a call that succeeded.
pub fn of_entry(entry: &BatchResultErrorEntry) -> PortError {
    of_answer(entry.code(), if entry.sender_fault() { 400 } else { 500 })
}

/// Classifies an answer. The error's text is the code, never the message, which can quote the sent
/// content.
fn of_answer(code: &str, status: u16) -> PortError {
    // A code has the form `QueueDoesNotExist` or, in the query protocol,
    // `AWS.SimpleQueueService.NonExistentQueue`.
    let name = code.rsplit(['.', '#']).next().unwrap_or(code);
    if status == 429 || name.contains("Throttl") || name == "OverLimit" || name == "RequestLimitExceeded" {
        PortError::Throttled(code.to_owned())
    } else if status >= 500 || OURS.contains(&name) || name == "NonExistentQueue" || name.starts_with("Kms") {
        PortError::Unavailable(code.to_owned())
    } else {
        PortError::Refused(code.to_owned())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_code_decides_whether_the_message_can_go_later() {
        for (code, status, expected) in [
            ("RequestThrottled", 400, "throttled"),
            ("ThrottlingException", 400, "throttled"),
            ("KmsThrottled", 400, "throttled"),
            ("Whatever", 429, "throttled"),
            ("InternalFailure", 500, "unavailable"),
            ("ServiceUnavailable", 503, "unavailable"),
            ("AWS.SimpleQueueService.NonExistentQueue", 400, "unavailable"),
            ("com.amazonaws.sqs#QueueDoesNotExist", 400, "unavailable"),
            ("AccessDeniedException", 403, "unavailable"),
            ("ExpiredToken", 403, "unavailable"),
            ("KmsDisabled", 400, "unavailable"),
            ("InvalidMessageContents", 400, "refused"),
            ("AWS.SimpleQueueService.BatchRequestTooLong", 400, "refused"),
            ("InvalidParameterValue", 400, "refused"),
        ] {
            let kind = match of_answer(code, status) {
                PortError::Throttled(_) => "throttled",
                PortError::Unavailable(_) => "unavailable",
                PortError::Refused(_) => "refused",
                PortError::Corrupt(_) => "corrupt",
            };
            assert_eq!(kind, expected, "{code} {status}");
        }
    }

    #[test]
    fn a_failed_entry_is_judged_by_whose_fault_it_is() {
        let entry = |sender_fault| {
            BatchResultErrorEntry::builder().id("0").code("Odd").sender_fault(sender_fault).build().unwrap()
        };
        assert!(matches!(of_entry(&entry(true)), PortError::Refused(_)));
        assert!(matches!(of_entry(&entry(false)), PortError::Unavailable(_)));
    }
}
