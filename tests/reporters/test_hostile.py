"""Whatever a certificate or a file is called, no format hands it to a terminal or to a CI runner as a command."""

from __future__ import annotations

import re
import sys
from functools import cache
from itertools import product
from unicodedata import category

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pemlint.reporters import FORMATS, render
from tests.reporters.samples import FAULTY, FULL, HOSTILE, OVERRIDDEN, infected

SGR = re.compile(r"\x1b\[[0-9;]*m")


#: what a format tells a runner to do; of what follows on the line nothing may be an order
OURS = re.compile(
    r"::(?:error|warning|notice) (?=file=|title=)|##vso\[task\.logissue (?=type=(?:error|warning);sourcepath=)"
)


def assert_harmless(output: str) -> None:
    assert output.endswith("\n")
    for whole in output.split("\n"):
        line = OURS.sub("", whole, count=1) if OURS.match(whole) else whole
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


@cache
def every_character() -> list[str]:
    """Every character, in pieces; of letters without case, and of what is no character, a few of each range."""
    many = {"Lo", "Co", "Cn", "Cs"}
    kept = [each for at in range(sys.maxunicode + 1) if category(each := chr(at)) not in many or at % 251 == 0]
    return ["".join(kept[start : start + 0x1000]) for start in range(0, len(kept), 0x1000)]


@pytest.mark.parametrize("format_", FORMATS)
def test_every_character_that_unicode_knows(format_: str) -> None:
    for text in every_character():
        assert_harmless(render(FULL._replace(findings=(FULL.findings[1]._replace(message=text),)), format_))


@pytest.mark.parametrize("format_", ["text", "concise"])
def test_the_number_of_lines_is_not_the_attackers_choice(format_: str) -> None:
    expected = len(render(FULL._replace(findings=(FULL.findings[2],)), format_).splitlines())
    for text in HOSTILE:
        finding = FULL.findings[2]._replace(message=text, rule=text)
        assert len(render(FULL._replace(findings=(finding,)), format_).splitlines()) == expected
