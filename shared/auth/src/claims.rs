//! The claims of a token whose signature is valid.

use std::time::Duration;

use domain::json::Foreign;
use domain::{Time, UserId};
use serde::{Deserialize, Deserializer};
use serde_json::{Number, Value};

use crate::AuthError;
use crate::verifier::Settings;

/// The leeway by which the exchange's clock may be ahead of ours in `iat` and `nbf`. There is no
/// leeway for `exp`: an expired token is refused at once.
pub const LEEWAY: Duration = Duration::from_secs(5);

/// The user who presents the token, and its times.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Claims {
    /// The token's `sub`.
    pub user_id: UserId,
    /// The token's `iat`, if it has one; at most [`LEEWAY`] in the future.
    pub issued_at: Option<Time>,
    /// The token's `exp`; at most the longest lifetime after `iat` or, without that, after now.
    pub expires_at: Time,
}

/// The claims as they are in the token. Each type is checked separately, so that each has its own
/// error.
#[derive(Deserialize)]
pub(crate) struct Raw {
    #[serde(default, deserialize_with = "optional_claim")]
    iss: Option<Value>,
    #[serde(default, deserialize_with = "optional_claim")]
    aud: Option<Value>,
    #[serde(default, deserialize_with = "optional_claim")]
    sub: Option<Value>,
    #[serde(default, deserialize_with = "optional_claim")]
    exp: Option<Value>,
    #[serde(default, deserialize_with = "optional_claim")]
    iat: Option<Value>,
    #[serde(default, deserialize_with = "optional_claim")]
    nbf: Option<Value>,
}

fn optional_claim<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<Value>, D::Error> {
    Option::<Foreign>::deserialize(deserializer).map(|claim| claim.map(|Foreign(value)| value))
}

impl Raw {
    /// Checks everything except the signature.
    ///
    /// The times are checked here and not by `jsonwebtoken`, because `now` is a parameter, and
    /// because that crate cannot read any number while `serde_json` keeps numbers with arbitrary
    /// precision.
    pub(crate) fn check(self, settings: &Settings, now: Time) -> Result<Claims, AuthError> {
        if self.iss.as_ref().and_then(Value::as_str) != Some(settings.issuer.as_str()) {
            return Err(AuthError::Issuer);
        }
        let audience = settings.audience.as_str();
        let is_for_us = match &self.aud {
            Some(Value::String(one)) => one == audience,
            Some(Value::Array(many)) => many.iter().any(|one| one.as_str() == Some(audience)),
            _ => false,
        };
        if !is_for_us {
            return Err(AuthError::Audience);
        }
        let expires_at = match self.exp {
            Some(exp) => numeric_date(&exp).ok_or(AuthError::Malformed)?,
            None => return Err(AuthError::NoExpiry),
        };
        if now >= expires_at {
            return Err(AuthError::Expired);
        }
        if let Some(nbf) = self.nbf {
            let begins_at = numeric_date(&nbf).ok_or(AuthError::Malformed)?;
            if now.plus(LEEWAY) < begins_at {
                return Err(AuthError::NotYetValid);
            }
        }
        let issued_at = self.iat.map(|iat| numeric_date(&iat).ok_or(AuthError::Malformed)).transpose()?;
        if issued_at.is_some_and(|issued_at| now.plus(LEEWAY) < issued_at) {
            return Err(AuthError::NotYetValid);
        }
        // An `iat` is not later than now, apart from the leeway: a lifetime that begins in the
        // future would not be limited.
        if expires_at > issued_at.unwrap_or(now).plus(settings.max_lifetime) {
            return Err(AuthError::TooLong);
        }
        let Some(Value::String(sub)) = self.sub else { return Err(AuthError::Subject) };
        let user_id = UserId::parse(sub).map_err(|_| AuthError::Subject)?;
        Ok(Claims { user_id, issued_at, expires_at })
    }
}

/// Parses RFC 7519's `NumericDate`: seconds since 1970, of which a fraction is cut off. A JSON
/// string is not a date.
fn numeric_date(value: &Value) -> Option<Time> {
    let Value::Number(number) = value else { return None };
    seconds(number).map(|seconds| Time::from_millis(seconds.saturating_mul(1000)))
}

