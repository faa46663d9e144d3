"""Whatever a certificate or a file is called, who reads a report understands the same, and is told to do nothing."""

from __future__ import annotations

import re
from functools import cache
from typing import Any

import pytest

from pemlint.model import Fault
from pemlint.reporters import FORMATS, render
from pemlint.views import CHAIN_FORMATS, LIST_FORMATS, PLATFORM_FORMATS, Paper, show
from tests.consumers import logs
from tests.consumers.orders import ORDERS
from tests.consumers.table import COLOURED, CONSUMERS
from tests.looking.samples import DRAWING, INVENTORY, SURVEY
from tests.reporters.samples import FULL, infected

RECORDS: dict[str, list[Any]] = {}
for records, modules in ((DRAWING, CHAIN_FORMATS), (INVENTORY, LIST_FORMATS), (SURVEY, PLATFORM_FORMATS)):
    for module in modules.values():
        RECORDS.setdefault(module, []).append(records)

PLAIN = "plain"
SGR = re.compile(r"\x1b\[[0-9;]*m")


@cache
def written(name: str, text: str) -> list[str]:
    """A format, with a text in every field, of all records that it is for; in colour where it has colours."""
    color = name in COLOURED
    if name in FORMATS:
        report = infected(FULL, text)._replace(now=FULL.now, faults=(Fault(text, text),), rules=FULL.rules)
        # what nobody but pemlint writes
        findings = tuple(
            after._replace(rule=before.rule, fingerprint=before.fingerprint, line_hash=before.line_hash)
            for before, after in zip(FULL.findings, report.findings, strict=True)
        )
        return [render(report._replace(findings=findings), name, prefix="deploy", color=color)]
    return [show(infected(each, text), name, Paper(color=color)) for each in RECORDS[name]]


def plain(name: str, text: str) -> list[str]:
    """The same without colour."""
    return [SGR.sub("", output) for output in written(name, text)] if name in COLOURED else written(name, text)


def test_every_format_has_its_consumer() -> None:
    views = {*CHAIN_FORMATS.values(), *LIST_FORMATS.values(), *PLATFORM_FORMATS.values()}
    assert set(CONSUMERS) == {*FORMATS, *views}
    assert set(COLOURED) <= set(CONSUMERS)
    assert set(RECORDS) == views


@pytest.mark.parametrize("name", CONSUMERS)
def test_the_consumer_understands_the_same_whatever_things_are_called(name: str) -> None:
    read = CONSUMERS[name]
    expected = [read(output) for output in plain(name, PLAIN)]
    for text in ORDERS:
        assert [read(output) for output in plain(name, text)] == expected, text


@pytest.mark.parametrize("name", CONSUMERS)
def test_no_terminal_and_no_runner_is_told_to_do_anything(name: str) -> None:
    ours = [logs.runners(output) for output in plain(name, PLAIN)]
    for text in ORDERS:
        assert [logs.runners(output) for output in plain(name, text)] == ours, text
        for output in written(name, text):
            assert logs.terminal(output, color=name in COLOURED) == [], text


@pytest.mark.parametrize("name", COLOURED)
@pytest.mark.parametrize("text", ["\x1b[31mred", "\x9b2J", "a\rb", "\u202eevil"])
def test_without_colour_a_terminal_shows_what_is_written(name: str, text: str) -> None:
    for output in plain(name, text):
        assert logs.terminal(output) == []


@pytest.mark.parametrize(
    ("output", "order"),
    [
        ("\x1b[31mred", ("terminal", "select_graphic_rendition")),
        ("\x1b]0;title\x07", ("terminal", "set_title")),
        ("a\x08b", ("terminal", "backspace")),
        ("\x9b2J", ("terminal", "erase_in_display")),
        ("a\rb", ("terminal", "another text")),
        ("  ::error file=a,line=1::x", ("github", "error", "file", "line")),
        ("a.pem:1: ##[add-mask]x", ("github", "add-mask")),
        ("x\r::warning::y", ("github", "warning")),
        ("x ##vso[task.setvariable variable=a]b", ("azure", "task.setvariable", "variable")),
        ("##[section]x", ("azure", "format")),
        ("##teamcity[buildStop comment='x']", ("teamcity", "buildStop")),
        ("\x1b[0Ksection_start:1:x\r\x1b[0K", ("gitlab", "start")),
    ],
)
def test_the_judges_know_an_order_when_they_see_one(output: str, order: tuple[str, ...]) -> None:
    assert order in [*logs.terminal(output), *logs.runners(output)]


def test_what_the_judges_pass_over_does_nothing() -> None:
    assert logs.emulated("".join(sorted(logs.HARMLESS)) * 2, color=False) == []


@pytest.mark.parametrize("bad", ["=1", "a;=1", "a\t+1", " -x", "@a", "\uff1d1"])
def test_a_formula_is_found(bad: str) -> None:
    header, row = ",".join(f"c{number}" for number in range(14)), ",".join(["x"] * 13)
    with pytest.raises(AssertionError):
        CONSUMERS["pemlint.views.csv_"](f'{header}\n{row},"{bad}"\n')
