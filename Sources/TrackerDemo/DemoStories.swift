// What the sample sessions are about: one table. It refuses times and numbers, which `DemoLedger` makes.

/// One sample session's story.
struct DemoStory {
  var name: String
  var taskType: String
  /// Minutes a person alone would need.
  var estimateMinutes: Double
  var context: String

  init(_ name: String, _ taskType: String, _ estimateMinutes: Double, _ context: String) {
    self.name = name
    self.taskType = taskType
    self.estimateMinutes = estimateMinutes
    self.context = context
  }

  /// Oldest first; begun again when they run out. The last one is the session that still runs.
  static let all = [
    DemoStory(
      "Sketch the import pipeline", "architecture_planning", 240,
      "CSV and JSON in, one table out"),
    DemoStory(
      "Read orders from CSV", "code_generation", 120,
      "Quoted fields and a byte order mark occur"),
    DemoStory(
      "Parse naïve CSV exports", "code_generation", 60,
      "Semicolons, comma decimals, Latin-1"),
    DemoStory("Tests for the CSV reader", "testing", 120, "Every kind of line ending"),
    DemoStory("Find the lost rows", "debugging", 60, "Nine rows fewer than the source has"),
    DemoStory("Review the import branch", "human_review", 30, "Before it is merged"),
    DemoStory("日本語ドキュメントの更新", "documentation", 60, "インストール手順と設定の説明"),
    DemoStory("Split the order module", "refactoring", 240, "900 lines, four concerns"),
    DemoStory(
      "Add retry to the uploader", "code_generation", 60,
      "Three attempts, waiting longer each time"),
    DemoStory("Chase a flaky upload test", "testing", 60, "Fails one run in twenty"),
    DemoStory("Profile the nightly report", "analysis", 120, "Takes 40 minutes since March"),
    DemoStory("Index the order lines", "code_generation", 30, "By customer and day"),
    DemoStory("Rename configuration keys", "refactoring", 15, "Old names still accepted"),
    DemoStory("Write the upgrade guide", "documentation", 60, "From 1.x to 2.0"),
    DemoStory("修复登录重定向", "debugging", 60, "登录后没有回到原页面"),
    DemoStory(
      "Design the permission model", "architecture_planning", 480,
      "Roles, teams, exceptions"),
    DemoStory(
      "Check permissions in one place", "code_generation", 240,
      "Was checked in eleven places"),
    DemoStory("Table tests for permissions", "testing", 120, "Each role against each action"),
    DemoStory("Review the permission checks", "human_review", 60, "With the security team"),
    DemoStory("Stop the double invoice", "debugging", 120, "Two clicks, two invoices"),
    DemoStory("Make invoices idempotent", "code_generation", 60, "One key a request"),
    DemoStory("Explain query plans", "analysis", 60, "Three slow pages"),
    DemoStory("Cache the price list", "code_generation", 60, "Changes once a day"),
    DemoStory("Drop the old template engine", "refactoring", 240, "Two engines since 2021"),
    DemoStory("검색 결과 정렬 개선", "code_generation", 60, "관련도와 날짜를 함께 반영"),
    DemoStory("Fuzz the search parser", "testing", 60, "Unbalanced quotes crash it"),
    DemoStory("Memory grows on the importer", "debugging", 120, "2 GB after an hour"),
    DemoStory("Document the REST filters", "documentation", 30, "With one example each"),
    DemoStory("Übersetzungen prüfen", "analysis", 30, "Fehlende und doppelte Schlüssel"),
    DemoStory(
      "Plan the move to streaming", "architecture_planning", 120,
      "No file is read whole any more"),
    DemoStory("Stream the export", "code_generation", 120, "Constant memory for any size"),
    DemoStory("Extract a date helper", "refactoring", 30, "Seven ways to say yesterday"),
    DemoStory("Time zones in reports", "debugging", 60, "Off by one day after 22:00"),
    DemoStory("Property tests for dates", "testing", 60, "Leap days, year ends, offsets"),
    DemoStory("Keyboard access for tables", "code_generation", 60, "Arrow keys, Home and End"),
    DemoStory("Review the table keys", "human_review", 15, "With a screen reader"),
    DemoStory("Simplify the build", "refactoring", 60, "Four scripts into one"),
    DemoStory("Cut the build time", "analysis", 120, "Eleven minutes on a clean checkout"),
    DemoStory("Release notes for 2.1", "documentation", 15, "From the merged branches"),
    DemoStory("Rate limits for the API", "code_generation", 120, "A bucket for every key"),
    DemoStory("Load test the limits", "testing", 60, "200 clients for ten minutes"),
    DemoStory("Wrong totals after refunds", "debugging", 60, "A cent too much, sometimes"),
    DemoStory("Undo for bulk edits", "code_generation", 240, "The last ten steps"),
    DemoStory("Tests for undo", "testing", 60, "Also after a reload"),
    DemoStory("Which fields are never used", "analysis", 60, "Before the schema is frozen"),
    DemoStory(
      "Freeze the schema", "architecture_planning", 120,
      "Versions, defaults, migration"),
    DemoStory("Migrate the archive", "code_generation", 120, "Eleven years of orders"),
    DemoStory("Archive rows with no customer", "debugging", 60, "312 of them"),
    DemoStory("Review the migration", "human_review", 60, "Dry run on a copy"),
    DemoStory("Replace the job queue", "refactoring", 480, "Jobs survive a restart"),
    DemoStory("Kill the queue at random", "testing", 120, "Nothing lost, nothing twice"),
    DemoStory("Describe the job states", "documentation", 30, "With a diagram as text"),
    DemoStory("Jobs that never end", "debugging", 120, "A lock is not given back"),
    DemoStory("Deadlines for jobs", "code_generation", 60, "Ten minutes by default"),
    DemoStory("Compare two log formats", "analysis", 30, "Size, speed, readability"),
    DemoStory("One line a log record", "refactoring", 60, "As JSON"),
    DemoStory("Mask personal data in logs", "code_generation", 60, "Names, addresses, cards"),
    DemoStory("Check the masks", "testing", 30, "On a day of real logs"),
    DemoStory("Handbook for the night shift", "documentation", 120, "What to do when it rings"),
    DemoStory("Cheaper thumbnails", "code_generation", 60, "Made once, on demand"),
    DemoStory("Fix login redirect", "debugging", 60, "Loses the page that was asked for"),
  ]

