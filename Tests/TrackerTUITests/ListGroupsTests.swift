// Lists in groups: which rows are in sight, whatever is selected.

import TestSupport
import Testing

@testable import TrackerTUI

struct ListGroupsTests {
  private func groups(_ random: inout SeededGenerator) -> ListGroups {
    var (heads, count): ([Int], Int) = ([], 0)
    for _ in 0..<(1 + random.below(6)) {
      heads.append(count)
      count += 1 + random.below(random.oneIn(2) ? 2 : 20)
    }
    return ListGroups(heads: heads, count: count)
  }

  @Test func theSelectedRowIsInSightAndNoLineIsLost() {
    var random = SeededGenerator(seed: 71)
    for _ in 0..<3000 {
      let (groups, room) = (groups(&random), 1 + random.below(24))
      var window = ListWindow()
      for _ in 0..<6 {
        if random.oneIn(2) {
          window.select(random.below(groups.count + 4) - 2, count: groups.count)
        } else {
          window.follow(to: random.below(groups.count), count: groups.count)
        }
        window.reveal(room: room, groups)
        let sight = groups.sight(top: window.top, room: room)
        #expect(sight.contains(window.selected))
        #expect(sight.rows.count == min(room, groups.count))
        #expect(zip(sight.rows, sight.rows.dropFirst()).allSatisfy { $0 < $1 })
        // It comes to rest at once.
        let before = window
        window.reveal(room: room, groups)
        #expect(window == before)
      }
    }
  }

  @Test func whatIsOutOfSightIsTheRestOfTheGroupAbove() {
    var random = SeededGenerator(seed: 72)
    for _ in 0..<3000 {
      let (groups, room) = (groups(&random), 1 + random.below(24))
      let sight = groups.sight(top: random.below(groups.count), room: room)
      guard sight.more > 0 else {
        #expect(sight.lower.isEmpty)
        continue
      }
      let end = sight.upper.upperBound + sight.more
      #expect(end == groups.heads.first { $0 >= sight.upper.upperBound } ?? groups.count)
      #expect(sight.lower.isEmpty || sight.lower.lowerBound == end)
      #expect(sight.lower.isEmpty || groups.heads.contains(end))
      #expect(!groups.heads.contains(sight.upper.upperBound))
    }
  }

  @Test func aLongGroupLeavesThoseBehindItInSight() {
    let groups = ListGroups(heads: [0, 27, 28], count: 29)
    let sight = groups.sight(top: 0, room: 19)
    #expect(sight.upper == 0..<16)
    #expect(sight.more == 11)
    #expect(sight.lower == 27..<29)
  }
}
