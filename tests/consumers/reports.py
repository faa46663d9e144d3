"""Who reads a report as a file: GitLab, reviewdog, servers that show JUnit's or Checkstyle's XML, GitHub's Markdown."""

from __future__ import annotations

import json
import re
from functools import cache
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import jsonschema_rs
from junitparser import JUnitXml
from markdown_it import MarkdownIt

from tests.consumers import formats

if TYPE_CHECKING:
    from collections.abc import Iterator

    from markdown_it.token import Token

_TEXT = {"type": "string", "minLength": 1}
_LINE = {"type": "integer", "minimum": 1}
#: what GitLab's documentation asks of a Code Quality report
GITLAB = {
    "type": "array",
    "items": {
        "type": "object",
        "required": ["description", "check_name", "fingerprint", "severity", "location"],
        "properties": {
            "description": _TEXT,
            "check_name": _TEXT,
            "fingerprint": _TEXT,
            "severity": {"enum": ["info", "minor", "major", "critical", "blocker"]},
            "location": {
                "type": "object",
                "required": ["path", "lines"],
                "properties": {
                    "path": {**_TEXT, "not": {"pattern": r"^\./"}},
                    "lines": {"type": "object", "required": ["begin"], "properties": {"begin": _LINE}},
                },
            },
        },
    },
}
_POSITION = {
    "type": "object",
    "required": ["line"],
    "properties": {"line": _LINE, "column": _LINE},
    "additionalProperties": False,
}
_LOCATION = {
    "type": "object",
    "required": ["path"],
    "properties": {
        "path": _TEXT,
        "range": {
            "type": "object",
            "required": ["start"],
            "properties": {"start": _POSITION, "end": _POSITION},
            "additionalProperties": False,
        },
    },
    "additionalProperties": False,
}
#: the messages of ``reviewdog.proto`` that pemlint uses; a field that is none of theirs is refused
RDJSON = {
    "type": "object",
    "required": ["source", "diagnostics"],
    "properties": {
        "source": {"type": "object", "required": ["name"], "properties": {"name": _TEXT, "url": _TEXT}},
        "diagnostics": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["message", "location", "severity"],
                "properties": {
                    "message": _TEXT,
                    "location": _LOCATION,
                    "severity": {"enum": ["ERROR", "WARNING", "INFO"]},
                    "code": {"type": "object", "required": ["value"], "properties": {"value": _TEXT, "url": _TEXT}},
                    "related_locations": {
                        "type": "array",
                        "items": {
                            "type": "object",
                            "required": ["location"],
                            "properties": {"message": {"type": "string"}, "location": _LOCATION},
                            "additionalProperties": False,
                        },
                    },
                },
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
#: pages that pemlint itself links to
_OURS = re.compile(r"https://github\.com/pemlint/pemlint/blob/main/docs/rules/[a-z0-9-]+\.md")
#: what GitHub makes a link of by itself
_AUTOLINK = re.compile(r"(?i)[a-z]://|www\.|(?<!\w)@\w")
_INLINE = {"text", "softbreak", "text_special"}


@cache
def _schema(text: str) -> jsonschema_rs.Draft202012Validator:
    return jsonschema_rs.Draft202012Validator(json.loads(text))


def _valid(output: str, schema: dict[str, Any]) -> Any:
    parsed = formats.parsed(output)
    _schema(json.dumps(schema)).validate(parsed)
    return parsed


def gitlab(output: str) -> Any:
    """The issues of a Code Quality report, of which those with one fingerprint would be one."""
    parsed = _valid(output, GITLAB)
    fingerprints = [issue["fingerprint"] for issue in parsed]
    assert len(set(fingerprints)) == len(fingerprints)
    assert all(issue["description"].isprintable() for issue in parsed)
    return formats.json_(output)


def rdjson(output: str) -> Any:
    """The comments that reviewdog makes: Markdown, on whole lines."""
    for diagnostic in _valid(output, RDJSON)["diagnostics"]:
        for message in (diagnostic["message"], *(each["message"] for each in diagnostic.get("related_locations", ()))):
            assert _links(message) == []
    return formats.json_(output)


def _tokens(text: str) -> Iterator[Token]:
    pending = MarkdownIt("commonmark").enable("table").parse(text)
    for token in pending:
        yield token
        yield from token.children or ()


def _links(text: str) -> list[str]:
    """The targets of links; any other markup that is not ours fails."""
    found = []
    assert not _AUTOLINK.search(re.sub(r"\]\([^)]*\)", "", text))
    for token in _tokens(text):
        kind = token.type.removesuffix("_open").removesuffix("_close")
        if kind == "link" and token.type == "link_open":
            found.append(str(token.attrs["href"]))
        expected = {"inline", "paragraph", "heading", "link", "table", "thead", "tbody", "tr", "th", "td", *_INLINE}
        assert kind in expected, token
    return found


def markdown(output: str) -> Any:
    """The summary of a job: the blocks and the cells that it shows."""
    assert all(_OURS.fullmatch(target) for target in _links(output))
    tokens = [*_tokens(output)]
    shown = [(token.type, token.tag) for token in tokens if token.type not in {*_INLINE, "inline"}]
    assert [tag for kind, tag in shown if kind == "heading_open"] == ["h2"]
    return shown


def _tree(output: str) -> ET.Element:
    """XML as every parser takes it."""
    assert "<!" not in output
    return ET.fromstring(output.encode("utf-8"))  # noqa: S314 - it has no declarations


def junit(output: str) -> Any:
    """The suites and cases that a server shows, as junitparser counts them."""
    suites = JUnitXml.fromstring(output.encode("utf-8"))
    counted = (suites.tests, suites.failures, suites.errors, suites.skipped)
    suites.update_statistics()  # type: ignore[no-untyped-call]
    assert counted == (suites.tests, suites.failures, suites.errors, suites.skipped)
    assert suites.tests > 0, "an empty suite confuses servers"
    return [[_outline(case._elem) for case in suite] for suite in suites]


def checkstyle(output: str) -> Any:
    """The files and errors that a collector takes over."""
    tree = _tree(output)
    assert tree.tag == "checkstyle"
    for file in tree:
        assert (file.tag, [*file.attrib]) == ("file", ["name"])
        for error in file:
            assert (error.tag, [*error.attrib]) == ("error", ["line", "column", "severity", "message", "source"])
            assert error.attrib["severity"] in {"error", "warning", "info"}
    return [_outline(error) for file in tree for error in file]


def _outline(element: ET.Element) -> Any:
    """An element with every text replaced by a mark."""
    attributes = formats.marked(dict(element.attrib), keep=("line", "column", "severity", "type", "time"))
    return element.tag, attributes, bool((element.text or "").strip()), [_outline(each) for each in element]


def shown(text: str) -> str:
    """What Markdown shows, without its markup."""
    return "".join(token.content for token in _tokens(text) if token.type in _INLINE)
