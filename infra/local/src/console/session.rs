//! The sign-in of demo traders.

use axum::Json;
use jiff::Timestamp;
use serde::Deserialize;
use serde_json::{Value, json};

use super::body::Body;
use super::refusal::Refusal;
use super::trader::Trader;
use super::{Console, Opened};
use crate::feed::TRADERS;
use crate::keys::TokenOptions;
use crate::publish::Outgoing;

/// `GET /local/traders`
pub(super) async fn traders() -> Json<Value> {
    Json(json!({"traders": TRADERS}))
}

/// `GET /local/time`: the current time by the clock of the exchange and the system, which may
/// differ from the browser's.
pub(super) async fn time() -> Json<Value> {
    Json(json!({"now": format!("{:.3}", Timestamp::now())}))
}

/// The demo trader who signs in.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SignIn {
    user: String,
}

/// `POST /local/session`: a token, as the exchange's own sign-in would give it. The first time in a
/// run, the exchange also publishes the trader's profile.
pub(super) async fn open(
    Opened(console): Opened,
    Body(sign_in): Body<SignIn>,
) -> Result<Json<Value>, Refusal> {
    let trader = Trader::find(&sign_in.user)
        .ok_or_else(|| Refusal::not_found(format!("the demo traders are {}", TRADERS.join(", "))))?;
    console.introduce(trader).await?;
    let options = TokenOptions::default();
    let token = console.key.token(trader.user, &options, Timestamp::now())?;
    Ok(Json(json!({
        "token": token,
        "expiresIn": options.expires_in,
        "chatId": trader.chat(),
        "timeZone": trader.time_zone(),
    })))
}

impl Console {
    async fn introduce(&self, trader: Trader) -> Result<(), Refusal> {
        // The lock is held while sending: a concurrent sign-in waits for the same profile.
        let mut introduced = self.introduced.lock().await;
        if introduced.contains(trader.user) {
            return Ok(());
        }
        let profile = json!({
            "user_id": trader.user,
            "updated_at": format!("{:.3}", Timestamp::now()),
            "email": trader.email(),
            "phone": trader.phone(),
            "language": "en",
            "time_zone": trader.time_zone(),
        });
        let group = Some(trader.user.to_owned());
        let message = Outgoing { body: profile.to_string(), queue: "profiles", group, guessed: false };
        self.publisher.send(&[message]).await?;
        introduced.insert(trader.user);
        Ok(())
    }
}
