from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from pemlint.reporters import render
from pemlint.reporters.json_ import dump
from tests.reporters.samples import FULL, HOSTILE, ORDER, REPORTS, infected

if TYPE_CHECKING:
    from pemlint.model import Location

KEYS = [
    "rule",
    "severity",
    "message",
    "path",
    "line",
    "column",
    "end_line",
    "end_column",
    "block",
    "profiles",
    "source",
    "related",
    "fingerprint",
    "help",
    "more",
    "fix",
]


def read(name: str) -> Any:
    return json.loads(render(REPORTS[name], "json"))


@pytest.mark.parametrize("name", REPORTS)
def test_the_shape_is_the_promised_one(name: str) -> None:
    report = read(name)
    shown = ["baseline", "suppressed"] if name == "accepted" else []
    assert list(report) == ["version", "now", "findings", "summary", "overrides", *shown]
    assert report["version"] == "1"
    assert report["now"] == REPORTS[name].now
    assert all(list(finding) == KEYS for finding in report["findings"])
    assert report["summary"] == REPORTS[name].summary._asdict()


def test_what_the_tree_has_changed_is_data() -> None:
    overrides = read("overridden")["overrides"]
    assert overrides["suppressed"] == {"chain-out-of-order": 2, "key-in-repository": 1}
    assert overrides["ignored"][0] == {"path": "certs/a.pem", "rule": "chain-out-of-order", "count": 1}
    assert overrides["excluded"] == 12
    assert [each["severity"] for each in overrides["rules"]] == ["off", "note", "note", "off", "note"]
    assert overrides["rules"][3] == {
        "rule": "chain-out-of-order",
        "severity": "off",
        "expected": "error",
        "roles": [],
        "options": {},
        "path": "pemlint.toml",
        "scope": ["tests/**", "old [x]/"],
    }
    assert overrides["rules"][2]["options"]["days"] == {"value": 1, "expected": 30}
    assert overrides["rules"][2]["options"]["loud"] == {"value": False, "expected": True}
    assert read("clean")["overrides"] == {"rules": [], "suppressed": {}, "ignored": [], "excluded": 0, "left-out": []}


def place(location: Location) -> dict[str, object]:
    return dict(zip(("path", "line", "column", "end_line", "end_column"), location, strict=True))


@pytest.mark.parametrize("text", [*(text for text in HOSTILE if "\ud800" not in text), "plain", ""])
def test_all_is_read_back_as_it_was(text: str) -> None:
    finding = infected(ORDER, text)
    (found,) = json.loads(render(FULL._replace(findings=(finding,)), "json"))["findings"]
    assert found == {
        "rule": text,
        "severity": "error",
        "message": text,
        **place(finding.location),
        "block": 2,
        "profiles": [text, text],
        "source": text,
        "related": [{**place(related.location), "message": text} for related in finding.related],
        "fingerprint": text,
        "help": text,
        "more": 0,
        "fix": {"title": text, "applicability": "safe"},
    }


def test_a_lone_surrogate_becomes_the_text_of_its_escape() -> None:
    assert json.loads(dump(["a\ud800b\udcff", {"k": "\udfff"}, "🎈"])) == ["a\\ud800b\\udcff", {"k": "\\udfff"}, "🎈"]


def test_output_is_ascii_and_ends_with_one_line_end() -> None:
    output = render(FULL, "json")
    assert output.isascii()
    assert output.endswith("}\n")
    assert "\x7f" not in dump("\x7f")


@pytest.mark.parametrize("count", range(2, 8))
def test_no_two_number_signs_stay_side_by_side(count: int) -> None:
    text = "\\" + "#" * count + "[x"
    assert "##" not in dump(text)
    assert json.loads(dump(text)) == text
