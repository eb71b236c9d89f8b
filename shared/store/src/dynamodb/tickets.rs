//! One-time tickets, consumed by a conditional delete, and link codes, consumed by a conditional
//! transaction that also binds the conversation: at most one of several callers succeeds. For the
//! reason for tickets see `infra/adr/0005-tickets.md`.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::operation::delete_item::DeleteItemError;
use aws_sdk_dynamodb::operation::put_item::builders::PutItemFluentBuilder;
use aws_sdk_dynamodb::types::{AttributeValue, ReturnValue, TransactWriteItem, Update};
use domain::recipient::contact::{Chat, ChatId};
use domain::{Time, UserId};
use ports::{Grant, LinkCode, LinkCodes, PortError, Tickets, WriteOutcome};

use super::transaction::Outcome;
use super::{DynamoStore, classify, unless_revoked};
use crate::item::{self, Attributes};
use crate::keys;

/// The number of attempts to bind a conversation while other invocations write to the same
/// recipient.
const TRIES: usize = 5;

impl Tickets for DynamoStore {
    async fn issue(&self, ticket_hash: &str, grant: &Grant, expires_at: Time) -> Result<(), PortError> {
        let put = self
            .one_time(ticket_hash, &grant.user_id, expires_at)
            .item(keys::VALID_UNTIL, item::millis(grant.valid_until));
        with_issued_at(put, grant.issued_at).send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn redeem(&self, ticket_hash: &str, now: Time) -> Result<Option<Grant>, PortError> {
        self.consume(ticket_hash, now).await?.as_ref().map(item::grant).transpose()
    }
}

impl LinkCodes for DynamoStore {
    async fn issue_code(
        &self,
        code_hash: &str,
        user: &UserId,
        issued_at: Option<Time>,
        expires_at: Time,
    ) -> Result<(), PortError> {
        let put = with_issued_at(self.one_time(&keys::link_code(code_hash), user, expires_at), issued_at);
        put.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn link_code(&self, code_hash: &str) -> Result<Option<LinkCode>, PortError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(keys::link_code(code_hash)))
            .consistent_read(true);
        let output = get.send().await.map_err(|error| classify(&error))?;
        output.item.as_ref().map(item::link_code).transpose()
    }

