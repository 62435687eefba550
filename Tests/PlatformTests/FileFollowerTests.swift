// Files are read soon after a change, several changes at once, and again when they could not be read.

import Platform
import Testing

@Suite(.serialized) struct FileFollowerTests {
  /// Runs a follower of `a.json` until `until` says so, at most a minute; `read` gets the number of the reading.
  private func follow(
    _ workshop: Workshop, pollMilliseconds: Int64? = nil,
    retryMilliseconds: [Int64] = FileFollower.retryMilliseconds,
    start: (FileFollower) throws -> Void,
    read: @escaping (Int) -> Bool, until: @escaping (Int) -> Bool
  ) throws -> Int {
    let loop = EventLoop()
    var count = 0
    let follower = FileFollower(
      directory: workshop.path, names: ["a.json"], loop: loop, files: RealFileSystem(),
      pollMilliseconds: pollMilliseconds, retryMilliseconds: retryMilliseconds
    ) {
      count += 1
      let isRead = read(count)
      if until(count) { loop.stop() }
      return isRead
    }
    follower.start()
    try start(follower)
    loop.after(milliseconds: 60_000) { loop.stop() }
    try loop.run()
    return count
  }

  @Test func theWritesOfOneMomentAreReadTogether() throws {
    let workshop = try Workshop()
    let before = Clock.monotonicMilliseconds()
    var text: [UInt8]?
    let count = try follow(
      workshop,
      start: { _ in for text in ["1", "2", "3"] { try workshop.replace("a.json", text) } },
      read: { _ in
        do { text = try workshop.files.read(workshop.path + "/a.json") } catch {
          Issue.record(error)
        }
        return true
      }, until: { _ in true })
    #expect(count == 1)
    #expect(text == Array("3".utf8))
    #expect(Clock.monotonicMilliseconds() - before >= FileFollower.coalescingMilliseconds)
  }

  @Test func readingsBeginAtLeastATenthOfASecondApart() throws {
    let workshop = try Workshop()
    // A reading is begun a little before it is seen here, so all are counted from before the first.
    let before = Clock.monotonicMilliseconds()
    var times: [Int64] = []
    let count = try follow(
      workshop, start: { $0.readNow() },
      read: { number in
        times.append(Clock.monotonicMilliseconds())
        #expect(throws: Never.self) { try workshop.replace("a.json", "\(number)") }
        return true
      }, until: { $0 == 3 })
    #expect(count == 3)
    for (index, time) in times.enumerated() {
      #expect(time - before >= Int64(index) * FileFollower.leastIntervalMilliseconds)
    }
  }

  @Test func aFailedReadingIsTriedAgainWithoutAChange() throws {
    let workshop = try Workshop()
    var times: [Int64] = []
    let count = try follow(
      workshop, start: { $0.readNow() },
      read: { number in
        times.append(Clock.monotonicMilliseconds())
        return number == 3
      }, until: { $0 == 3 })
    #expect(count == 3)
    for (index, delay) in FileFollower.retryMilliseconds.prefix(2).enumerated() {
      #expect(times[index + 1] - times[index] >= delay)
    }
  }

  @Test func aChangeComesBeforeTheNextTry() throws {
    let workshop = try Workshop()
    let count = try follow(
      // After the second failure the next try is further off than this test waits.
      workshop, retryMilliseconds: [10, 3_600_000], start: { $0.readNow() },
      read: { number in
        if number == 2 { #expect(throws: Never.self) { try workshop.replace("a.json", "1") } }
        return number == 3
      }, until: { $0 == 3 })
    #expect(count == 3)
  }

  @Test func whereTheKernelIsNotAskedTheFilesAreLookedAt() throws {
    let workshop = try Workshop()
    let count = try follow(
      workshop, pollMilliseconds: 10,
      start: { follower in
        #expect(!follower.isWatching)
        follower.readNow()
        try workshop.replace("a.json", "1")
      },
      read: { _ in true }, until: { $0 == 2 })
    #expect(count == 2)
  }

  @Test func aDirectoryThatComesLaterIsFollowed() throws {
    let workshop = try Workshop()
    let loop = EventLoop()
    var isSeen = false
    let path = workshop.path + "/data/a.json"
    let follower = FileFollower(
      directory: workshop.path + "/data", names: ["a.json"], loop: loop,
      files: RealFileSystem()
    ) {
      do { isSeen = try workshop.files.identity(of: path) != nil } catch { Issue.record(error) }
      if isSeen { loop.stop() }
      return true
    }
    follower.start()
    #expect(follower.isWatching)
    follower.readNow()
    #expect(!isSeen)
    try workshop.makeDirectory("data")
    try workshop.replace("data/a.json", "1")
    loop.after(milliseconds: 60_000) { loop.stop() }
    try loop.run()
    #expect(isSeen)
  }
}
