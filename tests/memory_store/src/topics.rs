//! The topics of traders, in memory.

use std::collections::BTreeMap;

use domain::UserId;
use domain::topics::Topics;
use ports::{PortError, TopicsRead, TopicsWrite, WriteOutcome};

use crate::MemoryStore;

impl TopicsRead for MemoryStore {
    async fn topics(&self, users: &[UserId]) -> Result<BTreeMap<UserId, Topics>, PortError> {
        self.call()?;
        Ok(users.iter().map(|user| (user.clone(), self.stored_topics(user))).collect())
    }
}

impl TopicsWrite for MemoryStore {
    async fn put_topics(&self, user: &UserId, topics: &Topics) -> Result<WriteOutcome, PortError> {
        self.call()?;
        if self.stored_topics(user).revision != topics.revision {
            return Ok(WriteOutcome::Conflict);
        }
        let next = Topics { revision: topics.revision + 1, ..topics.clone() };
        self.topics.borrow_mut().insert(user.clone(), next);
        Ok(WriteOutcome::Done)
    }
}

impl MemoryStore {
    /// Returns the stored topics of a user.
    pub fn stored_topics(&self, user: &UserId) -> Topics {
        self.topics.borrow().get(user).cloned().unwrap_or_default()
    }
}
