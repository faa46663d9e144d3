"""The fields of a certificate (RFC 5280 4.1): each a value, or the reason why it cannot be read."""

from __future__ import annotations

from pemlint.der import INTEGER, SEQUENCE, Problem, Reader, tag_name
from pemlint.once import once
from pemlint.x509 import extensions as ext
from pemlint.x509 import oids
from pemlint.x509.alike import usual_key
from pemlint.x509.extensions import read_extensions
from pemlint.x509.frame import frame
from pemlint.x509.keys import ALGORITHMS, read_algorithm, read_public_key
from pemlint.x509.names import read_name
from pemlint.x509.signed import Parts, Signed, read_version
from pemlint.x509.times import read_time
from pemlint.x509.usual import usual, usual_extensions, usual_name, usual_validity

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

    def _read_frame(self) -> bool:
        """A whole certificate of version 3 with extensions.

        What certificates are found by is read at once, subject and public key: of many nobody asks for more.
        """
        self._unread = False
        self._outline = None
        der, memo = self.der, self._memo
        places = frame(der)
        if places is None:
            return False
        encoded = der[places[4] : places[5]]
        name = memo.names.get(encoded) or usual_name(encoded)
        info = der[places[5] : places[6]]
        key = memo.public_keys.get(info) or usual_key(info, memo)
        if name is None or key is None:
            return False
        if der.startswith(encoded, places[2]):
            # the issuer has the same name
            memo.names[name.der] = name
        self.subject = name
        self.public_key = key
        if memo.eager:
            self._read_rest(places)
        else:
            self._unread = True
        return True

    if not TYPE_CHECKING:

        def __getattr__(self, name: str) -> Any:
            """A field that nobody has asked for yet: an empty slot ends up here. All of them are read at once."""
            if name not in _LATER:
                raise AttributeError(name)
            if self._unread:
                self._read_unread()
            elif name == "extensions" and self._outline is not None:
                self.extensions = self._extensions_again()
            else:
                raise AttributeError(name)
            return getattr(self, name)

    def _read_unread(self) -> None:
        if self._unread:
            self._unread = False
            # found again: to keep where each part is takes more memory than the certificate itself
            self._read_rest(frame(self.der) or [])

    def _read_rest(self, places: list[int]) -> None:
        if not self._read_usual(places):
            self._read_thoroughly()

    def _read_usual(self, places: list[int]) -> bool:
        """Read everything else if nothing is wrong with any of it."""
        der, memo = self.der, self._memo
        serial, inner, issuer, validity, subject, _, _, _, extensions, behind, octets = places
        number = der[serial + 2 : inner]
        algorithm = ALGORITHMS.get(der[inner:issuer]) or usual(read_algorithm, der[inner:issuer])
        encoded = der[issuer:validity]
        name = memo.names.get(encoded) or usual_name(encoded)
        encoded = der[validity:subject]
        dates = memo.moments.get(encoded) or usual_validity(encoded)
        found = usual_extensions(der, extensions, behind, memo)
        # the number is positive, of few octets, and has none at its beginning that it could do without
        if not (algorithm and name and dates and found and der[serial + 1] < 0x80 and b"\0\x80" <= number < b"\x80"):
            return False
        self._signed = 2 if der[1] < 0x80 else der[1] - 0x7E, behind
        self.version = 3
        self.serial_number = int.from_bytes(number, "big")
        self.inner_algorithm = self.signature_algorithm = algorithm
        self.issuer = memo.names.setdefault(name.der, name)
        self.not_before, self.not_after = memo.moments.setdefault(encoded, dates)
        self.unique_identifiers = False
        self._signature = octets, len(der)
        self._usual, self._faults, self._reader = True, None, _DONE
        self._problems = self.irregularities = ()
        # the extensions themselves are not kept: they would be an eighth of the memory of a run
        self._outline, values = found
        (
            self.basic_constraints,
            self.key_usage,
            self.extended_key_usage,
            self.subject_alternative_names,
            self.subject_key_identifier,
            self.authority_key_identifier,
            self.name_constraints,
            _,
        ) = values
        return True

    def _extensions_again(self) -> tuple[Extension, ...]:
        """The extensions of what is usual."""
        *_, start, end, _ = frame(self.der) or []
        return read_extensions(Reader(self.der, oids.KNOWN), (SEQUENCE, start, start, end))[0]

    def _read(self, parts: Parts) -> None:
        self.version = self._version(parts)
        self.serial_number = parts.read(Reader.integer, "serial number")
        self.inner_algorithm = parts.read(read_algorithm, "signature algorithm")
        self.issuer = parts.recall(read_name, "issuer", self._memo.names)
        validity = parts.enter("validity")
        self.not_before = validity.read(read_time, "notBefore")
        self.not_after = validity.read(read_time, "notAfter")
        self.subject = parts.read(read_name, "subject")
        self.public_key = parts.recall(read_public_key, "public key", self._memo.public_keys)
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
        if self._unread:
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
