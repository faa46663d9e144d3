"""What would mend a finding: edits of the bytes that were read, made where a rule has found something.

Nothing here looks at a disk. A rule imports a module of this package where it says what is wrong, and nowhere else.
"""
