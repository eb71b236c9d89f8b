//! Commands on a trader's own contacts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::Time;
use domain::event::data::{ContactChange, ContactKind};
use domain::protocol::{FrameError, NewDevice, reply};
use domain::recipient::Recipient;
use domain::recipient::contact::{Device, DeviceDetails, DeviceId, DeviceToken};
use ports::{Clock, Contacts, Devices, Enqueue, PortError, Registered};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::action::{ActionError, Caller, CommandContext, authorized_recipient};
use crate::connect::action::CommandPlatform;
use crate::contacts::notice::{self, ContactNotice};
use crate::contacts::{issue_link_code, notify_of_unlinking};
use crate::recipient;

/// Number of characters of a device's id: 22 carry 128 bits, so no two tokens share an id.
const DEVICE_ID_LENGTH: usize = 22;

/// Registers a device or renews it: the same token is the same device. Above the cap, the least
/// recently registered devices are removed. A security notice is enqueued before the change is
/// stored: to the user for a new device, and to the former owner for one that changes hands.
pub(super) async fn register_device<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    new: NewDevice,
) -> Result<Value, ActionError> {
    let NewDevice { token, platform, language, details } = new;
    let id = device_id(&token).map_err(|_| FrameError::internal())?;
    let now = context.platform.clock().now();
    let before = authorized_recipient(context.platform.store(), caller).await?;
    let accepted_at = before.device(&id).and_then(|known| known.details.accepted_at);
    let details = DeviceDetails { accepted_at, ..details };
    let device = Device { id: id.clone(), token, platform, language, registered_at: now, details };
    let mut notified = None;
    if before.device(&id).is_none() {
        notified =
            context.platform.store().owner_of_device(&id).await?.filter(|owner| *owner != caller.user_id);
        if let Some(owner) = &notified {
            notify_of_device(
                context.platform.queues(),
                &recipient::read(context.platform.store(), owner).await?,
                &device,
                ContactChange::Moved,
                now,
            )
            .await?;
        }
        // An installation whose token has changed is no new device.
        if !before.devices.iter().any(|known| device.replaces(known)) {
            notify_of_device(context.platform.queues(), &before, &device, ContactChange::Added, now).await?;
        }
    }
    let registered =
        context.platform.store().register_device(&caller.user_id, &device, caller.issued_at).await?;
    let Some(Registered { recipient: after, taken_from }) = registered else {
        return Err(ActionError::Revoked);
    };
    if let Some(owner) = taken_from.filter(|owner| notified.as_ref() != Some(owner)) {
        // The device changed hands between the read and the write.
        let owner = recipient::read(context.platform.store(), &owner).await?;
        notify_of_device(context.platform.queues(), &owner, &device, ContactChange::Moved, now).await?;
    }
    for old in after.devices.iter().filter(|known| device.replaces(known)) {
        // The same installation has another token now, so nothing has changed for the trader.
        context.platform.store().remove_device(&caller.user_id, &old.id).await?;
    }
    for surplus in after.surplus_devices() {
        notify_of_device(context.platform.queues(), &after, surplus, ContactChange::Removed, now).await?;
        context.platform.store().remove_device(&caller.user_id, &surplus.id).await?;
    }
    Ok(reply::device(&id))
}

/// Removes a device, after its user is notified. A device that does not exist or belongs to another
/// user counts as removed.
pub(super) async fn remove_device<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
    device: &DeviceId,
) -> Result<Value, ActionError> {
    let before = authorized_recipient(context.platform.store(), caller).await?;
    if let Some(known) = before.device(device) {
        notify_of_device(
            context.platform.queues(),
            &before,
            known,
            ContactChange::Removed,
            context.platform.clock().now(),
        )
        .await?;
    }
    context.platform.store().remove_device(&caller.user_id, device).await?;
    Ok(reply::done())
}

async fn notify_of_device(
    queues: &impl Enqueue,
    before: &Recipient,
    device: &Device,
    change: ContactChange,
    now: Time,
) -> Result<(), PortError> {
    let notice = ContactNotice {
        kind: ContactKind::Device,
        change,
        contact: device.id.as_str(),
        masked: &device.masked(),
    };
    notice::contact_changed(queues, before, &notice, now).await
}

/// Issues the code by which the trader's conversation with the bot is bound.
pub(super) async fn link_telegram<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<Value, ActionError> {
    authorized_recipient(context.platform.store(), caller).await?;
    let secret = (context.secret)().ok_or_else(FrameError::internal)?;
    let (store, now) = (context.platform.store(), context.platform.clock().now());
    let issued = issue_link_code(store, &caller.user_id, caller.issued_at, secret, now).await?;
    let url = format!("https://t.me/{}?start={}", context.bot_name, issued.code);
    Ok(reply::link(&issued.code, &url, issued.expires_in_seconds))
}

/// Unbinds the trader's conversation with the bot, after the trader is notified.
pub(super) async fn unlink_telegram<P: CommandPlatform>(
    context: &CommandContext<'_, P>,
    caller: &Caller,
) -> Result<Value, ActionError> {
    let before = authorized_recipient(context.platform.store(), caller).await?;
    notify_of_unlinking(
        context.platform.queues(),
        &before,
        before.chat.or(before.proposed_chat),
        context.platform.clock().now(),
    )
    .await?;
    context.platform.store().unlink_chat(&caller.user_id).await?;
    Ok(reply::done())
}

/// Returns the device's id. It is derived from the token, so that registering the token again adds
/// no device, and the token cannot be computed from it.
fn device_id(token: &DeviceToken) -> Result<DeviceId, domain::ids::IdError> {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(token.expose().as_bytes()));
    DeviceId::parse(&hash[..DEVICE_ID_LENGTH])
}
