// The picture in the README is the dashboard's own frame, so it cannot rot.

import Platform
import Testing

@testable import TrackerTUI

@Suite struct ReadmeTests {
  @Test func theReadmeShowsTheDashboardAsItIs() throws {
    let root = #filePath.dropLast("/Tests/TrackerTUITests/ReadmeTests.swift".utf8.count)
    let bytes = try #require(try RealFileSystem().read("\(root)/README.md"))
    let picture = dashboard().frame().text
    #expect(String(decoding: bytes, as: UTF8.self).contains("```text\n\(picture)\n```\n"))
  }
}
