//! The page in the languages of the catalogue: its texts, its direction, its numbers.

use serde_json::{Value, json};
use support::{Exchange, unique};

use crate::alerts::{Market, armed, open_form};
use crate::axe::audit;
use crate::browser::{Browser, in_browser};
use crate::console::Console;
use crate::site::Site;

/// Waits until the page is in a language, and returns what is wrong with it: texts that are not those of the
/// language, and that it has to be scrolled sideways.
async fn faults(browser: &Browser, language: &str) -> Value {
    let is_there = format!("return document.documentElement.lang === '{language}'");
    browser.until(&format!("the page is in {language}"), &is_there).await;
    browser
        .get(&format!(
            "return import(new URL('app/generated/texts/{language}.js', location.href)).then(({{ default: texts }}) => {{
                 const found = [];
                 const check = (selector, name, said) => {{
                     for (const element of document.querySelectorAll(selector)) {{
                         const key = element.dataset[name];
                         if (said(element) !== texts[key]) found.push(`${{key}}: ${{said(element)}}`);
                     }}
                 }};
                 check('[data-text]', 'text', (element) => element.textContent);
                 check('[data-text-label]', 'textLabel', (element) => element.getAttribute('aria-label'));
                 check('[data-text-title]', 'textTitle', (element) => element.title);
                 check('[data-text-placeholder]', 'textPlaceholder', (element) => element.placeholder);
                 const {{ scrollWidth, clientWidth }} = document.documentElement;
                 if (scrollWidth > clientWidth) found.push(`${{scrollWidth}} px are wider than ${{clientWidth}} px`);
                 if (document.querySelectorAll('[data-text]').length < 100) found.push('there are few texts');
                 return found;
             }})"
        ))
        .await
}

#[test]
fn the_page_is_in_the_language_of_the_browser() {
    in_browser("languages", async |browser| {
        let site = Site::open().await;
        browser.is_a_telephone().await;
        for (accepted, language, direction, none_unread) in [
            ("de-AT,de", "de", "ltr", "Mitteilungen, alle gelesen"),
            ("ja-JP,ja,en", "ja", "ltr", "通知、未読なし"),
            ("ar-EG,ar", "ar", "rtl", "الإشعارات، لا شيء غير مقروء"),
            ("xx,zh-CN", "zh-Hans", "ltr", "通知，没有未读"),
        ] {
            let market = Market::open(site).await;
            let trader = unique(language);
            // A tab that has a trader would ask before it takes another one.
            browser.goto(&site.console(&market.symbol)).await;
            browser.get("sessionStorage.clear()").await;
            browser.goto("about:blank").await;
            browser.speaks(accepted).await;
            let console = Console::of_trader(browser, site, &market.symbol, &trader).await;
            assert_eq!(faults(browser, language).await, json!([]), "{language}");
            assert_eq!(browser.get("return document.documentElement.dir").await, direction);
            let label = "return root.querySelector('.bell').getAttribute('aria-label')";
            let said = format!("{label} === '{none_unread}'");
            console.inbox_until("the bell speaks it, too", &said).await;

            // The trader types what the page shows: a price with the language's own digits and marks.
            market.pay("64250.10").await;
            let shown = "return document.querySelector('#price').textContent";
            let wanted = format!(
                "{shown} === new Intl.NumberFormat(navigator.languages[0], {{ minimumFractionDigits: 2 }}).format('64250.10')"
            );
            browser.until("the price is in the language", &wanted).await;
            open_form(browser).await;
            browser.screenshot(&format!("language-{language}-alert")).await;
            let typed = browser.get(shown).await;
            browser
                .call("document.querySelector('#new-price').value = arguments[0]; document.querySelector('#new-price').dispatchEvent(new Event('input'))", vec![typed])
                .await;
            browser.click("return document.querySelector('#new-submit')").await;
            browser.until("it is armed", "return !document.querySelector('#new-alert').open").await;
            assert_eq!(
                armed(site, &trader).await,
                [("above".to_owned(), "64250.10".to_owned())],
                "{language}"
            );

            audit(browser, &format!("in {language}")).await;
            let exchange = Exchange::of(site.system, &trader);
            exchange.publish("p0", &[exchange.fill(&unique("language"))]).await;
            console.unread("1").await;
            console.open_inbox().await;
            browser.screenshot(&format!("language-{language}-inbox")).await;
            console.inbox("inbox.hide()").await;
            browser.screenshot(&format!("language-{language}")).await;
            browser.is_clean().await;
        }
    });
}

#[test]
fn a_language_that_is_chosen_changes_the_page_at_once() {
    in_browser("languages-chosen", async |browser| {
        let site = Site::open().await;
        let trader = unique("chooser");
        let console = Console::of_trader(browser, site, &unique("COIN-USDT"), &trader).await;
        let enabled = "return !document.querySelector('#preferences-fields').disabled";
        browser.until("the preferences are there", enabled).await;
        assert_eq!(faults(browser, "en").await, json!([]));
        browser.get("window.isTheSame = true").await;
        for (language, saved) in [("ar", "حُفظ كإصدار"), ("ru", "Сохранено, версия")]
        {
            browser
                .call(
                    "const field = document.querySelector('[data-field=language]');
                     field.value = arguments[0];
                     field.dispatchEvent(new Event('input', { bubbles: true }));",
                    vec![json!(language)],
                )
                .await;
            browser.click("return document.querySelector('#preferences-save')").await;
            assert_eq!(faults(browser, language).await, json!([]), "{language}");
            let status = format!(
                "return document.querySelector('#preferences-status').textContent.startsWith('{saved}')"
            );
            browser.until("the answer is in it", &status).await;
            browser.screenshot(&format!("language-chosen-{language}")).await;
        }
        assert_eq!(browser.get("return window.isTheSame").await, true, "the page was loaded again");

        // The tab begins with it the next time, before the preferences are read.
        browser.get("location.reload()").await;
        browser
            .until(
                "it is loaded again",
                "return window.isTheSame !== true && document.readyState === 'complete'",
            )
            .await;
        console.live().await;
        assert_eq!(faults(browser, "ru").await, json!([]));
        browser.is_clean().await;
    });
}
