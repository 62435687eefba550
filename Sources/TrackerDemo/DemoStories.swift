// What the sample sessions are about, read from `stories.json`; times and numbers are made by `DemoLedger`.

import JSON

/// The stories of the sample sessions.
struct DemoStories {
  /// One sample session's story.
  struct Story {
    var name: String
    var taskType: String
    /// Minutes a person alone would need.
    var estimateMinutes: Double
    var context: String
  }

  /// Oldest first; begun again when they run out. The last one is the session that still runs.
  let sessions: [Story]
  let models: [String]
  let tools: [String]
  private let table: JSONValue

  init() {
    do throws(JSONError) {
      table = try JSONReader.read(PackageResources.stories_json)
    } catch {
      preconditionFailure("stories.json: \(error)")
    }
    sessions = (table["sessions"]?.elements ?? []).map { story in
      Story(
        name: story["name"]?.text ?? "", taskType: story["task_type"]?.text ?? "",
        estimateMinutes: story["minutes"]?.double ?? 0, context: story["context"]?.text ?? "")
    }
    models = table["models"].texts
    tools = table["tools"].texts
  }

  /// What is asked of the assistant in this kind of work; empty for others.
  func prompts(taskType: String) -> [String] { table["prompts"]?[taskType].texts ?? [] }

  /// What came back, by rating from 1 to 5.
  func summaries(rating: Int) -> [String] { (table["summaries"]?.elements?[rating - 1]).texts }

  /// What went wrong, under the names that issues have; begun again when they run out.
  func issue(_ number: Int) -> JSONValue {
    table["issues"]?.elements.map { $0[number % $0.count] } ?? .null
  }

  /// Functions that were measured: file and name.
  var functions: [JSONValue] { table["functions"]?.elements ?? [] }
}

extension JSONValue? {
  fileprivate var texts: [String] { (self?.elements ?? []).compactMap(\.text) }
}
