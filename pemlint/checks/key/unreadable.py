"""The rule ``key-unreadable``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.contents import block_name, double_encoding, labelled_otherwise, misfits, mislabelled
from pemlint.material import UNREAD
from pemlint.rule import rule
from pemlint.store import File

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Final

    from pemlint.model import Finding
    from pemlint.rule import Context

_RELABEL: Final = "correct the label in the BEGIN and END lines"
_AGAIN: Final = "take the key again from where it was made, or make a new one and have a certificate issued for it"


@rule(File, id="key-unreadable", spec=("RFC 5958 2", "RFC 8017 A.1.2", "RFC 5915 3"), about="flaws", since="0.1.0")
def unreadable(file: File, cx: Context) -> Iterator[Finding]:
    """A private key cannot be read.

    ## Why it matters
    A server that loads the key does not start, and a platform refuses the upload.

    ## How to fix
    Take the key again from where it was made. If that is gone, make a new key and have a new certificate issued for it.
    `openssl pkey -in a.key -noout -check` shows what OpenSSL thinks of it. A key under a wrong label only needs the
    label corrected in both lines of its block. Keys of a kind that pemlint does not know are not judged; keys whose
    numbers contradict each other are a matter of `key-parameters-inconsistent`.
    """
    if not file.source.tls:
        return
    for misfit in misfits(file):
        if misfit.follows is None and misfit.should_be == "private key":
            yield cx.finding(
                anchors.material(misfit.what),
                misfit.words,
                help=f"{_RELABEL}, or put the private key here",
            )
    for key in file.keys:
        if key.reason and not key.unsupported and not key.inconsistent:
            if key.reason == UNREAD:
                words = f"{block_name(key.place)} was not read: {UNREAD}"
                yield cx.finding(anchors.key(key), words, help="check the folders one by one")
                continue
            labelled = mislabelled(key.reason)
            reason = double_encoding(key.place) or key.reason
            yield cx.finding(
                anchors.key(key),
                labelled_otherwise(key.place, reason)
                if labelled
                else f"{block_name(key.place)} is no usable private key: {reason}",
                help=_RELABEL if labelled else _AGAIN,
            )
