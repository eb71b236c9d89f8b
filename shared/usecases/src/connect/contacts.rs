//! What a trader's device does with the trader's own contacts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contact::{Device, DeviceId, DeviceToken};
use domain::data::{ContactChange, ContactKind};
use domain::frames::{FrameError, NewDevice, reply};
use domain::recipient::Recipient;
use domain::{Time, UserId};
use ports::{BatchRead, Clock, Contacts, Devices, Enqueue, LinkCodes, PortError, Registered};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::action::{ActionError, Caller, CommandPorts};
use crate::contacts::notice::{self, ContactNotice};
use crate::contacts::{issue_link_code, tell_of_unlinking};

/// The characters of a device's id: 22 carry 128 bits, so no two tokens share one.
const DEVICE_ID_LENGTH: usize = 22;

/// Registers a device, or renews it: the same token is the same device. Beyond the cap the least recently registered
/// ones go. The user is told of a device that is new, and a former owner of one that moves, before it is stored.
pub(super) async fn register_device<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    new: NewDevice,
) -> Result<Value, ActionError>
where
    S: Devices + BatchRead,
    C: Clock,
    Q: Enqueue,
{
    let NewDevice { token, platform, language } = new;
    let id = device_id(&token).map_err(|_| FrameError::internal())?;
    let now = ports.clock.now();
    let device = Device { id: id.clone(), token, platform, language, registered_at: now };
    let before = recipient(ports.store, &caller.user_id).await?;
    let mut told = None;
    if before.device(&id).is_none() {
        told = ports.store.owner_of_device(&id).await?.filter(|owner| *owner != caller.user_id);
        if let Some(owner) = &told {
            tell_of_device(queues, &recipient(ports.store, owner).await?, &device, ContactChange::Moved, now)
                .await?;
        }
        tell_of_device(queues, &before, &device, ContactChange::Added, now).await?;
    }
    let Registered { recipient: after, taken_from } =
        ports.store.register_device(&caller.user_id, &device).await?;
    if let Some(owner) = taken_from.filter(|owner| told.as_ref() != Some(owner)) {
        // It changed hands between our look and our write.
        let owner = recipient(ports.store, &owner).await?;
        tell_of_device(queues, &owner, &device, ContactChange::Moved, now).await?;
    }
    for surplus in after.surplus_devices() {
        tell_of_device(queues, &after, surplus, ContactChange::Removed, now).await?;
        ports.store.remove_device(&caller.user_id, &surplus.id).await?;
    }
    Ok(reply::device(&id))
}

/// Forgets a device, after its user is told; one that is not there, or is somebody else's, is forgotten already.
pub(super) async fn remove_device<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
    device: &DeviceId,
) -> Result<Value, ActionError>
where
    S: Devices + BatchRead,
    C: Clock,
    Q: Enqueue,
{
    let before = recipient(ports.store, &caller.user_id).await?;
    if let Some(known) = before.device(device) {
        tell_of_device(queues, &before, known, ContactChange::Removed, ports.clock.now()).await?;
    }
    ports.store.remove_device(&caller.user_id, device).await?;
    Ok(reply::done())
}

async fn tell_of_device(
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

async fn recipient(store: &impl BatchRead, user: &UserId) -> Result<Recipient, PortError> {
    Ok(store.read(std::slice::from_ref(user), &[], &[]).await?.recipient(user))
}

/// Hands out the code by which the trader's conversation with the bot is bound.
pub(super) async fn link_telegram<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
) -> Result<Value, ActionError>
where
    S: LinkCodes,
    C: Clock,
{
    let secret = (ports.secret)().ok_or_else(FrameError::internal)?;
    let issued = issue_link_code(ports.store, &caller.user_id, secret, ports.clock.now()).await?;
    let url = format!("https://t.me/{}?start={}", ports.bot_name, issued.code);
    Ok(reply::link(&issued.code, &url, issued.expires_in_seconds))
}

/// Unbinds the trader's conversation with the bot, after the trader is told.
pub(super) async fn unlink_telegram<S, G, C, Q>(
    ports: &CommandPorts<'_, S, G, C>,
    queues: &Q,
    caller: &Caller,
) -> Result<Value, ActionError>
where
    S: Contacts + BatchRead,
    C: Clock,
    Q: Enqueue,
{
    let before = recipient(ports.store, &caller.user_id).await?;
    tell_of_unlinking(queues, &before, before.chat.or(before.proposed_chat), ports.clock.now()).await?;
    ports.store.unlink_chat(&caller.user_id).await?;
    Ok(reply::done())
}

/// The device's name, made of its token so that registering it again is no new device. It does not tell the token.
fn device_id(token: &DeviceToken) -> Result<DeviceId, domain::ids::IdError> {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(token.expose().as_bytes()));
    DeviceId::parse(&hash[..DEVICE_ID_LENGTH])
}
