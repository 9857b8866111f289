"""Keys, administrators and the people of a demonstration, made from the terminal."""

import pytest
from click.testing import CliRunner

from consilia.terminal import serve
from consilia.terminal.operate import new_admin_command, new_key_command
from consilia.web.accounts import demo
from consilia.web.accounts.models import User


def test_a_new_key_is_long_enough_and_never_the_same():
    keys = {CliRunner().invoke(new_key_command).output.strip() for _ in range(2)}

    assert len(keys) == 2
    assert all(len(key) >= 50 for key in keys)


def make_admin(*, username="boss", email="", password="a quiet river in May"):
    arguments = ["--username", username, "--email", email, "--password-stdin"]
    return CliRunner().invoke(new_admin_command, arguments, input=f"{password}\n")


@pytest.mark.django_db
def test_an_administrator_is_made_from_the_terminal():
    result = make_admin()

    boss = User.objects.get(username="boss")
    assert result.exit_code == 0
    assert boss.is_administrator
    assert boss.check_password("a quiet river in May")


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"password": "short"}, "too short"),
        ({"username": "boss-of-all", "password": "boss-of-all-1"}, "similar"),
        ({"email": "nowhere"}, "valid email"),
        ({"username": "Taken"}, "Choose another"),
    ],
)
def test_a_weak_or_double_administrator_is_refused(fields, says):
    User.objects.create(username="taken")

    result = make_admin(**fields)

    assert (result.exit_code, User.objects.count()) == (1, 1)
    assert says in result.output


@pytest.mark.django_db
def test_demo_logins_exist_only_in_a_demonstration(settings):
    settings.DEMO = False

    with pytest.raises(demo.NoDemonstration):
        demo.demo_logins()
    assert not User.objects.exists()


@pytest.mark.django_db
def test_demo_logins_are_made_once_and_printed_each_time(settings, tmp_path):
    settings.DEMO, settings.DATA_DIR = True, tmp_path

    first, second = demo.demo_logins(), demo.demo_logins()

    assert first == second
    assert {login.username for login in first} == {"doctor", "new-doctor", "admin"}
    assert all(User.objects.get(username=login.username).check_password(login.password) for login in first)
    assert User.objects.get(username="doctor").doctor.is_verified
    assert not User.objects.get(username="new-doctor").doctor.is_verified
    assert (tmp_path / "demo-logins.json").stat().st_mode & 0o077 == 0


@pytest.mark.django_db
def test_a_demonstration_outside_a_demonstration_is_refused(settings):
    settings.DEMO = False

    result = CliRunner().invoke(serve.demo_command)

    assert result.exit_code == 1
    assert "CONSILIA_DEMO=1" in result.output
