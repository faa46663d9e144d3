"""The frame of certificates, requests and revocation lists: signed bytes, algorithm, signature, extensions."""

from __future__ import annotations

from pemlint.der import SEQUENCE, DerError, Problem, Reader, tag_name
from pemlint.once import once
from pemlint.x509 import oids
from pemlint.x509.extensions import read_extensions
from pemlint.x509.keys import read_algorithm
from pemlint.x509.memo import Memo, recall

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from typing import ClassVar, TypeVar

    from pemlint.der import Element, Note
    from pemlint.x509.extensions import Extension
    from pemlint.x509.keys import AlgorithmIdentifier, PublicKeyInfo
    from pemlint.x509.names import Name

    T = TypeVar("T")
    K = TypeVar("K", Name, PublicKeyInfo)

__all__ = ["Parts", "Signed", "read_signature", "read_version"]


class Parts:
    """The elements of a structure, taken one after the other.

    Where the lengths lead out of the structure the list stops, and every later field has that reason.
    """

    __slots__ = ("_end", "_index", "_items", "_reader", "stopped")

    def __init__(self, reader: Reader, offset: int, limit: int, stopped: DerError | None = None) -> None:
        self._reader = reader
        self._items, error = reader.readable_children(offset, limit)
        self._index = 0
        self._end = limit
        #: why there are no more elements, if not because the structure ends
        self.stopped = error or stopped

    def peek(self, ahead: int = 0) -> int:
        """The tag of a coming element; -1 when there is none."""
        index = self._index + ahead
        return self._items[index][0] if index < len(self._items) else -1

    @property
    def cut(self) -> bool:
        """The coming element cannot be known, not even whether there is one."""
        return self.stopped is not None and self._index == len(self._items)

    def take(self, what: str) -> Element:
        """The next element. Raises DerError when there is none."""
        index = self._index
        if index == len(self._items):
            raise self.stopped or DerError(f"the {what} is missing", self._end)
        self._index = index + 1
        return self._items[index]

    def read(self, how: Callable[[Reader, Element], T], what: str) -> T | Problem:
        """The value of the next element, or why it has none."""
        try:
            return how(self._reader, self.take(what))
        except DerError as error:
            return error.problem

    def recall(self, how: Callable[[Reader, Element], K], what: str, known: dict[bytes, K]) -> K | Problem:
        """As ``read``, of something that others are likely to have too."""
        try:
            return recall(known, how, self._reader, self.take(what))
        except DerError as error:
            return error.problem

    def enter(self, what: str) -> Parts:
        """The parts of the next element, a SEQUENCE; if it cannot be opened, parts that all have the reason why."""
        try:
            element = self.take(what)
            if element[0] != SEQUENCE:
                self._reader.expect(element, SEQUENCE)
        except DerError as error:
            return Parts(self._reader, 0, 0, error)
        return Parts(self._reader, element[2], element[3])

    def rest(self, of: str) -> Problem | None:
        """What is wrong with the end: an element too many, or lengths that lead nowhere."""
        if self._index < len(self._items):
            tag, start, _, _ = self._items[self._index]
            return Problem(f"the {of} has a surplus or misplaced {tag_name(tag)}", start)
        return self.stopped.problem if self.stopped else None


def read_version(reader: Reader, element: Element) -> int:
    """A version as people count it, from 1. Raises DerError."""
    return reader.integer(element) + 1


def read_signature(reader: Reader, element: Element) -> tuple[int, int]:
    """Where the octets of a signature start and end. Raises DerError."""
    _, unused = reader.bit_string(element)
    if unused:
        reader.note("the signature is not a whole number of bytes", element[1])
    return element[2] + 1, element[3]


