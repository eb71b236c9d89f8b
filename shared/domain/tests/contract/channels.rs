//! The texts of every type on every channel in every language, as snapshots in one file per type, and the
//! properties that all of them have.

use std::fmt::Write as _;

use domain::event::data::EventData;
use domain::{Channel, Language, Locale, text};
use serde_json::{Map, Value, json};

use crate::event;
use crate::fields::CONTRACT;

/// The data that an exchange usually sends for this type, with all optional fields.
fn usual(event_type: &str) -> Value {
    match event_type {
        "position_liquidated" => {
            json!({"position_id":"p-4711","symbol":"BTC-USDT","side":"long","quantity":"0.5",
                "liquidation_price":"60000.00","realized_pnl":"-1250.00","currency":"USDT"})
        }
        "margin_call" => {
            json!({"position_id":"p-4711","symbol":"BTC-USDT","margin_ratio_percent":"112.5",
                "liquidation_price":"60500.00","mark_price":"61000.50","currency":"USDT"})
        }
        "order_filled" => {
            json!({"order_id":"8812","symbol":"BTC-USDT","side":"buy","quantity":"0.5","price":"64250.10",
                "fee":"32.13","fee_currency":"USDT"})
        }
        "price_alert" => {
            json!({"alert_id":"a-1","symbol":"BTC-USDT","condition":"above","target_price":"64000",
                "current_price":"64012.50","note":"sell half"})
        }
        "price_feed" => {
            json!({"symbol":"BTC-USDT","state":"stale","last_tick_at":"2026-11-23T07:58:59.999Z"})
        }
        "order_partially_filled" => {
            json!({"order_id":"8812","symbol":"BTC-USDT","side":"sell","filled_quantity":"0.2",
                "remaining_quantity":"0.3","price":"64250.10"})
        }
        "deposit_credited" => {
            json!({"deposit_id":"d-9","asset":"USDT","amount":"12500.00","network":"Tron (TRC20)",
                "tx_id":"0x7d2f0c41"})
        }
        "new_listing" => {
            json!({"symbol":"NEW-USDT","score":8.5,"name":"New Coin",
                "trading_starts_at":"2026-11-24T08:00:00.000Z"})
        }
        "weekly_pnl_report" => {
            json!({"week":"2026-W47","realized_pnl":"1120.50","currency":"USDT","unrealized_pnl":"-3.25",
                "trades":1042,"volume":"1000000.00"})
        }
        "daily_report" => {
            json!({"day":"2026-11-23","realized_pnl":"12.50","unrealized_pnl":"-3.25","currency":"USDT",
                "fills":3,"alerts":1,"deposits":0,"accruals":2})
        }
        "referral_accrued" => {
            json!({"accrual_id":"r-5","amount":"1.50","asset":"USDT","referral_count":4})
        }
        "contact_changed" => {
            json!({"change_id":"c-6","kind":"device","new_masked":"ios •••3f2a","change":"added"})
        }
        "preferences_weakened" => json!({"section":"liquidationWarning"}),
        other => panic!("{other} is not in the catalogue"),
    }
}

/// The same data with only the required fields.
fn least(event_type: &str) -> Value {
    let fields = CONTRACT.iter().find(|fields| fields.event_type == event_type).unwrap();
    let all = usual(event_type);
    // A margin call that is not of the whole account names its position.
    let of_position: &[_] = if event_type == "margin_call" { &["position_id", "symbol"] } else { &[] };
    let required = fields.required.iter().map(|(name, _)| *name).chain(of_position.iter().copied());
    required.map(|name| (name.to_owned(), all[name].clone())).collect::<Map<_, _>>().into()
}

pub(crate) fn locale(language: Language) -> Locale {
    Locale::choose([language.code()], ["Europe/Berlin"])
}

/// Returns the texts of the channel, one per line, with no-break spaces made visible.
pub(crate) fn shown(channel: Channel, data: &EventData, locale: &Locale) -> String {
    let titled = |text: text::Text| format!("{}\n{}", text.title, text.body);
    let shown = match channel {
        Channel::Websocket => titled(text::in_app(data, locale)),
        Channel::Push => titled(text::push(data, locale)),
        Channel::Telegram => titled(text::telegram(data, locale)),
        Channel::Email => {
            let email = text::email(data, locale);
            let lines: Vec<_> =
                email.lines.iter().map(|(label, value)| format!("- {label}: {value}\n")).collect();
            let lines = lines.concat();
            format!(
                "Subject: {}\n# {}\n{}\n{}\n{lines}{}\n[{}]",
                email.subject, email.heading, email.greeting, email.body, email.footer, email.unsubscribe
            )
        }
        Channel::Sms => text::sms(data, locale),
    };
    shown.replace('\u{a0}', "<NBSP>")
}

/// The languages of the snapshots of the first types. `samples` has those of all languages.
const FIRST: [Language; 2] = [Language::En, Language::De];

/// Returns the texts of all channels in the first languages for these versions of the type's data.
fn everything(event_type: &str, versions: &[(&str, Value)]) -> String {
    let mut all = String::new();
    for (name, data) in versions {
        let data = event(event_type, data).data;
        for language in FIRST {
            for channel in Channel::ALL {
                let shown = shown(channel, &data, &locale(language));
                let _ = writeln!(all, "== {channel}, {}, {name}\n{shown}\n", language.code());
            }
        }
    }
    all
}

