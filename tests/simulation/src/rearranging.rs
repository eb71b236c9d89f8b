//! A device that reads, archives and marks notifications as its trader keeps the inbox in order.
//!
//! One device of each user does this, so that what it was confirmed last is what must be stored. A request whose
//! answer was lost is sent again as it was, and is the last one for its notification: a late copy of it changes
//! nothing then.

use std::collections::BTreeMap;

use domain::EventId;
use domain::protocol::Rearrangement;
use serde_json::{Value, json};

use crate::coverage::Coverage;
use crate::world::World;

/// An action on one notification.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Action {
    Read,
    Rearrange(Rearrangement),
}

impl Action {
    const ALL: [Self; 4] = [
        Self::Read,
        Self::Rearrange(Rearrangement::Archived),
        Self::Rearrange(Rearrangement::Unarchived),
        Self::Rearrange(Rearrangement::Unread),
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Read => "markRead",
            Self::Rearrange(Rearrangement::Archived) => "archive",
            Self::Rearrange(Rearrangement::Unarchived) => "unarchive",
            Self::Rearrange(Rearrangement::Unread) => "markUnread",
        }
    }
}

/// What the trader has made of a notification.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Place {
    is_read: bool,
    is_archived: bool,
}

impl Place {
    fn after(self, action: Action) -> Self {
        match action {
            Action::Read => Self { is_read: true, ..self },
            Action::Rearrange(Rearrangement::Archived) => Self { is_archived: true, ..self },
            Action::Rearrange(Rearrangement::Unarchived) => Self { is_archived: false, ..self },
            Action::Rearrange(Rearrangement::Unread) => {
                Self { is_read: self.is_read && self.is_archived, ..self }
            }
        }
    }
}

/// The order that a device has brought into its inbox.
#[derive(Debug, Default)]
pub(crate) struct Rearranging {
    /// What is to be sent next.
    open: BTreeMap<String, Action>,
    /// What was confirmed.
    places: BTreeMap<String, Place>,
    /// The notifications of which a request was sent more than once.
    settled: Vec<String>,
}

impl Rearranging {
    /// Whether there is nothing to send.
    pub(crate) fn is_done(&self) -> bool {
        self.open.is_empty()
    }

    /// Considers a notification that the trader has seen, or whose place has just changed.
    pub(crate) fn consider(&mut self, world: &World, id: &str) {
        if world.coin() && !self.settled.iter().any(|settled| settled == id) {
            self.open.insert(id.to_owned(), Action::ALL[world.below(Action::ALL.len())]);
        }
    }

    /// Takes the next request: its frame, and the notification with its action.
    pub(crate) fn next(&mut self) -> Option<(Value, String, Action)> {
        let (id, action) = self.open.pop_first()?;
        Some((json!({"action": action.name(), "ids": [id]}), id, action))
    }

    /// Takes a request back whose answer was lost.
    pub(crate) fn again(&mut self, id: String, action: Action) {
        self.settled.push(id.clone());
        self.open.insert(id, action);
    }

    /// Records that a request was confirmed.
    pub(crate) fn confirm(&mut self, world: &World, id: &str, action: Action) {
        let place = self.places.entry(id.to_owned()).or_default();
        *place = place.after(action);
        world.saw(Coverage::Rearranged);
        self.consider(world, id);
    }

    /// Checks that every notification is where its trader has put it.
    pub(crate) fn is_kept(&self, world: &World, user: &domain::UserId) {
        for (id, place) in self.places.iter().filter(|(id, _)| !self.open.contains_key(*id)) {
            let item = EventId::parse(id.as_str()).ok().and_then(|id| world.store.item_anywhere(user, &id));
            let stored = item.map(|item| item.state);
            let is_kept = stored.is_some_and(|state| {
                state.is_archived() == place.is_archived
                    && state.is_read() == (place.is_read || place.is_archived)
            });
            if !is_kept {
                world.violated(format!("3: {id} of {user} should be {place:?} and is {stored:?}"));
            }
        }
    }
}
