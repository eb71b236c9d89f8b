//! Handles for acks, in memory.

use ports::{AckHandles, HandleTarget, PortError};

use crate::MemoryStore;

impl AckHandles for MemoryStore {
    async fn put_handle(&self, handle_hash: &str, target: &HandleTarget) -> Result<(), PortError> {
        self.call()?;
        self.handles.borrow_mut().insert(handle_hash.to_owned(), target.clone());
        Ok(())
    }

    async fn handle(&self, handle_hash: &str) -> Result<Option<HandleTarget>, PortError> {
        self.call()?;
        Ok(self.handles.borrow().get(handle_hash).cloned())
    }
}
