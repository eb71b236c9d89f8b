//! The operator's settings: the file of `--parameters`, over the defaults of the template.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use saphyr::{LoadableYamlNode as _, ScalarOwned, YamlOwned};

use crate::error::{Error, file};

/// Returns the path of the template of the whole system.
pub(crate) fn template() -> PathBuf {
    local::root().join("infra/template.yaml")
}

/// Returns the text of [`template`].
pub(crate) fn template_text() -> Result<String, Error> {
    fs::read_to_string(template()).map_err(|error| file(template(), error))
}

/// The settings of one stack.
#[derive(Debug, Default)]
pub(crate) struct Settings {
    /// Values of the template's parameters that the operator has set.
    pub(crate) given: BTreeMap<String, String>,
    /// The template's defaults; `None` where a parameter has none.
    pub(crate) defaults: BTreeMap<String, Option<String>>,
    /// The file with Firebase's service account.
    pub(crate) fcm: Option<PathBuf>,
    /// The file with the bot's token and the webhook's secret.
    pub(crate) telegram: Option<PathBuf>,
    /// The markets that the hosted console shows.
    pub(crate) symbols: Vec<String>,
}

impl Settings {
    /// Reads the settings. Without a file there are only the defaults.
    pub(crate) fn read(parameters: Option<&Path>) -> Result<Self, Error> {
        let mut settings = Self { defaults: defaults(&template_text()?)?, ..Self::default() };
        if let Some(path) = parameters {
            let text = fs::read_to_string(path).map_err(|error| file(path, error))?;
            settings.take(&text, path)?;
        }
        Ok(settings)
    }

    fn take(&mut self, text: &str, path: &Path) -> Result<(), Error> {
        let wrong = |what: String| file(path, what);
        let document = document(text).map_err(wrong)?;
        for (section, content) in pairs(&document).ok_or_else(|| wrong("must be a mapping".to_owned()))? {
            let pairs = pairs(content).ok_or_else(|| wrong(format!("`{section}` must be a mapping")))?;
            for (key, value) in pairs {
                let text = || {
                    scalar(value)
                        .ok_or_else(|| wrong(format!("`{section}.{key}` must be a text or a number")))
                };
                match (section, key) {
                    ("parameters", name) if !self.defaults.contains_key(name) => {
                        return Err(wrong(format!("the template has no parameter {name}")));
                    }
                    ("parameters", name) => {
                        self.given.insert(name.to_owned(), text()?);
                    }
                    ("secrets", "fcm") => self.fcm = Some(beside(path, &text()?)),
                    ("secrets", "telegram") => self.telegram = Some(beside(path, &text()?)),
                    ("console", "symbols") => {
                        let symbols =
                            value.as_sequence().map(|list| list.iter().map(scalar).collect::<Option<_>>());
                        let not_a_list = || wrong("`console.symbols` must be a list of markets".to_owned());
                        self.symbols = symbols.flatten().ok_or_else(not_a_list)?;
                    }
                    _ => {
                        return Err(wrong(format!(
                            "`{section}.{key}` is not known; there are parameters.NAME, secrets.fcm, secrets.telegram and \
                             console.symbols"
                        )));
                    }
                }
            }
        }
        Ok(())
    }

    /// Returns the value of a parameter: the operator's, else the default.
    pub(crate) fn value(&self, name: &str) -> Option<&str> {
        let default = || self.defaults.get(name)?.as_deref();
        self.given.get(name).map(String::as_str).or_else(default)
    }

    /// Returns the value of a parameter that is an integer.
    pub(crate) fn number(&self, name: &str) -> Option<u64> {
        self.value(name)?.parse().ok()
    }

    /// Whether an external channel is enabled.
    pub(crate) fn uses(&self, channel: &str) -> bool {
        self.value("Channels").is_none_or(|all| all.split(',').any(|used| used == channel))
    }

