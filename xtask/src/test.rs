//! Everything that CI passes, in the order in which a failure is cheapest to find.

use std::{path::Path, process::Command};

use anyhow::{Context, Result, bail};

/// Runs form, lints, documentation, tests, house rules and the evaluation with its floor.
pub(crate) fn run(root: &Path) -> Result<()> {
    prepare();
    crate::rules::check(root)?;
    cargo(root, &["fmt", "--all", "--check"])?;
    cargo(root, &["clippy", "--workspace", "--all-targets", "--quiet", "--", "-D", "warnings"])?;
    cargo(root, &["doc", "--workspace", "--no-deps", "--quiet"])?;
    if Command::new("cargo").args(["nextest", "--version"]).output().is_ok_and(|out| out.status.success()) {
        cargo(root, &["nextest", "run", "--workspace", "--no-fail-fast"])?;
        cargo(root, &["test", "--workspace", "--doc", "--quiet"])?;
    } else {
        cargo(root, &["test", "--workspace", "--no-fail-fast"])?;
    }
    crate::eval::floor(root)
}

/// Runs one cargo command and fails with it.
pub(crate) fn cargo(root: &Path, arguments: &[&str]) -> Result<()> {
    eprintln!("== cargo {}", arguments.join(" "));
    let status = Command::new("cargo")
        .args(arguments)
        .current_dir(root)
        .status()
        .with_context(|| format!("cargo {} did not start", arguments.join(" ")))?;
    if !status.success() {
        bail!("cargo {} failed", arguments.join(" "));
    }
    Ok(())
}

/// Installs what the browser test needs if that is possible, and says in one line what is missing if not.
fn prepare() {
    let has = |program: &str| Command::new(program).arg("--version").output().is_ok_and(|out| out.status.success());
    if has("chromedriver") && (has("chromium") || has("google-chrome")) {
        return;
    }
    let is_root = Command::new("id").arg("-u").output().is_ok_and(|out| out.stdout == b"0\n");
    if !is_root || !has("apt-get") {
        eprintln!(
            "note: the browser test is skipped: chromium and chromedriver are missing (apt-get install chromium chromium-driver)"
        );
        return;
    }
    eprintln!("== apt-get install chromium chromium-driver");
    let apt = |arguments: &[&str]| {
        Command::new("apt-get")
            .args(arguments)
            .env("DEBIAN_FRONTEND", "noninteractive")
            .output()
            .is_ok_and(|out| out.status.success())
    };
    if !(apt(&["update", "-q"])
        && apt(&["install", "-y", "-q", "--no-install-recommends", "chromium", "chromium-driver"]))
    {
        eprintln!("note: the browser test is skipped: apt-get could not install chromium and chromium-driver");
    }
}
