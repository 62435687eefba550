// Measuring a source file: what can be measured, and what is stored of the rest.

internal import Platform
internal import PythonMetrics

/// What came of measuring a file.
enum MeasuredFile: Equatable {
  /// The functions that are in it, by their names without types: a search stays short, however many there are.
  case functions([String: [PythonFunction]])
  /// It is there, but cannot be measured; the text completes "not measured: …".
  case notMeasured(String)
}

extension SessionService {
  /// Measures a file. One that is not there, that is no regular file, or that has a mistake its author can mend, is an
  /// error; one that nobody here could measure is not.
  func measure(_ path: String) throws(TrackerError) -> MeasuredFile {
    let absolute = path.hasPrefix("/") ? path : environment.currentDirectory + "/" + path
    let isPython = PythonSource.isNamedLikeIt(path)
    let file: FileReader?
    var source: [UInt8] = []
    do throws(SystemError) {
      file = try environment.files.open(absolute, links: .follow)
      if isPython { source = try file?.readAll(atMost: FileLimit.sourceFileBytes) ?? [] }
    } catch {
      throw .unreadableFile(path: path, reason: error.reason)
    }
    guard file != nil else { throw isPython ? .fileNotFound(path) : .unsupportedFile(path) }
    guard isPython else { return .notMeasured("no grammar for \(path.kindOfFile)") }
    guard String(validating: source, as: UTF8.self) != nil else {
      return .notMeasured("it is not UTF-8")
    }
    do throws(PythonSyntaxError) {
      return .functions(Dictionary(grouping: try PythonSource.functions(in: source), by: \.name))
    } catch {
      throw .syntaxError(message: error.message, line: error.line)
    }
  }
}

extension String {
  /// What the name of a file says of its kind: `.ts`; `files without a suffix` when it says nothing.
  fileprivate var kindOfFile: String {
    let name = split(separator: "/").last ?? ""
    guard let dot = name.lastIndex(of: "."), dot > name.startIndex, name[dot...].count > 1 else {
      return "files without a suffix"
    }
    return String(name[dot...]).clipped.printable
  }
}

extension FileMetrics {
  /// What is stored of changes in a file. A changed function that is not there is left out; a deleted one is listed apart,
  /// and so are all of a file that could not be measured, so that no average counts them.
  init(path: String, time: Timestamp, changes: [FunctionChange], measured: MeasuredFile) {
    self.init()
    filePath = path
    timestamp = time.description
    switch measured {
    case .notMeasured(let reason):
      notMeasured = reason
      unmeasuredFunctions = changes.map(UnmeasuredFunction.init)
    case .functions(let found):
      for change in changes {
        let name = change.name
        if let function = PythonSource.function(named: name, in: found.candidates(for: name)) {
          functions.append(FunctionMetrics(change, function))
        } else if change.modificationType == .deleted {
          var deleted = DeletedFunction()
          deleted.functionName = name
          deleted.linesDeleted = LineCount(Double(change.linesDeleted))
          deletedFunctions.append(deleted)
        }
      }
    }
  }
}

extension UnmeasuredFunction {
  /// The lines as they were given.
  init(_ change: FunctionChange) {
    self.init()
    functionName = change.name
    modificationType = change.modificationType.rawValue
    linesAdded = LineCount(Double(change.linesAdded))
    linesModified = LineCount(Double(change.linesModified))
    linesDeleted = LineCount(Double(change.linesDeleted))
  }
}

extension [String: [PythonFunction]] {
  /// The functions among which a name chooses, with or without its type.
  fileprivate func candidates(for name: String) -> [PythonFunction] {
    self[name.split(separator: ".").last.map(String.init) ?? ""] ?? []
  }
}

extension MeasuredFile {
  /// Those of the names that several functions have, each once.
  func sharedNames(among names: [String]) -> [SharedName] {
    guard case .functions(let found) = self else { return [] }
    var shared: [SharedName] = []
    for name in names where !shared.contains(where: { $0.name == name }) {
      let candidates = found.candidates(for: name)
      guard candidates.count > 1 else { continue }
      let all = PythonSource.functions(named: name, in: candidates)
      if all.count > 1, let taken = PythonSource.function(named: name, in: candidates) {
        shared.append(SharedName(name: name, count: all.count, line: taken.line))
      }
    }
    return shared
  }
}
