// The picture in the README is a recorded frame, so it cannot rot.

import Platform
import Testing

@Suite struct ReadmeTests {
  @Test func theReadmeShowsTheDashboardAsItIs() throws {
    let frame = try text(of: "Tests/TrackerTUITests/Golden/overview-80x24.txt")
    let readme = try text(of: "README.md")
    #expect(readme.contains("```text\n" + frame + "```\n"))
  }

  private func text(of path: String) throws -> String {
    let root = #filePath.dropLast("/Tests/TrackerTUITests/ReadmeTests.swift".utf8.count)
    let bytes = try #require(try RealFileSystem().read("\(root)/\(path)"))
    return String(decoding: bytes, as: UTF8.self)
  }
}
