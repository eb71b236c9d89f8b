//! The contacts that a profile had before its present ones. A notice of a changed contact goes to the
//! contact of before the change and to the one of after it, and the exchange's profile message may come
//! before the notice or after it.

use std::time::Duration;

use crate::recipient::contact::{EmailAddress, Phone};
use crate::recipient::profile::{Change, Dated, Profile, ProfileUpdate};
use crate::time::Time;

/// The time for which a former contact receives notices. An owner whose account was taken over is still
/// reached by a second change within it.
pub const NOTIFIED_FOR: Duration = Duration::from_hours(24);

/// The time for which a notice waits for the profile message of its change.
pub const AWAITED_FOR: Duration = Duration::from_mins(10);

/// The maximum number of former contacts of a kind that a recipient keeps. Beyond it the oldest one stays,
/// since it is the most likely to be the owner's.
pub const MAX_FORMER: usize = 8;

/// A contact of a profile.
pub trait Contact: Clone {
    /// Whether both lead to the same mailbox or phone.
    fn is_same(&self, other: &Self) -> bool;
}

impl Contact for EmailAddress {
    fn is_same(&self, other: &Self) -> bool {
        self.lookup_key() == other.lookup_key()
    }
}

impl Contact for Phone {
    fn is_same(&self, other: &Self) -> bool {
        self.number == other.number
    }
}

/// A contact that a profile message replaced or cleared.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Former<T> {
    /// The contact.
    pub contact: T,
    /// The `updated_at` of the message that stated it last.
    pub stated_at: Time,
    /// The `updated_at` of the message that replaced it.
    pub replaced_by: Time,
    /// The time at which that message was processed, by our clock.
    pub replaced_at: Time,
}

/// The replacement of a contact by a profile message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Replacement<T> {
    /// The former contacts after it, oldest first.
    pub former: Vec<Former<T>>,
    /// The `updated_at` of the contact that is replaced. The replacement is only valid over it.
    pub over: Option<Time>,
}

/// The contacts that a profile message replaces.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Replacements {
    /// The e-mail address; `None` if it stays.
    pub email: Option<Replacement<EmailAddress>>,
    /// The phone number; `None` if it stays.
    pub phone: Option<Replacement<Phone>>,
}

impl Profile {
    /// Returns the contacts that `news` replaces or clears in this profile at `now`. A contact that is only
    /// stated again is not replaced.
    pub fn replaced_by(&self, news: &ProfileUpdate, now: Time) -> Replacements {
        let (by, email, phone) = (news.updated_at, &news.email, &news.phone);
        Replacements {
            email: replacement(&self.email, &self.former_emails, email, by, now),
            phone: replacement(&self.phone, &self.former_phones, phone, by, now),
        }
    }
}

fn replacement<T: Contact>(
    present: &Dated<T>,
    former: &[Former<T>],
    change: &Change<T>,
    replaced_by: Time,
    now: Time,
) -> Option<Replacement<T>> {
    let contact = present.value.as_ref()?;
    match change {
        Change::Keep => return None,
        Change::Set(new) if new.is_same(contact) => return None,
        Change::Set(_) | Change::Clear => {}
    }
    let stated_at = present.updated_at.unwrap_or(Time::EPOCH);
    let replaced = Former { contact: contact.clone(), stated_at, replaced_by, replaced_at: now };
    let recent = former.iter().filter(|former| now < former.replaced_at.plus(NOTIFIED_FOR)).cloned();
    let mut former: Vec<_> = recent.chain([replaced]).collect();
    if former.len() > MAX_FORMER {
        former.remove(1);
    }
    Some(Replacement { former, over: present.updated_at })
}

/// The change that a notice reports.
#[derive(Debug, Clone, Copy)]
pub struct ReportedChange {
    /// The time at which it happened at the exchange.
    pub occurred_at: Time,
    /// The time at which the notice was routed.
    pub routed_at: Time,
}

/// The progress of one of the two deliveries of a notice on a channel.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Progress {
    /// It was not sent, and may still be.
    Open,
    /// It may be on its way.
    Sending,
    /// It was or may have been sent to the contact that the profile stated at this time.
    Sent(Time),
    /// It ended without being sent.
    Unsent,
}

impl<T: Contact> Dated<T> {
    /// Returns the contact that the first delivery of a notice goes to: the present one, or another one of
    /// the change if the second delivery (`second`) went there.
    #[must_use]
    pub fn first_of_notice(&self, former: &[Former<T>], change: ReportedChange, second: Progress) -> Self {
        let Progress::Sent(at) = second else { return self.clone() };
        let taken = self.stated(former, at).value;
        if !is_both(self.value.as_ref(), taken.as_ref()) {
            return self.clone();
        }
        self.of_change(former, change).map(|(pair, _)| not_taken(pair, taken.as_ref())).unwrap_or_default()
    }

