//! Linked and dead contacts. What is found dead is marked only while it is what the profile names, so a newer contact
//! is never hit by what became of an older one.

use aws_sdk_dynamodb::types::AttributeValue;
use domain::UserId;
use domain::contact::{ChatId, EmailAddress, PhoneNumber};
use ports::{Contacts, PortError};

use super::{DynamoStore, all, classify, readable, send_if};
use crate::{item, keys};

impl Contacts for DynamoStore {
    async fn link_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        // First whom it is bound to, then the binding: a kill in between leaves a name too many, never one too few.
        let owners = AttributeValue::Ss(vec![user.to_string()]);
        let noted = self
            .client
            .update_item()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(keys::chat_key(chat)))
            .update_expression("ADD #owners :owners")
            .expression_attribute_names("#owners", keys::OWNERS)
            .expression_attribute_values(":owners", owners);
        noted.send().await.map_err(|error| classify(&error))?;
        let update = self
            .recipient(user)
            .update_expression("SET #chat = :chat")
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_values(":chat", item::number(&chat.expose()));
        update.send().await.map(drop).map_err(|error| classify(&error))
    }

    async fn unlink_chat(&self, user: &UserId) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("REMOVE #chat")
            // Without the condition an unknown user would come into being.
            .condition_expression("attribute_exists(#chat)")
            .expression_attribute_names("#chat", keys::CHAT);
        send_if(update).await.map(drop)
    }

    async fn retire_chat(&self, user: &UserId, chat: ChatId) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("REMOVE #chat")
            .condition_expression("#chat = :chat")
            .expression_attribute_names("#chat", keys::CHAT)
            .expression_attribute_values(":chat", item::number(&chat.expose()));
        send_if(update).await.map(drop)
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
            // It costs only itself.
            Err(error) => {
                tracing::error!(%error, "the owner of a chat cannot be read");
                None
            }
        };
        Ok(names.into_iter().filter_map(user).collect())
    }

    async fn retire_email(&self, user: &UserId, email: &EmailAddress) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            // As the profile spells it: a bounce may tell of it in another case.
            .update_expression("SET #dead = #email.#value")
            .condition_expression("#email_key = :key AND attribute_exists(#email.#value)")
            .expression_attribute_names("#dead", keys::DEAD_EMAIL)
            .expression_attribute_names("#email", keys::EMAIL)
            .expression_attribute_names("#value", keys::VALUE)
            .expression_attribute_names("#email_key", keys::EMAIL_KEY)
            .expression_attribute_values(":key", item::text(email.lookup_key()));
        send_if(update).await.map(drop)
    }

    async fn retire_phone(&self, user: &UserId, phone: &PhoneNumber) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #dead = :number")
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
