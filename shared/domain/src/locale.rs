//! The language and the time zone of a trader's texts.

use jiff::tz::{TimeZone, TimeZoneDatabase};

use crate::schema::Schema;

include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// The separators of a language.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Separators {
    /// The separator between two groups of three digits of the integer.
    pub(crate) group: &'static str,
    /// The separator between the integer and the fraction.
    pub(crate) point: &'static str,
    /// The minus sign.
    pub(crate) minus: &'static str,
    /// The number of digits from which an integer is grouped.
    pub(crate) grouped_from: usize,
}

/// A language, as the catalogue and CLDR describe it.
struct LanguageSpec {
    code: &'static str,
    separators: Separators,
    /// The plural categories of 0 to 199, as numbers of the catalogue's compiler.
    plurals: &'static [u8; 200],
    /// The category of the multiples of a million.
    million: u8,
}

impl Language {
    fn spec(self) -> &'static LanguageSpec {
        &LANGUAGES[self as usize]
    }

    /// Returns the language tag: `en`, `pt-BR`.
    pub fn code(self) -> &'static str {
        self.spec().code
    }

    /// Returns the language of a BCP 47 tag (`de-AT`) or of a system locale (`en_US`), in any case: the one
    /// with the same tag, else the first with the same language. `None` if there is none or the text is not
    /// a tag.
    pub fn of_tag(tag: &str) -> Option<Self> {
        let language = |tag: &str| tag.split(['-', '_', '.']).next().unwrap_or_default().to_ascii_lowercase();
        let is_same = |known: &Self| known.code().eq_ignore_ascii_case(tag);
        let spoken = language(tag);
        let exact = Self::ALL.into_iter().find(is_same);
        exact.or_else(|| Self::ALL.into_iter().find(|known| language(known.code()) == spoken))
    }

    /// Returns how numbers are written.
    pub(crate) fn separators(self) -> Separators {
        self.spec().separators
    }

    /// Returns the plural category of a number of things.
    pub(crate) fn plural(self, number: u64) -> u8 {
        let LanguageSpec { plurals, million, .. } = self.spec();
        if number >= 200 && number.is_multiple_of(1_000_000) {
            return *million;
        }
        let stored = if number < 200 { number } else { 100 + number % 100 };
        usize::try_from(stored).ok().and_then(|stored| plurals.get(stored)).copied().unwrap_or(*million)
    }
}

/// The maximum length of a language tag in characters: RFC 5646, section 4.4.1.
const MAX_LANGUAGE_TAG: usize = 35;

/// Whether the text has the form of a BCP 47 tag. It is not checked whether the language exists.
pub fn is_language_tag(text: &str) -> bool {
    let mut parts = text.split('-');
    let is_language =
        |part: &str| (2..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphabetic());
    let is_subtag =
        |part: &str| (1..=8).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_alphanumeric());
    text.len() <= MAX_LANGUAGE_TAG && parts.next().is_some_and(is_language) && parts.all(is_subtag)
}

/// Returns the JSON Schema of what [`is_language_tag`] accepts.
pub fn language_tag_schema() -> Schema {
    Schema::text().length(2..=MAX_LANGUAGE_TAG).pattern("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*")
}

/// Returns the JSON Schema of a text with the characters of a zone's name. Only the database knows whether
/// the zone exists.
pub fn zone_schema() -> Schema {
    Schema::text().pattern("[A-Za-z0-9_+/-]+")
}

/// Returns the zone with this IANA name, in any case; `None` if the database has no such zone.
///
/// The database is the one that was compiled in; that of the operating system is not used.
pub fn zone(name: &str) -> Option<TimeZone> {
    let zone = TimeZoneDatabase::bundled().get(name).ok()?;
    // `Etc/Unknown` is in the database, but stands for an unknown zone.
    (!zone.is_unknown()).then_some(zone)
}

/// The language and the zone of texts.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Locale {
    /// The language of the texts, and the format of numbers and dates.
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
    /// Returns the first supported language of the tags, else English, and the first existing zone, else
    /// UTC. The sources come in the order in which they know the trader's present situation: the device,
    /// then the preferences, then the profile.
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
            ("de", Some(Language::De)),
            ("DE", Some(Language::De)),
            ("de-AT", Some(Language::De)),
            ("de_CH.UTF-8", Some(Language::De)),
            ("de-Latn-DE-1996", Some(Language::De)),
            ("en_US", Some(Language::En)),
            ("EN-gb", Some(Language::En)),
            ("tlh-CH", None),
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
        let locale = Locale::choose(["tlh", "de-AT", "en"], ["Mars/Olympus", "europe/vienna", "Asia/Tokyo"]);
        assert_eq!(locale.language, Language::De);
        assert_eq!(locale.zone.iana_name(), Some("Europe/Vienna"));
    }

    #[test]
    fn who_says_nothing_that_we_know_reads_english_in_utc() {
        assert_eq!(Locale::choose([], []), Locale::default());
        let unknown = Locale::choose(["xyz", "tlh", ""], ["", "CET+1", "../etc/passwd", "Etc/Unknown"]);
        assert_eq!(unknown, Locale::default());
        assert_eq!((unknown.language.code(), unknown.zone.iana_name()), ("en", Some("UTC")));
    }
}
