"""`install` of the built program in a scratch home. Usage: install_test.py BINARY"""
import json
import os
import pathlib
import shutil
import stat
import subprocess

from runner import TESTS, run_tests, test
from scratch_home import (BINARY, DEADLINE, NAME, answer_of, calls, environment, files, program, refused, run,
                          write)

AGENT_FILES = [".github/agents/Session Tracked Agent.agent.md",
               ".github/instructions/session_tracking.instructions.md"]
ENTRY = {"type": "stdio", "command": BINARY, "args": ["server"]}


def installed(directory, *arguments, **options):
    result = run(directory, "install", *arguments, **options)
    assert result.returncode == 0, result
    return result


@test
def install_sets_up_a_project_once(directory):
    result = installed(directory)
    assert "✅ Installed" in result.stderr and result.stdout.count("  created: ") == 3, result
    config = pathlib.Path(directory, ".vscode/mcp.json")
    assert json.loads(config.read_text()) == {"servers": {NAME: ENTRY}}, config.read_text()
    for name in AGENT_FILES:
        assert pathlib.Path(directory, name).read_text().startswith("---\n"), name
    before = {name: pathlib.Path(directory, name).stat().st_mtime_ns for name in [".vscode/mcp.json", *AGENT_FILES]}
    result = installed(directory)
    assert "nothing was changed" in result.stderr, result
    assert {name: pathlib.Path(directory, name).stat().st_mtime_ns for name in before} == before
    assert sorted(os.listdir(directory)) == [".github", ".vscode"], "install keeps to its files"
    assert os.listdir(directory + "/.vscode") == ["mcp.json"], os.listdir(directory + "/.vscode")


@test
def install_answers_as_json(directory):
    document = answer_of(directory, "install")
    assert document["data"]["dry_run"] is False and document["data"]["command"] == BINARY, document
    assert document["data"]["config_path"] == directory + "/.vscode/mcp.json", document
    assert [x["action"] for x in document["data"]["files"]] == ["created"] * 3, document
    document = answer_of(directory, "install")
    assert [x["action"] for x in document["data"]["files"]] == ["unchanged"] * 3, document


COMMENTED = """// ours
{
  "inputs": [],
  "servers": {
    // the other one
    "other": { "command": "o", }, // stays
  },
}
"""


@test
def install_keeps_every_byte_that_is_not_its_own(directory):
    texts = {
        "comments": COMMENTED, "windows": COMMENTED.replace("\n", "\r\n"), "mark": "\ufeff" + COMMENTED,
        "tabs": COMMENTED.replace("  ", "\t"), "one line": '{"inputs":[],"servers":{"other":{"command":"o"}}}',
        "no end of line": '{\n "servers": {}\n}', "other key": '{"x": 1.50}',
    }
    for name, text in texts.items():
        place = directory + "/" + name
        path = write(place, ".vscode/mcp.json", text)
        installed(place, "--mcp-only")
        after = path.read_bytes().decode()
        rest = iter(after)
        assert all(character in rest for character in text), (name, after)
        assert (place + "/.vscode/mcp.json.bak", text) == (str(path) + ".bak", path.with_suffix(".json.bak")
                                                           .read_bytes().decode()), name
        assert ("\r\n" in text) == ("\r\n" in after) and after.count("\r\n") in (0, after.count("\n")), name
        if name == "tabs":
            assert '\n\t\t"ai-session-tracker": {\n\t\t\t"type"' in after, after
        assert "nothing was changed" in installed(place, "--mcp-only").stderr, name
        assert path.read_bytes().decode() == after, name


@test
def install_updates_only_its_own_members(directory):
    entry = {"command": "/old", "args": ["server"], "env": {"KEEP": "me"}, "timeout": 5}
    path = write(directory, ".vscode/mcp.json", json.dumps({"servers": {"a": {}, NAME: entry}, "inputs": []}, indent=4))
    installed(directory, "--mcp-only", "--output-dir", "data dir")
    document = json.loads(path.read_text())
    assert document == {"servers": {"a": {}, NAME: {
        **entry, "command": BINARY, "type": "stdio",
        "env": {"KEEP": "me", "AI_OUTPUT_DIR": directory + "/data dir"}}}, "inputs": []}, document
    assert list(document["servers"][NAME]) == ["command", "args", "env", "timeout", "type"], document
    installed(directory, "--mcp-only")
    assert json.loads(path.read_text()) == document, "without --output-dir the folder stays as it is"


