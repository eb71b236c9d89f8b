//! `cargo deploy package`: the system as plain CloudFormation.

use std::collections::BTreeMap;
use std::fs::{self, File};
use std::path::Path;
use std::process::{ExitCode, Stdio};

use local::process_guard::GuardedCommand;
use local::{Context as _, Progress, artefacts};
use zip::CompressionMethod;

use crate::error::{Error, file};
use crate::settings::{self, Settings};
use crate::tools::{self, Tools};
use crate::{Package, build};

/// Builds the functions, and writes the template and the code.
pub(crate) async fn package(arguments: &Package) -> Result<ExitCode, Error> {
    let settings = Settings::read(None)?;
    let tools = Tools::ready().await?;
    let profile = arguments.build.profile(&settings);
    let built = build::build(&tools, profile).await?;

    let out = std::path::absolute(&arguments.out).map_err(|error| file(&arguments.out, error))?;
    let folder = out.parent().unwrap_or(Path::new("/")).join("code");
    fs::create_dir_all(&folder).context(|| format!("cannot create {}", folder.display()))?;
    let step = Progress::shown().step("zipping the functions");
    let mut keys = BTreeMap::new();
    for function in &built.functions {
        let artefact = artefacts::zipped(function, &built.bootstrap(function), CompressionMethod::Deflated)?;
        let path = folder.join(&artefact.key);
        fs::write(&path, artefact.zip).context(|| format!("cannot write {}", path.display()))?;
        keys.insert(format!("{}{function}/", artefacts::PREFIX), artefact.key);
    }
    step.done();

    let step = Progress::shown().step("expanding the template");
    expand(&tools, &keys, &out).await?;
    step.done();
    crate::print(&format!(
        "{template}\n  for {architecture}; copy {folder} to a bucket and give its name as CodeBucket (and CodePrefix)\n  \
         Terraform and CDK: see infra/operations.md\n",
        template = out.display(),
        architecture = profile.architecture(),
        folder = folder.display(),
    ));
    Ok(ExitCode::SUCCESS)
}

/// Writes the expanded template, or prints why it cannot be expanded.
async fn expand(tools: &Tools, keys: &BTreeMap<String, String>, out: &Path) -> Result<(), Error> {
    let keys = serde_json::to_string(keys).map_err(|error| file(out, error))?;
    let mut order = GuardedCommand::new(tools.python.path(), None, tools.python.path());
    order
        .command()
        .arg("-I")
        .arg(tools::here().join("expand.py"))
        .arg(settings::template())
        .arg(keys)
        .env("SAM_CLI_TELEMETRY", "0");
    let template = File::create(out).map_err(|error| file(out, error))?;
    let status = order.start(template, Stdio::inherit())?.wait().await?;
    if status.success() { Ok(()) } else { Err(Error::Tool { tool: "expand.py", status }) }
}
