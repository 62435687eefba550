// What a session's detail adds up, and its ratings over time.

import TestSupport
import Testing

@testable import TrackerCore

struct SessionSumTests {
  private func interaction(_ time: String?, _ rating: Int?, tools: [String] = []) -> Interaction {
    var interaction = Interaction()
    (interaction.timestamp, interaction.effectivenessRating) = (time, rating)
    interaction.toolsUsed = tools
    return interaction
  }

  @Test func aCellTakesTheLastRatingOfItsSlice() {
    let strip = RatingStrip([
      interaction("2024-11-22T10:45:00Z", 2), interaction("2024-11-22T10:00:00Z", 5),
      interaction("2024-11-22T10:01:00Z", 3), interaction("2024-11-22T11:40:00Z", 4),
      interaction("2024-11-22T11:00:00Z", nil), interaction(nil, 1),
      interaction("2024-11-22T11:30:00", 1), interaction("2024-11-22T11:35:00Z", 9),
    ])
    #expect(strip?.cells(4) == [3, 2, nil, 4])
    #expect(strip?.cells(1) == [4])
    #expect(strip?.cells(0) == [])
    #expect(strip?.start.description == "2024-11-22T10:00:00+00:00")
    #expect(strip?.end.description == "2024-11-22T11:40:00+00:00")
  }

  @Test func oneInteractionHasNoStrip() {
    #expect(RatingStrip([]) == nil)
    #expect(RatingStrip([interaction("2024-11-22T10:00:00Z", 5)]) == nil)
    let same = interaction("2024-11-22T10:00:00Z", 5)
    #expect(RatingStrip([same, same])?.cells(3) == [5, nil, nil])
  }

  @Test func everyRatingInRangeIsInSomeSlice() {
    var random = SeededGenerator(seed: 71)
    for _ in 0..<500 {
      let times = (0..<(2 + random.below(20))).map { _ in
        Timestamp(microseconds: Int64(random.below(1_000_000)) * 1_000_000)
      }
      let strip = RatingStrip(times.map { interaction($0.description, 4) })
      #expect(Set(strip?.cells(1 + random.below(60)).compactMap(\.self) ?? []) == [4])
    }
  }

  @Test func toolsTokensAndFilesAreAddedUp() {
    var detail = SessionDetail(
      session: Session(),
      interactions: [
        interaction(nil, 5, tools: ["grep", "edit", "grep"]), interaction(nil, 5, tools: ["edit"]),
        interaction(nil, 5, tools: ["edit"]),
      ], issues: [])
    #expect(detail.interactions[0].toolCounts.map(\.count) == [2, 1])
    #expect(detail.toolCounts.map(\.word) == ["edit", "grep"])
    #expect(SessionTokens(detail.interactions) == nil)
    detail.interactions[0].tokens = TokenUsage(100, 10, cacheHitRate: 0.5)
    detail.interactions[1].tokens = TokenUsage(300, nil, cached: 300)
    detail.interactions[2].tokens = TokenUsage(nil, 5, cacheHitRate: 0.1)
    let tokens = SessionTokens(detail.interactions)
    #expect(tokens?.tokensIn == 400 && tokens?.tokensOut == 15)
    #expect(tokens?.cachedShare == 0.875)
    detail.interactions[0].tokens.tokensIn = .max
    #expect(SessionTokens(detail.interactions)?.tokensIn == .max)
    for (path, added, deleted) in [("a.py", 3.0, 1.0), ("b.py", 1, 0), ("a.py", 2, 4)] {
      var file = FileMetrics()
      file.filePath = path
      var function = FunctionMetrics()
      function.contribution.linesAdded = LineCount(added)
      file.functions = [function]
      var gone = DeletedFunction()
      gone.linesDeleted = LineCount(deleted)
      file.deletedFunctions = [gone]
      detail.session.codeMetrics.append(file)
    }
    #expect(detail.fileChanges.map(\.path) == ["a.py", "b.py"])
    #expect(detail.fileChanges.map(\.added) == [5, 1])
    #expect(FileChange.sum(detail.fileChanges).deleted == 5)
  }
}