@test
def install_follows_links_and_keeps_the_mode(directory):
    real = write(directory, "dotfiles/mcp.json", '{"servers": {}}')
    real.chmod(0o640)
    os.mkdir(directory + "/.vscode")
    os.symlink("../dotfiles/mcp.json", directory + "/.vscode/mcp.json")
    installed(directory, "--mcp-only")
    assert os.path.islink(directory + "/.vscode/mcp.json")
    assert json.loads(real.read_text())["servers"][NAME] == ENTRY
    assert stat.S_IMODE(real.stat().st_mode) == 0o640


@test
def install_leaves_alone_what_it_cannot_read(directory):
    for text in ('{"servers": [', '{"servers": []}', "[]", "servers:\n  a: 1\n", '{"servers": {"%s": 1}}' % NAME):
        path = write(directory, ".vscode/mcp.json", text)
        result = run(directory, "install")
        assert result.returncode == 1 and "/.vscode/mcp.json: line 1, column " in result.stderr, result
        assert json.loads(result.stdout) == {"servers": {NAME: ENTRY}}, "what to put in by hand"
        assert path.read_text() == text
        document = answer_of(directory, "install", status=1)
        assert document["data"]["configuration"] == {"servers": {NAME: ENTRY}}, document
    assert not os.path.exists(directory + "/.github"), "a refused install does nothing at all"


@test
def install_keeps_agent_files_that_are_there(directory):
    path = write(directory, AGENT_FILES[0], "mine")
    result = installed(directory, "--prompts-only")
    assert path.read_text() == "mine" and "  already there: " in result.stdout, result
    assert not os.path.exists(directory + "/.vscode")
    assert os.path.exists(directory + "/" + AGENT_FILES[1])


@test
def install_only_says_what_it_would_do(directory):
    result = installed(directory, "--dry-run")
    assert result.stdout.count("  to be created: ") == 3 and "dry run" in result.stderr, result
    result = installed(directory, "--print", "--output-dir", "d")
    assert json.loads(result.stdout) == {
        "servers": {NAME: {**ENTRY, "env": {"AI_OUTPUT_DIR": directory + "/d"}}}}, result
    assert os.listdir(directory) == [], os.listdir(directory)
    result = installed(directory, "--print", "--portable")
    assert json.loads(result.stdout)["servers"][NAME]["command"] == NAME, result


@test
def install_writes_the_users_file_when_told(directory):
    installed(directory, "--global", "--mcp-only")
    path = pathlib.Path(directory, "home/.config/Code/User/mcp.json")
    assert json.loads(path.read_text())["servers"][NAME] == ENTRY
    assert not os.path.exists(directory + "/.vscode")
    installed(directory, "--global", "--mcp-only", variables={"XDG_CONFIG_HOME": directory + "/xdg"})
    assert os.path.exists(directory + "/xdg/Code/User/mcp.json")
    result = run(directory, "install", "--global", variables={"HOME": ""})
    assert result.returncode == 1 and "HOME" in result.stderr, result


@test
def install_into_a_folder_it_may_not_write_is_told(directory):
    write(directory, ".github", "a file in the way")
    result = run(directory, "install", "--prompts-only")
    assert result.returncode == 1 and result.stdout == "" and "Not a directory" in result.stderr, result
    document = answer_of(directory, "install", "--prompts-only", status=1)
    assert "/.github" in document["error"] and document["data"]["files"] == [], document
    assert [x["reason"] for x in document["data"]["failed"]] == ["Not a directory"] * 2, document


