//! What a trader's device does with the trader's own contacts.

use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use domain::contact::{Device, DeviceId, DeviceToken};
use domain::frames::{FrameError, NewDevice, reply};
use ports::{Clock, Contacts, Devices, LinkCodes};
use serde_json::Value;
use sha2::{Digest, Sha256};

use super::action::{ActionError, Caller, CommandPorts};
use crate::contacts::issue_link_code;

/// The characters of a device's id: 22 carry 128 bits, so no two tokens share one.
const DEVICE_ID_LENGTH: usize = 22;

/// Registers a device, or renews it: the same token is the same device. Beyond the cap the least recently registered
/// ones go.
pub(super) async fn register_device<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    new: NewDevice,
) -> Result<Value, ActionError>
where
    S: Devices,
    C: Clock,
{
    let NewDevice { token, platform, language } = new;
    let id = device_id(&token).map_err(|_| FrameError::internal())?;
    let device = Device { id: id.clone(), token, platform, language, registered_at: ports.clock.now() };
    let recipient = ports.store.register_device(&caller.user_id, &device).await?;
    for surplus in recipient.surplus_devices() {
        ports.store.remove_device(&caller.user_id, &surplus.id).await?;
    }
    Ok(reply::device(&id))
}

/// Forgets a device; one that is not there, or is somebody else's, is forgotten already.
pub(super) async fn remove_device<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
    device: &DeviceId,
) -> Result<Value, ActionError>
where
    S: Devices,
{
    ports.store.remove_device(&caller.user_id, device).await?;
    Ok(reply::done())
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

/// Unbinds the trader's conversation with the bot.
pub(super) async fn unlink_telegram<S, G, C>(
    ports: &CommandPorts<'_, S, G, C>,
    caller: &Caller,
) -> Result<Value, ActionError>
where
    S: Contacts,
{
    ports.store.unlink_chat(&caller.user_id).await?;
    Ok(reply::done())
}

/// The device's name, made of its token so that registering it again is no new device. It does not tell the token.
fn device_id(token: &DeviceToken) -> Result<DeviceId, domain::ids::IdError> {
    let hash = URL_SAFE_NO_PAD.encode(Sha256::digest(token.expose().as_bytes()));
    DeviceId::parse(&hash[..DEVICE_ID_LENGTH])
}
