"""Rules for agents: where `install` puts them, what it leaves alone, and that it takes them back to the byte.
Usage: rules_test.py BINARY"""
import os
import pathlib
import subprocess

from runner import TESTS, run_tests, test
from scratch_home import BINARY, DEADLINE, answer_of, files, run, write

PROJECT = {
    "vscode": ".github/instructions/session_tracking.instructions.md", "claude-code": "CLAUDE.md",
    "cursor": ".cursor/rules/ai-session-tracker.mdc", "codex": "AGENTS.md", "gemini": "GEMINI.md", "zed": "AGENTS.md",
    "copilot-cli": ".github/instructions/session_tracking.instructions.md",
    "windsurf": ".windsurf/rules/ai-session-tracker.md", "claude-desktop": None}
USER = {
    "vscode": ".config/Code/User/prompts/session_tracking.instructions.md", "claude-code": ".claude/CLAUDE.md",
    "cursor": None, "codex": ".codex/AGENTS.md", "gemini": ".gemini/GEMINI.md", "zed": ".config/zed/AGENTS.md",
    "copilot-cli": ".copilot/copilot-instructions.md", "windsurf": ".codeium/windsurf/memories/global_rules.md",
    "claude-desktop": None}
AGENT = ".github/agents/Session Tracked Agent.agent.md"
# Files that people own: the rules are a block in them.
SHARED = [(scope, client, name) for scope, names in (("project", PROJECT), ("user", USER))
          for client, name in names.items() if name and name.endswith(".md") and "/rules/" not in name
          and "instructions.md" not in name.replace("copilot-instructions.md", "")]

TEXTS = {
    "plain": b"# Mine\n\nUse tabs.\n", "windows": b"# Mine\r\n\r\nUse tabs.\r\n", "no final newline": b"# Mine",
    "windows, no final newline": b"# Mine\r\nUse tabs.", "byte order mark": b"\xef\xbb\xbf# Mine\n",
    "only a byte order mark": b"\xef\xbb\xbf", "empty": b"", "only a newline": b"\n", "blank lines": b"a\n\n\n",
    "carriage returns": b"a\rb\r", "mixed": b"a\r\nb\n", "mixed, open": b"a\r\nb\rc\r", "blanks": b"  ",
    "one line feed before windows": b"a\nb\r\n", "fence": b"```\ncode\n", "NUL": b"a\0b\n", "wide": "é 日本\n".encode(),
}


def install(directory, client, *arguments, scope=None, status=0, variables=None):
    scopes = ["--scope", "user"] if scope == "user" else []
    result = run(directory, "install", "--client", client, *scopes, *arguments, variables=variables)
    assert result.returncode == status, result
    return result


def uninstall(directory, client, *arguments, **options):
    return install(directory, client, "--uninstall", *arguments, **options)


def content(directory, name):
    return pathlib.Path(directory, name).read_bytes()


def home_of(scope):
    return "home/" if scope == "user" else ""


@test
def every_client_is_told_the_rules_where_it_reads_them(directory):
    write(directory, "home/.keep", "")
    for scope, names in (("project", PROJECT), ("user", USER)):
        for client, name in names.items():
            before = files(directory)
            result = install(directory, client, scope=scope)
            made = {x for x in files(directory).keys() - before.keys() if os.path.isfile(f"{directory}/{x}")}
            if name is None:
                assert "reads no file with rules" in result.stderr, result
            else:
                text = content(directory, home_of(scope) + name).decode()
                assert home_of(scope) + name in made, (client, scope, made)
                assert "corrects_interaction: -1" in text and f", for {client} -->" in text, text
                assert len(text) / 4 <= 900, (name, len(text))
            if scope == "user":
                assert {x for x in made if not x.startswith("home/")} == set(), (client, made)
            changed = files(directory)
            assert "nothing was changed" in install(directory, client, scope=scope).stderr
            assert files(directory) == changed, client
            uninstall(directory, client, scope=scope)
            assert files(directory) == before, (client, scope, files(directory).keys() ^ before.keys())


