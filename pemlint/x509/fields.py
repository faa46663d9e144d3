"""The fields of a certificate (RFC 5280 4.1): each a value, or the reason why it cannot be read."""

from __future__ import annotations

from pemlint.der import INTEGER, SEQUENCE, DerError, Problem, Reader, tag_name
from pemlint.once import once
from pemlint.x509 import extensions as ext
from pemlint.x509 import oids
from pemlint.x509.extensions import read_extensions
from pemlint.x509.keys import read_algorithm, read_public_key
from pemlint.x509.names import read_name
from pemlint.x509.signed import Parts, Signed, read_signature, read_version
from pemlint.x509.times import read_time
from pemlint.x509.usual import usual_extensions

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Hashable
    from datetime import datetime
    from typing import Any, Final

    from pemlint.der import Element
    from pemlint.x509.extensions import Extension
    from pemlint.x509.general_names import GeneralName
    from pemlint.x509.keys import AlgorithmIdentifier, PublicKeyInfo
    from pemlint.x509.names import Name

__all__ = ["Fields"]

#: the tags of the parts of a certificate (RFC 5280 4.1), and of what is signed in it, where of all that is optional
#: version and extensions are there
_USUAL_PARTS = [0x30, 0x30, 0x03]
_USUAL_FIELDS = [0xA0, 0x02, 0x30, 0x30, 0x30, 0x30, 0x30, 0xA3]
_VERSION_3 = b"\x02\x01\x02"
#: the slots that are filled at the first question
_LATER: Final = frozenset(
    {"_faults", "_reader", "_signature", "_signed", "_usual", "extensions", "inner_algorithm", "issuer"}
    | {"not_after", "not_before", "serial_number", "signature_algorithm", "unique_identifiers", "version"}
)
#: for what has been read without a note, and needs its reader no more
_DONE: Final = Reader(b"")


