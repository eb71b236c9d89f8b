//! The classification of Amazon SES's answers.
//! <https://docs.aws.amazon.com/ses/latest/APIReference-V2/API_SendEmail.html#API_SendEmail_Errors>

use domain::delivery::ledger::{ThrottleScope, Verdict};
use signed::{ServiceError, TransportError};

const FAILED: Verdict = Verdict::Failed { retry_after: None };

/// The account has reached its sending rate or daily quota; this does not depend on the recipient.
/// <https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html>
const THROTTLED: Verdict = Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None };

/// There was an answer, or a part of one, that does not tell whether SES accepted the message.
pub(super) const DOUBTFUL: Verdict = Verdict::Indeterminate { timed_out: false, retry_after: None };

/// Returns the verdict on the delivery for an answer of this HTTP status. The verdict is refused
/// only if the message itself is at fault. An operator has to fix errors of our identity, account,
/// role or key, and the message can still be sent then.
pub fn of_answer(status: u16, error: &ServiceError) -> Verdict {
    let code = error.code.as_deref();
    match (status, code) {
        (200..=299, _) => Verdict::Accepted,
        (429 | 454, _) => THROTTLED,
        (_, Some(code)) if is_throttling(code) => THROTTLED,
        (500.., _) => DOUBTFUL,
        (_, Some("MessageRejected")) if is_about_our_account(error) => FAILED,
        (413, _)
        | (
            _,
            Some(
                "MessageRejected"
                | "BadRequestException"
                | "InvalidParameterValue"
                | "SerializationException"
                | "ValidationException",
            ),
        ) => Verdict::Refused,
        _ => FAILED,
    }
}

/// Returns the verdict on the delivery for a call without an answer.
pub fn of_transport(error: &TransportError) -> Verdict {
    match error {
        TransportError::NotSent(_) => FAILED,
        TransportError::TimedOut(_) => Verdict::Indeterminate { timed_out: true, retry_after: None },
        TransportError::Broken(_) | TransportError::TooLong => DOUBTFUL,
    }
}

/// Whether the error is about the daily quota or the sending rate.
/// <https://docs.aws.amazon.com/ses/latest/dg/manage-sending-quotas-errors.html>
fn is_throttling(code: &str) -> bool {
    code.contains("Throttl") || code == "TooManyRequestsException" || code == "LimitExceededException"
}

/// Whether the error is about our account. SES has one code for a rejected message and for an
/// unverified sender; only the error's message distinguishes them.
/// <https://docs.aws.amazon.com/ses/latest/dg/troubleshoot-error-messages.html>
fn is_about_our_account(error: &ServiceError) -> bool {
    let message = error.message.as_deref().unwrap_or_default().to_ascii_lowercase();
    ["not verified", "paused", "suspended", "disabled"].iter().any(|words| message.contains(words))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn error(code: &str, message: &str) -> ServiceError {
        ServiceError {
            code: (!code.is_empty()).then(|| code.to_owned()),
            message: (!message.is_empty()).then(|| message.to_owned()),
        }
    }

    #[test]
    fn an_answer_says_whose_fault_it_is() {
        let unverified = "Email address is not verified. The following identities failed the check in region \
                          EU-CENTRAL-1: alerts@example.com";
        for (status, code, message, expected) in [
            (200, "", "", Verdict::Accepted),
            (429, "TooManyRequestsException", "", THROTTLED),
            (429, "", "", THROTTLED),
            (454, "", "", THROTTLED),
            (400, "ThrottlingException", "Maximum sending rate exceeded", THROTTLED),
            (400, "Throttling", "Daily message quota exceeded", THROTTLED),
            (503, "ThrottlingException", "", THROTTLED),
            (400, "LimitExceededException", "", THROTTLED),
            (400, "MessageRejected", "Message contains a virus", Verdict::Refused),
            (400, "MessageRejected", "", Verdict::Refused),
            (400, "MessageRejected", unverified, FAILED),
            (400, "MessageRejected", "Account is paused", FAILED),
            (400, "BadRequestException", "Local address contains control or whitespace", Verdict::Refused),
            (400, "ValidationException", "", Verdict::Refused),
            (413, "", "", Verdict::Refused),
            (400, "MailFromDomainNotVerifiedException", "", FAILED),
            (400, "AccountSuspendedException", "", FAILED),
            (400, "SendingPausedException", "", FAILED),
            (404, "NotFoundException", "Configuration set <x> does not exist", FAILED),
            (403, "AccessDeniedException", "", FAILED),
            (403, "ExpiredTokenException", "", FAILED),
            (403, "SignatureDoesNotMatch", "", FAILED),
            (403, "UnrecognizedClientException", "", FAILED),
            (408, "", "", FAILED),
            (400, "", "", FAILED),
            (302, "", "", FAILED),
            (500, "InternalServiceErrorException", "", DOUBTFUL),
            (502, "", "", DOUBTFUL),
            (503, "", "", DOUBTFUL),
        ] {
            assert_eq!(of_answer(status, &error(code, message)), expected, "{status} {code} {message}");
        }
    }

    #[test]
    fn every_status_means_something() {
        for status in 100..=599 {
            let verdict = of_answer(status, &ServiceError::default());
            assert_eq!(verdict == Verdict::Accepted, (200..300).contains(&status), "{status}");
            assert_eq!(verdict == DOUBTFUL, status >= 500, "{status}");
        }
    }
}