#[test]
fn the_first_types_on_every_channel_in_the_first_languages() {
    for fields in CONTRACT {
        let event_type = fields.event_type;
        let mut versions = vec![("with everything", usual(event_type))];
        if least(event_type) != usual(event_type) {
            versions.push(("required only", least(event_type)));
        }
        if event_type == "margin_call" {
            versions.push(("of the account", json!({"margin_ratio_percent": "112.5"})));
        }
        if event_type == "price_feed" {
            let mut resumed = usual(event_type);
            resumed["state"] = json!("resumed");
            versions.push(("resumed", resumed));
        }
        insta::assert_snapshot!(event_type, everything(event_type, &versions));
    }
}

/// A note with characters that can attack markup, headers or the direction of writing.
const HOSTILE: &str =
    "<b>1</b> & *_[x](y)`~|\r\nBcc: a@b.c\u{0}\u{1b}[31m\t😀👩‍👩‍👧 שלום \u{202e}drowssap\u{2069} {{x}} %s";

#[test]
fn hostile_text_is_literal_and_on_one_line() {
    let mut alert = usual("price_alert");
    alert["note"] = json!(HOSTILE);
    let mut deposit = usual("deposit_credited");
    deposit["network"] = json!(HOSTILE);
    deposit["tx_id"] = json!("<i>0x\u{202e}7d\u{2028}");
    let mut listing = usual("new_listing");
    listing["name"] = json!(HOSTILE);
    let mut long = usual("price_alert");
    long["note"] = json!("👩‍👩‍👧".repeat(56));

    let all = [
        everything("price_alert", &[("hostile note", alert), ("long note", long)]),
        everything("deposit_credited", &[("hostile network and transaction", deposit)]),
        everything("new_listing", &[("hostile name", listing)]),
    ];
    let visible = all.concat().replace('\u{2068}', "<FSI>").replace('\u{2069}', "<PDI>");
    insta::assert_snapshot!("hostile", visible);
}

#[test]
fn a_lock_screen_gets_what_fits_on_it() {
    let mut liquidated = usual("position_liquidated");
    liquidated["symbol"] = json!("B".repeat(128));
    let push = text::push(&event("position_liquidated", &liquidated).data, &locale(Language::De));
    assert_eq!(push.title, format!("Position liquidiert: {}…", "B".repeat(28)));

    let mut alert = usual("price_alert");
    alert["note"] = json!("word ".repeat(56));
    let push = text::push(&event("price_alert", &alert).data, &Locale::default());
    let beginning = "Now at 64,012.50 (your alert: above 64,000). Your note: ";
    assert_eq!(push.body, format!("{beginning}{} w…", ["word"; 24].join(" ")));
    assert_eq!(push.body.chars().count(), text::MAX_PUSH_BODY);
}

/// Returns the number of septets of the text in GSM-7; `None` if it has other characters.
/// <https://www.etsi.org/deliver/etsi_ts/123000_123099/123038/18.00.00_60/ts_123038v180000p.pdf>
fn septets(text: &str) -> Option<usize> {
    const BASIC: &str = "@£$¥èéùìòÇ\nØø\rÅåΔ_ΦΓΛΩΠΨΣΘΞÆæßÉ !\"#¤%&'()*+,-./0123456789:;<=>?¡ABCDEFGHIJKLMNOPQRSTUVWXYZÄÖÑÜ§¿abcdefghijklmnopqrstuvwxyzäöñüà";
    const EXTENSION: &str = "\u{c}^{}\\[~]|€";
    text.chars()
        .map(|character| match character {
            _ if BASIC.contains(character) => Some(1),
            _ if EXTENSION.contains(character) => Some(2),
            _ => None,
        })
        .sum()
}

#[test]
fn an_sms_with_usual_data_is_one_segment_of_gsm_7() {
    for fields in CONTRACT {
        for data in [usual(fields.event_type), least(fields.event_type)] {
            let data = event(fields.event_type, &data).data;
            for language in FIRST {
                let sms = text::sms(&data, &locale(language));
                let length = septets(&sms);
                assert!(length.is_some_and(|length| length <= 160), "{length:?} {sms:?}");
            }
        }
    }
}

#[test]
fn an_sms_of_long_numbers_and_names_is_still_gsm_7() {
    let data = json!({"position_id":"p","symbol":"1000000BABYDOGE/USDT:perp_1.A@x","margin_ratio_percent":"-112.123456789",
        "liquidation_price":"12345678901234567890.12345678","mark_price":"0.0000000000000000000000000001","currency":"US._:/@-D"});
    for language in FIRST {
        assert!(septets(&text::sms(&event("margin_call", &data).data, &locale(language))).is_some());
    }
}

#[test]
fn the_texts_cannot_be_printed_by_mistake() {
    let data = event("order_filled", &usual("order_filled")).data;
    let locale = Locale::default();
    assert_eq!(format!("{:?}", text::push(&data, &locale)), "Text { .. }");
    assert_eq!(format!("{:?}", text::email(&data, &locale)), "EmailText { .. }");
}
