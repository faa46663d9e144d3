"""The rule ``bundle-file-missing``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-file-missing", since="0.1.0")
def file_missing(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """A manifest names a file that is not there or cannot be read.

    ## Why it matters
    The bundle cannot be deployed as declared, and pemlint cannot check what it does not see. A private key that Git
    ignores is only noted: it lives where the build does not see it.

    ## How to fix
    Correct the path, which is relative to the manifest. For a key in a secret store, declare
    `private-key = { spki-sha256 = "…" }` instead; it is then compared without being there.
    """
    for part in bundle.parts():
        if not part.absent or part.absent == "outside":
            continue
        said = f"{part.declared.key} = {quoting.path(part.declared.path)}"
        ignored = part.git == "ignored" and part.role == "key"
        message = f"{said}: {_REASONS.get(part.absent, part.absent)}"
        yield cx.finding(
            anchors.manifest(bundle.source, part.declared.mark),
            f"{message}, and Git ignores it" if ignored else message,
            help='declare the key as { spki-sha256 = "…" } so that it is checked without being there'
            if ignored
            else "correct the path; it is relative to the manifest",
            circumstances=("git-ignored",) if ignored else (),
        )


_REASONS = {
    "missing": "there is no such file",
    "directory": "this is a folder",
    "unreadable": "the file cannot be read",
    "special": "this is not a regular file",
    "too-large": "the file is too large to be TLS material",
}
