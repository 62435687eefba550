// What becomes of a source, in a line: for tests that only ask whether it is read.
import PythonMetrics

func outcome(_ bytes: [UInt8]) -> String {
  do {
    _ = try PythonSource.functions(in: bytes)
    return "accepted"
  } catch {
    return "\(error.line): \(error.message)"
  }
}

func outcome(_ source: String) -> String {
  outcome(Array(source.utf8))
}