@test
def install_flags_that_exclude_one_another_are_refused(directory):
    refused(run(directory, "install", "--prompts-only", "--mcp-only"), "--prompts-only", "--mcp-only")
    refused(run(directory, "install", "--output-dir", ""), "--output-dir")
    assert os.listdir(directory) == []


@test
def install_and_uninstall_leave_no_trace_in_any_client(directory):
    write(directory, "home/.profile", "")
    for scope in ("project", "user"):
        before = files(directory)
        for name in CLIENTS:
            if scope == "project" and name in HOME_ONLY:
                refused(run(directory, "install", "--client", name, "--scope", "project"), "--scope project", name)
                continue
            installed(directory, "--client", name, "--scope", scope)
            changed = files(directory)
            assert changed != before, name
            assert "nothing was changed" in installed(directory, "--client", name, "--scope", scope).stderr, name
            assert files(directory) == changed, name
            installed(directory, "--client", name, "--scope", scope, "--uninstall")
            assert files(directory) == before, (name, files(directory))


CLIENTS = ["vscode", "claude-code", "claude-desktop", "cursor", "codex", "gemini", "zed", "copilot-cli", "windsurf"]
HOME_ONLY = ["claude-desktop", "copilot-cli", "windsurf"]


@test
def uninstall_restores_the_bytes(directory):
    write(directory, "home/.keep", "")
    for name, text in {".vscode/mcp.json": "\ufeff" + COMMENTED.replace("\n", "\r\n"),
                       ".zed/settings.json": COMMENTED.replace("  ", "\t"),
                       ".codex/config.toml": "# mine\r\nmodel = 'o3'\r\n\r\n[mcp_servers.o]\r\ncommand = 'o'"}.items():
        write(directory, name, text)
    before = files(directory)
    clients = ["--client", "vscode", "--client", "zed", "--client", "codex"]
    installed(directory, *clients, "--output-dir", "d")
    installed(directory, *clients, "--portable")
    text = files(directory)[".codex/config.toml"]
    assert text.count(b"\r\n") == text.count(b"\n") == 12, text
    document = answer_of(directory, "install", *clients, "--uninstall")
    assert [x["action"] for x in document["data"]["files"]] == ["restored"] * 3 + ["removed"] * 3, document
    assert files(directory) == before


@test
def uninstall_takes_out_our_entry_and_nothing_else(directory):
    path = write(directory, ".vscode/mcp.json", COMMENTED)
    installed(directory)
    path.write_text(path.read_text() + "// later\n")
    result = installed(directory, "--uninstall", "--dry-run")
    assert "entry to be taken out: VS Code" in result.stdout and NAME in path.read_text(), result
    installed(directory, "--uninstall")
    assert path.read_text() == COMMENTED + "// later\n"
    assert "Nothing of ours" in installed(directory, "--uninstall").stderr


@test
def detected_clients_are_set_up_and_no_others(directory):
    result = run(directory, "install", "--all-detected")
    assert result.returncode == 1 and "no client was found" in result.stderr and "codex" in result.stderr, result
    program(directory, "gemini")
    write(directory, "home/.codex/auth.json", "{}")
    write(directory, "home/.claude.json", '{"numStartups": 3}')
    document = answer_of(directory, "install", "--all-detected", "--scope", "user", "--client", "cursor")
    told = document["data"]["files"]
    assert [x["client"] for x in told if x["client"]] == ["cursor", "claude-code", "codex", "gemini"], document
    assert [x["path"] for x in told if not x["client"]] == [
        f"{directory}/home/{x}" for x in (".claude/CLAUDE.md", ".codex/AGENTS.md", ".gemini/GEMINI.md")], document
    assert json.loads(pathlib.Path(directory, "home/.claude.json").read_text())["numStartups"] == 3
    assert sorted(os.listdir(directory)) == ["bin", "home"], "no project's"


