//! In what language, and by the clock of which zone, a trader reads.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::schema::Schema;

/// A language that we speak.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum Language {
    /// What is spoken with everybody whose language we don't speak.
    #[default]
    English,
    /// As it is written in Germany.
    German,
}

impl Language {
    /// All of them.
    pub const ALL: [Self; 2] = [Self::English, Self::German];

    /// Its ISO 639 code: `en`, `de`.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::German => "de",
        }
    }

    /// The language of a BCP 47 tag (`de-AT`) or of a system's locale (`en_US`), in any case. `None` where we
    /// don't speak it, and where the text is no tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let spoken = tag.split(['-', '_']).next()?;
        Self::ALL.into_iter().find(|language| language.code().eq_ignore_ascii_case(spoken))
    }
}

/// The longest language tag, in characters: RFC 5646, section 4.4.1.
const MAX_LANGUAGE_TAG: usize = 35;

/// Whether this has the shape of a BCP 47 tag; whether anybody speaks it is not asked.
pub fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= MAX_LANGUAGE_TAG && parts.next().is_some_and(is_language) && parts.all(is_subtag)
}

/// What [`is_language_tag`] takes.
pub fn language_tag_schema() -> Schema {
    Schema::text().length(2..=MAX_LANGUAGE_TAG).pattern("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
}

/// What has the characters of a zone's name; only the database knows whether it is one.
pub fn zone_schema() -> Schema {
    Schema::text().pattern("[A-Za-z0-9_+/-]+")
}

/// The zone of this IANA name, in any case. `None` where the database has none of this name.
///
/// The database is the one that was compiled in; the system is not asked.
pub fn zone(name: &str) -> Option<TimeZone> {
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    // `Etc/Unknown` is in the database, and says that nothing is known.
    (!zone.is_unknown()).then_some(zone)
}

/// How a trader reads.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// The language of the texts, and how it writes numbers and dates.
    pub language: Language,
    /// The zone of the times.
    pub zone: TimeZone,
}

impl Default for Locale {
    /// English, in UTC.
    fn default() -> Self {
        Self { language: Language::default(), zone: TimeZone::UTC }
    }
}

impl Locale {
    /// The first of the tags whose language we speak, else English; the first of the zones that exists, else
    /// UTC. Who knows more of the trader's present place comes first: the device, then the preferences, then
    /// the profile.
    pub fn choose<'a>(
        tags: impl IntoIterator<Item = &'a str>,
        zones: impl IntoIterator<Item = &'a str>,
    ) -> Self {
        Self {
            language: tags.into_iter().find_map(Language::of_tag).unwrap_or_default(),
            zone: zones.into_iter().find_map(zone).unwrap_or(TimeZone::UTC),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_of_any_form_names_its_language() {
        for (tag, language) in [
            ("de", Some(Language::German)),
            ("DE", Some(Language::German)),
            ("de-AT", Some(Language::German)),
            ("de_CH.UTF-8", Some(Language::German)),
            ("de-Latn-DE-1996", Some(Language::German)),
            ("en_US", Some(Language::English)),
            ("EN-gb", Some(Language::English)),
            ("fr-CH", None),
            ("den", None),
            ("deutsch", None),
            ("C", None),
            ("-de", None),
            ("", None),
            ("é", None),
        ] {
            assert_eq!(Language::of_tag(tag), language, "{tag:?}");
        }
        for language in Language::ALL {
            assert_eq!(Language::of_tag(language.code()), Some(language));
        }
    }

    #[test]
    fn the_first_language_and_the_first_zone_that_we_know_count() {
        let locale = Locale::choose(["fr", "de-AT", "en"], ["Mars/Olympus", "europe/vienna", "Asia/Tokyo"]);
        assert_eq!(locale.language, Language::German);
        assert_eq!(locale.zone.iana_name(), Some("Europe/Vienna"));
    }

    #[test]
    fn who_says_nothing_that_we_know_reads_english_in_utc() {
        assert_eq!(Locale::choose([], []), Locale::default());
        let unknown = Locale::choose(["fr", "tlh", ""], ["", "CET+1", "../etc/passwd", "Etc/Unknown"]);
        assert_eq!(unknown, Locale::default());
        assert_eq!((unknown.language.code(), unknown.zone.iana_name()), ("en", Some("UTC")));
    }
}
