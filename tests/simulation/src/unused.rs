//! Ports that the use cases ask for, and that say nothing about what a run with a world of its own is about.

/// Implements [`ports::Devices`] and [`ports::Contacts`] by the store of the world: no address is found dead there, so these
/// calls take no time and are not counted.
macro_rules! contacts_of_the_store {
    ($ports:ty) => {
        impl ports::Devices for $ports {
            async fn register_device(
                &self,
                user: &domain::UserId,
                device: &domain::contact::Device,
            ) -> Result<ports::Registered, ports::PortError> {
                self.world.store.register_device(user, device).await
            }

            async fn owner_of_device(
                &self,
                device: &domain::contact::DeviceId,
            ) -> Result<Option<domain::UserId>, ports::PortError> {
                self.world.store.owner_of_device(device).await
            }

            async fn remove_device(
                &self,
                user: &domain::UserId,
                device: &domain::contact::DeviceId,
            ) -> Result<(), ports::PortError> {
                self.world.store.remove_device(user, device).await
            }
        }

        impl ports::Contacts for $ports {
            async fn confirm_chat(
                &self,
                user: &domain::UserId,
                chat: domain::contact::ChatId,
                now: domain::Time,
            ) -> Result<(), ports::PortError> {
                self.world.store.confirm_chat(user, chat, now).await
            }

            async fn unlink_chat(&self, user: &domain::UserId) -> Result<(), ports::PortError> {
                self.world.store.unlink_chat(user).await
            }

            async fn retire_chat(
                &self,
                user: &domain::UserId,
                chat: domain::contact::ChatId,
            ) -> Result<(), ports::PortError> {
                self.world.store.retire_chat(user, chat).await
            }

            async fn users_of_chat(
                &self,
                chat: domain::contact::ChatId,
            ) -> Result<Vec<domain::UserId>, ports::PortError> {
                self.world.store.users_of_chat(chat).await
            }

            async fn retire_email(
                &self,
                user: &domain::UserId,
                email: &domain::contact::EmailAddress,
                at: domain::Time,
                now: domain::Time,
            ) -> Result<(), ports::PortError> {
                self.world.store.retire_email(user, email, at, now).await
            }

            async fn retire_phone(
                &self,
                user: &domain::UserId,
                phone: &domain::contact::PhoneNumber,
                at: domain::Time,
            ) -> Result<(), ports::PortError> {
                self.world.store.retire_phone(user, phone, at).await
            }

            async fn users_of_email(
                &self,
                email: &domain::contact::EmailAddress,
            ) -> Result<Vec<domain::UserId>, ports::PortError> {
                self.world.store.users_of_email(email).await
            }
        }
    };
}

/// Implements [`ports::Deferrals`], [`ports::Wakes`] and [`ports::Pnl`] for runs in which no notification waits for the end
/// of quiet hours, and none is a report: each call is a fault.
macro_rules! nothing_waits {
    ($ports:ty) => {
        impl ports::Deferrals for $ports {
            async fn defer(&self, key: &ports::Key, _: domain::Time) -> Result<(), ports::PortError> {
                panic!("{key:?} does not wait")
            }

            async fn waiting(&self, user: &domain::UserId) -> Result<ports::Waiting, ports::PortError> {
                panic!("nothing of {user} waits")
            }

            async fn draft(
                &self,
                _: &ports::Draft,
                seen: &ports::Wake,
                _: domain::Time,
            ) -> Result<ports::Stored, ports::PortError> {
                panic!("nothing of {} waits", seen.user_id)
            }

            async fn release(
                &self,
                key: &ports::Key,
                _: &domain::EventId,
            ) -> Result<ports::Written, ports::PortError> {
                panic!("{key:?} does not wait")
            }

            async fn forget(
                &self,
                user: &domain::UserId,
                _: &[domain::EventId],
            ) -> Result<(), ports::PortError> {
                panic!("nothing of {user} waits")
            }

            async fn finish(
                &self,
                user: &domain::UserId,
                _: &domain::EventId,
            ) -> Result<(), ports::PortError> {
                panic!("nothing of {user} waits")
            }
        }

        impl ports::Wakes for $ports {
            async fn wake(
                &self,
                user: &domain::UserId,
                _: domain::Time,
                _: &str,
            ) -> Result<(), ports::PortError> {
                panic!("nothing of {user} waits")
            }
        }

        impl ports::Pnl for $ports {
            async fn note_pnl(
                &self,
                user: &domain::UserId,
                _: &domain::report::PublishedPnl,
            ) -> Result<(), ports::PortError> {
                panic!("{user} gets no report")
            }
        }
    };
}

pub(crate) use {contacts_of_the_store, nothing_waits};
