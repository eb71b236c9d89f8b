//! Price alerts: the alerts of a user, the levels of a symbol, and the states of symbols.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use domain::UserId;
use domain::alert::{Alert, Bounds, Part, Phase, Side};
use domain::event::data::{Condition, Id, Note, Positive, Symbol};
use ports::{Jobs, PortError, StaleNotice, SymbolState, WriteOutcome};

use crate::{Store, at, unique, user};

/// Returns a symbol that no other test uses, with every character that a symbol can have
/// besides letters and digits.
fn symbol() -> Symbol {
    Symbol::parse(&format!("{}/USDT:a_b.c@d", unique("ALERT"))).unwrap()
}

fn alert_id(text: &str) -> Id {
    Id::parse(text).unwrap()
}

/// Returns an alert with all fields.
fn alert(user: &UserId, symbol: &Symbol, name: &str, target: &str) -> Alert {
    Alert {
        id: alert_id(name),
        user_id: user.clone(),
        symbol: symbol.clone(),
        condition: Condition::Above,
        target: Positive::parse(target).unwrap(),
        recurring: true,
        cooldown: Duration::from_mins(1),
        rearm_percent: "1.50".parse().unwrap(),
        expires_at: Some(at(86_400)),
        note: Some(Note::parse("sell\n\u{1f680}").unwrap()),
        created_at: at(0),
        resumed_at: None,
        phase: Phase::NEW,
    }
}

/// Returns the same alert after it has fired.
fn away(alert: &Alert) -> Alert {
    Alert { phase: Phase::Disarmed { fired_at: at(1), generation: 1 }, ..alert.clone() }
}

fn fired(alert: &Alert) -> Alert {
    Alert { phase: Phase::Fired { at: at(2) }, ..alert.clone() }
}

async fn create(store: &impl Store, alert: &Alert) {
    let seen = store.alerts(&alert.user_id).await.unwrap().revision;
    assert_eq!(store.create_alert(alert, seen, at(0)).await, Ok(WriteOutcome::Done));
}

async fn alerts(store: &impl Store, user: &UserId) -> Vec<Alert> {
    store.alerts(user).await.unwrap().alerts
}

async fn state(store: &impl Store, symbol: &Symbol) -> Option<SymbolState> {
    store.symbols(std::slice::from_ref(symbol)).await.unwrap().remove(symbol)
}

/// Returns all alerts of the part that wait on this side, in their order, read in pages of `limit`.
async fn part_of(store: &impl Store, symbol: &Symbol, part: Part, side: Side, limit: usize) -> Vec<Alert> {
    let (mut all, mut after) = (Vec::new(), None);
    loop {
        let page = store.levels(symbol, part, side, after.as_deref(), limit).await.unwrap();
        assert!(page.alerts.len() <= limit);
        all.extend(page.alerts);
        after = page.next;
        if after.is_none() {
            return all;
        }
    }
}

/// Returns all alerts of a symbol that wait on this side.
async fn waiting(store: &impl Store, symbol: &Symbol, side: Side) -> Vec<Alert> {
    let mut all = Vec::new();
    for part in Part::all() {
        all.extend(part_of(store, symbol, part, side, 100).await);
    }
    all
}

/// Returns the alerts of this symbol, above and below.
async fn levels(store: &impl Store, symbol: &Symbol) -> (Vec<Alert>, Vec<Alert>) {
    (waiting(store, symbol, Side::Up).await, waiting(store, symbol, Side::Down).await)
}

pub async fn alerts_and_their_levels_come_back_as_they_were(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    assert_eq!(store.alerts(&user).await.unwrap(), ports::UserAlerts::default());
    let everything = alert(&user, &symbol, "a-1", "64250.10");
    let plain = Alert {
        condition: Condition::Below,
        target: Positive::parse("0.0000000000000000000000000001").unwrap(),
        recurring: false,
        cooldown: Duration::ZERO,
        rearm_percent: "0".parse().unwrap(),
        expires_at: None,
        note: None,
        ..alert(&user, &symbol, "B#2", "1")
    };
    create(store, &everything).await;
    create(store, &plain).await;
    let mut known = store.alerts(&user).await.unwrap();
    known.alerts.sort_by(|a, b| b.id.cmp(&a.id));
    assert_eq!((known.alerts, known.revision), (vec![everything.clone(), plain.clone()], 2));
    let (up, down) = levels(store, &symbol).await;
    assert_eq!((&up, &down), (&vec![everything], &vec![plain]));
    // No digit is lost, and no trailing zero.
    assert_eq!(up[0].target.to_string(), "64250.10");
    assert_eq!(up[0].rearm_percent.to_string(), "1.50");
}

