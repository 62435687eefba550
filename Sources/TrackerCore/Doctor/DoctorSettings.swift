extension Examination.Setting {
  /// The variables that the program reads. `givenDirectory` is what the command line says instead of a variable,
  /// `directory` where the data is.
  static func all(
    _ variables: (String) -> String?, givenDirectory: String?, directory path: String
  ) -> [Examination.Setting] {
    let hours = "\(Config(variables: variables).maximumSessionHours) hours"
    return [
      directory(variables, given: givenDirectory, path),
      setting("AI_MAX_SESSION_DURATION_HOURS", variables, unset: hours) { _ in hours },
      setting("AI_TRACK_REQUESTS", variables, unset: nil) { $0 },
    ].compactMap(\.self)
  }

  private static func directory(
    _ variables: (String) -> String?, given: String?, _ path: String
  ) -> Examination.Setting? {
    let name = "AI_OUTPUT_DIR"
    if let given {
      let ignored = variables(name).map { " instead of \(name) '\($0.clipped)'" } ?? ""
      return Examination.Setting(text: "--data \(given)\(ignored)")
    }
    let unset = path.hasPrefix("/") ? "\(path), the nearest above" : "\(path) here"
    return setting(name, variables, unset: unset) {
      "'\($0.clipped)'" + ($0.hasPrefix("/") ? "" : ": another place in every folder")
    }
  }

  /// What is said of one variable; `unset` is what holds without it, nil where that is not told.
  private static func setting(
    _ name: String, _ variables: (String) -> String?, unset: String?,
    text: (_ value: String) -> String
  ) -> Examination.Setting? {
    let value = variables(name)
    guard let value, !value.isEmpty else {
      let state = value == nil ? "not set" : "empty"
      return unset.map { Examination.Setting(text: "\(name) is \(state): \($0)") }
    }
    var warnings: [String] = []
    _ = Config(variables: { $0 == name ? value : nil }, warn: { warnings.append($0) })
    return warnings.first.map { Examination.Setting(text: $0.clipped, isSound: false) }
      ?? Examination.Setting(text: "\(name) is \(text(value))")
  }
}
