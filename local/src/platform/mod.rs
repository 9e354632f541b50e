//! A running platform: starting, using and stopping it.

mod control;
mod error;
mod server;

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;

use domain::Clock;
use jiff::SignedDuration;
use serde_json::Value;
use tokio::runtime::Runtime;
use tokio::sync::Notify;
use tokio::task::JoinSet;

use crate::aws::{self, Aws};
use crate::deploy::{self, API_ID, EventSpec, Site, Stack};
use crate::dns::Dns;
use crate::functions::{Functions, InvokeError, Surroundings, UserPoolTriggers};
use crate::gateway::{Gateway, Owner};
use crate::pollers::Poller;
use crate::schedules::Schedules;
use crate::seed::{self, Places, Seed};
use crate::stop::Stopper;
use crate::template::Template;

pub(crate) use control::Control;
pub use error::PlatformError;

/// The template that the cloud deploys.
const TEMPLATE: &str = include_str!("../../../template.yaml");
/// Where the platform is, by its own account.
const REGION: &str = "eu-west-1";
/// How long stopping waits for functions; what they leave undone is resumed, as after a crash.
const STOP_WAIT: Duration = Duration::from_secs(10);

/// Where the platform keeps its data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Data {
    /// Nowhere: gone at the end.
    Memory,
    /// In this folder, which is made if need be; one running platform at a time.
    Folder(PathBuf),
}

/// How a platform is started.
#[derive(Debug, Clone)]
pub struct Options {
    /// Where it keeps its data.
    pub data: Data,
    /// The loopback port of the API; 0 takes any free one.
    pub api_port: u16,
    /// The loopback port of the emulated AWS; 0 takes any free one.
    pub aws_port: u16,
    /// The time that everything goes by.
    pub clock: Clock,
    /// Whether to make the two seeded tenants.
    pub seed: bool,
}

/// A running platform. Dropping it is as abrupt as [`Platform::kill`], without waiting.
#[derive(Debug)]
pub struct Platform {
    // Its own threads, so that killing it ends everything that its functions began.
    runtime: Option<Runtime>,
    control: Arc<Control>,
    seed: Option<Seed>,
    tasks: JoinSet<()>,
    stopper: Stopper,
}

impl Platform {
    /// Starts everything that the template declares, and resolves when it answers.
    pub async fn start(options: Options) -> Result<Self, PlatformError> {
        let runtime = tokio::runtime::Builder::new_multi_thread()
            .thread_name("platform")
            .enable_all()
            .build()
            .map_err(PlatformError::Threads)?;
        let started = runtime.spawn(Parts::start(options)).await;
        let parts = match started.unwrap_or(Err(PlatformError::Stopped)) {
            Ok(parts) => parts,
            Err(error) => {
                runtime.shutdown_background();
                return Err(error);
            }
        };
        Ok(Self {
            runtime: Some(runtime),
            control: parts.control,
            seed: parts.seed,
            tasks: parts.tasks,
            stopper: parts.stopper,
        })
    }

    /// Where the API and the local pages are: `http://localhost:PORT`.
    #[must_use]
    pub fn api_url(&self) -> &str {
        &self.control.api_url
    }

    /// The emulated AWS.
    #[must_use]
    pub fn aws(&self) -> &Aws {
        &self.control.aws
    }

    /// The name server that functions ask.
    #[must_use]
    pub fn dns(&self) -> &Dns {
        &self.control.dns
    }

    /// The clock that everything goes by.
    #[must_use]
    pub fn clock(&self) -> &Clock {
        &self.control.clock
    }

    /// The seeded tenants, when they were asked for.
    #[must_use]
    pub fn seed(&self) -> Option<&Seed> {
        self.seed.as_ref()
    }

    /// Invokes a function with an event, and answers what it answers. It is found by its name,
    /// logical id, ARN or crate.
    pub async fn invoke(&self, function: &str, event: Value) -> Result<Value, InvokeError> {
        self.control.functions.invoke(function, event).await
    }

    /// Moves the clock, and resolves when the schedules that became due have run. One that
    /// became due several times runs once.
    pub async fn move_clock(&self, by: SignedDuration) {
        self.control.move_clock(by).await;
    }

    /// Resolves when no function runs and no message waits for one. Messages that wait for
    /// time to pass don't count: move the clock.
    pub async fn idle(&self) {
        self.control.idle().await;
    }

    /// Stops taking work, finishes what is under way, and releases the data.
    pub async fn shutdown(mut self) {
        self.stopper.stop();
        let finished = async {
            while self.tasks.join_next().await.is_some() {}
            self.control.functions.activity().quiet().await;
        };
        // What takes longer is ended as a crash would end it, which loses nothing either.
        let _ = tokio::time::timeout(STOP_WAIT, finished).await;
        self.end().await;
    }

    /// Ends everything at once, as a killed process would. The data folder can be opened again
    /// when this resolves.
    pub async fn kill(mut self) {
        self.end().await;
    }

    async fn end(&mut self) {
        self.tasks.abort_all();
        if let Some(runtime) = self.runtime.take() {
            // Waiting for threads blocks, which an asynchronous caller may not.
            let ended =
                tokio::task::spawn_blocking(move || runtime.shutdown_timeout(STOP_WAIT)).await;
            if let Err(error) = ended {
                tracing::error!(%error, "the platform's threads didn't end");
            }
        }
    }
}