pub async fn an_alert_is_created_only_over_the_revision_that_was_seen(store: &impl Store) {
    let (ada, symbol) = (user(), symbol());
    let [first, second] = ["a-1", "a-2"].map(|name| alert(&ada, &symbol, name, "1"));
    assert_eq!(store.create_alert(&first, 1, at(0)).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.create_alert(&first, 0, at(0)).await, Ok(WriteOutcome::Done));
    assert_eq!(store.create_alert(&second, 0, at(0)).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.create_alert(&second, 2, at(0)).await, Ok(WriteOutcome::Conflict));
    // A second alert with the same id is refused.
    let other = alert(&ada, &symbol, "a-1", "2");
    assert_eq!(store.create_alert(&other, 1, at(0)).await, Ok(WriteOutcome::Conflict));
    let known = store.alerts(&ada).await.unwrap();
    assert_eq!((known.alerts, known.revision), (vec![first.clone()], 1));
    assert_eq!(levels(store, &symbol).await, (vec![first], vec![]), "nothing is done by halves");
    assert_eq!(state(store, &symbol).await.unwrap().epoch, 1);

    assert_eq!(store.create_alert(&second, 1, at(0)).await, Ok(WriteOutcome::Done));
    let grace = user();
    let hers = alert(&grace, &symbol, "a-1", "3");
    assert_eq!(store.create_alert(&hers, 0, at(0)).await, Ok(WriteOutcome::Done), "ids are a user's own");
    assert_eq!(alerts(store, &grace).await, [hers]);
    assert_eq!(state(store, &symbol).await.unwrap().epoch, 3);
}

pub async fn of_several_who_create_an_alert_at_once_one_does(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let all: Vec<Alert> = (0..5).map(|n| alert(&user, &symbol, &format!("a-{n}"), "1")).collect();
    let creations = all.iter().map(|alert| store.create_alert(alert, 0, at(0)));
    let created = futures_util::future::join_all(creations).await;
    let done = created.iter().filter(|created| **created == Ok(WriteOutcome::Done)).count();
    assert_eq!(done, 1, "{created:?}");
    let known = store.alerts(&user).await.unwrap();
    assert_eq!((known.alerts.len(), known.revision), (1, 1));
    assert_eq!(state(store, &symbol).await.unwrap().epoch, 1);
}

pub async fn an_alert_is_deleted_only_as_it_was_seen(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let armed = alert(&user, &symbol, "a-1", "100");
    assert_eq!(store.delete_alert(&armed).await, Ok(WriteOutcome::Done), "it is not there");
    create(store, &armed).await;
    assert_eq!(store.mark(&armed, &away(&armed)).await, Ok(WriteOutcome::Done));
    assert_eq!(store.delete_alert(&armed).await, Ok(WriteOutcome::Conflict));
    let anew = Alert { created_at: at(9), ..away(&armed) };
    assert_eq!(store.delete_alert(&anew).await, Ok(WriteOutcome::Conflict), "another one of its id");
    assert_eq!(alerts(store, &user).await, [away(&armed)]);
    assert_eq!(levels(store, &symbol).await, (vec![], vec![away(&armed)]));
    for _ in 0..2 {
        assert_eq!(store.delete_alert(&away(&armed)).await, Ok(WriteOutcome::Done));
        assert_eq!(levels(store, &symbol).await, (vec![], vec![]));
    }
    let known = store.alerts(&user).await.unwrap();
    assert_eq!((known.alerts, known.revision), (vec![], 1));

    create(store, &armed).await;
    store.mark(&armed, &fired(&armed)).await.unwrap();
    assert_eq!(store.delete_alert(&fired(&armed)).await, Ok(WriteOutcome::Done), "past ones as well");
    assert_eq!(alerts(store, &user).await, []);
}

