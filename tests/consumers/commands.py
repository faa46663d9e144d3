"""What runners make of the commands in a log: the annotations that they show, read as the runners read them.

The rules are those of ``ActionCommand.cs`` and ``IssueMatcher`` of actions/runner, and of ``Command.cs`` and
``TaskCommandExtension.cs`` of azure-pipelines-agent. Everything else in the log has to be a line for people.
"""

from __future__ import annotations

import re
from typing import Any

from tests.consumers import formats

_GITHUB = re.compile(r"::(?P<name>[a-z-]+) (?P<properties>.*?)::(?P<message>.*)")
_AZURE = re.compile(r"##vso\[(?P<name>[a-z.]+) (?P<properties>[^\]]*)\](?P<message>.*)")
#: what is put back, in this order: the percent sign last
_GITHUB_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%25", "%"))
_GITHUB_PROPERTY = (("%0D", "\r"), ("%0A", "\n"), ("%3A", ":"), ("%2C", ","), ("%25", "%"))
_AZURE_DATA = (("%0D", "\r"), ("%0A", "\n"), ("%AZP25", "%"))
_AZURE_PROPERTY = (("%3B", ";"), ("%0D", "\r"), ("%0A", "\n"), ("%5D", "]"), ("%AZP25", "%"))
#: characters that the runner keeps of a message, and annotations of a kind that GitHub shows for a step
LONGEST, MOST = 4_096, 10


def _restored(text: str, escapes: tuple[tuple[str, str], ...]) -> str:
    for escape, character in escapes:
        text = text.replace(escape, character)
    return text


def _properties(text: str, between: str, escapes: tuple[tuple[str, str], ...]) -> dict[str, str]:
    pairs = [each.split("=", 1) for each in text.split(between) if each]
    return {name.strip(): _restored(value, escapes) for name, value in pairs}


def parsed(output: str) -> tuple[list[tuple[str, dict[str, str], str]], str]:
    """The workflow commands of a log, each with its properties and its message, and the lines that are none."""
    commands, rest = [], []
    for line in output.split("\n"):
        if found := _GITHUB.fullmatch(line):
            properties = _properties(found["properties"], ",", _GITHUB_PROPERTY)
            commands.append((found["name"], properties, _restored(found["message"], _GITHUB_DATA)))
        else:
            rest.append(line)
    return commands, "\n".join(rest)


def github(output: str) -> Any:
    """The annotations: which kind, on which lines; and the lines for people."""
    commands, rest = parsed(output)
    kinds = [name for name, _, _ in commands]
    assert set(kinds) <= {"error", "warning", "notice"}
    assert max(map(kinds.count, kinds), default=0) <= MOST
    for _, properties, message in commands:
        assert 0 < len(message) <= LONGEST
        assert set(properties) <= {"file", "line", "endLine", "col", "endColumn", "title"}
        # with columns on different lines the runner drops them, with an end before the start the place
        assert properties.get("endLine", properties.get("line")) == properties.get("line")
        assert not properties.get("file", "").startswith("./")
        assert all(
            character.isprintable() or character == "\n" for character in "".join([*properties.values(), message])
        )
    shown = [
        (name, formats.marked(properties, keep=("line", "endLine", "col", "endColumn")))
        for name, properties, _ in commands
    ]
    return shown, formats.lines(rest)


def parsed_azure(output: str) -> tuple[list[tuple[str, dict[str, str], str]], str]:
    """The logging commands of a log, as ``parsed``."""
    commands, rest = [], []
    for line in output.split("\n"):
        if found := _AZURE.fullmatch(line):
            properties = _properties(found["properties"], ";", _AZURE_PROPERTY)
            commands.append((found["name"], properties, _restored(found["message"], _AZURE_DATA)))
        else:
            rest.append(line)
    return commands, "\n".join(rest)


def azure(output: str) -> Any:
    """The issues: which type, on which lines; and the lines for people."""
    commands, rest = parsed_azure(output)
    for name, properties, message in commands:
        assert name == "task.logissue"
        # any other type is an error of the task
        assert properties["type"] in {"error", "warning"}
        assert list(properties) == ["type", "sourcepath", "linenumber", "columnnumber", "code"]
        assert message.isprintable()
    keep = ("type", "linenumber", "columnnumber", "code")
    return [formats.marked(properties, keep=keep) for _, properties, _ in commands], formats.lines(rest)
