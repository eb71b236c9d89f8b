//! The traders to whom a broadcast is addressed.

use std::collections::BTreeSet;

use serde_json::{Map, Value};

use super::rejection::Rejection;
use crate::ids::UserId;
use crate::schema::Schema;
use crate::topics::{Topic, Topics};

/// The maximum number of traders that an audience names.
pub const MAX_NAMED_USERS: usize = 1_000;

/// The maximum number of countries, languages or topics of an audience.
pub const MAX_CHOICES: usize = 200;

/// The name of the audience in an event.
pub const AUDIENCE: &str = "audience";

/// The name, in an event and in an audience, of those who do not belong to it.
pub const EXCLUDE: &str = "exclude";

const KEYS: &str = "must have all, or any of topics, countries, languages and users";

const TOPICS: &str = "must be a list of 1 to 200 topics such as market:BTC-USDT, each of at most 64 characters of \
                      A-Z a-z 0-9 . _ : / @ -";

/// The requirements on a trader, who meets them if each list has the trader's value. An empty list requires nothing.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Rule {
    topics: BTreeSet<Topic>,
    countries: BTreeSet<String>,
    languages: BTreeSet<String>,
    users: BTreeSet<UserId>,
}

/// The traders to whom a broadcast is addressed: those who meet every list of it, and are not excluded.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Audience {
    rule: Rule,
    excluded: Vec<Rule>,
}

/// The properties of a trader that decide whether an audience includes the trader.
#[derive(Debug, Clone, Copy)]
pub struct Member<'a> {
    /// The trader.
    pub user_id: &'a UserId,
    /// The country of residence (ISO 3166-1 alpha-2), if it is known.
    pub country: Option<&'a str>,
    /// The tag of the language in which the trader is addressed.
    pub language: &'a str,
    /// The trader's topics.
    pub topics: &'a Topics,
}

impl Audience {
    /// Reads an audience, and those whom the event excludes beside it.
    ///
    /// # Errors
    /// A rejection that names the first field that cannot be read: unlike in an event's own data, a field that
    /// was dropped would reach traders who must not be reached. Not retryable.
    pub(crate) fn read(audience: Value, exclude: Option<Value>) -> Result<Self, Rejection> {
        let Value::Object(mut fields) = audience else { return Err(Rejection::bad(AUDIENCE, KEYS)) };
        let inside = fields.shift_remove(EXCLUDE).filter(|value| !value.is_null());
        let rule = Rule::read(AUDIENCE, fields)?;
        let places = [(format!("{AUDIENCE}.{EXCLUDE}"), inside), (EXCLUDE.to_owned(), exclude)];
        let mut excluded = Vec::new();
        for (place, value) in places {
            match value {
                None => {}
                Some(Value::Object(fields)) => excluded.push(Rule::read(&place, fields)?),
                Some(_) => return Err(Rejection::bad(place, KEYS)),
            }
        }
        Ok(Self { rule, excluded })
    }

    /// Returns the only traders whom it can include, in the order of their IDs; `None` if it names none.
    pub fn named_users(&self) -> Option<&BTreeSet<UserId>> {
        Some(&self.rule.users).filter(|users| !users.is_empty())
    }

    /// Whether the audience includes this trader.
    pub fn includes(&self, member: &Member<'_>) -> bool {
        self.rule.is_met_by(member) && !self.excluded.iter().any(|rule| rule.is_met_by(member))
    }

    /// Whether it depends on the traders' topics.
    pub fn asks_for_topics(&self) -> bool {
        std::iter::once(&self.rule).chain(&self.excluded).any(|rule| !rule.topics.is_empty())
    }

    /// Returns the JSON Schema of an audience.
    pub(crate) fn schema() -> Schema {
        rule_schema().nullable(EXCLUDE, rule_schema().described("Traders who do not belong to it."))
    }

    /// Returns the JSON Schema of those whom an event excludes.
    pub(crate) fn exclude_schema() -> Schema {
        rule_schema()
    }
}

