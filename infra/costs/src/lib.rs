//! The system's use of AWS, flow by flow, and its price.
//!
//! `prices.json` is the only place with prices, `usage.json` the only place with what one event, frame, tick or minute uses.
//! `cargo deploy cost` adds them up for a month; `cargo budgets` and the tests of `tests/budgets` meter the same flows and
//! hold the file to what they find.

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
    /// Memory of a function times the time that it runs, of arm64.
    LambdaGigabyteSeconds,
    /// Requests to SQS, of up to 64 KB each; those of Lambda's pollers included.
    QueueRequests,
    /// Those of them that carry messages with a message group on standard queues.
    FairQueueRequests,
    /// Read units of DynamoDB on demand: a consistent read of up to 4 KB.
    ReadUnits,
    /// Write units of DynamoDB on demand: a write of up to 1 KB.
    WriteUnits,
    /// Gigabytes of a month in tables and their indexes.
    StoredGigabytes,
    /// Gigabytes of a month that can be restored to a point in time.
    BackedUpGigabytes,
    /// Messages of up to 32 KB to and from clients.
    SocketMessages,
    /// Minutes for which clients are connected.
    ConnectionMinutes,
    /// Requests of the HTTP API.
    HttpRequests,
    /// Gigabytes to the internet.
    GigabytesOut,
    /// Hours of the stream's shards.
    ShardHours,
    /// Records of up to 25 KB put into the stream.
    PutUnits,
    /// Gigabytes of logs, in which the metrics are.
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
    /// The service that charges for it.
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

    /// The name that people read.
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

/// Why one of the files cannot be used. Neither is retryable: the file has to be mended.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// It is not the JSON that is expected.
    #[error("{file}: {error}")]
    Json {
        /// The file's name.
        file: &'static str,
        /// The fault that was found.
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

/// Decimals are texts in the files: a JSON number would be read as a float by others.
pub(crate) mod decimal {
    use rust_decimal::Decimal;
    use serde::{Deserialize, Deserializer, de::Error};

    pub(crate) fn parse<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Decimal, D::Error> {
        let text = String::deserialize(deserializer)?;
        text.parse().map_err(|error| D::Error::custom(format!("{text:?} is no decimal: {error}")))
    }
}
