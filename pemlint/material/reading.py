"""Reading the contents of blocks and of binary files."""

from __future__ import annotations

from pemlint import der, forms, x509
from pemlint.der import DerError, Reader
from pemlint.material.records import (
    UNREAD,
    Certificate,
    CertificateRequest,
    Container,
    Foreign,
    Parameters,
    Pkcs7,
    Place,
    PrivateKey,
    PublicKey,
    RevocationList,
    Unreadable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from typing import Final

    from pemlint.crypto import KeyProblem, LoadedKey
    from pemlint.material.records import Material
    from pemlint.model import Source
    from pemlint.pem import Document, PemBlock

__all__ = ["LABELS", "read"]

#: what the labels of RFC 7468 and of OpenSSL announce; private keys and parameters have tables of their own
_LABELS: Final[Mapping[str, str]] = {
    "CERTIFICATE": forms.CERTIFICATE,
    "X509 CERTIFICATE": forms.CERTIFICATE,
    "TRUSTED CERTIFICATE": forms.CERTIFICATE,
    "CERTIFICATE REQUEST": forms.REQUEST,
    "NEW CERTIFICATE REQUEST": forms.REQUEST,
    "X509 CRL": forms.REVOCATION_LIST,
    "PUBLIC KEY": forms.PUBLIC_KEY,
    "PKCS7": forms.PKCS7,
    "PKCS #7 SIGNED DATA": forms.PKCS7,
    "CMS": forms.PKCS7,
}
_RSA_PUBLIC_KEY: Final = "RSA PUBLIC KEY"
_PARAMETERS: Final[Mapping[str, str]] = {
    "EC PARAMETERS": "EC",
    "DH PARAMETERS": "DH",
    "X9.42 DH PARAMETERS": "X9.42 DH",
    "DSA PARAMETERS": "DSA",
}
#: the forms under which OpenSSL reads a private key of this label, the proper one first
_KEYS: Final[Mapping[str, tuple[str, ...]]] = {
    "PRIVATE KEY": (forms.PKCS8,),
    "ENCRYPTED PRIVATE KEY": (forms.ENCRYPTED_PKCS8, forms.PKCS8),
    "RSA PRIVATE KEY": (forms.PKCS1, forms.PKCS8),
    "EC PRIVATE KEY": (forms.SEC1, forms.PKCS8),
    "DSA PRIVATE KEY": (forms.DSA_KEY, forms.PKCS8),
    "ANY PRIVATE KEY": (forms.PKCS8, *sorted(forms.PRIVATE_KEYS)),
}
#: labels of structures that no form is recognised by: two or three integers, or an OID
_BARE: Final = frozenset({_RSA_PUBLIC_KEY, *_PARAMETERS})
#: the labels of everything that is read; blocks with any other are foreign
LABELS: Final = frozenset({*_LABELS, *_KEYS, *_BARE})
_FORMATS: Final[Mapping[str, str]] = {
    forms.PKCS8: "PKCS#8",
    forms.ENCRYPTED_PKCS8: "PKCS#8",
    forms.PKCS1: "PKCS#1",
    forms.SEC1: "SEC1",
    forms.DSA_KEY: "DSA",
}
_CONTAINERS: Final[Mapping[str, str]] = {
    forms.CERTIFICATE: "DER certificate",
    forms.REQUEST: "DER certificate request",
    forms.REVOCATION_LIST: "DER certificate revocation list",
    forms.PUBLIC_KEY: "DER public key",
    forms.PKCS7: "PKCS#7",
    forms.PKCS12: "PKCS#12",
    forms.JKS: "JKS",
    forms.JCEKS: "JCEKS",
    **dict.fromkeys(forms.PRIVATE_KEYS, "DER private key"),
}
#: private keys of a file, other than these, whose public key is derived from them: each takes up to a millisecond
_MOST_SLOW_KEYS: Final = 2000
_QUICK_KEYS: Final = frozenset({"RSA", "RSA-PSS", "Ed25519", "X25519"})
_SIGNED_DATA: Final = "1.2.840.113549.1.7.2"
_CONTEXT_0: Final = 0xA0


#: OpenSSL appends trust settings of its own to the certificate
_TRUSTED: Final = "TRUSTED CERTIFICATE"


def read(source: Source, document: Document, *, memo: x509.Memo) -> tuple[Material, ...]:
    """Everything that a file holds, in the order of its blocks. Total.

    A block whose body does not decode gives nothing: its defects say why. ``memo`` has what was read before, so that
    each distinct certificate is read once in a run. A file without blocks is a binary one, if it is a TLS file at all.
    """
    if not document.blocks:
        return tuple(_binary(Place(source, document, None, 1), memo)) if source.tls else ()
    memo.slow_keys = 0
    found: list[Material] = []
    for block in document.blocks:
        # without calls of the classes: this is done for every block
        place = tuple.__new__(Place, (source, document, block, block.ordinal))
        data = block.der
        if data and block.label == "CERTIFICATE" and (known := x509.certificate(data, memo)).framed:
            found.append(tuple.__new__(Certificate, (place, known.der, known)))
        else:
            found += _block(place, block, memo)
    return tuple(found)


def _block(place: Place, block: PemBlock, memo: x509.Memo) -> Iterator[Material]:
    label, data = block.label, block.der
    is_key = label in _KEYS
    if not is_key and label not in _LABELS and label not in _BARE:
        yield Foreign(place, label)
        return
    if not data:
        return
    if is_key and block.headers and _legacy_encryption(block):
        yield PrivateKey(place, _FORMATS[_KEYS[label][0]], "legacy", None, "", "")
        return
    wanted = _LABELS.get(label, "")
    if wanted == forms.CERTIFICATE and (found := x509.certificate(data, memo)).framed:
        yield Certificate(place, data, found)
        return
    kind, end = forms.recognise(data)
    if kind and kind != wanted and not (is_key and kind in forms.PRIVATE_KEYS):
        yield Unreadable(place, label, _mislabelled(label, kind), 0)
    elif place.source.tls or _whole(data, kind, end, label):
        # what is not recognised is not cut: its reader says where it breaks
        yield from _contents(place, data, wanted or kind, end if kind or label in _BARE else 0, label, memo)


def _whole(data: bytes, kind: str, end: int, label: str) -> bool:
    """Whether a block is more than a placeholder, of which documentation and templates are full."""
    return (kind != "" or label in _BARE) and 0 < end <= len(data)


def _binary(place: Place, memo: x509.Memo) -> Iterator[Material]:
    data = place.source.data
    kind, end = forms.recognise(data)
    if kind in _CONTAINERS:
        yield Container(place, _CONTAINERS[kind])
        if kind in forms.PRIVATE_KEYS or kind in _LABELS.values():
            yield from _contents(place, data, kind, end, "", memo)


def _legacy_encryption(block: PemBlock) -> bool:
    """Whether the headers of RFC 1421 4.6.1.1 say that the body is encrypted."""
    return any(name.lower() == "proc-type" and "ENCRYPTED" in value.upper() for name, value in block.headers)


def _mislabelled(label: str, kind: str) -> str:
    article = "an" if kind[0] in "EORe" else "a"
    return f"the block is labelled {label} but holds {article} {kind}"


def _contents(place: Place, data: bytes, kind: str, end: int, label: str, memo: x509.Memo) -> Iterator[Material]:
    """The record of one structure, and what follows it. ``end`` is 0 when it is not known where it ends."""
    der_bytes = data[:end] if 0 < end < len(data) else data
    record = _record(place, der_bytes, kind, label, memo)
    yield record
    surplus = len(data) - len(der_bytes)
    if surplus and label != _TRUSTED and not _broken(record):
        following = forms.recognise(data[end:]).kind
        what = f"{surplus} bytes follow" if surplus > 1 else "1 byte follows"
        detail = f", beginning with another {following}" if kind and following == kind else ""
        yield Unreadable(place, label or kind, f"{what} the structure{detail}", end)


def _broken(record: Material) -> bool:
    """Whether the record has a problem of its own: a wrong length has both, and is told once."""
    if isinstance(record, (Certificate, CertificateRequest, RevocationList)):
        return bool(record.x509.problems())
    return isinstance(record, Unreadable) or (isinstance(record, PrivateKey) and record.reason != "")


def _record(place: Place, data: bytes, kind: str, label: str, memo: x509.Memo) -> Material:
    if kind == forms.CERTIFICATE:
        return Certificate(place, data, x509.certificate(data, memo))
    if kind in _READERS:
        return _READERS[kind](place, data, label)
    if label == _RSA_PUBLIC_KEY:
        wrapped = forms.rsa_spki(data)
        return _public_key(place, wrapped, label, len(wrapped) - len(data))
    if label in _PARAMETERS:
        return _parameters(place, data, label)
    return _private_key(place, data, kind, label, memo)


def _public_key(place: Place, data: bytes, label: str, added: int = 0) -> PublicKey | Unreadable:
    """A SubjectPublicKeyInfo, of which the first bytes may have been ``added`` to what the file has."""
    public = x509.public_key_info(data)
    if isinstance(public, x509.PublicKeyInfo):
        return PublicKey(place, data, public, public.sha256)
    return Unreadable(place, label, public.reason, max(public.offset - added, 0))


def _parameters(place: Place, data: bytes, label: str) -> Parameters | Unreadable:
    try:
        Reader(data).element(0, len(data))
    except DerError as error:
        return Unreadable(place, label, error.reason, error.offset)
    return Parameters(place, data, _PARAMETERS[label])


def _loaded(data: bytes, memo: x509.Memo) -> LoadedKey | KeyProblem:
    """What a private key belongs to; all that come behind very many slow ones in a file are left unread."""
    from pemlint import crypto

    if memo.slow_keys >= _MOST_SLOW_KEYS:
        return crypto.KeyProblem(UNREAD)
    loaded: LoadedKey | KeyProblem | None = memo.keys.get(data)
    if loaded is None:
        loaded = memo.keys[data] = crypto.load_private_key(data)
    public = None if isinstance(loaded, crypto.KeyProblem) else loaded.public
    memo.slow_keys += public is not None and public.kind not in _QUICK_KEYS and public.curve != "P-256"
    return loaded


def _private_key(place: Place, data: bytes, kind: str, label: str, memo: x509.Memo) -> PrivateKey:
    written = _FORMATS.get(kind, "")
    reason = _mislabelled(label, kind) if kind and label and kind not in _KEYS[label] else ""
    if kind == forms.ENCRYPTED_PKCS8:
        return PrivateKey(place, written, "PKCS#8", None, reason, "")
    from pemlint import crypto

    loaded = _loaded(data, memo)
    if isinstance(loaded, crypto.KeyProblem):
        unsupported = loaded.unsupported and not reason
        return PrivateKey(place, written, "", None, reason or loaded.reason, "", unsupported=unsupported)
    public = loaded.public
    named = label.removesuffix("PRIVATE KEY").rstrip()
    if kind == forms.PKCS8 and named in {"RSA", "EC", "DSA"} and not public.kind.startswith(named):
        reason = _mislabelled(label, f"{public.kind} private key (PKCS#8)")
    return PrivateKey(
        place,
        written,
        "",
        public,
        reason or loaded.contradiction,
        public.sha256,
        inconsistent=bool(loaded.contradiction and not reason),
    )


def _signed_data_certificates(data: bytes) -> tuple[bytes, ...]:
    """The certificates of a SignedData in DER; none where it is something else, in BER, or broken."""
    reader = Reader(data)
    try:
        content_type, wrapper = reader.children(reader.single(0, len(data), der.SEQUENCE))
        if reader.oid(content_type) != _SIGNED_DATA:
            return ()
        signed = reader.single(wrapper[2], wrapper[3], der.SEQUENCE)
        for part in reader.children(signed):
            if part[0] == _CONTEXT_0:
                items = reader.children(part, _CONTEXT_0)
                return tuple(reader.encoded(item) for item in items if item[0] == der.SEQUENCE)
    except ValueError:
        return ()
    return ()


_READERS: Final[Mapping[str, Callable[[Place, bytes, str], Material]]] = {
    forms.REQUEST: lambda place, data, _: CertificateRequest(place, data, x509.request(data)),
    forms.REVOCATION_LIST: lambda place, data, _: RevocationList(place, data, x509.revocation_list(data)),
    forms.PKCS7: lambda place, data, _: Pkcs7(place, data, _signed_data_certificates(data)),
    forms.PUBLIC_KEY: _public_key,
}
