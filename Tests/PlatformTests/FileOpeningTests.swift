// What may be opened, through which links, and how much of it is read.

import Glibc
import Platform
import TestSupport
import Testing

@Suite final class FileOpeningTests {
  let directory: TemporaryDirectory
  let files = RealFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  private func path(_ name: String) -> String { directory.path(of: name) }

  private func reason(_ path: String, _ links: LinkRule = .follow) -> String? {
    do throws(SystemError) {
      _ = try files.open(path, links: links)
      return nil
    } catch {
      return error.reason
    }
  }

  @Test func nothingButARegularFileIsOpened() throws {
    mkfifo(path("fifo"), 0o600)
    mkdir(path("folder"), 0o700)
    symlink("/dev/zero", path("zeros"))
    #expect(reason(path("fifo")) == "it is a FIFO, not a regular file")
    #expect(reason(path("folder")) == "Is a directory")
    #expect(reason(path("zeros")) == "it is a device, not a regular file")
    #expect(reason("/dev/null", .refuse) == "it is a device, not a regular file")
    #expect(reason(path("a\0b")) == "a path cannot contain NUL")
  }

  @Test func aLinkIsFollowedOnlyWhereItMayLead() throws {
    mkdir(path("inside"), 0o700)
    try directory.write("out", to: "outside")
    try directory.write("in", to: "inside/file")
    symlink("file", path("inside/near"))
    symlink("../outside", path("inside/far"))
    symlink("nowhere", path("inside/dangling"))
    symlink("inside", path("alias"))
    let inside = path("inside")

    #expect(reason(path("inside/near"), .follow) == nil)
    #expect(reason(path("inside/near"), .within(inside)) == nil)
    #expect(reason(path("alias/near"), .within(path("alias"))) == nil)
    #expect(reason(path("alias/file"), .refuse) == nil, "a linked folder is followed")
    #expect(try #require(reason(path("inside/near"), .refuse)).hasPrefix("it is a link (to file)"))
    #expect(
      try #require(reason(path("inside/far"), .within(inside)))
        .hasPrefix("it is a link that leads out of"))
    for links in [LinkRule.follow, .within(inside)] {
      #expect(
        reason(path("inside/dangling"), links) == "it is a link to nowhere, which is not there")
    }
    #expect(try files.open(path("inside/missing"), links: .within(inside)) == nil)
  }

  @Test func whereAFileWouldBeMadeFollowsLinksOnTheWayThere() throws {
    func place(_ name: String, _ links: LinkRule = .follow) throws(SystemError) -> String {
      try files.resolvingLinks(path(name), links: links)
    }
    mkdir(path("inside"), 0o700)
    mkdir(path("outside"), 0o700)
    symlink("../outside", path("inside/out"))
    symlink("nowhere", path("inside/dangling"))
    symlink(".", path("inside/self"))
    let inside = LinkRule.within(path("inside"))
    #expect(try place("inside/self/a/b", inside) == path("inside/a/b"))
    #expect(try place("inside/out/a/b") == path("outside/a/b"))
    for name in ["inside/out/a", "inside/out/a/b", "inside/self/out/a", "outside/a"] {
      let error = #expect(throws: SystemError.self) { try place(name, inside) }
      #expect(error?.code == ELOOP, "\(name)")
    }
    for links in [LinkRule.follow, inside] {
      let error = #expect(throws: SystemError.self) { try place("inside/dangling/a/b", links) }
      #expect(error?.subject == path("inside/dangling"))
      #expect(error?.reason == "it is a link to nowhere, which is not there")
    }
    let error = #expect(throws: SystemError.self) { try place("inside/missing/../a") }
    #expect(error?.code == ENOENT)
  }

  @Test func noMoreIsReadThanWasAskedFor() throws {
    try directory.write("12345", to: "file")
    #expect(try files.read(path("file"), atMost: 5) == Array("12345".utf8))
    let error = #expect(throws: SystemError.self) { try files.read(path("file"), atMost: 4) }
    #expect(error?.code == EFBIG)
  }
}
