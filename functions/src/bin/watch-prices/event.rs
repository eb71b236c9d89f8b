//! The event with which Lambda delivers records of a Kinesis stream, as far as it is used.
//! <https://docs.aws.amazon.com/lambda/latest/dg/with-kinesis.html>

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use domain::Time;
use rust_decimal::Decimal;
use rust_decimal::prelude::ToPrimitive;
use serde::{Deserialize, Deserializer, de};

/// A batch of one shard.
#[derive(Debug, Deserialize)]
pub(crate) struct KinesisEvent {
    #[serde(rename = "Records")]
    pub(crate) records: Vec<Record>,
}

#[derive(Debug, Deserialize)]
pub(crate) struct Record {
    pub(crate) kinesis: Kinesis,
}

/// A record of the stream.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(crate) struct Kinesis {
    /// The bytes that the publisher put.
    #[serde(deserialize_with = "base64")]
    pub(crate) data: Vec<u8>,
    /// The time of arrival, in seconds since 1970.
    #[serde(deserialize_with = "seconds")]
    pub(crate) approximate_arrival_timestamp: Time,
}

fn base64<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<u8>, D::Error> {
    let text = String::deserialize(deserializer)?;
    STANDARD.decode(text).map_err(|_| de::Error::custom("must be base64"))
}

/// Parses seconds with a fraction, which a float would not preserve.
fn seconds<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Time, D::Error> {
    let number = serde_json::Number::deserialize(deserializer)?;
    let text = number.as_str();
    let seconds = Decimal::from_str_exact(text).or_else(|_| Decimal::from_scientific(text));
    let millis = seconds.ok().and_then(|seconds| (seconds * Decimal::ONE_THOUSAND).to_i64());
    millis.map(Time::from_millis).ok_or_else(|| de::Error::custom("must be seconds since 1970"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(arrival: &str) -> KinesisEvent {
        let event = format!(
            r#"{{"Records":[{{"kinesis":{{"kinesisSchemaVersion":"1.0","partitionKey":"1","sequenceNumber":"4959",
            "data":"e30=","approximateArrivalTimestamp":{arrival}}},"eventSource":"aws:kinesis","eventID":"shardId-0:1"}}]}}"#
        );
        serde_json::from_str(&event).unwrap()
    }

    #[test]
    fn a_record_has_its_bytes_and_its_time() {
        for (arrival, time) in [
            ("1545084650.987", "2018-12-17T22:10:50.987Z"),
            ("1545084650", "2018-12-17T22:10:50.000Z"),
            ("1.545084650987e9", "2018-12-17T22:10:50.987Z"),
        ] {
            let record = read(arrival).records.pop().unwrap().kinesis;
            assert_eq!(record.data, b"{}");
            assert_eq!(record.approximate_arrival_timestamp.to_string(), time);
        }
    }
}
