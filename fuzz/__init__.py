"""What makes inputs that nobody would write by hand, and shows them to every reader of pemlint; see docs/fuzzing.md."""
