import ArgumentParser
import JSON
import Platform
import TrackerCore

extension DoctorCommand {
  func checkClients() throws {
    let findings = ClientCheck.machine.findings(variables: ProcessEnvironment.variable)
    let told = findings.filter { $0.hasEntry || $0.fault != nil }
    let width = told.map(\.title.unicodeScalars.count).max() ?? 0
    let lines = told.flatMap { $0.lines(titleColumns: width) } + (told.isEmpty ? [] : [""])
    try tell(
      !findings.contains { $0.fault != nil }, findings.verdict,
      [.init("entries", .array(findings.map(\.document)))], lines + [findings.verdict])
  }
}

extension [ClientFinding] {
  fileprivate var verdict: String {
    let faults = count { $0.fault != nil }
    if faults > 0 { return faults == 1 ? "1 problem." : "\(faults) problems." }
    return contains(where: \.hasEntry)
      ? "Healthy." : "No client has an entry; `ai-session-tracker install` makes one."
  }
}

extension ClientFinding {
  fileprivate var title: String { "\(client.title), \(scope.rawValue)" }

  fileprivate func lines(titleColumns: Int) -> [String] {
    let word = (fault == nil ? "ok" : "problem").padded(to: 9)
    let text = fault?.text ?? "starts this program (\(command ?? ""))"
    let indent = String(repeating: " ", count: 11)
    let again = "`ai-session-tracker install --client \(client.name)"
    let rules: [String] =
      switch rules {
      case .missing?: ["\(indent)It was told no rules: \(again) --prompts-only` tells them."]
      case .older?: ["\(indent)It has older rules: \(again) --prompts-only` has newer ones."]
      case .current?, nil: []
      }
    return ["  \(word)\(title.padded(to: titleColumns + 2))\(text)", indent + path] + rules
      + (fault.map { [indent + "→ " + $0.remedy] } ?? [])
  }

  fileprivate var document: JSONValue {
    [
      "client": .string(client.name), "scope": .string(scope.rawValue), "path": .string(path),
      "state": .string(fault != nil ? "problem" : hasEntry ? "ok" : "absent"),
      "command": command.json, "rules": rules.map { "\($0)" }.json, "text": (fault?.text).json,
      "remedy": (fault?.remedy).json,
    ]
  }
}
