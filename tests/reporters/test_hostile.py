"""Whatever a certificate or a file is called, no format hands it to a terminal or to a CI runner as a command."""

from __future__ import annotations

import re
import sys
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.reporters import FORMATS, render
from tests.reporters.samples import FAULTY, FULL, HOSTILE, OVERRIDDEN, infected

SGR = re.compile(r"\x1b\[[0-9;]*m")


def assert_harmless(output: str) -> None:
    assert output.endswith("\n")
    for line in output.split("\n"):
        assert line.isprintable(), ascii(line)
        assert "##" not in line
        assert not line.lstrip().startswith("::")
    assert len(output.encode("utf-8")) >= len(output)


@pytest.mark.parametrize(("format_", "text"), [*product(FORMATS, HOSTILE)])
def test_hostile_text_in_every_field(format_: str, text: str) -> None:
    for report in (FULL, FAULTY, OVERRIDDEN):
        assert_harmless(render(infected(report, text), format_, prefix=text))


@pytest.mark.parametrize(("format_", "text"), [*product(FORMATS, HOSTILE)])
def test_hostile_text_in_one_field_at_a_time(format_: str, text: str) -> None:
    for name in ("message", "help", "why", "source", "rule", "repo_path", "location", "related", "frame", "fix"):
        (finding, *_) = FULL.findings
        changed = finding._replace(**{name: infected(getattr(finding, name), text)})
        assert_harmless(render(FULL._replace(findings=(changed,)), format_))


@pytest.mark.parametrize("format_", FORMATS)
def test_hostile_text_under_colour_leaves_only_our_own_escapes(format_: str) -> None:
    for text in HOSTILE:
        assert_harmless(SGR.sub("", render(infected(FULL, f"a{text}"), format_, color=True)))


@pytest.mark.parametrize("format_", FORMATS)
@settings(derandomize=True, deadline=None)
@given(text=st.text(st.characters(), max_size=20))
def test_any_text_in_every_field(format_: str, text: str) -> None:
    assert_harmless(render(infected(FULL, text), format_))


@pytest.mark.parametrize("format_", FORMATS)
def test_every_character_that_unicode_knows(format_: str) -> None:
    for start in range(0, sys.maxunicode + 1, 0x8000):
        text = "".join(map(chr, range(start, start + 0x8000)))
        assert_harmless(render(FULL._replace(findings=(FULL.findings[1]._replace(message=text),)), format_))


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_the_number_of_lines_is_not_the_attackers_choice(format_: str) -> None:
    expected = len(render(FULL._replace(findings=(FULL.findings[2],)), format_).splitlines())
    for text in HOSTILE:
        finding = FULL.findings[2]._replace(message=text, rule=text)
        assert len(render(FULL._replace(findings=(finding,)), format_).splitlines()) == expected
