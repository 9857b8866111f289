"""Settings from the environment: a value, or a file that holds it; a failure says how to mend it."""

import pytest

from consilia.web import environment as env


def test_a_file_may_hold_the_value(monkeypatch, tmp_path):
    (tmp_path / "key").write_text("kept in a file\n", "utf-8")
    monkeypatch.setenv("A_SETTING", "in the open")
    monkeypatch.setenv("A_SETTING_FILE", str(tmp_path / "key"))

    assert env.text("A_SETTING") == "kept in a file"


def test_a_file_that_cannot_be_read_is_named(monkeypatch, tmp_path):
    monkeypatch.setenv("A_SETTING_FILE", str(tmp_path / "missing"))

    with pytest.raises(env.SettingMissing, match="A_SETTING_FILE=.*missing"):
        env.text("A_SETTING")


@pytest.mark.parametrize(("said", "meant"), [("1", True), ("Yes", True), ("off", False), ("", False), ("0", False)])
def test_a_flag_is_yes_or_no(monkeypatch, said, meant):
    monkeypatch.setenv("A_FLAG", said)

    assert env.flag("A_FLAG") is meant


def test_a_flag_that_is_neither_is_refused(monkeypatch):
    monkeypatch.setenv("A_FLAG", "perhaps")

    with pytest.raises(env.SettingMissing, match="neither yes nor no"):
        env.flag("A_FLAG")


@pytest.mark.parametrize("said", ["-1", "many", "0"])
def test_a_number_below_the_least_is_refused(monkeypatch, said):
    monkeypatch.setenv("A_NUMBER", said)

    with pytest.raises(env.SettingMissing, match="at least 1"):
        env.whole_number("A_NUMBER", 5, least=1)


def test_outside_a_demo_the_signing_key_must_be_given(monkeypatch, tmp_path):
    monkeypatch.delenv("CONSILIA_SECRET_KEY", raising=False)
    monkeypatch.delenv("CONSILIA_SECRET_KEY_FILE", raising=False)

    with pytest.raises(env.SettingMissing, match="consilia new-key"):
        env.secret_key(tmp_path, demo=False)


def test_a_demo_makes_its_key_once_and_keeps_it_to_itself(monkeypatch, tmp_path):
    monkeypatch.delenv("CONSILIA_SECRET_KEY", raising=False)

    first = env.secret_key(tmp_path, demo=True)

    assert env.secret_key(tmp_path, demo=True) == first
    assert (tmp_path / "demo-secret-key").stat().st_mode & 0o077 == 0


def test_a_short_key_is_refused(monkeypatch, tmp_path):
    monkeypatch.setenv("CONSILIA_SECRET_KEY", "short")

    with pytest.raises(env.SettingMissing, match="50 characters"):
        env.secret_key(tmp_path, demo=False)
