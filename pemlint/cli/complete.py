"""``pemlint complete``: add to a file the intermediates that it lacks, or write them to one of their own."""

from __future__ import annotations

import os

from pemlint import __version__, files, fixer, subjects
from pemlint.cli import clock, difference, door, progress, reading, streams
from pemlint.cli.usage import UsageError
from pemlint.completing import complete as completed
from pemlint.completing import issuer_addresses
from pemlint.files import Change
from pemlint.fixer import New
from pemlint.frames import issuer_name, subject_name
from pemlint.mending.blocks import behind
from pemlint.mending.drafts import is_public
from pemlint.mending.layout import encoded
from pemlint.model import Fault
from pemlint.pem import parse

TYPE_CHECKING = False
if TYPE_CHECKING:
    import argparse

    from pemlint.cli.reading import Reading
    from pemlint.completing import Completion, Fetch
    from pemlint.material import Certificate
    from pemlint.store import File
    from pemlint.subjects import Tree

__all__ = ["complete"]


def complete(options: argparse.Namespace) -> int:
    """Run the command and give its exit status."""
    if "-" in (*options.files, *options.search):
        message = "a chain is added to a file, and standard input is none"
        raise UsageError(message)
    if options.output_file is not None and len(options.files) > 1:
        message = "--output-file takes the chain of one file"
        raise UsageError(message)
    options.paths = [*options.files, *(options.search or ["."])]
    now = clock.judged_at(options.now)
    with progress.watching() as watch:
        found = reading.read(options, watch)
        tree = subjects.read(found.batch, found.settings.plan, files.public_roots, now=now, watch=watch)
    work = _Work(options, found, tree)
    here = {os.path.realpath(file.source.path): file for file in tree.store.files.values()}
    for path in dict.fromkeys(map(os.path.realpath, options.files)):
        if path in here:
            work.add(here[path])
        elif not options.force_exclude:
            work.miss(path)
    return work.finish()


