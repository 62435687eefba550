// Who works, on what, and through which program, where a start does not say.

import JSON
import Platform
import TestSupport
import Testing

@testable import TrackerCore

@Suite struct AttributionTests {
  private let world: TestEnvironment
  private var config = Config()
  /// What the variables of a user whose home is `home` say.
  private var variables: [String: String]

  init() throws {
    world = try TestEnvironment()
    variables = ["HOME": world.directory.path(of: "home")]
    try world.directory.createDirectory("app/src/deep")
  }

  private func write(_ text: String, to name: String) throws {
    try world.directory.write(text, to: name)
  }

  private func writeName(_ name: String, to file: String) throws {
    try write("[user]\n\tname = \(name)\n", to: file)
  }

  /// Who and what is stored of a start in a folder.
  private func stored(
    in folder: String, developer: String? = nil, project: String? = nil
  ) throws -> [String?] {
    var environment = world.environment
    environment.currentDirectory = world.directory.path(of: folder)
    var config = Config(variables: { variables[$0] })
    config.directory = world.directory.path(of: "data")
    let service = SessionService(environment: environment, config: config)
    var request = StartRequest.made()
    (request.developer, request.project) = (developer, project)
    let session = try service.startSession(request).session
    let record = try #require(try service.storedSession(session.id))
    #expect((record.developer, record.project) == (session.developer, session.project))
    return [record.developer, record.project]
  }

  @Test func aRepositoryTellsProjectAndDeveloperInEveryFolderOfIt() throws {
    try writeName("Ada", to: "app/.git/config")
    for folder in ["app", "app/src", "app/src/deep", "app/.git"] {
      #expect(try stored(in: folder) == ["Ada", "app"], "\(folder)")
    }
  }

  @Test func withoutARepositoryTheUsersNameIsStoredAndNoProject() throws {
    try writeName("Ada", to: "home/.gitconfig")
    #expect(try stored(in: "app/src") == ["Ada", nil])
  }

  @Test func whereNothingSaysAnythingNothingIsStored() throws {
    #expect(try stored(in: "app") == [nil, nil])
    let text = try #require(try world.directory.text(of: "data/sessions.json"))
    #expect(!text.contains("developer") && !text.contains("project") && !text.contains("client"))
  }

  @Test func theRepositorysNameComesBeforeTheUsersAndThatBeforeTheOneOfXDG() throws {
    try world.directory.createDirectory("app/.git")
    try writeName("Xenia", to: "home/.config/git/config")
    #expect(try stored(in: "app") == ["Xenia", "app"])
    try writeName("Hanna", to: "home/.gitconfig")
    #expect(try stored(in: "app") == ["Hanna", "app"])
    try writeName("Ada", to: "app/.git/config")
    #expect(try stored(in: "app") == ["Ada", "app"])
    try write("[user]\nname =\n", to: "app/.git/config")
    #expect(try stored(in: "app") == [nil, "app"])
  }

  @Test func anotherFolderOfSettingsIsRead() throws {
    var other = self
    try writeName("Xenia", to: "settings/git/config")
    other.variables["XDG_CONFIG_HOME"] = world.directory.path(of: "settings")
    #expect(try other.stored(in: "app") == ["Xenia", nil])
    other.variables["XDG_CONFIG_HOME"] = "settings"
    #expect(try other.stored(in: "app") == [nil, nil])
  }

  @Test(
    arguments: [
      ("", nil), (" ", nil), ("Bea", "Bea"), (" Bea\n", "Bea"), ("${user_config.name}", "Ada"),
      (nil, "Ada"),
    ] as [(String?, String?)])
  func theVariableSaysWhoWorks(_ value: String?, _ developer: String?) throws {
    var other = self
    try writeName("Ada", to: "app/.git/config")
    other.variables["AI_DEVELOPER"] = value
    #expect(try other.stored(in: "app") == [developer, "app"])
    #expect(try other.stored(in: "app", developer: "Cia") == ["Cia", "app"])
  }

  @Test func whatIsGivenIsStoredAsItIsAndWhatIsBlankIsNotGiven() throws {
    try writeName("Ada", to: "app/.git/config")
    #expect(try stored(in: "app", developer: "Cia", project: "x") == ["Cia", "x"])
    #expect(try stored(in: "app", developer: "", project: " \n") == ["Ada", "app"])
    #expect(try stored(in: "app", project: "x") == ["Ada", "x"])
  }

