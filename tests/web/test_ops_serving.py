"""The real server, started as an administrator starts it."""

import os
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="module")
def environment(tmp_path_factory):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    return {
        "PATH": os.environ["PATH"],
        "PORT": str(port),
        "CONSILIA_LOCALE": "en-GB",
        "CONSILIA_SECRET_KEY": "only-for-tests-" * 4,
        "CONSILIA_DATA_DIR": str(tmp_path_factory.mktemp("house")),
        "WEB_CONCURRENCY": "1",
    }


def consilia(environment, *command: str) -> subprocess.Popen[str]:
    return subprocess.Popen(
        [sys.executable, "-m", "consilia", *command],
        cwd=ROOT,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def get(environment, path: str) -> tuple[int, bytes]:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{environment['PORT']}{path}", timeout=30) as answer:
            return answer.status, answer.read()
    except urllib.error.HTTPError as error:
        return error.code, error.read()


def wait_for(environment, server: subprocess.Popen[str]) -> None:
    end = time.monotonic() + 60
    while time.monotonic() < end and server.poll() is None:
        try:
            get(environment, "/ops/health/")
        except OSError:
            time.sleep(0.1)
        else:
            return
    server.kill()
    pytest.fail(f"the server did not start: {server.communicate()[0]}")


@pytest.mark.slow
def test_serving_needs_the_database_then_serves_quietly_and_ends_gracefully(environment):
    early = consilia(environment, "serve")
    assert "consilia migrate" in early.communicate(timeout=60)[0]
    assert early.returncode == 1
    migration = consilia(environment, "migrate")
    migration.communicate(timeout=120)
    assert migration.returncode == 0

    server = consilia(environment, "serve")
    try:
        wait_for(environment, server)
        front = get(environment, "/")
        wrong = get(environment, "/q/a-secret-token/?words=my-calf")
        server.send_signal(signal.SIGTERM)
        told = server.communicate(timeout=60)[0]
    finally:
        server.kill()

    assert front[0] == 200
    style = front[1].decode().split('rel="stylesheet" href="')[1].split('"')[0]
    assert style.startswith("/static/shared/house.")
    assert wrong[0] == 404
    assert server.returncode == 0
    assert f"http://localhost:{environment['PORT']}" in told
    assert "secret-token" not in told
    assert "calf" not in told
