//! The subject of an event, and the class in which it is sent.

use super::{EventData, FieldKind, FieldValue};
use crate::event::catalogue::Priority;

impl EventData {
    /// Returns the market of the event, or else its asset.
    pub(crate) fn subject(&self) -> Option<&str> {
        let fields = self.fields()?;
        let market = fields.iter().find(|(spec, _)| matches!(spec.kind, FieldKind::Symbol));
        match market {
            Some((_, FieldValue::Text(symbol))) => Some(symbol),
            _ => fields.text("asset"),
        }
    }

    /// Returns the class in which it is sent: that of its type, or, for a merged message,
    /// that of its deliveries.
    pub fn priority(&self) -> Priority {
        match self {
            Self::Merged(data) => data.priority,
            Self::Event(_) | Self::Summary(_) => self.event_type().priority(),
        }
    }
}
