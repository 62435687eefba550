// What was stored before blank texts and odd estimates were refused, or by other programs.

internal import JSON

extension Session {
  /// Which of its name and its model is blank, a line each.
  var blankTexts: [String] {
    [("name", name), ("model", modelName)].filter(\.1.isBlank).map { "\(id): no \($0.0)" }
  }

  /// The estimates that are out of their bounds, a line each. Where 0 means that there is none, it is none.
  var oddEstimates: [String] {
    let estimates = [
      ("human_time_estimate_minutes", humanTimeEstimateMinutes),
      ("initial_estimate_minutes", initialEstimateMinutes == 0 ? nil : initialEstimateMinutes),
      ("final_estimate_minutes", finalEstimateMinutes == 0 ? nil : finalEstimateMinutes),
    ]
    return estimates.compactMap { name, minutes in
      guard let minutes, !EstimateLimit.holds(minutes) else { return nil }
      return "\(id): \(name) is \(minutes)"
    }
  }
}

/// The interactions without a prompt, by session.
struct BlankPrompts {
  /// A line for each session.
  private(set) var lines: [String] = []

  /// A file that cannot be read has none: that is told elsewhere.
  init(_ storage: StorageManager) {
    var counts = SessionMap<Int>()
    do throws(TrackerError) {
      try storage.forEachInteraction(restart: { counts = SessionMap() }) { record in
        guard record.kind == .object, BlankPrompts.isBlank(record["prompt"]) else { return }
        counts[SessionID(record["session_id"]?.text ?? ""), default: 0] += 1
      }
    } catch {
      return
    }
    lines = zip(counts.keys, counts.values).map { id, count in
      "\(id): " + counted(count, "interaction") + " without a prompt"
    }
  }

  /// Most prompts begin with a letter: then nothing is decoded.
  private static func isBlank(_ prompt: JSONSlice?) -> Bool {
    guard let prompt, prompt.kind != .null else { return true }
    guard prompt.kind == .string else { return false }
    let isLetter = (UInt8(ascii: "A")...UInt8(ascii: "Z")).contains(prompt.bytes[1] & 0xDF)
    return !isLetter && prompt.text?.isBlank != false
  }
}
