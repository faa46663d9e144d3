"""Paths in commands: one word each, never an option, and a new name for what a command writes."""

from __future__ import annotations

import shlex

import pytest

from pemlint import shell


@pytest.mark.parametrize(
    "path", ["a.pem", "certs/a b.pem", "it's.pem", "$(rm -rf x).pem", "a\nb.pem", "-in", "*.pem", "ä.pem"]
)
def test_a_path_is_one_word_and_no_option(path: str) -> None:
    (word,) = shlex.split(shell.quoted(path))
    assert word.removeprefix("./") == path
    assert not word.startswith("-")


def test_an_ordinary_path_stays_as_it_is() -> None:
    assert shell.quoted("certs/a-1_b.pem") == "certs/a-1_b.pem"


@pytest.mark.parametrize(
    ("path", "extension", "beside"),
    [
        ("a.crt", "crt", "a.pem"),
        ("a.pem", "pem", "a.new.pem"),
        ("a.PEM", "PEM", "a.pem"),
        ("certs.d/a", "", "certs.d/a.pem"),
        ("certs.d/.key", "", "certs.d/.key.pem"),
        ("a.tar.der", "der", "a.tar.pem"),
        ("a.", "", "a..pem"),
    ],
)
def test_a_new_file_keeps_the_stem(path: str, extension: str, beside: str) -> None:
    assert shell.extension(path) == extension
    assert shell.beside(path, "pem") == beside