fn rule_schema() -> Schema {
    let tag = Schema::text().pattern("[A-Za-z0-9]{1,8}(-[A-Za-z0-9]{1,8})*");
    let country = Schema::text().pattern("[A-Z]{2}");
    Schema::object()
        .optional("all", Schema::constant(true).described("Every trader."))
        .nullable("topics", Schema::list(Topic::schema()).described("Any of these topics, at most 200."))
        .nullable("countries", Schema::list(country).described("Any of these countries of residence."))
        .nullable("languages", Schema::list(tag).described("Any of these languages; `de` includes `de-AT`."))
        .nullable(
            "users",
            Schema::list(crate::ids::schema()).described("Any of these traders, at most 1,000."),
        )
}

impl Rule {
    fn read(place: &str, mut fields: Map<String, Value>) -> Result<Self, Rejection> {
        let bad = |name: &str, must: &str| Rejection::bad(format!("{place}.{name}"), must);
        let mut take = |name: &str| fields.shift_remove(name).filter(|value| !value.is_null());
        let all = match take("all") {
            None => false,
            Some(Value::Bool(true)) => true,
            Some(_) => return Err(bad("all", "must be true")),
        };
        let mut list = |name: &str, most: usize, must: &str| match take(name) {
            None => Ok(None),
            Some(Value::Array(words)) if !words.is_empty() && words.len() <= most => {
                let words: Option<BTreeSet<String>> =
                    words.iter().map(|word| word.as_str().map(str::to_owned)).collect();
                words.map(Some).ok_or_else(|| bad(name, must))
            }
            Some(_) => Err(bad(name, must)),
        };
        let countries =
            list("countries", MAX_CHOICES, "must be a list of 1 to 200 country codes such as AT")?;
        let languages =
            list("languages", MAX_CHOICES, "must be a list of 1 to 200 language tags such as de")?;
        let topics = list("topics", MAX_CHOICES, TOPICS)?;
        let must = "must be a list of 1 to 1,000 users";
        let users = list("users", MAX_NAMED_USERS, must)?;
        // A trader whom an unknown list would leave out must not get the broadcast.
        if let Some(unknown) = fields.keys().next() {
            return Err(bad(unknown, "is not known"));
        }
        let is_code = |code: &String| code.len() == 2 && code.bytes().all(|byte| byte.is_ascii_uppercase());
        if countries.iter().flatten().any(|code| !is_code(code)) {
            return Err(bad("countries", "must be country codes such as AT (ISO 3166-1 alpha-2)"));
        }
        if !all && topics.is_none() && countries.is_none() && languages.is_none() && users.is_none() {
            return Err(Rejection::bad(place, KEYS));
        }
        let topics: Option<BTreeSet<Topic>> =
            topics.unwrap_or_default().iter().map(|topic| Topic::parse(topic)).collect();
        let users: Option<BTreeSet<UserId>> =
            users.unwrap_or_default().into_iter().map(|user| UserId::parse(user).ok()).collect();
        Ok(Self {
            topics: topics.ok_or_else(|| bad("topics", TOPICS))?,
            countries: countries.unwrap_or_default(),
            languages: languages.unwrap_or_default().iter().map(|tag| tag.to_ascii_lowercase()).collect(),
            users: users.ok_or_else(|| bad("users", must))?,
        })
    }

    fn is_met_by(&self, member: &Member<'_>) -> bool {
        let is_country = || member.country.is_some_and(|country| self.countries.contains(country));
        (self.topics.is_empty() || self.topics.iter().any(|topic| member.topics.has(topic)))
            && (self.countries.is_empty() || is_country())
            && (self.languages.is_empty() || self.languages.iter().any(|tag| is_within(member.language, tag)))
            && (self.users.is_empty() || self.users.contains(member.user_id))
    }
}

