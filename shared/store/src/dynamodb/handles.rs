//! Handles for acks, in the table of tickets, whose items expire as well.

use domain::{EventId, UserId};
use ports::{AckHandles, HandleTarget, PortError};

use super::{DynamoStore, classify};
use crate::{item, keys};

impl AckHandles for DynamoStore {
    async fn put_handle(&self, handle_hash: &str, target: &HandleTarget) -> Result<(), PortError> {
        let HandleTarget { key: (user, id), delivery, expires_at } = target;
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.tickets)
            .item(keys::TICKET_HASH, item::text(keys::ack_handle(handle_hash)))
            .item(keys::USER_ID, item::text(UserId::as_str(user)))
            .item(keys::EVENT_ID, item::text(EventId::as_str(id)))
            .item(keys::SENT_WITH, item::text(keys::delivery(delivery)))
            .item(keys::EXPIRES_AT, item::millis(*expires_at))
            .item(keys::TTL, item::seconds(*expires_at));
        put.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn handle(&self, handle_hash: &str) -> Result<Option<HandleTarget>, PortError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(keys::ack_handle(handle_hash)))
            .consistent_read(true);
        let output = get.send().await.map_err(|error| classify(&error))?;
        output.item.as_ref().map(item::handle_target).transpose()
    }
}