    /// Fails if a parameter has neither a value nor a default: CloudFormation would refuse it.
    pub(crate) fn must_be_complete(&self) -> Result<(), Error> {
        let missing = self.defaults.keys().filter(|name| self.value(name).is_none());
        let missing: Vec<String> = missing.cloned().collect();
        if missing.is_empty() { Ok(()) } else { Err(Error::MissingParameters(missing)) }
    }
}

/// Resolves a path relative to the folder of the file that names it.
fn beside(file: &Path, path: &str) -> PathBuf {
    file.parent().unwrap_or(Path::new("")).join(path)
}

/// Returns the template's parameters with their defaults.
fn defaults(template: &str) -> Result<BTreeMap<String, Option<String>>, Error> {
    let wrong = |what: String| file(self::template(), what);
    let document = document(template).map_err(wrong)?;
    let parameters = document.as_mapping_get("Parameters").and_then(pairs);
    let parameters = parameters.ok_or_else(|| wrong("has no parameters".to_owned()))?;
    let default = |parameter: &YamlOwned| scalar(parameter.as_mapping_get("Default")?);
    Ok(parameters.into_iter().map(|(name, parameter)| (name.to_owned(), default(parameter))).collect())
}

fn document(text: &str) -> Result<YamlOwned, String> {
    let mut documents = YamlOwned::load_from_str(text).map_err(|error| error.to_string())?;
    match documents.len() {
        1 => Ok(documents.remove(0)),
        number => Err(format!("must be one YAML document, and is {number}")),
    }
}

fn pairs(node: &YamlOwned) -> Option<Vec<(&str, &YamlOwned)>> {
    node.as_mapping()?.iter().map(|(key, value)| Some((key.as_str()?, value))).collect()
}

fn scalar(node: &YamlOwned) -> Option<String> {
    match node {
        YamlOwned::Value(ScalarOwned::String(text)) => Some(text.clone()),
        YamlOwned::Value(ScalarOwned::Integer(number)) => Some(number.to_string()),
        YamlOwned::Value(ScalarOwned::FloatingPoint(number)) => Some(number.to_string()),
        YamlOwned::Value(ScalarOwned::Boolean(boolean)) => Some(boolean.to_string()),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Result<Settings, String> {
        let mut settings =
            Settings { defaults: defaults(&template_text().unwrap()).unwrap(), ..Settings::default() };
        settings.take(text, Path::new("deploy/settings.yaml")).map_err(|error| error.to_string())?;
        Ok(settings)
    }

    #[test]
    fn what_is_given_wins_over_the_defaults_of_the_template() {
        let settings = read("parameters: {JwtIssuer: 'https://id.example', EmailPerSecond: 50}").unwrap();
        assert_eq!(settings.value("JwtIssuer"), Some("https://id.example"));
        assert_eq!(settings.number("EmailPerSecond"), Some(50));
        assert_eq!(settings.value("StageName"), Some("live"));
        assert_eq!(settings.value("JwtAudience"), None);
        assert!(settings.must_be_complete().unwrap_err().to_string().contains("JwtAudience"));
    }

    #[test]
    fn secrets_are_files_beside_the_file() {
        let settings = read("secrets: {fcm: service-account.json, telegram: /etc/bot.json}").unwrap();
        assert_eq!(settings.fcm.as_deref(), Some(Path::new("deploy/service-account.json")));
        assert_eq!(settings.telegram.as_deref(), Some(Path::new("/etc/bot.json")));
    }

    #[test]
    fn what_is_not_known_is_refused_by_its_name() {
        for (text, named) in [
            ("parameters: {JwtIsuer: x}", "JwtIsuer"),
            ("secrets: {apns: x}", "secrets.apns"),
            ("console: {symbols: BTC-USDT}", "console.symbols"),
            ("- 1", "mapping"),
        ] {
            let error = read(text).unwrap_err();
            assert!(error.contains(named) && error.contains("settings.yaml"), "{error}");
        }
    }
}
