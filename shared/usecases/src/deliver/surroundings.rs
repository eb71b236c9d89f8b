//! What else is in the recipient's inbox, as far as a push message depends on it.

use domain::Priority;
use domain::event::catalogue::Channel;
use domain::recipient::contact::{Address, Platform};
use domain::routing::list_filter::ListFilter;
use domain::routing::notification::{InboxItem, Notification};
use ports::InboxLists;

use super::context::DeliveryContext;
use crate::deliver::work::DeliverPlatform;

/// The number of the newest notifications among which an unseen P0 is looked for.
const LOOKED_AT: usize = 100;

/// What else is in the recipient's inbox.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Surroundings {
    /// The number of unread notifications; `None` if it is not shown or could not be counted.
    pub(super) unread: Option<usize>,
    /// Whether a P0 was sent as push that the trader has not seen and that has not expired.
    pub(super) is_behind_critical: bool,
}

impl<P: DeliverPlatform> DeliveryContext<'_, '_, P> {
    /// Reads what a push message to this address depends on: the badge of an Apple device, and for a message
    /// that is no P0 whether a P0 waits for the same device. A message does not wait for it: if a read fails,
    /// it is sent without.
    pub(super) async fn surroundings(&self, to: Option<&Address<'_>>) -> Surroundings {
        let Some(Address::Push(device)) = to else { return Surroundings::default() };
        let (store, user) = (self.context.platform.store(), &self.work.key.0);
        let unread = async {
            if device.platform != Platform::Ios {
                return None;
            }
            store.unread(user).await.ok().map(|unread| unread.count)
        };
        let is_behind_critical = async {
            if self.context.settings.priority == Priority::P0 {
                return false;
            }
            let newest = store.list(user, &ListFilter::default(), None, LOOKED_AT).await;
            newest.is_ok_and(|page| page.items.iter().any(|item| self.waits_on_push(item)))
        };
        let (unread, is_behind_critical) = futures_util::join!(unread, is_behind_critical);
        Surroundings { unread, is_behind_critical }
    }

    fn waits_on_push(&self, item: &InboxItem) -> bool {
        let is_waiting = |notification: &Notification| {
            notification.priority == Priority::P0
                && !notification.is_expired(self.now())
                && notification.at_once().any(|key| key.channel == Channel::Push)
        };
        !item.state.is_seen() && item.notification.as_ref().is_some_and(is_waiting)
    }
}
