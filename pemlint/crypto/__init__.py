"""The only door to ``cryptography``: whether a key made a signature, and which public key a private key belongs to.

Nothing of the library is imported before a question needs it, and no more than that question needs: keys are built from
their numbers and points, because importing its ``serialization`` and ``x509`` takes longer than all the rest.
"""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from pemlint.crypto.known_flaws import Flaw, known_flaws
    from pemlint.crypto.primality import Primality
    from pemlint.crypto.private_keys import KeyProblem, LoadedKey, load_private_key
    from pemlint.crypto.signatures import Verifier, make_ready, verify
    from pemlint.crypto.verdict import Verdict
else:
    from pemlint.later import later

    __getattr__ = later(
        globals(),
        known_flaws="Flaw known_flaws",
        primality="Primality",
        private_keys="KeyProblem LoadedKey load_private_key",
        signatures="Verifier make_ready verify",
        verdict="Verdict",
    )

__all__ = [
    "Flaw",
    "KeyProblem",
    "LoadedKey",
    "Primality",
    "Verdict",
    "Verifier",
    "known_flaws",
    "load_private_key",
    "make_ready",
    "verify",
]
