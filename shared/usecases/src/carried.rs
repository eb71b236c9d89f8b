//! What becomes of messages that a queue did not take.

use domain::Priority;
use ports::{Count, PortError, Telemetry};

/// Splits what came of some messages: those that the queue refuses for their content, by their places, and the first error
/// after which the same messages can be sent again. A refused message would be refused again, so it may cost only itself.
///
/// # Errors
/// The first retryable one.
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

/// Counts and logs a message that a queue refused for its content; `what` it was, and `name` says which.
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
