// What a supervisor hears when this process is ready.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct ReadyNoticeTests {
  /// A datagram socket by that name, as a supervisor has.
  private func listener(_ path: [UInt8]) throws -> Int32 {
    let descriptor = socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue), 0)
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let length = socklen_t(MemoryLayout<sa_family_t>.size + path.count)
    let status = withUnsafePointer(to: address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { bind(descriptor, $0, length) }
    }
    try #require(status == 0)
    return descriptor
  }

  private func heard(by descriptor: Int32) -> String {
    var buffer = [UInt8](repeating: 0, count: 64)
    let count = recv(descriptor, &buffer, buffer.count, Int32(MSG_DONTWAIT))
    return String(decoding: buffer.prefix(max(count, 0)), as: UTF8.self)
  }

  @Test func itIsSentToASocketInAFolder() throws {
    let directory = try TemporaryDirectory()
    let path = directory.path(of: "notify")
    let descriptor = try listener(Array(path.utf8))
    defer { close(descriptor) }
    try ReadyNotice.send("READY=1", to: path)
    #expect(heard(by: descriptor) == "READY=1")
  }

  @Test func itIsSentToAnAbstractSocket() throws {
    let name = "tracker-test-\(getpid())"
    let descriptor = try listener([0] + Array(name.utf8))
    defer { close(descriptor) }
    try ReadyNotice.send("READY=1", to: "@" + name)
    #expect(heard(by: descriptor) == "READY=1")
  }

  @Test func aSocketThatIsNotThereIsNamed() throws {
    let error = #expect(throws: SystemError.self) { try ReadyNotice.send("x", to: "/missing/s") }
    #expect(error?.description == "/missing/s: No such file or directory (sendto)")
    let long = String(repeating: "a", count: 200)
    #expect(throws: SystemError.self) { try ReadyNotice.send("x", to: long) }
  }

  @Test func nobodyIsToldWhoDidNotAsk() throws {
    try #require(ProcessEnvironment.variable("NOTIFY_SOCKET") == nil)
    try ReadyNotice.send()
  }
}

@Suite struct ProgramSearchTests {
  @Test func aProgramIsFoundOnThePath() throws {
    #expect(ProcessEnvironment.program(named: "sh")?.hasSuffix("/sh") == true)
    #expect(ProcessEnvironment.program(named: "no-such-program") == nil)
  }

  @Test func onlyAnEmptyFolderIsRemoved() throws {
    let directory = try TemporaryDirectory()
    try directory.write("x", to: "full/file")
    try directory.createDirectory("empty")
    let files = RealFileSystem()
    #expect(try files.removeIfEmpty(directory.path(of: "empty")))
    #expect(try !files.removeIfEmpty(directory.path(of: "empty")))
    #expect(try !files.removeIfEmpty(directory.path(of: "full")))
    #expect(try !files.removeIfEmpty(directory.path(of: "full/file")))
    #expect(try directory.names() == ["full"])
  }
}
