import ArgumentParser
import JSON
import Platform
import TrackerCore

struct GenerateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "generate", abstract: "Write what a package carries beside the program.",
    discussion: """
      Writes into a folder: ai-session-tracker.1, completions for bash, zsh and fish, the systemd user unit, and the \
      manifest.json of an MCPB bundle. With --bundle-url and --bundle-digest also server.json for a registry.
      """, shouldDisplay: false)

  @Argument(help: "Folder to write into; made if it is missing.", completion: .directory)
  var directory: String
  @Option(help: "Where the program is in the package.")
  var command = "/usr/bin/ai-session-tracker"
  @Option(help: "Address of the repository, https://github.com/OWNER/NAME.")
  var repository: String?
  @Option(help: "Address of the released bundle.")
  var bundleUrl: String?
  @Option(help: "SHA-256 of the released bundle, 64 hexadecimal digits.")
  var bundleDigest: String?

  func validate() throws {
    let given = [repository, bundleUrl, bundleDigest].count { $0 != nil }
    if given != 0, given != 3 {
      throw ValidationError("--repository, --bundle-url and --bundle-digest belong together")
    }
    if let repository, repository.split(separator: "/").count != 4 {
      throw ValidationError("--repository must be https://github.com/OWNER/NAME")
    }
  }

  func run() throws {
    let files = Environment.process.files
    let manual = try ManualPage(
      help: JSONReader.read(Array(AISessionTracker._dumpHelp().utf8)),
      version: AISessionTracker.version)
    var documents: [(name: String, text: String)] = [
      ("ai-session-tracker.1", manual.text),
      ("completions/bash/ai-session-tracker", AISessionTracker.completionScript(for: .bash)),
      ("completions/zsh/_ai-session-tracker", AISessionTracker.completionScript(for: .zsh)),
      ("completions/fish/ai-session-tracker.fish", AISessionTracker.completionScript(for: .fish)),
      (ServiceUnit.name, ServiceUnit.text(command: command, data: .home(Config.defaultDirectory))),
      ("manifest.json", text(ReleaseDocument.bundleManifest)),
    ]
    if let repository, let bundleUrl, let bundleDigest {
      documents.append(
        (
          "server.json",
          text(
            ReleaseDocument.registryEntry(
              repository: repository, bundle: bundleUrl, digest: bundleDigest))
        ))
    }
    for document in documents {
      let path = (directory + "/" + document.name)
        .absolute(in: ProcessEnvironment.currentDirectory)
      try files.createDirectory(files.directory(of: path))
      try files.replace(path, by: [.bytes(Array(document.text.utf8))])
      Stream.output.write(path.printable + "\n")
    }
  }

  private func text(_ value: JSONValue) -> String {
    String(decoding: JSONWriter.indented(value, text: .utf8), as: UTF8.self) + "\n"
  }
}