    /// Returns the contact that the second delivery of a notice goes to: the contact before the change, or
    /// the one after it if the first delivery (`first`) went to the one before. Its value is `None` if there
    /// is no such contact, or none yet.
    #[must_use]
    pub fn second_of_notice(
        &self,
        former: &[Former<T>],
        change: ReportedChange,
        first: Progress,
        now: Time,
    ) -> Self {
        let taken = match first {
            Progress::Sending => return Self::default(),
            // It goes to the contact that is present when it is sent.
            Progress::Open => self.value.clone(),
            Progress::Sent(at) => self.stated(former, at).value,
            Progress::Unsent => None,
        };
        let is_late = change.routed_at.plus(AWAITED_FOR) <= now;
        match self.of_change(former, change) {
            Some((pair, is_its_own)) if is_its_own || is_late => not_taken(pair, taken.as_ref()),
            Some(_) | None => Self::default(),
        }
    }

    /// Returns the contacts before and after the reported change, and whether their change is that one. The
    /// change is the one whose message is the closest in time: the exchange publishes both at about the same
    /// time.
    fn of_change(&self, former: &[Former<T>], change: ReportedChange) -> Option<([Self; 2], bool)> {
        let distance =
            |former: &Former<T>| former.replaced_by.as_millis().abs_diff(change.occurred_at.as_millis());
        let is_recent = |former: &Former<T>| change.routed_at < former.replaced_at.plus(NOTIFIED_FOR);
        let recent = former.iter().enumerate().filter(|(_, former)| is_recent(former));
        let (place, before) = recent.min_by_key(|(_, former)| distance(former))?;
        let after = former.get(place + 1).map_or_else(|| self.clone(), Former::dated);
        let is_its_own = u128::from(distance(before)) <= AWAITED_FOR.as_millis();
        Some(([before.dated(), after], is_its_own))
    }

    /// Returns the contact that the profile had at the exchange's time `at`.
    fn stated(&self, former: &[Former<T>], at: Time) -> Self {
        former.iter().find(|former| at < former.replaced_by).map_or_else(|| self.clone(), Former::dated)
    }
}

impl<T: Contact> Former<T> {
    fn dated(&self) -> Dated<T> {
        Dated { value: Some(self.contact.clone()), updated_at: Some(self.stated_at) }
    }
}

/// Returns the first of these contacts that is not the same as `taken`.
fn not_taken<T: Contact>(contacts: [Dated<T>; 2], taken: Option<&T>) -> Dated<T> {
    let is_free = |dated: &Dated<T>| dated.value.is_some() && !is_both(dated.value.as_ref(), taken);
    contacts.into_iter().find(is_free).unwrap_or_default()
}

/// Whether there are two contacts, and they are the same.
fn is_both<T: Contact>(one: Option<&T>, other: Option<&T>) -> bool {
    one.zip(other).is_some_and(|(one, other)| one.is_same(other))
}

#[cfg(test)]
mod tests {
    use super::*;

    const MINUTE: i64 = 60_000;

    fn at(minutes: i64) -> Time {
        Time::from_millis(minutes * MINUTE)
    }

    fn email(name: &str) -> EmailAddress {
        EmailAddress::of_checked(&format!("{name}@example.com"))
    }

    /// A profile that stated the address `x` at minute 0.
    fn profile() -> Profile {
        let email = Dated { value: Some(email("x")), updated_at: Some(at(0)) };
        Profile { email, ..Profile::default() }
    }

    /// Applies a message of this minute, which is processed a minute later.
    fn state(profile: &mut Profile, minute: i64, name: Option<&str>) {
        let change = name.map_or(Change::Clear, |name| Change::Set(email(name)));
        let news = ProfileUpdate {
            email: change,
            ..ProfileUpdate::nothing(crate::ids::UserId::parse("u-1").unwrap(), at(minute))
        };
        let replaced = profile.replaced_by(&news, at(minute + 1));
        news.apply(profile);
        if let Some(replaced) = replaced.email {
            profile.former_emails = replaced.former;
        }
    }

    /// Returns the local parts of the addresses of both deliveries of a notice of `minute`, which was routed
    /// at that time, as of `now`.
    fn of_notice(
        profile: &Profile,
        minute: i64,
        now: i64,
        first: Progress,
        second: Progress,
    ) -> [Option<String>; 2] {
        let change = ReportedChange { occurred_at: at(minute), routed_at: at(minute) };
        let former = &profile.former_emails;
        let both = [
            profile.email.first_of_notice(former, change, second),
            profile.email.second_of_notice(former, change, first, at(now)),
        ];
        both.map(|dated| Some(dated.value?.expose().split('@').next()?.to_owned()))
    }

