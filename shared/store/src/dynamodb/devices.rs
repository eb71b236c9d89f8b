//! Devices in DynamoDB. A push must reach only the current user of the device, so a token belongs
//! to one user. An item per device names its owner and changes in one transaction with the users'
//! own items. If these were two writes, an invocation that was killed between them would leave a
//! device with two users, and no later registration could detect that.

use aws_sdk_dynamodb::error::BuildError;
use aws_sdk_dynamodb::types::{Delete, ReturnValuesOnConditionCheckFailure, TransactWriteItem, Update};
use domain::recipient::contact::{Device, DeviceId};
use domain::{Time, UserId};
use ports::{BatchRead, Devices, PortError, Registered};

use super::transaction::Outcome;
use super::{DynamoStore, classify, send_if, unless_revoked};
use crate::{item, keys};

/// The number of attempts of a registration while other invocations register the same device or
/// write to the same users.
const TRIES: usize = 5;

impl Devices for DynamoStore {
    async fn register_device(
        &self,
        user: &UserId,
        device: &Device,
        issued_at: Option<Time>,
    ) -> Result<Option<Registered>, PortError> {
        let mut other: Option<UserId> = None;
        for _ in 0..TRIES {
            let mut writes = vec![
                self.own_device(user, &device.id, other.as_ref()),
                self.set_device(user, device, issued_at),
            ];
            writes.extend(other.as_ref().map(|other| self.remove_from(other, &device.id, None)));
            match self.transact(writes).await? {
                Outcome::Done => {
                    let snapshot = self.read(std::slice::from_ref(user), &[], &[]).await?;
                    // The first attempt may have been refused because of an earlier registration of
                    // the same user.
                    let taken_from = other.filter(|other| other != user);
                    return Ok(Some(Registered { recipient: snapshot.recipient(user), taken_from }));
                }
                // Only the user's own item has this attribute.
                Outcome::Refused(Some(found)) if found.contains_key(keys::REVOKED_AT) => return Ok(None),
                Outcome::Refused(found) => other = found.as_ref().map(item::owner).transpose()?,
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the owner of the device kept changing".into()))
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
            // While the user's item has the device, the device's item names this user as its owner.
            let has_it = Some("attribute_exists(#device)");
            let writes = vec![self.remove_from(user, device, has_it), self.disown(device)];
            match self.transact(writes).await? {
                Outcome::Done | Outcome::Refused(_) => return Ok(()),
                Outcome::Busy => {}
            }
        }
        Err(PortError::Throttled("the device kept changing".into()))
    }

    async fn push_accepted(&self, user: &UserId, device: &DeviceId, at: Time) -> Result<(), PortError> {
        let update = self
            .recipient(user)
            .update_expression("SET #device.#accepted_at = :at")
            .condition_expression("attribute_exists(#device)")
            .expression_attribute_names("#device", keys::device(device))
            .expression_attribute_names("#accepted_at", keys::ACCEPTED_AT)
            .expression_attribute_values(":at", item::millis(at));
        send_if(update).await.map(drop)
    }
}

impl DynamoStore {
    /// Sets the user as the device's owner, if the device has no owner or its owner is this user or
    /// `other`.
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

    /// Sets the device of the user, if the token of `issued_at` is not revoked.
    fn set_device(
        &self,
        user: &UserId,
        device: &Device,
        issued_at: Option<Time>,
    ) -> Result<TransactWriteItem, BuildError> {
        let update = Update::builder()
            .table_name(&self.tables.recipients)
            .key(keys::USER_ID, item::text(user.as_str()))
            .update_expression("SET #device = :device ADD #changes :one")
            .return_values_on_condition_check_failure(ReturnValuesOnConditionCheckFailure::AllOld)
            .expression_attribute_names("#changes", keys::CONTACT_CHANGES)
            .expression_attribute_values(":one", item::number(&1))
            .expression_attribute_names("#device", keys::device(&device.id))
            .expression_attribute_values(":device", item::device(device));
        let update = unless_revoked(update, issued_at);
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
