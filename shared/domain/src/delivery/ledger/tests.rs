use super::*;
use proptest::prelude::*;

const NOW: Time = Time::EPOCH;

fn at(seconds: u64) -> Time {
    NOW.plus(Duration::from_secs(seconds))
}

fn facts(channel: Channel) -> ClaimContext {
    ClaimContext {
        channel,
        is_acked: false,
        is_at_once: true,
        expires_at: at(3_600),
        unavailable_reason: None,
        not_before: None,
        contact_stated_at: None,
        redriven_at: None,
        lease: Duration::from_secs(20),
        claimant: 7,
        repeat: 0,
    }
}

fn sent(claim: Claim) -> Entry {
    match claim {
        Claim::Send(entry) => entry,
        other => panic!("not to be sent: {other:?}"),
    }
}

fn ended(claim: Claim) -> LedgerState {
    match claim {
        Claim::End(entry) => entry.state,
        other => panic!("not ended: {other:?}"),
    }
}

fn attempt(seconds: u64, verdict: Verdict) -> SendAttempt {
    SendAttempt { at: at(seconds), result: verdict.result(), status: None, provider_id: None, duration_ms: 1 }
}

const DOUBT: Verdict = Verdict::Indeterminate { timed_out: true, retry_after: None };

#[test]
fn one_of_two_sends() {
    let facts = facts(Channel::Push);
    let claimed = sent(claim(None, &facts, NOW));
    assert_eq!((claimed.revision, claimed.tries), (1, 1));
    assert_eq!(claim(Some(&claimed), &facts, at(19)), Claim::Wait(at(20)));
}

#[test]
fn a_lease_that_ran_out_is_a_doubt() {
    for (channel, repeats) in
        [(Channel::Push, true), (Channel::Telegram, true), (Channel::Email, false), (Channel::Sms, false)]
    {
        let facts = facts(channel);
        let claimed = sent(claim(None, &facts, NOW));
        let again = claim(Some(&claimed), &facts, at(20));
        if repeats {
            assert_eq!(sent(again).possible_duplicates, 1);
        } else {
            assert_eq!(ended(again), LedgerState::Unknown);
        }
    }
}

#[test]
fn a_lease_that_ran_out_stays_a_doubt_while_it_is_put_off() {
    let facts = facts(Channel::Push);
    let claimed = sent(claim(None, &facts, NOW));
    let put_off = Entry::put_off(Some(&claimed), at(60));
    assert_eq!(sent(claim(Some(&put_off), &facts, at(60))).possible_duplicates, 1);
    let never_sent = Entry::put_off(Some(&Entry::put_off(None, at(1))), at(60));
    assert_eq!(sent(claim(Some(&never_sent), &facts, at(60))).possible_duplicates, 0);
}

#[test]
fn no_answer_means_send_again_only_where_a_repeat_is_recognised() {
    for (channel, state) in
        [(Channel::Telegram, LedgerState::Retrying { until: at(3) }), (Channel::Sms, LedgerState::Unknown)]
    {
        let facts = facts(channel);
        let claimed = sent(claim(None, &facts, NOW));
        let answered = claimed.answered(attempt(0, DOUBT), DOUBT, &facts, at(3));
        assert_eq!(answered.state, state);
    }
    let facts = facts(Channel::Push);
    let doubtful = sent(claim(None, &facts, NOW)).answered(attempt(0, DOUBT), DOUBT, &facts, at(3));
    assert_eq!(claim(Some(&doubtful), &facts, at(2)), Claim::Wait(at(3)));
    let again = sent(claim(Some(&doubtful), &facts, at(3)));
    assert_eq!((again.possible_duplicates, again.tries), (1, 2));
    let failed = Verdict::Failed { retry_after: None };
    let clear = again.answered(attempt(3, failed), failed, &facts, at(9));
    assert_eq!(sent(claim(Some(&clear), &facts, at(9))).possible_duplicates, 1, "that one was not sent");
}

