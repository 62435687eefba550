import Platform
import TrackerCore
import TrackerDemo

/// The sample data of `tui --demo`, in a directory of its own that goes with the command.
final class SampleDirectory {
  /// Where it is.
  let path: String
  private let files: any FileSystem
  private var isRemoved = false

  /// Writes sample data up to now into a new directory.
  init(in environment: Environment) throws(SystemError) {
    files = environment.files
    let parent = ProcessEnvironment.variable("TMPDIR").flatMap { $0.isEmpty ? nil : $0 } ?? "/tmp"
    path = try files.createTemporaryDirectory(prefix: parent + "/ai-session-tracker-demo.")
    do throws(SystemError) {
      for file in DemoLedger.files(now: environment.now()) {
        let target = path + "/" + file.name
        try files.replace(target, by: [.bytes(file.bytes)])
      }
    } catch {
      remove()
      throw error
    }
  }

  /// Removes it; the second time does nothing.
  func remove() {
    guard !isRemoved else { return }
    isRemoved = true
    do throws(SystemError) {
      try files.removeDirectory(path)
    } catch {
      Stream.error.write(
        "ai-session-tracker: sample data is left behind: \("\(error)".printable)\n")
    }
  }
}
