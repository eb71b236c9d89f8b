//! The contract of the store over DynamoDB's API, on the emulator of the local stack and on a second one. The
//! tests themselves are in `tests/store_contract`.

use store::DynamoStore;
use support::{System, run};

macro_rules! over_dynamodb {
    ($($module:ident { $($guarantee:ident)* })*) => {$($(
        mod $guarantee {
            use super::*;

            #[test]
            fn in_dynamodb() {
                run(async {
                    let system = System::shared().await;
                    let store = DynamoStore::new(system.dynamodb.clone(), system.tables());
                    ::store_contract::$guarantee(&store).await;
                });
            }

            #[test]
            fn in_another_emulator() {
                run(async { ::store_contract::$guarantee(&crate::moto::store().await).await });
            }
        }
    )*)*};
}

::store_contract::for_each_guarantee!(over_dynamodb);
