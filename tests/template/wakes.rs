//! A scheduled check after a change finds the change stored.

use std::time::Duration;

use usecases::changed::MAX_STORE_TIME;

use crate::template::{functions, number};

#[test]
fn a_change_is_stored_before_its_check_is_scheduled() {
    for name in ["SocketCommandFunction", "SyncProfileFunction"] {
        let timeout = Duration::from_secs(u64::try_from(number(&functions()[name]["Timeout"])).unwrap());
        assert!(timeout <= MAX_STORE_TIME, "{name}: {timeout:?}");
    }
}
