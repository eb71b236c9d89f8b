//! A record of the price stream: it causes no panic and at most one rejection, and the
//! rejection can be sent.

#![no_main]

use domain::Time;
use domain::alert::read_ticks;
use domain::carrier::sqs;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|record: &[u8]| {
    let now: Time = Time::from_millis(1_795_420_801_000);
    let read = read_ticks(record, now);
    if let Some(rejection) = read.rejection {
        let message = rejection.to_message_of_bytes("ticks", record);
        assert!(serde_json::from_str::<serde_json::Value>(&message).is_ok(), "{message}");
        assert!(message.chars().all(sqs::takes) && message.len() <= sqs::MAX_MESSAGE_BYTES, "{message}");
    }
});