#[test]
fn an_ack_ends_what_waits_but_not_the_first_try_of_what_goes_out_at_once() {
    let acked = ClaimContext { is_acked: true, ..facts(Channel::Push) };
    let first = sent(claim(None, &acked, NOW));
    let throttled = Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: None };
    let waiting = first.answered(attempt(0, throttled), throttled, &acked, at(60));
    assert_eq!(ended(claim(Some(&waiting), &acked, at(1))), LedgerState::Acked, "at once, not in a minute");
    let ladder = ClaimContext { is_at_once: false, ..acked };
    assert_eq!(ended(claim(None, &ladder, NOW)), LedgerState::Acked);
}

#[test]
fn nothing_is_sent_after_its_time_or_against_a_wish() {
    let late = ClaimContext { expires_at: NOW, ..facts(Channel::Email) };
    assert_eq!(ended(claim(None, &late, NOW)), LedgerState::Expired);
    let unwanted = ClaimContext { unavailable_reason: Some(Reason::Disabled), ..facts(Channel::Email) };
    assert_eq!(ended(claim(None, &unwanted, NOW)), LedgerState::Suppressed(Reason::Disabled));
    let facts = facts(Channel::Push);
    let failed = Verdict::Failed { retry_after: None };
    let claimed = sent(claim(None, &facts, NOW));
    assert_eq!(claimed.answered(attempt(0, failed), failed, &facts, at(3_600)).state, LedgerState::Expired);
}

#[test]
fn quiet_hours_put_it_off_but_do_not_keep_it_from_ending() {
    let quiet = ClaimContext { not_before: Some(at(60)), ..facts(Channel::Push) };
    assert_eq!(claim(None, &quiet, NOW), Claim::Wait(at(60)));
    let short = ClaimContext { expires_at: at(30), ..quiet };
    assert_eq!(claim(None, &short, NOW), Claim::Wait(at(30)), "to be noted down as expired then");
    let unwanted = ClaimContext { unavailable_reason: Some(Reason::Disabled), ..quiet };
    assert_eq!(ended(claim(None, &unwanted, NOW)), LedgerState::Suppressed(Reason::Disabled));
}

#[test]
fn a_dead_letter_is_sent_again_only_by_a_later_decision() {
    let facts = facts(Channel::Telegram);
    let claimed = sent(claim(None, &facts, at(5)));
    let dead = claimed.answered(attempt(5, Verdict::Refused), Verdict::Refused, &facts, at(5));
    assert_eq!(claim(Some(&dead), &facts, at(9)), Claim::AlreadyTerminal);
    let redriven = |seconds| ClaimContext { redriven_at: Some(at(seconds)), ..facts };
    assert_eq!(claim(Some(&dead), &redriven(5), at(9)), Claim::AlreadyTerminal);
    let again = sent(claim(Some(&dead), &redriven(6), at(9)));
    let dead_again = again.answered(attempt(9, Verdict::Refused), Verdict::Refused, &facts, at(9));
    assert_eq!(
        claim(Some(&dead_again), &redriven(6), at(10)),
        Claim::AlreadyTerminal,
        "one decision, one try"
    );
}

#[test]
fn tries_are_bounded_and_so_are_the_kept_attempts() {
    let facts = ClaimContext { expires_at: at(u64::from(u32::MAX)), ..facts(Channel::Push) };
    let failed = Verdict::Failed { retry_after: None };
    let mut entry: Option<Entry> = None;
    for n in 0..u64::from(MAX_TRIES) {
        let claimed = sent(claim(entry.as_ref(), &facts, at(n)));
        entry = Some(claimed.answered(attempt(n, failed), failed, &facts, at(n)));
    }
    let entry = entry.unwrap();
    assert_eq!(entry.attempts.len(), MAX_KEPT_ATTEMPTS);
    let end = ended(claim(Some(&entry), &facts, at(500)));
    assert_eq!(end, LedgerState::DeadLettered { reason: DeadReason::TriesUsedUp, at: at(500) });
    let redriven = ClaimContext { redriven_at: Some(at(501)), ..facts };
    let again = sent(claim(Some(&entry.moved(end)), &redriven, at(502)));
    assert_eq!((again.tries, again.attempts.len()), (1, MAX_KEPT_ATTEMPTS), "with all its tries");
}

