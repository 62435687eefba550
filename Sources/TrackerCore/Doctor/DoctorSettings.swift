// Which variables are in force, and which say something that cannot be meant. Pure functions.

extension Examination.Setting {
  /// The variables that the program reads. `givenDirectory` is what the command line says instead of a variable.
  static func all(
    _ variables: (String) -> String?, givenDirectory: String?, config: Config
  ) -> [Examination.Setting] {
    [
      directory(variables("AI_OUTPUT_DIR"), given: givenDirectory, config),
      hours(variables, config),
    ] + requests(variables)
  }

  private static func directory(
    _ value: String?, given: String?, _ config: Config
  ) -> Examination.Setting {
    let name = "AI_OUTPUT_DIR"
    if let given {
      let ignored = value.map { " instead of \(name) '\($0.clipped)'" } ?? ""
      return Examination.Setting(text: "--data \(given)\(ignored)")
    }
    guard let value, !value.isEmpty else {
      return Examination.Setting(
        text: "\(name) is \(value == nil ? "not set" : "empty"): \(Config.defaultDirectory) here")
    }
    if let warning = warnings({ $0 == name ? value : nil }).first {
      return Examination.Setting(text: warning.clipped, isSound: false)
    }
    let text = "\(name) is '\(value.clipped)'"
    return Examination.Setting(
      text: value.hasPrefix("/") ? text : text + ": another place in every folder")
  }

  /// What is said when the variables are read.
  private static func warnings(_ variables: (String) -> String?) -> [String] {
    var warnings: [String] = []
    _ = Config(variables: variables, warn: { warnings.append($0) })
    return warnings
  }

  /// Told only where it is set.
  private static func requests(_ variables: (String) -> String?) -> [Examination.Setting] {
    let name = "AI_TRACK_REQUESTS"
    guard let value = variables(name), !value.isEmpty else { return [] }
    let warning = warnings { $0 == name ? value : nil }.first
    return [
      Examination.Setting(
        text: (warning ?? "\(name) is \(value)").clipped, isSound: warning == nil)
    ]
  }

  private static func hours(
    _ variables: (String) -> String?, _ config: Config
  ) -> Examination.Setting {
    let name = "AI_MAX_SESSION_DURATION_HOURS"
    let hours = Config(variables: variables).maximumSessionHours
    if let warning = warnings({ $0 == name ? variables(name) : nil }).first {
      return Examination.Setting(text: warning.clipped, isSound: false)
    }
    guard let value = variables(name), !value.isEmpty else {
      let state = variables(name) == nil ? "not set" : "empty"
      return Examination.Setting(text: "\(name) is \(state): \(hours) hours")
    }
    return Examination.Setting(text: "\(name) is \(hours) hours")
  }
}
