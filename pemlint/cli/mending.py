"""``--fix``, ``--unsafe-fixes`` and ``--diff``: from fixes on offer to files, written whole or not at all."""

from __future__ import annotations

from pemlint import files, fixer
from pemlint.cli import difference, door, reading, streams
from pemlint.files import Change
from pemlint.fixer.applying import with_contents
from pemlint.model import Fault
from pemlint.wording import plural

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse
    from collections.abc import Callable, Sequence

    from pemlint.cli.reading import Reading
    from pemlint.fixer import Mended, New
    from pemlint.model import Report

__all__ = ["mended", "shown"]


def mended(
    read: Reading, options: argparse.Namespace, lint: Callable[[Reading], Report]
) -> tuple[Reading, tuple[New, ...]]:
    """Mend what was read, and write it unless only the difference is wanted.

    ``lint`` gives every finding of what was read. The result is what there is to judge then, and every file that
    changed or would change.
    """
    done = fixer.mend(read.batch, lambda batch: lint(read._replace(batch=batch)), unsafe=options.unsafe_fixes)
    if options.diff:
        _say(done, done.sets, read, would=True)
        return read, tuple(change for some in done.sets for change in some)
    written, faults = _written(done)
    _say(done, written, read, would=False)
    changes = tuple(change for some in written for change in some)
    new = {source.path: source for source in done.batch.sources}
    batch = with_contents(read.batch, {each.path: new[each.path] for each in changes})
    inputs = read.inputs._replace(faults=(*read.inputs.faults, *faults))
    return read._replace(batch=batch, inputs=inputs), changes


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


def _written(done: Mended) -> tuple[list[tuple[New, ...]], list[Fault]]:
    """Write each set of files; what changed since it was read is left alone."""
    written, faults = [], []
    for changes in done.sets:
        fault = next(filter(None, map(_changed_since, changes)), None) or files.write_set(
            [Change(each.path, each.data, only_new=each.old is None) for each in changes]
        )
        if fault is None:
            written.append(changes)
        else:
            faults.append(fault)
    return written, faults


def _changed_since(change: New) -> Fault | None:
    if change.old is None:
        return None
    found = files.read_file(change.path)
    if isinstance(found, Fault):
        return found
    return Fault("cannot be mended: it has changed since it was read", change.path) if found != change.old else None


def _say(done: Mended, sets: Sequence[tuple[New, ...]], read: Reading, *, would: bool) -> None:
    """On standard error: what was mended, and what was not and why."""
    lines = [
        f"not fixed: {place.path}:{place.line}: {each.finding.rule}, because {each.reason}"
        for each in done.refused
        for place in (each.finding.location,)
    ]
    paths = {change.path for some in sets for change in some}
    count = sum(each.fix is not None and paths.issuperset(one.path for one in each.fix.edits) for each in done.fixed)
    verb = "Would fix" if would else "Fixed"
    lines.append(f"{verb} {plural(count, 'finding')} in {plural(len(paths), 'file')}")
    for line in door.passed("\0".join(lines), read.inputs.sources).split("\0"):
        streams.remark(line)