#[test]
fn another_channel_is_taken_only_when_nothing_else_is_hopeful() {
    let facts = facts(Channel::Push);
    let key = DeliveryKey::of_channel;
    let (push, telegram, email) = (key(Channel::Push), key(Channel::Telegram), key(Channel::Email));
    let claimed = sent(claim(None, &facts, NOW));
    let in_state = |state| claimed.moved(state);
    let at_once = || [push.clone(), telegram.clone()];
    let waiting = in_state(LedgerState::Retrying { until: at(9) });
    let dead = in_state(LedgerState::DeadLettered { reason: DeadReason::Gone, at: NOW });
    let accepted = in_state(LedgerState::Accepted);
    let ask = |ledger: &[(&DeliveryKey, &Entry)]| {
        let ledger = ledger.iter().map(|(key, entry)| ((*key).clone(), (*entry).clone())).collect();
        needs_another(&push, at_once(), &ledger, true)
    };
    assert!(!ask(&[(&push, &dead)]), "Telegram has not been tried yet");
    assert!(!ask(&[(&push, &dead), (&telegram, &claimed)]), "Telegram is being tried");
    assert!(!ask(&[(&push, &dead), (&telegram, &accepted)]));
    assert!(ask(&[(&push, &dead), (&telegram, &waiting)]));
    assert!(ask(&[(&push, &waiting), (&telegram, &dead)]));
    let held = Entry::put_off(None, at(1));
    assert!(!ask(&[(&push, &dead), (&telegram, &held)]), "Telegram's turn is about to come");
    let impatient = |ledger: &[(&DeliveryKey, &Entry)]| {
        let ledger = ledger.iter().map(|(key, entry)| ((*key).clone(), (*entry).clone())).collect();
        needs_another(&push, at_once(), &ledger, false)
    };
    assert!(impatient(&[(&push, &dead), (&telegram, &held)]), "its turn did not come in time");
    assert!(impatient(&[(&push, &dead)]));
    assert!(!impatient(&[(&push, &dead), (&telegram, &claimed)]), "it is being tried");
    assert!(!ask(&[(&push, &dead), (&telegram, &dead), (&email, &claimed)]), "a fallback is under way");
    let second = DeliveryKey::second(Channel::Email).unwrap();
    assert!(ask(&[(&push, &dead), (&telegram, &dead), (&second, &accepted)]), "it may be another person's");
    assert!(!needs_another(&push, [email.clone(), second.clone()], &BTreeMap::new(), true));
    assert!(needs_another(&push, [second], &BTreeMap::new(), true));
}

#[test]
fn what_goes_out_at_once_is_sent_after_an_ack_however_long_its_first_try_was_put_off() {
    let acked = ClaimContext { is_acked: true, ..facts(Channel::Push) };
    let put_off = Entry::put_off(None, at(10));
    assert_eq!((put_off.tries, put_off.revision), (0, 1));
    assert_eq!(claim(Some(&put_off), &acked, at(9)), Claim::Wait(at(10)));
    assert_eq!(sent(claim(Some(&put_off), &acked, at(10))).tries, 1);
}

#[test]
fn what_leaves_in_a_merged_message_ends_here_and_names_it() {
    let merged_as = || EventId::parse("merged:p1:email:60").unwrap();
    let fresh = Entry::merged(None, merged_as(), NOW);
    let claimed = sent(claim(None, &facts(Channel::Email), NOW));
    let seen = Entry::merged(Some(&claimed), merged_as(), NOW);
    assert_eq!((fresh.revision, fresh.tries, seen.revision, seen.tries), (1, 0, 2, 1));
    for entry in [fresh, seen] {
        assert_eq!((entry.state, &entry.released_as), (LedgerState::Merged, &Some(merged_as())));
        assert!(entry.state.is_terminal());
        assert_eq!(claim(Some(&entry), &facts(Channel::Email), at(9)), Claim::AlreadyTerminal);
    }
}

