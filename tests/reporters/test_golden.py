"""Whole outputs, byte for byte. ``PEMLINT_REWRITE_GOLDEN=1`` writes them anew; the difference is then for review."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from pemlint.reporters import FORMATS, render
from tests.reporters.samples import REPORTS

GOLDEN = Path(__file__).parent / "golden"


@pytest.mark.parametrize("name", REPORTS)
@pytest.mark.parametrize("format_", FORMATS)
def test_output_is_the_one_on_record(format_: str, name: str) -> None:
    record = GOLDEN / f"{name}.{format_}"
    output = render(REPORTS[name], format_, prefix="deploy")
    if os.environ.get("PEMLINT_REWRITE_GOLDEN"):
        record.write_bytes(output.encode())
    assert output.encode() == record.read_bytes()


def test_every_record_belongs_to_a_report_and_a_format() -> None:
    expected = {f"{name}.{format_}" for name in REPORTS for format_ in FORMATS}
    assert {path.name for path in GOLDEN.iterdir()} == expected
