"""Chains for tests: analysed without files on a disk, and with the signatures counted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pemlint import chains
from pemlint.crypto import Verifier
from pemlint.store import Links
from tests import builder
from tests.unit import judging

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    import pytest

    from pemlint.chains import ChainAnalysis


def analyse(
    standing: Sequence[builder.Certificate],
    roots: Sequence[builder.Certificate] | None = None,
    *,
    tree: Sequence[builder.Certificate] = (),
    public: Sequence[builder.Certificate] = (),
    origin: str = "bundle",
    now: datetime | None = builder.NOW,
) -> ChainAnalysis:
    """The first one is the leaf; ``tree`` stands in another file, ``public`` are the public roots."""
    files = judging.store(
        {
            "chain.pem": b"".join(certificate.pem for certificate in standing),
            "roots.pem": b"".join(certificate.pem for certificate in roots or ()),
            "tree.pem": b"".join(certificate.pem for certificate in tree),
        }
    )
    elsewhere = judging.store({"public.pem": b"".join(certificate.pem for certificate in public)})
    found = files.files["chain.pem"].certificates
    return chains.analyse(
        origin,
        found[0],
        found if origin != "ca-chain" else (),
        () if origin != "ca-chain" else found[1:],
        roots=None if roots is None else files.files["roots.pem"].certificates,
        links=Links(),
        elsewhere=chains.Elsewhere(files.authorities.candidates, elsewhere.authorities.candidates, files.nearest),
        now=now,
    )


def ders(certificates: Sequence[object]) -> list[bytes]:
    """What tells certificates apart, whether built or read."""
    return [certificate.der for certificate in certificates]  # type: ignore[attr-defined]


class Counter:
    """Counts the signatures that are verified."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.count = 0
        verify = Verifier.verify

        def counted(verifier: Verifier, *arguments: object) -> str:
            self.count += 1
            return verify(verifier, *arguments)  # type: ignore[arg-type]

        monkeypatch.setattr(Verifier, "verify", counted)