pub async fn a_mark_moves_the_alert_and_its_level(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let armed = alert(&user, &symbol, "a-1", "100");
    let neighbour = alert(&user, &symbol, "a-2", "100");
    create(store, &armed).await;
    create(store, &neighbour).await;
    let again = Alert { phase: Phase::Armed { since: at(70), generation: 1 }, ..armed.clone() };
    let later = Alert { phase: Phase::Armed { since: at(90), generation: 2 }, ..armed.clone() };
    let moves = [
        (armed.clone(), away(&armed), false),
        (away(&armed), again.clone(), true),
        // Fired and armed again within one batch of ticks: the same level, another phase.
        (again, later.clone(), true),
    ];
    for (before, after, is_up) in moves {
        assert_eq!(store.mark(&before, &after).await, Ok(WriteOutcome::Done));
        assert_eq!(store.mark(&before, &after).await, Ok(WriteOutcome::Conflict), "{before:?}");
        assert!(alerts(store, &user).await.contains(&after));
        let (mut up, mut down) = levels(store, &symbol).await;
        up.retain(|alert| alert.id != neighbour.id);
        if is_up {
            std::mem::swap(&mut up, &mut down);
        }
        assert_eq!((up, down), (vec![], vec![after]));
    }
    assert_eq!(store.mark(&later, &fired(&later)).await, Ok(WriteOutcome::Done));
    assert_eq!(store.mark(&later, &away(&later)).await, Ok(WriteOutcome::Conflict));
    assert!(alerts(store, &user).await.contains(&fired(&later)));
    assert_eq!(levels(store, &symbol).await, (vec![neighbour.clone()], vec![]));
    assert_eq!(state(store, &symbol).await.unwrap().epoch, 2, "who marks says what becomes live");

    let deleted = alert(&user, &symbol, "a-3", "100");
    assert_eq!(store.mark(&deleted, &away(&deleted)).await, Ok(WriteOutcome::Conflict));
    let anew = Alert { created_at: at(9), ..neighbour.clone() };
    assert_eq!(store.mark(&anew, &away(&anew)).await, Ok(WriteOutcome::Conflict), "another one of its id");
    assert_eq!(levels(store, &symbol).await, (vec![neighbour], vec![]));
}

pub async fn levels_are_met_in_the_order_of_prices(store: &impl Store) {
    let (user, symbol, other) = (user(), symbol(), symbol());
    let targets = [
        "9",
        "10",
        "0.5",
        "100",
        "9.99",
        "10.01",
        "9999999999999999999999999999",
        "0.0000000000000000000000000001",
        "10.0",
        "1e3",
    ];
    for (number, target) in targets.into_iter().enumerate() {
        // These alerts are below, so that all of them can be seen from both sides.
        let below =
            Alert { condition: Condition::Below, ..alert(&user, &symbol, &format!("b-{number}"), target) };
        create(store, &below).await;
        create(store, &alert(&user, &symbol, &format!("a-{number}"), target)).await;
    }
    create(store, &alert(&user, &other, "other", "1")).await;
    let price = |alert: &Alert| alert.level().unwrap().price;
    for side in Side::ALL {
        let mut ids = BTreeSet::new();
        for part in Part::all() {
            for limit in [1, 3, 100] {
                let all = part_of(store, &symbol, part, side, limit).await;
                assert!(all.iter().all(|alert| Part::of(&alert.id) == part && alert.symbol == symbol));
                assert!(all.is_sorted_by(|a, b| match side {
                    Side::Up => price(a) <= price(b),
                    Side::Down => price(a) >= price(b),
                }));
                let found: BTreeSet<Id> = all.iter().map(|alert| alert.id.clone()).collect();
                assert_eq!(found.len(), all.len(), "none twice");
                ids.extend(found);
            }
        }
        assert_eq!(ids.len(), targets.len());
    }
    assert_eq!(waiting(store, &other, Side::Up).await.len(), 1);
}

pub async fn a_page_goes_on_where_one_ended_that_is_gone(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    // All of these are in one part.
    let names = (0..)
        .map(|n| format!("a-{n}"))
        .filter(|name| Part::of(&alert_id(name)) == Part::of(&alert_id("a-0")));
    let all: Vec<Alert> = names
        .take(4)
        .enumerate()
        .map(|(n, name)| alert(&user, &symbol, &name, &format!("{}", n + 9)))
        .collect();
    for alert in &all {
        create(store, alert).await;
    }
    let part = Part::of(&all[0].id);
    let page = store.levels(&symbol, part, Side::Up, None, 2).await.unwrap();
    assert_eq!(page.alerts, all[..2]);
    store.mark(&all[1], &away(&all[1])).await.unwrap();
    let page = store.levels(&symbol, part, Side::Up, page.next.as_deref(), 2).await.unwrap();
    assert_eq!(page.alerts, all[2..]);
}

