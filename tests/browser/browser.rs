//! A browser and its windows.

use std::panic::{AssertUnwindSafe, resume_unwind};
use std::path::PathBuf;
use std::str::FromStr;
use std::time::Duration;

use fantoccini::actions::{
    InputSource as _, KeyAction, KeyActions, MOUSE_BUTTON_LEFT, MouseActions, PointerAction,
};
use fantoccini::elements::{Element, ElementRef};
use fantoccini::wd::{WebDriverCompatibleCommand, WindowHandle};
use fantoccini::{Client, ClientBuilder};
use futures_util::FutureExt as _;
use hyper_util::client::legacy::connect::HttpConnector;
use reqwest::{Method, Url};
use serde_json::{Value, json};
use support::{DEADLINE, eventually, eventually_within, run};

use crate::driver::{Driver, Kind};
use crate::engine::{self, Engine, Setting, capabilities};

/// The Shift key in WebDriver's encoding. <https://www.w3.org/TR/webdriver2/#keyboard-actions>
const SHIFT: char = '\u{e008}';

/// The Enter key: Firefox types a line feed as it is.
const ENTER: &str = "\u{e007}";

/// The size of a window.
pub(crate) const WINDOW: (u32, u32) = (1440, 1000);

/// A script that runs before any script of a page: it records violations, errors, layout shifts
/// and the page's sockets.
const WATCH: &str = r"
    window.seen = { shift: 0, shifted: [], violations: [], errors: [], sockets: [] };
    // Firefox tells of no shifts.
    if ('LayoutShift' in window) new PerformanceObserver((list) => {
        for (const entry of list.getEntries()) {
            if (entry.hadRecentInput) continue;
            seen.shift += entry.value;
            for (const { node, previousRect, currentRect } of entry.sources ?? [])
                seen.shifted.push(`${node?.nodeName}#${node?.id ?? ''}.${node?.className ?? ''} ${previousRect.y} → ${currentRect.y}, ${Math.round(entry.startTime)} ms`);
        }
    }).observe({ type: 'layout-shift', buffered: true });
    // Firefox asks for an icon of pages that name none, from a script of its own.
    addEventListener('securitypolicyviolation', (event) => event.sourceFile.startsWith('resource') || seen.violations.push(`${event.violatedDirective} ${event.blockedURI} ${event.sourceFile}:${event.lineNumber}`));
    addEventListener('error', (event) => seen.errors.push(String(event.message)));
    addEventListener('unhandledrejection', (event) => seen.errors.push(String(event.reason?.stack ?? event.reason)));
    // Each one says something when it is open. Firefox fails to construct a class that was taken from a window before
    // its page is loaded.
    const { send } = WebSocket.prototype;
    WebSocket.prototype.send = function (data) {
        if (!seen.sockets.includes(this)) seen.sockets.push(this);
        return send.call(this, data);
    };
";

/// A browser with a profile of its own.
pub(crate) struct Browser {
    client: Client,
    engine: Engine,
    name: &'static str,
}