class Signed:
    """The common frame. Equal to another one by its DER."""

    __slots__ = (
        "__dict__",
        "_faults",
        "_memo",
        "_reader",
        "_signature",
        "_signed",
        "_usual",
        "der",
        "extensions",
        "framed",
        "signature_algorithm",
        "trailing",
    )

    #: what the structure is called in messages
    _KIND: ClassVar[str] = ""
    #: fields that are read at once, and extensions that are read when asked for
    _FIELDS: ClassVar[tuple[str, ...]] = ()
    _TYPED: ClassVar[tuple[str, ...]] = ()

    der: bytes
    #: where the signed bytes, and those of the signature, start and end
    _signed: tuple[int, int] | Problem
    _signature: tuple[int, int] | Problem
    #: empty when there are none; what cannot be read among them is left out here and told by :meth:`problems`
    extensions: tuple[Extension, ...] | Problem
    signature_algorithm: AlgorithmIdentifier | Problem
    #: bytes that follow the structure
    trailing: int
    #: it has no more and no fewer parts than nearly all have, and nothing follows
    framed: bool

    def __init__(self, der: bytes, memo: Memo | None = None) -> None:
        self.der = der
        self._memo = Memo() if memo is None else memo
        self.trailing = 0
        self.framed = self._read_frame()
        if not self.framed:
            self._read_thoroughly()

    def _read_frame(self) -> bool:
        """Whether it is whole and has the parts that nearly all have; then the fields are read when asked for."""
        return False

    def _read_thoroughly(self) -> None:
        """Read every field, or why it cannot be read."""
        self.extensions = ()
        #: what is wrong with the structure and spoils no single field; most have nothing of the kind
        self._faults: list[tuple[str, Problem]] | None = None
        self._usual = False
        self._reader = reader = Reader(self.der, oids.KNOWN)
        size = len(self.der)
        try:
            _, _, start, end = outer = reader.header(0, size)
            reader.expect(outer, SEQUENCE)
        except DerError as error:
            parts = inner = Parts(reader, 0, 0, error)
            self._signed = error.problem
        else:
            if end > size:
                self._fault(Problem(f"the {self._KIND} is cut short: {end - size} of {end} bytes are missing", size))
                end = size
            self.trailing = size - end
            parts, inner, self._signed = self._split(start, end)
        self.signature_algorithm = parts.read(read_algorithm, "signature algorithm")
        self._signature = parts.read(read_signature, "signature")
        self._read(inner)
        for structure in (inner, parts):
            if (problem := structure.rest(self._KIND)) and all(problem != found for _, found in self._find_problems()):
                self._fault(problem)

    @property
    def tbs(self) -> bytes | Problem:
        """The exact bytes that are signed."""
        return self._signed if isinstance(self._signed, Problem) else self.der[slice(*self._signed)]

    @property
    def signature(self) -> bytes | Problem:
        """The octets of the signature: the content of the BIT STRING."""
        return self._signature if isinstance(self._signature, Problem) else self.der[slice(*self._signature)]

    def _split(self, start: int, end: int) -> tuple[Parts, Parts, tuple[int, int] | Problem]:
        """The parts of the whole, those of the signed bytes, and where these start and end."""
        reader = self._reader
        try:
            tag, _, content, stop = reader.header(start, end)
        except DerError as error:
            return Parts(reader, 0, 0, error), Parts(reader, 0, 0, error), error.problem
        if stop > end:
            # what is left of the signed bytes can still be read
            cut = DerError(f"the {self._KIND} ends inside the bytes that are signed", end)
            return Parts(reader, 0, 0, cut), Parts(reader, content, end, cut), cut.problem
        tbs: tuple[int, int] | Problem = (start, stop)
        if tag != SEQUENCE:
            tbs = Problem(f"expected SEQUENCE, found {tag_name(tag)}", start)
        return Parts(reader, stop, end), Parts(reader, content, stop), tbs

    def _read(self, parts: Parts) -> None:
        """Read the fields of the signed bytes."""
        raise NotImplementedError

    def _read_extensions(self, parts: Parts, tag: int) -> None:
        """Read the extensions that end the signed bytes in an explicit tag; absent ones are none."""
        if parts.peek() != tag and not parts.cut:
            return
        try:
            _, _, start, end = parts.take("extensions")
            self.extensions, problems = read_extensions(self._reader, self._reader.single(start, end, SEQUENCE))
        except DerError as error:
            self.extensions = error.problem
            return
        for problem in problems:
            self._fault(problem, "extensions")

    def _fault(self, problem: Problem, field: str = "") -> None:
        self._faults = self._faults or []
        self._faults.append((field or self._KIND, problem))

    def _typed(self, oid: str, how: Callable[[Reader, Element], T], *, keep: bool = True) -> T | Problem | None:
        """The value of an extension; None when it is absent. ``keep`` what other certificates are likely to have."""
        found = self.extension(oid)
        if found is None:
            return self.extensions if isinstance(self.extensions, Problem) else None
        return self._value(found, how, keep=keep)

    def _value(self, found: Extension, how: Callable[[Reader, Element], T], *, keep: bool) -> T | Problem:
        key = how, found.value
        reader, values = self._reader, self._memo.values
        if keep and key in values:
            known: T = values[key]
            return known
        noted = len(reader.notes)
        try:
            value = how(reader, reader.only(found.offset, found.offset + len(found.value)))
        except DerError as error:
            return error.problem
        if keep and len(reader.notes) == noted:
            values[key] = value
        return value

    def extension(self, oid: str) -> Extension | None:
        """The first extension with this OID."""
        if isinstance(self.extensions, Problem):
            return None
        for extension in self.extensions:
            if extension.oid == oid:
                return extension
        return None

    @once
    def irregularities(self) -> tuple[Note, ...]:
        """What is readable but not DER, or not as RFC 5280 encodes it, in the order of the bytes."""
        for field in self._TYPED:
            getattr(self, field)
        notes = self._reader.notes
        return tuple(sorted(set(notes), key=lambda note: (note.offset, note.reason))) if notes else ()

    def problems(self) -> tuple[tuple[str, Problem], ...]:
        """Name and reason for every field, typed extensions included, that could not be read.

        A fault of the whole structure that spoils no single field has the name of the structure.
        """
        return self._problems

    @once
    def _problems(self) -> tuple[tuple[str, Problem], ...]:
        return tuple(self._find_problems())

    def _find_problems(self) -> Iterator[tuple[str, Problem]]:
        yield from self._faults or ()
        fields = () if self._usual else self._FIELDS
        for field in fields if isinstance(self.extensions, Problem) else fields + self._TYPED:
            value = getattr(self, field)
            if isinstance(value, Problem):
                yield field, value

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Signed) and type(other) is type(self) and other.der == self.der

    def __hash__(self) -> int:
        return hash(self.der)

    def __repr__(self) -> str:
        return f"<{type(self).__name__} of {len(self.der)} bytes>"
