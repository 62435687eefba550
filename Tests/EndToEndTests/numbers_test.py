"""The dashboard, the report and the REST API say the same numbers, whatever the ledger. Usage: numbers_test.py BINARY [TEST…]

NUMBERS_SEED and NUMBERS_LEDGERS choose other and more ledgers.
"""
import contextlib
import datetime
import http.client
import json
import os
import pathlib
import random
import re
import subprocess
import sys
import time

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
DEADLINE = 60
SEED = int(os.environ.get("NUMBERS_SEED", "1"))
LEDGERS = int(os.environ.get("NUMBERS_LEDGERS", "4"))
ZONES = ("UTC", "Asia/Kolkata", "America/St_Johns", "Pacific/Kiritimati")
RANGES = {"today": 0, "7d": 6, "30d": 29, "90d": 89}
TABS = ("overview", "sessions", "effectiveness", "roi", "issues", "gaps", "trends")
# Names that figures once had.
FORMER = {"ai_minutes", "ai_hours", "ai_total_cost", "average_effectiveness", "records_skipped", "functions_analyzed"}
# What `/api/overview`, a frozen body, calls otherwise.
ALIASES = {"average", "effectiveness_avg", "interaction_count"}
TYPES = ["testing", "debugging", "human_review", "refactoring", "documentation", "human_review "]
ODD = [None, "", "text", 3, -7, 1e300, -0.5, True, [], {}, "2026-02-31T99:00:00", "日本\u202e\x1b[2J"]


def now():
    return datetime.datetime.now(datetime.timezone.utc)


def written(moment, numbers):
    """An instant as one of the programs that write ledgers spells it."""
    zone = numbers.choice([datetime.timezone.utc, datetime.timezone(datetime.timedelta(hours=5, minutes=30)), None])
    text = moment.astimezone(zone or datetime.timezone.utc).isoformat(timespec=numbers.choice(["seconds", "microseconds"]))
    return text[:-6] if zone is None else text.replace("+00:00", numbers.choice(["+00:00", "Z"]))


def odd_or(numbers, value, often=0.06):
    return numbers.choice(ODD) if numbers.random() < often else value


def without(numbers, record, names, often=0.05):
    return {name: value for name, value in record.items() if name not in names or numbers.random() >= often}


def a_session(numbers, number, end_of_last):
    start = end_of_last + datetime.timedelta(minutes=numbers.choice([1, 4, 5, 17, 30, 90, 120, 700]) * numbers.random())
    if numbers.random() < 0.04:
        start = now() + datetime.timedelta(days=numbers.choice([1, 400, 2_900_000]))
    elif now() < start:
        # What becomes the present while the viewers are asked one after the other would be in some ranges only.
        start = now() - datetime.timedelta(minutes=1)
    minutes = numbers.choice([0, 0.5, 12, 44, 61, 240]) * numbers.random() - (5 if numbers.random() < 0.04 else 0)
    end = start + datetime.timedelta(minutes=minutes)
    status = numbers.choice(["completed"] * 8 + ["active", "abandoned", "paused"])
    record = {
        "id": f"s{number}", "session_name": f"Task {number}", "task_type": numbers.choice(TYPES), "context": "",
        "start_time": written(start, numbers), "end_time": written(end, numbers) if status == "completed" else None,
        "model_name": numbers.choice(["claude-opus-4", "gpt-4o", ""]), "status": status, "outcome": "success",
        "human_time_estimate_minutes": numbers.choice([0, 15, 59.9, 240, 1e7]), "estimate_source": "manual",
        "execution_context": "foreground", "notes": "", "total_interactions": numbers.randrange(9),
        "avg_effectiveness": numbers.random() * 5, "code_metrics": []}
    record = {name: value if name in ("start_time", "end_time") else odd_or(numbers, value, 0.02) for name, value in record.items()}
    if numbers.random() < 0.03:
        record["start_time"] = numbers.choice(ODD)
    if numbers.random() < 0.3:
        record["unknown_" + str(number)] = [1.50, {"é": None}]
    return without(numbers, record, list(record), 0.02), max(end, end_of_last)


