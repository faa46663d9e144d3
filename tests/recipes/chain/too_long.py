"""Examples of the rule ``chain-too-long``, for a platform that takes three certificates."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.chain-too-long]
max-certificates = 3
"""


def bad_four_certificates() -> bytes:
    upper = builder.intermediate(subject="Upper CA", key="spare", path_length=1)
    issuing = builder.intermediate(issuer=upper)
    return builder.server(issuer=issuing).annotated + issuing.annotated + upper.annotated + builder.root().annotated


def good_three_certificates() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated + builder.root().annotated
