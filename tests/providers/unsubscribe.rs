//! The unsubscribe link of an e-mail.

use serde_json::Value;
use support::{System, Trader, delivery, eventually};

use crate::on_shared;

/// Returns the response that a mail program or a browser gets there: status and page.
async fn open(system: &System, link: &str, one_click: bool) -> (u16, String) {
    let request = if one_click {
        // RFC 8058: the request of the mail program's own button.
        let form = "List-Unsubscribe=One-Click";
        system.http.post(link).header("content-type", "application/x-www-form-urlencoded").body(form)
    } else {
        system.http.get(link)
    };
    let response = request.send().await.unwrap();
    (response.status().as_u16(), response.text().await.unwrap())
}

async fn report(trader: &Trader<'_>, id: &str) {
    trader.exchange.publish("p2", &[trader.exchange.weekly_report(id)]).await;
}

/// Returns links with another signature, another user, another type, a missing part, and an additional one.
fn tampered(link: &str, stranger: &str) -> Vec<String> {
    let (base, query) = link.split_once('?').unwrap();
    let parts: Vec<_> = query.split('&').collect();
    let [user, event_type, version, end, signature] = parts[..] else { panic!("{query}") };
    let last = if signature.ends_with('A') { "Q" } else { "A" };
    let other = format!("{}{last}", &signature[..signature.len() - 1]);
    let forged = [
        format!("{user}&{event_type}&{version}&{end}&{other}"),
        format!("u={stranger}&{event_type}&{version}&{end}&{signature}"),
        format!("{user}&t=daily_report&{version}&{end}&{signature}"),
        format!("{user}&{event_type}&v=9&{end}&{signature}"),
        format!("{user}&{event_type}&{version}&e=9999999999&{signature}"),
        format!("{user}&{event_type}&{signature}"),
        format!("{user}&{event_type}&{version}&{end}"),
        format!("{user}&{event_type}&{version}&{end}&{signature}A"),
        String::new(),
    ];
    forged.map(|query| format!("{base}?{query}")).into()
}

#[test]
fn the_link_of_an_email_switches_off_the_emails_of_its_type_and_only_when_it_is_confirmed() {
    on_shared(async |system| {
        let trader = Trader::with_profile(system, "subscribed").await;
        report(&trader, "weekly-1").await;
        let email = eventually("the report", async || trader.emails().await.pop()).await;
        let link = email.unsubscribe_link();
        assert!(email.html.contains("/v1/unsubscribe?"), "{}", email.html);

        for forged in tampered(&link, "stranger") {
            for one_click in [false, true] {
                assert_eq!(open(system, &forged, one_click).await.0, 403, "{forged}");
            }
        }
        // Scanners of mail programs open every link.
        let (status, page) = open(system, &link, false).await;
        assert!(status == 200 && page.contains("<form method=\"post\">"), "{status} {page}");
        assert_eq!(system.recipient(&trader.user).await.version, 0, "to look changes nothing");
        report(&trader, "weekly-2").await;
        eventually("another report", async || (trader.emails().await.len() == 2).then_some(())).await;

        for _ in 0..2 {
            let (status, page) = open(system, &link, true).await;
            assert!(status == 200 && page.contains("Unsubscribed"), "{status} {page}");
        }
        assert_eq!(system.recipient(&trader.user).await.version, 1, "once is enough");
        report(&trader, "weekly-3").await;
        let details: Value = eventually("the report is in the inbox", async || {
            let details = trader.details("weekly-3").await;
            (details["type"] == "reply").then_some(details)
        })
        .await;
        let lines = delivery(&details, "email");
        assert!(lines.iter().all(|line| line["reason"] == "not_chosen"), "{details}");
        assert_eq!(delivery(&details, "websocket")[0]["state"], "pending", "in the app it stays");
        // Other types stay as they are.
        trader.publish(trader.exchange.liquidation("liq-1", "p-1")).await;
        trader.shown("liq-1", "email", "accepted").await;
        assert_eq!(trader.emails().await.len(), 3);
    });
}
