//! What an event says: one struct per type of the catalogue, with typed fields.
//!
//! Which decimals have a sign is decided here, by the type of each field. Prices, quantities and credited
//! amounts are above zero. Profit and loss has either sign; so has a fee, since a rebate is a negative
//! fee, and a margin ratio, since equity can be below zero and that margin call must not be lost. What
//! remains of an order, a volume, and the prices beside a margin call may be zero.

mod about;
mod decimal;
mod field;

use std::sync::LazyLock;

use serde::ser::SerializeMap as _;
use serde::{Serialize, Serializer};
use serde_json::value::RawValue;
use serde_json::{Map, Value};

pub(crate) use decimal::{Range, parse as parse_decimal};
pub(crate) use field::Field;
pub use field::{
    Asset, Condition, ContactChange, ContactKind, Count, Day, FeedState, Id, MAX_ASSET_LENGTH,
    MAX_NOTE_LENGTH, NonNegative, Note, OrderSide, PositionSide, Positive, Score, Signed, Symbol, Week,
};

use crate::catalogue::EventType;
use crate::json;
use crate::merged::Merged;
use crate::schema::{Schema, told};
use crate::summary::Summary;
use crate::time::Time;

/// Why `data` cannot be read; `field` is the name inside `data`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum DataError {
    /// A required field is absent or null.
    Missing { field: &'static str },
    /// A field has the wrong type or value; `must` completes "the field …".
    Bad { field: &'static str, must: &'static str },
}

/// The `data` of a stored notification that cannot be read: it was not written by us. Safe to log: it quotes
/// nothing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("stored data{}{} {must}", if field.is_some() { "." } else { "" }, field.unwrap_or_default())]
pub struct StoredDataError {
    /// The name inside `data`, where one field is to blame.
    pub field: Option<&'static str>,
    /// Completes "the field …", or "the data …".
    pub must: &'static str,
}

impl From<DataError> for StoredDataError {
    fn from(error: DataError) -> Self {
        match error {
            DataError::Missing { field } => Self { field: Some(field), must: "is required" },
            DataError::Bad { field, must } => Self { field: Some(field), must },
        }
    }
}

