//! The fields of each type in the contract, written a second time, and the properties
//! that each of them has.

use domain::EventType;
use domain::event::{Event, data};
use serde_json::{Map, Value};

use crate::kinds::Kind::{
    self, Asset, Count, Day, Id, NonNegative, Note, OneOf, Positive, Score, Signed, Symbol, Time, Week,
};
use crate::{envelope, event, now, refusal};

/// The `data` of one type.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Fields {
    pub(crate) event_type: &'static str,
    pub(crate) required: &'static [(&'static str, Kind)],
    pub(crate) optional: &'static [(&'static str, Kind)],
}

const BUY_SELL: Kind = OneOf(&["buy", "sell"]);

/// The optional fields of every type.
const COMMON: &[(&str, Kind)] =
    &[("account_id", Id), ("product", OneOf(&["spot", "margin", "futures", "earn", "p2p", "card"]))];

/// The optional fields that every fill and liquidation has after its own.
macro_rules! of_order {
    ($($own:expr),*) => {
        &[
            $($own,)*
            ("client_order_id", Id),
            ("average_price", Positive),
            ("cumulative_quantity", NonNegative),
            ("origin", OneOf(&["manual", "api", "bot", "copy", "system"])),
            ("price_scale", Count),
            ("quantity_scale", Count),
        ]
    };
}

/// The first types of the contract. The others have their samples in the catalogue.
pub(crate) const CONTRACT: &[Fields] = &[
    Fields {
        event_type: "position_liquidated",
        required: &[
            ("position_id", Id),
            ("symbol", Symbol),
            ("side", OneOf(&["long", "short"])),
            ("quantity", Positive),
            ("liquidation_price", Positive),
        ],
        optional: of_order![("realized_pnl", Signed), ("currency", Asset)],
    },
    Fields {
        event_type: "margin_call",
        required: &[("margin_ratio_percent", Signed)],
        optional: &[
            ("position_id", Id),
            ("symbol", Symbol),
            ("liquidation_price", NonNegative),
            ("mark_price", NonNegative),
            ("currency", Asset),
            ("margin_mode", OneOf(&["isolated", "cross", "portfolio"])),
        ],
    },
    Fields {
        event_type: "order_filled",
        required: &[
            ("order_id", Id),
            ("symbol", Symbol),
            ("side", BUY_SELL),
            ("quantity", Positive),
            ("price", Positive),
        ],
        optional: of_order![("fee", Signed), ("fee_currency", Asset)],
    },
    Fields {
        event_type: "price_alert",
        required: &[
            ("alert_id", Id),
            ("symbol", Symbol),
            ("condition", OneOf(&["above", "below"])),
            ("target_price", Positive),
            ("current_price", Positive),
        ],
        optional: &[("note", Note)],
    },
    Fields {
        event_type: "price_feed",
        required: &[("symbol", Symbol), ("state", OneOf(&["stale", "resumed"])), ("last_tick_at", Time)],
        optional: &[],
    },
    Fields {
        event_type: "order_partially_filled",
        required: &[
            ("order_id", Id),
            ("symbol", Symbol),
            ("side", BUY_SELL),
            ("filled_quantity", Positive),
            ("remaining_quantity", NonNegative),
            ("price", Positive),
        ],
        optional: of_order![],
    },
    Fields {
        event_type: "deposit_credited",
        required: &[("deposit_id", Id), ("asset", Asset), ("amount", Positive)],
        optional: &[("network", Note), ("tx_id", Id)],
    },
    Fields {
        event_type: "new_listing",
        required: &[("symbol", Symbol), ("score", Score)],
        optional: &[("name", Note), ("trading_starts_at", Time)],
    },
    Fields {
        event_type: "weekly_pnl_report",
        required: &[("week", Week), ("realized_pnl", Signed), ("currency", Asset)],
        optional: &[("unrealized_pnl", Signed), ("trades", Count), ("volume", NonNegative)],
    },
    Fields {
        event_type: "daily_report",
        required: &[("day", Day)],
        optional: &[
            ("realized_pnl", Signed),
            ("unrealized_pnl", Signed),
            ("currency", Asset),
            ("fills", Count),
            ("alerts", Count),
            ("deposits", Count),
            ("accruals", Count),
        ],
    },
    Fields {
        event_type: "referral_accrued",
        required: &[("accrual_id", Id), ("amount", Positive), ("asset", Asset)],
        optional: &[("referral_count", Count)],
    },
    Fields {
        event_type: "contact_changed",
        required: &[
            ("change_id", Id),
            ("kind", OneOf(&["email", "phone", "telegram", "device"])),
            ("new_masked", Note),
        ],
        optional: &[("change", OneOf(&["added", "removed", "moved"]))],
    },
    Fields { event_type: "preferences_weakened", required: &[("section", Id)], optional: &[] },
];

impl Fields {
    pub(crate) fn all(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        self.required.iter().copied().chain(self.optional())
    }

    /// Returns the optional fields, those of every type included.
    pub(crate) fn optional(&self) -> impl Iterator<Item = (&'static str, Kind)> {
        self.optional.iter().chain(COMMON).copied()
    }

    /// Returns all fields, each with its first valid value.
    pub(crate) fn sample(&self) -> Value {
        self.all()
            .map(|(name, kind)| (name.to_owned(), kind.good()[0].0.clone()))
            .collect::<Map<_, _>>()
            .into()
    }
}

fn with(sample: &Value, field: &str, value: Value) -> Value {
    let mut data = sample.clone();
    data[field] = value;
    data
}

