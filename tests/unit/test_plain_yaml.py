"""YAML as text only: a bare `no` stays the word no."""

import pytest
import yaml

from consilia.domain import plain_yaml


@pytest.mark.parametrize("word", ["no", "yes", "on", "off", "null", "~", "12", "1e3", "2026-11-22", "0x1F", "1:30"])
def test_a_bare_word_stays_the_text_it_is(word):
    assert plain_yaml.loads(f"- {word}") == [word]
    assert plain_yaml.loads(f"{word}: x") == {word: "x"}


def test_an_empty_file_is_empty_text():
    assert plain_yaml.loads("") == ""


def test_a_key_that_stands_twice_is_refused_with_its_line():
    with pytest.raises(plain_yaml.DuplicateKey, match="'a' stands twice in one mapping, line 2"):
        plain_yaml.loads("b: 1\nc: {a: 1, a: 2}")


def test_a_file_is_read_as_utf_8(tmp_path):
    path = tmp_path / "words.yaml"
    path.write_text("name: Hsuān", "utf-8")

    assert plain_yaml.load(path) == {"name": "Hsuān"}


@pytest.mark.parametrize("text", ["a: [", "!!python/object:os.system x", "a: b: c"], ids=["cut", "code", "nested"])
def test_broken_or_dangerous_yaml_is_refused(text):
    with pytest.raises(yaml.YAMLError):
        plain_yaml.loads(text)


@pytest.mark.parametrize("text", ["a: !!int 5", "!!set {a: b}", "? [a, b]\n: c", "a: !!str [b]"])
def test_what_is_neither_text_nor_list_nor_mapping_is_refused(text):
    with pytest.raises(yaml.YAMLError):
        plain_yaml.loads(text)


def test_an_anchor_stands_for_what_it_names():
    assert plain_yaml.loads("a: &x [no, yes]\nb: *x") == {"a": ["no", "yes"], "b": ["no", "yes"]}
