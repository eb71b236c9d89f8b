//! The log lines of a test, each with the trace of the span that it is in.

use std::fmt::Debug;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

use tracing::field::{Field, Visit};
use tracing::span::{Attributes, Id, Record};
use tracing::subscriber::{DefaultGuard, set_default};
use tracing::{Event, Metadata, Subscriber};

#[derive(Default)]
struct Recorder {
    last: AtomicU64,
    /// The spans, by their number, with the trace of each.
    spans: Mutex<Vec<(u64, Option<String>)>>,
    entered: Mutex<Vec<u64>>,
    lines: Mutex<Vec<(String, Option<String>)>>,
}

/// The fields that are read.
#[derive(Default)]
struct Fields {
    message: String,
    trace: Option<String>,
}

impl Visit for Fields {
    fn record_debug(&mut self, field: &Field, value: &dyn Debug) {
        match field.name() {
            "message" => self.message = format!("{value:?}"),
            "trace_id" => self.trace = Some(format!("{value:?}").trim_matches('"').to_owned()),
            _ => {}
        }
    }
}

struct Recording(Arc<Recorder>);

impl Subscriber for Recording {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn new_span(&self, span: &Attributes<'_>) -> Id {
        let mut fields = Fields::default();
        span.record(&mut fields);
        let number = self.0.last.fetch_add(1, Ordering::Relaxed) + 1;
        self.0.spans.lock().unwrap().push((number, fields.trace));
        Id::from_u64(number)
    }

    fn record(&self, _: &Id, _: &Record<'_>) {}

    fn record_follows_from(&self, _: &Id, _: &Id) {}

    fn event(&self, event: &Event<'_>) {
        let mut fields = Fields::default();
        event.record(&mut fields);
        let current = self.0.entered.lock().unwrap().last().copied();
        let spans = self.0.spans.lock().unwrap();
        let span = spans.iter().find(|(number, _)| Some(*number) == current);
        let trace = span.and_then(|(_, trace)| trace.clone());
        self.0.lines.lock().unwrap().push((fields.message, trace));
    }

    fn enter(&self, span: &Id) {
        self.0.entered.lock().unwrap().push(span.into_u64());
    }

    fn exit(&self, _: &Id) {
        self.0.entered.lock().unwrap().pop();
    }
}

/// The log lines of this thread since the start.
pub(crate) struct Logs {
    recorder: Arc<Recorder>,
    _guard: DefaultGuard,
}

impl Logs {
    pub(crate) fn start() -> Self {
        let recorder = Arc::new(Recorder::default());
        let guard = set_default(Recording(recorder.clone()));
        Self { recorder, _guard: guard }
    }

    /// Returns the trace of each line with this message.
    pub(crate) fn trace_of(&self, message: &str) -> Vec<Option<String>> {
        let lines = self.recorder.lines.lock().unwrap();
        lines.iter().filter(|(line, _)| line == message).map(|(_, trace)| trace.clone()).collect()
    }
}
