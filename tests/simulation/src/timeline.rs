//! The time of the runs without faults, which advances only when no task can make progress; and tasks, which
//! all runs have.

use std::cell::{Cell, RefCell};
use std::collections::BTreeMap;
use std::future::{Future, poll_fn};
use std::pin::Pin;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::task::{Context, Poll, Wake, Waker};
use std::time::Duration;

use domain::Time;
use ports::Clock;

/// The time of a run.
pub(crate) struct Timeline {
    now: Cell<Time>,
    alarms: RefCell<BTreeMap<(Time, u64), Waker>>,
    serial: Cell<u64>,
}

impl Clock for Timeline {
    fn now(&self) -> Time {
        self.now.get()
    }
}

impl Timeline {
    /// Returns a timeline that begins at `now`.
    pub(crate) fn new(now: Time) -> Self {
        Self { now: Cell::new(now), alarms: RefCell::default(), serial: Cell::default() }
    }

    /// Waits until this time.
    pub(crate) async fn until(&self, at: Time) {
        let mut is_set = false;
        poll_fn(|context| {
            if self.now.get() >= at {
                return Poll::Ready(());
            }
            if !is_set {
                is_set = true;
                self.serial.set(self.serial.get() + 1);
                self.alarms.borrow_mut().insert((at, self.serial.get()), context.waker().clone());
            }
            Poll::Pending
        })
        .await;
    }

    /// Waits for this duration.
    pub(crate) async fn takes(&self, duration: Duration) {
        self.until(self.now.get().plus(duration)).await;
    }

    /// Advances the time until something can happen.
    pub(crate) fn go_on(&self) {
        let mut alarms = self.alarms.borrow_mut();
        let Some((&(next, _), _)) = alarms.first_key_value() else {
            panic!("nothing will ever happen again")
        };
        self.now.set(next);
        let later = alarms.split_off(&(next.plus(Duration::from_millis(1)), 0));
        for waker in std::mem::replace(&mut *alarms, later).into_values() {
            waker.wake();
        }
    }
}

/// A task that is under way.
pub(crate) struct Task {
    /// The time at which it began.
    pub(crate) began: Time,
    awake: Arc<Awake>,
    future: Pin<Box<dyn Future<Output = ()>>>,
}

/// Whether a task can make progress.
struct Awake(AtomicBool);

impl Wake for Awake {
    fn wake(self: Arc<Self>) {
        self.0.store(true, Ordering::Relaxed);
    }
}

impl Task {
    /// Returns a task that begins now.
    pub(crate) fn new(began: Time, future: impl Future<Output = ()> + 'static) -> Self {
        Self { began, awake: Arc::new(Awake(AtomicBool::new(true))), future: Box::pin(future) }
    }

    pub(crate) fn can_go_on(&self) -> bool {
        self.awake.0.load(Ordering::Relaxed)
    }

    /// Polls the task if it can make progress; returns whether it is over.
    pub(crate) fn poll(&mut self) -> bool {
        if !self.awake.0.swap(false, Ordering::Relaxed) {
            return false;
        }
        let waker = Waker::from(self.awake.clone());
        self.future.as_mut().poll(&mut Context::from_waker(&waker)).is_ready()
    }
}
