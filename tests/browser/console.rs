//! The console in a browser, as its trader uses it.

use serde_json::{Value, json};

use crate::browser::Browser;
use crate::site::Site;

/// A script that defines the inbox's elements: `root` is its shadow root.
const ROOT: &str = "const inbox = document.querySelector('trader-inbox'), root = inbox.shadowRoot;";

/// A console that is open in the active window.
pub(crate) struct Console<'b> {
    pub(crate) browser: &'b Browser,
}

impl<'b> Console<'b> {
    /// Opens the console of `cargo local` as a demo trader.
    pub(crate) async fn of_demo(browser: &'b Browser, site: &Site, trader: &str) -> Self {
        let console = Self { browser };
        let url = site.system.stack.info().console_url.trim_end_matches('/');
        // The page signs in the trader that it had last in this tab.
        let remember = format!("try {{ sessionStorage.setItem('console.trader', '{trader}'); }} catch {{}}");
        browser.on_every_page(&remember).await;
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

    /// Opens the same page with an additional text in the address.
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

    /// Goes to a place of the local console, `app` or `simulator`, by its link.
    pub(crate) async fn go_to(&self, place: &str) {
        self.browser.click(&format!("return document.querySelector('#places [data-to={place}]')")).await;
        self.is_at(place).await;
    }

    /// Waits until the console shows this place.
    pub(crate) async fn is_at(&self, place: &str) {
        let shown = format!(
            "const current = [...document.querySelectorAll('#places [aria-current=page]')].map(({{ dataset }}) => dataset.to);
             return document.documentElement.dataset.place === '{place}' && current.join() === '{place}'"
        );
        self.browser.until(&format!("the place is {place}"), &shown).await;
    }

    /// Opens the delivery details of a notification of the open inbox.
    pub(crate) async fn open_details(&self, id: &str) {
        self.inbox_click(&format!("return root.querySelector('[data-id=\"{id}\"] .details')")).await;
        let shown = format!("return document.querySelector('#timeline code')?.textContent === '{id}'");
        self.browser.until("its delivery details are shown", &shown).await;
    }

    /// Waits until the demo trader's phone is registered for push.
    pub(crate) async fn phone_is_registered(&self) {
        let script = "return document.querySelector('#devices').textContent.includes('ndroid')";
        self.browser.until("the phone is registered", script).await;
    }

    /// Waits until the demo trader's chat is linked with the bot.
    pub(crate) async fn chat_is_linked(&self) {
        let script = "return document.querySelector('#telegram-unlink').checkVisibility()";
        self.browser.until("the chat is linked", script).await;
    }

    /// Waits until the page is connected and has all notifications.
    pub(crate) async fn live(&self) {
        self.browser
            .until(
                "the page is live",
                "return document.querySelector('#connection')?.dataset.kind === 'good'",
            )
            .await;
    }

    /// Returns the result of this script in the inbox, with `inbox` and its shadow root as `root`.
    pub(crate) async fn inbox(&self, script: &str) -> Value {
        self.browser.get(&format!("{ROOT} {script}")).await
    }

    /// Waits until the script in the inbox returns a value.
    pub(crate) async fn inbox_until(&self, what: &str, script: &str) -> Value {
        self.browser.until(what, &format!("{ROOT} {script}")).await
    }

    /// Clicks on an element in the inbox.
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

    /// Waits until the open inbox lists exactly these ids in this order, disregarding notices of
    /// the trader's own devices. What is folded is unfolded.
    pub(crate) async fn lists(&self, ids: &[String]) {
        let script = "for (const fold of root.querySelectorAll('.fold[aria-expanded=false]:not([hidden])')) fold.click(); return JSON.stringify([...root.querySelectorAll('.entry')].map((entry) => entry.dataset.id).filter((id) => !id.startsWith('contact-')))";
        let wanted = json!(json!(ids).to_string());
        self.inbox_until(&format!("the inbox lists {ids:?}"), &format!("{script} === {wanted}")).await;
    }

    /// Records the ids of the notifications that the client passes to the page, from now on, in `heard`.
    pub(crate) async fn listen(&self) {
        self.inbox(
            "window.heard = [];
             inbox.client.addEventListener('notification', ({ detail }) => heard.push(detail.id));",
        )
        .await;
    }
}
