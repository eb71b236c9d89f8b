//! One tick reaches thousands of alerts.

use std::time::Instant;

use domain::Time;
use domain::alert::NewAlert;
use domain::event::data::Id;
use domain::ids::{EventId, UserId};
use futures_util::{StreamExt, stream};
use ports::{Alerts as _, BatchRead as _, Levels as _, WriteOutcome};
use support::{Device, System, eventually, run};

use crate::market::{Market, create, fires, settled};

const USERS: usize = 20;
const EACH: usize = 100;

fn user(number: usize) -> UserId {
    UserId::parse(format!("crowd-{number}")).unwrap()
}

fn alert(user: usize, number: usize) -> Id {
    Id::parse(&format!("crowd-{user}-{number}")).unwrap()
}

#[test]
fn a_storm_on_one_market_drains_and_another_market_does_not_wait_for_it() {
    run(async {
        let system = &System::start("prices-storm").await;
        let store = system.store();
        let (crowded, quiet) = (Market::new(system), Market::new(system));
        let start = Instant::now();
        let wanted = NewAlert::of_document(&crowded.alert("above", "100"), "alert").unwrap();
        // The alerts bypass the limits of the sockets; the store is called as their function calls it.
        let creating = stream::iter(0..USERS).map(async |number| {
            for n in 0..EACH {
                let alert = wanted.clone().alert(alert(number, n), user(number), Time::EPOCH);
                assert_eq!(
                    store.create_alert(&alert, u64::try_from(n).unwrap(), Time::EPOCH).await.unwrap(),
                    WriteOutcome::Done
                );
            }
        });
        creating.buffer_unordered(4).for_each(async |()| ()).await;
        eprintln!("{} alerts created in {:?}", USERS * EACH, start.elapsed());
        let mut device = Device::greet(system, "elsewhere").await;
        let other = create(&mut device, &quiet.alert("above", "100")).await;
        // These ticks start the functions.
        crowded.pay(&["99"]).await;
        quiet.pay(&["99"]).await;

        let start = Instant::now();
        crowded.pay(&["100", "99", "101"]).await;
        quiet.pay(&["100"]).await;
        fires(&mut device, &other).await;
        eprintln!("the other market's came after {:?}", start.elapsed());
        let left = system.depth(system.queue("Fire")).await + system.depth(system.queue("P1")).await;
        eprintln!("{left} messages were still to be worked off");
        // Later ticks of the crowded market become jobs after those of its storm.
        crowded.pay(&["98", "102"]).await;
        eventually("all jobs are closed", async || {
            let states = store.symbols(std::slice::from_ref(&crowded.symbol)).await.unwrap();
            (!states[&crowded.symbol].jobs.are_open()).then_some(())
        })
        .await;
        settled(system).await;
        eprintln!("all was worked off after {:?}", start.elapsed());

        let firing = format!("{other}:0");
        let elsewhere =
            system.notification("elsewhere", &firing).await.unwrap().notification.unwrap().routed_at;
        let mut last = elsewhere;
        for number in 0..USERS {
            let keys: Vec<_> = (0..EACH)
                .map(|n| (user(number), EventId::parse(format!("{}:0", alert(number, n))).unwrap()))
                .collect();
            let read = store.read(&[], &keys, &[]).await.unwrap();
            assert_eq!(read.items.len(), EACH, "{}", user(number));
            last = read
                .items
                .values()
                .map(|item| item.notification.as_ref().unwrap().routed_at)
                .fold(last, Ord::max);
            let known = store.alerts(&user(number)).await.unwrap();
            assert!(known.alerts.iter().all(|alert| alert.level().is_none()), "one is still waiting");
        }
        assert!(elsewhere < last, "the other market's came after the storm");
        let dead = system.stack.info().dlqs["fire"].clone();
        assert_eq!(system.depth(&dead).await, 0);
    });
}
