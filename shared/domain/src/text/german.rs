//! What we say in German.

use std::fmt::{self, Display};

use jiff::civil::Date;
use jiff::tz::TimeZone;
use rust_decimal::Decimal;

use super::EmailFrame;
use super::clock::Clock;
use super::foreign::foreign;
use super::message::{Draft, Message, Wording, listed, shown_groups};
use super::number::{Number, Separators};
use crate::catalogue::{Channel, EventType};
use crate::data::{
    Condition, ContactChange, ContactChanged, ContactKind, DailyReport, DepositCredited, EventData,
    FeedState, MarginCall, NewListing, NonNegative, OrderFilled, OrderPartiallyFilled, OrderSide,
    PositionLiquidated, PositionSide, PreferencesWeakened, PriceAlert, PriceFeed, ReferralAccrued,
    WeeklyPnlReport,
};
use crate::merged::Merged;
use crate::summary::Summary;
use crate::time::Time;

pub(super) const EMAIL_FRAME: EmailFrame = EmailFrame {
    greeting: "Guten Tag,",
    footer: "Welche Nachrichten Sie per E-Mail erreichen, legen Sie in Ihren Benachrichtigungseinstellungen fest.",
    unsubscribe: "Keine E-Mails dieser Art mehr erhalten",
};

pub(super) fn say(data: &EventData, draft: Draft, zone: &TimeZone) -> Message {
    match data {
        EventData::PositionLiquidated(data) => position_liquidated(data, draft),
        EventData::MarginCall(data) => margin_call(data, draft),
        EventData::OrderFilled(data) => order_filled(data, draft),
        EventData::PriceAlert(data) => price_alert(data, draft),
        EventData::PriceFeed(data) => price_feed(data, draft, zone),
        EventData::OrderPartiallyFilled(data) => order_partially_filled(data, draft),
        EventData::DepositCredited(data) => deposit_credited(data, draft),
        EventData::NewListing(data) => new_listing(data, draft, zone),
        EventData::WeeklyPnlReport(data) => weekly_pnl_report(data, draft),
        EventData::DailyReport(data) => daily_report(data, draft),
        EventData::ReferralAccrued(data) => referral_accrued(data, draft),
        EventData::ContactChanged(data) => contact_changed(data, draft),
        EventData::PreferencesWeakened(data) => preferences_weakened(data, draft),
        EventData::Summary(data) => summary(data, draft, zone),
        EventData::Merged(data) => merged(data, draft),
    }
}

