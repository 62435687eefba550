// Figures as parts of sentences.

internal import TrackerCore

extension Column {
  /// Name and number as a part of a sentence: `average 14m`.
  func said(_ row: Row, as name: KeyPath<Column, String> = \.brief) -> String {
    self[keyPath: name].asWord + " " + inWords(shownIfKnown(row), orElse: "not known")
  }

  /// `12 open`.
  func counted(_ row: Row) -> String { shown(row) + " " + brief.asWord }
}

extension String {
  /// A title within a sentence; `ROI` and `AI` stay.
  var asWord: String {
    dropFirst().first?.isUppercase == true ? self : prefix(1).lowercased() + dropFirst()
  }
}
