//! In-app: posts frames to open WebSocket connections through API Gateway's management API.
//!
//! A frame that the gateway accepted is no proof of receipt: only the device's ack is. A P0
//! notification is posted before it is stored: `infra/adr/0003-post-before-write.md`.

pub mod memory;
pub mod retry;
pub mod send;

pub use memory::MemoryGateway;
pub use send::Gateway;
