//! The allocator of the functions: whatever links this crate allocates with mimalloc instead of the system's allocator.
//!
//! A call to AWS allocates a few hundred times, which took a fifth of the processor time of a P0 with glibc's
//! (`infra/adr/0025-processor-time-of-a-call.md`). It is a crate of its own because a program can have only one, and the
//! budgets count allocations with another.

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;
