// The watcher tells of every way in which a file can change, and of nothing else.

import Glibc
import Platform
import Testing

/// A directory that is removed at the end, and what is done in it.
final class Workshop {
  let path: String
  let files = RealFileSystem()

  init() throws { path = try files.createTemporaryDirectory(prefix: "/tmp/watcher-test.") }

  deinit {
    do { try files.removeDirectory(path) } catch { Issue.record(error) }
  }

  /// Writes into the file as it stands, as an editor or a naive program does.
  func write(_ name: String, _ text: String) throws {
    let descriptor = try check("open", name) {
      open(path + "/" + name, O_WRONLY | O_CREAT | O_TRUNC, 0o600)
    }
    defer { close(descriptor) }
    try FileWriter(descriptor: descriptor, path: name).write(Array(text.utf8))
  }

  /// Puts a new file in the place of the old one.
  func replace(_ name: String, _ text: String) throws {
    let target = path + "/" + name
    try files.replace(target, by: [.bytes(Array(text.utf8))])
  }

  func makeDirectory(_ name: String) throws { try files.createDirectory(path + "/" + name) }
  func removeDirectory(_ name: String) throws { try files.removeDirectory(path + "/" + name) }
  func move(_ name: String, to other: String) throws {
    try check("rename", name) { rename(path + "/" + name, path + "/" + other) }
  }
}

extension FileWatcher {
  /// Whether there is anything to read, without waiting: the kernel queues an event before the call that caused it returns.
  var isReadable: Bool {
    var entry = pollfd(fd: descriptor, events: Int16(POLLIN), revents: 0)
    return poll(&entry, 1, 0) == 1
  }
}

@Suite struct FileWatcherTests {
  @Test func itTellsOfAFileWrittenReplacedAndRemoved() throws {
    let workshop = try Workshop()
    let watcher = try FileWatcher(directory: workshop.path, names: ["a.json"])
    #expect(watcher.isWatchingDirectory && !watcher.isReadable)
    try workshop.write("a.json", "1")
    #expect(watcher.isReadable && watcher.drain())
    try workshop.replace("a.json", "2")
    #expect(watcher.drain())
    try workshop.files.remove(workshop.path + "/a.json")
    #expect(watcher.drain())
    #expect(!watcher.isReadable && !watcher.drain())
  }

  @Test func otherFilesDoNotConcernIt() throws {
    let workshop = try Workshop()
    let watcher = try FileWatcher(directory: workshop.path, names: ["a.json"])
    try workshop.write("b.json", "1")
    try workshop.write(".a.json.tmp", "1")
    #expect(watcher.isReadable && !watcher.drain())
  }

  @Test func withoutNamesEveryFileConcernsIt() throws {
    let workshop = try Workshop()
    let watcher = try FileWatcher(directory: workshop.path)
    try workshop.write("b.json", "1")
    #expect(watcher.drain())
  }

  @Test func twoFilesThatChangePlacesAreTold() throws {
    let workshop = try Workshop()
    try workshop.write("a.json", "1")
    try workshop.write("spare", "2")
    let watcher = try FileWatcher(directory: workshop.path, names: ["a.json"])
    try workshop.move("spare", to: "a.json")
    #expect(watcher.drain())
  }

  @Test func aDirectoryThatComesLaterIsWatchedFromThenOn() throws {
    let workshop = try Workshop()
    let directory = workshop.path + "/deep/data"
    let watcher = try FileWatcher(directory: directory, names: ["a.json"])
    #expect(!watcher.isWatchingDirectory && watcher.isWatching)
    try workshop.write("noise", "1")
    #expect(!watcher.drain())
    try workshop.makeDirectory("deep")
    #expect(watcher.drain() && !watcher.isWatchingDirectory)
    try workshop.makeDirectory("deep/data")
    #expect(watcher.drain() && watcher.isWatchingDirectory)
    try workshop.write("deep/data/a.json", "1")
    #expect(watcher.drain())
  }

  @Test func aDirectoryRemovedAndMadeAgainIsStillWatched() throws {
    let workshop = try Workshop()
    try workshop.makeDirectory("data")
    let watcher = try FileWatcher(directory: workshop.path + "/data", names: ["a.json"])
    try workshop.removeDirectory("data")
    #expect(watcher.drain() && !watcher.isWatchingDirectory)
    try workshop.makeDirectory("data")
    #expect(watcher.drain() && watcher.isWatchingDirectory)
    try workshop.write("data/a.json", "1")
    #expect(watcher.drain())
  }

  @Test func aDirectoryPutInThePlaceOfAnotherIsWatchedInsteadOfIt() throws {
    let workshop = try Workshop()
    try workshop.makeDirectory("data")
    try workshop.makeDirectory("other")
    let watcher = try FileWatcher(directory: workshop.path + "/data", names: ["a.json"])
    try workshop.move("data", to: "old")
    try workshop.move("other", to: "data")
    #expect(watcher.drain())
    while watcher.isReadable { _ = watcher.drain() }
    try workshop.write("old/a.json", "1")
    #expect(!watcher.isReadable)
    try workshop.write("data/a.json", "1")
    #expect(watcher.drain())
  }
}
