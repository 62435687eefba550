// The README's blocks for clients are made from the list of clients.

import JSON
import Platform
import Testing
import TrackerCore

@Suite struct ReadmeTests {
  @Test(arguments: Client.all)
  func theReadmeHasABlockForEachClient(client: Client) throws {
    let root = #filePath.dropLast("/Tests/TrackerCoreTests/Install/ReadmeTests.swift".utf8.count)
    let readme = try #require(try RealFileSystem().read("\(root)/README.md"))
    let block = try block(client)
    #expect(String(decoding: readme, as: UTF8.self).contains(block), "\(block)")
  }

  private func block(_ client: Client) throws -> String {
    let user = try client.userFile.path(
      on: .linux, currentDirectory: "/", variables: { $0 == "HOME" ? "/~" : nil }
    ).dropFirst()
    let option = client.name == "vscode" ? "" : " --client \(client.name)"
    let places =
      client.projectFile.map { "`\($0)`; with `--scope user`, `\(user)`" } ?? "`\(user)`"
    var snippet = client.snippet(ServerLaunch(command: Client.serverName))
    if client.format == .json {
      let value = try JSONReader.read(Array(snippet.utf8))
      snippet = String(decoding: JSONWriter.compact(value), as: UTF8.self) + "\n"
    }
    return """
      <details><summary>\(client.title)</summary>

      `ai-session-tracker install\(option)` writes \(places). \(client.advice)

      ```\(client.format.rawValue)
      \(snippet)```
      """
  }
}
