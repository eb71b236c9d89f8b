//! Who is woken for a change finds it stored.

use std::time::Duration;

use usecases::changed::STORED_WITHIN;

use crate::template::{functions, number};

#[test]
fn a_change_is_stored_before_anybody_is_woken_for_it() {
    for name in ["SocketCommandFunction", "SyncProfileFunction"] {
        let timeout = Duration::from_secs(u64::try_from(number(&functions()[name]["Timeout"])).unwrap());
        assert!(timeout <= STORED_WITHIN, "{name}: {timeout:?}");
    }
}