    async fn redeem_code(
        &self,
        code_hash: &str,
        LinkCode { user_id: user, issued_at, .. }: &LinkCode,
        chat: &Chat,
        beside: Option<ChatId>,
        now: Time,
    ) -> Result<WriteOutcome, PortError> {
        for _ in 0..TRIES {
            let writes = [
                self.consume_code(code_hash, user, chat, now),
                self.note_chat_owner(user, chat),
                match beside {
                    Some(linked) => self.propose_chat(user, chat, linked, *issued_at),
                    None => self.set_chat(user, chat, *issued_at),
                },
            ];
            match self.transact(writes).await? {
                Outcome::Done => return Ok(WriteOutcome::Done),
                Outcome::Refused(_) => return Ok(WriteOutcome::Conflict),
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the recipient kept changing".into()))
    }
}

impl DynamoStore {
    /// Marks the code as redeemed. It stays until it expires, so that a repeated message of the
    /// conversation that redeemed it is recognized.
    fn consume_code(
        &self,
        code_hash: &str,
        user: &UserId,
        chat: &Chat,
        now: Time,
    ) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(keys::link_code(code_hash)))
            .update_expression("SET #redeemed_by = :chat")
            .condition_expression(
                "#user = :user AND #expires_at > :now AND attribute_not_exists(#redeemed_by)",
            )
            .expression_attribute_names("#redeemed_by", keys::REDEEMED_BY)
            .expression_attribute_names("#user", keys::USER_ID)
            .expression_attribute_names("#expires_at", keys::EXPIRES_AT)
            .expression_attribute_values(":chat", item::number(&chat.id.expose()))
            .expression_attribute_values(":user", item::text(user.as_str()))
            .expression_attribute_values(":now", item::millis(now));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    /// Adds the user to the owners in the conversation's item.
    fn note_chat_owner(&self, user: &UserId, chat: &Chat) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(keys::chat_key(chat.id)))
            .update_expression("ADD #owners :owners")
            .expression_attribute_names("#owners", keys::OWNERS)
            .expression_attribute_values(":owners", AttributeValue::Ss(vec![user.to_string()]));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    /// Stores the conversation as the user's proposed one until it is confirmed, if `linked` is
    /// still the linked one and the token of `issued_at` is not revoked.
    fn propose_chat(
        &self,
        user: &UserId,
        chat: &Chat,
        linked: ChatId,
        issued_at: Option<Time>,
    ) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
            .update_expression("SET #proposed = :proposed ADD #changes :one")
            .condition_expression("#chat = :linked")
            .expression_attribute_names("#proposed", keys::PROPOSED_CHAT)
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":proposed", item::proposed_chat(chat))
            .expression_attribute_values(":linked", item::number(&linked.expose()))
            .expression_attribute_values(":one", item::number(&1));
        let update = unless_revoked(update, issued_at);
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    /// Links the conversation to the user, in place of any other, if the token of `issued_at` is
    /// not revoked.
    fn set_chat(
        &self,
        user: &UserId,
        chat: &Chat,
        issued_at: Option<Time>,
    ) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_names("#linked_at", keys::CHAT_LINKED_AT)
            .expression_attribute_names("#confirm_by", keys::CHAT_CONFIRM_BY)
            .expression_attribute_names("#proposed", keys::PROPOSED_CHAT)
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":chat", item::number(&chat.id.expose()))
            .expression_attribute_values(":linked_at", item::millis(chat.linked_at))
            .expression_attribute_values(":one", item::number(&1));
        let update = match chat.confirm_by {
            None => update.update_expression(
                "SET #chat = :chat, #linked_at = :linked_at REMOVE #confirm_by, #proposed ADD #changes :one",
            ),
            Some(until) => update
                .update_expression(
                    "SET #chat = :chat, #linked_at = :linked_at, #confirm_by = :until REMOVE #proposed ADD #changes :one",
                )
                .expression_attribute_values(":until", item::millis(until)),
        };
        let update = unless_revoked(update, issued_at);
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }
}

fn with_issued_at(put: PutItemFluentBuilder, issued_at: Option<Time>) -> PutItemFluentBuilder {
    match issued_at {
        None => put,
        Some(issued_at) => put.item(keys::ISSUED_AT, item::millis(issued_at)),
    }
}

impl DynamoStore {
    fn one_time(&self, hash: &str, user: &UserId, expires_at: Time) -> PutItemFluentBuilder {
        self.client
            .put_item()
            .table_name(&self.tables.tickets)
            .item(keys::TICKET_HASH, item::text(hash))
            .item(keys::USER_ID, item::text(user.as_str()))
            .item(keys::EXPIRES_AT, item::millis(expires_at))
            .item(keys::TTL, item::seconds(expires_at))
    }

    async fn consume(&self, hash: &str, now: Time) -> Result<Option<Attributes>, PortError> {
        let delete = self
            .client
            .delete_item()
            .table_name(&self.tables.tickets)
            .key(keys::TICKET_HASH, item::text(hash))
            .condition_expression("#expires_at > :now")
            .expression_attribute_names("#expires_at", keys::EXPIRES_AT)
            .expression_attribute_values(":now", item::millis(now))
            .return_values(ReturnValue::AllOld);
        match delete.send().await {
            Ok(output) => Ok(output.attributes.filter(|old| !old.is_empty())),
            Err(error) => match error.as_service_error() {
                Some(DeleteItemError::ConditionalCheckFailedException(_)) => Ok(None),
                _ => Err(classify(&error)),
            },
        }
    }
}
