"""One calendar: every range word means the same sessions in `report`, `tui`, `/api` and MCP, in every time zone. Usage: calendar_test.py BINARY [TEST…]"""
import contextlib
import datetime
import http.client
import json
import os
import pathlib
import subprocess
import sys
import urllib.parse
from zoneinfo import ZoneInfo

from runner import TESTS, run_tests, test

BINARY = os.path.realpath(sys.argv[1])
DEADLINE = 60
ZONES = ("UTC", "Asia/Shanghai", "America/Los_Angeles", "Asia/Kolkata", "Australia/Lord_Howe", "Pacific/Apia", "Europe/Berlin")
# Days of 23, 25, 23.5 and 24.5 hours, and around one that does not exist.
ODD_DAYS = ("2026-03-08", "2026-11-01", "2026-03-29", "2026-10-25", "2026-04-05", "2026-10-04", "2011-12-29", "2011-12-31")
DAY = datetime.timedelta(days=1)


def utc_now():
    return datetime.datetime.now(datetime.timezone.utc)


def midnight(day, zone):
    return datetime.datetime(day.year, day.month, day.day, tzinfo=ZoneInfo(zone)).astimezone(datetime.timezone.utc)


def session(id, start):
    return {"id": id, "session_name": id, "task_type": "debugging", "context": "", "start_time": start, "end_time": start,
            "model_name": "m", "human_time_estimate_minutes": 1.0, "estimate_source": "manual", "status": "completed",
            "outcome": "success", "notes": "", "total_interactions": 0, "avg_effectiveness": 0.0, "code_metrics": []}


def starts_in(zone):
    """Starts on both sides of every border that a word has, long before and after now."""
    now, day = utc_now(), utc_now().astimezone(ZoneInfo(zone)).date()
    days = [day - n * DAY for n in (0, 1, 6, 7, 13, 14, 29, 30, 89, 90)] + [day.replace(month=1, day=1), day.replace(day=1)]
    days += [datetime.date.fromisoformat(text) + n * DAY for text in ODD_DAYS for n in (0, 1)]
    moments = {moment for day in days for moment in (midnight(day, zone) - datetime.timedelta(seconds=1), midnight(day, zone),
                                                      midnight(day, zone) + datetime.timedelta(hours=12))}
    moments |= {now - datetime.timedelta(hours=hours, minutes=30) for hours in (1, 35, 36, 23, 24, 167, 168)}
    return [moment for moment in sorted(moments) if not now < moment < now + datetime.timedelta(minutes=10)]


