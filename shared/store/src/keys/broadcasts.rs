//! The keys of the table of broadcasts, and of what decides to whom they are addressed:
//!
//! | pk | sk | item |
//! |---|---|---|
//! | `broadcast#<id>` | `broadcast` | the broadcast with this ID |
//! | `broadcast#<id>` | `dry-run` | the latest dry run with this ID, and its result |
//! | `copy#<number>` | `<live at>#<id>` | a copy of each broadcast, in the order in which they became live |
//! | `connected#<shard>` | `<user>` | the user has a connection, or had one that may be open |
//! | `topics#<user>` | `topics` | the user's topics (`infra/adr/0037-topics.md`) |

use domain::shard::{Shard, hash};
use domain::{EventId, Time, UserId};
use ports::Position;

use super::END;

/// The number of copies of each broadcast. A trader reads the copy of the own hash: one hash key takes 3,000
/// strongly consistent reads a second
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>), and
/// every trader who opens the app reads one. It must not change while anything is stored.
const COPIES: u8 = 16;

/// The digits of a time in milliseconds, with which texts sort as times until the year 5138.
const DIGITS: usize = 14;

/// Returns the key of the broadcast with this ID.
pub(crate) fn by_id(id: &EventId) -> (String, String) {
    (format!("broadcast#{id}"), "broadcast".to_owned())
}

/// Returns the key of the dry run with this ID.
pub(crate) fn dry_run(id: &EventId) -> (String, String) {
    (format!("broadcast#{id}"), "dry-run".to_owned())
}

/// Returns the hash keys of all copies.
pub(crate) fn copies() -> impl Iterator<Item = String> {
    (0..COPIES).map(copy)
}

/// Returns the hash key of the copy that this user reads.
pub(crate) fn copy_of(user: &UserId) -> String {
    copy(hash(user.as_str(), COPIES))
}

fn copy(number: u8) -> String {
    format!("copy#{number}")
}

/// Returns the range key of a broadcast at this position.
pub(crate) fn place(position: &Position) -> String {
    format!("{}#{}", moment(position.at), position.id)
}

/// Returns the position of a range key of [`place`].
pub(crate) fn position_in(range_key: &str) -> Option<Position> {
    let (at, id) = range_key.split_once('#')?;
    Some(Position { at: Time::from_millis(at.parse().ok()?), id: EventId::parse(id).ok()? })
}

/// Returns a range key that sorts before all broadcasts that became live at this time or later, and after all
/// others.
pub(crate) fn from(at: Time) -> String {
    moment(at)
}

/// Returns a range key that sorts after the broadcast at this position, and before all later ones.
pub(crate) fn behind(position: &Position) -> String {
    format!("{}#{END}", place(position))
}

fn moment(at: Time) -> String {
    format!("{:0DIGITS$}", at.as_millis().max(0))
}

/// Returns the hash key of the connected users of this shard.
pub(crate) fn connected(shard: Shard) -> String {
    format!("connected#{:02}", shard.number())
}

const TOPICS: &str = "topics#";

/// Returns the key of the user's topics.
pub(crate) fn topics(user: &UserId) -> (String, String) {
    (format!("{TOPICS}{user}"), "topics".to_owned())
}

/// Returns the user whose topics have this hash key.
pub(crate) fn user_of_topics(hash_key: &str) -> Option<UserId> {
    UserId::parse(hash_key.strip_prefix(TOPICS)?).ok()
}