@test
def one_unreadable_file_keeps_no_other_from_its_turn(directory):
    broken = write(directory, ".codex/config.toml", "mcp_servers = { o = {} }\n")
    clients = ["--client", "codex", "--client", "vscode", "--client", "zed"]
    result = run(directory, "install", *clients)
    assert result.returncode == 1 and "Not all of it installed" in result.stderr, result
    assert "Codex, " in result.stderr and "config.toml: line 1, column 1: " in result.stderr, result
    snippet = f'[mcp_servers.{NAME}]\ncommand = "{BINARY}"\nargs = ["server"]\n'
    assert result.stdout.count("  created: ") == 5 and result.stdout.endswith(snippet), result.stdout
    for name in (".vscode/mcp.json", ".zed/settings.json", AGENT_FILES[0]):
        assert os.path.exists(directory + "/" + name), name
    document = answer_of(directory, "install", *clients, status=1)
    assert [x["action"] for x in document["data"]["files"]] == ["unchanged"] * 5, document
    assert [x["client"] for x in document["data"]["failed"]] == ["codex"], document
    assert document["data"]["snippets"][0]["text"] == snippet, document
    broken.write_text("[")
    result = run(directory, "install", *clients, "--uninstall")
    assert result.returncode == 1 and "Not all of it uninstalled" in result.stderr, result
    assert not os.path.exists(directory + "/.vscode/mcp.json") and not os.path.exists(directory + "/.zed/settings.json")
    assert broken.read_text() == "["
    write(directory, "home/.cursor/mcp.json", "[")
    write(directory, "home/.gemini/settings.json", "{}")
    assert run(directory, "install", "--all-detected", "--scope", "user").returncode == 1
    assert NAME in pathlib.Path(directory, "home/.gemini/settings.json").read_text()


@test
def the_entry_names_the_path_by_which_the_program_was_called(directory):
    real = write(directory, "opt/1.0/bin/program", b"")
    os.remove(real)
    os.link(BINARY, real) if os.stat(BINARY).st_dev == os.stat(directory).st_dev else shutil.copy(BINARY, real)
    os.mkdir(directory + "/bin")
    os.symlink("1.0", directory + "/opt/current")
    os.symlink("../opt/current/bin/program", directory + f"/bin/{NAME}")
    project = directory + "/project"
    os.mkdir(project)
    stable = directory + f"/bin/{NAME}"
    calls = {
        stable: ([stable], {}), "by a path that is not absolute": ([f"../bin/{NAME}"], {}),
        "found on PATH": ([NAME], {}), "under another name": (["other name"], {"executable": stable}),
    }
    for how, (words, options) in calls.items():
        result = subprocess.run([*words, "install", "--print"], cwd=project, env=environment(directory),
                                capture_output=True, text=True, timeout=DEADLINE, **options)
        assert json.loads(result.stdout)["servers"][NAME]["command"] == stable, (how, result)
    result = subprocess.run(["bin/program", "install", "--print"], cwd=directory + "/opt/current",
                            env=environment(directory, PWD=directory + "/opt/current"),
                            capture_output=True, text=True, timeout=DEADLINE)
    assert json.loads(result.stdout)["servers"][NAME]["command"] == directory + "/opt/current/bin/program", result
    result = subprocess.run([NAME, "install", "--client", "cursor"], cwd=project, env=environment(directory),
                            capture_output=True, text=True, timeout=DEADLINE)
    assert result.returncode == 0 and "Installed" in result.stderr, result
    os.rename(directory + "/opt/1.0", directory + "/opt/2.0")
    os.remove(directory + "/opt/current")
    os.symlink("2.0", directory + "/opt/current")
    entry = json.loads(pathlib.Path(project, ".cursor/mcp.json").read_text())["mcpServers"][NAME]
    assert os.path.exists(entry["command"]), entry


@test
def a_bare_name_that_leads_nowhere_here_is_told(directory):
    result = installed(directory, "--portable", "--mcp-only")
    assert "is not on your PATH" in result.stderr and "Installed" not in result.stderr, result
    program(directory, NAME)
    result = installed(directory, "--portable", "--client", "cursor")
    assert "is another program" in result.stderr and "Installed" not in result.stderr, result
    os.remove(directory + f"/bin/{NAME}")
    os.symlink(BINARY, directory + f"/bin/{NAME}")
    result = installed(directory, "--portable", "--client", "zed")
    assert "Installed" in result.stderr and "PATH" not in result.stderr, result
    assert json.loads(installed(directory, "--print", "--portable").stdout)["servers"][NAME]["command"] == NAME