/// Whether a language is this one, or one of its variants: `de-AT` is within `de`. The tag is in lower case.
fn is_within(language: &str, tag: &str) -> bool {
    let language = language.to_ascii_lowercase();
    language.strip_prefix(tag).is_some_and(|rest| rest.is_empty() || rest.starts_with('-'))
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;
    use crate::time::Time;
    use crate::topics::NO_TOPICS;

    fn read(audience: Value) -> Result<Audience, Option<String>> {
        Audience::read(audience, None).map_err(|rejection| rejection.field)
    }

    fn includes(audience: Value, user: &str, country: Option<&str>, language: &str) -> bool {
        let user_id = &UserId::parse(user).unwrap();
        read(audience).unwrap().includes(&Member { user_id, country, language, topics: &NO_TOPICS })
    }

    #[test]
    fn lists_are_combined_by_and_and_a_list_by_or() {
        let audience = json!({"countries": ["AT", "DE"], "languages": ["de"]});
        assert!(includes(audience.clone(), "u-1", Some("AT"), "de-AT"));
        assert!(includes(audience.clone(), "u-1", Some("DE"), "DE"));
        assert!(!includes(audience.clone(), "u-1", Some("CH"), "de"));
        assert!(!includes(audience.clone(), "u-1", Some("DE"), "den"));
        assert!(!includes(audience, "u-1", None, "de"));
        assert!(includes(json!({"all": true}), "u-1", None, "en"));
        assert!(includes(json!({"users": ["u-1", "u-2"]}), "u-2", None, "en"));
        assert!(!includes(json!({"users": ["u-1", "u-2"]}), "u-3", None, "en"));
    }

    #[test]
    fn who_is_excluded_is_not_included_wherever_it_is_written() {
        let audience = json!({"all": true, "exclude": {"countries": ["US"]}});
        assert!(!includes(audience.clone(), "u-1", Some("US"), "en"));
        assert!(includes(audience.clone(), "u-1", None, "en"));
        let beside = Audience::read(audience, Some(json!({"users": ["u-2"]}))).unwrap();
        for (user, country, is_included) in [("u-1", "AT", true), ("u-2", "AT", false), ("u-1", "US", false)]
        {
            let user_id = &UserId::parse(user).unwrap();
            let country = Some(country);
            let member = Member { user_id, country, language: "en", topics: &NO_TOPICS };
            assert_eq!(beside.includes(&member), is_included, "{user} {country:?}");
        }
    }

    #[test]
    fn any_topic_of_a_list_suffices_and_other_lists_must_be_met_too() {
        let stated = ["holds:BTC", "tier:vip"].map(|text| (Topic::parse(text).unwrap(), Time::EPOCH));
        let topics = Topics { stated: stated.into(), ..Topics::default() };
        let user_id = &UserId::parse("u-1").unwrap();
        let member = Member { user_id, country: Some("AT"), language: "de", topics: &topics };
        for (audience, is_included) in [
            (json!({"topics": ["holds:ETH", "holds:BTC"]}), true),
            (json!({"topics": ["holds:ETH", "tier"]}), false),
            (json!({"topics": ["tier:vip"], "countries": ["AT"]}), true),
            (json!({"topics": ["tier:vip"], "countries": ["DE"]}), false),
            (json!({"all": true, "exclude": {"topics": ["tier:vip"]}}), false),
            (json!({"all": true, "exclude": {"topics": ["tier:new"]}}), true),
            (json!({"all": true, "exclude": {"topics": ["tier:vip"], "countries": ["DE"]}}), true),
        ] {
            let read = read(audience.clone()).unwrap();
            assert!(read.asks_for_topics());
            assert_eq!(read.includes(&member), is_included, "{audience}");
        }
        assert!(!read(json!({"all": true, "exclude": {"countries": ["DE"]}})).unwrap().asks_for_topics());
    }

    #[test]
    fn what_cannot_be_read_is_refused_and_never_addresses_more_traders() {
        for (audience, field) in [
            (json!([]), "audience"),
            (json!({}), "audience"),
            (json!({"all": false}), "audience.all"),
            (json!({"countries": []}), "audience.countries"),
            (json!({"countries": ["at"]}), "audience.countries"),
            (json!({"countries": [7]}), "audience.countries"),
            (json!({"topics": []}), "audience.topics"),
            (json!({"topics": "tier:vip"}), "audience.topics"),
            (json!({"topics": ["tier vip"]}), "audience.topics"),
            (json!({"topics": vec!["t"; 201]}), "audience.topics"),
            (json!({"all": true, "exclude": {"topics": [""]}}), "audience.exclude.topics"),
            (json!({"all": true, "tiers": ["vip"]}), "audience.tiers"),
            (json!({"users": ["a b"]}), "audience.users"),
            (json!({"users": vec!["u"; 1_001]}), "audience.users"),
            (json!({"all": true, "exclude": {}}), "audience.exclude"),
            (json!({"all": true, "exclude": "US"}), "audience.exclude"),
            (json!({"all": true, "exclude": {"country": ["US"]}}), "audience.exclude.country"),
        ] {
            assert_eq!(read(audience.clone()), Err(Some(field.to_owned())), "{audience}");
        }
    }
}