#[test]
fn a_delivery_that_is_under_way_is_not_at_its_end() {
    let open = [LedgerState::Claimed { until: NOW, by: 1 }, LedgerState::Retrying { until: NOW }];
    assert!(open.into_iter().all(|state| !state.is_terminal()));
}

#[test]
fn a_pause_doubles_up_to_five_minutes_and_a_p0_is_tried_sooner() {
    let least = |priority, tries| pause(priority, tries, DOUBT, 0).as_secs();
    assert_eq!(
        [1, 2, 3, 8, 9, 10, 100].map(|tries| least(Priority::P1, tries)),
        [1, 2, 4, 128, 150, 150, 150]
    );
    assert_eq!([1, 3, 4, 20, 21, 100].map(|tries| least(Priority::P0, tries)), [1, 1, 8, 8, 150, 150]);
    // The second half of the two seconds is jitter, in whole milliseconds.
    let with = |random| pause(Priority::P2, 1, DOUBT, random).as_millis();
    assert_eq!([0, 1, 999, 1_000].map(with), [1_000, 1_001, 1_999, 1_000]);
    let asked = Verdict::Failed { retry_after: Some(Duration::from_mins(1)) };
    let after = |random| pause(Priority::P0, 1, asked, random).as_millis();
    assert_eq!([0, 499, 500].map(after), [60_000, 60_499, 60_000], "not all at the same instant");
}

#[test]
fn an_answer_says_what_the_try_came_to_and_for_how_long_to_back_off() {
    let asked = Some(Duration::from_secs(7));
    let throttled = Verdict::Throttled { scope: ThrottleScope::Recipient, retry_after: asked };
    let doubtful = |timed_out| Verdict::Indeterminate { timed_out, retry_after: asked };
    for (verdict, result, is_retryable, retry_after) in [
        (Verdict::Accepted, AttemptResult::Accepted, false, None),
        (Verdict::Gone, AttemptResult::Gone, false, None),
        (Verdict::Refused, AttemptResult::Refused, false, None),
        (throttled, AttemptResult::Throttled, true, asked),
        (Verdict::Failed { retry_after: asked }, AttemptResult::Error, true, asked),
        (doubtful(false), AttemptResult::Error, true, asked),
        (doubtful(true), AttemptResult::Timeout, true, asked),
    ] {
        assert_eq!(verdict.result(), result, "{verdict:?}");
        assert_eq!(
            (verdict.is_retryable(), verdict.retry_after()),
            (is_retryable, retry_after),
            "{verdict:?}"
        );
    }
}

#[test]
fn an_address_that_is_gone_and_a_message_that_is_refused_are_dead_at_the_time_of_the_try() {
    let facts = facts(Channel::Email);
    let claimed = sent(claim(None, &facts, at(5)));
    for (verdict, state) in [
        (Verdict::Accepted, LedgerState::Accepted),
        (Verdict::Gone, LedgerState::DeadLettered { reason: DeadReason::Gone, at: at(5) }),
        (Verdict::Refused, LedgerState::DeadLettered { reason: DeadReason::Refused, at: at(5) }),
    ] {
        let answered = claimed.answered(attempt(5, verdict), verdict, &facts, at(9));
        assert_eq!((answered.state, answered.attempts.len(), answered.is_doubtful), (state, 1, false));
    }
}