fn seconds(number: &Number) -> Option<i64> {
    let text = number.to_string();
    let (whole, fraction) = text.split_once('.').unwrap_or((&text, "0"));
    let is_plain = fraction.bytes().all(|byte| byte.is_ascii_digit());
    let seconds: i64 = whole.parse().ok()?;
    (is_plain && seconds >= 0).then_some(seconds)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Algorithm;
    use proptest::prelude::*;
    use serde_json::json;

    const NOW: i64 = 1_795_000_000;

    const DAY: i64 = 86_400;

    fn check(claims: Value) -> Result<Claims, AuthError> {
        let raw: Raw = serde_json::from_value(claims).unwrap();
        let settings = Settings {
            algorithm: Algorithm::EdDsa,
            issuer: "iss".to_owned(),
            audience: "aud".to_owned(),
            jwks_url: String::new(),
            max_lifetime: Duration::from_hours(24),
        };
        raw.check(&settings, Time::from_millis(NOW * 1000))
    }

    fn with(field: &str, value: Value) -> Value {
        let mut claims = json!({"iss": "iss", "aud": "aud", "sub": "u-1", "exp": NOW + 60});
        claims[field] = value;
        claims
    }

    #[test]
    fn the_end_is_the_end() {
        assert!(check(with("exp", json!(NOW + 1))).is_ok());
        assert_eq!(check(with("exp", json!(NOW))), Err(AuthError::Expired));
    }

    #[test]
    fn the_beginning_is_honoured() {
        assert!(check(with("nbf", json!(NOW + 5))).is_ok());
        assert_eq!(check(with("nbf", json!(NOW + 6))), Err(AuthError::NotYetValid));
        assert_eq!(check(with("nbf", json!("soon"))), Err(AuthError::Malformed));
    }

    fn lasting(iat: Option<i64>, exp: i64) -> Result<Claims, AuthError> {
        let mut claims = with("exp", json!(exp));
        if let Some(iat) = iat {
            claims["iat"] = json!(iat);
        }
        check(claims)
    }

    #[test]
    fn a_lifetime_has_a_limit_and_begins_when_the_token_was_issued() {
        assert!(lasting(None, NOW + DAY).is_ok());
        assert_eq!(lasting(None, NOW + DAY + 1), Err(AuthError::TooLong));
        assert_eq!(
            lasting(Some(NOW - 100), NOW + DAY - 100).unwrap().issued_at,
            Some(Time::from_millis((NOW - 100) * 1000))
        );
        assert_eq!(lasting(Some(NOW - 100), NOW + DAY), Err(AuthError::TooLong));
        assert!(lasting(Some(NOW + 5), NOW + DAY).is_ok(), "the exchange's clock may be ahead");
        for iat in [NOW + 6, NOW + DAY, i64::MAX] {
            assert_eq!(lasting(Some(iat), i64::MAX), Err(AuthError::NotYetValid), "{iat}");
        }
        for exp in [NOW + 10 * DAY, 253_402_207_200, i64::MAX / 1000, i64::MAX] {
            assert_eq!(lasting(None, exp), Err(AuthError::TooLong), "{exp}");
            assert_eq!(lasting(Some(0), exp), Err(AuthError::TooLong), "{exp}");
        }
        assert_eq!(check(with("iat", json!("now"))), Err(AuthError::Malformed));
        assert_eq!(check(with("iat", json!(-1))), Err(AuthError::Malformed));
    }

    proptest! {
        #[test]
        fn no_token_is_good_for_longer_than_a_day(iat in prop::option::of(any::<i64>()), exp: i64) {
            if let Ok(claims) = lasting(iat, exp) {
                let latest = Time::from_millis((NOW + DAY) * 1000).plus(LEEWAY);
                prop_assert!(claims.expires_at <= latest);
            }
        }

        #[test]
        fn a_token_of_these_days_is_judged_by_its_lifetime(age in 0..DAY, lifetime in 1..2 * DAY) {
            let judged = lasting(Some(NOW - age), NOW - age + lifetime);
            let expected = match (lifetime <= age, lifetime <= DAY) {
                (true, _) => Err(AuthError::Expired),
                (false, false) => Err(AuthError::TooLong),
                (false, true) => Ok(()),
            };
            prop_assert_eq!(judged.map(drop), expected);
        }
    }

    #[test]
    fn when_it_was_issued_is_known_if_it_says_so() {
        assert_eq!(
            check(with("iat", json!(NOW - 5))).unwrap().issued_at,
            Some(Time::from_millis((NOW - 5) * 1000))
        );
        assert_eq!(check(with("aud", json!("aud"))).unwrap().issued_at, None);
        assert_eq!(check(with("iat", json!("soon"))), Err(AuthError::Malformed));
    }

    #[test]
    fn a_date_is_a_number_of_seconds() {
        let fraction: Value = serde_json::from_str(&format!("{}.75", NOW + 60)).unwrap();
        let expires_at = check(with("exp", fraction)).unwrap().expires_at;
        assert_eq!(expires_at, Time::from_millis((NOW + 60) * 1000));
        let exponent: Value = serde_json::from_str("1.9e9").unwrap();
        for bad in [json!(format!("{}", NOW + 60)), json!(-1), json!([NOW]), json!(true), exponent] {
            assert_eq!(check(with("exp", bad.clone())), Err(AuthError::Malformed), "{bad}");
        }
        assert_eq!(check(with("exp", Value::Null)), Err(AuthError::NoExpiry));
        let huge: Value = serde_json::from_str("99999999999999999999999").unwrap();
        assert_eq!(check(with("exp", huge)), Err(AuthError::Malformed));
    }

    #[test]
    fn the_audience_may_be_a_list() {
        assert!(check(with("aud", json!(["other", "aud"]))).is_ok());
        for bad in [json!(["other"]), json!([]), json!(["au", "d"]), json!(7), Value::Null] {
            assert_eq!(check(with("aud", bad.clone())), Err(AuthError::Audience), "{bad}");
        }
    }

    #[test]
    fn the_issuer_is_one_text() {
        for bad in [json!("other"), json!(["iss"]), Value::Null] {
            assert_eq!(check(with("iss", bad.clone())), Err(AuthError::Issuer), "{bad}");
        }
    }

    #[test]
    fn the_subject_is_a_user_id() {
        for bad in [json!(""), json!("a b"), json!(42), Value::Null] {
            assert_eq!(check(with("sub", bad.clone())), Err(AuthError::Subject), "{bad}");
        }
    }
}