impl Drop for Platform {
    fn drop(&mut self) {
        if let Some(runtime) = self.runtime.take() {
            runtime.shutdown_background();
        }
    }
}

/// What starting makes.
struct Parts {
    control: Arc<Control>,
    seed: Option<Seed>,
    tasks: JoinSet<()>,
    stopper: Stopper,
}

impl Parts {
    async fn start(options: Options) -> Result<Self, PlatformError> {
        let port = server::Port::bind(options.api_port).await?;
        let api_url = format!("http://localhost:{}", port.number);
        let clock = options.clock;
        let (data, folder) = match options.data {
            Data::Memory => (aws::Data::Memory, None),
            Data::Folder(path) => (aws::Data::Folder(path.clone()), Some(path)),
        };
        let aws = Arc::new(
            Aws::start(aws::Options {
                data,
                port: options.aws_port,
                clock: clock.clone(),
                region: REGION.to_owned(),
                issuer_base: None,
            })
            .await?,
        );
        let site = Site {
            region: REGION.to_owned(),
            account: aws::ACCOUNT_ID.to_owned(),
            api_url: api_url.clone(),
            folder: folder.clone(),
        };
        let template = Template::parse("template.yaml", TEMPLATE, &parameters(&api_url, &aws))?;
        let stack = deploy::deploy(&template, &aws, site.clone()).await?;
        let dns = Dns::start(folder.as_deref()).await;
        let dns = dns.map_err(PlatformError::Dns)?;
        let surroundings = Surroundings {
            region: REGION.to_owned(),
            aws_endpoint: aws.endpoint().to_owned(),
            dns_server: dns.address(),
            clock: clock.clone(),
        };
        let functions = Functions::start(&stack.functions, &surroundings).await?;
        if let Some(arn) = &stack.pre_token_generation_arn {
            aws.set_triggers(Arc::new(UserPoolTriggers {
                functions: functions.clone(),
                pre_token_generation_arn: arn.clone(),
            }));
        }
        let clock_moved = Arc::new(Notify::new());
        let pollers = pollers(&stack, &aws, &functions, &clock_moved);
        let schedules = Arc::new(Schedules::new(
            &stack.functions,
            functions.clone(),
            Arc::clone(&aws),
            site.clone(),
            clock.clone(),
        )?);
        let owner = Owner {
            account: site.account,
            region: site.region,
            api_id: API_ID.to_owned(),
            port: port.number,
        };
        let gateway = Arc::new(Gateway::new(
            &stack,
            functions.clone(),
            clock.clone(),
            owner,
        )?);
        let control = Arc::new(Control {
            api_url,
            aws,
            clock,
            dns,
            clock_moved: Arc::clone(&clock_moved),
            functions,
            schedules: Arc::clone(&schedules),
            polled: pollers
                .iter()
                .map(|poller| poller.queue_url().to_owned())
                .collect(),
        });
        let stopper = Stopper::new();
        let mut tasks = JoinSet::new();
        tasks.spawn(port.serve(
            Arc::clone(&gateway),
            Arc::clone(&control),
            stopper.listener(),
        ));
        for poller in pollers {
            tasks.spawn(poller.run(stopper.listener()));
        }
        tasks.spawn(schedules.run(clock_moved, stopper.listener()));
        let seed = if options.seed {
            let places = places(&stack);
            Some(seed::plant(&control, &gateway, &places, folder.as_deref()).await?)
        } else {
            None
        };
        Ok(Self {
            control,
            seed,
            tasks,
            stopper,
        })
    }
}

/// The template's parameters that differ on one machine.
fn parameters(api_url: &str, aws: &Aws) -> BTreeMap<String, String> {
    [
        ("DocsUrl", api_url.to_owned()),
        ("IdentityHost", aws.endpoint().to_owned()),
        ("CallbackUrl", format!("{api_url}/callback")),
    ]
    .into_iter()
    .map(|(name, value)| (name.to_owned(), value))
    .collect()
}

/// The seed writes where the function `tenants` does.
fn places(stack: &Stack) -> Places {
    let variable = |name: &str| {
        stack
            .functions
            .iter()
            .filter(|function| function.binary == "tenants")
            .find_map(|function| function.variables.get(name).cloned())
            .unwrap_or_default()
    };
    Places {
        tenant_table: variable("TENANT_TABLE"),
        directory_table: variable("DIRECTORY_TABLE"),
        user_pool: variable("USER_POOL_ID"),
        client: variable("USER_POOL_CLIENT_ID"),
    }
}

fn pollers(
    stack: &Stack,
    aws: &Arc<Aws>,
    functions: &Functions,
    clock_moved: &Arc<Notify>,
) -> Vec<Poller> {
    let mut pollers = Vec::new();
    for function in &stack.functions {
        for event in &function.events {
            if let EventSpec::Queue(mapping) = event {
                pollers.push(Poller::new(
                    mapping.clone(),
                    deploy::queue_url(aws, &mapping.queue_arn),
                    function.arn.clone(),
                    REGION.to_owned(),
                    Arc::clone(aws),
                    functions.clone(),
                    Arc::clone(clock_moved),
                ));
            }
        }
    }
    pollers
}
