//! An SQS event of the exchange's events → `usecases::route` → which messages come again.

use aws_lambda_events::sqs::{SqsBatchResponse, SqsEvent};
use channels::websocket::Gateway;
use domain::Channel;
use lambda::Handler;
use lambda::batch::{BatchError, Worker};
use lambda::clock::SystemClock;
use lambda::warm::{self, Call};
use ports::NoGateway;
use queues::Sqs;
use store::DynamoStore;
use usecases::Ports;
use usecases::route::route;

/// The function.
pub(crate) struct Route {
    pub(crate) worker: Worker,
    pub(crate) store: DynamoStore,
    /// Only P0 posts by itself; the others leave it to their channel's queue.
    pub(crate) gateway: Option<Gateway>,
    pub(crate) queues: Sqs,
    pub(crate) deployed: Vec<Channel>,
}

impl Route {
    fn ports<'a, G>(
        &'a self,
        gateway: &'a G,
    ) -> Ports<'a, DynamoStore, G, Sqs, SystemClock, lambda::telemetry::Metrics> {
        let (store, queues) = (&self.store, &self.queues);
        Ports { store, gateway, queues, clock: &SystemClock, telemetry: self.worker.metrics() }
    }
}

impl Handler for Route {
    type Event = SqsEvent;
    type Answer = SqsBatchResponse;
    type Error = BatchError;

    fn warm(&self) -> Vec<Call<'_>> {
        let always = [warm::read(&self.store), self.worker.warm()];
        always.into_iter().chain(self.gateway.as_ref().map(warm::post)).collect()
    }

    async fn handle(&self, event: SqsEvent) -> Result<SqsBatchResponse, BatchError> {
        let own = self.worker.priority();
        let work = async |records: &[usecases::batch::Record<'_>]| match &self.gateway {
            Some(gateway) => route(&self.ports(gateway), own, &self.deployed, records).await,
            None => route(&self.ports(&NoGateway), own, &self.deployed, records).await,
        };
        self.worker.work_off(&event, work).await
    }
}