/// A command for which fantoccini has no method: its path under the session, and its body.
#[derive(Debug)]
pub(crate) struct Command(pub(crate) &'static str, pub(crate) Value);

impl WebDriverCompatibleCommand for Command {
    fn endpoint(&self, base: &Url, session: Option<&str>) -> Result<Url, <Url as FromStr>::Err> {
        base.join(&format!("session/{}/{}", session.unwrap_or_default(), self.0))
    }

    fn method_and_body(&self, _: &Url) -> (Method, Option<String>) {
        (Method::POST, Some(self.1.to_string()))
    }
}

/// Runs a test in a browser of its own. If it fails, a screenshot and the browser's log are kept.
pub(crate) fn in_browser(name: &'static str, test: impl AsyncFnOnce(&Browser)) {
    let Some(driver) = Driver::find() else { return };
    run(async {
        let browser = Browser::open(&driver, name).await;
        let ended = AssertUnwindSafe(test(&browser)).catch_unwind().await;
        if ended.is_err() {
            browser.keep_evidence().await;
        }
        // A crashed browser cannot be closed.
        let _ = browser.client.close().await;
        if let Err(panic) = ended {
            resume_unwind(panic);
        }
    });
}

/// Runs a test that needs something that only Chromium can do, if that is the browser.
pub(crate) fn in_chromium(name: &'static str, needed: &str, test: impl AsyncFnOnce(&Browser)) {
    match Kind::wanted() {
        Kind::Chromium => in_browser(name, test),
        Kind::Firefox => eprintln!("{name} does not run: it needs {needed}, which Firefox cannot do"),
    }
}

impl Browser {
    async fn open(driver: &Driver, name: &'static str) -> Self {
        let mut builder = ClientBuilder::new(HttpConnector::new());
        let client = builder.capabilities(capabilities(driver)).connect(&driver.url).await;
        let client = client.unwrap_or_else(|error| panic!("no browser: {error}"));
        let engine = Engine::of(driver.kind, &client).await;
        let browser = Self { client, engine, name };
        browser.on_every_page(WATCH).await;
        browser
    }

    /// Lets a script run before any script of the pages that are opened in this window from now on.
    pub(crate) async fn on_every_page(&self, script: &str) {
        self.engine.on_every_page(&self.client, script).await;
    }

    /// Whether only Chromium can do what the caller wants.
    pub(crate) const fn is_chromium(&self) -> bool {
        matches!(self.engine, Engine::Chromium(_))
    }

    async fn keep_evidence(&self) {
        let windows = self.client.windows().await.unwrap_or_default();
        for (n, window) in windows.into_iter().enumerate() {
            if self.client.switch_to_window(window).await.is_err() {
                continue;
            }
            if let Ok(picture) = self.client.screenshot().await {
                let path = evidence(&format!("{}-{n}.png", self.name));
                std::fs::write(&path, picture).unwrap();
                eprintln!("what window {n} showed: {}", path.display());
            }
        }
        let log = self.engine.log(&self.client).await.unwrap_or_default();
        let path = evidence(&format!("{}.log", self.name));
        let lines: Vec<_> = log.iter().map(|line| format!("{} {}", line["level"], line["message"])).collect();
        std::fs::write(&path, lines.join("\n")).unwrap();
        eprintln!("what the console said: {}", path.display());
    }

    /// Saves a screenshot.
    pub(crate) async fn screenshot(&self, name: &str) {
        let picture = self.client.screenshot().await.unwrap();
        std::fs::write(evidence(&format!("{name}.png")), picture).unwrap();
    }

    pub(crate) async fn goto(&self, url: &str) {
        self.client.goto(url).await.unwrap();
    }

    /// Loads the page again, as its trader does.
    pub(crate) async fn reload(&self) {
        self.client.refresh().await.unwrap();
    }

    /// Goes back in the history of the window, as the browser's button does.
    pub(crate) async fn back(&self) {
        self.client.back().await.unwrap();
    }

    /// Returns the answer of a `DevTools` command; only Chromium has them.
    pub(crate) async fn devtools(&self, method: &str, parameters: Value) -> Value {
        engine::devtools(&self.client, method, parameters).await
    }

    /// Runs a script in the page with these arguments; returns its result.
    pub(crate) async fn call(&self, script: &str, arguments: Vec<Value>) -> Value {
        let result = self.engine.call(&self.client, script, arguments).await;
        result.unwrap_or_else(|error| panic!("{script}: {error}"))
    }

    /// Runs a script in the page, and waits for its result, which may be a promise.
    pub(crate) async fn get(&self, script: &str) -> Value {
        self.call(script, vec![]).await
    }

    /// Waits until the script returns a value that is not empty.
    pub(crate) async fn until(&self, what: &str, script: &str) -> Value {
        self.until_within(DEADLINE, what, script).await
    }

    /// Waits in the same way, with a longer deadline.
    pub(crate) async fn until_within(&self, deadline: Duration, what: &str, script: &str) -> Value {
        eventually_within(deadline, what, async || {
            let found = self.get(script).await;
            (!matches!(found, Value::Null | Value::Bool(false))).then_some(found)
        })
        .await
    }

    /// Waits until the page has the element that the script returns.
    pub(crate) async fn element(&self, script: &str) -> Element {
        eventually(script, async || {
            let found =
                self.client.execute(script, vec![]).await.unwrap_or_else(|error| panic!("{script}: {error}"));
            let (_, id) = found.as_object()?.iter().find(|(key, _)| key.starts_with("element-"))?;
            let id = ElementRef::from(id.as_str()?.to_owned());
            Some(Element::from_element_id(self.client.clone(), id))
        })
        .await
    }

    /// Clicks on the element that the script returns, once it can be clicked.
    pub(crate) async fn click(&self, script: &str) {
        let mut last = String::new();
        for _ in 0..100 {
            match self.element(script).await.click().await {
                Ok(()) => return,
                // The element moved, or another one covers it: a toast that is closing.
                Err(error) => last = error.to_string(),
            }
            tokio::time::sleep(Duration::from_millis(100)).await;
        }
        panic!("{script} cannot be clicked on: {last}");
    }

    /// Presses keys on the element that the script returns; a line feed is the Enter key.
    pub(crate) async fn keys(&self, script: &str, keys: &str) {
        self.element(script).await.send_keys(&keys.replace('\n', ENTER)).await.unwrap();
    }

    /// Drags the element at the first point to the second point.
    pub(crate) async fn drag(&self, (x, y): (i64, i64), (to_x, to_y): (i64, i64)) {
        let step = |n: i64| {
            let (x, y) = (x + (to_x - x) * n / 10, y + (to_y - y) * n / 10);
            PointerAction::MoveTo {
                duration: Some(Duration::from_millis(20)),
                x: coordinate(x),
                y: coordinate(y),
            }
        };
        let mut actions = MouseActions::new("mouse".to_owned())
            .then(step(0))
            .then(PointerAction::Down { button: MOUSE_BUTTON_LEFT });
        for n in 1..=10 {
            actions = actions.then(step(n));
        }
        let actions = actions.then(PointerAction::Up { button: MOUSE_BUTTON_LEFT });
        self.client.perform_actions(actions).await.unwrap();
        self.client.release_actions().await.unwrap();
    }

    /// Sets the language of the browser for pages that are opened from now on.
    pub(crate) async fn speaks(&self, language: &str) {
        self.engine.set(&self.client, Setting::Language(language)).await;
    }

    /// Emulates a system of the trader with this colour scheme, in which nothing moves.
    pub(crate) async fn prefers(&self, scheme: &str) {
        self.engine.set(&self.client, Setting::ColourScheme(scheme)).await;
    }

    /// Takes the active window offline, or online again.
    pub(crate) async fn offline(&self, offline: bool) {
        self.engine.set(&self.client, Setting::Offline(offline)).await;
    }

    /// Makes the clock of pages that are opened from now on differ from the right time
    /// by this many milliseconds.
    pub(crate) async fn clock_is_off_by(&self, millis: i64) {
        let source = format!(
            "(() => {{
                 const Right = Date;
                 window.Date = class extends Right {{
                     constructor(...given) {{
                         if (given.length === 0) super(Right.now() + {millis});
                         else super(...given);
                     }}
                     static now() {{ return Right.now() + {millis}; }}
                 }};
             }})();"
        );
        self.on_every_page(&source).await;
    }

    /// Gives the window the size of a telephone.
    pub(crate) async fn is_a_telephone(&self) {
        self.engine.viewport(&self.client, 390, 844).await;
    }

    /// Presses one key on the focused element; `shift` is held during the press.
    pub(crate) async fn press(&self, key: char, shift: bool) {
        let mut actions = KeyActions::new("keyboard".to_owned());
        if shift {
            actions = actions.then(KeyAction::Down { value: SHIFT });
        }
        actions = actions.then(KeyAction::Down { value: key }).then(KeyAction::Up { value: key });
        if shift {
            actions = actions.then(KeyAction::Up { value: SHIFT });
        }
        self.client.perform_actions(actions).await.unwrap();
    }

    /// Uses the page as a trader does who sits at it: presses a key that does nothing.
    pub(crate) async fn attend(&self) {
        self.press(SHIFT, false).await;
    }

    /// Hides the window.
    pub(crate) async fn hide(&self) {
        self.client.minimize_window().await.unwrap();
        self.until("the page is hidden", "return document.hidden").await;
    }

    /// Makes a window visible again that was frozen: it stays hidden until it is restored.
    pub(crate) async fn show(&self) {
        self.client.minimize_window().await.unwrap();
        self.client.set_window_size(WINDOW.0, WINDOW.1).await.unwrap();
        self.until("the page is to be seen", "return !document.hidden").await;
    }

    pub(crate) async fn window(&self) -> WindowHandle {
        self.client.window().await.unwrap()
    }

    pub(crate) async fn switch(&self, window: &WindowHandle) {
        self.client.switch_to_window(window.clone()).await.unwrap();
    }

    /// Opens another tab of the same profile, in front of the others.
    pub(crate) async fn open_tab(&self) -> WindowHandle {
        let window = self.client.new_window(true).await.unwrap().handle;
        self.switch(&window).await;
        if !self.engine.shares_scripts() {
            self.on_every_page(WATCH).await;
        }
        window
    }

    /// Returns the browser's log since it was opened.
    pub(crate) async fn log(&self) -> Vec<Value> {
        self.engine.log(&self.client).await.unwrap()
    }

    /// Asserts that the page has no policy violation, no error, and no warning in the log.
    pub(crate) async fn is_clean(&self) {
        let seen = self.get("return { violations: seen.violations, errors: seen.errors }").await;
        assert_eq!(seen, json!({"violations": [], "errors": []}));
        let log = self.log().await;
        let bad: Vec<_> =
            log.iter().filter(|line| line["level"] != "INFO" && line["level"] != "DEBUG").collect();
        assert!(bad.is_empty(), "{bad:#?}");
    }
}

/// Returns a coordinate in WebDriver's type.
fn coordinate(value: i64) -> f64 {
    f64::from(i32::try_from(value).unwrap())
}

/// Returns a file under `target/tests/browser`, which is kept after the test.
fn evidence(name: &str) -> PathBuf {
    let directory = local::root().join("target/tests/browser");
    std::fs::create_dir_all(&directory).unwrap();
    directory.join(name)
}
