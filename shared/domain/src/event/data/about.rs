//! The subject of an event, and the messages that it replaces on a device.

use super::{EventData, FieldKind, FieldValue, Fields};

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

    /// Returns the collapse key, by which a newer message on a device replaces an older one of the same
    /// type: the value of the first of the catalogue's collapse fields that is present.
    pub fn collapse_key(&self) -> Option<&str> {
        match self {
            Self::Event(fields) => fields.collapse_field().map(|(_, text)| text),
            Self::Merged(data) => Some(&data.burst),
            Self::Summary(_) => None,
        }
    }

    /// Returns the first of the catalogue's burst fields that is present: its name and its value. `None` if
    /// the type has none or none of them is present.
    pub fn burst_field(&self) -> Option<(&'static str, &str)> {
        let fields = self.fields()?;
        let (place, text) = fields.first_text(fields.event_type.row().burst_by)?;
        Some((fields.specs().get(usize::from(place))?.name, text))
    }

    /// Whether the collapse key may leave as it is: it is ours, or one of the fields that a push carries.
    pub fn is_collapse_key_in_push(&self) -> bool {
        let field = self.fields().and_then(|fields| Some((fields, fields.collapse_field()?.0)));
        field.is_none_or(|(fields, place)| fields.event_type.row().push_data.contains(&place))
    }
}

impl Fields {
    /// Returns the first of the catalogue's collapse fields that is present, and its value.
    fn collapse_field(&self) -> Option<(u8, &str)> {
        self.first_text(self.event_type.row().collapse_by)
    }

    /// Returns the first of these fields that is present, and its text.
    pub(super) fn first_text(&self, places: &[u8]) -> Option<(u8, &str)> {
        places.iter().find_map(|place| match self.at(*place)? {
            FieldValue::Text(text) => Some((*place, text.as_str())),
            _ => None,
        })
    }
}
