public import JSON
internal import Platform

/// The process that started a session, as the record names it while the session runs.
public struct SessionOwner: NestedRecord, Sendable, Equatable {
  /// The machine on which it runs, or the container there that numbers its own processes.
  public var host = ""
  /// Its number there.
  public var processID = 0
  /// When it began, so that a later process with the same number is not taken for it: `BOOT/TICKS`.
  public var processStart = ""
  /// Which machine of that host's name, so that another one is not taken for it after a reboot: a mark made of its id; nil
  /// where it has none, and in records of earlier versions.
  public var machine: String?

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("host", &host)
    visitor.field("process_id", &processID)
    visitor.field("process_start", &processStart)
    visitor.field("machine", &machine)
  }

  /// Stored without a machine that is not known.
  public var json: JSONValue { .object(members.filter { !$0.value.isNull }) }
}

extension SessionOwner {
  init(_ process: ProcessIdentity) {
    host = process.host
    processID = process.number
    processStart = process.start
    machine = process.machine
  }

  var process: ProcessIdentity {
    ProcessIdentity(host: host, number: processID, start: processStart, machine: machine)
  }

  /// Whether both are the same process, whatever was known of its machine.
  func isSameProcess(as other: SessionOwner) -> Bool {
    host == other.host && processID == other.processID && processStart == other.processStart
  }
}