class Ledger:
    def __init__(self, directory, zone, starts):
        self.directory = pathlib.Path(directory)
        self.directory.mkdir()
        self.zone, self.starts = zone, starts
        self.sessions = {f"s{n}": session(f"s{n}", start.isoformat()) for n, start in enumerate(starts)}
        for n, text in enumerate((None, "", "2026-02-31T10:00:00+00:00")):
            self.sessions[f"u{n}"] = session(f"u{n}", text)
        (self.directory / "sessions.json").write_text(json.dumps(self.sessions))
        for name in ("interactions", "issues"):
            (self.directory / f"{name}.json").write_text("[]")

    def environment(self, zone=None):
        return {"PATH": os.environ["PATH"], "HOME": str(self.directory / "home"), "TZ": zone or self.zone,
                "AI_OUTPUT_DIR": str(self.directory)}

    def run(self, *arguments, **more):
        result = subprocess.run([BINARY, *arguments], env=self.environment(), capture_output=True, text=True, timeout=DEADLINE,
                                **({"stdin": subprocess.DEVNULL} | more))
        assert result.returncode == 0, (arguments, result)
        return result

    @contextlib.contextmanager
    def served(self, zone=None):
        process = subprocess.Popen([BINARY, "dashboard", "--port", "0"], env=self.environment(zone), stdin=subprocess.DEVNULL,
                                   stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
        try:
            port = int(process.stdout.readline().rstrip("/\n").rsplit(":", 1)[1])

            def ask(path, status=200, **query):
                connection = http.client.HTTPConnection("127.0.0.1", port, timeout=DEADLINE)
                connection.request("GET", path + "?" + urllib.parse.urlencode(query))
                response = connection.getresponse()
                content = json.loads(response.read())
                connection.close()
                assert response.status == status, (path, query, content)
                return content

            yield ask
        finally:
            process.kill()
            process.wait()
            process.stdout.close()

    def ask_mcp(self, ranges):
        """What `get_ai_observability` says of each range."""
        calls = [{"id": 1, "method": "initialize", "params": {"protocolVersion": "2025-11-25", "capabilities": {},
                                                              "clientInfo": {"name": "test", "version": "1"}}},
                 {"method": "notifications/initialized"}]
        calls += [{"id": text, "method": "tools/call", "params": {"name": "get_ai_observability", "arguments": {"time_range": text}}}
                  for text in ranges]
        result = self.run("server", stdin=None, input="".join(json.dumps({"jsonrpc": "2.0", **call}) + "\n" for call in calls))
        replies = {reply.get("id"): reply for reply in map(json.loads, result.stdout.splitlines())}
        return {text: replies[text]["result"] for text in ranges}

    def meant(self, first=None, last=None, since=None):
        """The ids of the sessions that started on local days from the first to the last, or since a time, and up to now."""
        def is_meant(start):
            day = start.astimezone(ZoneInfo(self.zone)).date()
            return (first is None or day >= first) and (last is None or day <= last) and (since is None or start >= since) and start <= utc_now()
        return {f"s{n}" for n, start in enumerate(self.starts) if is_meant(start)}


def words(ledger):
    """Every kind of word, with the sessions that it means."""
    now = utc_now()
    today = now.astimezone(ZoneInfo(ledger.zone)).date()
    back = lambda days: ledger.meant(today - days * DAY, today)
    hours = lambda count: ledger.meant(since=now - datetime.timedelta(hours=count))
    month, long_ago = today.replace(day=1), datetime.date(2011, 12, 1)
    found = {"today": back(0), "7d": back(6), "30d": back(29), "90d": back(89), "1w": back(6), "2w": back(13),
             "yesterday": ledger.meant(today - DAY, today - DAY), "year": ledger.meant(today.replace(month=1, day=1), today),
             "36h": hours(36), "last_day": hours(24), "last_week": hours(168), "all": set(ledger.sessions),
             str(today): back(0), str(month)[:7]: ledger.meant(month, today), str(today.year): ledger.meant(today.replace(month=1, day=1)),
             "2011-12": ledger.meant(long_ago, datetime.date(2011, 12, 31)), "7d..yesterday": ledger.meant(today - 6 * DAY, today - DAY),
             "30d..7d": ledger.meant(today - 29 * DAY, today - 6 * DAY), "..2011": ledger.meant(last=datetime.date(2011, 12, 31)),
             "2026-03-08..2026-04": ledger.meant(datetime.date(2026, 3, 8), datetime.date(2026, 4, 30)),
             "2026-10-25..": ledger.meant(datetime.date(2026, 10, 25)), f"{today - DAY}T00:00": ledger.meant(today - DAY),
             f"{today - DAY}T00:00..{today - DAY}": ledger.meant(today - DAY, today - DAY)}
    return found | {day: ledger.meant(datetime.date.fromisoformat(day), datetime.date.fromisoformat(day)) for day in ODD_DAYS}


@test
def every_word_means_the_same_sessions_everywhere(directory):
    for zone in ZONES:
        ledger = Ledger(f"{directory}/{zone.replace('/', '-')}", zone, starts_in(zone))
        expected = words(ledger)
        answers = ledger.ask_mcp(expected)
        with ledger.served() as ask, ledger.served("UTC") as ask_in_utc:
            for text, ids in expected.items():
                where = (zone, text)
                listed = [{row["session_id"] for row in body["sessions"]} for body in (
                    ask("/api/sessions", range=text, limit=1000), ask_in_utc("/api/sessions", range=text, tz=zone, limit=1000),
                    json.loads(ledger.run("tui", "--once", "--json", "--tab", "sessions", "--range", text).stdout))]
                assert all(found == ids for found in listed), (where, [found ^ ids for found in listed])
                result = ledger.run("report", "--json", "--range", text)
                documents = [json.loads(result.stdout), answers[text]["structuredContent"]["totals"], ask("/api/roi", range=text)]
                assert [document["total_sessions"] for document in documents] == 3 * [len(ids)], (where, len(ids), documents)


@test
def what_can_be_in_no_range_is_said_with_every_range(directory):
    now = utc_now()
    starts = [now - datetime.timedelta(hours=1), now + datetime.timedelta(hours=3), now + datetime.timedelta(days=400)]
    ledger = Ledger(f"{directory}/ledger", "UTC", starts)
    sentence, counts = "3 without a date, 2 in the future: not in this range", {"undated_sessions": 3, "future_sessions": 2}
    none = {name: 0 for name in counts}
    tool = ledger.ask_mcp(["36h", "all"])
    with ledger.served() as ask:
        for text, told, wanted in (("36h", sentence, counts), ("all", "", none)):
            result = ledger.run("report", "--json", "--range", text)
            assert result.stderr.strip() == told, result.stderr
            assert json.loads(result.stdout)["not_in_range"] == wanted, result.stdout
            assert (told or "not in this range") in ledger.run("tui", "--once", "--range", text, "--size", "160x40").stdout or not told
            assert json.loads(ledger.run("tui", "--once", "--json", "--range", text).stdout)["not_in_range"] == wanted
            assert tool[text]["structuredContent"]["not_in_range"] == wanted, tool
            for path in ("sessions", "roi", "effectiveness", "gaps"):
                assert ask("/api/" + path, range=text)["not_in_range"] == wanted, (path, text)
        assert ask("/api/roi", range=str((now + 400 * DAY).year))["total_sessions"] == 1
    assert "not in" not in ledger.run("report").stderr


@test
def what_is_no_range_is_refused_with_the_words(directory):
    ledger = Ledger(f"{directory}/ledger", "UTC", [utc_now()])
    for text in ("", "month", "2026-02-30", "today..yesterday"):
        for arguments in (("report",), ("tui", "--once")):
            result = subprocess.run([BINARY, *arguments, "--range", text], env=ledger.environment(), capture_output=True, text=True,
                                    stdin=subprocess.DEVNULL, timeout=DEADLINE)
            assert result.returncode != 0 and not result.stdout and "range must be" in result.stderr, (arguments, text, result)
    with ledger.served() as ask:
        for query in ({"range": "month"}, {"since": "soon"}, {"until": "never"}):
            assert "yesterday" in ask("/api/roi", 400, **query)["detail"], query
        for zone in ("Nowhere/Town", "../../etc/passwd", "/etc/passwd", "Europe/../UTC", "+25:00", "Europe", "A" * 3000):
            assert "tz must be" in ask("/api/roi", 400, tz=zone)["detail"], zone
        for zone in ("", "UTC", "+02:00", "-0930", "Europe/Berlin"):
            ask("/api/roi", range="today", tz=zone)
    assert ledger.ask_mcp(["month"])["month"]["isError"] is True


run_tests(TESTS, str)
