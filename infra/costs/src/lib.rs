//! The system's use of AWS for each flow, and its price.
//!
//! `prices.json` is the only place with prices. `usage.json` is the only place with the usage of
//! one event, frame, tick or minute.
//! `cargo deploy cost` adds them up for a month. `cargo budgets` and the tests of `tests/budgets`
//! meter the same flows and fail if the file differs from their measurements.

mod load;
mod prices;
mod usage;

pub use load::{HOURS, Load};
pub use prices::{Bill, Line, Price, PriceList};
pub use usage::{Flow, Idle, Metered, Usage, Used};

use serde::Deserialize;

/// A unit that AWS charges for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Unit {
    /// Invocations of functions.
    LambdaRequests,
    /// Memory of a function times its duration, on arm64.
    LambdaGigabyteSeconds,
    /// Requests to SQS of up to 64 KB each, including those of Lambda's pollers.
    QueueRequests,
    /// The requests among [`Unit::QueueRequests`] that carry messages with a message group on
    /// standard queues.
    FairQueueRequests,
    /// On-demand read units of DynamoDB: a consistent read of up to 4 KB.
    ReadUnits,
    /// On-demand write units of DynamoDB: a write of up to 1 KB.
    WriteUnits,
    /// Gigabyte-months stored in tables and their indexes.
    StoredGigabytes,
    /// Gigabyte-months covered by point-in-time recovery.
    BackedUpGigabytes,
    /// Messages of up to 32 KB to and from clients.
    SocketMessages,
    /// Minutes of client connections.
    ConnectionMinutes,
    /// Requests of the HTTP API.
    HttpRequests,
    /// Gigabytes sent to the internet.
    GigabytesOut,
    /// Hours of the stream's shards.
    ShardHours,
    /// Records of up to 25 KB put into the stream.
    PutUnits,
    /// Gigabytes of logs, including the metrics embedded in them.
    GigabytesLogged,
    /// Custom metrics.
    Metrics,
    /// Alarms.
    Alarms,
    /// Dashboards.
    Dashboards,
    /// Secrets.
    Secrets,
    /// Keys of KMS.
    Keys,
    /// E-mails.
    Emails,
}

impl Unit {
    /// Returns the AWS service that charges for the unit.
    pub fn service(self) -> &'static str {
        match self {
            Self::LambdaRequests | Self::LambdaGigabyteSeconds => "Lambda",
            Self::QueueRequests | Self::FairQueueRequests => "SQS",
            Self::ReadUnits | Self::WriteUnits | Self::StoredGigabytes | Self::BackedUpGigabytes => {
                "DynamoDB"
            }
            Self::SocketMessages | Self::ConnectionMinutes | Self::HttpRequests => "API Gateway",
            Self::GigabytesOut => "data transfer",
            Self::ShardHours | Self::PutUnits => "Kinesis",
            Self::GigabytesLogged | Self::Metrics | Self::Alarms | Self::Dashboards => "CloudWatch",
            Self::Secrets => "Secrets Manager",
            Self::Keys => "KMS",
            Self::Emails => "SES",
        }
    }

    /// Returns the unit's display name.
    pub fn name(self) -> &'static str {
        match self {
            Self::LambdaRequests | Self::QueueRequests => "requests",
            Self::LambdaGigabyteSeconds => "GB-seconds",
            Self::FairQueueRequests => "of them with a message group",
            Self::ReadUnits => "read units",
            Self::WriteUnits => "write units",
            Self::StoredGigabytes => "GB stored",
            Self::BackedUpGigabytes => "GB with point-in-time recovery",
            Self::SocketMessages => "messages",
            Self::ConnectionMinutes => "connection minutes",
            Self::HttpRequests => "HTTP requests",
            Self::GigabytesOut => "GB to the internet",
            Self::ShardHours => "shard hours",
            Self::PutUnits => "records put",
            Self::GigabytesLogged => "GB of logs",
            Self::Metrics => "metrics",
            Self::Alarms => "alarms",
            Self::Dashboards => "dashboards",
            Self::Secrets => "secrets",
            Self::Keys => "keys",
            Self::Emails => "e-mails",
        }
    }
}

/// An error in one of the two files. It is not retryable: an operator has to fix the file.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The file does not contain the expected JSON.
    #[error("{file}: {error}")]
    Json {
        /// The file's name.
        file: &'static str,
        /// The parser's error.
        error: serde_json::Error,
    },
    /// A unit that is used has no price.
    #[error("{region} has no price for {unit}")]
    NoPrice {
        /// The region of the price list.
        region: String,
        /// The unit's name.
        unit: &'static str,
    },
    /// An amount is too large for a decimal.
    #[error("the amount of {0} is too large")]
    TooLarge(&'static str),
}

/// Decimals are strings in the files: other readers would parse a JSON number as a float.
pub(crate) mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, de::Error};

    pub(crate) fn parse<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| D::Error::custom(format!("{text:?} is not a decimal: {error}")))
    }
}
