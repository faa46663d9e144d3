"""``pemlint chain``, ``list`` and ``platforms``: show what was understood, without a judgement in the exit status."""

from __future__ import annotations

from pemlint import engine, files, subjects, views
from pemlint.cli import clock, door, progress, reading, settings, streams
from pemlint.looking import inventory, outline
from pemlint.looking import platforms as where
from pemlint.looking.records import Inventory

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Iterable, Sequence
    from datetime import datetime

    from pemlint.cli.reading import Reading
    from pemlint.looking.records import Drawing, Survey
    from pemlint.model import Fault, Finding
    from pemlint.subjects import Subject, Tree

__all__ = ["chain", "list_", "platforms"]


def chain(options: argparse.Namespace) -> int:
    """Draw every chain, and give the exit status: 0, or 2 where something could not be read."""
    faults: list[Fault] = []

    def look(tree: Tree, found: Reading, now: datetime) -> Drawing:
        report = engine.judge(tree, found.batch, found.settings.plan, now=now, fold=False)
        faults.extend(report.faults)
        return outline.draw(tree, report.findings, now)

    return _show(options, views.CHAIN_FORMATS[options.output_format], look, faults)


def list_(options: argparse.Namespace) -> int:
    """List every certificate and key, and give the exit status: 0, or 2 where something could not be read."""

    def look(tree: Tree, _found: Reading, now: datetime) -> Inventory:
        return inventory.take(tree, now)

    return _show(options, views.LIST_FORMATS[options.output_format], look)


def platforms(options: argparse.Namespace) -> int:
    """Say of each bundle which platforms take it, and give the exit status: 0, or 2 where something was not read."""
    profiles = settings.loader()
    if not options.profile:
        options.profile = [name for name in files.profile_names() if profiles.policy(name).platform]

    faults: list[Fault] = []

    def look(tree: Tree, found: Reading, now: datetime) -> Survey:
        plan = found.settings.plan
        verdicts = engine.asking(found.batch, plan, tree.store, now=now)

        def judged(subjects: Iterable[Subject]) -> tuple[Finding, ...]:
            findings, failed = verdicts(subjects)
            faults.extend(failed)
            return findings

        return where.survey(tree, plan.policies(""), profiles.policy("default"), judged, now)

    return _show(options, views.PLATFORM_FORMATS[options.output_format], look, faults, infer=True)


def _show(
    options: argparse.Namespace,
    module: str,
    look: Callable[[Tree, Reading, datetime], Drawing | Inventory | Survey],
    found_out: Sequence[Fault] = (),
    *,
    infer: bool = False,
) -> int:
    """Read, look and show. ``found_out`` are the faults that looking adds to."""
    now = clock.judged_at(options.now)
    with progress.watching() as watch:
        found = reading.read(options, watch)
        plan = found.settings.plan
        tree = subjects.read(found.batch, plan, files.public_roots, now=now, infer=infer, watch=watch)
    to_file = options.output_file is not None
    paper = views.Paper(
        color=streams.wants_color(options.color) if not to_file or options.color == "always" else False,
        width=streams.columns(),
        boxes=to_file or streams.draws_boxes(),
    )
    records = look(tree, found, now)
    digests = records.digests() if isinstance(records, Inventory) else ()
    text = door.passed(views.show(records, module, paper), found.inputs.sources, digests)
    faults = [*found.inputs.faults, *found_out]
    if to_file:
        fault = files.write_whole(options.output_file, text.encode("utf-8", "backslashreplace"))
        faults += [fault] if fault else []
    else:
        streams.say(text)
    reading.say_faults(faults, found.inputs)
    reading.say_unread(found.inputs)
    if not faults and not any(file.materials for file in tree.store.files.values() if file.source.target):
        streams.remark(reading.nothing_found(found.inputs))
    return 2 if faults else 0