@test
def a_file_that_people_own_comes_back_to_the_byte(directory):
    write(directory, "home/.keep", "")
    for scope, client, name in SHARED:
        path = home_of(scope) + name
        was_there = os.path.isdir(os.path.dirname(f"{directory}/{path}"))
        # What becomes of every text is tested with the function that does it; here, that each client's file goes that way.
        for how, text in TEXTS.items() if client == "claude-code" and scope == "project" else list(TEXTS.items())[:7]:
            write(directory, path, text)
            before = files(directory)
            install(directory, client, "--prompts-only", scope=scope)
            after = content(directory, path)
            assert after != text and after.startswith(text), (client, how, after)
            if b"\r\n" in text and text.count(b"\n") == text.count(b"\r\n"):
                assert after.count(b"\n") == after.count(b"\r\n"), (client, how, after)
            assert after.endswith(b"\n") == (text in (b"", b"\xef\xbb\xbf") or text.endswith(b"\n")), (how, after)
            install(directory, client, "--prompts-only", scope=scope)
            assert content(directory, path) == after and files(directory).keys() == before.keys(), (client, how)
            uninstall(directory, client, "--prompts-only", scope=scope)
            assert files(directory) == before, (client, how, content(directory, path))
        os.remove(f"{directory}/{path}")
        if not was_there:
            os.removedirs(os.path.dirname(f"{directory}/{path}"))


@test
def what_is_written_around_the_block_later_stays(directory):
    for text in (b"# Mine\n", b"# Mine", b"", None):
        if text is not None:
            write(directory, "CLAUDE.md", text)
        install(directory, "claude-code")
        path = pathlib.Path(directory, "CLAUDE.md")
        path.write_bytes(b"before\n\n" + path.read_bytes() + b"\nbehind\n")
        install(directory, "claude-code")
        assert path.read_bytes().endswith(b"\nbehind\n"), path.read_bytes()
        uninstall(directory, "claude-code")
        rest = path.read_bytes()
        assert rest.startswith(b"before\n") and rest.endswith(b"behind\n") and b"tracker" not in rest, rest
        assert (text or b"") in rest, rest
        os.remove(path)


@test
def rules_that_a_person_changed_stay_and_newer_ones_are_offered(directory):
    for client, name in PROJECT.items():
        if name is None:
            continue
        install(directory, client)
        path = pathlib.Path(directory, name)
        edited = path.read_bytes().replace(b"be honest", b"be very honest")
        path.write_bytes(edited)
        assert "already there" in install(directory, client).stdout
        assert path.read_bytes() == edited and not os.path.exists(f"{path}.new"), "this edition has been seen"
        older = edited.replace(b"begin, revision 3,", b"begin, revision 1,")
        path.write_bytes(older)
        result = install(directory, client)
        assert "  newer version: " in result.stdout and "*.new" in result.stderr, result
        assert path.read_bytes() == older
        offer = pathlib.Path(f"{path}.new").read_bytes()
        assert b"begin, revision 3," in offer and b"be honest" in offer, offer
        changed = files(directory)
        install(directory, client)
        assert files(directory) == changed, client
        result = uninstall(directory, client)
        assert "left: " in result.stdout and "(you changed it)" in result.stdout, result
        assert path.read_bytes() == older and not os.path.exists(f"{path}.new"), client
        os.remove(path)


@test
def unchanged_rules_of_another_edition_are_brought_up_to_date(directory):
    old = {AGENT: "rules of an agent\n", PROJECT["vscode"]: "rules\n"}
    for name, text in old.items():
        write(directory, name, text)
    result = install(directory, "vscode")
    assert result.stdout.count("already there") == 2, "these are a person's"
    install(directory, "codex")
    today = content(directory, "AGENTS.md")
    # What another edition wrote is known by its own checksum.
    begin, rest = today.split(b"\n", 1)
    body, end = rest.rsplit(b"<!--", 1)
    other = b"Other rules.\n"
    mark = begin.replace(b"revision 3", b"revision 1").replace(begin.split(b"text ")[1][:16], checksum(other))
    write(directory, "AGENTS.md", b"mine\r\n\r\n" + (mark + b"\n" + other + b"<!--" + end).replace(b"\n", b"\r\n"))
    install(directory, "codex")
    assert content(directory, "AGENTS.md") == b"mine\r\n\r\n" + today.replace(b"\n", b"\r\n")
    newer = mark.replace(b"revision 1", b"revision 9") + b"\n" + other + b"<!--" + end
    write(directory, "AGENTS.md", newer)
    install(directory, "codex")
    assert content(directory, "AGENTS.md") == newer, "what a newer program wrote stays"
    uninstall(directory, "codex")
    assert not os.path.exists(directory + "/AGENTS.md")