fn position_liquidated(data: &PositionLiquidated, draft: Draft) -> Message {
    let symbol = &data.symbol;
    let side = match data.side {
        PositionSide::Long => "Long",
        PositionSide::Short => "Short",
    };
    let (quantity, price) = (number(data.quantity), number(data.liquidation_price));
    let pnl = data.realized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    draft
        .say(Wording {
            title: format_args!("Position liquidiert"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!(
                "Ihre {side}-Position über {quantity} {symbol} wurde zu {price} liquidiert"
            ),
            glance: format_args!("Ihre {side}-Position über {quantity} wurde zu {price} liquidiert"),
            sms: format_args!("Liquidiert: {side} {quantity} {symbol} zu {price}"),
        })
        .detail("Realisierter Gewinn/Verlust", pnl)
        .sms("G/V", pnl)
        .reference("Position", data.position_id.as_str())
}

fn margin_call(data: &MarginCall, draft: Draft) -> Message {
    let (symbol, ratio) = (&data.symbol, number(data.margin_ratio_percent));
    let price = |price: Decimal| number(price).of(data.currency.as_ref());
    let liquidation_price = data.liquidation_price.and_then(NonNegative::as_price).map(price);
    let mark_price = data.mark_price.and_then(NonNegative::as_price).map(price);
    draft
        .say(Wording {
            title: format_args!("Margin Call"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!(
                "Die Margin-Quote von {symbol} beträgt {ratio}\u{a0}% (Liquidation bei 100\u{a0}%)"
            ),
            glance: format_args!("Margin-Quote {ratio}\u{a0}% (Liquidation bei 100\u{a0}%)"),
            sms: format_args!("Margin Call: {symbol} bei {ratio}\u{a0}% (Liquidation bei 100\u{a0}%)"),
        })
        .detail("Liquidationspreis", liquidation_price)
        .sms("Liq.-Preis", liquidation_price)
        .detail("Mark-Preis", mark_price)
        .sms("Mark", mark_price)
        .reference("Position", data.position_id.as_str())
}

fn order_filled(data: &OrderFilled, draft: Draft) -> Message {
    let (symbol, quantity, price) = (&data.symbol, number(data.quantity), number(data.price));
    let done = done(data.side);
    let fee = data.fee.map(|fee| number(fee.get().abs()).of(data.fee_currency.as_ref()));
    let fee_label = if data.is_rebated() { "Rückvergütung" } else { "Gebühr" };
    draft
        .say(Wording {
            title: format_args!("Order ausgeführt"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{quantity} {symbol} zu {price} {done}"),
            glance: format_args!("{quantity} zu {price} {done}"),
            sms: format_args!("Ausgeführt: {quantity} {symbol} zu {price} {done}"),
        })
        .detail(fee_label, fee)
        .sms(fee_label, fee)
        .reference("Order", data.order_id.as_str())
}

fn order_partially_filled(data: &OrderPartiallyFilled, draft: Draft) -> Message {
    let (symbol, quantity, price) = (&data.symbol, number(data.filled_quantity), number(data.price));
    let done = done(data.side);
    let remaining = Some(number(data.remaining_quantity));
    draft
        .say(Wording {
            title: format_args!("Order teilweise ausgeführt"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{quantity} {symbol} zu {price} {done}"),
            glance: format_args!("{quantity} zu {price} {done}"),
            sms: format_args!("Teilausführung: {quantity} {symbol} zu {price} {done}"),
        })
        .detail("Noch offen", remaining)
        .sms("Offen", remaining)
        .reference("Order", data.order_id.as_str())
}

fn price_alert(data: &PriceAlert, draft: Draft) -> Message {
    let symbol = &data.symbol;
    let condition = match data.condition {
        Condition::Above => "über",
        Condition::Below => "unter",
    };
    let (current, target) = (number(data.current_price), number(data.target_price));
    let note = data.note.as_ref().and_then(|note| foreign(note.as_str()));
    let note = note.map(|note| draft.unlinked(note));
    draft
        .say(Wording {
            title: format_args!("Kursalarm"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{symbol} steht bei {current} (Ihr Alarm: {condition} {target})"),
            glance: format_args!("Jetzt bei {current} (Ihr Alarm: {condition} {target})"),
            sms: format_args!("Kursalarm: {symbol} bei {current} ({condition} {target})"),
        })
        .detail("Ihre Notiz", note.as_ref())
        .sms("Notiz", note.as_ref())
}

fn price_feed(data: &PriceFeed, draft: Draft, zone: &TimeZone) -> Message {
    let symbol = &data.symbol;
    let last = when(data.last_tick_at, zone);
    match data.state {
        FeedState::Stale => draft
            .say(Wording {
                title: format_args!("Kurse unterbrochen"),
                about: Some(format_args!("{symbol}")),
                sentence: format_args!("Kein Kurs von {symbol} seit {last}"),
                glance: format_args!("Kein Kurs seit {last}"),
                sms: format_args!(
                    "Kein Kurs von {symbol} seit {last}: Ihre Alarme darauf können nicht auslösen"
                ),
            })
            .sentence("Ihre Alarme darauf können erst wieder auslösen, wenn Kurse eintreffen"),
        FeedState::Resumed => draft
            .say(Wording {
                title: format_args!("Kurse wieder verfügbar"),
                about: Some(format_args!("{symbol}")),
                sentence: format_args!("Kurse von {symbol} treffen wieder ein"),
                glance: format_args!("Es treffen wieder Kurse ein"),
                sms: format_args!(
                    "Kurse von {symbol} treffen wieder ein: Ihre Alarme darauf werden wieder überwacht"
                ),
            })
            .sentence("Ihre Alarme darauf werden wieder überwacht"),
    }
}

fn deposit_credited(data: &DepositCredited, draft: Draft) -> Message {
    let amount = number(data.amount).of(Some(&data.asset));
    let network = data.network.as_ref().and_then(|network| foreign(network.as_str()));
    let transaction = data.tx_id.as_ref().and_then(|id| foreign(id.as_str()));
    draft
        .say(Wording {
            title: format_args!("Einzahlung gutgeschrieben"),
            about: Some(format_args!("{amount}")),
            // Not as a subject, with which the verb would have to agree.
            sentence: format_args!("Ihrem Konto gutgeschrieben: {amount}"),
            glance: format_args!("Der Betrag ist auf Ihrem Konto"),
            sms: format_args!("Einzahlung gutgeschrieben: {amount}"),
        })
        .fine_print("Netzwerk", network)
        .fine_print("Transaktion", transaction)
        .reference("Einzahlung", data.deposit_id.as_str())
}

fn new_listing(data: &NewListing, draft: Draft, zone: &TimeZone) -> Message {
    let (symbol, score) = (&data.symbol, number(data.score));
    let starts = data.trading_starts_at.map(|time| when(time, zone));
    let name = data.name.as_ref().and_then(|name| foreign(name.as_str()));
    let message = match name {
        Some(name) => draft.say(Wording {
            title: format_args!("Neues Listing"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{name} ({symbol}) ist neu gelistet, Bewertung {score}"),
            glance: format_args!("{name}, Bewertung {score}"),
            sms: format_args!("Neues Listing: {symbol}, {name}, Bewertung {score}"),
        }),
        None => draft.say(Wording {
            title: format_args!("Neues Listing"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{symbol} ist neu gelistet, Bewertung {score}"),
            glance: format_args!("Bewertung {score}"),
            sms: format_args!("Neues Listing: {symbol}, Bewertung {score}"),
        }),
    };
    message.detail("Handelsstart", starts.as_ref()).sms("Handelsstart", starts.as_ref())
}

fn weekly_pnl_report(data: &WeeklyPnlReport, draft: Draft) -> Message {
    let (year, week) = data.week.year_and_number();
    let currency = Some(&data.currency);
    let realized = number(data.realized_pnl).of(currency);
    let unrealized = data.unrealized_pnl.map(|pnl| number(pnl).of(currency));
    let trades = data.trades.map(number);
    draft
        .say(Wording {
            title: format_args!("Wochenbericht KW {week}/{year}"),
            about: None,
            sentence: format_args!("Realisierter Gewinn/Verlust: {realized}"),
            glance: format_args!("Realisierter Gewinn/Verlust: {realized}"),
            sms: format_args!("KW {week}/{year}: realisierter G/V {realized}"),
        })
        .detail("Unrealisierter Gewinn/Verlust", unrealized)
        .sms("Unrealisiert", unrealized)
        .detail("Trades", trades)
        .sms("Trades", trades)
        .detail("Volumen", data.volume.map(|volume| number(volume).of(currency)))
}

fn daily_report(data: &DailyReport, draft: Draft) -> Message {
    let day = date(data.day.date());
    let counts = [
        (data.fills, "Ausführung", "Ausführungen"),
        (data.alerts, "Kursalarm", "Kursalarme"),
        (data.deposits, "Einzahlung", "Einzahlungen"),
        (data.accruals, "Empfehlungsprämie", "Empfehlungsprämien"),
    ];
    let counts = listed(&counts, number);
    let happened = counts.as_deref().unwrap_or("Keine Aktivität");
    let realized = data.realized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    let unrealized = data.unrealized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    draft
        .say(Wording {
            title: format_args!("Tagesbericht {day}"),
            about: None,
            sentence: format_args!("{happened}"),
            glance: format_args!("{happened}"),
            sms: format_args!("{day}: {happened}"),
        })
        .detail("Realisierter Gewinn/Verlust", realized)
        .sms("G/V", realized)
        .detail("Unrealisierter Gewinn/Verlust", unrealized)
        .sms("Unrealisiert", unrealized)
}

fn referral_accrued(data: &ReferralAccrued, draft: Draft) -> Message {
    let amount = number(data.amount).of(Some(&data.asset));
    draft
        .say(Wording {
            title: format_args!("Empfehlungsprämie"),
            about: Some(format_args!("{amount}")),
            sentence: format_args!("Sie haben {amount} verdient"),
            glance: format_args!("Verdient durch Ihre Empfehlungen"),
            sms: format_args!("Empfehlungsprämie: {amount}"),
        })
        .fine_print("Ihre Empfehlungen", data.referral_count.map(number))
        .reference("Gutschrift", data.accrual_id.as_str())
}

fn contact_changed(data: &ContactChanged, draft: Draft) -> Message {
    let kind = match data.kind {
        ContactKind::Email => "E-Mail-Adresse",
        ContactKind::Phone => "Telefonnummer",
        ContactKind::Telegram => "Telegram-Chat",
        ContactKind::Device => "Gerät",
    };
    let sentence = match data.change {
        Some(ContactChange::Added) => format!("Ihrem Konto wurde hinzugefügt: {kind}"),
        Some(ContactChange::Removed) => format!("Aus Ihrem Konto wurde entfernt: {kind}"),
        Some(ContactChange::Moved) => format!("Gehört jetzt zu einem anderen Konto: {kind}"),
        None => format!("In Ihrem Konto wurde geändert: {kind}"),
    };
    let contact = foreign(data.new_masked.as_str()).map(|contact| draft.unlinked(contact));
    draft
        .say(Wording {
            title: format_args!("Sicherheitshinweis"),
            about: Some(format_args!("{kind}")),
            sentence: format_args!("{sentence}"),
            glance: format_args!("{sentence}"),
            sms: format_args!(
                "Sicherheitshinweis: {sentence}. Waren Sie das nicht, handeln Sie jetzt in der App"
            ),
        })
        .detail("Kontakt", contact)
        .sentence("Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort")
}

fn preferences_weakened(data: &PreferencesWeakened, draft: Draft) -> Message {
    let section = section(data.section.as_str());
    draft
        .say(Wording {
            title: format_args!("Sicherheitshinweis"),
            about: Some(format_args!("Benachrichtigungen")),
            sentence: format_args!("Ihre Benachrichtigungen zu {section} wurden eingeschränkt"),
            glance: format_args!("Ihre Benachrichtigungen zu {section} wurden eingeschränkt"),
            sms: format_args!("Sicherheitshinweis: Benachrichtigungen zu {section} eingeschränkt"),
        })
        .sentence("Wenn Sie das nicht waren, sichern Sie Ihr Konto sofort")
}

/// The section of the preferences with this key, in words; a key without words stands for itself.
fn section(key: &str) -> String {
    match key {
        "liquidation" => "Liquidationen".to_owned(),
        "liquidationWarning" => "Margin Calls".to_owned(),
        "orderFilled" => "ausgeführten Orders".to_owned(),
        other => foreign(other).unwrap_or_default(),
    }
}

/// What was deferred, and has not expired: the counts first, since a cut takes the end.
fn summary(summary: &Summary, draft: Draft, zone: &TimeZone) -> Message {
    let counts = [
        (summary.count(EventType::PriceAlert), "Kursalarm", "Kursalarme"),
        (summary.count(EventType::PriceFeed), "Nachricht zu Kursdaten", "Nachrichten zu Kursdaten"),
        (summary.count(EventType::OrderPartiallyFilled), "Teilausführung", "Teilausführungen"),
        (summary.count(EventType::DepositCredited), "Einzahlung", "Einzahlungen"),
        (summary.count(EventType::NewListing), "neues Listing", "neue Listings"),
        (summary.count(EventType::ReferralAccrued), "Empfehlungsprämie", "Empfehlungsprämien"),
    ];
    let counts = listed(&counts, number);
    let happened = counts.as_deref().unwrap_or("Nichts, was noch von Interesse ist");
    let all = number(summary.size());
    let title = match summary.size() {
        1 => "1 Nachricht aus Ihrer Ruhezeit".to_owned(),
        _ => format!("{all} Nachrichten aus Ihrer Ruhezeit"),
    };
    let expired = number(summary.expired);
    let expired = match summary.expired {
        0 => None,
        1 => Some("1 weitere ist abgelaufen".to_owned()),
        _ => Some(format!("{expired} weitere sind abgelaufen")),
    };
    let inner = |data| draft.unlinked(say(data, Draft::new(Channel::Websocket), zone).into_text().body);
    let told: Vec<String> = summary.told_data().map(inner).collect();
    let message = draft.say(Wording {
        title: format_args!("{title}"),
        about: None,
        sentence: format_args!("{happened}"),
        glance: format_args!("{happened}"),
        sms: format_args!("{title}: {happened}"),
    });
    expired.into_iter().chain(told).fold(message, |message, sentence| message.sentence(&sentence))
}

/// Deliveries above a channel's limit: how many and of what.
fn merged(merged: &Merged, draft: Draft) -> Message {
    let name = |event_type: EventType| match event_type {
        EventType::PositionLiquidated => ("Liquidation", "Liquidationen"),
        EventType::MarginCall => ("Margin Call", "Margin Calls"),
        EventType::OrderFilled => ("Ausführung", "Ausführungen"),
        EventType::PriceAlert => ("Kursalarm", "Kursalarme"),
        EventType::PriceFeed => ("Nachricht zu Kursdaten", "Nachrichten zu Kursdaten"),
        EventType::OrderPartiallyFilled => ("Teilausführung", "Teilausführungen"),
        EventType::DepositCredited => ("Einzahlung", "Einzahlungen"),
        EventType::NewListing => ("neues Listing", "neue Listings"),
        EventType::WeeklyPnlReport | EventType::DailyReport => ("Bericht", "Berichte"),
        EventType::ReferralAccrued => ("Empfehlungsprämie", "Empfehlungsprämien"),
        EventType::ContactChanged | EventType::PreferencesWeakened => {
            ("Sicherheitshinweis", "Sicherheitshinweise")
        }
        EventType::Summary | EventType::Merged => ("Zusammenfassung", "Zusammenfassungen"),
    };
    let (groups, others) = shown_groups(merged, name, "in", number);
    let happened = match others {
        0 => groups,
        _ => format!("{groups} und {} weitere", number(others)),
    };
    let title = match merged.size() {
        1 => "1 weitere Nachricht".to_owned(),
        size => format!("{} Nachrichten in kurzer Zeit", number(size)),
    };
    let message = draft.say(Wording {
        title: format_args!("{title}"),
        about: None,
        sentence: format_args!("{happened}"),
        glance: format_args!("{happened}"),
        sms: format_args!("{happened}"),
    });
    match merged.expired {
        0 => message,
        1 => message.sentence("1 weitere ist abgelaufen"),
        expired => message.sentence(&format!("{} weitere sind abgelaufen", number(expired))),
    }
}

fn done(side: OrderSide) -> &'static str {
    match side {
        OrderSide::Buy => "gekauft",
        OrderSide::Sell => "verkauft",
    }
}

/// `64.250,10`.
fn number(value: impl Into<Decimal>) -> Number {
    Number::new(value, Separators { group: b'.', point: b',' })
}

/// `23.11.2026`.
fn date(date: Date) -> impl Display {
    fmt::from_fn(move |f| write!(f, "{:02}.{:02}.{}", date.day(), date.month(), date.year()))
}

/// `23.11.2026, 09:00 MEZ`.
fn when(time: Time, zone: &TimeZone) -> impl Display {
    fmt::from_fn(move |f| {
        let clock = Clock::at(time, zone);
        let shows = clock.shows;
        let zone = clock.zone(zone_name);
        write!(f, "{}, {:02}:{:02} {zone}", date(shows.date()), shows.hour(), shows.minute())
    })
}

/// The zones that have a German name in CLDR; the others keep their own.
fn zone_name(abbreviation: &str) -> &str {
    match abbreviation {
        "WET" => "WEZ",
        "WEST" => "WESZ",
        "CET" => "MEZ",
        "CEST" => "MESZ",
        "EET" => "OEZ",
        "EEST" => "OESZ",
        other => other,
    }
}
