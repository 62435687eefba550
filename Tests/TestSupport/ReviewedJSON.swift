// JSON as a reviewer reads it in a golden file: what holds no further object stands on one line, and nothing stands twice.

package import JSON

/// A value as text. What was written in full before, and is long, stands as `"= /its/place"`, so that a change shows once.
package func reviewedText(_ value: JSONValue) -> String {
  var places: [[UInt8]: String] = [:]
  return lines(toldOnce(value, at: "", &places)).joined(separator: "\n")
}

/// From so many bytes on a place says less than what stands there.
private let longBytes = 100

private func toldOnce(
  _ value: JSONValue, at place: String, _ places: inout [[UInt8]: String]
) -> JSONValue {
  let bytes = JSONWriter.compact(value)
  if bytes.count >= longBytes {
    if let former = places[bytes] { return .string("= " + former) }
    places[bytes] = place
  }
  switch value {
  case .object(let members):
    return .object(
      members.map {
        let name = String($0.name.map { $0 == "/" ? "|" : $0 })
        return JSONValue.Member($0.name, toldOnce($0.value, at: "\(place)/\(name)", &places))
      })
  case .array(let elements):
    return .array(
      elements.enumerated().map { toldOnce($1, at: "\(place)/\($0)", &places) })
  default: return value
  }
}

private func isFlat(_ value: JSONValue) -> Bool {
  switch value {
  case .object(let members): members.allSatisfy { $0.value.members == nil && isFlat($0.value) }
  case .array(let elements): elements.allSatisfy { $0.members == nil && $0.elements == nil }
  default: true
  }
}

private func lines(_ value: JSONValue) -> [String] {
  if isFlat(value) { return [text(value)] }
  let entries =
    value.members?.map { (head: text(.string($0.name)) + ": ", lines: lines($0.value)) }
    ?? value.elements?.map { (head: "", lines: lines($0)) } ?? []
  let body = entries.enumerated().flatMap { number, entry in
    let comma = number < entries.count - 1 ? "," : ""
    return entry.lines.enumerated().map { index, line in
      "  " + (index == 0 ? entry.head : "") + line
        + (index == entry.lines.count - 1 ? comma : "")
    }
  }
  return value.members == nil ? ["["] + body + ["]"] : ["{"] + body + ["}"]
}

private func text(_ value: JSONValue) -> String {
  String(decoding: JSONWriter.compact(value), as: UTF8.self)
}