#[test]
fn the_first_types_of_the_catalogue_have_their_fields_here() {
    let here: Vec<_> = CONTRACT.iter().map(|fields| fields.event_type).collect();
    let catalogue: Vec<_> = EventType::ALL.iter().map(|event_type| event_type.name()).collect();
    assert_eq!(here, catalogue[..CONTRACT.len()], "the first types, in their order");
}

#[test]
fn good_values_are_kept() {
    for fields in CONTRACT {
        for (field, kind) in fields.all() {
            for (sent, kept) in kind.good() {
                let event = event(fields.event_type, &with(&fields.sample(), field, sent));
                let json: Value = serde_json::from_str(event.data.to_json().get()).unwrap();
                assert_eq!(json[field], kept, "{}.{field}", fields.event_type);
            }
        }
    }
}

#[test]
fn a_bad_value_of_a_required_field_is_refused_with_its_path() {
    for fields in CONTRACT {
        for (field, kind) in fields.required {
            for bad in kind.bad() {
                let body = envelope(fields.event_type, &with(&fields.sample(), field, bad));
                assert_eq!(refusal(&body), ("bad_field", Some(format!("data.{field}"))), "{body}");
            }
        }
    }
}

/// The optional amounts of each type, and the optional field with their unit.
const UNITS: &[(&str, &[&str], &str)] = &[
    ("position_liquidated", &["realized_pnl"], "currency"),
    ("margin_call", &["liquidation_price", "mark_price"], "currency"),
    ("order_filled", &["fee"], "fee_currency"),
    ("daily_report", &["realized_pnl", "unrealized_pnl"], "currency"),
];

/// Returns the fields that are dropped together with this field of an event that has all of them.
fn dropped_with(event_type: &str, field: &str) -> Vec<&'static str> {
    let Some((_, amounts, unit)) = UNITS.iter().find(|(of_type, ..)| *of_type == event_type) else {
        return Vec::new();
    };
    if *unit == field {
        amounts.to_vec()
    } else if *amounts == [field] {
        vec![*unit]
    } else {
        Vec::new()
    }
}

#[test]
fn a_bad_value_of_an_optional_field_costs_only_itself_and_its_unit() {
    for fields in CONTRACT {
        for (field, kind) in fields.optional() {
            for bad in kind.bad() {
                let body = envelope(fields.event_type, &with(&fields.sample(), field, bad));
                let decoded = Event::read(&body.to_string(), now()).expect("the event is not lost");
                let mut without = fields.sample();
                let mut expected = vec![format!("data.{field}")];
                without.as_object_mut().unwrap().remove(field);
                for other in dropped_with(fields.event_type, field) {
                    without.as_object_mut().unwrap().remove(other);
                    expected.push(format!("data.{other}"));
                }
                assert_eq!(decoded.dropped, expected, "{body}");
                assert_eq!(decoded.event, event(fields.event_type, &without), "{body}");
            }
        }
    }
}

#[test]
fn the_last_amount_takes_its_unit_with_it() {
    let data = serde_json::json!({
        "position_id": "1", "symbol": "A", "margin_ratio_percent": "140",
        "liquidation_price": "x", "mark_price": [], "currency": "USDT",
    });
    let decoded = Event::read(&envelope("margin_call", &data).to_string(), now()).unwrap();
    assert_eq!(decoded.dropped, ["data.liquidation_price", "data.mark_price", "data.currency"]);
}

#[test]
fn a_required_field_can_be_neither_absent_nor_null() {
    for fields in CONTRACT {
        for (field, _) in fields.required {
            let expected = ("missing_field", Some(format!("data.{field}")));
            let mut data = with(&fields.sample(), field, Value::Null);
            assert_eq!(refusal(&envelope(fields.event_type, &data)), expected);
            data.as_object_mut().unwrap().remove(*field);
            assert_eq!(refusal(&envelope(fields.event_type, &data)), expected);
        }
    }
}

#[test]
fn an_optional_field_that_is_null_is_absent() {
    for fields in CONTRACT {
        for (field, _) in fields.optional() {
            let event = event(fields.event_type, &with(&fields.sample(), field, Value::Null));
            let json: Value = serde_json::from_str(event.data.to_json().get()).unwrap();
            assert_eq!(json.get(field), None, "{}.{field}", fields.event_type);
        }
    }
}

#[test]
fn the_collapse_key_is_the_value_of_the_catalogues_field() {
    for fields in CONTRACT {
        let event = event(fields.event_type, &fields.sample());
        let json: Value = serde_json::from_str(event.data.to_json().get()).unwrap();
        let field = match fields.event_type {
            "position_liquidated" | "margin_call" => Some("position_id"),
            "order_filled" | "order_partially_filled" => Some("order_id"),
            "price_alert" => Some("alert_id"),
            "price_feed" | "new_listing" => Some("symbol"),
            "weekly_pnl_report" => Some("week"),
            "daily_report" => Some("day"),
            "contact_changed" => Some("change_id"),
            _ => None,
        };
        assert_eq!(event.data.collapse_key(), field.map(|field| json[field].as_str().unwrap()));

        let id = |text: &str| data::Id::parse(text).unwrap();
        let account = |of: &str| Some(id(&format!("{of}:account_id:{}", json["account_id"].as_str()?)));
        let (closes, closed_by) = match fields.event_type {
            "position_liquidated" => (
                [json["position_id"].as_str().map(id), account("margin_call")]
                    .into_iter()
                    .flatten()
                    .collect(),
                None,
            ),
            "margin_call" => (Vec::new(), Some(id("8812"))),
            "deposit_credited" => {
                (vec![id(&format!("deposit_detected:{}", json["deposit_id"].as_str().unwrap()))], None)
            }
            _ => (Vec::new(), None),
        };
        assert_eq!((event.data.closes(), event.data.closed_by()), (closes, closed_by));
    }
}
