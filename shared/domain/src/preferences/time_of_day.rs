//! The format of a time of day.

use jiff::civil::Time as WallTime;

use crate::schema::Schema;

/// Returns a time of day from `HH:MM`, from `00:00` to `23:59`; `None` for any other text.
pub fn time_of_day(text: &str) -> Option<WallTime> {
    let (hours, minutes) = text.split_once(':')?;
    let number = |text: &str| {
        let has_two_digits = text.len() == 2 && text.bytes().all(|byte| byte.is_ascii_digit());
        has_two_digits.then(|| text.parse::<i8>().ok()).flatten()
    };
    WallTime::new(number(hours)?, number(minutes)?, 0, 0).ok()
}

/// Returns the JSON Schema of what [`time_of_day`] accepts.
pub fn time_of_day_schema() -> Schema {
    Schema::text().pattern("([01][0-9]|2[0-3]):[0-5][0-9]")
}
