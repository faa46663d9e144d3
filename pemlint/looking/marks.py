"""What the rules say, by the place that it is about."""

from __future__ import annotations

from pemlint.looking.facts import spot
from pemlint.looking.records import Remark

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from pemlint.material import Certificate, PrivateKey
    from pemlint.model import Finding

__all__ = ["Remarks"]


class Remarks:
    """Findings by the block that they are about; of each drawing it is kept which of them it says."""

    __slots__ = ("_by_path", "_said")

    def __init__(self, findings: Iterable[Finding]) -> None:
        self._by_path: dict[str, list[tuple[int, int, Remark]]] = {}
        self._said: set[tuple[str, Remark]] = set()
        for finding in findings:
            remark = Remark(finding.severity.label, finding.rule, finding.message)
            at = (finding.location.line, finding.block or 0, remark)
            self._by_path.setdefault(finding.location.path, []).append(at)

    def begin(self) -> None:
        """Begin another drawing."""
        self._said.clear()

    def of(self, item: Certificate | PrivateKey) -> tuple[Remark, ...]:
        """What is said of a block; of a binary file what is said of the whole."""
        at = spot(item)
        found = tuple(
            remark for _, block, remark in self._by_path.get(at.path, ()) if block == at.block or not at.block
        )
        self._said.update((at.path, remark) for remark in found)
        return found

    def rest(self, paths: Iterable[str]) -> tuple[Remark, ...]:
        """What is said of these files and has no place in the drawing."""
        found = (
            (path, remark)
            for path in sorted(set(paths))
            for _, _, remark in self._by_path.get(path, ())
            if (path, remark) not in self._said
        )
        return tuple(dict.fromkeys(remark for _, remark in found))

    def of_lines(self, path: str, first: int, last: int | None) -> tuple[Remark, ...]:
        """What is said of some lines of a manifest, the last not among them."""
        return tuple(
            dict.fromkeys(
                remark
                for line, _, remark in self._by_path.get(path, ())
                if first <= line and (last is None or line < last)
            )
        )
