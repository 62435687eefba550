// THE LIST: what a person may correct of a session. Options, forms, checks and what is told afterwards follow it. Measured
// values are not in it.

internal import JSON
internal import Platform

/// A member of a session that a person may correct, as text.
public struct EditableField: Sendable {
  /// As options and forms name it.
  public let name: String
  /// The words it may be; empty for free text.
  public var words: [String] = []
  /// What is stored, as it would be typed; empty for nothing.
  public let text: @Sendable (Session) -> String
  /// What is wrong with a text given under a name; nil when it may be stored.
  public var problem: @Sendable (_ text: String, _ name: String) -> TrackerError? = { _, _ in nil }
  let set: @Sendable (inout Session, String) -> Void

  public static let all = [
    nameOfSession,
    word("type", TaskType.self, text: { $0.taskType }, set: { $0.taskType = $1 }),
    EditableField(
      name: "model", text: { $0.modelName }, problem: { NeededText.problem($0, of: $1) },
      set: { $0.modelName = $1 }),
    EditableField(
      name: "project", text: { $0.project ?? "" }, set: { $0.project = $1.storedName }),
    EditableField(
      name: "developer", text: { $0.developer ?? "" }, set: { $0.developer = $1.storedName }),
    EditableField(
      name: "estimate", text: { EstimateText.text($0.estimateMinutes) },
      problem: { EstimateText.problem($0, of: $1) },
      set: { session, text in
        guard let minutes = EstimateText.minutes(in: text), minutes != session.estimateMinutes
        else { return }
        session.finalEstimateMinutes = minutes
        session.estimateBy = Session.person
      }),
    outcome,
    EditableField(name: "notes", text: { $0.notes ?? "" }, set: { $0.notes = $1 }),
  ]

  /// What one session is called.
  package static let nameOfSession = EditableField(
    name: "name", text: { $0.name }, problem: { NeededText.problem($0, of: $1) },
    set: { $0.name = $1 })

  /// Of a session that has ended.
  package static let outcome = word(
    "outcome", Outcome.self, text: { $0.outcome }, set: { $0.outcome = $1 })

  private static func word<Words: Vocabulary>(
    _ name: String, _: Words.Type, text: @escaping @Sendable (Session) -> String?,
    set: @escaping @Sendable (inout Session, String) -> Void
  ) -> EditableField {
    let words = Words.known.map(\.rawValue)
    return EditableField(
      name: name, words: words, text: { text($0) ?? "" },
      problem: { text, name in
        words.contains(text)
          ? nil
          : .invalidParameter(
            name: name, mustBe: "one of \(words.joined(separator: ", ")), not '\(text.clipped)'")
      }, set: set)
  }
}

/// Estimates as people type them: minutes, `45m`, `3.5h`.
public enum EstimateText {
  /// Minutes; nil for what is no number.
  public static func minutes(in text: String) -> Double? {
    let text = text.trimmingBlanks
    let number = text.last.map { "hm".contains($0) } ?? false ? String(text.dropLast()) : text
    guard number.first?.isNumber ?? false, let value = pythonFloat(number), value.isFinite else {
      return nil
    }
    return text.last == "h" ? value * 60 : value
  }

  /// `45m`, `3.5h`: hours from 1 h on where one decimal says it all; empty for no estimate.
  public static func text(_ minutes: Double?) -> String {
    guard let minutes, minutes != 0, minutes.isFinite else { return "" }
    let tenths = minutes / 6
    return minutes >= 60 && tenths == tenths.rounded()
      ? (minutes / 60).fixed(decimals: 1) + "h"
      : (Int(exactly: minutes).map { "\($0)" } ?? "\(minutes)") + "m"
  }

  /// What is wrong with a text given under a name; nil when it is an estimate.
  static func problem(_ text: String, of name: String) -> TrackerError? {
    guard let minutes = minutes(in: text), EstimateLimit.holds(minutes) else {
      return .invalidParameter(
        name: name, mustBe: "\(EstimateLimit.wish) or hours as 3.5h, not '\(text.clipped)'")
    }
    return nil
  }
}

/// What a person corrects of a session: new texts by the names of their fields.
public struct SessionEdit: Sendable, Equatable {
  public var texts: [String: String]

  public init(_ texts: [String: String] = [:]) { self.texts = texts }

  /// The fields that it has texts for, in the order of the list.
  public var names: [String] { EditableField.all.map(\.name).filter { texts[$0] != nil } }

  /// What no door takes of it; `title` is what a field is called there.
  public func problems(_ title: (String) -> String = { $0 }) -> [TrackerError] {
    EditableField.all.compactMap { field in
      texts[field.name].flatMap { field.problem($0, title(field.name)) }
    }
  }

  /// A session with it.
  public func applied(to session: Session) -> Session {
    var edited = session
    for field in EditableField.all {
      // A text that stands there already changes nothing, whatever it is.
      if let text = texts[field.name], text != field.text(session) { field.set(&edited, text) }
    }
    return edited
  }
}

/// What changed of a session, as a person is told.
public struct FieldChange: Sendable, Equatable {
  public var name: String
  /// As they would be typed; empty for nothing.
  public var before: String
  public var after: String

  init(_ name: String, _ before: String, _ after: String) {
    (self.name, self.before, self.after) = (name, before, after)
  }

  /// What is another in `after`.
  public static func all(from before: Session, to after: Session) -> [FieldChange] {
    EditableField.all.compactMap { field in
      let (old, new) = (field.text(before), field.text(after))
      return old.hasSameBytes(as: new) ? nil : FieldChange(field.name, old, new)
    }
  }

  /// `estimate 4.0h → 3.5h`, each side in one line and not too long.
  public var sentence: String { "\(name) \(shown(before)) → \(shown(after))" }

  private func shown(_ text: String) -> String {
    let line = text.oneLine
    return line.isBlank ? "(none)" : line.clipped(to: 60) ?? line
  }
}
