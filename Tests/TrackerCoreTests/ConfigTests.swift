// Rates and limits, and the two variables that change them.

import Testing
import TrackerCore

@Suite struct ConfigTests {
  private func config(_ variables: [String: String]) -> (config: Config, warnings: [String]) {
    var warnings: [String] = []
    let config = Config(variables: { variables[$0] }, warn: { warnings.append($0) })
    return (config, warnings)
  }

  @Test func theRatesAreThoseOfTheSpecification() {
    let config = Config()
    #expect(config.humanHourlyRateDollars == 130)
    #expect(config.aiMonthlyCostDollars == 40)
    #expect(config.workingHoursPerMonth == 160)
    #expect(config.aiHourlyRate() == 0.25)
    #expect(config.oversightRatio == 0.2)
    #expect(config.maximumSessionHours == 4)
    #expect(config.directory == ".ai_sessions")
  }

  @Test func withoutVariablesTheDefaultsHold() {
    let (config, warnings) = config([:])
    #expect(config == Config())
    #expect(warnings == [])
  }

  @Test(
    arguments: [
      ("1", true, 0), ("0", false, 0), ("", false, 0), ("true", false, 1), ("01", false, 1),
      ("${X}", false, 1),
    ])
  func requestsAreTrackedWhereTheVariableIs1(_ value: String, _ tracks: Bool, _ count: Int) {
    let (config, warnings) = config(["AI_TRACK_REQUESTS": value])
    #expect(config.tracksRequests == tracks)
    #expect(warnings.count == count)
    #expect(warnings.allSatisfy { $0.hasPrefix("AI_TRACK_REQUESTS is '") })
  }

  @Test(
    arguments: [
      "/data", "relative/place", " ", "./~x", "a~", "/a$", "$", "$1", "$-x", "/100%/50%", "%a b%",
      "%1%", "${", "$(a", "/é$é",
    ])
  func theDirectoryIsTakenLiterally(_ directory: String) {
    let (config, warnings) = config(["AI_OUTPUT_DIR": directory])
    #expect(config.directory == directory)
    #expect(warnings == [])
  }

  @Test(
    arguments: [
      ("${user_config.output_dir}", "${user_config.output_dir}"), ("a/${env:X}/b", "${env:X}"),
      ("$HOME/x", "$HOME"), ("/a/$_x1/b", "$_x1"), ("$env:HOME", "$env"), ("$(pwd)/x", "$(pwd)"),
      ("%APPDATA%\\x", "%APPDATA%"), ("/a/%x_1%", "%x_1%"), ("~", "~"), ("~/x", "~"),
      ("~anna/x", "~"), ("/${}", "${}"),
    ])
  func whatNobodyReplacedCountsAsNotSetAndIsTold(_ value: String, _ placeholder: String) throws {
    for name in ["AI_OUTPUT_DIR", "AI_MAX_SESSION_DURATION_HOURS"] {
      let (config, warnings) = config([name: value])
      #expect(config == Config())
      #expect(warnings.count == 1)
      let warning = try #require(warnings.first)
      #expect(warning.hasPrefix("\(name) is '\(value)': nothing replaced \(placeholder), so"))
    }
  }

  @Test func anEmptyVariableCountsAsUnset() {
    let (config, warnings) = config(["AI_OUTPUT_DIR": "", "AI_MAX_SESSION_DURATION_HOURS": ""])
    #expect(config == Config())
    #expect(warnings == [])
  }

  @Test(
    arguments: [
      ("8", 8), ("0.5", 0.5), (" 4 ", 4), ("\t2\n", 2), ("1_0", 10), ("1e1", 10), ("+3", 3),
      (".5", 0.5),
      ("5.", 5), ("1_000.2_5", 1000.25), ("1E-2", 0.01), ("007", 7), ("1e300", 1e300),
    ] as [(String, Double)])
  func hoursAreReadAsPythonReadsNumbers(_ text: String, _ hours: Double) {
    let (config, warnings) = config(["AI_MAX_SESSION_DURATION_HOURS": text])
    #expect(config.maximumSessionHours == hours)
    #expect(warnings == [])
  }

  @Test(
    arguments: [
      "nan", "NaN", "inf", "-inf", "+Infinity", "0", "-1", "-0.0", "four", "4h", "0x10", "1__0",
      "_1",
      "1_", "1_.5", "1e", "+-1", "--1", "1 0", " ", "4,5", "1e999", "e5", ".", "infinit",
    ])
  func hoursThatAreNoPositiveNumberLeaveTheDefaultAndWarn(_ text: String) throws {
    let (config, warnings) = config(["AI_MAX_SESSION_DURATION_HOURS": text])
    #expect(config.maximumSessionHours == 4)
    let warning = try #require(warnings.first)
    #expect(warnings.count == 1)
    #expect(warning.contains("AI_MAX_SESSION_DURATION_HOURS"))
    #expect(warning.contains("'\(text)'"))
    #expect(warning.contains("4.0"))
  }

  @Test func theMultiplierOfNoTimeIsZero() {
    #expect(Config().roiMultiplier(humanHours: 6, spentHours: 1.5) == 4)
    #expect(Config().roiMultiplier(humanHours: 6, spentHours: 0) == 0)
    #expect(Config().roiMultiplier(humanHours: 6, spentHours: -1) == 0)
    #expect(Config().roiMultiplier(humanHours: 6, spentHours: .nan) == 0)
  }

  @Test func onlyHumanReviewIsNotProductive() {
    let types: [String?] = ["code_generation", "human_review", nil, "", "of_a_later_version"]
    let sessions = types.map { type in
      var session = Session()
      session.taskType = type
      return session
    }
    let productive = Config().filterProductiveSessions(sessions).map(\.taskType)
    #expect(productive == ["code_generation", nil, "", "of_a_later_version"])
  }
}