macro_rules! data {
    ($(
        $(#[doc = $doc:literal])*
        $name:ident {
            $($(#[doc = $required_doc:literal])* $required:ident: $required_type:ty,)*
        } optional {
            $($(#[doc = $optional_doc:literal])* $optional:ident: $optional_type:ty,)*
        } $(, units { $($unit:ident: $($amount:ident)+,)* })?
    )*) => {
        /// The `data` of an event, by its type.
        #[derive(Debug, Clone, PartialEq)]
        pub enum EventData {
            $($(#[doc = $doc])* $name($name),)*
            /// What was deferred in quiet hours.
            Summary(Summary),
            /// Deliveries above the limit of one recipient.
            Merged(Merged),
        }

        impl EventData {
            /// Reads the `data` of an event of this type. An optional field that cannot be read is left out and named in
            /// `dropped`, and with it the unit of an amount, or the amounts of a unit.
            pub(crate) fn read(
                event_type: EventType,
                fields: Map<String, Value>,
                dropped: &mut Vec<&'static str>,
            ) -> Result<Self, DataError> {
                match event_type {
                    $(EventType::$name => $name::read(fields, dropped).map(Self::$name),)*
                    EventType::Summary => Summary::read(fields).map(Self::Summary),
                    EventType::Merged => Merged::read(fields).map(Self::Merged),
                }
            }

            /// The type of the event.
            pub fn event_type(&self) -> EventType {
                match self {
                    $(Self::$name(_) => EventType::$name,)*
                    Self::Summary(_) => EventType::Summary,
                    Self::Merged(_) => EventType::Merged,
                }
            }

            /// What an event of this type says, in a sentence.
            pub fn told(event_type: EventType) -> String {
                match event_type {
                    $(EventType::$name => told(&[$($doc),*]),)*
                    EventType::Summary => "What was deferred in the quiet hours that are over.".to_owned(),
                    EventType::Merged => "Deliveries above a channel's limit, merged into one.".to_owned(),
                }
            }

            /// What is read as the `data` of this type. Nobody can publish a summary.
            pub fn schema(event_type: EventType) -> Schema {
                match event_type {
                    $(EventType::$name => $name::schema(),)*
                    EventType::Summary => Summary::schema(),
                    EventType::Merged => Merged::schema(),
                }
            }

            /// What is written as the `data` of this type.
            pub fn written_schema(event_type: EventType) -> Schema {
                match event_type {
                    $(EventType::$name => $name::written_schema(),)*
                    EventType::Summary => Summary::schema(),
                    EventType::Merged => Merged::schema(),
                }
            }

            /// What we do not know, as it came and in its order.
            pub fn extra(&self) -> &Map<String, Value> {
                match self {
                    $(Self::$name(data) => &data.extra,)*
                    Self::Summary(_) | Self::Merged(_) => {
                        static NOTHING: LazyLock<Map<String, Value>> = LazyLock::new(Map::new);
                        &NOTHING
                    }
                }
            }
        }

        impl Serialize for EventData {
            fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                match self {
                    $(Self::$name(data) => data.serialize(serializer),)*
                    Self::Summary(data) => data.serialize(serializer),
                    Self::Merged(data) => data.serialize(serializer),
                }
            }
        }

        $(
            $(#[doc = $doc])*
            #[derive(Debug, Clone, PartialEq)]
            pub struct $name {
                $($(#[doc = $required_doc])* pub $required: $required_type,)*
                $($(#[doc = $optional_doc])* pub $optional: Option<$optional_type>,)*
                /// What we do not know, as it came and in its order.
                pub extra: Map<String, Value>,
            }

            impl $name {
                fn schema() -> Schema {
                    Schema::object()
                        $(.required(
                            stringify!($required),
                            <$required_type>::schema().described(told(&[$($required_doc),*])),
                        ))*
                        $(.nullable(
                            stringify!($optional),
                            <$optional_type>::schema().described(told(&[$($optional_doc),*])),
                        ))*
                }

                fn written_schema() -> Schema {
                    Schema::object()
                        $(.required(
                            stringify!($required),
                            <$required_type>::written().described(told(&[$($required_doc),*])),
                        ))*
                        $(.optional(
                            stringify!($optional),
                            <$optional_type>::written().described(told(&[$($optional_doc),*])),
                        ))*
                }

                fn read(
                    fields: Map<String, Value>,
                    dropped: &mut Vec<&'static str>,
                ) -> Result<Self, DataError> {
                    $(let mut $required = None;)*
                    $(let mut $optional = None;)*
                    let mut extra = Map::new();
                    for (name, value) in fields {
                        match name.as_str() {
                            $(stringify!($required) => $required = Some(value),)*
                            $(stringify!($optional) => $optional = Some(value),)*
                            _ => {
                                extra.insert(name, value);
                            }
                        }
                    }
                    let mut read = Self {
                        $($required: required(stringify!($required), $required)?,)*
                        $($optional: optional(stringify!($optional), $optional, dropped),)*
                        extra,
                    };
                    if !dropped.is_empty() {
                        read.drop_with_units(dropped);
                    }
                    Ok(read)
                }

                /// An amount means nothing without its unit, and a unit nothing without an amount: where one of them was
                /// dropped, the other goes too.
                #[allow(clippy::ptr_arg, reason = "most types have no units, and the others add to it")]
                fn drop_with_units(&mut self, dropped: &mut Vec<&'static str>) {
                    let _ = (&self, &dropped);
                    $($(
                        if dropped.contains(&stringify!($unit)) {
                            $(if self.$amount.take().is_some() {
                                dropped.push(stringify!($amount));
                            })+
                        } else if [$(stringify!($amount)),+].iter().any(|amount| dropped.contains(amount))
                            && [$(self.$amount.is_none()),+].iter().all(|is_none| *is_none)
                            && self.$unit.take().is_some()
                        {
                            dropped.push(stringify!($unit));
                        }
                    )*)?
                }
            }

            impl Serialize for $name {
                fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
                    let mut map = serializer.serialize_map(None)?;
                    $(map.serialize_entry(stringify!($required), &self.$required)?;)*
                    $(if let Some(value) = &self.$optional {
                        map.serialize_entry(stringify!($optional), value)?;
                    })*
                    for (name, value) in &self.extra {
                        map.serialize_entry(name, value)?;
                    }
                    map.end()
                }
            }
        )*
    };
}

fn required<T: Field>(field: &'static str, value: Option<Value>) -> Result<T, DataError> {
    match value {
        None | Some(Value::Null) => Err(DataError::Missing { field }),
        Some(value) => T::read(value).map_err(|must| DataError::Bad { field, must }),
    }
}

fn optional<T: Field>(
    field: &'static str,
    value: Option<Value>,
    dropped: &mut Vec<&'static str>,
) -> Option<T> {
    let value = value.filter(|value| !value.is_null())?;
    let read = T::read(value).ok();
    if read.is_none() {
        dropped.push(field);
    }
    read
}

data! {
    /// A position was closed by the exchange.
    PositionLiquidated {
        /// Which position.
        position_id: Id,
        /// Its market.
        symbol: Symbol,
        /// Its direction.
        side: PositionSide,
        /// How much was closed.
        quantity: Positive,
        /// At which price.
        liquidation_price: Positive,
    } optional {
        /// What it earned; mostly below zero.
        realized_pnl: Signed,
        /// The unit of `realized_pnl`.
        currency: Asset,
    }, units {
        currency: realized_pnl,
    }

    /// Equity comes near maintenance margin.
    MarginCall {
        /// Which position.
        position_id: Id,
        /// Its market.
        symbol: Symbol,
        /// Equity ÷ maintenance margin in percent: 100 is liquidation.
        margin_ratio_percent: Signed,
    } optional {
        /// The price at which the position would be closed; 0 where there is none.
        liquidation_price: NonNegative,
        /// The price by which the exchange values the position.
        mark_price: NonNegative,
        /// The unit of the prices.
        currency: Asset,
    }, units {
        currency: liquidation_price mark_price,
    }

    /// An order is done.
    OrderFilled {
        /// Which order.
        order_id: Id,
        /// Its market.
        symbol: Symbol,
        /// Its direction.
        side: OrderSide,
        /// How much was traded.
        quantity: Positive,
        /// At which (average) price.
        price: Positive,
    } optional {
        /// What it cost; a rebate is below zero.
        fee: Signed,
        /// The unit of `fee`.
        fee_currency: Asset,
    }, units {
        fee_currency: fee,
    }

    /// A level of the trader's was crossed.
    PriceAlert {
        /// Which alert.
        alert_id: Id,
        /// Its market.
        symbol: Symbol,
        /// On which side of the target it fires.
        condition: Condition,
        /// The trader's level.
        target_price: Positive,
        /// The price that crossed it.
        current_price: Positive,
    } optional {
        /// What the trader wrote to themselves.
        note: Note,
    }

    /// The prices behind the trader's alerts stopped, or came back.
    PriceFeed {
        /// Which market.
        symbol: Symbol,
        /// Stopped or back.
        state: FeedState,
        /// When the newest known price was made.
        last_tick_at: Time,
    } optional {}

    /// A part of an order is done.
    OrderPartiallyFilled {
        /// Which order.
        order_id: Id,
        /// Its market.
        symbol: Symbol,
        /// Its direction.
        side: OrderSide,
        /// How much was traded.
        filled_quantity: Positive,
        /// How much of the order is still open.
        remaining_quantity: NonNegative,
        /// At which price.
        price: Positive,
    } optional {}

    /// A deposit has arrived.
    DepositCredited {
        /// Which deposit.
        deposit_id: Id,
        /// Of what.
        asset: Asset,
        /// How much.
        amount: Positive,
    } optional {
        /// Over which network.
        network: Note,
        /// In which of its transactions.
        tx_id: Id,
    }

    /// A new market opens.
    NewListing {
        /// Which market.
        symbol: Symbol,
        /// The exchange's rating.
        score: Score,
    } optional {
        /// What is listed, in words.
        name: Note,
        /// When it can be traded.
        trading_starts_at: Time,
    }

    /// The exchange's report of the week.
    WeeklyPnlReport {
        /// Which week.
        week: Week,
        /// What closed positions earned.
        realized_pnl: Signed,
        /// The unit of the amounts.
        currency: Asset,
    } optional {
        /// What open positions have earned so far.
        unrealized_pnl: Signed,
        /// How many trades.
        trades: Count,
        /// What was traded in all.
        volume: NonNegative,
    }

    /// Our digest of the day.
    DailyReport {
        /// Which day, in the trader's zone.
        day: Day,
    } optional {
        /// What closed positions earned, as the exchange last published it.
        realized_pnl: Signed,
        /// What open positions have earned so far, as the exchange last published it.
        unrealized_pnl: Signed,
        /// The unit of the amounts.
        currency: Asset,
        /// How many fills.
        fills: Count,
        /// How many price alerts.
        alerts: Count,
        /// How many deposits.
        deposits: Count,
        /// How many referral accruals.
        accruals: Count,
    }, units {
        currency: realized_pnl unrealized_pnl,
    }

    /// A referral has earned something.
    ReferralAccrued {
        /// Which accrual.
        accrual_id: Id,
        /// How much.
        amount: Positive,
        /// Of what.
        asset: Asset,
    } optional {
        /// How many referrals the trader has.
        referral_count: Count,
    }

    /// A contact of the account was added, changed or removed.
    ContactChanged {
        /// Which change.
        change_id: Id,
        /// What kind of contact.
        kind: ContactKind,
        /// The contact, so far masked that only its owner recognises it.
        new_masked: Note,
    } optional {
        /// What became of it; changed where left out.
        change: ContactChange,
    }

    /// A section of the preferences that warns of losses was weakened.
    PreferencesWeakened {
        /// The section's key in the preferences document.
        section: Id,
    } optional {}
}

impl EventData {
    /// The `data` as we write it: the known fields in the catalogue's order, decimals as strings, times in
    /// UTC with milliseconds; then what we do not know, as it came.
    pub fn to_json(&self) -> Box<RawValue> {
        // Texts, integers and JSON values under text keys: there is nothing that could fail to be written.
        serde_json::value::to_raw_value(self).unwrap_or_else(|_| RawValue::NULL.to_owned())
    }

    /// Reads what [`EventData::to_json`] wrote: the `data` of a notification of this type. An optional field that cannot be
    /// read is left out, so that it costs only itself.
    ///
    /// # Errors
    /// A required field, or all of it, cannot be read. Not retryable.
    pub fn of_stored(event_type: EventType, data: &RawValue) -> Result<Self, StoredDataError> {
        let fields = json::object(data.get()).map_err(|error| {
            let must = match error {
                json::JsonError::ReservedKey => "must not use the parser's private keys",
                json::JsonError::Syntax | json::JsonError::NotAnObject | json::JsonError::ByteOrderMark => {
                    "must be a JSON object"
                }
            };
            StoredDataError { field: None, must }
        })?;
        Ok(Self::read(event_type, fields, &mut Vec::new())?)
    }

    /// What makes a newer message on a device replace an older one of the same type: the value of the
    /// catalogue's collapse field.
    pub fn collapse_key(&self) -> Option<&str> {
        match self {
            Self::PositionLiquidated(data) => Some(data.position_id.as_str()),
            Self::MarginCall(data) => Some(data.position_id.as_str()),
            Self::OrderFilled(data) => Some(data.order_id.as_str()),
            Self::PriceAlert(data) => Some(data.alert_id.as_str()),
            Self::PriceFeed(data) => Some(data.symbol.as_str()),
            Self::OrderPartiallyFilled(data) => Some(data.order_id.as_str()),
            Self::NewListing(data) => Some(data.symbol.as_str()),
            Self::WeeklyPnlReport(data) => Some(data.week.as_str()),
            Self::DailyReport(data) => Some(data.day.as_str()),
            Self::Merged(data) => Some(&data.burst),
            Self::ContactChanged(data) => Some(data.change_id.as_str()),
            Self::DepositCredited(_)
            | Self::ReferralAccrued(_)
            | Self::PreferencesWeakened(_)
            | Self::Summary(_) => None,
        }
    }

    /// The position of a margin call or liquidation: the latter closes the former.
    pub fn position_id(&self) -> Option<&str> {
        match self {
            Self::PositionLiquidated(data) => Some(data.position_id.as_str()),
            Self::MarginCall(data) => Some(data.position_id.as_str()),
            _ => None,
        }
    }
}

impl EventData {
    /// The same without what the trader wrote: for a reader who has not yet been confirmed to be the trader.
    #[must_use]
    pub fn without_free_text(self) -> Self {
        match self {
            Self::PriceAlert(data) => Self::PriceAlert(PriceAlert { note: None, ..data }),
            Self::Summary(summary) => Self::Summary(summary.without_free_text()),
            other @ (Self::PositionLiquidated(_)
            | Self::MarginCall(_)
            | Self::OrderFilled(_)
            | Self::PriceFeed(_)
            | Self::OrderPartiallyFilled(_)
            | Self::DepositCredited(_)
            | Self::NewListing(_)
            | Self::WeeklyPnlReport(_)
            | Self::DailyReport(_)
            | Self::ReferralAccrued(_)
            | Self::ContactChanged(_)
            | Self::PreferencesWeakened(_)
            // It only counts what is in it.
            | Self::Merged(_)) => other,
        }
    }
}

impl OrderFilled {
    /// Whether the trader was paid for the trade, instead of paying for it.
    pub(crate) fn is_rebated(&self) -> bool {
        self.fee.is_some_and(|fee| fee.get().is_sign_negative())
    }
}
