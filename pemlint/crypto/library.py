"""What every call into ``cryptography`` has in common: the library's warnings and failures stay here."""

from __future__ import annotations

import warnings

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Final, TypeVar

    from cryptography.hazmat.primitives.asymmetric import ec

    T = TypeVar("T")

__all__ = ["Unanswered", "ask", "curve", "make"]


_CURVES: Final[Mapping[str, str]] = {
    "P-192": "SECP192R1",
    "P-224": "SECP224R1",
    "P-256": "SECP256R1",
    "P-384": "SECP384R1",
    "P-521": "SECP521R1",
    "secp256k1": "SECP256K1",
    "brainpoolP256r1": "BrainpoolP256R1",
    "brainpoolP384r1": "BrainpoolP384R1",
    "brainpoolP512r1": "BrainpoolP512R1",
}


class Unanswered(Exception):  # noqa: N818 - no error: the library has no answer, or the question makes no sense
    """The library cannot answer. Holds nothing of what it was asked."""


def ask(question: Callable[[], T], *answers: type[Exception]) -> T:
    """Ask the library something. Raises one of ``answers`` as it is, and Unanswered for every other failure.

    Its message is dropped: it may quote what it was given.
    """
    try:
        return question()
    except answers:
        raise
    except BaseException as error:
        # A panic of the Rust code derives from BaseException; an interrupt must still get through.
        if isinstance(error, Exception) or type(error).__name__ == "PanicException":
            raise Unanswered from None
        raise


def make(question: Callable[[], T]) -> T:
    """As ``ask``, of something that the library may warn about: it does so when keys are made, not when they are used.

    To hold back its warnings takes longer than to verify a signature.
    """
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        return ask(question)


def curve(name: str) -> ec.EllipticCurve:
    """The library's object for a named curve. Raises Unanswered for one that it does not have."""
    from cryptography.hazmat.primitives.asymmetric import ec

    known = getattr(ec, _CURVES.get(name, ""), None)
    if known is None:
        raise Unanswered
    made: ec.EllipticCurve = known()
    return made
