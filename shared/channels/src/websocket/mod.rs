//! In-app: posts frames to open sockets through API Gateway's management API.
//!
//! A frame that the gateway took is no receipt: only the device's ack is.

pub mod memory;
pub mod retry;
pub mod send;

pub use memory::MemoryGateway;
pub use send::Gateway;
