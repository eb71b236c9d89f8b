//! Handling of messages that a queue did not take.

use domain::Priority;
use ports::{Count, PortError, Telemetry};

/// Separates refused messages from retryable failures: returns the index and the error of each
/// message that the queue refused for its content. Such a message would be refused again, so the
/// refusal must not affect the other messages.
///
/// # Errors
/// The first retryable error. The same messages can be sent again after it.
pub(crate) fn refused(results: Vec<Result<(), PortError>>) -> Result<Vec<(usize, PortError)>, PortError> {
    let mut refused = Vec::new();
    for (place, result) in results.into_iter().enumerate() {
        match result {
            Ok(()) => {}
            Err(error) if error.is_retryable() => return Err(error),
            Err(error) => refused.push((place, error)),
        }
    }
    Ok(refused)
}

/// Counts and logs a message that a queue refused for its content. `what` is the kind of the
/// message, and `name` identifies it.
pub(crate) fn note_refusal(
    telemetry: &impl Telemetry,
    priority: Priority,
    what: &'static str,
    name: &str,
    error: &PortError,
) {
    telemetry.count(Count::Refused, priority);
    tracing::error!(%error, what, name, "a queue refused a message for its content");
}
