//! Linked and dead contacts in DynamoDB. A contact is marked as dead only while the profile names
//! it, so a newer contact is never affected by a failure of an older one
//! (`infra/adr/0013-contacts.md`).

use aws_sdk_dynamodb::operation::update_item::builders::UpdateItemFluentBuilder;
use aws_sdk_dynamodb::types::AttributeValue;
use domain::recipient::contact::{ChatId, EmailAddress, PhoneNumber};
use domain::{Time, UserId};
use ports::{Contacts, PortError};

use super::{DynamoStore, all, classify, readable, send_if};
use crate::{item, keys};

impl Contacts for DynamoStore {
    async fn confirm_chat(&self, user: &UserId, chat: ChatId, now: Time) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("REMOVE #confirm_by")
            .condition_expression("#chat = :chat")
            .expression_attribute_names("#confirm_by", keys::CHAT_CONFIRM_BY)
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_values(":chat", item::number(&chat.expose()));
        if send_if(update).await? {
            return Ok(());
        }
        let update = self
            .recipient(user)
            // If no conversation is linked any more, the proposed one also becomes the former one:
            // it receives nothing that it should not know.
            .update_expression(
                "SET #former = if_not_exists(#chat, #proposed.#chat), #former_until = :now, \
                 #chat = #proposed.#chat, #linked_at = #proposed.#linked_at REMOVE #proposed, #confirm_by \
                 ADD #changes :one",
            )
            .condition_expression("#proposed.#chat = :chat")
            .expression_attribute_names("#former", keys::FORMER_CHAT)
            .expression_attribute_names("#former_until", keys::FORMER_CHAT_UNTIL)
            .expression_attribute_values(":now", item::millis(now))
            .expression_attribute_names("#proposed", keys::PROPOSED_CHAT)
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_names("#linked_at", keys::CHAT_LINKED_AT)
            .expression_attribute_names("#confirm_by", keys::CHAT_CONFIRM_BY)
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":chat", item::number(&chat.expose()))
            .expression_attribute_values(":one", item::number(&1));
        send_if(update).await.map(drop)
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        // Without the condition, unlinking for an unknown user would create a recipient.
        let update = self
            .without_chat(user, "#chat, #linked_at, #confirm_by, #proposed, #former, #former_until")
            .condition_expression("attribute_exists(#chat) OR attribute_exists(#proposed)")
            .expression_attribute_names("#linked_at", keys::CHAT_LINKED_AT)
            .expression_attribute_names("#confirm_by", keys::CHAT_CONFIRM_BY)
            .expression_attribute_names("#proposed", keys::PROPOSED_CHAT)
            .expression_attribute_names("#former", keys::FORMER_CHAT)
            .expression_attribute_names("#former_until", keys::FORMER_CHAT_UNTIL);
        send_if(update).await.map(drop)
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        let linked = self
            .without_chat(user, "#chat, #linked_at, #confirm_by")
            .condition_expression("#chat = :chat")
            .expression_attribute_names("#linked_at", keys::CHAT_LINKED_AT)
            .expression_attribute_names("#confirm_by", keys::CHAT_CONFIRM_BY)
            .expression_attribute_values(":chat", item::number(&chat.expose()));
        if send_if(linked).await? {
            return Ok(());
        }
        let proposed = self
            .without_chat(user, "#proposed")
            .condition_expression("#proposed.#chat = :chat")
            .expression_attribute_names("#proposed", keys::PROPOSED_CHAT)
            .expression_attribute_values(":chat", item::number(&chat.expose()));
        send_if(proposed).await.map(drop)
    }

    async fn users_of_chat(&self, chat: ChatId) -> Result<Vec<UserId>, PortError> {
        let get = self
            .client
            .get_item()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(keys::chat_key(chat)))
            .consistent_read(true);
        let output = get.send().await.map_err(|error| classify(&error))?;
        let owners = output.item.and_then(|mut attributes| attributes.remove(keys::OWNERS));
        let names = match owners {
            Some(AttributeValue::Ss(names)) => names,
            None => Vec::new(),
            Some(_) => return Err(PortError::Corrupt(format!("attribute {}", keys::OWNERS))),
        };
        let user = |name| match UserId::parse(name) {
            Ok(user) => Some(user),
            // Only this owner is left out.
            Err(error) => {
                tracing::error!(%error, "the owner of a chat cannot be read");
                None
            }
        };
        Ok(names.into_iter().filter_map(user).collect())
    }

    async fn retire_email(
        &self,
        user: &UserId,
        email: &EmailAddress,
        at: Time,
        now: Time,
    ) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            // The address is stored as the profile spells it: a bounce may spell it in another
            // case.
            .update_expression("SET #dead = #email.#value, #dead_at = :at, #stated_at = #email.#at")
            .expression_attribute_names("#dead_at", keys::DEAD_EMAIL_AT)
            .expression_attribute_names("#stated_at", keys::DEAD_EMAIL_STATED_AT)
            .expression_attribute_names("#at", keys::AT)
            .expression_attribute_values(":at", item::millis(at))
            .condition_expression(
                "#email_key = :key AND attribute_exists(#email.#value) AND (#email.#at <= :at OR #email.#at > :now)",
            )
            .expression_attribute_values(":now", item::millis(now))
            .expression_attribute_names("#dead", keys::DEAD_EMAIL)
            .expression_attribute_names("#email", keys::EMAIL)
            .expression_attribute_names("#value", keys::VALUE)
            .expression_attribute_names("#email_key", keys::EMAIL_KEY)
            .expression_attribute_values(":key", item::text(email.lookup_key()));
        send_if(update).await.map(drop)
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber, at: Time) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #dead = :number, #dead_at = :at, #stated_at = #phone.#at")
            .expression_attribute_names("#dead_at", keys::DEAD_PHONE_AT)
            .expression_attribute_names("#stated_at", keys::DEAD_PHONE_STATED_AT)
            .expression_attribute_names("#at", keys::AT)
            .expression_attribute_values(":at", item::millis(at))
            .condition_expression("#phone.#value = :number")
            .expression_attribute_names("#dead", keys::DEAD_PHONE)
            .expression_attribute_names("#phone", keys::PHONE)
            .expression_attribute_names("#value", keys::VALUE)
            .expression_attribute_values(":number", item::text(phone.expose()));
        send_if(update).await.map(drop)
    }

    async fn users_of_email(&self, email: &EmailAddress) -> Result<Vec<UserId>, PortError> {
        let query = self
            .client
            .query()
            .table_name(&self.tables.recipients)
            .index_name(keys::BY_EMAIL)
            .key_condition_expression("#email_key = :key")
            .expression_attribute_names("#email_key", keys::EMAIL_KEY)
            .expression_attribute_values(":key", item::text(email.lookup_key()));
        Ok(readable(&all(query).await?, "recipient", item::user_id))
    }
}

impl DynamoStore {
    /// Builds an update that removes the `attributes` of conversations. The caller adds the
    /// condition and the names of all of them except `#chat`.
    fn without_chat(&self, user: &UserId, attributes: &str) -> UpdateItemFluentBuilder {
        self.recipient(user)
            .update_expression(format!("REMOVE {attributes} ADD #changes :one"))
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":one", item::number(&1))
    }
}
