internal import JSON
internal import Platform

/// What is asked about the programs that clients' entries name; tests pass another. Only this very program is ever started.
public struct ClientPrograms {
  /// The path of a program by its bare name, in the folders of a `PATH` (nil: the process's), relative ones counted from a
  /// directory; nil when there is none.
  var find: (_ name: String, _ path: String?, _ directory: String) -> String?
  /// Whether a path leads to the very file that this process runs.
  var isOurs: (String) -> Bool
  /// Whether it may be executed.
  var isExecutable: (String) -> Bool
  /// Whether these arguments make the program the MCP server.
  var startsServer: ([String]) -> Bool
  /// Starts the program at a path as a server and asks it `initialize`; what is wrong with the answer, nil when nothing is.
  var initialize: (String) -> String?

  /// The programs of this machine.
  public static func machine(startsServer: @escaping ([String]) -> Bool) -> ClientPrograms {
    ClientPrograms(
      find: { ProcessEnvironment.program(named: $0, path: $1, from: $2) },
      isOurs: ProcessEnvironment.isThisProgram, isExecutable: ProcessEnvironment.isExecutable,
      startsServer: startsServer, initialize: answer)
  }

  private static let limitMilliseconds: Int64 = 10_000

  private static let request =
    #"{"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18", "#
    + #""capabilities": {}, "clientInfo": {"name": "doctor", "version": "1"}}}"#

  /// Nothing of an entry but its command is used: neither its arguments nor its variables, which come with cloned
  /// repositories.
  private static func answer(of path: String) -> String? {
    do throws(SystemError) {
      let server = try ProgramConversation(
        with: path, ["server"], limitMilliseconds: limitMilliseconds, limitBytes: 1 << 20)
      let result = Result { () throws(SystemError) in try server.ask(request) }
      _ = try server.end()
      let answer = JSONReader.value(try result.get())
      return answer["result"]?["serverInfo"]?["name"]?.text == Client.serverName
        ? nil : "its answer to initialize is not that of this server"
    } catch {
      return error.reason
    }
  }
}

extension JSONReader {
  /// A value; null for what is none.
  fileprivate static func value(_ bytes: [UInt8]) -> JSONValue {
    do throws(JSONError) { return try read(bytes, dialect: .strict) } catch { return .null }
  }
}
