//! Waits on real connections, without time.

use std::sync::{Arc, Mutex};
use std::time::Duration;

use aliyun_runtime::ClientBuilder;
use aliyun_runtime::clock::{Sleep, SleepFuture};
use tokio::sync::Notify;

use super::client::TestClient;

/// The limit of an attempt, by which its waits are known.
const ATTEMPT: Duration = Duration::from_secs(1001);
/// The limit of a call.
const CALL: Duration = Duration::from_secs(1002);

/// The limit of an attempt is over when the test says so, that of a call never, and every wait
/// between attempts at once.
#[derive(Clone, Debug, Default)]
pub(crate) struct Waits {
    attempt_is_over: Arc<Notify>,
    between: Arc<Mutex<Vec<Duration>>>,
}

impl Waits {
    /// A builder of clients that wait in this way.
    pub(crate) fn builder(&self) -> ClientBuilder<TestClient> {
        TestClient::builder().attempt_timeout(ATTEMPT).timeout(CALL).sleep(self.clone())
    }

    /// Ends the time of the attempt that is under way.
    pub(crate) fn end_attempt(&self) {
        self.attempt_is_over.notify_one();
    }

    /// The waits between attempts that were asked for.
    pub(crate) fn between(&self) -> Vec<Duration> {
        self.between.lock().unwrap().clone()
    }
}

impl Sleep for Waits {
    fn sleep(&self, duration: Duration) -> SleepFuture {
        match duration {
            CALL => Box::pin(std::future::pending()),
            ATTEMPT => {
                let over = Arc::clone(&self.attempt_is_over);
                Box::pin(async move { over.notified().await })
            }
            between => {
                self.between.lock().unwrap().push(between);
                Box::pin(std::future::ready(()))
            }
        }
    }
}
