//! What we say in English.

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
    greeting: "Hello,",
    footer: "You decide in your notification settings which messages reach you by e-mail.",
    unsubscribe: "Stop e-mails of this kind",
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
        PositionSide::Long => "long",
        PositionSide::Short => "short",
    };
    let (quantity, price) = (number(data.quantity), number(data.liquidation_price));
    let pnl = data.realized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    draft
        .say(Wording {
            title: format_args!("Position liquidated"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("Your {side} of {quantity} {symbol} was liquidated at {price}"),
            glance: format_args!("Your {side} of {quantity} was liquidated at {price}"),
            sms: format_args!("Liquidated: {side} {quantity} {symbol} at {price}"),
        })
        .detail("Realized P&L", pnl)
        .sms("P&L", pnl)
        .reference("Position", data.position_id.as_str())
}

fn margin_call(data: &MarginCall, draft: Draft) -> Message {
    let (symbol, ratio) = (&data.symbol, number(data.margin_ratio_percent));
    let price = |price: Decimal| number(price).of(data.currency.as_ref());
    let liquidation_price = data.liquidation_price.and_then(NonNegative::as_price).map(price);
    let mark_price = data.mark_price.and_then(NonNegative::as_price).map(price);
    draft
        .say(Wording {
            title: format_args!("Margin call"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{symbol} is at a margin ratio of {ratio}% (liquidation at 100%)"),
            glance: format_args!("Margin ratio {ratio}% (liquidation at 100%)"),
            sms: format_args!("Margin call: {symbol} at {ratio}% (liquidation at 100%)"),
        })
        .detail("Liquidation price", liquidation_price)
        .sms("Liq. price", liquidation_price)
        .detail("Mark price", mark_price)
        .sms("Mark", mark_price)
        .reference("Position", data.position_id.as_str())
}

fn order_filled(data: &OrderFilled, draft: Draft) -> Message {
    let (symbol, quantity, price) = (&data.symbol, number(data.quantity), number(data.price));
    let fee = data.fee.map(|fee| number(fee.get().abs()).of(data.fee_currency.as_ref()));
    let fee_label = if data.is_rebated() { "Rebate" } else { "Fee" };
    draft
        .say(Wording {
            title: format_args!("Order filled"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{} {quantity} {symbol} at {price}", did(data.side)),
            glance: format_args!("{} {quantity} at {price}", did(data.side)),
            sms: format_args!("Filled: {} {quantity} {symbol} at {price}", done(data.side)),
        })
        .detail(fee_label, fee)
        .sms(fee_label, fee)
        .reference("Order", data.order_id.as_str())
}

fn order_partially_filled(data: &OrderPartiallyFilled, draft: Draft) -> Message {
    let (symbol, quantity, price) = (&data.symbol, number(data.filled_quantity), number(data.price));
    let remaining = Some(number(data.remaining_quantity));
    draft
        .say(Wording {
            title: format_args!("Order partially filled"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{} {quantity} {symbol} at {price}", did(data.side)),
            glance: format_args!("{} {quantity} at {price}", did(data.side)),
            sms: format_args!("Partially filled: {} {quantity} {symbol} at {price}", done(data.side)),
        })
        .detail("Still open", remaining)
        .sms("Open", remaining)
        .reference("Order", data.order_id.as_str())
}

fn price_alert(data: &PriceAlert, draft: Draft) -> Message {
    let symbol = &data.symbol;
    let condition = match data.condition {
        Condition::Above => "above",
        Condition::Below => "below",
    };
    let (current, target) = (number(data.current_price), number(data.target_price));
    let note = data.note.as_ref().and_then(|note| foreign(note.as_str()));
    let note = note.map(|note| draft.unlinked(note));
    draft
        .say(Wording {
            title: format_args!("Price alert"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{symbol} is at {current} (your alert: {condition} {target})"),
            glance: format_args!("Now at {current} (your alert: {condition} {target})"),
            sms: format_args!("Price alert: {symbol} at {current} ({condition} {target})"),
        })
        .detail("Your note", note.as_ref())
        .sms("Note", note.as_ref())
}

fn price_feed(data: &PriceFeed, draft: Draft, zone: &TimeZone) -> Message {
    let symbol = &data.symbol;
    let last = when(data.last_tick_at, zone);
    match data.state {
        FeedState::Stale => draft
            .say(Wording {
                title: format_args!("Prices interrupted"),
                about: Some(format_args!("{symbol}")),
                sentence: format_args!("No price of {symbol} since {last}"),
                glance: format_args!("No price since {last}"),
                sms: format_args!("No price of {symbol} since {last}: your alerts on it cannot fire"),
            })
            .sentence("Your alerts on it cannot fire until prices are back"),
        FeedState::Resumed => draft
            .say(Wording {
                title: format_args!("Prices are back"),
                about: Some(format_args!("{symbol}")),
                sentence: format_args!("Prices of {symbol} are back"),
                glance: format_args!("Prices arrive again"),
                sms: format_args!("Prices of {symbol} are back: your alerts on it are watched again"),
            })
            .sentence("Your alerts on it are watched again"),
    }
}

fn deposit_credited(data: &DepositCredited, draft: Draft) -> Message {
    let amount = number(data.amount).of(Some(&data.asset));
    let network = data.network.as_ref().and_then(|network| foreign(network.as_str()));
    let transaction = data.tx_id.as_ref().and_then(|id| foreign(id.as_str()));
    draft
        .say(Wording {
            title: format_args!("Deposit credited"),
            about: Some(format_args!("{amount}")),
            sentence: format_args!("{amount} arrived in your account"),
            glance: format_args!("It is in your account"),
            sms: format_args!("Deposit credited: {amount}"),
        })
        .fine_print("Network", network)
        .fine_print("Transaction", transaction)
        .reference("Deposit", data.deposit_id.as_str())
}

fn new_listing(data: &NewListing, draft: Draft, zone: &TimeZone) -> Message {
    let (symbol, score) = (&data.symbol, number(data.score));
    let starts = data.trading_starts_at.map(|time| when(time, zone));
    let name = data.name.as_ref().and_then(|name| foreign(name.as_str()));
    let message = match name {
        Some(name) => draft.say(Wording {
            title: format_args!("New listing"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{name} ({symbol}) is listed, score {score}"),
            glance: format_args!("{name}, score {score}"),
            sms: format_args!("New listing: {symbol}, {name}, score {score}"),
        }),
        None => draft.say(Wording {
            title: format_args!("New listing"),
            about: Some(format_args!("{symbol}")),
            sentence: format_args!("{symbol} is listed, score {score}"),
            glance: format_args!("Score {score}"),
            sms: format_args!("New listing: {symbol}, score {score}"),
        }),
    };
    message.detail("Trading starts", starts.as_ref()).sms("Trading starts", starts.as_ref())
}

fn weekly_pnl_report(data: &WeeklyPnlReport, draft: Draft) -> Message {
    let (year, week) = data.week.year_and_number();
    let currency = Some(&data.currency);
    let realized = number(data.realized_pnl).of(currency);
    let unrealized = data.unrealized_pnl.map(|pnl| number(pnl).of(currency));
    let trades = data.trades.map(number);
    draft
        .say(Wording {
            title: format_args!("Weekly report, week {week} of {year}"),
            about: None,
            sentence: format_args!("Realized P&L: {realized}"),
            glance: format_args!("Realized P&L: {realized}"),
            sms: format_args!("Week {week}/{year}: realized P&L {realized}"),
        })
        .detail("Unrealized P&L", unrealized)
        .sms("Unrealized", unrealized)
        .detail("Trades", trades)
        .sms("Trades", trades)
        .detail("Volume", data.volume.map(|volume| number(volume).of(currency)))
}

fn daily_report(data: &DailyReport, draft: Draft) -> Message {
    let day = date(data.day.date());
    let counts = [
        (data.fills, "fill", "fills"),
        (data.alerts, "price alert", "price alerts"),
        (data.deposits, "deposit", "deposits"),
        (data.accruals, "referral reward", "referral rewards"),
    ];
    let counts = listed(&counts, number);
    let happened = counts.as_deref().unwrap_or("No activity");
    let realized = data.realized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    let unrealized = data.unrealized_pnl.map(|pnl| number(pnl).of(data.currency.as_ref()));
    draft
        .say(Wording {
            title: format_args!("Daily report {day}"),
            about: None,
            sentence: format_args!("{happened}"),
            glance: format_args!("{happened}"),
            sms: format_args!("{day}: {happened}"),
        })
        .detail("Realized P&L", realized)
        .sms("P&L", realized)
        .detail("Unrealized P&L", unrealized)
        .sms("Unrealized", unrealized)
}

fn referral_accrued(data: &ReferralAccrued, draft: Draft) -> Message {
    let amount = number(data.amount).of(Some(&data.asset));
    draft
        .say(Wording {
            title: format_args!("Referral reward"),
            about: Some(format_args!("{amount}")),
            sentence: format_args!("You earned {amount}"),
            glance: format_args!("You earned it through your referrals"),
            sms: format_args!("Referral reward: {amount}"),
        })
        .fine_print("Your referrals", data.referral_count.map(number))
        .reference("Accrual", data.accrual_id.as_str())
}

fn contact_changed(data: &ContactChanged, draft: Draft) -> Message {
    let (article, kind) = match data.kind {
        ContactKind::Email => ("An", "e-mail address"),
        ContactKind::Phone => ("A", "phone number"),
        ContactKind::Telegram => ("A", "Telegram chat"),
        ContactKind::Device => ("A", "device"),
    };
    let sentence = match data.change {
        Some(ContactChange::Added) => format!("{article} {kind} was added to your account"),
        Some(ContactChange::Removed) => format!("{article} {kind} was removed from your account"),
        Some(ContactChange::Moved) => format!("{article} {kind} of yours now belongs to another account"),
        None => format!("The {kind} of your account was changed"),
    };
    let contact = foreign(data.new_masked.as_str()).map(|contact| draft.unlinked(contact));
    draft
        .say(Wording {
            title: format_args!("Security notice"),
            about: Some(format_args!("{kind}")),
            sentence: format_args!("{sentence}"),
            glance: format_args!("{sentence}"),
            sms: format_args!("Security notice: {sentence}. If this was not you, act in the app now"),
        })
        .detail("Contact", contact)
        .sentence("If this was not you, secure your account at once")
}

fn preferences_weakened(data: &PreferencesWeakened, draft: Draft) -> Message {
    let section = section(data.section.as_str());
    draft
        .say(Wording {
            title: format_args!("Security notice"),
            about: Some(format_args!("notification settings")),
            sentence: format_args!("Your notifications of {section} were reduced"),
            glance: format_args!("Your notifications of {section} were reduced"),
            sms: format_args!("Security notice: your notifications of {section} were reduced"),
        })
        .sentence("If this was not you, secure your account at once")
}

/// The section of the preferences with this key, in words; a key without words stands for itself.
fn section(key: &str) -> String {
    match key {
        "liquidation" => "liquidations".to_owned(),
        "liquidationWarning" => "margin calls".to_owned(),
        "orderFilled" => "filled orders".to_owned(),
        other => foreign(other).unwrap_or_default(),
    }
}

/// What was deferred, and has not expired: the counts first, since a cut takes the end.
fn summary(summary: &Summary, draft: Draft, zone: &TimeZone) -> Message {
    let counts = [
        (summary.count(EventType::PriceAlert), "price alert", "price alerts"),
        (summary.count(EventType::PriceFeed), "message on price feeds", "messages on price feeds"),
        (summary.count(EventType::OrderPartiallyFilled), "partial fill", "partial fills"),
        (summary.count(EventType::DepositCredited), "deposit", "deposits"),
        (summary.count(EventType::NewListing), "new listing", "new listings"),
        (summary.count(EventType::ReferralAccrued), "referral reward", "referral rewards"),
    ];
    let counts = listed(&counts, number);
    let happened = counts.as_deref().unwrap_or("Nothing that is still of interest");
    let all = number(summary.size());
    let title = match summary.size() {
        1 => "1 notification from your quiet hours".to_owned(),
        _ => format!("{all} notifications from your quiet hours"),
    };
    let expired = number(summary.expired);
    let expired = match summary.expired {
        0 => None,
        1 => Some("1 more has expired".to_owned()),
        _ => Some(format!("{expired} more have expired")),
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
        EventType::PositionLiquidated => ("liquidation", "liquidations"),
        EventType::MarginCall => ("margin call", "margin calls"),
        EventType::OrderFilled => ("fill", "fills"),
        EventType::PriceAlert => ("price alert", "price alerts"),
        EventType::PriceFeed => ("message on price feeds", "messages on price feeds"),
        EventType::OrderPartiallyFilled => ("partial fill", "partial fills"),
        EventType::DepositCredited => ("deposit", "deposits"),
        EventType::NewListing => ("new listing", "new listings"),
        EventType::WeeklyPnlReport | EventType::DailyReport => ("report", "reports"),
        EventType::ReferralAccrued => ("referral reward", "referral rewards"),
        EventType::ContactChanged | EventType::PreferencesWeakened => ("security notice", "security notices"),
        EventType::Summary | EventType::Merged => ("summary", "summaries"),
    };
    let (groups, others) = shown_groups(merged, name, "in", number);
    let happened = match others {
        0 => groups,
        _ => format!("{groups} and {} more", number(others)),
    };
    let title = match merged.size() {
        1 => "1 more notification".to_owned(),
        size => format!("{} notifications in a short time", number(size)),
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
        1 => message.sentence("1 more has expired"),
        expired => message.sentence(&format!("{} more have expired", number(expired))),
    }
}

fn did(side: OrderSide) -> &'static str {
    match side {
        OrderSide::Buy => "Bought",
        OrderSide::Sell => "Sold",
    }
}

fn done(side: OrderSide) -> &'static str {
    match side {
        OrderSide::Buy => "bought",
        OrderSide::Sell => "sold",
    }
}

/// `64,250.10`.
fn number(value: impl Into<Decimal>) -> Number {
    Number::new(value, Separators { group: b',', point: b'.' })
}

/// `23 Nov 2026`: the one order that nobody who reads English reads otherwise.
fn date(date: Date) -> impl Display {
    let month = match date.month() {
        1 => "Jan",
        2 => "Feb",
        3 => "Mar",
        4 => "Apr",
        5 => "May",
        6 => "Jun",
        7 => "Jul",
        8 => "Aug",
        9 => "Sep",
        10 => "Oct",
        11 => "Nov",
        _ => "Dec",
    };
    fmt::from_fn(move |f| write!(f, "{} {month} {}", date.day(), date.year()))
}

/// `23 Nov 2026, 09:00 CET`.
fn when(time: Time, zone: &TimeZone) -> impl Display {
    fmt::from_fn(move |f| {
        let clock = Clock::at(time, zone);
        let shows = clock.shows;
        let zone = clock.zone(|name| name);
        write!(f, "{}, {:02}:{:02} {zone}", date(shows.date()), shows.hour(), shows.minute())
    })
}
