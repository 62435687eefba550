// How the ratings of a session went, from its first interaction to its last.

/// The ratings of some interactions over time.
public struct RatingStrip: Sendable, Equatable {
  /// When the first interaction was logged, and the last one.
  public private(set) var start: Timestamp
  public private(set) var end: Timestamp
  /// Microseconds since `start`, and the rating; in order of time.
  private var ratings: [(place: Int64, rating: Int)] = []

  /// Of interactions in file order; nil for fewer than two with a time. Those whose times cannot be compared with that of the
  /// first one are left out, and so are ratings beyond 1…5.
  public init?(_ interactions: [Interaction]) {
    let timed = interactions.compactMap { interaction in
      interaction.timestamp.flatMap(Timestamp.init).map { ($0, interaction.effectivenessRating) }
    }
    guard let any = timed.first?.0 else { return nil }
    let comparable = timed.filter { $0.0.minutes(since: any) != nil }.enumerated().sorted {
      ($0.element.0.microseconds, $0.offset) < ($1.element.0.microseconds, $1.offset)
    }.map(\.element)
    guard let first = comparable.first?.0, let last = comparable.last?.0, comparable.count > 1
    else { return nil }
    (start, end) = (first, last)
    ratings = comparable.compactMap { time, rating in
      rating.flatMap { Interaction.ratings.contains($0) ? $0 : nil }.map {
        (time.microseconds - first.microseconds, $0)
      }
    }
  }

  /// So many slices of the time, each with the last rating in it; nil for a slice without one.
  public func cells(_ count: Int) -> [Int?] {
    guard count > 0 else { return [] }
    var cells = [Int?](repeating: nil, count: count)
    let length = Double(end.microseconds - start.microseconds)
    for (place, rating) in ratings {
      let share = length > 0 ? Double(place) / length : 0
      cells[min(count - 1, Int(share * Double(count)))] = rating
    }
    return cells
  }

  public static func == (a: RatingStrip, b: RatingStrip) -> Bool {
    (a.start, a.end) == (b.start, b.end)
      && a.ratings.elementsEqual(b.ratings) { $0.place == $1.place && $0.rating == $1.rating }
  }
}