def a_ledger(numbers):
    """Sessions, interactions and issues with what long use and other programs leave behind."""
    sessions, moment = {}, now() - datetime.timedelta(days=numbers.choice([2, 8, 40, 120]))
    for number in range(numbers.choice([0, 1, 12, 80])):
        sessions[f"s{number}"], moment = a_session(numbers, number, min(moment, now()))
    names = list(sessions) + ["nobody"]
    interactions = [without(numbers, {
        "session_id": numbers.choice(names), "timestamp": written(now() - datetime.timedelta(hours=numbers.random() * 900), numbers),
        "prompt": "p", "response_summary": "s", "effectiveness_rating": odd_or(numbers, numbers.randrange(1, 6)),
        "iteration_count": odd_or(numbers, numbers.randrange(1, 7)), "tools_used": odd_or(numbers, ["edit", "grep"])},
        ["timestamp", "effectiveness_rating", "iteration_count", "tools_used"]) for _ in range(numbers.choice([0, 40, 400]))]
    issues = [without(numbers, {
        "session_id": numbers.choice(names), "issue_type": numbers.choice(["hallucination", "incomplete", "ödd"]),
        "description": "d", "severity": numbers.choice(["low", "medium", "high", "critical", "dire"]),
        "timestamp": "2026-01-05T09:00:00Z", "resolved": numbers.random() < 0.3}, ["issue_type", "severity", "timestamp"])
        for _ in range(numbers.choice([0, 3, 30]))]
    return sessions, interactions, issues


class Ledger:
    """A ledger on disk, asked through each of the programs' faces."""

    def __init__(self, directory, sessions, interactions, issues, zone):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir()
        self.environment = {"PATH": os.environ["PATH"], "HOME": directory + "/home", "TZ": zone, "AI_OUTPUT_DIR": directory}
        for name, value in (("sessions", sessions), ("interactions", interactions), ("issues", issues)):
            path = self.directory / (name + ".json")
            path.write_text(json.dumps(value, indent=2))
            os.utime(path, (time.time() - 60, time.time() - 60))

    def run(self, *arguments):
        result = subprocess.run([BINARY, *arguments], env=self.environment, capture_output=True, text=True, timeout=DEADLINE,
                                stdin=subprocess.DEVNULL)
        assert result.returncode == 0, (arguments, result.stderr)
        return result.stdout

    def tab(self, name, range_label, *arguments):
        return strict(self.run("tui", "--once", "--json", "--tab", name, "--range", range_label, *arguments))

    def report(self, *arguments):
        return strict(self.run("report", "--json", *arguments))

    def ask_mcp(self, method, params):
        """What the MCP server says to one request."""
        calls = [{"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {},
                                                              "clientInfo": {"name": "test", "version": "1"}}},
                 {"method": "notifications/initialized"}, {"id": 2, "method": method, "params": params}]
        result = subprocess.run([BINARY, "server"], env=self.environment, capture_output=True, text=True, timeout=DEADLINE,
                                input="".join(json.dumps({"jsonrpc": "2.0", **call}) + "\n" for call in calls))
        replies = [strict(line) for line in result.stdout.splitlines()]
        return next(reply for reply in replies if reply.get("id") == 2)["result"]

    def answer(self, tool):
        """What a tool answers for programs."""
        return self.ask_mcp("tools/call", {"name": tool, "arguments": {}})["structuredContent"]

    @contextlib.contextmanager
    def served(self):
        process = subprocess.Popen([BINARY, "dashboard", "--port", "0"], env=self.environment, stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(process.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])

            def ask(path):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
                connection.request("GET", path)
                response = connection.getresponse()
                content = response.read()
                connection.close()
                assert response.status == 200, (path, content)
                return strict(content)

            yield ask
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def strict(text):
    def refuse(constant):
        raise AssertionError(f"{constant} is not JSON")
    return json.loads(text, parse_constant=refuse)


