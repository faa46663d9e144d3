"""The traps that linters fall into where people meet them, each with the tests that name it."""

from __future__ import annotations

import re

import pytest

from tests.project import ROOT

#: the trap, the file of its tests, and what their names begin with after ``test_``
TRAPS = (
    # code scanning
    ("no results", "reporters/test_sarif_traps.py", "a_missing_array_of_results"),
    ("empty locations", "reporters/test_sarif_traps.py", "empty_locations"),
    ("one alert twice", "reporters/test_sarif_traps.py", "equal_results"),
    ("category in the file", "reporters/test_sarif_traps.py", "a_category_in_the_file"),
    ("working directory", "reporters/test_sarif_traps.py", "a_working_directory"),
    ("snippets", "reporters/test_sarif_traps.py", "a_snippet_could_hold_a_key"),
    ("suppressions", "reporters/test_sarif_traps.py", "suppressed_results"),
    ("tags", "reporters/test_sarif_traps.py", "twenty_tags"),
    ("rule ids and paths that change", "reporters/test_sarif_traps.py", "a_rule_id_and_a_path"),
    ("security severity as a number", "reporters/test_sarif.py", "security_severity_is_a_string"),
    ("5,000 results, in no order", "reporters/test_sarif.py", "results_are_cut"),
    ("an execution that failed", "reporters/test_sarif.py", "faults_are_notifications"),
    ("regions over several lines", "reporters/test_sarif.py", "the_region_is_one_line"),
    ("paths with spaces", "reporters/test_sarif.py", "uris_are_relative"),
    ("links in messages", "reporters/test_sarif.py", "no_name_makes_a_link"),
    ("replacements without content", "reporters/test_sarif_traps.py", "a_deletion_without_content"),
    ("replacements that hold a key", "reporters/test_sarif.py", "of_a_fix_with_text_only_the_title"),
    ("fingerprints of GitHub", "unit/test_linehash.py", "hashes_are_those_of_the_definition"),
    ("exit status of the multitool", "reporters/test_sarif_multitool.py", "the_multitool_would_complain"),
    # runners
    ("annotation escaping", "reporters/test_commands.py", "escaping_a_path"),
    ("annotation escaping", "reporters/test_commands.py", "escaping_a_message"),
    ("##[ anywhere in a line", "reporters/test_commands.py", "injection_of_a_command"),
    ("##[ anywhere in a line", "consumers/test_consumers.py", "no_terminal_and_no_runner"),
    ("columns on several lines", "reporters/test_commands.py", "columns_on_different_lines"),
    ("ten annotations", "reporters/test_commands.py", "limit_of_ten_annotations"),
    ("4,096 characters", "reporters/test_commands.py", "a_message_longer_than_the_runner_keeps"),
    ("summary size", "reporters/test_reports.py", "summary_size_stays"),
    ("types of Azure", "reporters/test_commands.py", "azure_has_no_issue_for_a_note"),
    ("outputs of a step", "action/test_run.py", "findings_are_handed_on"),
    ("expressions in shell", "action/test_metadata.py", "no_expression_stands_in_shell"),
    ("INPUT_ in composite actions", "action/test_metadata.py", "a_composite_action_is_not_given"),
    ("upload with findings, and from forks", "action/test_metadata.py", "the_upload_runs_also"),
    ("unpinned actions", "action/test_metadata.py", "zizmor_finds_nothing"),
    # other consumers
    ("fingerprints of GitLab", "reporters/test_reports.py", "gitlab_fingerprints_that_are_equal"),
    ("paths of GitLab", "reporters/test_reports.py", "gitlab_paths_are_from_the_root"),
    ("empty suites", "reporters/test_reports.py", "junit_of_a_clean_run"),
    ("characters that XML lacks", "reporters/test_reports.py", "xml_has_no_character"),
    ("columns of reviewdog", "reporters/test_reports.py", "rdjson_columns_count_bytes"),
    # hooks
    ("argv split", "hooks/test_commit.py", "argv_split_over_processes"),
    ("argv split", "hooks/test_manifest.py", "argv_split_over_several_processes"),
    ("excluded files that are named", "hooks/test_commit.py", "what_the_configuration_excludes"),
    ("order of arguments", "e2e/test_streams.py", "neither_order_nor_repetition"),
    ("a file that looks like an option", "hooks/test_commit.py", "file_named_like_an_option"),
    ("a commit that only deletes", "hooks/test_commit.py", "the_whole_repository_is_seen"),
    ("types of pre-commit", "hooks/test_commit.py", "files_of_every_kind"),
    ("a terminal for captured output", "hooks/test_commit.py", "captured_output_has_no_progress_bar"),
    # command line
    ("exit status that a format changes", "e2e/test_outputs.py", "every_format_at_once"),
    ("2 that becomes 0", "e2e/test_cli.py", "nothing_turns_2_into_0"),
    ("SOURCE_DATE_EPOCH", "e2e/test_cli.py", "source_date_epoch"),
    ("NO_COLOR and the others", "e2e/test_streams.py", "colour"),
)


@pytest.mark.parametrize(("trap", "file", "name"), TRAPS)
def test_a_trap_has_its_test(trap: str, file: str, name: str) -> None:
    text = (ROOT / "tests" / file).read_text(encoding="utf-8")
    assert re.search(rf"^def test_{name}", text, re.MULTILINE), trap
