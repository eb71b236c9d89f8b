//! The Lambda functions. Each is a binary of its own in `src/bin`, which Lambda starts. A binary
//! does not link the code that only other functions use, so each function has its own size and cold
//! start.
//!
//! A binary names its configuration, the limits of its clients, its ports, its warm-up calls and
//! its use case. Shared code is in `lambda`. The configurations are together in this library, since
//! a test compares them with the template.

pub mod config;
