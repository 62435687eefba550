// Which server keeps a session running.

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

extension Session {
  /// Whether its owner is known to have ended.
  func isAbandoned(_ processes: ProcessTable) -> Bool {
    owner.map { processes.life($0.process) == .ended } ?? false
  }

  /// Whether a start in the same execution context by a server (nil: one that cannot be told) closes this session, whenever
  /// it was last at work.
  func givesWay(to starter: SessionOwner?, processes: ProcessTable) -> Bool {
    // Sessions without an owner: older data (reference behaviour, session life cycle).
    guard let owner else { return true }
    return starter.map(owner.isSameProcess) ?? false || isAbandoned(processes)
  }

  /// The stored object, as it was when this session was `original`, with what changed since; every other byte stays.
  func edited(_ object: [UInt8], since original: Session, level: Int) -> [UInt8] {
    let isDisowned = original.owner != nil && owner == nil
    let changes = changes(since: original).filter { !isDisowned || $0.name != "owner" }
    let changed = JSONEdit.setting(changes, in: object, level: level)
    return isDisowned ? JSONEdit.removing("owner", from: changed) : changed
  }
}
