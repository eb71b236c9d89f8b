//! The demo traders and their contacts.

use crate::feed::TRADERS;

/// A demo trader. No message ever leaves this machine, and the domain of the mailboxes is reserved
/// for examples:
/// <https://www.rfc-editor.org/rfc/rfc2606#section-2>.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Trader {
    /// The user id.
    pub(super) user: &'static str,
    number: usize,
}

impl Trader {
    /// Returns the demo trader of this name.
    pub(super) fn find(user: &str) -> Option<Self> {
        let number = TRADERS.iter().position(|trader| *trader == user)?;
        Some(Self { user: TRADERS.get(number)?, number })
    }

    /// Returns all demo traders.
    pub(super) fn all() -> impl Iterator<Item = Self> {
        TRADERS.iter().enumerate().map(|(number, user)| Self { user, number })
    }

    /// Returns the e-mail address.
    pub(super) fn email(self) -> String {
        format!("{}@traders.example", self.user.trim_start_matches("u-"))
    }

    /// Returns the telephone number.
    pub(super) fn phone(self) -> String {
        format!("+491760406900{}", self.number + 1)
    }

    /// Returns the id of the chat with the bot.
    pub(super) fn chat(self) -> String {
        format!("700000010{}", self.number + 1)
    }

    /// Returns the registration token of the demo telephone.
    pub(super) fn push_token(self) -> String {
        format!("demo-phone-{}", self.user)
    }

    /// Returns the trader's time zone.
    pub(super) fn time_zone(self) -> &'static str {
        ["Europe/Berlin", "America/New_York", "Asia/Singapore"].get(self.number).unwrap_or(&"Europe/Berlin")
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use domain::recipient::profile::Change;
    use serde_json::json;

    use super::*;

    #[test]
    fn each_has_contacts_of_its_own_that_the_system_takes() {
        let traders: Vec<_> = Trader::all().collect();
        for trader in &traders {
            assert_eq!(Trader::find(trader.user).as_ref(), Some(trader));
            let profile = json!({
                "user_id": trader.user, "updated_at": domain::Time::EPOCH, "email": trader.email(),
                "phone": trader.phone(), "time_zone": trader.time_zone(),
            });
            let update = profile::decode(&profile.to_string(), domain::Time::EPOCH).unwrap().update;
            assert!(matches!(update.phone, Change::Set(_)) && matches!(update.email, Change::Set(_)));
            assert!(trader.chat().parse::<i64>().unwrap() > 0);
        }
        let distinct = |of: fn(Trader) -> String| {
            traders.iter().map(|trader| of(*trader)).collect::<BTreeSet<_>>().len()
        };
        let all = [Trader::email, Trader::phone, Trader::chat, Trader::push_token].map(distinct);
        assert_eq!(all, [traders.len(); 4]);
        assert_eq!(Trader::find("u-mallory"), None);
    }
}
