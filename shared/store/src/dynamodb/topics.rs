//! The topics of traders in DynamoDB (`infra/adr/0037-topics.md`).

use std::collections::{BTreeMap, HashMap};

use aws_sdk_dynamodb::operation::put_item::PutItemError;
use domain::UserId;
use domain::topics::Topics;
use ports::{PortError, TopicsRead, TopicsWrite, WriteOutcome};

use super::batch::{add, unique};
use super::{DynamoStore, classify, readable};
use crate::item::{self, Attributes};
use crate::keys::{self, broadcasts};

impl TopicsRead for DynamoStore {
    async fn topics(&self, users: &[UserId]) -> Result<BTreeMap<UserId, Topics>, PortError> {
        let mut open = HashMap::new();
        add(&mut open, &self.tables.broadcasts, unique(users).map(key));
        let mut found: BTreeMap<UserId, Topics> =
            users.iter().map(|user| (user.clone(), Topics::default())).collect();
        self.get(open, |_, items| {
            for attributes in items {
                let Some(user) = item::user_of_topics(attributes) else { continue };
                // Without its topics a user counts neither as having them nor as not having them.
                found.remove(&user);
                found.extend(readable([attributes], "user's topics", item::parse_topics));
            }
            Ok(())
        })
        .await?;
        Ok(found)
    }
}

impl TopicsWrite for DynamoStore {
    async fn put_topics(&self, user: &UserId, topics: &Topics) -> Result<WriteOutcome, PortError> {
        let put = self
            .client
            .put_item()
            .table_name(&self.tables.broadcasts)
            .set_item(Some(item::topics(topics, topics.revision.saturating_add(1))));
        let put = key(user).into_iter().fold(put, |put, (name, value)| put.item(name, value));
        let put = match topics.revision {
            0 => put
                .condition_expression("attribute_not_exists(#pk)")
                .expression_attribute_names("#pk", keys::PK),
            seen => put
                .condition_expression("#revision = :seen")
                .expression_attribute_names("#revision", keys::TOPICS_REVISION)
                .expression_attribute_values(":seen", item::number(&seen)),
        };
        match put.send().await {
            Ok(_) => Ok(WriteOutcome::Done),
            Err(error)
                if error
                    .as_service_error()
                    .is_some_and(PutItemError::is_conditional_check_failed_exception) =>
            {
                Ok(WriteOutcome::Conflict)
            }
            Err(error) => Err(classify(&error)),
        }
    }
}

fn key(user: &UserId) -> Attributes {
    let (hash, range) = broadcasts::topics(user);
    Attributes::from([(keys::PK.to_owned(), item::text(hash)), (keys::SK.to_owned(), item::text(range))])
}
