"""The rule ``bundle-manifest-invalid``."""

from __future__ import annotations

from pemlint import anchors
from pemlint.bundles import StatedManifest
from pemlint.rule import rule

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator

    from pemlint.model import Finding
    from pemlint.rule import Context


@rule(StatedManifest, id="bundle-manifest-invalid", spec=("TOML 1.0.0",), since="0.1.0")
def manifest_invalid(stated: StatedManifest, cx: Context) -> Iterator[Finding]:
    """A bundle manifest cannot be understood, or says something that has no meaning.

    ## Why it matters
    What is not understood is not checked: a misspelt `private-key` would leave the key unchecked for ever.

    ## How to fix
    The message names the line and the nearest known key. The keys of `[bundle]` are `name`, `profile`,
    `authentication`, `certificate`, `chain`, `private-key`, `client-ca`, `roots` and `hosts`; those of
    `[[bundle.client]]` are `certificate` and `private-key`.
    """
    for problem in stated.manifest.problems:
        yield cx.finding(anchors.manifest(stated.source, problem.mark), problem.message, help=problem.help)
