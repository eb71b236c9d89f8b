//! Devices. Whoever is pushed to must be who uses the device, so a token belongs to one user: an item per device says
//! to whom, and changes in one transaction with the users' own items. A kill in between two writes would leave a
//! device with two users, and no later registration could tell.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use domain::UserId;
use domain::contact::{Device, DeviceId};
use ports::{BatchRead, Devices, PortError, Registered};

use super::transaction::Outcome;
use super::{DynamoStore, classify};
use crate::{item, keys};

/// How often a registration is tried while others register the same device, or write to the same users.
const TRIES: usize = 5;

impl Devices for DynamoStore {
    async fn register_device(&self, user: &UserId, device: &Device) -> Result<Registered, PortError> {
        let mut other: Option<UserId> = None;
        for _ in 0..TRIES {
            let mut writes =
                vec![self.own_device(user, &device.id, other.as_ref()), self.set_device(user, device)];
            writes.extend(other.as_ref().map(|other| self.remove_from(other, &device.id, None)));
            match self.transact(writes).await? {
                Outcome::Done => {
                    let snapshot = self.read(std::slice::from_ref(user), &[], &[]).await?;
                    // Who refused the first try may be the user's own earlier registration.
                    let taken_from = other.filter(|other| other != user);
                    return Ok(Registered { recipient: snapshot.recipient(user), taken_from });
                }
                Outcome::Refused(found) => other = found.as_ref().map(item::owner).transpose()?,
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the device kept changing hands".into()))
    }

    async fn owner_of_device(&self, device: &DeviceId) -> Result<Option<UserId>, PortError> {
        let key = item::text(keys::device_owner(device));
        let get = self
            .client
            .get_item()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, key)
            .consistent_read(true);
        let output = get.send().await.map_err(|error| classify(&error))?;
        output.item.as_ref().map(item::owner).transpose()
    }

    async fn remove_device(&self, user: &UserId, device: &DeviceId) -> Result<(), PortError> {
        for _ in 0..TRIES {
            // While the user has the device, the user is its owner.
            let has_it = Some("attribute_exists(#device)");
            let writes = vec![self.remove_from(user, device, has_it), self.disown(device)];
            match self.transact(writes).await? {
                Outcome::Done | Outcome::Refused(_) => return Ok(()),
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the device kept changing".into()))
    }
}

impl DynamoStore {
    /// Makes the user the device's owner, if it has none, or this one, or `other`.
    fn own_device(
        &self,
        user: &UserId,
        device: &DeviceId,
        other: Option<&UserId>,
    ) -> Result<TransactWriteItem, BuildError> {
        let is_other = other.map_or("", |_| " OR #owner = :other");
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(keys::device_owner(device)))
            .update_expression("SET #owner = :user")
            .condition_expression(format!("attribute_not_exists(#owner) OR #owner = :user{is_other}"))
            .expression_attribute_names("#owner", keys::OWNER)
            .expression_attribute_values(":user", item::text(user.as_str()))
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld);
        let update = match other {
            None => update,
            Some(other) => update.expression_attribute_values(":other", item::text(other.as_str())),
        };
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    fn set_device(&self, user: &UserId, device: &Device) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
            .update_expression("SET #device = :device ADD #changes :one")
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":one", item::number(&1))
            .expression_attribute_names("#device", keys::device(&device.id))
            .expression_attribute_values(":device", item::device(device));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    fn remove_from(
        &self,
        user: &UserId,
        device: &DeviceId,
        condition: Option<&str>,
    ) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
            .update_expression("REMOVE #device ADD #changes :one")
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":one", item::number(&1))
            .set_condition_expression(condition.map(str::to_owned))
            .expression_attribute_names("#device", keys::device(device));
        Ok(TransactWriteItem::builder().update(update.build()?).build())
    }

    fn disown(&self, device: &DeviceId) -> Result<TransactWriteItem, BuildError> {
        let delete = Delete::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(keys::device_owner(device)));
        Ok(TransactWriteItem::builder().delete(delete.build()?).build())
    }
}
