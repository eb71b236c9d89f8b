//! The contract of the store over the implementation in memory. The tests themselves are in
//! `tests/store_contract`, and run over DynamoDB's API in `tests/local_stack`.

use memory_store::MemoryStore;

macro_rules! in_memory {
    ($($module:ident { $($guarantee:ident)* })*) => {$($(
        mod $guarantee {
            use super::*;

            #[tokio::test]
            async fn in_memory() {
                ::store_contract::$guarantee(&MemoryStore::default()).await;
            }
        }
    )*)*};
}

::store_contract::for_each_guarantee!(in_memory);
