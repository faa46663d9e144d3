"""The page ``docs/benchmarks.md``: text by hand, and between its marks the tables of the last run."""

from __future__ import annotations

import os
import platform
import re
import subprocess
import sys
from importlib.metadata import version
from typing import TYPE_CHECKING, Final

from benchmarks.rows import table

if TYPE_CHECKING:
    from collections.abc import Mapping

    from benchmarks.rows import Row

PAGE: Final = os.path.join(os.path.dirname(os.path.dirname(os.path.abspath(__file__))), "docs", "benchmarks.md")


def fill(page: str, sections: Mapping[str, list[Row]], machine: str) -> str:
    """The page with the tables of these sections in the place of the old ones.

    Raises:
        ValueError: when the page has no marks for a section.

    """
    for name, rows in sections.items():
        page = _between(page, name, f"Measured on {machine}.\n\n{table(rows)}")
    return page


def _between(page: str, name: str, content: str) -> str:
    begin, end = f"<!-- {name} -->", f"<!-- end of {name} -->"
    filled, count = re.subn(
        f"{re.escape(begin)}.*?{re.escape(end)}", lambda _: f"{begin}\n{content}\n{end}", page, flags=re.DOTALL
    )
    if count != 1:
        raise ValueError(f"the page has no place for the section {name}")
    return filled


def machine() -> str:
    """The kind of machine and the versions of what was measured; nothing that tells one such machine from another."""
    git = subprocess.run(["git", "--version"], check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout.split()[2]
    return (
        f"{len(os.sched_getaffinity(0))} cores of {_processor()}, {platform.system()},"
        f" Python {platform.python_version()}, cryptography {version('cryptography')}, Git {git}"
    )


def _processor() -> str:
    try:
        with open("/proc/cpuinfo", encoding="utf-8") as stream:
            names = re.findall(r"^model name\s*:\s*(.+)$", stream.read(), re.MULTILINE)
    except OSError:
        names = []
    return names[0].strip() if names else platform.machine()


def write(sections: Mapping[str, list[Row]]) -> None:
    """Bring the tables of these sections in the page up to date."""
    with open(PAGE, encoding="utf-8") as stream:
        filled = fill(stream.read(), sections, machine())
    with open(PAGE, "w", encoding="utf-8") as stream:
        stream.write(filled)
    print(f"wrote {os.path.relpath(PAGE)}", file=sys.stderr)
