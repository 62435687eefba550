import Platform

extension CursesTerminal {
  /// Runs `PAGER` (else `less`) over the text and returns when it ends; why that was not possible, nil when it was.
  func page(_ text: String) -> String? {
    let variable = ProcessEnvironment.variable("PAGER") ?? ""
    var problem: String?
    leave {
      do throws(SystemError) {
        let status = try ProgramRun.status(
          ofShell: variable.isEmpty ? "less" : variable, reading: Array(text.printableLines.utf8))
        if status == 127 { problem = "\(variable.isEmpty ? "less" : variable) is not there" }
      } catch {
        problem = error.description
      }
    }
    return problem
  }
}