class Fields(Signed):
    """What stands in a certificate, as far as it can be read.

    A typed extension is None when it is absent, and the problem of ``extensions`` when that could not be read.
    """

    __slots__ = (
        "_outline",
        "_unread",
        "inner_algorithm",
        "issuer",
        "not_after",
        "not_before",
        "public_key",
        "serial_number",
        "subject",
        "unique_identifiers",
        "version",
    )

    _KIND = "certificate"
    _FIELDS = (
        "tbs",
        "version",
        "serial_number",
        "inner_algorithm",
        "issuer",
        "not_before",
        "not_after",
        "subject",
        "public_key",
        "extensions",
        "signature_algorithm",
        "signature",
    )
    _TYPED = tuple(name for name, *_ in ext.TYPED.values())

    #: as people count: 1, 2, 3; of an unknown one the encoded number and one
    version: int | Problem
    serial_number: int | Problem
    #: the signature algorithm inside the signed bytes
    inner_algorithm: AlgorithmIdentifier | Problem
    issuer: Name | Problem
    #: aware, in UTC
    not_before: datetime | Problem
    not_after: datetime | Problem
    subject: Name | Problem
    public_key: PublicKeyInfo | Problem
    #: there is an issuerUniqueID or a subjectUniqueID (RFC 5280 4.1.2.8)
    unique_identifiers: bool
    #: of the extensions, where they are usual, what tells kinds of certificates apart
    _outline: Hashable | None

    def _read_frame(self, reader: Reader) -> bool:
        """A whole certificate of version 3 with extensions.

        What certificates are found by is read at once, subject and public key: of many nobody asks for more.
        """
        self._unread: Reader | None = None
        self._outline = None
        der = self.der
        top, _ = reader.readable_children(0, len(der))
        lone = len(top) == 1 and top[0][0] == SEQUENCE and top[0][3] == len(der)
        whole, stopped = reader.readable_children(*top[0][2:]) if lone else ([], None)
        if stopped or [element[0] for element in whole] != _USUAL_PARTS:
            return False
        fields, stopped = reader.readable_children(*whole[0][2:])
        if stopped or [element[0] for element in fields] != _USUAL_FIELDS:
            return False
        try:
            self.subject = self._memo.recall(read_name, reader, fields[5], keep=False)
            self.public_key = self._memo.recall(read_public_key, reader, fields[6])
        except DerError:
            return False
        if self._memo.eager:
            self._read_rest(reader, whole, fields)
        else:
            self._unread = reader
        return True

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that nobody has asked for yet: an empty slot ends up here. All of them are read at once."""
            if name not in _LATER:
                raise AttributeError(name)
            if self._unread is not None:
                self._read_unread()
            elif name == "extensions" and self._outline is not None:
                self.extensions = self._extensions_again()
            else:
                raise AttributeError(name)
            return getattr(self, name)

    def _read_unread(self) -> None:
        if self._unread is not None:
            reader, self._unread = self._unread, None
            # found again: to keep where each part is takes more memory than the certificate itself
            whole = reader.children(reader.single(0, len(self.der), SEQUENCE))
            self._read_rest(reader, whole, reader.children(whole[0]))

    def _read_rest(self, reader: Reader, whole: list[Element], fields: list[Element]) -> None:
        if not self._read_usual(reader, whole, fields):
            self._read_thoroughly()

    def _read_usual(self, reader: Reader, whole: list[Element], fields: list[Element]) -> bool:
        """Read everything else if nothing is wrong with any of it, extensions apart."""
        signed, algorithm, signature = whole
        version, serial, inner, issuer, validity, _, _, extensions = fields
        if self.der[version[2] : version[3]] != _VERSION_3:
            return False
        try:
            items = reader.single(*extensions[2:], SEQUENCE)
            quick = None if reader.notes else usual_extensions(reader, items, self._memo)
            found, problems = read_extensions(reader, items) if quick is None else ((), [])
            if problems:
                return False
            self._signed = signed[1], signed[3]
            self.version = 3
            self.serial_number = reader.integer(serial)
            self.inner_algorithm = read_algorithm(reader, inner)
            self.issuer = self._memo.recall(read_name, reader, issuer)
            self.not_before, self.not_after = self._dates(reader, validity)
            self.unique_identifiers = False
            self.signature_algorithm = read_algorithm(reader, algorithm)
            self._signature = read_signature(reader, signature)
        except DerError:
            return False
        self._usual, self._faults, self._reader = True, None, reader
        if quick is None:
            self.extensions = found
            return True
        outline, typed = quick
        for name in self._TYPED:
            setattr(self, name, typed.get(name))
        self._problems = ()
        if not reader.notes:
            self._reader = _DONE
        # the extensions themselves are not kept: they would be an eighth of the memory of a run
        self._outline = self._memo.outlines.setdefault(outline, outline)
        return True

    def _dates(self, reader: Reader, validity: Element) -> tuple[datetime, datetime]:
        """Begin and end of the validity, which is the same in many. Raises DerError."""
        encoded = reader.encoded(validity)
        known = self._memo.moments.get(encoded)
        if known is None:
            noted = len(reader.notes)
            dates = reader.children(validity)
            if len(dates) != 2:
                raise DerError("the validity has not two dates", validity[1])
            known = read_time(reader, dates[0]), read_time(reader, dates[1])
            if len(reader.notes) == noted:
                self._memo.moments[encoded] = known
        return known

    def _extensions_again(self) -> tuple[Extension, ...]:
        """The extensions of what is usual."""
        reader = Reader(self.der, oids.KNOWN)
        signed = reader.children(reader.single(0, len(self.der), SEQUENCE))[0]
        return read_extensions(reader, reader.single(*reader.children(signed)[-1][2:], SEQUENCE))[0]

    def _read(self, parts: Parts) -> None:
        self.version = self._version(parts)
        self.serial_number = parts.read(Reader.integer, "serial number")
        self.inner_algorithm = parts.read(read_algorithm, "signature algorithm")
        self.issuer = parts.recall(read_name, "issuer", self._memo)
        validity = parts.enter("validity")
        self.not_before = validity.read(read_time, "notBefore")
        self.not_after = validity.read(read_time, "notAfter")
        self.subject = parts.read(read_name, "subject")
        self.public_key = parts.recall(read_public_key, "public key", self._memo)
        surplus = validity.rest("validity")
        if surplus and not isinstance(self.not_after, Problem):
            self._fault(surplus)
        self.unique_identifiers = False
        for tag in (0x81, 0x82):
            if parts.peek() == tag:
                parts.take("unique identifier")
                self.unique_identifiers = True
        self._read_extensions(parts, 0xA3)

    @staticmethod
    def _version(parts: Parts) -> int | Problem:
        if parts.peek() in {0xA0, -1}:
            return parts.read(_read_explicit_version, "version")
        if parts.peek(1) == INTEGER != parts.peek():
            # the serial number comes second, so this is a version whose tag is broken
            tag, start, _, _ = parts.take("version")
            return Problem(f"expected [0], found {tag_name(tag)}", start)
        return 1

    @property
    def outline(self) -> Hashable:
        """Of each extension type and criticality, and the value of those that name nobody or hold nothing."""
        known = self._outline
        if known is not None:
            return known
        return self.extensions if isinstance(self.extensions, Problem) else ext.outlined(self.extensions)

    def _of_type(self, oid: str) -> Any:
        name, how, keep = ext.TYPED[oid]
        if self.framed and self._unread is not None:
            self._read_unread()
            return getattr(self, name)
        return self._typed(oid, how, keep=keep)

    @once
    def basic_constraints(self) -> ext.BasicConstraints | Problem | None:
        """Whether the key is a CA's, and how deep."""
        value: ext.BasicConstraints | Problem | None = self._of_type(oids.BASIC_CONSTRAINTS)
        return value

    @once
    def key_usage(self) -> frozenset[str] | Problem | None:
        """What the key may do, by the names of RFC 5280: ``digitalSignature``, ``keyCertSign`` …."""
        value: frozenset[str] | Problem | None = self._of_type(oids.KEY_USAGE)
        return value

    @once
    def extended_key_usage(self) -> tuple[str, ...] | Problem | None:
        """What the certificate is for, as dotted OIDs."""
        value: tuple[str, ...] | Problem | None = self._of_type(oids.EXTENDED_KEY_USAGE)
        return value

    @once
    def subject_alternative_names(self) -> tuple[GeneralName, ...] | Problem | None:
        """The names that the certificate is for."""
        value: tuple[GeneralName, ...] | Problem | None = self._of_type(oids.SUBJECT_ALTERNATIVE_NAME)
        return value

    @once
    def subject_key_identifier(self) -> bytes | Problem | None:
        """What the subject calls its key."""
        value: bytes | Problem | None = self._of_type(oids.SUBJECT_KEY_IDENTIFIER)
        return value

    @once
    def authority_key_identifier(self) -> ext.AuthorityKeyIdentifier | Problem | None:
        """Which key of the issuer signed."""
        value: ext.AuthorityKeyIdentifier | Problem | None = self._of_type(oids.AUTHORITY_KEY_IDENTIFIER)
        return value

    @once
    def name_constraints(self) -> ext.NameConstraints | Problem | None:
        """The names that a CA may, and may not, sign for."""
        value: ext.NameConstraints | Problem | None = self._of_type(oids.NAME_CONSTRAINTS)
        return value


def _read_explicit_version(reader: Reader, element: Element) -> int:
    version = read_version(reader, reader.single(element[2], element[3], INTEGER))
    if version == 1:
        reader.note("version 1 is written out although it is the default", element[1], "default")
    return version