proptest! {
    #[test]
    fn a_pause_keeps_what_the_provider_asks_for(tries in 1_u32..40, random: u32, asked in 0_u64..4_000) {
        let retry_after = Some(Duration::from_secs(asked));
        for priority in Priority::ALL {
            let with = pause(priority, tries, Verdict::Throttled { scope: ThrottleScope::Provider, retry_after }, random);
            prop_assert!(with >= Duration::from_secs(asked));
            let without = pause(priority, tries, DOUBT, random);
            prop_assert!(without >= Duration::from_secs(1) && without <= LONGEST_PAUSE);
            prop_assert!(priority != Priority::P0 || tries > 3 || without <= Duration::from_secs(2));
        }
    }

    #[test]
    fn nothing_comes_back_from_an_end(seconds in 0_u64..10_000, is_acked: bool, is_at_once: bool) {
        let facts = ClaimContext { is_acked, is_at_once, ..facts(Channel::Push) };
        let claimed = sent(claim(None, &self::facts(Channel::Push), NOW));
        for state in [
            LedgerState::Acked,
            LedgerState::Accepted,
            LedgerState::Unknown,
            LedgerState::Expired,
            LedgerState::Suppressed(Reason::OverCap),
            LedgerState::DeadLettered { reason: DeadReason::Gone, at: NOW },
        ] {
            prop_assert!(state.is_terminal());
            prop_assert_eq!(claim(Some(&claimed.moved(state)), &facts, at(seconds)), Claim::AlreadyTerminal);
        }
    }
}

#[test]
fn an_accepted_message_is_sent_again_once_for_each_repeat_until_it_is_seen() {
    let first = facts(Channel::Push);
    let accepted = sent(claim(None, &first, NOW)).moved(LedgerState::Accepted);
    assert_eq!(claim(Some(&accepted), &first, at(60)), Claim::AlreadyTerminal);
    let repeat = ClaimContext { repeat: 1, ..first };
    let again = sent(claim(Some(&accepted), &repeat, at(60)));
    assert_eq!((again.repeat, again.tries, again.revision), (1, 2, accepted.revision + 1));
    let accepted_again = again.moved(LedgerState::Accepted);
    assert_eq!(
        claim(Some(&accepted_again), &repeat, at(61)),
        Claim::AlreadyTerminal,
        "the message came twice"
    );
    for over in [
        ClaimContext { is_acked: true, repeat: 2, ..first },
        ClaimContext { expires_at: at(120), repeat: 2, ..first },
        ClaimContext { unavailable_reason: Some(Reason::Superseded), repeat: 2, ..first },
    ] {
        assert_eq!(claim(Some(&accepted_again), &over, at(120)), Claim::AlreadyTerminal, "it stays accepted");
    }
    let dead = accepted.moved(LedgerState::DeadLettered { reason: DeadReason::Gone, at: at(1) });
    assert_eq!(claim(Some(&dead), &repeat, at(60)), Claim::AlreadyTerminal);
}

#[test]
fn a_repeat_that_fails_or_has_to_wait_leaves_what_was_accepted() {
    let first = facts(Channel::Push);
    let accepted = sent(claim(None, &first, NOW)).moved(LedgerState::Accepted);
    let repeat = ClaimContext { repeat: 1, ..first };
    let claimed = sent(claim(Some(&accepted), &repeat, at(60)));
    let throttled = Verdict::Throttled { scope: ThrottleScope::Provider, retry_after: None };
    for verdict in [throttled, Verdict::Failed { retry_after: None }, DOUBT] {
        let answered = claimed.answered(attempt(60, verdict), verdict, &repeat, at(70));
        assert_eq!((answered.state, answered.repeat), (LedgerState::Accepted, 1), "{verdict:?}");
    }
    let gone = claimed.answered(attempt(60, Verdict::Gone), Verdict::Gone, &repeat, at(70));
    assert!(matches!(gone.state, LedgerState::DeadLettered { .. }));
    let held = Entry::put_off(Some(&accepted), at(90));
    assert_eq!((held.state, held.repeat, held.revision), (LedgerState::Accepted, 0, accepted.revision + 1));
}
