"""Fixes of bundles: what stands in which file, and what the manifest says of it."""

from __future__ import annotations

import re

from pemlint.manifests import is_manifest
from pemlint.mending.blocks import MOST_OF_BUNDLE, in_place, without
from pemlint.mending.drafts import Change, fix, line_end
from pemlint.model import Create, Edit, Location, Span

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Final

    from pemlint.bundles import Bundle, Part
    from pemlint.chains import ChainAnalysis
    from pemlint.manifests import Declared
    from pemlint.material import Certificate
    from pemlint.model import Fix

__all__ = ["declared", "split"]

_TITLE: Final = "move them into the chain"
#: a key with a path, alone on its line
#: keys that are filled up so that their values stand below each other
_ALIGNED: Final = re.compile(rb"^[a-z-]+ {2,}=", re.MULTILINE)
_ENTRY: Final = re.compile(
    rb'(?P<key>[ \t]*"?[a-z-]+"?)(?P<gap>[ \t]*)=(?P<blank>[ \t]*)"(?P<path>[^"\\\r\n]*)"[^\r\n]*'
)


def split(bundle: Bundle, part: Part, leaf: Certificate) -> Fix | None:
    """Leave the server certificate in its file, and move the others into the chain, which may be new."""
    rest = [one for one in part.certificates if one is not leaf]
    file, chain = part.file, bundle.chain
    if file is None or len(rest) > MOST_OF_BUNDLE or any(one.place.block is None for one in rest):
        return None
    removal = (file, _removed(rest))
    if chain is not None and chain.file is not None and chain.file is not file:
        there = {one.der for one in chain.certificates}
        new = [one for one in rest if one.der not in there]
        if not chain.certificates:
            return None
        drafts = [removal] + ([(chain.file, [in_place(new, before=chain.certificates[0])])] if new else [])
        return fix(_TITLE, *drafts, safe=False)
    if chain is not None and chain.file is None:
        return None
    path = _chain_name(part.declared.path)
    entry = _entry(bundle, part.declared if chain is None else chain.declared, path, instead=chain is not None)
    if entry is None:
        return None
    source, name = file.source, path.rpartition("/")[2]
    made = Create(_beside(source.path, name), _texts(rest), _beside(source.repo_path, name))
    return fix(_TITLE, removal, safe=False, more=(made, entry))


def declared(chain: ChainAnalysis) -> Fix | None:
    """Declare the file with the issuer of the server certificate as the chain."""
    from posixpath import dirname, relpath

    bundle, issuer = chain.bundle, chain.issuer
    if bundle is None or bundle.certificate is None or issuer is None or issuer.place.block is None:
        return None
    if not issuer.place.source.tls or issuer.x509.self_issued:
        return None
    path = relpath(issuer.place.source.repo_path, dirname(bundle.source.repo_path) or ".")
    entry = _entry(bundle, bundle.certificate.declared, path)
    return fix(f"declare '{path}' as the chain", safe=False, more=(entry,)) if entry else None


def _removed(certificates: Sequence[Certificate]) -> list[Change]:
    """The deletion of certificates of one file."""
    changes = []
    for certificate in certificates:
        found = without(certificate, "")
        changes += [Change(one.span, b"") for one in found.edits if isinstance(one, Edit)] if found else []
    return changes if len(changes) == len(certificates) else []


def _texts(certificates: Sequence[Certificate]) -> bytes:
    """What is deleted of these, each with its end."""
    texts = []
    for certificate, change in zip(certificates, _removed(certificates), strict=False):
        text = certificate.place.source.data[change.span.start : change.span.end]
        texts.append(text if text.endswith(b"\n") else text + line_end(certificate.place))
    return b"".join(texts)


def _entry(bundle: Bundle, beside: Declared, path: str, *, instead: bool = False) -> Edit | None:
    """The edit of the manifest that declares the chain: a line below another one, or that line with another path."""
    source = bundle.source
    if not (is_manifest(source.path) and source.target) or not path.isascii() or '"' in path or "\\" in path:
        return None
    start = beside.mark.start
    found = _ENTRY.match(source.data, start) if start >= 0 else None
    if found is None or found["path"] != beside.path.encode():
        return None
    width = len(found["key"].strip()) + len(found["gap"])
    if instead:
        span, text = Span(*found.span("path")), path.encode()
    else:
        at = source.data.find(b"\n", found.end()) + 1
        key = b"chain".ljust(width) if _ALIGNED.search(source.data) else b"chain "
        line = b'%b=%b"%b"' % (key, found["blank"], path.encode())
        span = Span(at or len(source.data), at or len(source.data))
        end = b"\r\n" if source.data[at - 2 : at] == b"\r\n" else b"\n"
        text = line + end if at else end + line
    number = beside.mark.line + (not instead)
    return Edit(source.path, span, text, Location(source.path, number, 1, number, 1))


def _chain_name(path: str) -> str:
    """The name of a new file beside that of the certificate: ``certs/server-chain.pem`` for ``certs/server.crt``."""
    folder, slash, name = path.rpartition("/")
    stem, dot, _ = name.rpartition(".")
    return f"{folder}{slash}{stem if dot and stem else name}-chain.pem"


def _beside(path: str, name: str) -> str:
    folder, slash, _ = path.rpartition("/")
    return f"{folder}{slash}{name}"
