"""Each certificate and each key once, by what it is, with every place where it stands."""

from __future__ import annotations

from hashlib import sha256

from pemlint import x509
from pemlint.contents import block_name
from pemlint.frames import issuer_name, subject_name
from pemlint.looking.facts import instant, key_label, spot, validity
from pemlint.looking.records import (
    CertificateEntry,
    Inventory,
    KeyEntry,
    OtherEntry,
    Owner,
    Spot,
    Unopened,
    Validity,
)
from pemlint.material import (
    Certificate,
    CertificateRequest,
    Container,
    Pkcs7,
    PrivateKey,
    PublicKey,
    RevocationList,
    Unreadable,
)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from pemlint.material import Material
    from pemlint.store import File
    from pemlint.subjects import Tree

__all__ = ["take"]

#: containers whose contents are listed beside them
_OPEN = "DER "
#: uses that a certificate does not tell itself
_USES = frozenset({"server", "client", "trust-bundle"})
#: past every date, for those that have none
_NEVER = "~"


def take(tree: Tree, now: datetime) -> Inventory:
    """List what the targets among the files hold, as of ``now``."""
    files = [file for file in tree.store.files.values() if file.source.target]
    roles = _roles(tree)
    certificates: dict[str, list[Certificate]] = {}
    keys: dict[str, list[PrivateKey]] = {}
    others: dict[tuple[str, str], list[CertificateRequest | RevocationList | PublicKey]] = {}
    for item in _materials(files):
        if isinstance(item, Certificate):
            certificates.setdefault(item.sha256, []).append(item)
        elif isinstance(item, PrivateKey):
            keys.setdefault(item.spki_sha256 or _own_digest(item), []).append(item)
        elif isinstance(item, (CertificateRequest, RevocationList, PublicKey)):
            others.setdefault((type(item).__name__, sha256(item.der).hexdigest()), []).append(item)
    return Inventory(
        now=instant(now),
        files=len(files),
        certificates=tuple(
            sorted((_certificate(same, roles, tree, now) for same in certificates.values()), key=_by_expiry)
        ),
        keys=tuple(sorted((_key(same, tree) for same in keys.values()), key=lambda entry: entry.places)),
        others=tuple(
            sorted((_other(digest, same, now) for (_, digest), same in others.items()), key=lambda each: each.places)
        ),
        unopened=tuple(_unopened(files)),
    )


def _materials(files: Iterable[File]) -> Iterator[Material]:
    for file in files:
        yield from file.materials


def _roles(tree: Tree) -> Mapping[str, set[str]]:
    """What each certificate is for: what it says itself, and what bundles and trust bundles use it as."""
    roles: dict[str, set[str]] = {}
    for subject in tree.subjects:
        if isinstance(subject.value, Certificate):
            played = roles.setdefault(subject.value.sha256, {subject.value.x509.role})
            played.update(_USES.intersection(subject.circumstances[:1]))
    return {sha256: played - {"unknown"} or played for sha256, played in roles.items()}


def _certificate(same: list[Certificate], roles: Mapping[str, set[str]], tree: Tree, now: datetime) -> CertificateEntry:
    first = same[0]
    fields = first.x509
    keys = tree.store.keys_with(first.spki_sha256) if first.spki_sha256 else ()
    return CertificateEntry(
        sha256=first.sha256,
        name=subject_name(first),
        subject=_text(fields.subject),
        issuer_name=issuer_name(first),
        issuer=_text(fields.issuer),
        key=key_label(fields.public_key),
        spki_sha256=first.spki_sha256,
        validity=validity(fields.not_before, fields.not_after, now),
        roles=tuple(sorted(roles.get(first.sha256, ()))),
        places=_places(same),
        keys=_places(keys),
    )


def _key(same: list[PrivateKey], tree: Tree) -> KeyEntry:
    first = same[0]
    owners: dict[str, Certificate] = {}
    for certificate in tree.store.with_public_key(first.spki_sha256) if first.spki_sha256 else ():
        owners.setdefault(certificate.sha256, certificate)
    encrypted = {bool(key.encryption) for key in same}
    return KeyEntry(
        spki_sha256=first.spki_sha256,
        key=key_label(first.public),
        formats=tuple(sorted({key.format for key in same} - {""})),
        encryption="both" if len(encrypted) > 1 else "encrypted" if encrypted.pop() else "unencrypted",
        reason=next((key.reason for key in same if key.reason), ""),
        certificates=tuple(Owner(digest, subject_name(one), spot(one)) for digest, one in sorted(owners.items())),
        places=_places(same),
    )


def _other(digest: str, same: list[CertificateRequest | RevocationList | PublicKey], now: datetime) -> OtherEntry:
    first = same[0]
    places = _places(same)
    if isinstance(first, CertificateRequest):
        name = _text(first.x509.subject)
        key = key_label(first.x509.public_key)
        return OtherEntry("certificate request", digest, _short(first.x509.subject), name, key, Validity(), places)
    if isinstance(first, RevocationList):
        dates = validity(first.x509.this_update, first.x509.next_update, now)
        issuer = first.x509.issuer
        return OtherEntry("revocation list", digest, _short(issuer), _text(issuer), "", dates, places)
    return OtherEntry("public key", digest, "", "", key_label(first.public), Validity(), places)


def _unopened(files: Iterable[File]) -> Iterator[Unopened]:
    """Containers, blocks that do not decode, and blocks that hold something else than they say."""
    for file in files:
        for item in file.materials:
            if isinstance(item, Container) and not item.kind.startswith(_OPEN):
                yield Unopened(item.kind, "a container", spot(item))
            elif isinstance(item, Pkcs7) and item.place.block is not None:
                yield Unopened("PKCS#7", "a container", spot(item))
            elif isinstance(item, Unreadable):
                yield Unopened(block_name(item.place), item.reason, spot(item))
        for block in file.document.blocks if file.source.tls else ():
            if block.der is None:
                location = file.document.location(file.source.path, block.span)
                reason = block.defects[0].detail if block.defects else "it does not decode"
                at = Spot(location.path, location.line, block.ordinal)
                yield Unopened(f"block {block.ordinal} ({block.label})", reason, at)


def _own_digest(key: PrivateKey) -> str:
    """Tells keys without a public key apart; never shown."""
    data = key.place.block.der if key.place.block else key.place.source.data
    return f"{key.place.source.path}:{key.place.ordinal}" if data is None else f"-{sha256(data).hexdigest()}"


def _places(items: Iterable[Material]) -> tuple[Spot, ...]:
    return tuple(sorted(map(spot, items)))


def _text(name: object) -> str:
    return name.text() if isinstance(name, x509.Name) else ""


def _short(name: object) -> str:
    if not isinstance(name, x509.Name) or name.empty:
        return ""
    common = name.common_names
    return f"CN={common[0]}" if common else name.text()


def _by_expiry(entry: CertificateEntry) -> tuple[str, str, tuple[Spot, ...]]:
    return entry.validity.not_after or _NEVER, entry.name, entry.places