def checksum(text):
    value = 0xcbf29ce484222325
    for byte in text:
        value = (value ^ byte) * 0x100000001b3 % 2 ** 64
    return b"%016x" % value


@test
def rules_that_several_clients_read_go_with_the_last_of_them(directory):
    def rounds(clients, names, text):
        for name in names:
            if text is not None:
                write(directory, name, text)
        before = files(directory)
        for order in (clients, clients[::-1]):
            for client in clients:
                install(directory, client)
            for name in names:
                assert content(directory, name).count(b"begin, revision") == 1, name
            for client in order[:-1]:
                uninstall(directory, client)
                assert all(b"begin, revision" in content(directory, x) for x in names), (client, order)
            uninstall(directory, order[-1])
            assert files(directory) == before, (order, files(directory).keys() ^ before.keys())
        for name in names:
            if text is not None:
                os.remove(f"{directory}/{name}")

    write(directory, "home/.keep", "")
    for text in (None, b"mine", b"mine\n"):
        rounds(["codex", "zed"], ["AGENTS.md"], text)
    rounds(["claude-code", "zed"], ["CLAUDE.md"], b"mine\n")
    rounds(["gemini", "zed"], ["GEMINI.md"], b"mine\n")
    rounds(["vscode", "copilot-cli"], [AGENT, PROJECT["vscode"]], None)


@test
def other_ways_to_name_the_clients_change_nothing(directory):
    write(directory, "home/.keep", "")
    write(directory, "AGENTS.md", "mine")
    before = files(directory)
    several = [x for name in PROJECT for x in ("--client", name)]
    planned = answer_of(directory, "install", *several, "--dry-run")["data"]["files"]
    assert files(directory) == before
    done = answer_of(directory, "install", *several)["data"]["files"]
    assert [(x["path"], x["action"]) for x in planned] == [(x["path"], x["action"]) for x in done]
    paths = [x["path"] for x in done]
    assert len(set(paths)) == len(paths), "each file once"
    assert {x["action"] for x in answer_of(directory, "install", *several)["data"]["files"]} == {"unchanged"}
    run(directory, "install", *several, "--uninstall", "--dry-run")
    answer_of(directory, "install", *several, "--uninstall")
    assert files(directory) == before, files(directory).keys() ^ before.keys()
    install(directory, "claude-code", "--client", "zed", "--mcp-only")
    assert not os.path.exists(directory + "/CLAUDE.md") and content(directory, "AGENTS.md") == b"mine"
    install(directory, "claude-code", "--prompts-only")
    install(directory, "claude-code", "--mcp-only", "--uninstall")
    assert os.path.exists(directory + "/CLAUDE.md") and not os.path.exists(directory + "/.mcp.json")
    uninstall(directory, "claude-code", "--prompts-only")
    assert not os.path.exists(directory + "/CLAUDE.md")
    assert "start_ai_session" in run(directory, "install", "--prompts-only", "--print").stdout
    uninstall(directory, "zed")
    assert files(directory) == before
    for client in ("copilot-cli", "windsurf"):
        install(directory, client, scope="user")
        install(directory, client)
        uninstall(directory, client)
        assert files(directory) == before, "their one entry is the user's: nothing is left of either scope"


