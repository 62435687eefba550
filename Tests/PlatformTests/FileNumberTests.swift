// One file under several names: known as one, and written so that it stays one.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct FileNumberTests {
  private let directory: TemporaryDirectory
  private let files = RealFileSystem()

  init() throws { directory = try TemporaryDirectory() }

  @Test func twoNamesOfOneFileLeadToOneNumber() throws {
    try directory.write("a", to: "one")
    try directory.write("a", to: "other")
    #expect(link(directory.path(of: "one"), directory.path(of: "hard")) == 0)
    #expect(symlink("one", directory.path(of: "soft")) == 0)
    let number = files.number(of: directory.path(of: "one"))
    #expect(number != nil)
    #expect(files.number(of: directory.path(of: "hard")) == number)
    #expect(files.number(of: directory.path(of: "soft")) == number)
    #expect(files.number(of: directory.path(of: "other")) != number)
    #expect(files.number(of: directory.path) == nil)
    #expect(files.number(of: directory.path(of: "none")) == nil)
  }

  @Test(arguments: ["longer than before", "", "old"])
  func aFileWithTwoNamesIsChangedUnderBoth(text: String) throws {
    try directory.write("before", to: "one")
    #expect(link(directory.path(of: "one"), directory.path(of: "two")) == 0)
    try files.replaceUnderAllNames(directory.path(of: "one"), by: Array(text.utf8))
    #expect(try directory.text(of: "one") == text)
    #expect(try directory.text(of: "two") == text)
  }

  @Test func aFileWithOneNameIsReplacedWhole() throws {
    try directory.write("before", to: "one")
    let old = files.number(of: directory.path(of: "one"))
    try files.replaceUnderAllNames(directory.path(of: "one"), by: Array("after".utf8))
    #expect(try directory.text(of: "one") == "after")
    #expect(files.number(of: directory.path(of: "one")) != old)
  }
}
