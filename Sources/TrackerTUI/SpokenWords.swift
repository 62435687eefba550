// Words where the screen shows a sign, and lines that fit.

internal import TrackerCore

/// A number as it is written, or words where the screen shows a dash.
func inWords(_ text: String, orElse words: String) -> String { text == "—" ? words : text }

/// `mean 3.9`, or `not rated`.
func spokenRating(_ average: Double?, _ word: String) -> String {
  let text = ratingText(average)
  return text == "—" ? "not rated" : word + " " + text
}

/// The mean rating of a step of time, in words.
func spokenMean(_ point: TrendPoint) -> String {
  point.unreadable.contains(.interactions)
    ? "mean not known" : spokenRating(point.tally.averageRating, "mean")
}

/// Longest text that is wrapped; the rest of it is not read out.
private let longestSpokenText = 2000

/// A text as lines that fit, broken at blanks, and within words that are wider than the screen.
func wrapped(_ text: String, _ painter: Painter) -> [String] {
  var lines: [String] = []
  var line = ""
  var columns = 0
  for word in text.prefix(longestSpokenText).split(separator: " ") {
    for (piece, part) in parts(of: String(word), painter).enumerated() {
      let width = painter.width(of: part)
      if columns > 0, piece > 0 || columns + 1 + width > painter.columns {
        lines.append(line)
        (line, columns) = ("", 0)
      }
      line += (columns == 0 ? "" : " ") + part
      columns += (columns == 0 ? 0 : 1) + width
    }
  }
  return lines + [line]
}

/// A word in parts that each fit into a line.
private func parts(of word: String, _ painter: Painter) -> [String] {
  guard painter.width(of: word) > painter.columns else { return [word] }
  var parts: [String] = []
  var part = ""
  var columns = 0
  for character in word {
    let width = painter.width(of: String(character))
    if columns > 0, columns + width > painter.columns {
      parts.append(part)
      (part, columns) = ("", 0)
    }
    part.append(character)
    columns += width
  }
  return parts + [part]
}