pub async fn bounds_are_good_until_a_level_may_become_live(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let bounds = Bounds {
        up: Some("14999999999999999999999999999".parse().unwrap()),
        down: Some("0.10".parse().unwrap()),
        sleeps_until: Some(at(5)),
    };
    assert_eq!(state(store, &symbol).await, None);
    assert_eq!(
        store.set_bounds(&symbol, &bounds, 0).await,
        Ok(WriteOutcome::Conflict),
        "it never had an alert"
    );
    assert_eq!(state(store, &symbol).await, None);
    create(store, &alert(&user, &symbol, "a-1", "1")).await;
    let known = async || {
        let state = state(store, &symbol).await.unwrap();
        (state.epoch, state.bounds)
    };
    assert_eq!(known().await, (1, None));
    assert_eq!(store.set_bounds(&symbol, &bounds, 0).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.set_bounds(&symbol, &bounds, 1).await, Ok(WriteOutcome::Done));
    assert_eq!(known().await, (1, Some(bounds)));
    assert_eq!(store.set_bounds(&symbol, &Bounds::default(), 1).await, Ok(WriteOutcome::Done));
    assert_eq!(known().await, (1, Some(Bounds::default())), "there is no level at all");
    assert_eq!(store.increment_epoch(&symbol).await, Ok(2));
    assert_eq!(known().await, (2, None));
    assert_eq!(store.set_bounds(&symbol, &bounds, 1).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.set_bounds(&symbol, &bounds, 2).await, Ok(WriteOutcome::Done));
    create(store, &alert(&user, &symbol, "a-2", "2")).await;
    assert_eq!(known().await, (3, None));
}

pub async fn many_symbols_are_asked_for_at_once(store: &impl Store) {
    let user = user();
    let symbols: Vec<Symbol> = (0..100).map(|_| symbol()).collect();
    for symbol in &symbols[..60] {
        store.increment_epoch(symbol).await.unwrap();
    }
    create(store, &alert(&user, &symbols[0], "a-1", "1")).await;
    let mut expected: BTreeMap<Symbol, SymbolState> = symbols[..60]
        .iter()
        .map(|symbol| (symbol.clone(), SymbolState { epoch: 1, ..SymbolState::default() }))
        .collect();
    let first = expected.get_mut(&symbols[0]).unwrap();
    (first.epoch, first.watched_since) = (2, Some(at(0)));
    assert_eq!(store.symbols(&symbols).await.unwrap(), expected);
    let twice = [symbols[0].clone(), symbols[0].clone()];
    assert_eq!(store.symbols(&twice).await.unwrap().len(), 1);
    assert_eq!(store.symbols(&[]).await.unwrap(), BTreeMap::new());
    let all = store.all_symbols().await.unwrap();
    assert!(expected.iter().all(|(symbol, state)| all.get(symbol) == Some(state)));
    assert!(!all.contains_key(&symbols[99]));
}

