"""What is measured on: trees of files, generated and always the same."""
