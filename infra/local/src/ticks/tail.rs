//! Reads the price stream as it grows, for the page that draws the prices.

use std::time::Duration;

use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use domain::Time;
use domain::alert::{SymbolTick, read_ticks};
use jiff::Timestamp;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use serde_json::{Value, json};

use super::TickStream;
use crate::error::Error;

/// The interval between two reads of all shards. A shard allows five reads per second.
/// <https://docs.aws.amazon.com/kinesis/latest/APIReference/API_GetRecords.html>
const PAUSE: Duration = Duration::from_millis(300);
/// The maximum number of records per read.
const LIMIT: usize = 1_000;
/// The number of reads between two listings of the shards.
const LOOKS: u32 = 30;

/// The read position in a shard.
#[derive(Debug)]
struct Shard {
    id: String,
    /// The sequence number of the last record that was read.
    last: Option<String>,
    /// The iterator of the next read; `None` if it is unknown or may have expired.
    iterator: Option<String>,
    /// Whether the shard was split or merged, and has been read to its end.
    is_over: bool,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Shards {
    shards: Vec<ListedShard>,
    next_token: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct ListedShard {
    shard_id: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Iterator {
    shard_iterator: String,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Records {
    records: Vec<Record>,
    next_shard_iterator: Option<String>,
}

#[derive(Deserialize)]
#[serde(rename_all = "PascalCase")]
struct Record {
    data: String,
    sequence_number: String,
}

impl TickStream {
    /// Passes every tick of the stream to `take`, from the beginning of the stream and for as long
    /// as it is polled. Ticks that cannot be read are left out; a failed call is repeated.
    pub(crate) async fn follow(&self, mut take: impl FnMut(SymbolTick)) {
        let mut shards: Vec<Shard> = Vec::new();
        let mut looks = 0;
        loop {
            if looks % LOOKS == 0 {
                // If the listing fails, the known shards stay.
                let listed = self.list().await.unwrap_or_default();
                for id in listed {
                    if shards.iter().all(|shard| shard.id != id) {
                        shards.push(Shard { id, last: None, iterator: None, is_over: false });
                    }
                }
            }
            // Until there is a shard, the shards are listed before each read.
            looks = if shards.is_empty() { 0 } else { looks + 1 };
            let mut is_behind = false;
            for shard in shards.iter_mut().filter(|shard| !shard.is_over) {
                // If the read fails, the shard is read again in the next round.
                if let Ok(records) = self.read(shard).await {
                    is_behind |= records.len() == LIMIT;
                    let now = Time::from_millis(Timestamp::now().as_millisecond());
                    records.iter().flat_map(|record| ticks(record, now)).for_each(&mut take);
                }
            }
            if !is_behind {
                tokio::time::sleep(PAUSE).await;
            }
        }
    }

    async fn list(&self) -> Result<Vec<String>, Error> {
        let mut found = Vec::new();
        let mut body = json!({"StreamName": self.name});
        loop {
            let page: Shards = self.ask("ListShards", &body).await?;
            found.extend(page.shards.into_iter().map(|shard| shard.shard_id));
            match page.next_token {
                Some(token) => body = json!({"NextToken": token}),
                None => return Ok(found),
            }
        }
    }

    /// Returns the next records of a shard, as text.
    async fn read(&self, shard: &mut Shard) -> Result<Vec<String>, Error> {
        // The iterator is taken, because it may have expired: if the call fails, a new one begins
        // after the last record read.
        let iterator = match shard.iterator.take() {
            Some(iterator) => iterator,
            None => self.iterator(shard).await?,
        };
        let body = json!({"ShardIterator": iterator, "Limit": LIMIT});
        let answer: Records = self.ask("GetRecords", &body).await?;
        shard.is_over = answer.next_shard_iterator.is_none();
        shard.iterator = answer.next_shard_iterator;
        if let Some(last) = answer.records.last() {
            shard.last = Some(last.sequence_number.clone());
        }
        let text = |record: Record| {
            let bytes = STANDARD.decode(record.data).unwrap_or_default();
            String::from_utf8_lossy(&bytes).into_owned()
        };
        Ok(answer.records.into_iter().map(text).collect())
    }

    /// Returns an iterator that begins after the last record read of the shard.
    async fn iterator(&self, shard: &Shard) -> Result<String, Error> {
        let mut body = json!({"StreamName": self.name, "ShardId": shard.id});
        if let Some(last) = &shard.last {
            body["ShardIteratorType"] = "AFTER_SEQUENCE_NUMBER".into();
            body["StartingSequenceNumber"] = last.as_str().into();
        } else {
            body["ShardIteratorType"] = "TRIM_HORIZON".into();
        }
        Ok(self.ask::<Iterator>("GetShardIterator", &body).await?.shard_iterator)
    }

    async fn ask<T: DeserializeOwned>(&self, action: &str, body: &Value) -> Result<T, Error> {
        let answer = self.aws.json("kinesis", "Kinesis_20131202", action, body).await?;
        serde_json::from_str(&answer)
            .map_err(|source| Error::Json { what: format!("the answer of {action}"), source })
    }
}

fn ticks(record: &str, now: Time) -> Vec<SymbolTick> {
    read_ticks(record.as_bytes(), now).ticks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_tick_is_left_out_and_its_neighbours_are_not() {
        let now: Time = "2026-11-23T08:00:00.123Z".parse().unwrap();
        let tick = |symbol: &str| json!({"symbol": symbol, "price": "1.50", "ts": now});
        let list = json!([tick("A"), {"symbol": "B"}, tick("C")]).to_string();
        let symbols: Vec<_> = ticks(&list, now).iter().map(|tick| tick.symbol.to_string()).collect();
        assert_eq!(symbols, ["A", "C"]);
        assert!(ticks("garbage", now).is_empty());
        let mut mark = tick("A");
        mark["source"] = json!("mark");
        assert!(ticks(&mark.to_string(), now).is_empty(), "only what was paid is a price");
    }
}
