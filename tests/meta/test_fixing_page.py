"""The page on fixes lists the rules that offer one, and no others."""

from __future__ import annotations

import re

from tests.project import ROOT

PAGE = (ROOT / "docs" / "fixing.md").read_text("utf-8")
SAFE, _, UNSAFE = PAGE.partition("## What is safe")[2].partition("## What is not")


def listed(text: str) -> set[str]:
    table = text.partition("## What is left alone")[0]
    rows = [line for line in table.splitlines() if line.startswith("| [")]
    return {rule for row in rows for rule in re.findall(r"\[`([a-z0-9-]+)`\]", row)}


def offering() -> set[str]:
    """The rules that make a fix, by the package that they make it with."""
    checks = ROOT / "pemlint" / "checks"
    paths = [path for path in checks.glob("*/*.py") if "pemlint.mending" in path.read_text("utf-8")]
    return {f"{path.parent.name}-{path.stem.replace('_', '-')}" for path in paths}


def test_every_rule_with_a_fix_is_on_the_page() -> None:
    assert listed(SAFE) | listed(UNSAFE) == offering()


def test_what_is_safe_has_an_example_of_its_result() -> None:
    examples = ROOT / "tests" / "examples"
    mended = {path.parent.name for path in examples.glob("*/*.fixed*")}
    assert mended == listed(SAFE)
