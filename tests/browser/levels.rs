//! Levels that are close to each other, accidental deletion, and the effect of a note on the text beside it.

use serde_json::{Value, json};
use support::{Device, unique};

use crate::alerts::{Market, armed};
use crate::browser::in_browser;
use crate::console::Console;
use crate::site::Site;

const OVERRIDE: char = '\u{202e}';

async fn create(site: &Site, trader: &str, market: &Market, prices: &[&str]) {
    let mut device = Device::connect(site.system, trader).await;
    for price in prices {
        let alert = json!({"symbol": market.symbol, "condition": "above", "targetPrice": price, "recurring": false,
                           "note": format!("{OVERRIDE}take profit")});
        let reply = device.request(json!({"action": "createAlert", "alert": alert})).await;
        assert_eq!(reply["type"], "reply", "{reply}");
    }
    device.close().await;
}

/// The grips from the top, each with its text and whether a pointer at its middle hits it and nothing else.
const GRIPS: &str = "return [...document.querySelectorAll('.level-grip')].map((grip) => {
    const box = grip.getBoundingClientRect();
    const at = document.elementFromPoint(box.x + box.width / 2, box.y + box.height / 2);
    const remove = grip.parentElement.querySelector('.level-remove'), place = remove.getBoundingClientRect();
    const there = document.elementFromPoint(place.x + place.width / 2, place.y + place.height / 2);
    return [grip.ariaValueNow, at === grip, there === remove];
})";

#[test]
fn levels_close_together_are_reached_by_pointer_and_keyboard() {
    in_browser("levels", async |browser| {
        let site = Site::open().await;
        let trader = unique("levels");
        let market = Market::open(site).await;
        create(site, &trader, &market, &["100.41", "100.42", "100.43", "100.44"]).await;
        Console::of_trader(browser, site, &market.symbol, &trader).await;
        market.pay("100.00").await;
        browser
            .until("they are drawn", "return document.querySelectorAll('.level-grip').length === 4 && document.querySelector('.level-grip').checkVisibility()")
            .await;
        let reached =
            |grips: &Value| grips.as_array().unwrap().iter().all(|grip| grip[1] == true && grip[2] == true);
        support::eventually("each has a place of its own", async || {
            reached(&browser.get(GRIPS).await).then_some(())
        })
        .await;
        browser.screenshot("levels-close").await;
        let order = browser.get(GRIPS).await;
        let order: Vec<&str> =
            order.as_array().unwrap().iter().map(|grip| grip[0].as_str().unwrap()).collect();
        assert_eq!(
            order,
            ["100.44", "100.43", "100.42", "100.41"],
            "Tab goes from the highest to the lowest"
        );

        // A note affects the direction of its own text only.
        let note = browser
            .get("const note = document.querySelector('#alert-list bdi'); return [note.textContent.includes('take profit'), getComputedStyle(note).unicodeBidi, note.parentElement.className]")
            .await;
        assert_eq!(note, json!([true, "isolate", "alert-detail"]));

        // After a deletion by key, the focus moves to the next level, and the deletion can be undone.
        let focused = "return document.activeElement.ariaValueNow";
        browser.get("[...document.querySelectorAll('.level-grip')].find(({ ariaValueNow }) => ariaValueNow === '100.43').focus()").await;
        browser.press('\u{e017}', false).await;
        browser.until("it is gone", "return document.querySelectorAll('.level-grip').length === 3").await;
        assert_eq!(browser.get(focused).await, "100.44");
        support::eventually("the server has it no more", async || {
            (armed(site, &trader).await.len() == 3).then_some(())
        })
        .await;
        let undo = "return [...document.querySelectorAll('#notices button')].find(({ textContent }) => textContent === 'Undo')";
        browser.until("it can be undone", &format!("{undo} !== undefined")).await;
        browser.screenshot("levels-undo").await;
        browser.click(undo).await;
        browser.until("it is back", &format!("{focused} === '100.43'")).await;
        assert!(armed(site, &trader).await.contains(&("above".to_owned(), "100.43".to_owned())));

        // The same works in the list.
        browser.get("document.querySelector('#alert-list .alert-remove').focus()").await;
        browser.press('\u{e007}', false).await;
        browser
            .until("its row is gone", "return document.querySelectorAll('#alert-list li').length === 3")
            .await;
        assert_eq!(
            browser.get("return document.activeElement.classList.contains('alert-remove')").await,
            true
        );
        browser.is_clean().await;
    });
}
