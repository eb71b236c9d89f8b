//! The class of an event: that of its type, or a lower one that the event asks for
//! (`infra/adr/0032-what-an-event-asks-for.md`).

use super::catalogue::{EventType, Interruption, PushChannel, QuietHandling, Repeat};

/// The urgency of an event type.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Priority {
    /// Critical: handed over within 100 ms, never held back.
    P0,
    /// Important: within 5 s.
    P1,
    /// Informational: within a minute.
    P2,
}

impl Priority {
    /// All priorities, most urgent first.
    pub const ALL: [Self; 3] = [Self::P0, Self::P1, Self::P2];

    /// Returns the number in the exchange's event and the trader's frame.
    pub fn number(self) -> u8 {
        match self {
            Self::P0 => 0,
            Self::P1 => 1,
            Self::P2 => 2,
        }
    }

    /// Returns the priority with this number.
    pub fn from_number(number: u8) -> Option<Self> {
        Self::ALL.into_iter().find(|priority| priority.number() == number)
    }

    /// Returns the name of its queue, and of its metric dimension in lower case: `p0`, `p1`, `p2`.
    pub fn name(self) -> &'static str {
        match self {
            Self::P0 => "p0",
            Self::P1 => "p1",
            Self::P2 => "p2",
        }
    }
}

impl EventType {
    /// Returns the class in which an event of this type is handled that asks for `asked`. It may ask for a
    /// lower class than that of its type, but not for a higher one. A mandatory type keeps its class.
    pub fn class(self, asked: Option<Priority>) -> Priority {
        let row = self.row();
        let lower = asked.filter(|asked| !row.mandatory && *asked > row.priority);
        lower.unwrap_or(row.priority)
    }

    /// Whether `class` is lower than that of the type, so that what makes the type urgent does not apply.
    pub fn is_lowered(self, class: Priority) -> bool {
        class > self.priority()
    }

    /// Returns the handling in quiet hours in this class. What interrupts because it is critical is summarised
    /// in a lower class; a type that has its own time keeps it.
    pub fn quiet_handling(self, class: Priority) -> QuietHandling {
        match self.row().quiet_handling {
            QuietHandling::Interrupts if self.is_no_longer_critical(class) => QuietHandling::Summarised,
            declared => declared,
        }
    }

    /// Returns how its push messages are repeated in this class; `None` if they are not.
    pub fn repeat(self, class: Priority) -> Option<Repeat> {
        self.row().repeat.filter(|_| !self.is_lowered(class))
    }

    /// Returns how much it may interrupt in this class a person whose device is set to quiet.
    pub fn interruption(self, class: Priority) -> Interruption {
        match self.row().interruption {
            Interruption::TimeSensitive | Interruption::Critical if self.is_no_longer_critical(class) => {
                Interruption::Active
            }
            declared => declared,
        }
    }

    /// Returns the channel of its pushes in this class. The one of critical messages has only those.
    pub fn push_channel(self, class: Priority) -> PushChannel {
        match self.row().push_channel {
            PushChannel::Critical if self.is_no_longer_critical(class) => PushChannel::Trading,
            declared => declared,
        }
    }

    fn is_no_longer_critical(self, class: Priority) -> bool {
        self.priority() == Priority::P0 && class != Priority::P0
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_event_may_lower_its_class_and_never_raise_it() {
        for &event_type in EventType::ALL {
            let own = event_type.priority();
            assert_eq!(event_type.class(None), own, "{event_type}");
            for asked in Priority::ALL {
                let class = event_type.class(Some(asked));
                let expected = if event_type.row().mandatory { own } else { own.max(asked) };
                assert_eq!(class, expected, "{event_type} {asked:?}");
                assert_eq!(event_type.is_lowered(class), class != own, "{event_type} {asked:?}");
            }
        }
    }

    #[test]
    fn in_its_own_class_a_type_is_what_the_catalogue_declares() {
        for &event_type in EventType::ALL {
            let (row, own) = (event_type.row(), event_type.priority());
            assert_eq!(event_type.quiet_handling(own), row.quiet_handling, "{event_type}");
            assert_eq!(event_type.repeat(own), row.repeat, "{event_type}");
            assert_eq!(event_type.interruption(own), row.interruption, "{event_type}");
            assert_eq!(event_type.push_channel(own), row.push_channel, "{event_type}");
        }
    }

    #[test]
    fn what_is_lowered_is_not_critical_any_more() {
        for &event_type in EventType::ALL.iter().filter(|of| of.priority() == Priority::P0) {
            for class in [Priority::P1, Priority::P2] {
                assert_eq!(event_type.quiet_handling(class), QuietHandling::Summarised, "{event_type}");
                assert_eq!(event_type.repeat(class), None, "{event_type}");
                assert_eq!(event_type.interruption(class), Interruption::Active, "{event_type}");
                assert_ne!(event_type.push_channel(class), PushChannel::Critical, "{event_type}");
            }
        }
        let report = EventType::DailyReport;
        assert_eq!(report.quiet_handling(Priority::P2), QuietHandling::Interrupts);
    }
}
