//! The browser offline and online again.

use serde_json::{Value, json};
use support::{Device, Exchange, eventually, unique};

use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

impl Site {
    /// Closes a trader's connections from the server's side, as the exchange's panel
    /// does; returns their number.
    pub(crate) async fn disconnect(&self, trader: &str) -> u64 {
        let console = &self.system.stack.info().console_url;
        let request = self.system.http.post(format!("{}/local/disconnect", console.trim_end_matches('/')));
        let answer = request.json(&json!({"user": trader})).send().await.unwrap();
        let answer: Value = answer.json().await.unwrap();
        answer["closed"].as_u64().unwrap_or_else(|| panic!("{answer}"))
    }
}

#[test]
fn nothing_is_lost_and_nothing_doubled() {
    in_browser("offline", async |browser| {
        let site = Site::open().await;
        let trader = unique("offline");
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        console.listen().await;
        let exchange = Exchange::of(site.system, &trader);
        let ids = |part: &str, count: usize| -> Vec<String> {
            (1..=count).map(|n| format!("{part}-{n:02}")).collect()
        };
        let fills = |ids: &[String]| -> Vec<Value> { ids.iter().map(|id| exchange.fill(id)).collect() };

        let (before, during, after) = (ids("before", 3), ids("during", 20), ids("after", 3));
        exchange.publish("p0", &fills(&before)).await;
        console.unread("3").await;

        browser.offline(true).await;
        site.disconnect(&trader).await;
        let said = "return document.querySelector('#connection-text').textContent";
        browser.until("the page says so", &format!("{said} === 'Offline'")).await;
        exchange.publish("p0", &fills(&during)).await;
        for id in &during {
            eventually("it is in the inbox", async || site.system.notification(&trader, id).await).await;
        }
        browser.screenshot("console-offline").await;
        assert_eq!(browser.get("return heard.length").await, 3);

        browser.offline(false).await;
        console.live().await;
        console.unread("23").await;
        exchange.publish("p0", &fills(&after)).await;
        console.unread("26").await;

        let heard = browser.get("return heard").await;
        let mut heard: Vec<String> = serde_json::from_value(heard).unwrap();
        heard.sort();
        let mut all = [after, during, before].concat();
        let mut wanted = all.clone();
        wanted.sort();
        assert_eq!(heard, wanted, "each once");
        console.open_inbox().await;
        // The list is ordered by the time at which the events occurred, which is the order in which they were
        // made here; within a millisecond, by id.
        all.sort_by_key(|id| {
            std::cmp::Reverse((
                ["before", "during", "after"].iter().position(|part| id.starts_with(part)),
                id.clone(),
            ))
        });
        console.lists(&all).await;
        eventually("everything is acked", async || {
            let mut device = Device::connect(site.system, &trader).await;
            let pending = device.hello_until_drained().await;
            device.close().await;
            pending.is_empty().then_some(())
        })
        .await;
        assert_eq!(browser.get("return [seen.errors, seen.violations]").await, json!([[], []]));
    });
}
