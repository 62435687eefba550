#!/usr/bin/env python3
"""Who works on what: what the built program reads of git's files and of `.ai_sessions.yaml` at a start, and what it stores.
No git is run: the files are made as git makes them."""
import json
import os
import pathlib
import subprocess

from runner import run_tests, test, TESTS
from scratch_home import BINARY, DEADLINE, environment, write

START = {"session_name": "Fix", "task_type": "debugging", "model_name": "m", "human_time_estimate_minutes": 30,
         "estimate_source": "manual"}


def stored(directory):
    sessions = json.loads(pathlib.Path(directory, "data/sessions.json").read_text())
    last = list(sessions.values())[-1]
    return last.get("developer"), last.get("project"), last.get("client")


def by_command(directory, folder, *arguments, **variables):
    result = subprocess.run(
        [BINARY, "start", "--name", "Fix", "--type", "debugging", "--model", "m", "--mins", "30", "--source", "manual",
         "--data", f"{directory}/data", *arguments], env=environment(directory, **variables), cwd=f"{directory}/{folder}",
        capture_output=True, text=True, timeout=DEADLINE, stdin=subprocess.DEVNULL)
    assert result.returncode == 0 and "Session started" in result.stderr, result
    return stored(directory)


def by_server(directory, folder, client="claude-code", arguments=None, **variables):
    messages = [
        ("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": client, "version": "1"}}),
        ("tools/call", {"name": "start_ai_session", "arguments": START | (arguments or {})})]
    lines = "".join(json.dumps({"jsonrpc": "2.0", "id": number, "method": method, "params": params}) + "\n"
                    for number, (method, params) in enumerate(messages))
    result = subprocess.run([BINARY, "server", "--data", f"{directory}/data"], input=lines, capture_output=True, text=True,
                            env=environment(directory, **variables), cwd=f"{directory}/{folder}", timeout=DEADLINE)
    assert result.returncode == 0 and "Session Started" in result.stdout, result
    return stored(directory)


@test
def a_start_in_a_repository_names_who_and_what(directory):
    write(directory, "app/.git/config", "[core]\n\tbare = false\n[user]\n\tname = Ada # me\n")
    write(directory, "app/src/x", "")
    write(directory, "home/.gitconfig", "[user]\n\tname = Hanna\n")
    write(directory, "home/.config/git/config", "[user]\n\tname = Xenia\n")
    write(directory, "plain/x", "")
    assert by_command(directory, "app/src") == ("Ada", "app", None)
    assert by_server(directory, "app/src") == ("Ada", "app", "claude-code")
    assert by_command(directory, "plain") == ("Hanna", None, None)
    os.remove(f"{directory}/home/.gitconfig")
    assert by_server(directory, "plain", client="Zed\n\x1b") == ("Xenia", None, "Zed")
    assert by_command(directory, "plain", HOME="") == (None, None, None)
    write(directory, "app/.ai_sessions.yaml", 'project: "engine"\n')
    assert by_server(directory, "app/src") == ("Ada", "engine", "claude-code")


@test
def what_is_given_wins_and_a_variable_says_who_works_or_that_nobody_is_named(directory):
    write(directory, "app/.git/config", "[user]\n\tname = Ada\n")
    assert by_command(directory, "app", "--developer", "Cia", "--project", "x", AI_DEVELOPER="Bea") == ("Cia", "x", None)
    assert by_command(directory, "app", AI_DEVELOPER="") == (None, "app", None)
    assert by_server(directory, "app", AI_DEVELOPER="") == (None, "app", "claude-code")
    assert by_server(directory, "app", AI_DEVELOPER="Bea") == ("Bea", "app", "claude-code")
    assert by_server(directory, "app", arguments={"developer": "", "project": ""}) == ("Ada", "app", "claude-code")


@test
def a_worktree_has_its_repositorys_settings(directory):
    write(directory, "app/.git/config", "[user]\n\tname = Ada\n")
    write(directory, "app/.git/worktrees/fix/commondir", "../..\n")
    write(directory, "fix/.git", f"gitdir: {directory}/app/.git/worktrees/fix\n")
    assert by_command(directory, "fix") == ("Ada", "fix", None)


@test
def no_git_file_keeps_a_session_from_starting_or_is_waited_for(directory):
    (pathlib.Path(directory) / "app/.git").mkdir(parents=True)
    (pathlib.Path(directory) / "home").mkdir()
    os.mkfifo(f"{directory}/app/.git/config")
    os.mkfifo(f"{directory}/app/.ai_sessions.yaml")
    os.mkfifo(f"{directory}/home/.gitconfig")
    assert by_command(directory, "app") == (None, "app", None)
    os.remove(f"{directory}/home/.gitconfig")
    write(directory, "home/.gitconfig", b"[user]\n\tname = J\xf6rg \x00\x1b[31m\n[user \"")
    assert by_server(directory, "app") == ("J\ufffdrg [31m", "app", "claude-code")
    with open(f"{directory}/home/.gitconfig", "wb") as large:
        large.truncate(4 << 30)
    assert by_command(directory, "app") == (None, "app", None)


run_tests(TESTS, str)
