//! The price stream of a running stack.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use serde::Deserialize;
use serde_json::json;

use super::Tick;
use crate::access::Access;
use crate::aws::Aws;
use crate::error::Error;
use crate::info::StackInfo;

/// The maximum number of records per call.
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_PutRecords.html>
const BATCH: usize = 500;
/// The attempts to put refused records before the call fails.
const TRIES: u32 = 8;
/// The pause before the first retry; it doubles with each retry.
const PAUSE: Duration = Duration::from_millis(50);

/// Puts ticks on the stream of a stack.
#[derive(Debug, Clone)]
pub struct TickStream {
    pub(super) aws: Aws,
    pub(super) name: String,
}

/// A record: its partition key and its data.
pub type Record<'r> = (&'r str, &'r [u8]);

/// The records to put again, and the error code of the first one.
type Refused<'r> = (Vec<Record<'r>>, Option<String>);

/// The result of each record of a call.
#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Answer {
    records: Vec<Put>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Put {
    error_code: Option<String>,
}

impl TickStream {
    /// Returns the stream of `stack`.
    ///
    /// # Errors
    ///
    /// [`Error::Http`]: there are no TLS roots; not retryable.
    pub fn of(stack: &StackInfo) -> Result<Self, Error> {
        Ok(Self { aws: Aws::with(Access::of(stack))?, name: stack.tick_stream.clone() })
    }

    /// Puts the ticks, in their order, each in a record of its own. Records that the stream refuses
    /// temporarily are put again, and then come after those that it accepted in the same call.
    ///
    /// # Errors
    ///
    /// As those of [`Self::put_records`].
    pub async fn put(&self, ticks: &[Tick]) -> Result<(), Error> {
        let records: Vec<_> = ticks.iter().map(|tick| (tick.symbol.as_str(), tick.to_json())).collect();
        let records: Vec<_> = records.iter().map(|(key, data)| (*key, data.as_bytes())).collect();
        self.put_records(&records).await
    }

    /// Puts records, each with its partition key.
    ///
    /// # Errors
    ///
    /// [`Error::Publish`]: the stream still refuses records after all retries.
    /// [`Error::NotRunning`]: nothing listens at the stack's address. [`Error::Json`]: the response
    /// cannot be read. Others as of [`Aws::json`].
    pub async fn put_records(&self, records: &[Record<'_>]) -> Result<(), Error> {
        for batch in records.chunks(BATCH) {
            let mut open = batch.to_vec();
            let mut tries = 0;
            loop {
                let (refused, code) = self.call(&open).await?;
                let Some(code) = code else { break };
                tries += 1;
                if tries == TRIES {
                    return Err(Error::Publish(format!("the stream accepted no more ticks: {code}")));
                }
                open = refused;
                tokio::time::sleep(PAUSE * 2_u32.pow(tries - 1)).await;
            }
        }
        Ok(())
    }

    /// Makes one call. Returns the refused records, with the error code of the first one.
    async fn call<'r>(&self, records: &[Record<'r>]) -> Result<Refused<'r>, Error> {
        let entries: Vec<_> = records
            .iter()
            .map(|(key, data)| json!({"PartitionKey": key, "Data": STANDARD.encode(data)}))
            .collect();
        let body = json!({"StreamName": self.name, "Records": entries});
        let answer = self.aws.json("kinesis", "Kinesis_20131202", "PutRecords", &body).await;
        let text = answer.map_err(|error| match error {
            // The description of a killed stack stays behind.
            Error::Http(error) if error.is_connect() => Error::NotRunning,
            error => error,
        })?;
        refused(records, &text)
    }
}

fn refused<'r>(records: &[Record<'r>], answer: &str) -> Result<Refused<'r>, Error> {
    let what = || "the answer of PutRecords".to_owned();
    let answer: Answer =
        serde_json::from_str(answer).map_err(|source| Error::Json { what: what(), source })?;
    let codes = records.iter().zip(answer.records);
    let refused: Vec<_> = codes.filter_map(|(record, put)| Some((*record, put.error_code?))).collect();
    let code = refused.first().map(|(_, code)| code.clone());
    Ok((refused.into_iter().map(|(record, _)| record).collect(), code))
}

#[cfg(test)]
mod tests {
    #[test]
    fn only_what_was_refused_is_put_again() {
        let records: [(&str, &[u8]); 3] = [("a", b"1"), ("b", b"2"), ("c", b"3")];
        let answer = r#"{"FailedRecordCount":2,"Records":[
            {"ErrorCode":"ProvisionedThroughputExceededException","ErrorMessage":"slow down"},
            {"SequenceNumber":"1","ShardId":"shardId-0"},
            {"ErrorCode":"InternalFailure"}]}"#;
        let (refused, code) = super::refused(&records, answer).unwrap();
        assert_eq!(refused, [records[0], records[2]]);
        assert_eq!(code.unwrap(), "ProvisionedThroughputExceededException");
        let answer =
            r#"{"FailedRecordCount":0,"Records":[{"SequenceNumber":"1","ShardId":"s","ErrorCode":null}]}"#;
        assert_eq!(super::refused(&records[..1], answer).unwrap(), (Vec::new(), None));
    }
}
