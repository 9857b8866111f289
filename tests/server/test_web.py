"""The service on PostgreSQL, with the index there too: the migrations, and what the house does all day."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ALL_DAY = [
    "test_searching.py",
    "test_searching_in_postgres.py",
    "test_asking.py::test_the_whole_way_ends_with_a_secret_link_that_opens_the_question",
    "test_asking.py::test_a_stale_form_keeps_both_versions_and_says_so",
    "test_workbench_publishing.py::test_the_confirmed_words_become_public_and_nothing_else",
    "test_workbench_publishing.py::test_unpublishing_takes_the_page_and_the_index_entry",
    "test_private_page.py::test_taking_back_consent_takes_the_public_page_and_the_index_entry_away_at_once",
    "test_private_page.py::test_deleting_erases_everything_but_the_number_in_the_audit_trail",
]
OF_THE_FOLDER = [  # what only the index in a folder does
    "test_what_a_rolled_back_transaction_put_is_forgotten",
    "test_a_large_index_that_is_lost_is_built_again_by_the_first_who_searches",
    "test_while_another_builds_a_lost_index_the_search_says_so",
    "test_the_index_is_built_when_enough_has_changed",
    "test_processes_read_while_others_write_and_one_is_killed",
]


@pytest.mark.slow
def test_the_core_of_the_web_runs_on_postgresql(server, tmp_path):
    ours = {"DATABASE_URL": server.url(), "CONSILIA_SEARCH_ENGINE": "postgres", "CONSILIA_DATA_DIR": str(tmp_path)}
    environment = {name: value for name, value in os.environ.items() if not name.startswith("PYTEST_")} | ours
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", "-p", "no:xdist", "--create-db"]
    command += [f"tests/web/{name}" for name in ALL_DAY]
    command += [f"--deselect=tests/web/test_searching.py::{name}" for name in OF_THE_FOLDER]

    done = subprocess.run(command, check=False, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=280)

    assert done.returncode == 0, done.stdout[-6000:] + done.stderr[-2000:]
