"""The rule ``key-known-broken``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.crypto import known_flaws
from pemlint.material import Certificate
from pemlint.pairs import PublicKeyUse
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.crypto import Flaw
    from pemlint.model import Finding
    from pemlint.rule import Context

#: other places of the same key that are shown
_MAX_RELATED: Final = 8


@rule(PublicKeyUse, id="key-known-broken", spec=("CA/Browser Forum BR 6.1.1.3",), since="0.1.0", security="9.1")
def known_broken(use: PublicKeyUse, cx: Context, *, suspicions: bool = False) -> Iterator[Finding]:
    """A key is of a sort that is known to be broken: anybody can compute the private key.

    ## Why it matters
    Faulty software has made keys whose private half follows from the public one: primes that lie close together
    (Fermat), that other keys have too, that Infineon's library chose (ROCA, CVE-2017-15361). Certificates with such
    keys are taken for those of anybody.

    The library `badkeys` knows them. It is an extra, `pip install 'pemlint[badkeys]'`; its list of published keys,
    which would have to be downloaded, is not used. Private keys, certificates, requests and public keys are judged,
    each key once. A certificate whose modulus can be taken apart without the library gives the circumstance
    `certificate-too`: `cert-rsa-modulus-weak` speaks of it already.

    ## How to fix
    Make a new key with current software, have its certificate issued again, and have the old one revoked.

    ## Options
    - `suspicions`: whether keys are told too of which `badkeys` finds only that they look odd. Their circumstance is
      `suspicious`.
    """
    flaws = known_flaws(use.public)
    if not flaws or (flaws[0].suspicion and not suspicions):
        return
    first, *others = use.holders
    verdict = "looks broken" if flaws[0].suspicion else "is known to be broken"
    yield cx.finding(
        anchors.holder(first),
        f"the key ({use.public.label}) {verdict}: {'; '.join(flaw.words for flaw in flaws)}",
        help="make a new key with current software, and have its certificate issued again",
        circumstances=tuple(_circumstances(use, flaws)),
        related=tuple(anchors.related(other, "has the same key") for other in others[:_MAX_RELATED]),
    )


def _circumstances(use: PublicKeyUse, flaws: tuple[Flaw, ...]) -> Iterator[str]:
    if flaws[0].suspicion:
        yield "suspicious"
    elif all(flaw.factors or flaw.suspicion for flaw in flaws) and any(
        isinstance(holder, Certificate) for holder in use.holders
    ):
        yield "certificate-too"