def since(days, zone):
    """The first day of a range, in the ledger's time zone."""
    text = subprocess.run(["date", "-d", f"{days} days ago 12:00", "+%F"], env={"TZ": zone, "PATH": os.environ["PATH"]},
                          capture_output=True, text=True, check=True).stdout
    return text.strip()


def all_pages(ask, path, name):
    rows, place = [], ""
    while True:
        page = ask(f"{path}{'&' if '?' in path else '?'}limit=7{place}")
        rows += page[name]
        if page["next_cursor"] is None:
            return rows
        place = f"&cursor={page['next_cursor']}"


def each_ledger(directory):
    for number in range(LEDGERS):
        for zone in ZONES:
            seed = f"{SEED}.{number}.{zone}"
            records = a_ledger(random.Random(seed))
            try:
                yield Ledger(f"{directory}/{number}-{zone.replace('/', '-')}", *records, zone), records, zone
            except AssertionError as error:
                raise AssertionError(f"seed {seed}: {error}") from error


def same(what, *values):
    assert all(value == values[0] for value in values), (what, *values)


def figures_of(roi):
    """Hours, money and rates of a document by key."""
    return {name: value for group in ("time_metrics", "cost_metrics", "productivity_metrics") for name, value in roi[group].items()}


def figures_in(document):
    """Names and values of all members, however deep, but of those in lists: these tell of single rows."""
    for name, value in document.items():
        yield name, value
        if isinstance(value, dict) and name not in ("distribution", "by_classification", "by_type", "by_severity"):
            yield from figures_in(value)


def near(what, rounded, exact, decimals=2):
    """The API gives figures whole, the dashboard and the report as they are read."""
    assert (rounded is None) == (exact is None), (what, rounded, exact)
    if rounded is not None:
        assert abs(rounded - exact) <= 0.5 * 10 ** -decimals + abs(exact) * 1e-9, (what, rounded, exact)


@test
def the_dashboard_says_what_the_report_says(directory):
    for ledger, _, zone in each_ledger(directory):
        for label, days in [("all", None), *RANGES.items()]:
            arguments = [] if days is None else ["--since", since(days, zone)]
            report, tab = ledger.report(*arguments), ledger.tab("overview", label)
            for member in ("total_sessions", "roi", "effectiveness", "session_gaps", "issues"):
                same((ledger.directory.name, label, member), report[member], tab[member])
            same((label, "roi tab"), report["roi"], ledger.tab("roi", label)["roi"])
            same((label, "gaps tab"), report["session_gaps"], ledger.tab("gaps", label)["session_gaps"])
            same((label, "issues tab"), report["issues"], ledger.tab("issues", label)["issues"])
            same((label, "sessions"), report["total_sessions"], len(tab["sessions"]), len(ledger.tab("sessions", label)["sessions"]))


@test
def the_parts_of_each_tab_add_up(directory):
    for ledger, _, _ in each_ledger(directory):
        for label in ("all", "30d"):
            where = (ledger.directory.name, label)
            effectiveness = ledger.tab("effectiveness", label)
            total = effectiveness["effectiveness"]["total_interactions"]
            for part in ("by_iterations", "by_model", "by_task_type"):
                same((where, part), sum(group["total_interactions"] for group in effectiveness[part]), total)
                for rating, count in effectiveness["effectiveness"]["distribution"].items():
                    same((where, part, rating), sum(group["distribution"][rating] for group in effectiveness[part]), count)
            gaps = ledger.tab("gaps", label)
            same((where, "gaps"), gaps["session_gaps"]["total_gaps"], sum(gaps["session_gaps"]["by_classification"].values()),
                 sum(hour["total_gaps"] for hour in gaps["by_hour"]), len(gaps["gaps"]))
            issues = ledger.tab("issues", label)
            same((where, "issues"), issues["issues"]["total"], sum(issues["issues"]["by_type"].values()),
                 sum(issues["issues"]["by_severity"].values()), len(issues["list"]))
            same((where, "open"), issues["issues"]["unresolved"], sum(not issue["resolved"] for issue in issues["list"]))
            roi = ledger.tab("roi", label)
            same((where, "types"), roi["roi"]["time_metrics"]["completed_sessions"],
                 sum(group["completed_sessions"] for group in roi["by_task_type"]))
            assert "human_review" not in [group["name"] for group in roi["by_task_type"]], where


