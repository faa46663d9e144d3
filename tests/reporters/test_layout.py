from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.reporters.layout import clip, columns, width, wrap

TEXTS = st.text(st.sampled_from("ab 株e\u0301\uff57🎈"), max_size=30)


@pytest.mark.parametrize(
    ("text", "size"), [("", 0), ("abc", 3), ("株式", 4), ("e\u0301", 1), ("\uff57", 2), ("Zoë", 3)]
)
def test_width_counts_columns(text: str, size: int) -> None:
    assert width(text) == size


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("abcdef", 6, "abcdef"),
        ("abcdef", 5, "ab..."),
        ("ab cdef", 6, "ab..."),
        ("株式会社", 8, "株式会社"),
        ("株式会社", 7, "株式..."),
        ("株式会社", 6, "株..."),
        ("abcdef", 3, "..."),
        ("abcdef", 1, "."),
        ("abcdef", 0, ""),
        ("e\u0301" * 4, 4, "e\u0301" * 4),
    ],
)
def test_clip_shows_that_it_cut(text: str, limit: int, cut: str) -> None:
    assert clip(text, limit) == cut


@settings(derandomize=True, deadline=None)
@given(TEXTS, st.integers(0, 40))
def test_clip_keeps_the_limit(text: str, limit: int) -> None:
    assert width(clip(text, limit)) <= limit


@pytest.mark.parametrize(
    ("text", "limit", "lines"),
    [
        ("", 10, [""]),
        ("one two three", 13, ["one two three"]),
        ("one two three", 12, ["one two", "three"]),
        ("one https://example.com/a/long/path two", 10, ["one", "https://example.com/a/long/path", "two"]),
        ("株式 会社", 8, ["株式", "会社"]),
    ],
)
def test_wrap_breaks_between_words(text: str, limit: int, lines: list[str]) -> None:
    assert wrap(text, limit) == lines


@settings(derandomize=True, deadline=None)
@given(TEXTS, st.integers(1, 40))
def test_wrap_loses_no_word_and_breaks_none(text: str, limit: int) -> None:
    lines = wrap(text, limit)
    assert " ".join(lines).split() == text.split()
    assert all(width(line) <= limit or " " not in line for line in lines)


def test_columns_align_and_set_numbers_to_the_right() -> None:
    rows = [("block", "subject"), ("1", "CN=株式"), ("12", "CN=a"), ("3",)]
    assert list(columns(rows, 40)) == ["block  subject", "    1  CN=株式", "   12  CN=a", "    3"]


def test_columns_take_what_is_too_much_from_the_widest() -> None:
    rows = [("a", "subject", "role"), ("1", "C" * 60, "server"), ("2", "D" * 8, "ca")]
    assert list(columns(rows, 30)) == [
        "a  subject              role",
        "1  CCCCCCCCCCCCCCCC...  server",
        "2  DDDDDDDD             ca",
    ]


@pytest.mark.parametrize("rows", [[], [()], [(), ()]])
def test_columns_of_nothing_are_empty_lines(rows: list[tuple[str, ...]]) -> None:
    assert list(columns(rows, 40)) == [""] * len(rows)


@settings(derandomize=True, deadline=None)
@given(st.lists(st.lists(TEXTS, max_size=8), max_size=6), st.integers(0, 60))
def test_columns_keep_the_limit_and_the_number_of_rows(rows: list[list[str]], limit: int) -> None:
    lines = list(columns(rows, limit))
    assert len(lines) == len(rows)
    assert all(width(line) <= limit and line == line.rstrip() for line in lines)
