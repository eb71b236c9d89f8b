//! Which permission is for what.

use futures_util::FutureExt;
use futures_util::future::LocalBoxFuture;
use serde_json::{Value, json};
use support::{Device, Exchange, System, unique};

use crate::{sockets, workers};

/// A role at work.
#[derive(Clone, Copy)]
pub(crate) struct Scene<'a> {
    pub(crate) system: &'a System,
    /// Its name in the template.
    pub(crate) role: &'a str,
}

impl<'a> Scene<'a> {
    /// Does what needs the statement `sid`, and answers whether the effect came; one that is not heard of may
    /// never answer. `None`: nobody knows what the statement is for.
    pub(crate) fn probe(self, sid: &str) -> Option<LocalBoxFuture<'a, bool>> {
        let function = self.role.strip_suffix("Role")?;
        let worker = function.strip_prefix("Route").or_else(|| function.strip_prefix("Deliver"));
        Some(match (function, worker, sid) {
            ("Web", _, "StoreTicket") => sockets::sells_a_ticket(self).boxed_local(),
            ("SocketAuthorize", _, "RedeemTicket") | ("SocketConnect", _, "RegisterConnection") => {
                sockets::lets_in(self).boxed_local()
            }
            ("SocketConnect", _, "CloseEvictedConnection") => sockets::closes_at_connect(self).boxed_local(),
            ("SocketDisconnect", _, "ForgetConnection") => sockets::forgets(self).boxed_local(),
            ("SocketCommand", _, "RegisterConnection") => {
                sockets::answers(self, json!({"action": "ping"})).boxed_local()
            }
            ("SocketCommand", _, "ReadRecipientsAndInbox") => {
                sockets::answers(self, json!({"action": "markRead", "ids": ["x"]})).boxed_local()
            }
            ("SocketCommand", _, "ListByTime") => {
                sockets::answers(self, json!({"action": "listNotifications"})).boxed_local()
            }
            ("SocketCommand", _, "AckAndMarkRead") => {
                sockets::answers(self, json!({"action": "ack", "ids": ["x"]})).boxed_local()
            }
            ("SocketCommand", _, "PostAndClose") => sockets::closes_at_ping(self).boxed_local(),

            (_, Some(_), "SetAsideWithReason") => workers::sets_aside(self).boxed_local(),
            (_, Some(_), "RetryLater") => workers::retries_later(self).boxed_local(),
            (_, Some(_), "ReadRecipientsAndInbox" | "HandToWebsocket") => {
                workers::delivers(self).boxed_local()
            }
            (_, Some(_), "RecordDelivery") => workers::records(self).boxed_local(),
            (_, Some(_), "MoveToOwnClass") => workers::moves(self).boxed_local(),
            (_, Some(_), "RejectUnreadable") => workers::rejects(self).boxed_local(),
            (_, Some(_), "DropConnection") => workers::drops_the_dead(self).boxed_local(),
            (_, Some(_), "PostAndClose") => workers::posts_and_closes(self).boxed_local(),
            _ => return None,
        })
    }

    /// The queue that the role's function works off, as the template names it: `P0`, `WebsocketP1`.
    pub(crate) fn source(self) -> &'a str {
        let name = self.role.trim_end_matches("Role");
        name.trim_start_matches("Route").trim_start_matches("Deliver")
    }

    /// The class that the role's function serves.
    pub(crate) fn class(self) -> u8 {
        self.source().trim_start_matches("Websocket").trim_start_matches('P').parse().unwrap()
    }

    /// Whether the function works off a channel's queue, not the exchange's.
    pub(crate) fn is_channel(self) -> bool {
        self.source().starts_with("Websocket")
    }

    pub(crate) fn output(self, name: &str) -> &'a str {
        &self.system.stack.outputs()[name]
    }

    pub(crate) fn source_url(self) -> &'a str {
        self.output(&format!("{}QueueUrl", self.source()))
    }
}

/// A trader that no other probe speaks of.
pub(crate) struct Trader<'a> {
    system: &'a System,
    pub(crate) user: String,
}

impl<'a> Trader<'a> {
    pub(crate) fn new(system: &'a System) -> Self {
        Self { system, user: unique("trader") }
    }

    pub(crate) async fn connect(&self) -> Device {
        Device::connect(self.system, &self.user).await
    }

    /// An event of this class.
    pub(crate) fn event(&self, class: u8, id: &str) -> Value {
        let exchange = Exchange::of(self.system, &self.user);
        match class {
            0 => exchange.fill(id),
            1 => {
                let data = json!({"deposit_id": "1", "asset": "BTC", "amount": "2"});
                exchange.event(id, "deposit_credited", data)
            }
            _ => {
                let data = json!({"accrual_id": "1", "amount": "1", "asset": "BTC"});
                exchange.event(id, "referral_accrued", data)
            }
        }
    }

    /// Publishes an event of this class to its queue.
    pub(crate) async fn publish(&self, class: u8, id: &str) {
        self.system.publish(&format!("p{class}"), &[self.event(class, id).to_string()]).await;
    }
}

/// Waits until the device gets this notification.
pub(crate) async fn comes(device: &mut Device, id: &str) {
    while device.notification().await["id"] != id {}
}
