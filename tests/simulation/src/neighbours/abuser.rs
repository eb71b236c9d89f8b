//! The actions of the abuser, second by second.

use std::time::Duration;

use domain::Time;
use serde_json::{Value, json};

use super::{LASTS, LOUD, SYMBOL, tick};

/// An action of the abuser.
pub(super) enum Misuse {
    /// A record on the stream.
    Record(String),
    /// A frame from the abuser's socket.
    Frame(Value),
}

/// The ticks of one bad record.
const BAD_TICKS: usize = 5_000;

/// The frames of one second, and how many of them are `hello`.
const FRAMES: u64 = 2_000;
const HELLOS: u64 = 50;

/// The recurring alerts on the e-mail channel.
const RECURRING: usize = 60;

/// The alerts per second that expire after a moment.
const SHORT: u64 = 10;

/// Returns all actions of the abuser, with their times.
pub(super) fn misuses(start: Time) -> Vec<(Time, Misuse)> {
    let mut misuses = Vec::new();
    for _ in 0..RECURRING {
        let alert = json!({
            "symbol": LOUD, "condition": "above", "targetPrice": "100", "recurring": true,
            "cooldownSeconds": 0, "rearmPercent": "0",
        });
        misuses.push((start, Misuse::Frame(json!({"action": "createAlert", "alert": alert}))));
    }
    for second in 2..LASTS.as_secs() {
        let at = start.plus(Duration::from_secs(second));
        misuses.push((at, Misuse::Record(bad_record(at))));
        for half in 0..2 {
            let at = at.plus(Duration::from_millis(100 + 500 * half));
            let price = if half == 0 { 101 } else { 99 };
            misuses.push((at, Misuse::Record(tick(LOUD, price, at).to_string())));
        }
        for number in 0..SHORT {
            let at = at.plus(Duration::from_millis(1_000 / SHORT * number));
            let expires_at = at.plus(Duration::from_millis(1_500));
            // Just beyond the prices at which the neighbour's alerts fire, so they come before
            // all that are reached.
            let short = json!({
                "symbol": SYMBOL, "condition": "below", "targetPrice": (1_000 - number).to_string(),
                "expiresAt": expires_at,
            });
            misuses.push((at, Misuse::Frame(json!({"action": "createAlert", "alert": short}))));
            let invented = json!({
                "symbol": format!("X{second}-{number}"), "condition": "above", "targetPrice": "1",
            });
            misuses.push((at, Misuse::Frame(json!({"action": "createAlert", "alert": invented}))));
        }
        for number in 0..FRAMES {
            let at = at.plus(Duration::from_micros(1_000_000 / FRAMES * number));
            let action = if number % (FRAMES / HELLOS) == 0 { "hello" } else { "listNotifications" };
            misuses.push((at, Misuse::Frame(json!({"action": action}))));
        }
    }
    misuses
}

/// Returns an array of ticks whose times are half a minute ahead.
fn bad_record(at: Time) -> String {
    let bad = tick(SYMBOL, 900, at.plus(Duration::from_secs(30)));
    Value::Array(vec![bad; BAD_TICKS]).to_string()
}
