"""The line of help in other languages names both numbers of the place, in every language."""

from consilia import loaded


def test_every_line_names_the_numbers_of_the_place():
    locale = loaded.locale("en-GB")

    lines = loaded.other_languages().filled(locale)

    assert len({line.tag for line in lines}) == len(lines) >= 15
    assert all(locale.emergency.number in line.text and locale.urgent.number in line.text for line in lines)


def test_scripts_that_run_from_the_right_say_so():
    rtl = {line.tag for line in loaded.other_languages().lines if line.dir == "rtl"}

    assert rtl == {"ar", "fa", "ur"}
