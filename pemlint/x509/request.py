"""The certification request (RFC 2986): every field a value or the reason why it cannot be read."""

from __future__ import annotations

from pemlint.der import SET, DerError, Problem, Reader
from pemlint.once import once
from pemlint.x509 import oids
from pemlint.x509.extensions import Extension, read_extensions, read_subject_alternative_names
from pemlint.x509.keys import read_public_key
from pemlint.x509.names import read_name
from pemlint.x509.signed import Parts, Signed, read_version

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.der import Element
    from pemlint.x509.general_names import GeneralName
    from pemlint.x509.keys import PublicKeyInfo
    from pemlint.x509.names import Name

__all__ = ["CertificateRequest", "request"]

_Attributes = tuple[tuple[str, tuple[bytes, ...]], ...]


class CertificateRequest(Signed):
    """A certification request as far as it can be read; equal to another one by its DER.

    ``extensions`` are those that it asks for, in whatever attribute.
    """

    _KIND = "certification request"
    _FIELDS = (
        "tbs",
        "version",
        "subject",
        "public_key",
        "attributes",
        "extensions",
        "signature_algorithm",
        "signature",
    )
    _TYPED = ("subject_alternative_names",)

    #: as people count: 1; of an unknown one the encoded number and one
    version: int | Problem
    subject: Name | Problem
    public_key: PublicKeyInfo | Problem
    #: type and the DER of each value, in the order of the encoding
    attributes: _Attributes | Problem

    def _read(self, parts: Parts) -> None:
        self.version = parts.read(read_version, "version")
        self.subject = parts.read(read_name, "subject")
        self.public_key = parts.read(read_public_key, "public key")
        self.attributes = ()
        if parts.peek() == 0xA0 or parts.cut:
            self.attributes = parts.read(self._read_attributes, "attributes")
            if isinstance(self.attributes, Problem):
                self.extensions = self.attributes
        else:
            self._reader.note("the attributes are left out", len(self.der) - self.trailing, "other")

    def _read_attributes(self, reader: Reader, element: Element) -> _Attributes:
        found: list[tuple[str, tuple[bytes, ...]]] = []
        extensions: list[Extension] = []
        for item in reader.children(element, 0xA0):
            parts = reader.children(item)
            if len(parts) != 2:
                raise DerError(f"an attribute has {len(parts)} parts instead of a type and values", item[1])
            oid = reader.oid(parts[0])
            values = reader.children(parts[1], SET)
            found.append((oid, tuple(map(reader.encoded, values))))
            if oid in oids.EXTENSION_REQUESTS:
                for value in values:
                    self._add(reader, value, extensions)
        if not isinstance(self.extensions, Problem):
            self.extensions = tuple(extensions)
        return tuple(found)

    def _add(self, reader: Reader, value: Element, extensions: list[Extension]) -> None:
        """Read one list of wanted extensions; what cannot be read spoils only itself."""
        try:
            some, problems = read_extensions(reader, value)
        except DerError as error:
            self.extensions = error.problem
            return
        extensions += some
        for problem in problems:
            self._fault(problem, "extensions")

    @once
    def subject_alternative_names(self) -> tuple[GeneralName, ...] | Problem | None:
        """The names that the certificate shall be for."""
        return self._typed(oids.SUBJECT_ALTERNATIVE_NAME, read_subject_alternative_names)


def request(der: bytes) -> CertificateRequest:
    """Read a certification request. Total: any bytes give an object."""
    return CertificateRequest(der)
