"""Holds every line of a server against the published schemas, under generated messages, for each revision. Not a test of every run: it needs
the package jsonschema and the schemas. Usage: schema_check.py BINARY SCHEMAS [MESSAGES [SEED]]; SCHEMAS holds REVISION/schema.json."""
import json
import os
import pathlib
import random
import subprocess
import sys
import tempfile

import jsonschema

BINARY, SCHEMAS = os.path.abspath(sys.argv[1]), pathlib.Path(sys.argv[2])
MESSAGES = int(sys.argv[3]) if len(sys.argv) > 3 else 1500
SEED = int(sys.argv[4]) if len(sys.argv) > 4 else 1
RESERVED = "io.modelcontextprotocol/"
RESULTS = {
    "initialize": "InitializeResult", "server/discover": "DiscoverResult", "ping": "EmptyResult",
    "tools/list": "ListToolsResult", "tools/call": "CallToolResult", "resources/list": "ListResourcesResult",
    "resources/templates/list": "ListResourceTemplatesResult", "resources/read": "ReadResourceResult",
    "resources/subscribe": "EmptyResult", "resources/unsubscribe": "EmptyResult", "prompts/list": "ListPromptsResult",
    "prompts/get": "GetPromptResult", "completion/complete": "CompleteResult",
    "subscriptions/listen": "SubscriptionsListenResult"}
NOTIFICATIONS = {
    "notifications/resources/updated": "ResourceUpdatedNotification",
    "notifications/subscriptions/acknowledged": "SubscriptionsAcknowledgedNotification"}
TOOLS = ["start_ai_session", "log_ai_interaction", "end_ai_session", "flag_ai_issue", "log_code_metrics",
         "get_ai_observability", "get_active_sessions"]


class Schemas:
    """The definitions of one revision."""

    def __init__(self, revision):
        self.whole = json.loads((SCHEMAS / revision / "schema.json").read_text())
        self.key = "$defs" if "$defs" in self.whole else "definitions"
        self.kind = jsonschema.validators.validator_for(self.whole)
        self.made = {}

    def has(self, name):
        return name in self.whole[self.key]

    def check(self, name, value):
        if name not in self.made:
            self.made[name] = self.kind({**{k: v for k, v in self.whole.items() if k in ("$schema", self.key)},
                                         "$ref": f"#/{self.key}/{name}"})
        self.made[name].validate(value)


class Maker:
    """Requests, mostly whole, some with a value that does not belong there."""

    def __init__(self, revision, seed):
        self.random, self.revision, self.sessions = random.Random(f"{revision}{seed}"), revision, ["nobody"]
        self.modern = revision >= "2026"

    def value(self):
        return self.random.choice([None, True, 0, -1, 4.5, 1e300, 2 ** 60, "", "x", "é🚀\u2028", [], {}, ["a"], {"a": None},
                                   "y" * 3000, "line\nbreak", "../../etc"])

    def arguments(self):
        pick = self.random.choice
        made = {"session_id": pick(self.sessions[-4:]), "session_name": "n", "task_type": pick(["debugging", "testing"]),
                "model_name": "m", "human_time_estimate_minutes": pick([30, 0.5, 1e9]), "estimate_source": "manual",
                "prompt": "p", "response_summary": "r", "effectiveness_rating": pick([1, 3, 5, 9, 4.0]),
                "outcome": pick(["success", "partial"]), "issue_type": "t", "description": "d",
                "severity": pick(["low", "critical"]), "file_path": pick(["code.py", "no.py", "a.txt"]),
                "functions_modified": [{"name": pick(["f", "g"]), "modification_type": pick(["added", "deleted"])}],
                "time_range": pick(["all", "last_day"])}
        if pick([True, False, False]):
            made[pick(list(made))] = self.value()
        if pick([True, False, False, False]):
            del made[pick(list(made))]
        return made

    def request(self, number):
        pick = self.random.choice
        method = pick(list(RESULTS) + ["tools/call"] * 20 + ["no/such"])
        parameters = {}
        if method == "initialize":
            parameters = {"protocolVersion": self.revision, "capabilities": {}, "clientInfo": {"name": "c", "version": "1"}}
        elif method == "tools/call":
            parameters = {"name": pick(TOOLS * 5 + ["no_such"]), "arguments": self.arguments()}
        elif method == "prompts/get":
            parameters = {"name": pick(["start_tracked_task", "wrap_up_session", "productivity_review"]),
                          "arguments": {"task_type": "debugging", "session_id": "s"}}
        elif method == "completion/complete":
            parameters = {"ref": {"type": "ref/prompt", "name": "wrap_up_session"},
                          "argument": {"name": "session_id", "value": pick(["", "n"])}}
        elif method == "subscriptions/listen":
            parameters = {"notifications": {"resourceSubscriptions": ["ai-sessions://report"]}}
        elif method.startswith("resources/") and "list" not in method:
            parameters = {"uri": pick(["ai-sessions://report", "ai-sessions://sessions/active", "x:y",
                                       "ai-sessions://sessions/recent", "ai-sessions://sessions/" + self.sessions[-1]])}
        if parameters and pick([True] + [False] * 14):
            parameters[pick(list(parameters))] = self.value()
        if self.modern:
            parameters["_meta"] = {RESERVED + "protocolVersion": self.revision, RESERVED + "clientCapabilities": {}}
        return {"jsonrpc": "2.0", "id": pick([number, str(number)]), "method": method, "params": parameters}