@test
def folders_that_were_there_stay(directory):
    write(directory, "home/dotfiles/.keep", "")
    for name in ("home/dotfiles/codex", "home/.gemini", ".vscode", ".github/agents"):
        os.makedirs(directory + "/" + name)
    os.symlink("dotfiles/codex", directory + "/home/.codex")
    before = files(directory)
    for _ in range(2):
        for scope, client in (("user", "codex"), ("user", "gemini"), ("project", "vscode")):
            installed(directory, "--scope", scope, "--client", client)
            installed(directory, "--scope", scope, "--client", client, "--uninstall")
        assert files(directory) == before, files(directory)


@test
def no_link_of_the_project_leads_out_of_it(directory):
    project = directory + "/project"
    outside = write(directory, "outside/mcp.json", "{}")
    os.mkdir(project)
    inside = {"cwd": project, "env": environment(directory), "capture_output": True, "text": True, "timeout": DEADLINE}
    os.symlink("../outside", project + "/.cursor")
    os.symlink("../outside", project + "/.github")
    write(project, ".zed/keep", "")
    os.symlink("../../outside/new.json", project + "/.zed/settings.json")
    os.symlink("../outside/mcp.json", project + "/.mcp.json")
    write(project, "shared/mcp.json", "{}")
    os.symlink("shared", project + "/.vscode")
    clients = ["--client", "cursor", "--client", "zed", "--client", "claude-code", "--client", "vscode"]
    for more in ([], ["--uninstall"]):
        result = subprocess.run([BINARY, "install", *clients, *more], **inside)
        assert result.returncode == 1, result
        for name in ("Cursor", "Claude Code", ".github"):
            assert name in result.stderr, (name, result.stderr)
        assert "leads out of" in result.stderr and "Zed, " in result.stderr, result.stderr
        assert "VS Code, " not in result.stderr, result.stderr
        assert (NAME in pathlib.Path(project, "shared/mcp.json").read_text()) == (not more)
    assert os.listdir(directory + "/outside") == ["mcp.json"] and outside.read_text() == "{}"


@test
def odd_files_in_a_clients_place_are_refused_at_once(directory):
    os.makedirs(directory + "/.cursor")
    os.mkfifo(directory + "/.cursor/mcp.json")
    os.makedirs(directory + "/.zed/settings.json")
    os.makedirs(directory + "/.vscode")
    with open(directory + "/.vscode/mcp.json", "wb") as large:
        large.truncate((64 << 20) + 1)
    result = run(directory, "install", "--client", "cursor", "--client", "zed", "--client", "vscode")
    assert result.returncode == 1 and "it is a FIFO" in result.stderr, result
    assert "Is a directory" in result.stderr and "more than 64 MB" in result.stderr, result


@test
def an_exported_folder_reaches_the_server(directory):
    def entry():
        return json.loads(pathlib.Path(directory, ".mcp.json").read_text())["mcpServers"][NAME]

    installed(directory, "--client", "claude-code", variables={"AI_OUTPUT_DIR": "/data"})
    assert entry()["env"] == {"AI_OUTPUT_DIR": "/data"}, entry()
    installed(directory, "--client", "claude-code", variables={"AI_OUTPUT_DIR": "mine"})
    assert entry()["env"] == {"AI_OUTPUT_DIR": directory + "/mine"}, entry()
    installed(directory, "--client", "claude-code", "--uninstall")
    for variables, options in (({"AI_OUTPUT_DIR": ""}, []), ({"AI_OUTPUT_DIR": "/data"}, ["--portable"]),
                               ({"SECRET_TOKEN": "x"}, [])):
        installed(directory, "--client", "claude-code", *options, variables=variables)
        assert "env" not in entry(), entry()
        installed(directory, "--client", "claude-code", "--uninstall")
    result = installed(directory, "--client", "zed", "--global", variables={"AI_OUTPUT_DIR": "relative"})
    assert "relative" not in pathlib.Path(directory, "home/.config/zed/settings.json").read_text()
    assert "--output-dir names one folder" in result.stderr, result


