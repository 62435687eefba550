// Settings: read with every bad line named, set while running, saved without touching what a person wrote.

import Testing
import TrackerCore

@testable import TrackerTUI

struct SettingsTests {
  @Test func linesAreReadAndBadOnesNamed() {
    let (settings, problems) = Settings.reading(
      """
      # mine
      set theme light
        set	remember   on
      set thme dark
      bind Ctrl-t next-tab
      set range 8q
      bind Hyper-x quit
      bind X frobnicate
      frobnicate
      set theme dark

      """)
    #expect(settings.value(.theme) == "dark" && settings.isOn(.remember))
    #expect(settings.bindings == [.init(key: .control("t"), line: "next-tab")])
    #expect(
      problems == [
        "line 4: there is no setting thme; theme?",
        "line 6: range must be \(DateRange.formsOfBoth), not '8q'",
        "line 7: Hyper-x is no key", "line 8: there is no command frobnicate",
        "line 9: frobnicate is none of set, bind and filter",
      ])
  }

  @Test func savingKeepsCommentsAndWritesOnlyWhatDiffers() {
    let old = """
      # colours
      set theme light
      set mouse on
      nonsense

      bind X quit
      # end
      """
    var settings = Settings.reading(old).settings
    #expect(settings.saving(over: old) == old.replacingMouse + "\n")
    settings.set(.theme, to: "mono")
    settings.set(.range, to: "7d")
    settings.bind("X", to: "")
    settings.bind(.control("t"), to: "next-tab")
    #expect(
      settings.saving(over: old)
        == "# colours\nset theme mono\nnonsense\n\n# end\nset range 7d\nbind Ctrl-t next-tab\n")
    settings.set(.theme, to: "auto")
    settings.set(.range, to: "auto")
    #expect(
      settings.saving(over: old) == "# colours\nnonsense\n\n# end\nbind Ctrl-t next-tab\n")
    #expect(Settings().saving(over: "") == "")
  }

  @Test func remarksBehindValuesStay() {
    let old = "set theme light  # my screen\nbind # nothing # not that\nset mouse # off\n"
    var (settings, problems) = Settings.reading(old)
    #expect(settings.value(.theme) == "light" && problems.count == 1)
    #expect(settings.bindings == [.init(key: "#", line: "nothing")])
    settings.set(.theme, to: "dark")
    settings.bind("#", to: "quit")
    #expect(
      settings.saving(over: old)
        == "set theme dark  # my screen\nbind # quit  # not that\nset mouse # off\n")
  }

  @Test(arguments: Setting.all.map(\.name))
  func everyValueOfEverySettingIsReadAgain(name: String) throws {
    let setting = try #require(Setting.named(name))
    #expect(setting.refusal(of: setting.standard) == nil && !setting.help.isEmpty)
    for word in setting.words {
      var settings = Settings()
      settings.set(setting, to: word)
      let read = Settings.reading(settings.saving(over: ""))
      #expect(read.settings == settings && read.problems.isEmpty)
    }
  }

  @Test(arguments: [
    ("x", "x" as Key), ("Ctrl-x", .control("x")), ("C-x", .control("x")), ("^x", .control("x")),
    ("F5", .function(5)), ("Space", " "), ("PgDn", .pageDown), ("Enter", .enter),
    ("Shift-Tab", .backTab), ("up", .up), ("F13", nil), ("Ctrl-1", nil), ("", nil),
  ])
  func keysAreNamed(label: String, key: Key?) {
    #expect(Key(label: label) == key)
  }

  @Test(arguments: KeyBinding.all.flatMap(\.keys).map(\.label))
  func everyKeyOfTheTableCanBeNamed(label: String) {
    #expect(Key(label: label)?.label == label)
  }

  @Test func aBoundKeyRunsItsLine() {
    var dashboard = dashboard()
    dashboard.begin(
      StartOptions(), .text(path: "/c/tui.conf", "bind X tab issues\nbind q nothing\n"))
    dashboard.press("X")
    #expect(dashboard.tab.name == "Issues")
    #expect(dashboard.press("q").isEmpty)
    #expect(run("quit", in: &dashboard) == [.quit])
  }

  @Test func theStartIsAsTheFileSaysAndOptionsCountMore() {
    var options = StartOptions()
    options.values["range"] = "today"
    let file = SettingsFile.text(
      path: "/c/tui.conf", "set tab roi\nset range 7d\nset theme light\nset mouse off\n")
    var first = dashboard(History())
    first.begin(options, file)
    _ = first.update(.loaded(sampleHistory(), now: sampleNow))
    #expect(first.tab.name == "ROI" && first.chosen.range == .today)
    #expect(first.themeName == "light" && !first.wantsMouse)
    #expect(first.chosen.settings.value(.range) == "7d")
  }

  @Test func placesAreRememberedOnlyWhenThatIsSet() {
    for (line, tab, range) in [
      ("set remember on", "Gaps", DateRange.week), ("", "Overview", .month),
    ] {
      var dashboard = dashboard()
      dashboard.begin(
        StartOptions(), .text(path: "/c", line), remembered: "set tab gaps\nset range 7d\nset x y\n"
      )
      #expect(dashboard.tab.name == tab && dashboard.chosen.range == range)
      #expect(dashboard.remembers == !line.isEmpty)
    }
    var dashboard = dashboard()
    dashboard.press("5", "t", "w")
    #expect(dashboard.rememberedText == "set tab issues\nset range 7d\n")
  }

  @Test func settingOnTheCommandLineHoldsForThisRun() {
    var dashboard = dashboard()
    _ = run("set theme light", in: &dashboard)
    #expect(status(dashboard) == "theme is light" && dashboard.themeName == "light")
    _ = run("set theme purple", in: &dashboard)
    #expect(status(dashboard) == "theme is one of auto, dark, light, mono, not purple")
    _ = run("set thme", in: &dashboard)
    #expect(status(dashboard) == "there is no setting thme; theme?")
    _ = run("set mouse", in: &dashboard)
    #expect(status(dashboard).hasPrefix("mouse is on · "))
    _ = run("set range 7d", in: &dashboard)
    #expect(dashboard.chosen.range == .week)
    _ = run("set readonly on", in: &dashboard)
    dashboard.press("e")
    #expect(status(dashboard) == "read-only: set readonly on")
    #expect(run("save", in: &dashboard) == [.saveSettings(dashboard.chosen.settings)])
    _ = dashboard.update(.settingsSaved(path: "/c/tui.conf", problem: nil))
    #expect(status(dashboard) == "saved /c/tui.conf")
    _ = dashboard.update(.settingsSaved(path: "", problem: "no place"))
    #expect(status(dashboard) == "not saved: no place")
  }

  @Test func columnsAndOrderAreSet() {
    var first = dashboard(History())
    first.begin(
      StartOptions(), .text(path: "/c", "set columns type dur eff\nset sort rating reversed\n"))
    _ = first.update(.loaded(sampleHistory(), now: sampleNow))
    first.press("2")
    let head = first.frame().text.split(separator: "\n")[1]
    #expect(head.contains("Type") && head.contains("Dur") && !head.contains("Start"))
    #expect(first.sortText(.sessions) == "rating ▲")
    #expect(first.settingsToSave == first.chosen.settings)
    #expect(first.rememberedText.hasSuffix("set sort rating reversed\n"))
    _ = run("set columns auto", in: &first)
    #expect(first.frame().text.split(separator: "\n")[1].contains("Start"))
    _ = run("set columns type nonsense", in: &first)
    #expect(status(first).hasPrefix("columns: auto, or some of project dev client type model"))
    _ = run("set sort auto", in: &first)
    #expect(first.sortText(.sessions) == "start ▼")
    _ = run("set sort name", in: &first)
    #expect(first.sortText(.sessions) == "name ▲")
  }

  @Test func theFileIsReadAgainWhenAsked() {
    var dashboard = dashboard()
    #expect(run("source", in: &dashboard) == [.readSettings])
    _ = dashboard.update(.settingsRead(.text(path: "/c/tui.conf", "set theme mono\n")))
    #expect(dashboard.themeName == "mono" && status(dashboard) == "read /c/tui.conf")
    _ = dashboard.update(.settingsRead(.text(path: "/c/tui.conf", "x\n")))
    #expect(status(dashboard) == "tui.conf, line 1: x is none of set, bind and filter")
    _ = dashboard.update(.settingsRead(.text(path: "/c/tui.conf", "x\ny\n")))
    #expect(dashboard.frame().text.contains("line 2: y is none of set, bind and filter"))
    dashboard.press(.escape)
    _ = dashboard.update(.settingsRead(.nowhere("neither XDG_CONFIG_HOME nor HOME is set")))
    #expect(status(dashboard) == "no settings: neither XDG_CONFIG_HOME nor HOME is set")
    _ = dashboard.update(.settingsRead(.text(path: "/c/tui.conf", "")))
    #expect(status(dashboard) == "/c/tui.conf is not there: all defaults")
    dashboard.begin(StartOptions(), .text(path: "/c/tui.conf", "x\ny\n"))
    #expect(
      dashboard.over.message
        == "tui.conf, line 1: x is none of set, bind and filter · 1 more, :source lists them")
  }

  static let ends = ["\n", "\r\n", "\r"]

  @Test(arguments: ends, ["", "\u{FEFF}"])
  func linesMayEndAsAnEditorEndsThem(_ end: String, _ mark: String) {
    let text =
      mark
      + ["# mine", "set rate 150", "", "set theme drak", "set mouse off"]
      .map { $0 + end }.joined()
    let (settings, problems) = Settings.reading(text)
    #expect(settings.value(.rate) == "150" && settings.value(.mouse) == "off")
    #expect(problems.count == 1 && problems.first?.hasPrefix("line 4: theme") == true)
    #expect(settings.saving(over: text) == text)
    var changed = settings
    changed.set(.rate, to: "160")
    changed.set(.tab, to: "roi")
    #expect(
      changed.saving(over: text)
        == text.replacing("150", with: "160") + "set tab roi" + end)
  }

  @Test func whatCannotBeUsedIsSaidOfAFile() {
    #expect(SettingsFile.nowhere("HOME is not set").problems == [])
    #expect(SettingsFile.unusable("/c is not UTF-8").problems == ["/c is not UTF-8"])
    #expect(
      SettingsFile.text(path: "/c", "x\nset rate abc\n").problems.map { $0.prefix(10) }
        == ["/c, line 1", "/c, line 2"])
  }

  @Test func aFileThatCannotBeReadIsToldAtTheStart() {
    var dashboard = dashboard()
    dashboard.begin(StartOptions(), .unusable("/c is not UTF-8"))
    #expect(dashboard.over.message == "no settings: /c is not UTF-8")
  }
}

extension String {
  /// Without the line that says a default.
  fileprivate var replacingMouse: String {
    split(separator: "\n", omittingEmptySubsequences: false).filter { $0 != "set mouse on" }
      .joined(separator: "\n")
  }
}
