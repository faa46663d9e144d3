"""Examples of the rule ``pem-glued-boundaries``."""

from __future__ import annotations

from tests import builder


def bad_joined_with_cat() -> bytes:
    # What `cat server.crt chain.pem` gives when server.crt has no final newline; text would stand between otherwise.
    return builder.server().annotated.rstrip(b"\n") + builder.intermediate().pem


def bad_with_a_space() -> bytes:
    return builder.server().annotated.rstrip(b"\n") + b" " + builder.intermediate().pem


def good_lines_apart() -> bytes:
    return builder.server().annotated + builder.intermediate().annotated
