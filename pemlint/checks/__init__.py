"""The rules: one file each, in groups. The file's path is the rule's id."""
