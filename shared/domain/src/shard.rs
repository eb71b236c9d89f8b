//! Which part of the schedule a user stands in.

use crate::ids::UserId;

/// Into how many parts the schedule is divided. Each part is one key of its table, which takes a thousand writes a second
/// (<https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html>), so all of them
/// together take more users a second than wake at once. It must not change while anything is scheduled.
pub const SHARDS: u8 = 64;

/// A part of the schedule, below [`SHARDS`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Shard(u8);

impl Shard {
    /// The part of this user, always the same one.
    pub fn of(user: &UserId) -> Self {
        Self(hash(user.as_str(), SHARDS))
    }

    /// The part of this number; `None` where there is none.
    pub fn parse(number: u8) -> Option<Self> {
        (number < SHARDS).then_some(Self(number))
    }

    /// All of them.
    pub fn all() -> impl Iterator<Item = Self> {
        (0..SHARDS).map(Self)
    }

    /// Its number.
    pub fn number(self) -> u8 {
        self.0
    }
}

/// A number below `limit` for this text, for ever the same one: FNV-1a.
pub fn hash(text: &str, limit: u8) -> u8 {
    let hash = text.bytes().fold(0xcbf2_9ce4_8422_2325_u64, |hash, byte| {
        (hash ^ u64::from(byte)).wrapping_mul(0x0100_0000_01b3)
    });
    // The rest is below a `u8`.
    (hash % u64::from(limit)).to_le_bytes()[0]
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
}
