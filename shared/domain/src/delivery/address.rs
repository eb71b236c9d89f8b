//! The address of a delivery.

use crate::delivery::DeliveryKey;
use crate::event::catalogue::Channel;
use crate::recipient::Recipient;
use crate::recipient::contact::Address;

impl Recipient {
    /// Returns the address of this delivery; `None` if the user no longer has one.
    pub fn address(&self, key: &DeliveryKey) -> Option<Address<'_>> {
        match key.channel {
            Channel::Websocket => None,
            Channel::Push => self.device(key.device.as_ref()?).map(Address::Push),
            Channel::Telegram => self.chat.map(|chat| Address::Telegram(chat.id)),
            Channel::Email => self.email().map(Address::Email),
            Channel::Sms => self.phone().map(Address::Sms),
        }
    }
}
