"""Everything that pemlint says of some files: every format of every command that reads files, from one run of each."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from pemlint import reporters, views
from pemlint.cli import main
from pemlint.cli.arguments import parser
from pemlint.looking.records import Drawing, Inventory, Survey
from pemlint.reporters import FORMATS
from pemlint.views import CHAIN_FORMATS, LIST_FORMATS, PLATFORM_FORMATS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    import pytest

#: the formats of each command that shows what it has read, and the one that a run is asked for
READING: Mapping[str, tuple[Sequence[str], str]] = {
    "check": (tuple(FORMATS), "sarif"),
    "chain": (tuple(CHAIN_FORMATS), "text"),
    "list": (tuple(LIST_FORMATS), "text"),
    "platforms": (tuple(PLATFORM_FORMATS), "text"),
}
#: those that take time with every file and every bundle: for many they are left out
QUICK = ("check", "chain", "list")
#: the views of what each command that shows and does not judge makes
VIEWS = {Drawing: CHAIN_FORMATS, Inventory: LIST_FORMATS, Survey: PLATFORM_FORMATS}
#: commands that show only what pemlint brings along
ABOUT_ITSELF = {"rules": ("text", "json"), "explain": (), "profiles": ("text", "json")}

#: commands that write files, each with the options by which it says what it would write
WRITING: Mapping[str, tuple[str, ...]] = {"init": ("--diff",), "complete": ("--diff",)}

#: commands that show what configurations say
OF_CONFIGURATIONS: Mapping[str, tuple[str, ...]] = {"config": ("text", "json")}

#: commands that read the reports of others
OF_REPORTS: Mapping[str, tuple[str, ...]] = {"merge": ()}


def commands() -> dict[str, tuple[str, ...]]:
    """All commands of the command line, each with the formats that it can be asked for."""
    (described,) = (action for action in parser()._actions if isinstance(action, argparse._SubParsersAction))
    return {
        name: next((_choices(each) for each in command._actions if "--output-format" in each.option_strings), ())
        for name, command in described.choices.items()
    }


def _choices(option: argparse.Action) -> tuple[str, ...]:
    """The formats that an option takes; those of ``check`` may name a file as well."""
    return tuple(option.choices or FORMATS)


class Everything:
    """Runs commands so that they write all of their formats one after the other."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch, capture: pytest.CaptureFixture[str]) -> None:
        self._capture = capture
        #: of each format, and each module of views, what the last commands wrote in it, without colour
        self.written: dict[str, list[str]] = {}
        #: how the last command ended
        self.status = 0
        render, show = reporters.render, views.show

        def all_formats(report: Any, _format: str, **view: Any) -> str:
            # what stands in a log of a rule that says nothing is the same in every log, and takes longer than the rest
            speaking = {finding.rule for finding in (*report.findings, *report.pending)}
            speaking |= {each.finding.rule for each in report.accepted}
            report = report._replace(rules=tuple(rule for rule in report.rules if rule.id in speaking))
            plain = [self._kept(each, render(report, each, **view)) for each in FORMATS]
            return "".join([*plain, render(report, "text", **{**view, "color": True})])

        def all_views(records: Any, _module: str, paper: views.Paper) -> str:
            return "".join(self._kept(each, show(records, each, paper)) for each in VIEWS[type(records)].values())

        monkeypatch.setattr(reporters, "render", all_formats)
        monkeypatch.setattr(views, "show", all_views)

    def _kept(self, name: str, output: str) -> str:
        self.written.setdefault(name, []).append(output)
        return output

    def said(self, *arguments: str, only: Iterable[str] = tuple(READING)) -> str:
        """What commands write to both streams; each has to say something."""
        text = ""
        self.written.clear()
        for command in only:
            self._capture.readouterr()
            how = WRITING[command] if command in WRITING else ("--output-format", READING[command][1])
            self.status = main([command, *how, "--now", "2026-06-01", *arguments])
            sys.stdout.flush()
            out, err = self._capture.readouterr()
            assert out or err
            text += out + err
        return text
