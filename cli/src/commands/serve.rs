//! `polder serve`: the whole platform on this machine until stopped.

use std::fs::{self, File, TryLockError};
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use domain::Clock;
use local::{Data, Options, Platform, PlatformError, Seed};
use thiserror::Error;

use super::Interruption;
use crate::arguments::ServeArguments;
use crate::exit;
use crate::progress::Progress;
use crate::screen::{self, Screen};
use crate::welcome::{Tenant, User, Welcome};

/// The file by which a running platform holds its data folder, and by which we know that a folder is one.
const LOCK_FILE: &str = "lock";

#[derive(Debug, Error)]
enum ServeError {
    #[error("{0}")]
    Start(#[from] PlatformError),
    #[error("Port {port} can't be used ({source}): choose another one with {flag}")]
    Port {
        port: u16,
        flag: &'static str,
        source: io::Error,
    },
    #[error("{} is not wiped: it doesn't look like Polder's data, it has no file `{LOCK_FILE}`", .0.display())]
    NotOurs(PathBuf),
    #[error("{} is not wiped: a platform is running on it", .0.display())]
    InUse(PathBuf),
    #[error("Can't wipe {}: {source}", path.display())]
    Wipe { path: PathBuf, source: io::Error },
}

/// Runs the command and answers its exit code.
pub(crate) async fn run(arguments: ServeArguments) -> ExitCode {
    let interruption = Interruption::listen();
    match serve(&arguments, &interruption).await {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            screen::complain(&error.to_string());
            exit::error()
        }
    }
}

async fn serve(arguments: &ServeArguments, interruption: &Interruption) -> Result<(), ServeError> {
    if arguments.fresh {
        wipe(&arguments.data)?;
    }
    let data = if arguments.memory {
        Data::Memory
    } else {
        Data::Folder(arguments.data.clone())
    };
    let options = Options {
        data,
        api_port: arguments.port,
        aws_port: arguments.aws_port,
        clock: Clock::system(),
        seed: true,
    };
    let progress = Progress::new(false);
    progress.step("Starting the platform");
    // Starting can't be broken off half way; it takes a moment.
    let started = Platform::start(options).await;
    progress.finish();
    let platform = started.map_err(port_error)?;
    let folder = arguments.data.display().to_string();
    let welcome = Welcome {
        api_url: platform.api_url(),
        aws_url: platform.aws().endpoint(),
        data: (!arguments.memory).then_some(folder.as_str()),
        tenants: platform.seed().map(tenants).unwrap_or_default(),
    };
    // The platform serves whether or not anybody reads where it is.
    let _ = screen::print(welcome.render(Screen::of_stdout()).as_bytes());

    interruption.asked().await;
    screen::remark("\nStopping. What is under way is finished first; Ctrl-C again stops at once.");
    tokio::select! {
        () = platform.shutdown() => {}
        () = interruption.insisted() => {}
    }
    Ok(())
}

/// Names the flag that helps when a port is taken.
fn port_error(error: PlatformError) -> ServeError {
    if let PlatformError::Port { port, source } = error {
        return ServeError::Port {
            port,
            flag: "--port",
            source,
        };
    }
    if let PlatformError::Aws(local::aws::Error::Port { port, source }) = error {
        return ServeError::Port {
            port,
            flag: "--aws-port",
            source,
        };
    }
    ServeError::Start(error)
}

fn tenants(seed: &Seed) -> Vec<Tenant<'_>> {
    let tenants = seed.tenants.iter().map(|tenant| Tenant {
        name: &tenant.name,
        api_key: &tenant.api_key,
        users: tenant
            .users
            .iter()
            .map(|user| User {
                role: &user.role,
                email: &user.email,
                password: &user.password,
            })
            .collect(),
    });
    tenants.collect()
}

/// Removes what earlier runs kept, if `folder` is theirs and nobody uses it.
fn wipe(folder: &Path) -> Result<(), ServeError> {
    let failed = |source| ServeError::Wipe {
        path: folder.to_owned(),
        source,
    };
    let is_empty = match fs::read_dir(folder) {
        Ok(mut entries) => entries.next().is_none(),
        Err(error) if error.kind() == io::ErrorKind::NotFound => true,
        Err(error) => return Err(failed(error)),
    };
    if is_empty {
        return Ok(());
    }
    let lock_path = folder.join(LOCK_FILE);
    let lock = match File::options().write(true).open(&lock_path) {
        Ok(lock) => lock,
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            return Err(ServeError::NotOurs(folder.to_owned()));
        }
        Err(error) => return Err(failed(error)),
    };
    match lock.try_lock() {
        Ok(()) => {}
        Err(TryLockError::WouldBlock) => return Err(ServeError::InUse(folder.to_owned())),
        Err(TryLockError::Error(error)) => return Err(failed(error)),
    }
    for entry in fs::read_dir(folder).map_err(failed)? {
        let entry = entry.map_err(failed)?;
        let path = entry.path();
        // The lock stays, so that the folder stays ours if this is interrupted.
        if path == lock_path {
            continue;
        }
        let is_folder = entry.file_type().map_err(failed)?.is_dir();
        let removed = if is_folder {
            fs::remove_dir_all(&path)
        } else {
            fs::remove_file(&path)
        };
        removed.map_err(failed)?;
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_our_own_folder_is_wiped() {
        let parent = tempfile::tempdir().unwrap();
        let folder = parent.path().join("data");
        wipe(&folder).unwrap();

        fs::create_dir(&folder).unwrap();
        wipe(&folder).unwrap();

        fs::write(folder.join("thesis.txt"), "years of work").unwrap();
        assert!(matches!(wipe(&folder), Err(ServeError::NotOurs(_))));
        assert!(folder.join("thesis.txt").exists());
    }

    #[test]
    fn a_folder_in_use_is_not_wiped() {
        let folder = tempfile::tempdir().unwrap();
        let lock = File::create(folder.path().join(LOCK_FILE)).unwrap();
        fs::create_dir(folder.path().join("uploads")).unwrap();
        fs::write(folder.path().join("mail.sqlite"), "x").unwrap();
        lock.lock().unwrap();
        assert!(matches!(wipe(folder.path()), Err(ServeError::InUse(_))));
        lock.unlock().unwrap();
        wipe(folder.path()).unwrap();
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
    }
}
