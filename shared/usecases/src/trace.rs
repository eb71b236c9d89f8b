//! The trace of an event in the logs.

use domain::event::TraceParent;
use tracing::Span;

/// Returns the span of the log lines about an event: it has the ID of the event's trace, if it gave one.
pub(crate) fn span(traceparent: Option<&TraceParent>) -> Span {
    match traceparent {
        Some(trace) => tracing::info_span!("event", trace_id = trace.trace_id()),
        None => Span::none(),
    }
}
