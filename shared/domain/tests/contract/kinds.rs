//! The kinds of fields in `data`: valid values of each kind, invalid values, and random valid values.

use proptest::prelude::*;
use serde_json::{Value, json};

/// The kind of a field's value.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Kind {
    Id,
    Symbol,
    Asset,
    Note,
    Positive,
    NonNegative,
    Signed,
    Score,
    Count,
    Time,
    Week,
    Day,
    OneOf(&'static [&'static str]),
}

use Kind::{Asset, Count, Day, Id, NonNegative, Note, OneOf, Positive, Score, Signed, Symbol, Time, Week};

impl Kind {
    /// Returns valid values as they may be sent, and as we then write them.
    pub(crate) fn good(self) -> Vec<(Value, Value)> {
        let same = |value: Value| (value.clone(), value);
        let decimal = |written: &str, kept: &str| (written.parse().unwrap(), json!(kept));
        let mut good = match self {
            Id => vec![same(json!("8812")), same(json!("é / #1")), same(json!("é".repeat(128)))],
            Symbol => vec![
                same(json!("BTC-USDT")),
                same(json!("BTC/USDT:perp_1.A@x")),
                same(json!("B".repeat(128))),
            ],
            Asset => vec![same(json!("USDT")), same(json!("U".repeat(32)))],
            Note => vec![same(json!("sell\nhalf")), same(json!("")), same(json!("😀".repeat(280)))],
            Count => vec![same(json!(3)), same(json!(0)), same(json!(9_007_199_254_740_991_u64))],
            Week => vec![same(json!("2026-W47")), same(json!("2026-W53")), same(json!("2027-W01"))],
            Day => vec![same(json!("2026-11-23")), same(json!("2028-02-29"))],
            Time => vec![
                same(json!("2026-11-23T07:00:00.000Z")),
                (json!("2026-11-23T08:00:00.1239+01:00"), json!("2026-11-23T07:00:00.123Z")),
            ],
            OneOf(words) => words.iter().map(|word| same(json!(word))).collect(),
            Score => vec![
                // A rating is written as a number, even if it was sent as a string.
                same(json!(8)),
                (json!("8.50"), "8.50".parse().unwrap()),
                same(json!(0)),
                same("10.0".parse().unwrap()),
            ],
            Positive | NonNegative | Signed => vec![
                decimal("\"0.5\"", "0.5"),
                decimal("64250.10", "64250.10"),
                decimal("1e-7", "0.0000001"),
                decimal("\"1234567890123456789012345678\"", "1234567890123456789012345678"),
                decimal("\"420690000000000.000000000000000000\"", "420690000000000"),
                decimal("0.500000000000000000000000000000000", "0.5"),
            ],
        };
        if let NonNegative | Signed = self {
            good.push(decimal("0", "0"));
            good.push(decimal("\"0.000000000000000000000000000000\"", "0"));
        }
        if let Signed = self {
            good.extend([decimal("-12.50", "-12.50"), decimal("\"-0.5\"", "-0.5"), decimal("-0.00", "0.00")]);
        }
        good
    }

    /// Returns values that are rejected, without null.
    pub(crate) fn bad(self) -> Vec<Value> {
        let mut bad = vec![json!(true), json!([]), json!({}), json!(["1"])];
        let decimals = ["abc", "", " 1", "+1", "1_000", "NaN", "1e400", "12345678901234567890123456789"];
        bad.extend(match self {
            Id => vec![
                json!(8812),
                json!(""),
                json!("a\nb"),
                json!("a\u{7f}"),
                json!("é".repeat(129)),
                json!("a\u{ffff}"),
                json!("\u{fffe}"),
            ],
            Symbol => vec![json!(1), json!(""), json!("BTC USDT"), json!("BTÇ"), json!("B".repeat(129))],
            Asset => vec![json!(1), json!(""), json!("US DT"), json!("U".repeat(33))],
            Note => vec![json!(1), json!("x".repeat(281)), json!("x\u{ffff}"), json!("\u{fffe}")],
            Count => vec![json!(-1), json!("3"), "1.0".parse().unwrap(), json!(9_007_199_254_740_992_u64)],
            Week => {
                let words = [
                    "2026-47",
                    "2026-W54",
                    "2027-W53",
                    "2026-W00",
                    "2026-W7",
                    "2026-W047",
                    "26-W47",
                    "2026-w47",
                ];
                words.map(|word| json!(word)).to_vec()
            }
            Day => {
                let words = [
                    "2026-02-29",
                    "2026-13-01",
                    "2026-1-1",
                    "20261123",
                    "2026-11-23T00:00:00Z",
                    "2026-11-23-",
                ];
                words.map(|word| json!(word)).to_vec()
            }
            Time => {
                vec![json!(1_795_420_800), json!("2026-11-23"), json!("2026-11-23T08:00:00"), json!("soon")]
            }
            OneOf(_) => vec![json!(0), json!(""), json!("BUY"), json!("sideways")],
            Score => [&decimals[..], &["-0.1", "10.1"]].concat().iter().map(|word| json!(word)).collect(),
            Signed => decimals.map(|word| json!(word)).to_vec(),
            NonNegative => [&decimals[..], &["-0.1"]].concat().iter().map(|word| json!(word)).collect(),
            Positive => {
                [&decimals[..], &["-1", "0", "0.00"]].concat().iter().map(|word| json!(word)).collect()
            }
        });
        bad
    }

    /// Returns any valid value.
    pub(crate) fn any(self) -> BoxedStrategy<Value> {
        let decimal = |pattern: &str| {
            // The value is a string, or a number with the same digits.
            let written = proptest::string::string_regex(pattern).unwrap();
            (written, any::<bool>())
                .prop_map(|(text, as_text)| if as_text { json!(text) } else { text.parse().unwrap() })
                .boxed()
        };
        let text = |pattern: &str| {
            proptest::string::string_regex(pattern).unwrap().prop_map(|text| json!(text)).boxed()
        };
        match self {
            Id => text(r"[^\p{Cc}\x{fffe}\x{ffff}]{1,128}"),
            Symbol => text("[A-Za-z0-9._:/@-]{1,128}"),
            Asset => text("[A-Za-z0-9._:/@-]{1,32}"),
            Note => text(r"(?s)[^\x{fffe}\x{ffff}]{0,280}"),
            Positive => decimal("[1-9][0-9]{0,13}(\\.[0-9]{1,14})?"),
            NonNegative => decimal("(0|[1-9][0-9]{0,13})(\\.[0-9]{1,14})?"),
            Signed => decimal("(0|-?[1-9][0-9]{0,13})(\\.[0-9]{1,14})?"),
            Score => decimal("[0-9](\\.[0-9]{1,3})?|10"),
            Count => any::<u32>().prop_map(|count| json!(count)).boxed(),
            Time => (0_i64..=253_402_207_200_000)
                .prop_map(|millis| json!(domain::Time::from_millis(millis).to_string()))
                .boxed(),
            Week => text("20[0-9]{2}-W(0[1-9]|[1-4][0-9]|5[0-2])"),
            Day => text("20[0-9]{2}-(0[1-9]|1[0-2])-(0[1-9]|1[0-9]|2[0-8])"),
            OneOf(words) => prop::sample::select(words).prop_map(|word| json!(word)).boxed(),
        }
    }
}
