"""SECURITY.md says where each promise is tested: the tests are there, and so is every promise."""

from __future__ import annotations

import re

import pytest

from tests.project import ROOT

PROMISES = ("Total", "Bounded", "Silent", "Deaf", "Kept in", "Whole")
LINK = re.compile(r"\[[^\]]+\]\(([^)#:]+)\)")


def sections() -> dict[str, str]:
    """The text under each heading of a promise, by the promise."""
    parts = (ROOT / "SECURITY.md").read_text(encoding="utf-8").split("\n### ")[1:]
    return {part.partition(":")[0]: part.partition("\n## ")[0] for part in parts}


def test_every_promise_is_stated() -> None:
    assert tuple(sections()) == PROMISES


@pytest.mark.parametrize("promise", PROMISES)
def test_a_promise_names_tests_that_there_are(promise: str) -> None:
    tests = [path for path in LINK.findall(sections()[promise]) if path.startswith("tests/")]
    assert len(tests) >= 2
    for path in tests:
        assert re.search(r"^def test_", (ROOT / path).read_text(encoding="utf-8"), re.MULTILINE), path


@pytest.mark.parametrize("page", ["SECURITY.md", "docs/threat-model.md"])
def test_links_lead_somewhere(page: str) -> None:
    folder = (ROOT / page).parent
    paths = LINK.findall((ROOT / page).read_text(encoding="utf-8"))
    assert paths
    assert [path for path in paths if not (folder / path).is_file()] == []


def test_the_threat_model_is_one_page() -> None:
    assert len((ROOT / "docs/threat-model.md").read_text(encoding="utf-8").split()) < 1000