pub async fn a_symbol_knows_its_jobs_and_its_ticks(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    // A symbol that never had an alert has no state, and these calls create none.
    store.record_tick(&symbol, at(1)).await.unwrap();
    assert!(matches!(store.open_job(&symbol).await, Err(PortError::Refused(_))));
    store.finish_job(&symbol, Part::of(&alert_id("a-1")), 1).await.unwrap();
    let notice = StaleNotice { since: at(4), notified_until: at(64), complete_at: Some(7) };
    for notice in [Some(&notice), None] {
        store.record_stale_notice(&symbol, notice).await.unwrap();
    }
    assert_eq!(store.mark_idle(&symbol, 0, at(1)).await, Ok(WriteOutcome::Conflict));
    assert_eq!(state(store, &symbol).await, None);

    create(store, &alert(&user, &symbol, "a-1", "1")).await;
    let known = async || state(store, &symbol).await.unwrap();
    assert!(!known().await.jobs.are_open());
    for number in 1..=3 {
        assert_eq!(store.open_job(&symbol).await, Ok(number));
    }
    assert!(known().await.jobs.are_open());
    // A late call undoes nothing.
    for (part, number) in Part::all().zip([3, 2, 3, 3, 3, 3, 3, 3]) {
        for number in [number, 1] {
            store.finish_job(&symbol, part, number).await.unwrap();
        }
    }
    let jobs = Jobs { opened: 3, finished: [3, 2, 3, 3, 3, 3, 3, 3] };
    assert_eq!((known().await.jobs, jobs.are_open()), (jobs, true));
    store.finish_job(&symbol, Part::parse(1).unwrap(), 3).await.unwrap();
    assert!(!known().await.jobs.are_open());

    assert_eq!(known().await.last_tick_at, None);
    for (tick, latest) in [(3, 3), (2, 3), (4, 4)] {
        store.record_tick(&symbol, at(tick)).await.unwrap();
        assert_eq!(known().await.last_tick_at, Some(at(latest)));
    }

    let partly = StaleNotice { notified_until: at(124), complete_at: None, ..notice };
    for notice in [None, Some(notice), Some(partly), None, None, Some(notice)] {
        store.record_stale_notice(&symbol, notice.as_ref()).await.unwrap();
        assert_eq!(known().await.stale, notice);
    }
    let expected = SymbolState {
        epoch: 1,
        jobs: known().await.jobs,
        last_tick_at: Some(at(4)),
        watched_since: Some(at(0)),
        stale: Some(notice),
        ..SymbolState::default()
    };
    assert_eq!(known().await, expected);
}

pub async fn an_idle_symbol_is_forgotten_unless_an_alert_is_created(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let known = async || state(store, &symbol).await;
    let first = alert(&user, &symbol, "a-1", "1");
    create(store, &first).await;
    let seen = known().await.unwrap();
    assert_eq!(store.delete_symbol(&symbol, &seen).await, Ok(WriteOutcome::Conflict), "it is not idle");
    assert_eq!(store.mark_idle(&symbol, 2, at(9)).await, Ok(WriteOutcome::Conflict), "of another epoch");
    let almost_ten = at(9).plus(Duration::from_millis(999));
    assert_eq!(store.mark_idle(&symbol, 1, almost_ten).await, Ok(WriteOutcome::Done));
    let idle = known().await.unwrap();
    assert_eq!(idle.idle_until, Some(at(9)), "in whole seconds");

    create(store, &alert(&user, &symbol, "a-2", "1")).await;
    let awake = known().await.unwrap();
    assert_eq!((awake.idle_until, awake.watched_since, awake.epoch), (None, Some(at(0)), 2));
    assert_eq!(store.delete_symbol(&symbol, &idle).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.mark_idle(&symbol, 2, at(9)).await, Ok(WriteOutcome::Done));
    assert_eq!(store.delete_symbol(&symbol, &idle).await, Ok(WriteOutcome::Conflict));

    let idle = known().await.unwrap();
    assert_eq!(store.open_job(&symbol).await, Ok(1));
    assert_eq!(store.delete_symbol(&symbol, &idle).await, Ok(WriteOutcome::Conflict), "a storm has begun");
    let stormy = known().await.unwrap();
    assert_eq!(store.delete_symbol(&symbol, &stormy).await, Ok(WriteOutcome::Done));
    assert_eq!(known().await, None);
    assert_eq!(store.delete_symbol(&symbol, &stormy).await, Ok(WriteOutcome::Conflict), "it is not there");

    let anew = Alert { created_at: at(50), ..alert(&user, &symbol, "a-3", "1") };
    create(store, &anew).await;
    let expected = SymbolState { epoch: 1, watched_since: Some(at(50)), ..SymbolState::default() };
    assert_eq!(known().await, Some(expected));
}

pub async fn the_bucket_of_creations_is_kept_with_the_revision(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let [first, second] = ["a-1", "a-2"].map(|name| alert(&user, &symbol, name, "1"));
    let known = async || {
        let known = store.alerts(&user).await.unwrap();
        (known.revision, known.creation_bucket)
    };
    assert_eq!(known().await, (0, domain::Time::EPOCH));
    assert_eq!(store.create_alert(&first, 0, at(7)).await, Ok(WriteOutcome::Done));
    assert_eq!(known().await, (1, at(7)));
    assert_eq!(store.create_alert(&second, 0, at(9)).await, Ok(WriteOutcome::Conflict));
    assert_eq!(known().await, (1, at(7)), "nothing is done by halves");
    assert_eq!(store.delete_alert(&first).await, Ok(WriteOutcome::Done));
    assert_eq!(store.create_alert(&second, 1, at(8)).await, Ok(WriteOutcome::Done));
    assert_eq!(known().await, (2, at(8)));
}

