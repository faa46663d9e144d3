"""Examples of the rule ``cert-names-too-many``, for a platform that takes three."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.cert-names-too-many]
max-names = 3
"""


def bad_four_names() -> bytes:
    names = ("server.example.com", *(f"host-{number}.example.com" for number in range(3)))
    return builder.server(alternative_names=names).annotated


def good_three_names() -> bytes:
    names = ("server.example.com", *(f"host-{number}.example.com" for number in range(2)))
    return builder.server(alternative_names=names).annotated
