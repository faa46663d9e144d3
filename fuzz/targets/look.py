"""What ``pemlint chain`` and ``pemlint list`` show of a folder, in every format."""

from __future__ import annotations

import csv
import json
from functools import cache

from fuzz import seeds
from fuzz.folder import pack, unpack
from fuzz.judging import NOW, loud, prepare, roots
from fuzz.mutation import several
from fuzz.targets import Target
from pemlint import engine, subjects, views
from pemlint.looking import inventory, outline
from pemlint.policy import ConfigurationError

__all__ = ["TARGET"]


def execute(data: bytes) -> None:
    """Look at everything."""
    folder = unpack(data)
    try:
        run = prepare(folder)
        tree = subjects.read(run.batch, run.plan, roots, now=NOW)
        with loud():
            report = engine.judge(tree, run.batch, run.plan, now=NOW)
    except ConfigurationError:
        if not any(name.endswith(".toml") for name in folder.files):
            raise
        return
    paper = views.Paper(color=run.color, width=60 + folder.run % 80, boxes=run.detail)
    drawn = outline.draw(tree, report.findings, NOW)
    listed = inventory.take(tree, NOW)
    for records, formats in ((drawn, views.CHAIN_FORMATS), (listed, views.LIST_FORMATS)):
        for name, module in formats.items():
            written = views.show(records, module, paper)
            assert written.encode("utf-8")
            if name == "json":
                json.loads(written)
            elif name == "csv":
                assert len({len(row) for row in csv.reader(written.splitlines())}) == 1
            elif not run.color:
                assert all(line.isprintable() for line in written.split("\n")), written


@cache
def _seeds() -> tuple[bytes, ...]:
    return tuple(pack(folder) for folder in seeds.folders())


TARGET = Target(execute, several.mutate, _seeds, _seeds, longest=1 << 15, seconds=6)
