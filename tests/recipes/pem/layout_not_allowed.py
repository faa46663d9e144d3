"""Examples of the rule ``pem-layout-not-allowed``."""

from __future__ import annotations

from tests import builder

CONFIG = """\
[rules.pem-layout-not-allowed]
forbid = ["crlf", "text", "trailing-space"]
"""


def bad_line_ends_of_windows() -> bytes:
    return builder.server().pem.replace(b"\n", b"\r\n")


def bad_text_above_the_block() -> bytes:
    return builder.server().annotated


def bad_white_space() -> bytes:
    lines = builder.server().pem.splitlines()
    lines[3] += b"  "
    return b"\n".join((*lines, b""))


def good_nothing_but_the_block() -> bytes:
    return builder.server().pem
