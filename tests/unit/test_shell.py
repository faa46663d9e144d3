"""Paths in commands: one word each, never an option, and a new name for what a command writes."""

from __future__ import annotations

import pytest

from pemlint import shell
from tests import project

PATHS = ("a.pem", "certs/a b.pem", "it's.pem", "$(rm -rf x).pem", "-in", "*.pem", "ä.pem", "a\\b.pem")
#: what a terminal would do instead of showing it
UNPRINTABLE = ("a\nb.pem", "\x1b[31m.pem", "-\n", "a\n12'b\\c\\.pem", "\u202efdp.exe", "\udcff1.pem", "\n$(id)`id`")


def test_a_path_is_one_word_and_no_option() -> None:
    written = [shell.quoted(path) for path in (*PATHS, *UNPRINTABLE)]
    read = project.words(" ".join(written))
    assert [word.removeprefix("./") for word in read] == [*PATHS, *UNPRINTABLE]
    assert not any(word.startswith("-") for word in read)


@pytest.mark.parametrize("path", UNPRINTABLE)
def test_a_word_is_shown_as_it_is(path: str) -> None:
    assert shell.quoted(path).isprintable()


def test_what_is_no_name_of_a_file_is_a_word_too() -> None:
    assert shell.quoted("\ud800") == r"$'\355\240\200'"


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