@test
def two_names_of_one_file_get_one_block(directory):
    clients = ["--client", "claude-code", "--client", "codex", "--client", "gemini"]
    for how in ("symbolic", "hard"):
        project = f"{directory}/{how}"
        real = write(project, "AGENTS.md", "# Mine\n")
        for name in ("CLAUDE.md", "GEMINI.md"):
            os.symlink("AGENTS.md", f"{project}/{name}") if how == "symbolic" else os.link(real, f"{project}/{name}")
        variables = {"HOME": directory + "/home"}

        def go(*arguments):
            result = run_in(project, "install", *arguments, variables=variables)
            assert result.returncode == 0, result
            return result

        for steps in ([clients], [clients[:2], clients[2:4], clients[4:]]):
            for step in steps:
                go(*step)
                assert os.path.samefile(real, f"{project}/CLAUDE.md"), how
            text = real.read_text()
            assert text.count("begin, revision") == 1 and ", for claude-code, codex, gemini -->" in text, text
            assert "nothing was changed" in go(*clients).stderr
            for step in steps:
                go(*step, "--uninstall")
                assert os.path.samefile(real, f"{project}/GEMINI.md"), how
            assert real.read_text() == "# Mine\n" and os.path.islink(f"{project}/CLAUDE.md") == (how == "symbolic")


def run_in(project, *arguments, variables):
    return subprocess.run([BINARY, *arguments], cwd=project, capture_output=True, text=True, timeout=DEADLINE,
                          env={"PATH": "/nowhere", "TZ": "UTC", **variables})


@test
def zed_is_told_where_it_looks_first(directory):
    order = [".rules", ".cursorrules", ".windsurfrules", ".clinerules", ".github/copilot-instructions.md", "AGENT.md",
             "AGENTS.md", "CLAUDE.md", "GEMINI.md"]
    for name in reversed(order):
        write(directory, name, "mine\n")
        before = files(directory)
        install(directory, "zed", "--prompts-only")
        assert b"begin, revision" in content(directory, name), name
        assert len([x for x in before if files(directory)[x] != before[x]]) == 1, name
        uninstall(directory, "zed", "--prompts-only")
        assert files(directory) == before, name
    for name in order:
        os.remove(f"{directory}/{name}")
    # Cline keeps a folder under the name; Zed passes over it.
    os.mkdir(directory + "/.clinerules")
    install(directory, "zed", "--prompts-only")
    assert os.path.exists(directory + "/AGENTS.md")
    # What is found first since then does not keep the block from being taken out.
    write(directory, ".rules", "mine\n")
    uninstall(directory, "zed", "--prompts-only")
    assert not os.path.exists(directory + "/AGENTS.md") and content(directory, ".rules") == b"mine\n"


@test
def codex_reads_its_override_unless_it_is_blank(directory):
    for scope, folder in (("project", ""), ("user", "home/.codex/")):
        for text, name in (("mine\n", "AGENTS.override.md"), ("\n \n", "AGENTS.md"), ("", "AGENTS.md")):
            write(directory, folder + "AGENTS.md", "all\n")
            write(directory, folder + "AGENTS.override.md", text)
            before = files(directory)
            install(directory, "codex", "--prompts-only", scope=scope)
            assert [x for x in before if files(directory)[x] != before[x]] == [folder + name], (scope, text)
            uninstall(directory, "codex", "--prompts-only", scope=scope)
            assert files(directory) == before


@test
def variables_move_the_users_rules(directory):
    for client, variable, name in (("claude-code", "CLAUDE_CONFIG_DIR", "CLAUDE.md"), ("codex", "CODEX_HOME", "AGENTS.md"),
                                   ("copilot-cli", "COPILOT_HOME", "copilot-instructions.md"),
                                   ("zed", "XDG_CONFIG_HOME", "zed/AGENTS.md")):
        options = {"scope": "user", "variables": {variable: directory + "/moved"}}
        install(directory, client, "--prompts-only", **options)
        assert files(directory).keys() >= {"moved/" + name} and not os.path.exists(directory + "/home"), client
        uninstall(directory, client, "--prompts-only", **options)
        assert not os.path.exists(directory + "/moved"), client


