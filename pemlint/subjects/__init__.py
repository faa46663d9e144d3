"""From files to what rules judge: every subject, in which circumstances, under which policies."""

from __future__ import annotations

from pemlint.subjects.building import Ground, read, survey
from pemlint.subjects.reading import learn, read_files, told
from pemlint.subjects.records import Subject, Tree

__all__ = ["Ground", "Subject", "Tree", "learn", "read", "read_files", "survey", "told"]
