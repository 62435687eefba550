// Hours by local day, and how sure their ratio is: a jackknife that leaves out one day at a time. It refuses chance.

/// The local days on which sessions began, numbered from the earliest; what has no readable start is a day of its own, the
/// first.
struct DayNumbers {
  /// Of each session, in file order.
  private(set) var ofSession: [Int] = []
  private(set) var count = 0
  private var numbers: [Int: Int] = [:]

  /// What stands for no day.
  static let undated = Int.min

  /// `days` are days since 1970, one a session.
  init(_ days: [Int]) {
    for (number, day) in Set(days).sorted().enumerated() { numbers[day] = number }
    count = numbers.count
    ofSession = days.map { numbers[$0] ?? 0 }
  }

  /// The number of a day; nil for one on which no session began.
  subscript(day: Int) -> Int? { numbers[day] }
}

/// Hours of a person and hours spent, by day. Days on which nothing was added are none.
struct DayHours {
  private(set) var human: [Double]
  private(set) var spent: [Double]
  private var isUsed: [Bool]

  init(dayCount: Int) {
    human = Array(repeating: 0, count: dayCount)
    spent = human
    isUsed = Array(repeating: false, count: dayCount)
  }

  mutating func add(human hours: Double, on day: Int) {
    human[day] += hours
    isUsed[day] = true
  }

  mutating func add(spent hours: Double, on day: Int) {
    spent[day] += hours
    isUsed[day] = true
  }

  /// The days that are any, in ascending order.
  var days: [(human: Double, spent: Double)] {
    isUsed.indices.filter { isUsed[$0] }.map { (human[$0], spent[$0]) }
  }
}

/// How far chance may carry a ratio, on the scale of logarithms.
public struct RatioUncertainty: Sendable, Equatable {
  /// How many days there are.
  public var days: Int
  /// How many equal days would carry the human hours as unevenly.
  public var effectiveDays: Double
  /// Of the logarithm of the ratio.
  public var standardError: Double
  public var t: Double
  /// Half the width that chance has at 80 %.
  public var half: Double
  /// The ratio's least and greatest value without any one day.
  public var withoutOneDay: ClosedRange<Double>
}

/// Why there is no interval.
public enum NoInterval: Error, Sendable, Equatable {
  case fewSessions(Int)
  case notANumber
  case fewDays(Int)
  case unreadable(DataFile)
  case noHumanHours, noSpentHours, negativeDay, fewDaysCarry, oneDayCarries

  /// Completes `not enough data: …`.
  public var text: String {
    switch self {
    case .fewSessions(let count): "fewer than \(NoInterval.leastSessions) sessions (\(count))"
    case .notANumber: "an estimate or a time is not a usable number"
    case .fewDays(let count): "fewer than \(NoInterval.leastDays) days (\(count))"
    case .unreadable(let part): "\(part.name) cannot be read"
    case .noHumanHours: "no estimated hours"
    case .noSpentHours: "no hours spent"
    case .negativeDay: "a day with negative hours"
    case .fewDaysCarry: "too few days carry the hours"
    case .oneDayCarries: "one day carries everything"
    }
  }

  static let leastSessions = 8
  static let leastDays = 8
  static let leastEffectiveDays = 2.5
}

extension DayHours {
  /// How sure the ratio of human hours to hours spent is, of so many sessions.
  func uncertainty(sessions: Int) -> Result<RatioUncertainty, NoInterval> {
    let days = days
    var (human, spent) = (0.0, 0.0)
    for day in days {
      human += day.human
      spent += day.spent
    }
    var squares = 0.0
    for day in days { squares += (day.human / human) * (day.human / human) }
    let effective = 1 / squares
    if sessions < NoInterval.leastSessions { return .failure(.fewSessions(sessions)) }
    if !human.isFinite || !spent.isFinite { return .failure(.notANumber) }
    if days.count < NoInterval.leastDays { return .failure(.fewDays(days.count)) }
    if human <= 0 { return .failure(.noHumanHours) }
    if spent <= 0 { return .failure(.noSpentHours) }
    if days.contains(where: { $0.human < 0 || $0.spent < 0 }) { return .failure(.negativeDay) }
    if effective < NoInterval.leastEffectiveDays { return .failure(.fewDaysCarry) }
    if days.contains(where: { human - $0.human <= 0 || spent - $0.spent <= 0 }) {
      return .failure(.oneDayCarries)
    }
    let without = days.map { PlainMath.ln((human - $0.human) / (spent - $0.spent)) }
    let error = PlainMath.jackknifeError(without)
    let t = PlainMath.studentQuantile(PlainMath.z80, df: effective - 1)
    let (least, greatest) = (without.min() ?? 0, without.max() ?? 0)
    return .success(
      RatioUncertainty(
        days: days.count, effectiveDays: effective, standardError: error, t: t,
        half: t * error * (1 + 0.5 / effective).squareRoot(),
        withoutOneDay: PlainMath.exp(least)...PlainMath.exp(greatest)))
  }
}
