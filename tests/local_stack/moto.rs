//! A second emulator of AWS. The contracts of the store, of the queues and of the signed calls hold on it as
//! on the local stack's, so that they do not depend on the peculiarities of one emulator. It has the tables
//! that the template deploys.

use std::path::{Path, PathBuf};
use std::process::{Child, Command, Stdio};
use std::time::Duration;

use aws_sdk_dynamodb::Client;
use aws_sdk_dynamodb::types::{BillingMode, GlobalSecondaryIndex, LocalSecondaryIndex};
use signed::{Credentials, Signed, Url};
use store::DynamoStore;
use support::{System, eventually_within};
use tokio::sync::OnceCell;

use crate::carrier_contract::Carriers;

/// The installation takes a while if packages have to be fetched first.
const MAX_WAIT: Duration = Duration::from_mins(2);
/// The region that its clients name.
const REGION: &str = "eu-central-1";

/// The names of the tables, as the template's outputs have them.
const TABLES: [&str; 7] = [
    "RecipientsTableName",
    "InboxTableName",
    "TicketsTableName",
    "AllowancesTableName",
    "ScheduleTableName",
    "AlertsTableName",
    "BroadcastsTableName",
];

/// The emulator, with its clients. It ends with the process.
struct Moto {
    dynamodb: Client,
    sqs: aws_sdk_sqs::Client,
    signed: Signed,
    _process: Child,
}

/// Returns the store on moto.
pub(crate) async fn store() -> DynamoStore {
    DynamoStore::new(shared().await.dynamodb.clone(), System::shared().await.tables())
}

/// Returns the queues and the signed calls on moto.
pub(crate) async fn carriers() -> Carriers {
    let moto = shared().await;
    Carriers { sqs: moto.sqs.clone(), signed: moto.signed.clone() }
}

async fn shared() -> &'static Moto {
    static SHARED: OnceCell<Moto> = OnceCell::const_new();
    let system = System::shared().await;
    SHARED.get_or_init(|| start(system)).await
}

async fn start(system: &System) -> Moto {
    let python = tokio::task::spawn_blocking(install).await.unwrap();
    // Only another test of this machine might take the port in the meantime, and it takes one of the system's
    // choice as well.
    let port = std::net::TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port();
    let process = Command::new(&python)
        .arg("-I")
        .arg(local::root().join("infra/local/process_guard.py"))
        .arg(&python)
        .arg(local::root().join("tests/local_stack/moto/serve.py"))
        .arg(port.to_string())
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    let endpoint = format!("http://127.0.0.1:{port}");
    let credentials = Credentials::new("moto", "moto", None, None, "test");
    let dynamodb = Client::from_conf(
        aws_sdk_dynamodb::Config::builder()
            .behavior_version(aws_sdk_dynamodb::config::BehaviorVersion::latest())
            .region(aws_sdk_dynamodb::config::Region::new(REGION))
            .credentials_provider(credentials.clone())
            .endpoint_url(&endpoint)
            .build(),
    );
    let sqs = aws_sdk_sqs::Client::from_conf(
        aws_sdk_sqs::Config::builder()
            .behavior_version(aws_sdk_sqs::config::BehaviorVersion::latest())
            .region(aws_sdk_sqs::config::Region::new(REGION))
            .credentials_provider(credentials.clone())
            .endpoint_url(&endpoint)
            .build(),
    );
    let signed = Signed::new(system.http.clone(), REGION, credentials, Some(Url::parse(&endpoint).unwrap()));
    eventually_within(MAX_WAIT, "moto answers", async || dynamodb.list_tables().send().await.ok()).await;
    for table in TABLES {
        copy_table(&system.dynamodb, &dynamodb, system.table(table)).await;
    }
    Moto { dynamodb, sqs, signed, _process: process }
}

/// Creates the table with the settings of the deployed one.
async fn copy_table(from: &Client, to: &Client, name: &str) {
    let deployed = from.describe_table().table_name(name).send().await.unwrap().table.unwrap();
    let local = deployed.local_secondary_indexes.unwrap_or_default().into_iter().map(|index| {
        LocalSecondaryIndex::builder()
            .set_index_name(index.index_name)
            .set_key_schema(index.key_schema)
            .set_projection(index.projection)
            .build()
            .unwrap()
    });
    let global = deployed.global_secondary_indexes.unwrap_or_default().into_iter().map(|index| {
        GlobalSecondaryIndex::builder()
            .set_index_name(index.index_name)
            .set_key_schema(index.key_schema)
            .set_projection(index.projection)
            .build()
            .unwrap()
    });
    let (local, global): (Vec<_>, Vec<_>) = (local.collect(), global.collect());
    to.create_table()
        .table_name(name)
        .billing_mode(BillingMode::PayPerRequest)
        .set_attribute_definitions(deployed.attribute_definitions)
        .set_key_schema(deployed.key_schema)
        .set_local_secondary_indexes((!local.is_empty()).then_some(local))
        .set_global_secondary_indexes((!global.is_empty()).then_some(global))
        .send()
        .await
        .unwrap();
}

/// Creates the virtual environment with moto, unless it exists; returns the path of its interpreter.
fn install() -> PathBuf {
    let requirements = local::root().join("tests/local_stack/moto/requirements.txt");
    let wanted = std::fs::read_to_string(&requirements).unwrap();
    let venv = local::root().join("target/tests/moto");
    let (python, stamp) = (venv.join("bin/python"), venv.join("stamp"));
    if std::fs::read_to_string(&stamp).is_ok_and(|known| known == wanted) {
        return python;
    }
    std::fs::create_dir_all(venv.parent().unwrap()).unwrap();
    run(Path::new("python3"), &["-m", "venv", "--clear", venv.to_str().unwrap()]);
    let install =
        ["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--no-input", "--no-deps"];
    run(&python, &[&install[..], &["--requirement", requirements.to_str().unwrap()]].concat());
    std::fs::write(stamp, wanted).unwrap();
    python
}

fn run(program: &Path, arguments: &[&str]) {
    let output = Command::new(program).args(arguments).output().unwrap();
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(output.status.success(), "{} {arguments:?}: {said}", program.display());
}
