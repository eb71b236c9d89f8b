//! Prices in the number format of the trader's language, and levels that need a confirmation.

use serde_json::{Value, json};
use support::unique;

use crate::alerts::{Market, armed, open_form};
use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// Opens the form and types a price key by key; returns the price that the form has understood.
async fn type_price(browser: &Browser, price: &str) -> String {
    if browser.get("return document.querySelector('#new-alert')?.open ?? false").await == false {
        open_form(browser).await;
    }
    browser
        .call(
            "const field = document.querySelector('#new-price');
             field.value = arguments[0];
             field.dispatchEvent(new Event('input', { bubbles: true }));
             return document.querySelector('#new-reading').textContent;",
            vec![json!(price)],
        )
        .await
        .as_str()
        .unwrap()
        .to_owned()
}

async fn submit(browser: &Browser) {
    browser.click("return document.querySelector('#new-submit')").await;
}

/// Returns the text of the open confirmation dialog.
async fn asked(browser: &Browser) -> String {
    let question =
        "const dialog = document.querySelector('#confirm'); return dialog.open && dialog.innerText";
    browser.until("a question is asked", question).await.as_str().unwrap().to_owned()
}

async fn closed(browser: &Browser) {
    browser.until("the form is closed", "return !document.querySelector('#new-alert').open").await;
}

#[test]
fn a_german_browser_reads_and_shows_german_numbers() {
    in_browser("numbers-de", async |browser| {
        let site = Site::open().await;
        let trader = unique("numbers");
        let market = Market::open(site).await;
        browser.speaks("de-DE,de").await;
        let console = Console::of_trader(browser, site, &market.symbol, &trader).await;
        market.pay("64250.10").await;
        browser
            .until(
                "the price is German",
                "return document.querySelector('#price').textContent === '64.250,10'",
            )
            .await;

        for (typed, level) in [("64250,10", "64.250,10"), ("64.250,10", "64.250,10"), ("64300,5", "64.300,5")]
        {
            let reading = type_price(browser, typed).await;
            assert!(reading.contains(&format!(" {level} ")), "{typed}: {reading}");
        }
        // Each of these has another value for an English reader.
        for (typed, way) in
            [("64.25", "64,25"), ("1.234", "1234"), ("64.250", "64250"), ("64,250", "64,2500")]
        {
            let problem = type_price(browser, typed).await;
            assert!(problem.contains(way), "{typed}: {problem}");
            submit(browser).await;
            let refused = "return [document.querySelector('#new-price').ariaInvalid, document.querySelector('#new-alert').open]";
            assert_eq!(browser.get(refused).await, json!(["true", true]), "{typed}");
        }
        browser.screenshot("numbers-ambiguous").await;
        assert_eq!(armed(site, &trader).await, []);

        type_price(browser, "64.250,20").await;
        submit(browser).await;
        closed(browser).await;
        assert_eq!(armed(site, &trader).await, [("above".to_owned(), "64250.20".to_owned())]);

        // "1,2" is 1.2, which is far from the price: it needs a confirmation, and is armed only after it.
        let reading = type_price(browser, "1,2").await;
        assert!(reading.contains(" 1,2 "), "{reading}");
        submit(browser).await;
        let question = asked(browser).await;
        assert!(question.contains("1,2") && question.contains("64.250,10"), "{question}");
        browser.screenshot("numbers-far").await;
        browser.click("return document.querySelector('#confirm-no')").await;
        assert_eq!(armed(site, &trader).await.len(), 1, "no is no");
        submit(browser).await;
        asked(browser).await;
        browser.click("return document.querySelector('#confirm-yes')").await;
        closed(browser).await;
        let levels = armed(site, &trader).await;
        assert!(levels.contains(&("below".to_owned(), "1.2".to_owned())), "{levels:?}");

        // The field of a row uses the same format.
        let row = "[...document.querySelectorAll('#alert-list .price-field')].find(({ value }) => value.startsWith('64250'))";
        assert_eq!(browser.get(&format!("return {row}.value")).await, "64250,20");
        browser.get(&format!("const field = {row}; field.focus(); field.select()")).await;
        browser.keys("return document.activeElement", "64.400,75").await;
        let reading = browser.get("return [...document.querySelectorAll('.alert-reading')].map(({ textContent }) => textContent).join('')").await;
        assert!(reading.as_str().unwrap().contains("64.400,75"), "{reading}");
        browser.keys("return document.activeElement", "\u{e007}").await;
        support::eventually("it is moved", async || {
            armed(site, &trader).await.contains(&("above".to_owned(), "64400.75".to_owned())).then_some(())
        })
        .await;
        let _ = console;
        browser.is_clean().await;
    });
}

#[test]
fn an_english_browser_reads_english_numbers_and_knows_bounds() {
    in_browser("numbers-en", async |browser| {
        let site = Site::open().await;
        let trader = unique("numbers");
        let market = Market::open(site).await;
        browser.speaks("en-US,en").await;
        Console::of_trader(browser, site, &market.symbol, &trader).await;
        market.pay("64250.10").await;
        browser
            .until(
                "the price is English",
                "return document.querySelector('#price').textContent === '64,250.10'",
            )
            .await;
        assert!(type_price(browser, "64,250.10").await.ends_with(" 64,250.10."));
        for (typed, says) in [
            ("1,2", "1.2"),
            ("64,250", "64250"),
            ("1e5", "digits"),
            ("-5", "digits"),
            ("0", "above zero"),
            ("100000000000000000000000000", "12 digits"),
            ("99999999999", "thousand times"),
        ] {
            let problem = type_price(browser, typed).await;
            assert!(problem.contains(says), "{typed}: {problem}");
            submit(browser).await;
            assert_eq!(browser.get("return document.querySelector('#new-price').ariaInvalid").await, "true");
        }
        assert_eq!(armed(site, &trader).await, []);

        // A second alert with the same price is reported before it is created.
        type_price(browser, "64300").await;
        submit(browser).await;
        closed(browser).await;
        type_price(browser, "64,300.00").await;
        submit(browser).await;
        let question = asked(browser).await;
        assert!(question.contains("already"), "{question}");
        browser.click("return document.querySelector('#confirm-no')").await;
        assert_eq!(armed(site, &trader).await.len(), 1);
        browser.is_clean().await;
    });
}

#[test]
fn a_rejection_is_shown_in_the_words_of_the_page() {
    in_browser("words", async |browser| {
        let site = Site::open().await;
        Console::of_trader(browser, site, &unique("COIN-USDT"), &unique("words")).await;
        let said = browser
            .get(
                "const of = (file) => import(new URL(file, location.href));
                 return of('app/texts.js').then(({ startLanguage }) => startLanguage()).then(() => of('app/words.js')).then(({ problemText }) => [
                     { code: 'bad_field', field: 'alert.targetPrice', message: 'must be a decimal RAW' },
                     { code: 'bad_field', field: 'alert.somethingNew', message: 'RAW' },
                     { code: 'limit_reached', message: 'RAW' },
                     { code: 'too_many_requests', message: 'RAW' },
                     { code: 'a_new_code', message: 'RAW' },
                     new TypeError('RAW'),
                 ].map(problemText))",
            )
            .await;
        let said: Vec<Value> = said.as_array().unwrap().clone();
        assert!(
            said.iter()
                .all(|text| text.as_str().is_some_and(|text| text.len() > 10 && !text.contains("RAW"))),
            "{said:?}"
        );
    });
}