@test
def claude_writes_its_own_file(directory):
    path = directory + "/home/.claude.json"
    program(directory, "claude", 'if [ "$2" = add-json ]; then', f"/bin/mkdir -p '{directory}/home'",
            f"""printf '{{"mcpServers": {{"%s": %s}}}}' "$5" "$6" > '{path}'""",
            f"""else printf '{{}}' > '{path}'; fi""")
    result = installed(directory, "--client", "claude-code", "--scope", "user")
    entry = f'{{"type":"stdio","command":"{BINARY}","args":["server"]}}'
    assert calls(directory, "claude") == [f"mcp add-json --scope user {NAME} {entry}"], calls(directory, "claude")
    assert f"(through {directory}/bin/claude)" in result.stdout and "Installed" in result.stderr, result
    installed(directory, "--client", "claude-code", "--scope", "user", "--uninstall")
    assert calls(directory, "claude")[1:] == [f"mcp remove --scope user {NAME}"], calls(directory, "claude")
    program(directory, "claude", "exit 4")
    result = run(directory, "install", "--client", "claude-code", "--scope", "user")
    assert result.returncode == 1 and "ended with status 4" in result.stderr, result
    assert json.loads(result.stdout)["mcpServers"][NAME]["command"] == BINARY, result


@test
def nothing_is_called_done_that_the_file_does_not_say(directory):
    program(directory, "claude")
    result = run(directory, "install", "--client", "claude-code", "--scope", "user")
    assert result.returncode == 1 and "the entry is not there" in result.stderr, result
    assert "Installed" not in result.stderr and json.loads(result.stdout)["mcpServers"][NAME] == ENTRY, result
    write(directory, "home/.claude.json", json.dumps({"mcpServers": {NAME: ENTRY}}))
    result = run(directory, "install", "--client", "claude-code", "--scope", "user", "--uninstall")
    assert result.returncode == 1 and "the entry is still there" in result.stderr, result
    write(directory, ".cursor/mcp.json", json.dumps({"mcpServers": {NAME: {"disabled": True}}}))
    result = run(directory, "install", "--client", "cursor")
    assert result.returncode == 1 and "the entry is switched off (disabled)" in result.stderr, result


@test
def an_entry_of_a_person_is_kept(directory):
    entry = {"url": "http://127.0.0.1:9/mcp", "headers": {"Authorization": "secret"}}
    text = json.dumps({"mcpServers": {NAME: entry}})
    path = write(directory, ".cursor/mcp.json", text)
    result = installed(directory, "--client", "cursor")
    assert json.loads(path.read_text()) == {"mcpServers": {NAME: {"command": BINARY, "args": ["server"]}}}, path.read_text()
    assert f"(what was there: {path}.bak)" in result.stdout, result
    assert pathlib.Path(str(path) + ".bak").read_text() == text
    installed(directory, "--client", "cursor", "--uninstall")
    assert pathlib.Path(str(path) + ".bak").read_text() == text
    entry = {"command": NAME, "args": ["server"], "env": {"MINE": "keep me"}}
    path = write(directory, ".vscode/mcp.json", json.dumps({"servers": {NAME: entry}}))
    installed(directory, "--mcp-only", "--uninstall")
    assert "keep me" in pathlib.Path(str(path) + ".bak").read_text()


@test
def a_link_and_snippets_are_printed(directory):
    link = installed(directory, "--link", "vscode", "--portable").stdout
    assert link.startswith("vscode:mcp/install?%7B%22name%22") and link.count("\n") == 1, link
    result = installed(directory, "--print", "--client", "codex", "--client", "zed")
    assert "Codex, .codex/config.toml:" in result.stderr and '"source": "custom"' in result.stdout, result
    refused(run(directory, "install", "--print", "--uninstall"), "--uninstall")
    refused(run(directory, "install", "--global", "--scope", "project"), "--global")
    refused(run(directory, "install", "--client", "emacs"), "emacs", "claude-code")
    assert os.listdir(directory) == [], os.listdir(directory)