  @Test func theNearestProjectFileNamesTheProjectUpToTheRepositorysFolder() throws {
    try world.directory.createDirectory("app/.git")
    try write("project: above\n", to: ".ai_sessions.yaml")
    #expect(try stored(in: "app/src") == [nil, "app"])
    try write("project: engine\n", to: "app/.ai_sessions.yaml")
    #expect(try stored(in: "app/src") == [nil, "engine"])
    try write("project: 'web'\n", to: "app/src/.ai_sessions.yaml")
    #expect(try stored(in: "app/src/deep") == [nil, "web"])
    try write("# nothing\n", to: "app/src/.ai_sessions.yaml")
    #expect(try stored(in: "app/src/deep") == [nil, "engine"])
  }

  /// A folder above may be anybody's.
  @Test func withoutARepositoryTheProjectFileOfTheStartCounts() throws {
    try write("project: engine\n", to: "app/.ai_sessions.yaml")
    try world.directory.createDirectory("app/src")
    #expect(try stored(in: "app") == [nil, "engine"])
    #expect(try stored(in: "app/src") == [nil, nil])
  }

  @Test(arguments: ["absolute", "relative"])
  func aWorktreeHasTheSettingsOfItsRepositoryAndANameOfItsOwn(_ spelling: String) throws {
    try writeName("Ada", to: "app/.git/config")
    try write("../..\n", to: "app/.git/worktrees/fix-12/commondir")
    let up = spelling == "relative" ? ".." : world.directory.path
    try write("gitdir: \(up)/app/.git/worktrees/fix-12\n", to: "fix-12/.git")
    try world.directory.createDirectory("fix-12/src")
    #expect(try stored(in: "fix-12/src") == ["Ada", "fix-12"])
    try write("project: engine\n", to: "fix-12/.ai_sessions.yaml")
    #expect(try stored(in: "fix-12/src") == ["Ada", "engine"])
  }

  @Test(arguments: ["srv/app.git", "work/.bare", "srv/bare"])
  func aWorktreeOfABareRepositoryHasItsSettings(_ common: String) throws {
    try writeName("Ada", to: common + "/config")
    try write("../..\n", to: common + "/worktrees/x/commondir")
    try write(
      "gitdir: \(world.directory.path(of: common))/worktrees/x\n", to: "work/x/.git")
    #expect(try stored(in: "work/x") == ["Ada", "x"])
  }

  @Test func aSubmoduleIsAProjectOfItsOwn() throws {
    try writeName("Ada", to: "app/.git/modules/part/config")
    try write("gitdir: ../.git/modules/part\n", to: "app/part/.git")
    #expect(try stored(in: "app/part") == ["Ada", "part"])
  }

  @Test(
    arguments: [
      "", "gitdir:", "gitdir: \n", "gitdir: nowhere", "gitdir: \0", "gitdir: .", "x\n", "gitdir: /",
    ])
  func aLinkThatLeadsNowhereStillMarksTheRepository(_ text: String) throws {
    try writeName("Hanna", to: "home/.gitconfig")
    try write(text, to: "app/.git")
    try world.directory.createDirectory(".git")
    #expect(try stored(in: "app/src") == ["Hanna", "app"])
  }

  @Test func oddFilesMakeNoStartFailAndAreNotReadThroughLinks() throws {
    try writeName("Hanna", to: "home/.gitconfig")
    try writeName("Eve", to: "elsewhere")
    try write("project: eve\n", to: "project")
    try world.directory.createDirectory("app/.git")
    let directory = world.directory.path
    let script = """
      ln -s '\(directory)/elsewhere' '\(directory)/app/.git/config'
      ln -s '\(directory)/project' '\(directory)/app/.ai_sessions.yaml'
      mkfifo '\(directory)/app/src/.ai_sessions.yaml'
      """
    #expect(try ChildProcess(script).exitStatus() == 0)
    #expect(try stored(in: "app/src") == ["Hanna", "app"])
    // A person's own settings may be links.
    try world.directory.createDirectory("home/.config/git")
    #expect(
      try ChildProcess(
        "cd '\(directory)/home' && mv .gitconfig dots && ln -s dots .gitconfig"
      ).exitStatus() == 0)
    #expect(try stored(in: "app/src") == ["Hanna", "app"])
    try write(String(repeating: " ", count: 2 << 20) + "[user]\nname = Big", to: "home/dots")
    #expect(try stored(in: "app/src") == [nil, "app"])
  }

  @Test func aClientIsStoredAsItCallsItself() throws {
    let service = world.server(1)
    service.client = " claude-code\n"
    let session = try service.startSession(.made()).session
    #expect(try service.storedSession(session.id)?.client == "claude-code")
    service.client = "\u{200B}"
    #expect(try service.startSession(.made()).session.client == nil)
  }
}
