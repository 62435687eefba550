"""`service`, and what packages carry, of the built program in a scratch home. Usage: service_test.py BINARY"""
import json
import os
import pathlib
import re
import shutil
import socket
import subprocess

from runner import TESTS, run_tests, test
from scratch_home import BINARY, DEADLINE, NAME, answer_of, calls, environment, files, program, refused, run, write


def installed(directory, *arguments):
    result = run(directory, "install", "--service", "--mcp-only", *arguments)
    assert result.returncode == 0, result
    return result


def systemctl(directory, *lines):
    """A stand-in that keeps whether the unit is enabled and running in files."""
    unit = directory + "/home/.config/systemd/user/ai-session-tracker.service"
    shutil.copy("/bin/touch", directory + "/touch")
    shutil.copy("/bin/rm", directory + "/rm")
    return program(
        directory, "systemctl", *lines, f'case "$3" in',
        f'cat) [ -e "{unit}" ] || exit 1 ;;', f'start) {directory}/touch {directory}/running ;;',
        f'stop) {directory}/rm -f {directory}/running ;;', f'is-active) [ -e {directory}/running ] || exit 3 ;;',
        f'enable) {directory}/touch {directory}/enabled ;;', f'disable) {directory}/rm -f {directory}/enabled ;;',
        f'is-enabled) [ -e {directory}/enabled ] || exit 1 ;;', "esac")


@test
def the_service_is_installed_started_shown_stopped_and_removed(directory):
    systemctl(directory)
    unit = pathlib.Path(directory, "home/.config/systemd/user", NAME + ".service")
    result = run(directory, "service", "start")
    assert result.returncode == 1 and "install --service" in result.stderr, result
    result = installed(directory, "--output-dir", "my data")
    assert f'ExecStart="{BINARY}" dashboard --host 127.0.0.1 --port 8000 --data "{directory}/my data"\n' \
        in unit.read_text(), unit.read_text()
    assert "service start" in result.stderr, result
    document = answer_of(directory, "service", "start")
    assert document["message"] == "Service started", document
    document = answer_of(directory, "service", "status")
    assert document["data"] == {"installed": True, "enabled": True, "running": True, "status": "running"}, document
    assert run(directory, "service", "stop").returncode == 0
    result = run(directory, "service", "status")
    assert result.returncode == 1 and "  Running:   no\n" in result.stdout, result
    assert run(directory, "service", "uninstall").returncode == 0
    assert not unit.exists() and not os.path.exists(directory + "/enabled")
    verbs = [x.removeprefix("--user --quiet ") for x in calls(directory, "systemctl")]
    assert verbs.index("daemon-reload") < verbs.index(f"enable {NAME}.service"), verbs
    assert verbs[-3:] == [f"stop {NAME}.service", f"disable {NAME}.service", "daemon-reload"], verbs
    result = run(directory, "service", "uninstall")
    assert result.returncode == 0 and "not installed" in result.stderr, result


@test
def service_install_is_the_services_part_of_install(directory):
    systemctl(directory)
    unit = pathlib.Path(directory, "home/.config/systemd/user", NAME + ".service")
    installed(directory, "--output-dir", "my data")
    first = unit.read_bytes()
    assert run(directory, "service", "uninstall").returncode == 0 and not unit.exists()
    before = set(files(directory))
    document = answer_of(directory, "service", "install", "--output-dir", "my data")
    assert document["message"] == "Service installed" and document["data"]["directory"] == directory + "/my data", document
    assert unit.read_bytes() == first and os.path.exists(directory + "/enabled")
    assert {x for x in set(files(directory)) - before if "systemd" not in x} <= {"enabled"}, "no client and no agent file"
    assert run(directory, "service", "install").returncode == 0
    assert f'--data "{directory}/.ai_sessions"' in unit.read_text().replace("my data", ""), unit.read_text()
    refused(run(directory, "service", "stop", "--output-dir", "x"), "--output-dir")
    refused(run(directory, "service", "install", "--output-dir", ""), "--output-dir")


@test
def a_service_that_does_not_start_is_told(directory):
    systemctl(directory)
    installed(directory)
    systemctl(directory, '[ "$3" != start ] || exit 5')
    result = run(directory, "service", "start")
    assert result.returncode == 1 and "ended with status 5" in result.stderr and "journalctl" in result.stderr, result