pub async fn a_paused_alert_has_no_level_and_a_resumed_one_has_it_again(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let armed = alert(&user, &symbol, "a-1", "100");
    create(store, &armed).await;
    let paused = armed.paused().unwrap();
    assert_eq!(store.pause_alert(&away(&armed), &away(&armed).paused().unwrap()).await, Ok(WriteOutcome::Conflict));
    assert_eq!(store.pause_alert(&armed, &paused).await, Ok(WriteOutcome::Done));
    assert_eq!(store.pause_alert(&armed, &paused).await, Ok(WriteOutcome::Conflict));
    assert_eq!(alerts(store, &user).await, [paused.clone()]);
    assert_eq!(levels(store, &symbol).await, (vec![], vec![]));
    assert_eq!(store.mark(&armed, &fired(&armed)).await, Ok(WriteOutcome::Conflict), "a tick comes too late");
    let known = state(store, &symbol).await.unwrap();
    assert_eq!(store.mark_idle(&symbol, known.epoch, at(9)).await, Ok(WriteOutcome::Done));

    let resumed = paused.resumed(at(50)).unwrap();
    assert_eq!(store.resume_alert(&paused, &resumed, 7, at(3)).await, Ok(WriteOutcome::Conflict), "not as seen");
    assert_eq!(store.resume_alert(&armed, &resumed, 1, at(3)).await, Ok(WriteOutcome::Conflict), "not paused");
    assert_eq!(alerts(store, &user).await, [paused.clone()], "nothing is done by halves");
    assert_eq!(store.resume_alert(&paused, &resumed, 1, at(3)).await, Ok(WriteOutcome::Done));
    let all = store.alerts(&user).await.unwrap();
    assert_eq!((all.alerts, all.revision, all.creation_bucket), (vec![resumed.clone()], 2, at(3)));
    assert_eq!(levels(store, &symbol).await, (vec![resumed.clone()], vec![]));
    let awake = state(store, &symbol).await.unwrap();
    assert_eq!((awake.epoch, awake.idle_until, awake.watched_since), (known.epoch + 1, None, Some(at(0))));
    let phase = Phase::Disarmed { fired_at: at(60), generation: 2 };
    let disarmed = Alert { phase, ..resumed.clone() };
    assert_eq!(store.mark(&resumed, &disarmed).await, Ok(WriteOutcome::Done));
    assert_eq!(levels(store, &symbol).await, (vec![], vec![disarmed.clone()]));
    assert_eq!(alerts(store, &user).await, [disarmed.clone()]);
    assert_eq!(store.delete_alert(&disarmed).await, Ok(WriteOutcome::Done));
    assert_eq!(levels(store, &symbol).await, (vec![], vec![]));
}

pub async fn the_first_alert_that_is_resumed_says_since_when_its_symbol_is_watched(store: &impl Store) {
    let (user, symbol) = (user(), symbol());
    let armed = alert(&user, &symbol, "a-1", "100");
    create(store, &armed).await;
    let paused = armed.paused().unwrap();
    store.pause_alert(&armed, &paused).await.unwrap();
    store.mark_idle(&symbol, 1, at(9)).await.unwrap();
    let idle = state(store, &symbol).await.unwrap();
    assert_eq!(store.delete_symbol(&symbol, &idle).await, Ok(WriteOutcome::Done));
    let resumed = paused.resumed(at(50)).unwrap();
    assert_eq!(store.resume_alert(&paused, &resumed, 1, at(3)).await, Ok(WriteOutcome::Done));
    let expected = SymbolState { epoch: 1, watched_since: Some(at(50)), ..SymbolState::default() };
    assert_eq!(state(store, &symbol).await, Some(expected));
    let gone = alert(&user, &symbol, "a-2", "100").paused().unwrap();
    let other = gone.resumed(at(60)).unwrap();
    assert_eq!(store.resume_alert(&gone, &other, 2, at(3)).await, Ok(WriteOutcome::Conflict), "it was deleted");
    assert_eq!(store.alerts(&user).await.unwrap().revision, 2);
}