@test
def the_api_says_what_the_dashboard_says(directory):
    for ledger, _, zone in each_ledger(directory):
        with ledger.served() as ask:
            for label, days in [("all", None), *RANGES.items()]:
                where = (ledger.directory.name, label)
                query = "" if days is None else f"?since={since(days, zone)}"
                tab, overview = ledger.tab("overview", label), ask("/api/overview" + query)
                figures = {**figures_of(tab["roi"]), "total_sessions": tab["total_sessions"]}
                figures["not_in_range"] = tab["not_in_range"]
                same((where, "roi"), figures, ask("/api/roi" + query))
                same((where, "roi"), overview["roi"], {name: figures[name] for name in overview["roi"]})
                same((where, "effectiveness"), {**tab["effectiveness"], "not_in_range": tab["not_in_range"]},
                     ask("/api/effectiveness" + query))
                same((where, "distribution"), tab["effectiveness"]["distribution"], overview["effectiveness"]["distribution"])
                near((where, "average"), tab["effectiveness"]["avg_effectiveness"], overview["effectiveness"]["average"])
                same((where, "gaps"), tab["session_gaps"], ask("/api/gaps" + query)["summary"])
                same((where, "gaps"), overview["session_gaps"], {name: tab["session_gaps"][name] for name in overview["session_gaps"]})
                same((where, "sessions"), tab["total_sessions"], len(overview["sessions"]))
                listed = {row["session_id"]: row for row in all_pages(ask, "/api/sessions" + query, "sessions")}
                same((where, "sessions"), listed, {row["session_id"]: row for row in tab["sessions"]})
                names = ("from_end", "to_start", "from_session", "to_session", "classification", "duration_minutes")
                ours, theirs = (sorted([gap[name] for name in names] for gap in gaps)
                                for gaps in (ledger.tab("gaps", label)["gaps"], all_pages(ask, "/api/gaps" + query, "gaps")))
                same((where, "gaps"), ours, theirs)
            issues, tab = ask("/api/issues"), ledger.tab("issues", "all")["issues"]
            same((ledger.directory.name, "issues"), tab, {name: issues[name] for name in tab})


@test
def a_name_stands_for_one_figure_in_every_viewer(directory):
    """Whatever a document about all sessions says under the name of a figure is the same value wherever it is said."""
    for ledger, _, _ in each_ledger(directory):
        ledger.answer("get_ai_observability")  # The first server closes what nobody owns; from now on nothing changes.
        with ledger.served() as ask:
            report = ledger.report()
            viewers = {f"{name} tab": ledger.tab(name, "all") for name in TABS}
            viewers |= {path: ask("/api/" + path) for path in ("overview", "roi", "effectiveness", "health", "issues", "gaps")}
            viewers["tool"] = ledger.answer("get_ai_observability")
            figures = {**figures_of(report["roi"]), **report["effectiveness"], **report["session_gaps"], **report["code_metrics"],
                       **report["issues"], "total_sessions": report["total_sessions"],
                       "skipped_records": report["skipped"]["skipped_records"]}
            assert len(figures) > 30, figures
            for viewer, document in viewers.items():
                found = list(figures_in(document))
                assert found or viewer in ("sessions tab", "trends tab"), viewer
                for name, value in found:
                    assert name not in FORMER, (ledger.directory.name, viewer, name)
                    if name in figures and not (viewer in ("overview",) and name in ALIASES):
                        same((ledger.directory.name, viewer, name), value, figures[name])
            # What is told of each session is the same in the list, in the API, in the resource and in CSV.
            rows = {row["session_id"]: row for row in viewers["sessions tab"]["sessions"]}
            for row in all_pages(ask, "/api/sessions", "sessions"):
                same((ledger.directory.name, row["session_id"]), row, rows[row["session_id"]])
            recent = json.loads(ledger.ask_mcp("resources/read", {"uri": "ai-sessions://sessions/recent"})["contents"][0]["text"])
            for row in recent["sessions"]:
                same((ledger.directory.name, row["session_id"]), row, rows[row["session_id"]])


