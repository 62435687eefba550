// Rates, paths and limits; the variables are read once. Nothing else in the project holds a rate.

/// What the numbers are computed with, and where the data is.
public struct Config: Sendable, Equatable {
  /// Dollars an hour of human work costs (specification, cost config).
  public var humanHourlyRateDollars = 130.0
  /// Dollars a month of AI costs.
  public var aiMonthlyCostDollars = 40.0
  /// Hours worked in a month.
  public var workingHoursPerMonth = 160.0
  /// Share of AI time that a person spends overseeing it.
  public var oversightRatio = 0.2
  /// What every estimate is taken times, to try out: 1 for as they are.
  public var estimateScale = 1.0
  /// After so many hours an automatic close ends a session; always finite and positive.
  public var maximumSessionHours = Config.defaultMaximumSessionHours
  /// How long a writer waits for another one that holds the lock, in seconds; finite, 0 or more.
  public var lockSeconds = Config.defaultLockSeconds
  /// Whether servers list the tools for requests, also where no request was logged yet.
  public var tracksRequests = false
  /// The data directory as given: absolute, or relative to the process's directory.
  public var directory = Config.defaultDirectory
  /// Who works when a start does not say.
  public var developer = DeveloperDefault.git
  /// The user's configuration files of git, the one that counts first in front.
  public var gitConfigurations: [String] = []

  public static let defaultDirectory = ".ai_sessions"
  public static let defaultMaximumSessionHours = 4.0
  public static let defaultLockSeconds = 5.0
  /// Minutes that a person is taken to read what came last before leaving, which nothing logs: half of the longest pause that
  /// counts as work. An assumption.
  static let reviewMinutes = 15.0
  /// Minutes that one estimate counts for at most where only what nobody doubts is claimed: a day's work.
  static let longestDayMinutes = 480.0

  /// The defaults.
  public init() {}

  /// The defaults, changed by `AI_OUTPUT_DIR`, `AI_MAX_SESSION_DURATION_HOURS` (what Python's `float()` reads; unreadable,
  /// not finite or not positive means the default, with a warning), `AI_LOCK_SECONDS` (read alike; 0 does not wait, more
  /// than an hour is an hour), `AI_TRACK_REQUESTS` (1 or 0) and `AI_DEVELOPER`. What counts as not set: `setting`.
  public init(variables: (String) -> String?, warn: (String) -> Void = { _ in }) {
    if let directory = setting("AI_OUTPUT_DIR", variables, warn: warn) {
      self.directory = directory
    }
    developer = DeveloperDefault(variables: variables, warn: warn)
    gitConfigurations = Config.gitConfigurations(variables)
    if let text = setting("AI_LOCK_SECONDS", variables, warn: warn) {
      if let seconds = pythonFloat(text), seconds.isFinite, seconds >= 0 {
        lockSeconds = min(seconds, 3_600)
      } else {
        warn(
          "AI_LOCK_SECONDS is '\(text)', not a number of seconds; using \(Config.defaultLockSeconds)"
        )
      }
    }
    if let text = setting("AI_TRACK_REQUESTS", variables, warn: warn) {
      tracksRequests = text == "1"
      if text != "1", text != "0" {
        warn("AI_TRACK_REQUESTS is '\(text)', neither 1 nor 0; using 0")
      }
    }
    guard let text = setting("AI_MAX_SESSION_DURATION_HOURS", variables, warn: warn) else { return }
    if let hours = pythonFloat(text), hours.isFinite, hours > 0 {
      maximumSessionHours = hours
    } else {
      warn(
        "AI_MAX_SESSION_DURATION_HOURS is '\(text)', not a positive number of hours; using \(Config.defaultMaximumSessionHours)"
      )
    }
  }

  /// Where git keeps what a user tells it; none of those that cannot be found without HOME.
  static func gitConfigurations(_ variables: (String) -> String?) -> [String] {
    [UserPlace.home(".gitconfig"), .dotConfiguration("git/config")].compactMap { place in
      do throws(InstallError) {
        return try place.path(currentDirectory: "/", variables: variables)
      } catch {
        return nil
      }
    }
  }

  /// How long a writer waits for the lock, in milliseconds.
  public var lockPatienceMilliseconds: Int64 { Int64(lockSeconds * 1_000) }

  /// Dollars an hour of AI costs: 0.25 by default.
  public func aiHourlyRate() -> Double { aiMonthlyCostDollars / workingHoursPerMonth }

  /// How many times faster: hours a person would have needed per hour spent; 0 when none was spent.
  public func roiMultiplier(humanHours: Double, spentHours: Double) -> Double {
    spentHours > 0 ? humanHours / spentHours : 0
  }

  /// The sessions whose value is counted: all but `human_review`.
  public func filterProductiveSessions(_ sessions: [Session]) -> [Session] {
    sessions.filter(isProductive)
  }

  /// Whether a session's value is counted.
  func isProductive(_ session: Session) -> Bool {
    session.taskType != TaskType.humanReview.rawValue
  }
}

/// Who is taken to work when a start does not say.
public enum DeveloperDefault: Sendable, Equatable {
  /// git's `user.name`.
  case git
  /// This person.
  case named(String)
  /// Nobody is named.
  case nobody

  /// As `AI_DEVELOPER` says: empty names nobody.
  init(variables: (String) -> String?, warn: (String) -> Void) {
    let name = "AI_DEVELOPER"
    if let value = variables(name)?.trimmingBlanks, value.isEmpty {
      self = .nobody
    } else if let person = setting(name, variables, warn: warn) {
      self = person.storedName.map(DeveloperDefault.named) ?? .nobody
    } else {
      self = .git
    }
  }
}

/// How large a number may be that a caller gives: beyond it sums of many would no longer be exact, and in the end no numbers.
public enum NumberLimit {
  public static let greatest = 1_000_000_000_000_000

  /// Whether a number is finite and within the limit on both sides of 0.
  public static func holds(_ number: Double) -> Bool {
    number.magnitude <= Double(greatest)
  }

  /// The same for whole numbers.
  public static func holds(_ number: Int) -> Bool { number.magnitude <= greatest.magnitude }
}

/// The number in a text as Python's `float()` reads it: outer blanks, `1e1`, `1_0`, `nan`, `inf`; nil otherwise.
func pythonFloat(_ text: String) -> Double? {
  var characters = Array(text.unicodeScalars)
  while let last = characters.last, last.properties.isWhitespace { characters.removeLast() }
  characters = Array(characters.drop { $0.properties.isWhitespace })
  var cleaned = ""
  for (index, scalar) in characters.enumerated() {
    if scalar == "_" {
      let between = index > 0 && index + 1 < characters.count
      guard between, characters[index - 1].isDigit, characters[index + 1].isDigit else {
        return nil
      }
      continue
    }
    cleaned.unicodeScalars.append(scalar)
  }
  let bare = cleaned.drop { $0 == "+" || $0 == "-" }.lowercased()
  guard cleaned.utf8.count - bare.utf8.count <= 1 else { return nil }
  if ["nan", "inf", "infinity"].contains(bare) {
    return bare == "nan" ? .nan : cleaned.hasPrefix("-") ? -.infinity : .infinity
  }
  // Swift also reads hexadecimal floats; Python does not.
  guard bare.unicodeScalars.allSatisfy({ $0.isDigit || "e.+-".unicodeScalars.contains($0) }) else {
    return nil
  }
  return Double(cleaned)
}

extension Unicode.Scalar {
  var isDigit: Bool { ("0"..."9").contains(self) }
}