@test
def without_systemd_the_service_says_so(directory):
    for _ in range(2):
        for action in ("install", "start", "stop"):
            result = run(directory, "service", action)
            assert result.returncode == 1 and "no systemd" in result.stderr and "dashboard" in result.stderr, result
        result = run(directory, "service", "status")
        assert result.returncode == 1 and "no systemd" in result.stdout, result
        before = files(directory)
        result = run(directory, "install", "--service")
        assert result.returncode == 1 and "no systemd" in result.stderr, result
        assert files(directory) == before, "nothing is done by halves"
        program(directory, "systemctl", "exit 1")
    unit = write(directory, f"home/.config/systemd/user/{NAME}.service", "left over")
    assert run(directory, "service", "uninstall").returncode == 0 and not unit.exists()
    refused(run(directory, "service", "restart"), "restart", "uninstall")
    refused(run(directory, "service"), "action")


@test
def a_supervisor_is_told_when_the_dashboard_serves(directory):
    with socket.socket(socket.AF_UNIX, socket.SOCK_DGRAM) as supervisor:
        supervisor.settimeout(DEADLINE)
        supervisor.bind(directory + "/notify")
        process = subprocess.Popen([BINARY, "dashboard", "--port", "0"], stdout=subprocess.DEVNULL,
                                   env=environment(directory, NOTIFY_SOCKET=directory + "/notify"))
        try:
            assert supervisor.recv(64) == b"READY=1"
        finally:
            process.terminate()
            assert process.wait(DEADLINE) == 0


# --- what packages carry


@test
def the_manual_page_names_every_command_and_option(directory):
    result = run(directory, "generate", "made")
    assert result.returncode == 0 and len(result.stdout.splitlines()) == 6, result
    page = pathlib.Path(directory, "made", NAME + ".1").read_text().replace("\\-", "-").replace("\\(aq", "'")
    tree = json.loads(run(directory, "--experimental-dump-help").stdout)["command"]
    commands = [x for x in tree["subcommands"] if x["shouldDisplay"] and x["commandName"] != "help"]
    assert len(commands) >= 12, commands
    for command in commands:
        section = re.search(rf'^\.SS "{NAME} {command["commandName"]}"$(.*?)(?=^\.S[SH] )', page, re.M | re.S)
        assert section, command["commandName"]
        for argument in command["arguments"]:
            name = argument.get("preferredName", {}).get("name", argument["valueName"])
            common = name in ("help", "version")
            text = page if common else section[1]
            assert argument["kind"] == "positional" or f"\\fB--{name}\\fR" in text or f"--{name}" in text, name
            assert common or argument["abstract"].split("`")[0][:20] in section[1], argument
    assert f'"{NAME} ' in page.splitlines()[0] and "generate" not in page, page.splitlines()[0]


@test
def the_manual_page_is_good_roff(directory):
    groff = shutil.which("groff")
    assert run(directory, "generate", "made").returncode == 0
    page = pathlib.Path(directory, "made", NAME + ".1").read_text()
    for line in page.splitlines():
        assert not line.startswith(".") or re.match(r"\.(TH|SH|SS|PP|TP|B|BR|I|IR|RI|RS|RE|nf|fi)( |$)", line), line
    lines = page.splitlines()
    assert lines.count(".RS") == lines.count(".RE") > 5 and lines.count(".nf") == lines.count(".fi"), lines
    if groff:
        result = subprocess.run([groff, "-man", "-Tutf8", "-ww", "-z", f"{directory}/made/{NAME}.1"],
                                capture_output=True, text=True, timeout=DEADLINE)
        assert result.returncode == 0 and result.stderr == "", result


@test
def the_bundle_and_the_registry_are_told_what_the_server_lists(directory):
    digest = "0" * 64
    result = run(directory, "generate", "made", "--repository", "https://github.com/o/r", "--bundle-url",
                 "https://github.com/o/r/releases/download/v1/x-mcp.mcpb", "--bundle-digest", digest)
    assert result.returncode == 0, result
    manifest = json.loads(pathlib.Path(directory, "made/manifest.json").read_text())
    entry = json.loads(pathlib.Path(directory, "made/server.json").read_text())
    request = '{"jsonrpc":"2.0","id":1,"method":"tools/list"}\n'
    listed = subprocess.run([BINARY, "server"], input=request, env=environment(directory), cwd=directory,
                            capture_output=True, text=True, timeout=DEADLINE)
    tools = [x["name"] for x in json.loads(listed.stdout)["result"]["tools"]]
    assert [x["name"] for x in manifest["tools"]] == tools and len(tools) == 7, manifest
    assert entry["name"] == f"io.github.o/{NAME}" and len(entry["description"]) <= 100, entry
    assert entry["packages"][0]["fileSha256"] == digest and entry["version"] == manifest["version"], entry
    refused(run(directory, "generate", "x", "--bundle-digest", digest), "--repository")


run_tests(TESTS, os.path.realpath)