OF_GAPS = ("oversight_hours", "saved_hours_after_oversight", "productivity_multiplier")


@test
def a_filter_leaves_what_a_ledger_of_these_sessions_alone_would_hold(directory):
    for ledger, (sessions, interactions, issues), zone in each_ledger(directory):
        pauses = ledger.tab("gaps", "all")["gaps"]
        for expression in ("type:testing", "-type:human_review", "status:completed", "model:gpt", "type:debugging|refactoring"):
            rows = ledger.tab("sessions", "all", f"--filter={expression}")["sessions"]
            kept = {row["session_id"] for row in rows}
            alone = Ledger(f"{ledger.directory}-{len(expression)}{expression[0]}", {id: sessions[id] for id in sessions if id in kept},
                           [x for x in interactions if x.get("session_id") in kept],
                           [x for x in issues if x.get("session_id") in kept], zone)
            filtered, report = ledger.tab("overview", "all", f"--filter={expression}"), alone.report()
            for member in ("total_sessions", "effectiveness", "issues"):
                same((ledger.directory.name, expression, member), filtered[member], report[member])
            figures, expected = figures_of(filtered["roi"]), figures_of(report["roi"])
            for name in figures:
                if name not in OF_GAPS:
                    same((ledger.directory.name, expression, name), figures[name], expected[name])
            # Pauses are those between all sessions, each with the session that it leads to.
            leading = [gap for gap in pauses if gap["to_session"] in kept]
            same((ledger.directory.name, expression), filtered["session_gaps"]["total_gaps"], len(leading))
            overseen = sum(gap["duration_minutes"] for gap in leading if gap["classification"] in ("quick", "normal"))
            oversight = figures["total_ai_minutes"] / 60 + overseen / 60
            assert abs(figures["oversight_hours"] - oversight) < 0.011, (ledger.directory.name, expression, figures, oversight)


@test
def the_report_in_words_says_what_it_says_as_json(directory):
    for ledger, _, _ in each_ledger(directory):
        text, report = ledger.run("report"), ledger.report()

        def number(label):
            found = re.search(rf"{label}: \$?(-?[\d,]+(?:\.\d+)?)", text)
            assert found, (label, text)
            return float(found[1].replace(",", ""))

        costs = report["roi"]["cost_metrics"]
        for label, value in (
                ("Total sessions", report["total_sessions"]), ("Human baseline cost", costs["human_baseline_cost"]),
                ("Completed sessions", report["roi"]["time_metrics"]["completed_sessions"]),
                ("AI total cost", costs["total_ai_cost"]), ("ROI", costs["roi_percentage"]),
                ("Total AI time", report["roi"]["time_metrics"]["total_ai_hours"])):
            # The text has fewer places: as near as its last one lets it be.
            assert abs(number(label) - value) <= 0.051 + abs(value) * 1e-9, (ledger.directory.name, label, number(label), value)
        for rating, count in report["effectiveness"]["distribution"].items():
            stars = "★" * int(rating) + "☆" * (5 - int(rating))
            assert f"{stars}: {count}" in text, (stars, count, text)


run_tests(TESTS, str)
