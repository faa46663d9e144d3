from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.reporters.escape import clean, clean_path, one_line, visible


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("", ""),
        ("CN=mqtt.example.com, O=Zoë 株式会社 🎈", "CN=mqtt.example.com, O=Zoë 株式会社 🎈"),
        ("e\u0301", "e\u0301"),
        ("\x1b[31m", "\\x1b[31m"),
        ("\x00\x7f\x9b", "\\x00\\x7f\\x9b"),
        ("a\tb\nc\rd", "a\\tb\\nc\\rd"),
        ("\u202e\u2066\u200b\ufeff", "\\u202e\\u2066\\u200b\\ufeff"),
        ("\u2028\u2029\u00a0\u3000", "\\u2028\\u2029\\xa0\\u3000"),
        ("\u3164\ufe0f\u180b", "\\u3164\\ufe0f\\u180b"),
        ("\U000e0101\U000e0041", "\\U000e0101\\U000e0041"),
        ("\udc80", "\\udc80"),
        ("#1 ##[error] ###vso[x", "#1 #\\x23[error] #\\x23#vso[x"),
        ("%0A ::error::", "%0A ::error::"),
    ],
)
def test_clean_shows_what_cannot_be_seen(text: str, shown: str) -> None:
    assert clean(text) == shown


def test_headings_stay_headings_where_the_format_guards_them_itself() -> None:
    assert visible("## Why\u200b") == "## Why\\u200b"


@pytest.mark.parametrize("path", ["::error::x", " ::error::x", "  :: ", "\u3000::error::x"])
def test_a_path_never_starts_a_runner_command(path: str) -> None:
    assert not clean_path(path).lstrip().startswith("::")


@pytest.mark.parametrize("path", ["certs/a.pem", "--config=x.pem", "C:/a.pem", ":a"])
def test_other_paths_are_left_alone(path: str) -> None:
    assert clean_path(path) == path


def test_one_line_joins_the_lines_of_prose() -> None:
    assert one_line("  first\n  second\tthird \x1b ") == "first second third \\x1b"


@settings(derandomize=True, deadline=None)
@given(st.text(st.characters()))
def test_clean_is_printable_encodable_and_stable(text: str) -> None:
    shown = clean(text)
    assert shown.isprintable()
    assert "##" not in shown
    assert shown.encode("utf-8")[:0] == b""
    assert clean(shown) == shown