BROKEN = {
    "begin alone": b"<!-- ai-session-tracker: begin -->\nx\n", "end alone": b"x\n<!-- ai-session-tracker: end -->\n",
    "two": b"<!-- ai-session-tracker: begin -->\nx\n<!-- ai-session-tracker: end -->\n" * 2,
    "nested": b"<!-- ai-session-tracker: begin -->\n" * 2 + b"<!-- ai-session-tracker: end -->\n" * 2,
    "turned round": b"<!-- ai-session-tracker: end -->\n<!-- ai-session-tracker: begin -->\n",
    "within a line": b"see <!-- ai-session-tracker: begin -->\n<!-- ai-session-tracker: end -->\n",
    "more on the line": b"<!-- ai-session-tracker: begin --> x -->\n<!-- ai-session-tracker: end -->\n",
    "on one line": b"<!-- ai-session-tracker: begin --><!-- ai-session-tracker: end -->\n",
}


@test
def broken_marks_are_left_and_said(directory):
    for how, text in BROKEN.items():
        path = write(directory, "CLAUDE.md", b"mine\n" + text)
        for more in ([], ["--uninstall"], ["--prompts-only"], ["--uninstall", "--prompts-only"]):
            result = install(directory, "claude-code", *more, status=1)
            assert "CLAUDE.md: line 2: the marks" in result.stderr or "CLAUDE.md: line 3: the marks" in result.stderr, \
                (how, result)
            assert path.read_bytes() == b"mine\n" + text, how


@test
def what_is_no_text_is_refused_as_other_files_are(directory):
    def refuse(word, client="claude-code"):
        result = install(directory, client, "--client", "gemini", status=1)
        assert word in result.stderr and "Not all of it installed" in result.stderr, (word, result)
        assert os.path.exists(directory + "/GEMINI.md"), "the others are told all the same"
        install(directory, "gemini", "--uninstall")

    path = write(directory, "CLAUDE.md", b"caf\xe9\n")
    refuse("it is not UTF-8")
    assert path.read_bytes() == b"caf\xe9\n"
    path.write_bytes("mine\n".encode("utf-16"))
    refuse("it is not UTF-8")
    path.unlink()
    os.mkdir(path)
    write(directory, "CLAUDE.md/x", "")
    refuse("Is a directory")
    os.rename(path, directory + "/old")
    os.mkfifo(path)
    refuse("it is a FIFO")
    path.unlink()
    os.symlink("gone.md", path)
    refuse("which is not there")
    path.unlink()
    outside = pathlib.Path(os.path.dirname(directory), os.path.basename(directory) + ".outside")
    outside.write_text("mine\n")
    try:
        os.symlink(outside, path)
        refuse("leads out of")
        assert outside.read_text() == "mine\n"
    finally:
        outside.unlink()


@test
def the_doctor_says_whose_agents_were_told_nothing(directory):
    def rules():
        entries = answer_of(directory, "doctor", "--clients")["data"]["entries"]
        return {x["client"]: x["rules"] for x in entries if x["state"] != "absent"}

    install(directory, "codex", "--client", "claude-code", "--client", "claude-desktop", "--mcp-only")
    assert rules() == {"codex": "missing", "claude-code": "missing", "claude-desktop": None}, rules()
    result = run(directory, "doctor", "--clients")
    assert "`ai-session-tracker install --client codex --prompts-only`" in result.stdout and result.returncode == 0, result
    install(directory, "codex", "--prompts-only")
    install(directory, "claude-code", "--prompts-only", scope="user")
    assert rules() == {"codex": "current", "claude-code": "current", "claude-desktop": None}, rules()
    path = pathlib.Path(directory, "AGENTS.md")
    path.write_text(path.read_text().replace("begin, revision 3", "begin, revision 1"))
    assert rules()["codex"] == "older" and "older rules" in run(directory, "doctor", "--clients").stdout
    write(directory, "AGENTS.override.md", "mine\n")
    assert rules()["codex"] == "missing", "Codex reads the override alone"


run_tests(TESTS, os.path.realpath)
