// The README's table of tools is made from their declarations.

import Platform
import Testing
import TrackerMCP

@Suite struct ReadmeTests {
  @Test func theReadmeListsTheToolsAsTheyAreDeclared() throws {
    let root = #filePath.dropLast("/Tests/TrackerMCPTests/ReadmeTests.swift".utf8.count)
    let readme = try #require(try RealFileSystem().read("\(root)/README.md"))
    let text = String(decoding: readme, as: UTF8.self)
    for tools in [Tool.all, Tool.requests] {
      #expect(text.contains("\n\n" + toolTable(tools) + "\n\n"))
    }
  }
}