class _Work:
    """What is done, and what is said of it at the end."""

    def __init__(self, options: argparse.Namespace, found: Reading, tree: Tree) -> None:
        self._options = options
        self._found = found
        self._tree = tree
        self._lines: list[str] = []
        self._remarks: list[str] = []
        self._fetch = _fetch(options, self._remarks) if options.online else None
        self._changes: list[New] = []
        self._faults = list(found.inputs.faults)
        self._whole = True

    def add(self, file: File) -> None:
        """Complete the chain of one file."""
        path = file.source.path
        completion = completed(file, self._tree.facts, self._fetch)
        if completion is None:
            self._faults.append(Fault("holds no certificate that can be read", path))
            return
        wanted = completion.above
        if self._options.with_root and completion.root is not None and completion.root.der != completion.leaf.der:
            wanted = (*wanted, completion.root)
        there = {certificate.der for certificate in file.certificates}
        missing = tuple(each for each in wanted if each.der not in there)
        if self._options.output_file is not None:
            self._write_chain(wanted)
        elif missing:
            self._write_into(file, completion, missing)
        verb = "would add" if self._options.diff else "added" if self._options.output_file is None else "wrote"
        for each in wanted if self._options.output_file is not None else missing:
            self._lines.append(f"{path}: {verb} '{subject_name(each)}', from {_origin(each, completion)}")
        self._conclude(path, completion)
        if self._options.output_file is None and _is_disordered(file, (completion.leaf, *wanted)):
            self._remarks.append(f"{path}: its blocks are out of order; 'pemlint check --fix' puts them in order")

    def miss(self, path: str) -> None:
        """Say of a path why there is nothing to complete, unless that is known already."""
        if path not in {os.path.realpath(fault.path) for fault in self._faults if fault.path}:
            why = "is a folder; name its files" if os.path.isdir(path) else "holds no certificate that can be read"
            self._faults.append(Fault(why, files.shown(os.path.relpath(path))))

    def finish(self) -> int:
        """Write, say what was done, and give the exit status."""
        sources = self._found.inputs.sources
        if self._options.diff:
            text = difference.unified(self._changes)
            streams.say(door.passed(text, sources, difference.public(self._changes)))
        elif not self._faults:
            fault = files.write_set([Change(each.path, each.data, only_new=False) for each in self._changes])
            self._faults += [fault] if fault else []
        said = [] if self._faults else self._lines
        for line in door.passed("\0".join(said), sources).split("\0") if said else ():
            _say(line, error=self._options.diff)
        for line in door.passed("\0".join(self._remarks), sources).split("\0") if self._remarks else ():
            streams.remark(line)
        reading.say_faults(self._faults, self._found.inputs)
        return 2 if self._faults else int(not self._whole)

    def _write_into(self, file: File, completion: Completion, missing: tuple[Certificate, ...]) -> None:
        """Put what is missing behind what it signed, as a fix would."""
        mended = behind((completion.leaf, *completion.above), missing, file)
        source = file.source
        if mended is None:
            self._faults.append(
                Fault("cannot be completed in its place; --output-file writes the chain elsewhere", source.path)
            )
            return
        known = frozenset(each.der for each in (*file.certificates, *missing))
        new, reason = fixer.made(mended, source, known)
        if reason:
            self._faults.append(Fault(f"cannot be completed in its place, because {reason}", source.path))
            return
        self._changes.append(New(source.path, source.data, new))

    def _write_chain(self, certificates: tuple[Certificate, ...]) -> None:
        path = self._options.output_file
        old = files.read_file(path) if os.path.lexists(path) else None
        if isinstance(old, Fault):
            self._faults.append(old)
        elif old and not _is_chain(old):
            self._faults.append(Fault("holds something else than certificates, and is not replaced", path))
        elif certificates:
            data = b"".join(encoded("CERTIFICATE", each.der) for each in certificates)
            self._changes.append(New(path, old, data))

    def _conclude(self, path: str, completion: Completion) -> None:
        """Say where the chain ends."""
        top, root = completion.top, completion.root
        if root is not None:
            where = "its own root" if root.der == completion.leaf.der else f"'{subject_name(root)}'"
            self._lines.append(f"{path}: complete up to {where}, in {_origin(root, completion)}")
            return
        self._whole = False
        line = f"{path}: the issuer of '{subject_name(top)}', '{issuer_name(top)}', is not known here"
        addresses = [] if self._options.online else issuer_addresses(top)
        self._remarks.append(f"{line}; --online asks {addresses[0]}" if addresses else line)


def _fetch(options: argparse.Namespace, remarks: list[str]) -> Fetch:
    """Asks each address once."""
    from time import monotonic

    from pemlint.network import Fetcher, RefusedError

    fetcher = Fetcher(monotonic, f"pemlint/{__version__}", private=options.private_addresses)
    known: dict[str, bytes | None] = {}

    def fetch(url: str) -> bytes | None:
        if url not in known:
            try:
                known[url] = fetcher(url)
            except RefusedError as refused:
                known[url] = None
                remarks.append(f"{url}: {refused}")
        return known[url]

    return fetch


def _origin(certificate: Certificate, completion: Completion) -> str:
    """Where a certificate came from."""
    if certificate.der in completion.fetched:
        return completion.fetched[certificate.der]
    place = certificate.place.location()
    return place.path if place.path == "public roots" else f"{place.path}:{place.line}"


def _is_chain(data: bytes) -> bool:
    blocks = parse(data).blocks
    return bool(blocks) and all(block.label == "CERTIFICATE" and is_public(block) for block in blocks)


def _is_disordered(file: File, chain: tuple[Certificate, ...]) -> bool:
    """Whether those of a chain that were in a file do not stand there from the leaf upwards."""
    expected = {each.der: index for index, each in enumerate(chain)}
    found = [expected[each.der] for each in file.certificates if each.der in expected]
    return found != sorted(found)


def _say(line: str, *, error: bool) -> None:
    if error:
        streams.remark(line)
        return
    from pemlint.reporters.escape import one_line

    text = one_line(line)
    # the name of a file may look like a command to a runner
    streams.say(f"./{text}\n" if text.startswith("::") else f"{text}\n")
