// A dictionary by session id against the standard library's, by chance.

import TestSupport
import Testing
import TrackerCore

@Suite struct SessionMapTests {
  @Test func itHoldsWhatADictionaryHolds() {
    var generator = SeededGenerator(seed: 11)
    for round in 0..<40 {
      var map = SessionMap<Int>()
      var expected: [SessionID: Int] = [:]
      var order: [SessionID] = []
      if round % 2 == 1 { map.reserveCapacity(generator.below(200)) }
      for _ in 0..<generator.below(400) {
        let id = SessionID("session \(generator.below(150))")
        if expected[id] == nil { order.append(id) }
        if generator.oneIn(2) {
          let value = generator.below(1000)
          #expect(map.set(value, for: id) == order.firstIndex(of: id))
          expected[id] = value
        } else {
          map[id, default: 5] += 1
          expected[id, default: 5] += 1
        }
      }
      #expect(map.keys == order)
      #expect(map.count == expected.count)
      #expect(map.values == order.map { expected[$0] })
      for number in 0..<160 {
        let id = SessionID("session \(number)")
        #expect(map[id] == expected[id])
        #expect(map.position(of: id) == order.firstIndex(of: id))
      }
    }
  }

  @Test func idsAreToldApartByTheirBytes() {
    var map = SessionMap<Int>()
    map.set(1, for: "caf\u{E9}")
    map.set(2, for: "cafe\u{301}")
    #expect(map["caf\u{E9}"] == 1)
    #expect(map["cafe\u{301}"] == 2)
  }

  @Test func theOrderDoesNotCountWhenTwoAreCompared() {
    var one = SessionMap<Int>()
    var other = SessionMap<Int>()
    for id: SessionID in ["a", "b"] { one.set(1, for: id) }
    for id: SessionID in ["b", "a"] { other.set(1, for: id) }
    #expect(one == other)
    other.set(2, for: "a")
    #expect(one != other)
    #expect(one != SessionMap())
  }
}