    fn names(first: &str, second: &str) -> [Option<String>; 2] {
        [first, second].map(|name| (!name.is_empty()).then(|| name.to_owned()))
    }

    #[test]
    fn before_its_profile_message_only_the_present_contact_is_known() {
        let mut profile = profile();
        assert_eq!(of_notice(&profile, 5, 5, Progress::Open, Progress::Open), names("x", ""));
        state(&mut profile, 4, Some("X"));
        assert!(profile.former_emails.is_empty(), "stated again");
    }

    #[test]
    fn after_it_each_of_both_contacts_has_one_delivery() {
        let mut profile = profile();
        state(&mut profile, 5, Some("y"));
        assert_eq!(of_notice(&profile, 5, 6, Progress::Open, Progress::Open), names("y", "x"));
        assert_eq!(of_notice(&profile, 5, 6, Progress::Unsent, Progress::Open), names("y", "x"));
        assert_eq!(of_notice(&profile, 5, 6, Progress::Sending, Progress::Open), names("y", ""));
        let (to_x, to_y) = (Progress::Sent(at(0)), Progress::Sent(at(5)));
        assert_eq!(of_notice(&profile, 5, 6, to_x, Progress::Open), names("y", "y"));
        assert_eq!(of_notice(&profile, 5, 6, to_y, Progress::Open), names("y", "x"));
        // An operator sends the first delivery again.
        assert_eq!(of_notice(&profile, 5, 6, to_x, to_y), names("x", "y"));
        state(&mut profile, 8, Some("y"));
        assert_eq!(of_notice(&profile, 5, 9, to_x, Progress::Open), names("y", "y"), "stated again");
        assert_eq!(of_notice(&profile, 5, 9, to_y, Progress::Open), names("y", "x"), "stated again");
    }

    #[test]
    fn a_cleared_contact_is_the_only_one() {
        let mut profile = profile();
        state(&mut profile, 5, None);
        assert_eq!(of_notice(&profile, 5, 6, Progress::Open, Progress::Open), names("", "x"));
        assert_eq!(of_notice(&profile, 5, 6, Progress::Open, Progress::Sent(at(0))), names("", "x"));
        assert_eq!(of_notice(&profile, 5, 6, Progress::Sent(at(0)), Progress::Open), names("", ""));
    }

    #[test]
    fn a_notice_is_about_the_change_that_is_closest_in_time() {
        let mut profile = profile();
        state(&mut profile, 60, Some("y"));
        // The message of a second change has not come yet: the notice waits for it.
        assert_eq!(of_notice(&profile, 90, 91, Progress::Open, Progress::Open), names("y", ""));
        assert_eq!(of_notice(&profile, 90, 100, Progress::Open, Progress::Open), names("y", "x"));
        state(&mut profile, 90, Some("z"));
        assert_eq!(of_notice(&profile, 90, 91, Progress::Sent(at(60)), Progress::Open), names("z", "z"));
        assert_eq!(of_notice(&profile, 90, 91, Progress::Open, Progress::Open), names("z", "y"));
        // The notice of the first change is late.
        assert_eq!(of_notice(&profile, 60, 91, Progress::Open, Progress::Open), names("z", "x"));
        assert_eq!(of_notice(&profile, 60, 91, Progress::Sent(at(0)), Progress::Open), names("z", "y"));
    }

    #[test]
    fn a_change_that_is_undone_sends_nothing_twice() {
        let mut profile = profile();
        state(&mut profile, 5, Some("y"));
        state(&mut profile, 7, Some("x"));
        assert_eq!(of_notice(&profile, 5, 8, Progress::Sent(at(0)), Progress::Open), names("x", "y"));
        assert_eq!(of_notice(&profile, 5, 8, Progress::Open, Progress::Open), names("x", "y"));
        assert_eq!(of_notice(&profile, 7, 8, Progress::Open, Progress::Open), names("x", "y"));
    }

    #[test]
    fn a_former_contact_ends_after_a_day_and_the_oldest_of_many_stays() {
        let mut profile = profile();
        state(&mut profile, 0, Some("y"));
        let day = 24 * 60;
        assert_eq!(of_notice(&profile, day, day + 10, Progress::Open, Progress::Open), names("y", "x"));
        assert_eq!(of_notice(&profile, day + 1, day + 11, Progress::Open, Progress::Open), names("y", ""));
        state(&mut profile, day + 1, Some("z"));
        assert_eq!(profile.former_emails.len(), 1, "the first is forgotten with the next change");
        for minute in 2..20 {
            state(&mut profile, day + minute, Some(&format!("n{minute}")));
        }
        assert_eq!(profile.former_emails.len(), MAX_FORMER);
        assert_eq!(profile.former_emails[0].contact, email("y"));
    }
}
