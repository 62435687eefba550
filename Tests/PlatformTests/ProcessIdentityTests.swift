// Which processes run, by the kernel: this one, a child that lives, a child that has ended, numbers used again.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct ProcessIdentityTests {
  private let table = ProcessTable.kernel

  private func own() throws -> ProcessIdentity { try #require(table.current()) }

  @Test func thisProcessRuns() throws {
    let own = try own()
    #expect(own.number == Int(getpid()))
    #expect(table.current() == own)
    #expect(table.life(own) == .running)
  }

  @Test func aNumberThatWasGivenToAnotherProcessIsNotItsFirstHolder() throws {
    var earlier = try own()
    earlier.start += "0"
    #expect(table.life(earlier) == .ended)
  }

  @Test func whatRanBeforeThisMachineWasStartedAgainHasEnded() throws {
    var earlier = try own()
    earlier.start = "another boot/1"
    #expect(table.life(earlier) == (earlier.machine == nil ? .unknown : .ended))
    #expect(ProcessIdentity.lifeOfAnotherBoot("a", seenFrom: "a") == .ended)
  }

  @Test func anotherMachineOfTheSameNameIsNotTakenForThisOneStartedAgain() throws {
    var foreign = try own()
    foreign.start = "another boot/1"
    for machine in [nil, "", "0123456789abcdef"] as [String?] {
      foreign.machine = machine
      #expect(table.life(foreign) == .unknown)
      #expect(ProcessIdentity.lifeOfAnotherBoot(machine, seenFrom: nil) == .unknown)
    }
  }

  @Test func ofOneBootTheProcessNumbersAreKnownWhateverTheMachineIsCalled() throws {
    var own = try own()
    for machine in [nil, "0123456789abcdef"] as [String?] {
      own.machine = machine
      #expect(table.life(own) == .running)
      var gone = own
      gone.start += "0"
      #expect(table.life(gone) == .ended)
    }
  }

  @Test func aMachinesMarkDoesNotTellItsID() throws {
    let id = "3d1219c7c4c5404aaa1f6d2a48adfda4"
    let mark = try #require(ProcessIdentity.machineMark(id + "\n"))
    #expect(mark.utf8.count == 16 && !id.contains(mark))
    #expect(ProcessIdentity.machineMark(id) == mark)
    #expect(ProcessIdentity.machineMark(String(id.dropLast()) + "5") != mark)
  }

  @Test(
    arguments: [
      "", "\n", "uninitialized\n", "00000000000000000000000000000000\n", "3d1219c7",
      "3d1219c7c4c5404aaa1f6d2a48adfda4ff", "3d1219c7-c4c5-404a-aa1f-6d2a48adfda4",
      "zzzz19c7c4c5404aaa1f6d2a48adfda4",
    ])
  func whatIsNoMachineIDGivesNoMark(_ text: String) {
    #expect(ProcessIdentity.machineMark(text) == nil)
  }

  @Test func anotherHostsProcessesAreUnknown() throws {
    var foreign = try own()
    foreign.host += "-2"
    #expect(table.life(foreign) == .unknown)
  }

  @Test(arguments: [0, -1, Int.max, 1 << 32])
  func whatIsNoProcessNumberIsUnknown(_ number: Int) throws {
    var odd = try own()
    odd.number = number
    #expect(table.life(odd) == .unknown)
  }

  @Test func aProcessThatHasEndedIsSeenWhetherOrNotItsParentHasAskedForItsStatus() throws {
    let boot = try own().start.prefix { $0 != "/" }
    var waiting: [Int32] = [0, 0]
    try #require(pipe(&waiting) == 0)
    let number = startCat(waiting[0], closing: waiting[1])
    close(waiting[0])
    let text = try #require(
      try RealFileSystem().read("/proc/\(number)/stat").map { String(decoding: $0, as: UTF8.self) })
    let ticks = text.split(separator: " ")[21]
    var child = try own()
    child.number = Int(number)
    child.start = "\(boot)/\(ticks)"
    #expect(table.life(child) == .running)
    close(waiting[1])
    #expect(holds { table.life(child) == .ended }, "it has ended, but its status waits")
    waitpid(number, nil, 0)
    #expect(table.life(child) == .ended)
  }

  /// A child that lives until its input ends.
  private func startCat(_ input: Int32, closing other: Int32) -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, 0)
    posix_spawn_file_actions_addclose(&actions, other)
    var number: pid_t = 0
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup("cat"), nil]
    posix_spawn(&number, "/bin/cat", &actions, nil, &arguments, [nil])
    for text in arguments { free(text) }
    return number
  }
}
