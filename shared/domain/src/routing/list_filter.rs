//! The selection of notifications for a list.

use crate::event::data::{EventData, Symbol};
use crate::event::catalogue::PreferenceKey;
use crate::routing::notification::{InboxState, Notification};

/// A selection of the notifications of an inbox. By default, all that are not archived.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ListFilter {
    /// The section of the preferences that their types belong to.
    pub section: Option<PreferenceKey>,
    /// The market that they are about.
    pub symbol: Option<Symbol>,
    /// Whether they are unread.
    pub unread: Option<bool>,
    /// Whether they are archived.
    pub archived: bool,
}

impl ListFilter {
    /// Whether notifications in this state are selected, as far as the state decides it.
    pub fn accepts_state(&self, state: InboxState) -> bool {
        self.archived == state.is_archived() && self.unread.is_none_or(|unread| unread != state.is_read())
    }

    /// Whether the content of a notification decides too, so that a list can have far fewer of them than the
    /// inbox has.
    pub fn depends_on_content(&self) -> bool {
        self.section.is_some() || self.symbol.is_some()
    }

    /// Whether this notification is selected, as far as its content decides it.
    pub fn accepts_content(&self, notification: &Notification) -> bool {
        let section = notification.event_type.row().preference;
        self.section.is_none_or(|wanted| section == Some(wanted))
            && self.symbol.as_ref().is_none_or(|wanted| is_about(notification, wanted))
    }
}

/// Whether the notification is about this market. Stored data that cannot be read is about none.
fn is_about(notification: &Notification, symbol: &Symbol) -> bool {
    EventData::of_stored(notification.event_type, &notification.data)
        .ok()
        .and_then(|data| Some(data.fields()?.text("symbol")? == symbol.as_str()))
        .unwrap_or(false)
}