@test
def a_new_version_of_an_agent_file_is_offered_beside_an_old_one(directory):
    path = write(directory, AGENT_FILES[0], "from before")
    result = installed(directory, "--prompts-only")
    assert "  newer version: " in result.stdout and "*.new" in result.stderr, result
    assert path.read_text() == "from before"
    offered = pathlib.Path(directory, AGENT_FILES[0] + ".new")
    edited = offered.read_text().replace("record", "note")
    os.replace(offered, path)
    path.write_text(edited)
    installed(directory, "--prompts-only")
    assert not offered.exists() and path.read_text() == edited, "who has seen this version is not asked again"


def examined(directory, status=0):
    document = answer_of(directory, "doctor", "--clients", status=status)
    return {(x["client"], x["scope"]): x for x in document["data"]["entries"] if x["state"] != "absent"}


@test
def the_doctor_checks_every_clients_entry(directory):
    assert examined(directory) == {}
    assert "No client has an entry" in run(directory, "doctor", "--clients").stdout
    for name in CLIENTS:
        installed(directory, "--client", name, "--mcp-only")
        installed(directory, "--client", name, "--mcp-only", "--scope", "user")
    before = files(directory)
    entries = examined(directory)
    assert len(entries) == 2 * len(CLIENTS) - len(HOME_ONLY), entries
    assert {x["state"] for x in entries.values()} == {"ok"} and {x["command"] for x in entries.values()} == {BINARY}
    result = run(directory, "doctor", "--clients")
    assert result.stdout.count("starts this program") == len(entries) and result.stdout.endswith("Healthy.\n"), result
    assert files(directory) == before, "it changes nothing"
    refused(run(directory, "doctor", "--clients", "--fix"), "--clients", "--fix")


@test
def the_doctor_names_other_programs_and_never_starts_them(directory):
    other = program(directory, NAME)
    os.symlink(BINARY, directory + "/stable")
    preload = {"LD_PRELOAD": directory + "/evil.so"}
    for place, container, entry in [
            (".cursor/mcp.json", "mcpServers", {"command": str(other), "args": ["server"]}),
            (".mcp.json", "mcpServers", {"command": NAME, "args": ["server"]}),
            (".vscode/mcp.json", "servers", {"command": f"./bin/{NAME}", "args": ["server"]}),
            (".zed/settings.json", "context_servers", {"command": {"path": str(other), "args": ["server"]}}),
            (".gemini/settings.json", "mcpServers", {"command": directory + "/stable", "args": ["server"]}),
            ("home/.cursor/mcp.json", "mcpServers", {"command": BINARY, "args": ["server"], "env": preload}),
            ("home/.gemini/settings.json", "mcpServers", {"command": BINARY, "args": ["install", "--uninstall"]}),
            ("home/.copilot/mcp-config.json", "mcpServers", {"command": "/gone/" + NAME, "args": ["server"]})]:
        write(directory, place, json.dumps({container: {NAME: entry}}))
    write(directory, ".codex/config.toml", f"mcp_servers.{NAME} = {{ command = '{other}', args = ['server'] }}\n")
    before = files(directory)
    entries = examined(directory, status=1)
    for key in [("cursor", "project"), ("claude-code", "project"), ("vscode", "project"), ("zed", "project"),
                ("codex", "project")]:
        assert "another program; it was not run" in entries[key]["text"], (key, entries[key])
    assert entries["gemini", "project"]["state"] == "ok", entries
    assert "LD_PRELOAD" in entries["cursor", "user"]["text"], entries
    assert "does not start the server" in entries["gemini", "user"]["text"], entries
    assert "not there" in entries["copilot-cli", "user"]["text"], entries
    assert calls(directory, NAME) == [] and files(directory) == before
    result = run(directory, "doctor", "--clients")
    assert result.returncode == 1 and result.stdout.endswith("8 problems.\n"), result


run_tests(TESTS, os.path.realpath)
