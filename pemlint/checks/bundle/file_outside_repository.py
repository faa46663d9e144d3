"""The rule ``bundle-file-outside-repository``."""

from __future__ import annotations

from pemlint import anchors, quoting
from pemlint.bundles import Bundle
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(Bundle, id="bundle-file-outside-repository", spec=("CWE-22",), since="0.1.0", security="5.3")
def file_outside_repository(bundle: Bundle, cx: Context) -> Iterator[Finding]:
    """A manifest names a file outside the repository.

    ## Why it matters
    pemlint reads nothing outside the repository because a manifest says so: the manifest may come from a pull request
    of somebody unknown. The part stays unchecked.

    ## How to fix
    Use a path relative to the manifest that stays inside the repository, without symbolic links that leave it.
    """
    for part in bundle.parts():
        if part.absent == "outside":
            yield cx.finding(
                anchors.manifest(bundle.source, part.declared.mark),
                f"{part.declared.key} = {quoting.path(part.declared.path)} leaves the repository and was not read",
                help="use a path inside the repository, relative to the manifest",
            )
