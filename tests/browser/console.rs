//! The console in a browser, as its trader uses it.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::site::Site;

/// The inbox's own elements: `root` is its shadow root.
const ROOT: &str = "const inbox = document.querySelector('trader-inbox'), root = inbox.shadowRoot;";

/// A console that is open in the window in front.
pub(crate) struct Console<'b> {
    pub(crate) browser: &'b Browser,
}

impl<'b> Console<'b> {
    /// Opens the console of `cargo local` as a demo trader.
    pub(crate) async fn of_demo(browser: &'b Browser, site: &Site, trader: &str) -> Self {
        let console = Self { browser };
        let url = site.system.stack.info().console_url.trim_end_matches('/');
        // The page signs in whom it had last in this tab.
        let remember = format!("try {{ sessionStorage.setItem('console.trader', '{trader}'); }} catch {{}}");
        browser.devtools("Page.addScriptToEvaluateOnNewDocument", json!({"source": remember})).await;
        browser.goto(&format!("{url}/")).await;
        browser
            .until(
                "the trader is signed in",
                &format!("return document.querySelector('#trader')?.value === '{trader}'"),
            )
            .await;
        console.live().await;
        console
    }

    /// Opens the deployed console on a market as this trader, with the exchange's token in the address.
    pub(crate) async fn of_trader(browser: &'b Browser, site: &Site, market: &str, trader: &str) -> Self {
        Self::at(browser, site, market, trader, "").await
    }

    /// The same, with something else in the address.
    pub(crate) async fn at(
        browser: &'b Browser,
        site: &Site,
        market: &str,
        trader: &str,
        query: &str,
    ) -> Self {
        let token = site.system.token(trader);
        browser.goto(&format!("{}{query}#token={token}", site.console(market))).await;
        let console = Self { browser };
        console.live().await;
        let address = browser.get("return location.hash").await;
        assert_eq!(address, "", "the token stays in the address bar");
        console
    }

    /// Waits until the demo trader's phone can be pushed to.
    pub(crate) async fn phone_is_registered(&self) {
        let script = "return document.querySelector('#devices').textContent.includes('ndroid')";
        self.browser.until("the phone is registered", script).await;
    }

    /// Waits until the demo trader's chat is linked with the bot.
    pub(crate) async fn chat_is_linked(&self) {
        let script = "return document.querySelector('#telegram-unlink').checkVisibility()";
        self.browser.until("the chat is linked", script).await;
    }

    /// Waits until the page has caught up.
    pub(crate) async fn live(&self) {
        self.browser
            .until(
                "the page is live",
                "return document.querySelector('#connection-text').textContent === 'Live'",
            )
            .await;
    }

    /// What the inbox answers to this script, which has it as `inbox`, and its inside as `root`.
    pub(crate) async fn inbox(&self, script: &str) -> Value {
        self.browser.get(&format!("{ROOT} {script}")).await
    }

    /// Waits until the inbox answers something.
    pub(crate) async fn inbox_until(&self, what: &str, script: &str) -> Value {
        self.browser.until(what, &format!("{ROOT} {script}")).await
    }

    /// Clicks on something in the inbox.
    pub(crate) async fn inbox_click(&self, script: &str) {
        self.browser.click(&format!("{ROOT} {script}")).await;
    }

    /// Waits until the bell shows this number.
    pub(crate) async fn unread(&self, count: &str) {
        let badge =
            "return (root.querySelector('.badge').hidden ? '' : root.querySelector('.badge').textContent)";
        self.inbox_until(&format!("{count:?} are unread"), &format!("{badge} === {count:?}")).await;
    }

    /// Opens the inbox by its bell.
    pub(crate) async fn open_inbox(&self) {
        self.inbox_click("return root.querySelector('.bell')").await;
        self.inbox_until("the inbox is open", "return !root.querySelector('.panel').hidden").await;
    }

    /// Waits until the open inbox lists exactly these, in this order, notices of the trader's own devices aside.
    pub(crate) async fn lists(&self, ids: &[String]) {
        let script = "return JSON.stringify([...root.querySelectorAll('.entry')].map((entry) => entry.dataset.id).filter((id) => !id.startsWith('contact-')))";
        let wanted = json!(json!(ids).to_string());
        self.inbox_until(&format!("the inbox lists {ids:?}"), &format!("{script} === {wanted}")).await;
    }

    /// From now on, the ids of what is handed to the page are kept in `heard`.
    pub(crate) async fn listen(&self) {
        self.inbox(
            "window.heard = [];
             inbox.client.addEventListener('notification', ({ detail }) => heard.push(detail.id));",
        )
        .await;
    }
}
