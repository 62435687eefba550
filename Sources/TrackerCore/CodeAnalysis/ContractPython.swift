public struct PythonFunction: Sendable, Equatable {
  public var name: String; public var line: Int; public var nestingDepth: Int;
  public var complexity: Int; public var hasDocstring: Bool; public var documentationScore: Int;
  public var hasTypeHints: Bool
}
public struct PythonSyntaxError: Error, Equatable, Sendable {
  public var message: String; public var line: Int
}
public enum PythonSource {
  public static func functions(in bytes: [UInt8]) throws(PythonSyntaxError) -> [PythonFunction] {
    fatalError("contract")
  }
  public static func function(named name: String, in functions: [PythonFunction]) -> PythonFunction?
  { fatalError("contract") }
}
