//! The two browsers in which the tests run, and what each of them does in its own way: Chromium by its `DevTools`
//! protocol, Firefox by `WebDriver` `BiDi` and its preferences.

use std::path::Path;
use std::sync::Mutex;

use fantoccini::Client;
use fantoccini::error::CmdError;
use fantoccini::wd::Capabilities;
use serde_json::{Value, json};

use crate::bidi::Bidi;
use crate::browser::{Command, WINDOW};
use crate::driver::{Driver, Kind};

const CHROMIUM_ARGUMENTS: [&str; 12] = [
    "--headless=new",
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-dev-shm-usage",
    "--lang=en",
    // A browser ends with the process that holds the other end of this pipe.
    "--remote-debugging-pipe",
    // Of two tabs only one is in front; the other one must run nevertheless.
    "--disable-backgrounding-occluded-windows",
];

/// The state of the connection with a browser.
pub(crate) enum Engine {
    /// With the entries of the log that were read so far: the driver returns each of them once.
    Chromium(Mutex<Vec<Value>>),
    Firefox(Bidi),
}

/// A setting of the trader's system or network.
pub(crate) enum Setting<'s> {
    /// The colour scheme, `light` or `dark`; nothing moves.
    ColourScheme(&'s str),
    /// The languages that the browser asks for.
    Language(&'s str),
    /// Whether there is no network.
    Offline(bool),
}

/// Returns the capabilities of a new session with the driver's browser, with a profile of its own.
pub(crate) fn capabilities(driver: &Driver) -> Capabilities {
    let capabilities = match driver.kind {
        Kind::Chromium => chromium(&driver.browser, &driver.user_data()),
        Kind::Firefox => firefox(&driver.browser),
    };
    let Value::Object(capabilities) = capabilities else { unreachable!() };
    capabilities
}

fn chromium(binary: &Path, user_data: &Path) -> Value {
    let mut arguments: Vec<_> = CHROMIUM_ARGUMENTS.map(str::to_owned).to_vec();
    arguments.push(format!("--window-size={},{}", WINDOW.0, WINDOW.1));
    arguments.push(format!("--user-data-dir={}", user_data.display()));
    json!({
        "browserName": "chrome",
        "goog:chromeOptions": {"binary": binary, "args": arguments},
        "goog:loggingPrefs": {"browser": "ALL"},
        "timeouts": {"script": 60_000, "pageLoad": 60_000},
    })
}

fn firefox(binary: &Path) -> Value {
    json!({
        "browserName": "firefox",
        "moz:firefoxOptions": {
            "binary": binary,
            "args": ["-headless", format!("--width={}", WINDOW.0), format!("--height={}", WINDOW.1)],
            "prefs": {
                "intl.accept_languages": "en",
                "intl.locale.requested": "en-US",
                // A page that names no icon is otherwise asked for one, which its policy forbids.
                "browser.chrome.site_icons": false,
                // Otherwise a page of this machine is reached while there is no network.
                "network.disable-localhost-when-offline": true,
                "network.dns.offline-localhost": false,
            },
        },
        "timeouts": {"script": 60_000, "pageLoad": 60_000},
        "webSocketUrl": true,
    })
}

impl Engine {
    /// Prepares the session that was opened.
    pub(crate) async fn of(kind: Kind, client: &Client) -> Self {
        match kind {
            Kind::Chromium => Self::Chromium(Mutex::default()),
            Kind::Firefox => {
                let url = client.capabilities().and_then(|all| all.get("webSocketUrl")?.as_str());
                Self::Firefox(Bidi::connect(url.expect("the session has BiDi")).await)
            }
        }
    }

    /// Lets a script run before any script of the pages that are opened from now on: in Chromium those of the
    /// active window.
    pub(crate) async fn on_every_page(&self, client: &Client, script: &str) {
        match self {
            Self::Chromium(_) => {
                devtools(client, "Page.addScriptToEvaluateOnNewDocument", json!({"source": script})).await;
            }
            Self::Firefox(bidi) => {
                let function = format!("() => {{ {script} }}");
                bidi.command("script.addPreloadScript", json!({"functionDeclaration": function})).await;
            }
        }
    }

    /// Whether a script of `on_every_page` runs in all windows.
    pub(crate) const fn shares_scripts(&self) -> bool {
        matches!(self, Self::Firefox(_))
    }

    pub(crate) async fn set(&self, client: &Client, setting: Setting<'_>) {
        match self {
            Self::Chromium(_) => set_in_chromium(client, setting).await,
            Self::Firefox(_) => set_in_firefox(client, setting).await,
        }
    }

    /// Gives the active window's page this size, as a telephone has it.
    pub(crate) async fn viewport(&self, client: &Client, width: u32, height: u32) {
        match self {
            Self::Chromium(_) => {
                let metrics =
                    json!({"width": width, "height": height, "deviceScaleFactor": 1, "mobile": true});
                devtools(client, "Emulation.setDeviceMetricsOverride", metrics).await;
            }
            Self::Firefox(bidi) => {
                // Its handle of a window is the ID of the window's browsing context.
                let window: String = client.window().await.unwrap().into();
                let parameters = json!({"context": window, "viewport": {"width": width, "height": height}});
                bidi.command("browsingContext.setViewport", parameters).await;
            }
        }
    }

    /// Runs a script in the active window's page, with these arguments, and returns what it or its promise returns;
    /// what is thrown is the error.
    pub(crate) async fn call(
        &self,
        client: &Client,
        script: &str,
        arguments: Vec<Value>,
    ) -> Result<Value, String> {
        match self {
            Self::Chromium(_) => client.execute(script, arguments).await.map_err(|error| error.to_string()),
            Self::Firefox(bidi) => {
                // The classic command's scripts have global variables of their own, which the page does not see.
                let function = format!(
                    "async (given) => JSON.stringify((await (function () {{ {script}\n }})(...JSON.parse(given))) ?? null)"
                );
                let window: String = client.window().await.map_err(|error| error.to_string())?.into();
                let parameters = json!({
                    "functionDeclaration": function,
                    "arguments": [{"type": "string", "value": Value::from(arguments).to_string()}],
                    "target": {"context": window},
                    "awaitPromise": true,
                });
                let result = bidi.command("script.callFunction", parameters).await;
                match result["result"]["value"].as_str() {
                    Some(text) => Ok(serde_json::from_str(text).unwrap()),
                    None => Err(result["exceptionDetails"]["text"].to_string()),
                }
            }
        }
    }

    /// Returns the log since the browser was opened: each line's `level`, as chromedriver calls it, and `message`.
    pub(crate) async fn log(&self, client: &Client) -> Result<Vec<Value>, CmdError> {
        match self {
            Self::Chromium(read) => {
                let fresh = client.issue_cmd(Command("se/log", json!({"type": "browser"}))).await?;
                let mut read = read.lock().unwrap();
                read.extend(fresh.as_array().into_iter().flatten().cloned());
                Ok(read.clone())
            }
            Self::Firefox(bidi) => Ok(bidi.log().iter().map(line).collect()),
        }
    }
}

/// Returns an entry of `BiDi`'s log as a line of chromedriver's.
fn line(entry: &Value) -> Value {
    let text = entry["text"].as_str().unwrap_or_default();
    let level = match entry["level"].as_str() {
        // Of the browser's own code around a script that runs before the page: an error of the page has a stack, and
        // is among `seen.errors`.
        _ if text.starts_with("Error: Permission denied to access property")
            && entry["stackTrace"].is_null() =>
        {
            "INFO"
        }
        // A stream of prices that a page leaves open when it is left.
        _ if text.starts_with("Firefox can’t establish") || text.starts_with("The connection to ") => {
            "INFO"
        }
        Some("error") => "SEVERE",
        Some("warn") => "WARNING",
        Some("debug") => "DEBUG",
        _ => "INFO",
    };
    json!({"level": level, "message": text, "at": entry["stackTrace"]["callFrames"][0]})
}

/// Returns the answer of a `DevTools` command of Chromium.
pub(crate) async fn devtools(client: &Client, method: &str, parameters: Value) -> Value {
    let command = Command("goog/cdp/execute", json!({"cmd": method, "params": parameters}));
    client.issue_cmd(command).await.unwrap_or_else(|error| panic!("{method}: {error}"))
}

async fn set_in_chromium(client: &Client, setting: Setting<'_>) {
    match setting {
        Setting::ColourScheme(scheme) => {
            let features = json!({"features": [
                {"name": "prefers-color-scheme", "value": scheme},
                {"name": "prefers-reduced-motion", "value": "reduce"},
            ]});
            devtools(client, "Emulation.setEmulatedMedia", features).await;
        }
        Setting::Language(language) => {
            let agent = client.execute("return navigator.userAgent", vec![]).await.unwrap();
            let accepts = json!({"userAgent": agent, "acceptLanguage": language});
            devtools(client, "Emulation.setUserAgentOverride", accepts).await;
        }
        Setting::Offline(offline) => {
            let conditions =
                json!({"offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1});
            devtools(client, "Network.enable", json!({})).await;
            devtools(client, "Network.emulateNetworkConditions", conditions).await;
        }
    }
}

/// Sets preferences of the browser itself, which take effect at once.
async fn set_in_firefox(client: &Client, setting: Setting<'_>) {
    let (script, argument) = match setting {
        Setting::ColourScheme(scheme) => (
            "Services.prefs.setIntPref('layout.css.prefers-color-scheme.content-override', arguments[0] === 'dark' ? 0 : 1);
             Services.prefs.setIntPref('ui.prefersReducedMotion', 1)",
            json!(scheme),
        ),
        Setting::Language(language) => {
            ("Services.prefs.setStringPref('intl.accept_languages', arguments[0])", json!(language))
        }
        Setting::Offline(offline) => ("Services.io.offline = arguments[0]", json!(offline)),
    };
    let context = async |name: &str| {
        client.issue_cmd(Command("moz/context", json!({"context": name}))).await.unwrap();
    };
    context("chrome").await;
    client.execute(script, vec![argument]).await.unwrap();
    context("content").await;
}
