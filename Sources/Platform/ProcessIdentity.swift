import Glibc

/// One process, told apart from every other that had or will have its number.
package struct ProcessIdentity: Hashable, Sendable {
  /// The machine, or the part of it, in which the number means something.
  package var host: String
  /// The process id there.
  package var number: Int
  /// When it began: `BOOT/TICKS`, the machine's boot and the clock ticks from then on.
  package var start: String
  /// Which machine of that name: the same after a reboot; nil when it cannot be told.
  package var machine: String?

  package init(host: String, number: Int, start: String, machine: String? = nil) {
    self.host = host
    self.number = number
    self.start = start
    self.machine = machine
  }
}

/// Whether a process still runs.
package enum ProcessLife: Sendable {
  case running
  /// It has ended; its number may be another's by now.
  case ended
  /// It cannot be told from here: it belongs to another host, or may do.
  case unknown
}

/// What is asked about processes; tests pass another.
package struct ProcessTable {
  /// This process; nil when the kernel does not tell.
  package var current: () -> ProcessIdentity?
  /// Whether another one still runs.
  package var life: (ProcessIdentity) -> ProcessLife
  /// Which processes use a folder and its lock file.
  package var users: (_ folder: String, _ lockPath: String) -> [FileUser]

  package init(
    current: @escaping () -> ProcessIdentity?, life: @escaping (ProcessIdentity) -> ProcessLife,
    users: @escaping (_ folder: String, _ lockPath: String) -> [FileUser]
  ) {
    self.current = current
    self.life = life
    self.users = users
  }

  /// The kernel's own.
  package static var kernel: ProcessTable {
    ProcessTable(
      current: { ProcessIdentity.current }, life: { $0.life },
      users: { FileUser.all(of: $0, lockPath: $1) })
  }
}

extension ProcessIdentity {
  /// This process; nil when the kernel does not tell.
  fileprivate static var current: ProcessIdentity? {
    guard let host, let boot, let status = Status(of: Int(getpid())) else { return nil }
    return ProcessIdentity(
      host: host, number: Int(getpid()), start: "\(boot)/\(status.ticks)", machine: machine)
  }

  fileprivate var life: ProcessLife {
    guard host == ProcessIdentity.host, let boot = ProcessIdentity.boot,
      let number = Int32(exactly: number), number > 0
    else { return .unknown }
    guard start.hasPrefix("\(boot)/") else {
      return ProcessIdentity.lifeOfAnotherBoot(machine, seenFrom: ProcessIdentity.machine)
    }
    if kill(number, 0) != 0, errno == ESRCH { return .ended }
    // Other users' processes may be hidden: what cannot be read is not taken for dead.
    guard let status = Status(of: Int(number)) else { return .running }
    return status.isOver || start != "\(boot)/\(status.ticks)" ? .ended : .running
  }

  /// Of a process of another boot on a host of this name: gone only when the machine is known to be this one, which has
  /// been started again. Two machines may have one name, and two of unknown id may be two.
  package static func lifeOfAnotherBoot(
    _ theirs: String?, seenFrom ours: String?
  ) -> ProcessLife {
    theirs != nil && theirs == ours ? .ended : .unknown
  }

  /// /proc is the kernel's whatever disk is handed in; tests hand in another `ProcessTable`.
  private static let files = RealFileSystem()

  /// The name of the machine; in a container with process numbers of its own, their name space, too.
  private static var host: String? {
    var name = [CChar](repeating: 0, count: 256)
    guard gethostname(&name, name.count - 1) == 0 else { return nil }
    let machine = String(
      decoding: name.prefix { $0 != 0 }.map(UInt8.init(bitPattern:)), as: UTF8.self)
    return space.map { "\(machine)/\($0)" } ?? machine
  }

  /// The name space of a container's process numbers; nil where they are the machine's own, or cannot be told.
  private static var space: String? {
    let space = files.target(of: "/proc/self/ns/pid")
    return space == machinesOwnNumbers ? nil : space
  }

  /// This machine; nil when it has no id, and in a container, whose id may be its image's and so many containers'.
  private static var machine: String? {
    guard space == nil else { return nil }
    return ["/etc/machine-id", "/var/lib/dbus/machine-id"].lazy.compactMap {
      text(of: $0).flatMap(machineMark)
    }.first
  }

  /// What is told of a machine's id (machine-id(5)), which itself is not to be told: half as many bits, made of all of it.
  /// Nil for a text that is no id, as `uninitialized`.
  package static func machineMark(_ text: String) -> String? {
    let digits = text.utf8.filter { $0 != UInt8(ascii: "\n") }
    guard digits.count == 32, digits.contains(where: { $0 != UInt8(ascii: "0") }),
      text.allSatisfy({ $0.isHexDigit || $0 == "\n" })
    else { return nil }
    return Checksum.text(of: "ai-session-tracker:".utf8 + digits)
  }

  /// The name space in which a Linux machine starts (PROC_PID_INIT_INO, linux/proc_ns.h).
  private static let machinesOwnNumbers = "pid:[4026531836]"

  private static var boot: String? {
    text(of: "/proc/sys/kernel/random/boot_id").map { $0.filter { $0 != "\n" } }
  }

  /// A file of /proc, or of the machine's own; nil when it cannot be read.
  static func text(of path: String) -> String? {
    do throws(SystemError) {
      return try files.readKernelFile(path).map { String(decoding: $0, as: UTF8.self) }
    } catch {
      return nil
    }
  }

  /// What `/proc/NUMBER/stat` says (proc_pid_stat(5)).
  private struct Status {
    /// Clock ticks from the machine's start to the process's.
    var ticks: String
    /// Whether nothing but its exit status is left.
    var isOver: Bool

    init?(of number: Int) {
      guard let line = text(of: "/proc/\(number)/stat") else { return nil }
      // The second field is the program's name in parentheses, with any character in it.
      guard let nameEnd = line.lastIndex(of: ")") else { return nil }
      let fields = line[line.index(after: nameEnd)...].split(separator: " ")
      guard fields.count > 19, let state = fields.first else { return nil }
      ticks = String(fields[19])
      isOver = ["Z", "X", "x"].contains(state)
    }
  }
}
