//! The partition of the schedule that a user belongs to.

use crate::ids::UserId;

/// The number of shards of the schedule. Each shard is one partition key of its table, which takes a
/// thousand writes a second
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>). All
/// shards together take more users a second than have a scheduled check at once. It must not change while
/// anything is scheduled.
pub const SHARDS: u8 = 64;

/// A shard of the schedule, below [`SHARDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shard(u8);

impl Shard {
    /// Returns the shard of this user, which never changes.
    pub fn of(user: &UserId) -> Self {
        Self(hash(user.as_str(), SHARDS))
    }

    /// Returns the shard with this number; `None` if there is none.
    pub fn parse(number: u8) -> Option<Self> {
        (number < SHARDS).then_some(Self(number))
    }

    /// Returns all shards.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SHARDS).map(Self)
    }

    /// Returns its number.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// Returns a number below `limit` that depends only on this text and never changes: FNV-1a.
pub fn hash(text: &str, limit: u8) -> u8 {
    // The remainder is below a `u8`, so its lowest byte is the whole number.
    (fnv(text) % u64::from(limit)).to_le_bytes()[0]
}

/// Returns the 64-bit FNV-1a hash of this text.
pub(crate) fn fnv(text: &str) -> u64 {
    text.bytes()
        .fold(0xcbf2_9ce4_8422_2325, |hash, byte| (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_users_part_is_always_the_same_and_no_part_is_crowded() {
        let user = |n: u32| UserId::parse(format!("u-{n}")).unwrap();
        assert_eq!(Shard::of(&user(42)), Shard(33));
        let mut crowd = [0_u32; SHARDS as usize];
        for n in 0..64_000 {
            crowd[usize::from(Shard::of(&user(n)).number())] += 1;
        }
        assert!(crowd.iter().all(|users| (800..1_200).contains(users)), "{crowd:?}");
    }

    #[test]
    fn every_part_has_its_number() {
        assert_eq!(Shard::all().map(Shard::number).collect::<Vec<_>>(), (0..SHARDS).collect::<Vec<_>>());
        assert_eq!(Shard::parse(SHARDS - 1).map(Shard::number), Some(SHARDS - 1));
        assert_eq!(Shard::parse(SHARDS), None);
    }
}