  /// What is asked of the assistant, by kind of work.
  static let prompts: [String: [String]] = [
    "code_generation": [
      "Add this behind the existing interface, without touching its callers.",
      "Handle the empty input and say in the error which line was wrong.",
      "Write the smallest change that makes the failing test pass.",
      "Use the helpers in this folder instead of new ones.",
      "Make the limit configurable, 5 by default.",
    ],
    "debugging": [
      "Here is the trace. Where does the value come from?",
      "Write a test that fails the same way before you change anything.",
      "It still happens with one item. Look at the boundary again.",
      "Which commit brought this in?",
    ],
    "refactoring": [
      "Move this out in steps, the tests green after each.",
      "These two functions do the same; keep the clearer one.",
      "Rename it everywhere, the documentation too.",
      "No behaviour may change; show me what you checked.",
    ],
    "testing": [
      "Cover the cases in the table below, one test a row.",
      "This test waits for a second. Make it wait for the event.",
      "What is not covered by the tests now?",
      "Make the failure message say what was expected.",
    ],
    "documentation": [
      "Explain this to someone who installs it for the first time.",
      "Shorten it by half and keep every fact.",
      "Check the commands by running them.",
    ],
    "analysis": [
      "Measure first. Where does the time go?",
      "Compare both ways on the large data set.",
      "List what you are not sure of.",
    ],
    "architecture_planning": [
      "Give me two designs and what speaks against each.",
      "What breaks when there are a hundred times as many?",
      "Draw up the steps so that each can be released alone.",
    ],
    "human_review": [
      "Summarise what changed and what to look at closely."
    ],
  ]

  /// What came back, by rating from 1 to 5.
  static let summaries = [
    ["Changed the wrong file; taken back.", "Called a function that does not exist."],
    ["Worked for the example only.", "Needed most of it written again by hand."],
    ["Right in the main, two corrections by hand.", "Worked after the second hint."],
    ["Done; one name changed in review.", "Done with tests, a comment too many."],
    ["Done as asked, tests included.", "Found the cause and showed it with a test."],
  ]

  /// What went wrong: kind, description, severity, and how it was resolved (empty: it is not).
  static let issues = [
    (
      "hallucination", "Used an option that the library does not have", "high",
      "Pinned the library's documentation"
    ),
    ("incomplete", "Left the error path empty", "medium", ""),
    (
      "wrong_logic", "Rounded before adding up, a cent off", "critical",
      "Sums are exact now, with a test"
    ),
    ("style", "Ignored the naming of this project", "low", ""),
    ("regression", "Broke the import of empty files", "high", ""),
    ("performance", "Read the whole file for one line", "medium", "Streams it now"),
    ("security", "Logged the access token", "critical", ""),
    (
      "misunderstanding", "Changed the test instead of the code", "medium",
      "Asked again with the test's purpose"
    ),
    ("incomplete", "Forgot the Windows line ending", "low", ""),
    ("hallucination", "Cited a commit that is not there", "medium", ""),
    ("wrong_logic", "Compared dates as text", "high", "Compares instants now"),
    ("style", "Comments repeat the code", "low", ""),
  ]

  /// Functions that were measured: file and name.
  static let functions = [
    ("src/orders/reader.py", "read_rows"), ("src/orders/reader.py", "detect_dialect"),
    ("src/upload/client.py", "send_with_retry"), ("src/invoices/create.py", "create_invoice"),
    ("src/permissions/check.py", "is_allowed"), ("src/prices/cache.py", "price_of"),
    ("src/search/parser.py", "parse_query"), ("src/export/stream.py", "write_rows"),
    ("src/reports/dates.py", "local_day"), ("src/api/limits.py", "take_token"),
  ]

  static let models = [
    "claude-sonnet-4", "claude-opus-4", "gpt-5-codex", "gemini-2.5-pro", "claude-sonnet-4",
  ]

  static let tools = ["read_file", "edit_file", "run_tests", "search", "terminal"]
}
