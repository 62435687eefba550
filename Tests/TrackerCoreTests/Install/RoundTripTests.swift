// Install and uninstall for every client over files as people keep them: what was there is there again, to the byte.

import Glibc
import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct RoundTripTests {
  private let world: TestEnvironment
  private let installer: Installer
  private let name = "config"

  init() throws {
    world = try TestEnvironment()
    installer = Installer(environment: world.environment)
  }

  private let launch = ServerLaunch(
    command: "/bin/ai-session-tracker", outputDirectory: "/data dir/é\"")

  /// Files as people keep them, by format; CONTAINER stands for the name of the client's container.
  private static let texts: [Client.Format: [String]] = [
    .json: [
      "", "\n", "{}", "{ }\n", "{\n}", "// only a comment", "{\"CONTAINER\":{}}",
      "{\n  \"CONTAINER\": {\n  }\n}\n",
      "{\"a\": 1.50, \"CONTAINER\": {\"other\": {\"command\": \"o\"}}}",
      """
      // ours
      {
        "inputs": [ /* none */ ],
        "CONTAINER": {
          // the other one
          "other": { "command": "o", }, // stays
          // "third": {}
        },
        /* end */
      }

      """,
      "{\n\t\"CONTAINER\": {\n\t\t\"o\": {} // last\n\t}\n}", "{\"x\":[1,2,\n3]}",
      "{ /* c */ }", "{ // c\n}",
    ],
    .toml: [
      "", "\n", "# only a comment", "model = \"o3\"\n", "model = \"o3\"",
      "[a]\nb = [\n  1, # one\n  2,\n]\n\n\n",
      """
      # ours
      model = 'o3'   # a model
      when = 1979-05-27 07:32:00Z
      text = \"\"\"
      [mcp_servers.ai-session-tracker]
      not = "a header\"\"\"

      [CONTAINER.other]  # the other one
      command = "o"
      env = { "A.B" = "c", d = [1, -2.5e3, true] }

      [CONTAINER.other.tools."x y"]
      approval_mode = "auto"

      [[projects]]
      path = "/p"
      # the end

      """,
    ],
  ]

  private static let forms: [(name: String, make: @Sendable (String) -> String)] = [
    ("as it is", { $0 }), ("CRLF", { $0.replacing("\n", by: "\r\n") }),
    ("BOM", { "\u{FEFF}" + $0 }), ("tabs", { $0.replacing("  ", by: "\t") }),
    ("CRLF and BOM", { "\u{FEFF}" + $0.replacing("\n", by: "\r\n") }),
  ]

  private func install(_ client: Client, _ launch: ServerLaunch? = nil) throws {
    try installer.apply([try installer.plan(client, launch ?? self.launch, into: name)])
  }

  private func uninstall(_ client: Client) throws -> InstallStep.Action {
    let step = try installer.removal(of: client, from: name)
    try installer.apply([step])
    return step.action
  }

  @Test(arguments: Client.all)
  func everyFileIsAgainWhatItWas(client: Client) throws {
    for template in RoundTripTests.texts[client.format] ?? [] {
      for form in RoundTripTests.forms {
        let text = form.make(template.replacing("CONTAINER", by: client.container))
        let place: Comment = "\(client.name), \(form.name): \(text)"
        try world.directory.write(text, to: name)
        try install(client)
        let installed = try #require(try world.directory.text(of: name))
        #expect(installed != text, place)
        #expect(installer.step(client, launch, name) == .unchanged, place)
        // Every byte that was there is there, unless it was nothing but blanks.
        let isBlank = ["", "\n"].contains(template)
        var rest = Array(text.utf8)[...]
        for byte in installed.utf8 where byte == rest.first { rest = rest.dropFirst() }
        #expect(rest.isEmpty || isBlank, place)
        #expect(text.utf8.contains(0x0D) == installed.utf8.contains(0x0D) || isBlank, place)
        #expect(try uninstall(client) == .restored, place)
        #expect(try world.directory.text(of: name) == text, place)
        #expect(try world.directory.names() == [name], "no copy is left")
      }
    }
  }

  @Test(arguments: Client.all)
  func aFileThatWasNotThereIsGone(client: Client) throws {
    try install(client)
    #expect(try world.directory.text(of: name) == client.snippet(launch))
    try install(client, ServerLaunch(command: "/other/ai-session-tracker"))
    #expect(try uninstall(client) == .removed)
    #expect(try world.directory.names() == [])
    #expect(try uninstall(client) == .absent)
  }

  @Test(arguments: Client.all)
  func whatAPersonAddedMeanwhileStays(client: Client) throws {
    let isTOML = client.format == .toml
    let first = isTOML ? "a = 1\n" : "{\n  \"a\": 1\n}\n"
    try world.directory.write(first, to: name)
    try install(client)
    let installed = try #require(try world.directory.text(of: name))
    let added = isTOML ? installed + "\n[b]\nc = 2 # mine\n" : "// mine\n" + installed
    try world.directory.write(added, to: name)
    #expect(try uninstall(client) == .cleared)
    let rest = try #require(try world.directory.text(of: name))
    #expect(
      rest
        == (isTOML
          ? "a = 1\n\n[b]\nc = 2 # mine\n"
          : "// mine\n{\n  \"a\": 1,\n  \"\(client.container)\": {}\n}\n"))
  }

  @Test(arguments: Client.all)
  func aLinkStaysALinkAndTheModeStays(client: Client) throws {
    let text = client.format == .toml ? "# mine\n" : "{ /* mine */ }"
    try world.directory.createDirectory("dotfiles")
    try world.directory.write(text, to: "dotfiles/real")
    #expect(chmod(world.directory.path(of: "dotfiles/real"), 0o600) == 0)
    #expect(symlink("dotfiles/real", world.directory.path(of: name)) == 0)
    try install(client)
    #expect(try world.directory.text(of: "dotfiles/real") != text)
    #expect(try uninstall(client) == .restored)
    #expect(try world.directory.text(of: "dotfiles/real") == text)
    var info = stat()
    #expect(lstat(world.directory.path(of: name), &info) == 0)
    #expect(info.st_mode & S_IFMT == S_IFLNK)
    #expect(stat(world.directory.path(of: name), &info) == 0)
    #expect(info.st_mode & 0o777 == 0o600)
    #expect(try world.directory.names(in: "dotfiles") == ["real"])
  }

  @Test(arguments: Client.all)
  func whatCannotBeReadIsLeftAlone(client: Client) throws {
    let texts =
      client.format == .toml
      ? ["a = ", "[a", "mcp_servers = {}\n", "mcp_servers.x.command = 'x'\n", "a = \"x\ny\""]
      : ["{", "{\"\(client.container)\": []}", "[1]", "{a: 1}", "{\"a\": /* x }"]
    for text in texts {
      try world.directory.write(text, to: name)
      #expect(throws: InstallError.self, "\(text)") { try install(client) }
      #expect(try world.directory.text(of: name) == text)
      #expect(try world.directory.names() == [name])
    }
  }

  @Test(arguments: Client.all)
  func thePersonsAdditionsToTheEntryStay(client: Client) throws {
    let path = "\(client.container).\(Client.serverName)"
    let text =
      client.format == .toml
      ? "a = 1\n[\(path)]\ncommand = '/old' # moved\nenabled = false\nenv = { KEEP = \"me\" }\n"
      : """
      {"\(client.container)": {"\(Client.serverName)": {
        "command": "/old", // moved
        "disabled": true, "env": {"KEEP": "me"}, "tools": ["one"], "type": "stdio", "timeout": 5
      }}}
      """
    try world.directory.write(text, to: name)
    try install(client)
    let installed = try #require(try world.directory.text(of: name))
    for kept in ["KEEP", "me", "moved", "/bin/ai-session-tracker", "AI_OUTPUT_DIR"] {
      #expect(installed.contains(kept))
    }
    #expect(!installed.contains("/old"))
    #expect(installed.contains(client.format == .toml ? "enabled = false" : "\"disabled\": true"))
    if client.format == .json {
      #expect(installed.contains(#""tools": ["one"], "type": "stdio", "timeout": 5"#))
    }
    #expect(try world.directory.text(of: name + ".bak") == text)
    // An entry of before us is not what uninstall leaves.
    #expect(try uninstall(client) == .cleared)
    #expect(try world.directory.text(of: name)?.contains(Client.serverName) == false)
    #expect(try world.directory.names() == [name, name + ".bak"])
  }

  @Test func theFoldersThatAnInstallMadeGoAndNoOthers() throws {
    let client = Client.all[0]
    let attributes = RealFileSystem()
    attributes.markAsMade(world.directory.path)
    // Not every file system keeps the mark; then all folders stay.
    let keepsMarks = attributes.isMarkedAsMade(world.directory.path)
    try world.directory.createDirectory("home/a")
    for folder in ["home/a", "home/a/b/c", "home/new"] {
      let path = world.directory.path(of: folder + "/mcp.json")
      try installer.apply([try installer.plan(client, launch, into: path)])
      try installer.apply([try installer.removal(of: client, from: path)])
      #expect(
        try world.directory.names(in: "home")
          == (keepsMarks || folder != "home/new" ? ["a"] : ["a", "new"]))
      #expect(
        try world.directory.names(in: "home/a") == (keepsMarks || folder == "home/a" ? [] : ["b"]))
    }
  }

  @Test func aCopyThatCannotBeReadIsNotWhatWasThere() throws {
    try install(Client.all[0])
    try world.directory.write("{", to: name + ".bak")
    #expect(try uninstall(Client.all[0]) == .cleared)
    #expect(try world.directory.text(of: name) == "{\n  \"servers\": {}\n}\n")
  }

  @Test func aClientsOwnCommandAddsAndRemoves() throws {
    let client = try #require(Client.named("claude-code"))
    var calls: [[String]] = []
    var status: Int32 = 0
    let installer = Installer(environment: world.environment) { program, arguments in
      calls.append([program] + arguments)
      return status
    }
    let launch = ServerLaunch(command: "/x")
    let step = try installer.plan(client, launch, into: name, through: "/bin/claude")
    #expect(step.action == .updated)
    try installer.apply([step])
    #expect(
      calls == [
        [
          "/bin/claude", "mcp", "add-json", "--scope", "user", "ai-session-tracker",
          #"{"type":"stdio","command":"/x","args":["server"]}"#,
        ]
      ])
    #expect(try world.directory.names() == [])
    // An entry that is there is edited in place, so that what a person added stays.
    try world.directory.write(client.snippet(ServerLaunch(command: "/old")), to: name)
    let edit = try installer.plan(client, launch, into: name, through: "/bin/claude")
    #expect(edit.change == .write(Array(client.snippet(launch).utf8)))
    let removal = try installer.removal(of: client, from: name, through: "/bin/claude")
    status = 2
    let error = #expect(throws: InstallError.self) { try installer.apply([removal]) }
    #expect(error?.reason == "`mcp remove --scope user ai-session-tracker` ended with status 2")
  }
}

extension Installer {
  fileprivate func step(
    _ client: Client, _ launch: ServerLaunch, _ path: String
  ) -> InstallStep.Action? {
    do {
      return try plan(client, launch, into: path).action
    } catch {
      return nil
    }
  }
}

extension String {
  /// With every occurrence of a text replaced.
  fileprivate func replacing(_ text: String, by other: String) -> String {
    var result: [UInt8] = []
    var rest = Array(utf8)[...]
    while let byte = rest.first {
      if rest.starts(with: text.utf8) {
        result += other.utf8
        rest = rest.dropFirst(text.utf8.count)
      } else {
        result.append(byte)
        rest = rest.dropFirst()
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