def check_line(message, asked, schemas):
    """Holds one message of the server against the schemas; what kind it was."""
    schemas.check("JSONRPCMessage", message)
    if "method" in message:
        schemas.check(NOTIFICATIONS[message["method"]], message)
        return "notification"
    if "error" in message:
        schemas.check("JSONRPCErrorResponse" if schemas.has("JSONRPCErrorResponse") else "JSONRPCError", message)
        return "error"
    method = asked[json.dumps(message["id"])]
    schemas.check("JSONRPCResultResponse" if schemas.has("JSONRPCResultResponse") else "JSONRPCResponse", message)
    schemas.check(RESULTS[method], message["result"])
    return method


def check_revision(revision, directory):
    schemas, maker = Schemas(revision), Maker(revision, SEED)
    pathlib.Path(directory, "code.py").write_text("def f(a):\n    return a and 1\n")
    server = subprocess.Popen([BINARY, "server"], cwd=directory, stdin=subprocess.PIPE, stdout=subprocess.PIPE,
                              stderr=subprocess.DEVNULL, env={"PATH": os.environ["PATH"], "HOME": directory,
                                                              "AI_OUTPUT_DIR": directory + "/ledger"})
    asked, kinds, outputs, last = {}, {}, {}, json.dumps("last")

    def ask(request):
        """Sends a request and a question behind it, and holds all that comes until that is answered against the schemas."""
        asked[json.dumps(request["id"])] = request["method"]
        behind = {"jsonrpc": "2.0", "id": "last", "method": "tools/list", "params": {
            "_meta": request["params"]["_meta"]} if maker.modern else {}}
        asked[last] = "tools/list"
        server.stdin.write((json.dumps(request) + "\n" + json.dumps(behind) + "\n").encode())
        server.stdin.flush()
        while True:
            line = server.stdout.readline()
            assert line, f"{revision}: the server ended at {request}"
            message = json.loads(line)
            try:
                kind = check_line(message, asked, schemas)
            except jsonschema.ValidationError as error:
                raise AssertionError(f"{revision}: {json.dumps(request)[:600]}\n  got {line[:900]}\n  {error.message}")
            kinds[kind] = kinds.get(kind, 0) + 1
            if message.get("id") == "last":
                outputs.update({tool["name"]: tool["outputSchema"] for tool in message["result"]["tools"]
                                if "outputSchema" in tool})
                return
            content = message.get("result", {}).get("structuredContent")
            if content is not None:
                jsonschema.Draft202012Validator(outputs[request["params"]["name"]]).validate(content)
                kinds["structured content"] = kinds.get("structured content", 0) + 1
                if "auto_closed_sessions" in content:
                    maker.sessions.append(content["session_id"])

    if not maker.modern:
        ask({"jsonrpc": "2.0", "id": 0, "method": "initialize", "params": {
            "protocolVersion": revision, "capabilities": {}, "clientInfo": {"name": "c", "version": "1"}}})
    for number in range(1, MESSAGES + 1):
        request = maker.request(number)
        if request["method"] == "initialize" and request["params"]["protocolVersion"] != revision:
            continue
        ask(request)
    server.stdin.close()
    for line in server.stdout:
        check_line(json.loads(line), asked, schemas)
    assert server.wait(10) == 0
    known = [method for method, result in RESULTS.items() if schemas.has(result) and (
        method not in ("initialize", "ping", "resources/subscribe", "resources/unsubscribe") or not maker.modern)]
    missing = [method for method in known if method not in kinds and method != "subscriptions/listen"]
    assert not missing and kinds.get("error", 0) > 20, (revision, missing, kinds)
    print(f"{revision}: {sum(kinds.values())} messages valid, {kinds.get('error', 0)} errors, "
          f"{kinds.get('structured content', 0)} structured contents, {kinds.get('notification', 0)} notifications")


for each in sorted(path.parent.name for path in SCHEMAS.glob("*/schema.json")):
    with tempfile.TemporaryDirectory() as place:
        check_revision(each, place)
