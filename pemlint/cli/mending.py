"""``--fix``, ``--unsafe-fixes`` and ``--diff``: from fixes on offer to files, written whole or not at all."""

from __future__ import annotations

from pemlint import engine, files, fixer
from pemlint.cli import difference, door, reading, streams
from pemlint.files import Change
from pemlint.model import Fault
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Sequence
    from datetime import datetime

    from pemlint.batch import Batch
    from pemlint.cli.reading import Reading
    from pemlint.fixer import Mended, New
    from pemlint.model import Report
    from pemlint.watch import Watch

__all__ = ["mended", "shown"]


def mended(read: Reading, now: datetime, options: argparse.Namespace, watch: Watch) -> tuple[Reading, tuple[New, ...]]:
    """Mend what was read, and write it unless only the difference is wanted.

    Gives what there is to judge then, and every file that changed or would change.
    """

    def lint(batch: Batch) -> Report:
        return engine.run(batch, read.settings.plan, now=now, public_roots=files.public_roots, fold=False, watch=watch)

    done = fixer.mend(read.batch, lint, unsafe=options.unsafe_fixes)
    changes = tuple(change for some in done.sets for change in some)
    faults = () if options.diff else _write(done)
    _say(done, faults, read, would=options.diff)
    if faults:
        # What could not be written is as it was, and so is what would have been written with it.
        return read._replace(inputs=read.inputs._replace(faults=(*read.inputs.faults, *faults))), changes
    return read._replace(batch=done.batch), changes


def shown(read: Reading, changes: Sequence[New], options: argparse.Namespace) -> int:
    """Show the changes as a unified difference, and give the exit status: 1 if there are any."""
    text = door.passed(difference.unified(changes), read.inputs.sources, difference.public(changes))
    if options.output_file is not None:
        fault = files.write_whole(options.output_file, text.encode("utf-8", "backslashreplace"))
        faults = (*read.inputs.faults, *((fault,) if fault else ()))
    else:
        streams.say(text)
        faults = read.inputs.faults
    reading.say_faults(faults, read.inputs)
    return 2 if faults else int(bool(changes) and not options.exit_zero)


def _write(done: Mended) -> tuple[Fault, ...]:
    """Write each set of files; what changed since it was read is left alone."""
    faults = []
    for changes in done.sets:
        fault = next(filter(None, map(_changed_since, changes)), None) or files.write_set(
            [Change(each.path, each.data, only_new=each.old is None) for each in changes]
        )
        faults += [fault] if fault else []
    return tuple(faults)


def _changed_since(change: New) -> Fault | None:
    if change.old is None:
        return None
    found = files.read_file(change.path)
    if isinstance(found, Fault):
        return found
    return Fault("cannot be mended: it has changed since it was read", change.path) if found != change.old else None


def _say(done: Mended, faults: Sequence[Fault], read: Reading, *, would: bool) -> None:
    """On standard error: what was mended, and what was not and why."""
    lines = [
        f"not fixed: {place.path}:{place.line}: {each.finding.rule}, because {each.reason}"
        for each in done.refused
        for place in (each.finding.location,)
    ]
    if not faults:
        count = sum(len(some) for some in done.sets)
        verb = "Would fix" if would else "Fixed"
        lines.append(f"{verb} {plural(len(done.fixed), 'finding')} in {plural(count, 'file')}")
    for line in door.passed("\0".join(lines), read.inputs.sources).split("\0"):
        streams.remark(line)
