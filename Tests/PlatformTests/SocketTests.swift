// The listening socket and its connections, over the loopback.

import Glibc
import Platform
import TestSupport
import Testing

@Suite struct SocketTests {
  /// A client connected to the listener; the caller closes it.
  private func client(of listener: ListeningSocket) throws -> Int32 {
    let descriptor = try check("socket", "") {
      socket(AF_INET, Int32(SOCK_STREAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = listener.port.bigEndian
    address.sin_addr.s_addr = UInt32(0x7F00_0001).bigEndian
    try check("connect", "") {
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
        }
      }
    }
    return descriptor
  }

  private func connection(of listener: ListeningSocket) throws -> Connection {
    var accepted: Connection?
    #expect(
      try holds {
        accepted = try listener.accept()
        return accepted != nil
      })
    return try #require(accepted)
  }

  @Test(arguments: [("127.0.0.1", "127.0.0.1"), ("localhost", "127.0.0.1"), ("0.0.0.0", "0.0.0.0")])
  func portZeroTakesAFreeOneAndTellsIt(_ host: String, _ address: String) throws {
    let listener = try ListeningSocket(host: host, port: 0)
    #expect(listener.port != 0)
    #expect(listener.host == address)
    #expect(try listener.accept() == nil)
  }

  /// A machine without IPv6 says so; any other answer than a port is an error.
  @Test func theLoopbackOfVersion6IsListenedOnWhereThereIsOne() throws {
    do throws(SystemError) {
      #expect(try ListeningSocket(host: "::1", port: 0).port != 0)
    } catch {
      #expect([EAFNOSUPPORT, EADDRNOTAVAIL].contains(error.code))
    }
  }

  @Test(arguments: ["example.org", "", "256.0.0.1", "127.0.0.1 ", "::1::", "fe80::zz"])
  func aNameOrAnOddAddressIsRefused(_ host: String) {
    let error = #expect(throws: SystemError.self) { try ListeningSocket(host: host, port: 0) }
    #expect(error?.code == EINVAL)
    #expect(error?.subject == "\(host):0")
  }

  @Test func aPortInUseIsNamed() throws {
    let first = try ListeningSocket(host: "127.0.0.1", port: 0)
    let error = #expect(throws: SystemError.self) {
      try ListeningSocket(host: "127.0.0.1", port: first.port)
    }
    #expect(error == SystemError("bind", "127.0.0.1:\(first.port)", code: EADDRINUSE))
    #expect(error?.description.contains("Address already in use") == true)
  }

  @Test func aPortIsFreeAgainOnceTheListenerIsLetGo() throws {
    var first: ListeningSocket? = try ListeningSocket(host: "127.0.0.1", port: 0)
    let port = try #require(first).port
    first = nil
    #expect(try ListeningSocket(host: "127.0.0.1", port: port).port == port)
  }

  @Test func whatAClientSendsComesBack() throws {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let client = try client(of: listener)
    defer { close(client) }
    let connection = try connection(of: listener)
    var buffer = [UInt8](repeating: 0, count: 100)
    #expect(connection.read(into: &buffer) == .wouldBlock)
    #expect(send(client, "hello", 5, 0) == 5)
    var progress = Connection.Progress.wouldBlock
    #expect(
      holds {
        progress = connection.read(into: &buffer)
        return progress != .wouldBlock
      })
    #expect(progress == .bytes(5))
    #expect(connection.write(buffer[..<5]) == .bytes(5))
    #expect(connection.write([]) == .bytes(0))
    var answer = [UInt8](repeating: 0, count: 5)
    #expect(recv(client, &answer, 5, Int32(MSG_WAITALL)) == 5)
    #expect(answer == Array("hello".utf8))
  }

  @Test func whoHasFinishedWritingMayStillRead() throws {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let client = try client(of: listener)
    defer { close(client) }
    let connection = try connection(of: listener)
    connection.finishWriting()
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(recv(client, &buffer, 10, 0) == 0)
    #expect(send(client, "late", 4, 0) == 4)
    #expect(holds { connection.read(into: &buffer) == .bytes(4) })
  }

  @Test func aClientThatDoesNotReadIsNotWaitedFor() throws {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let client = try client(of: listener)
    defer { close(client) }
    let connection = try connection(of: listener)
    let block = [UInt8](repeating: 7, count: 1 << 20)
    var progress = Connection.Progress.bytes(0)
    for _ in 0..<100 where progress != .wouldBlock { progress = connection.write(block[...]) }
    #expect(progress == .wouldBlock)
  }

  @Test func aClientThatHasGoneIsToldAsClosed() throws {
    let listener = try ListeningSocket(host: "127.0.0.1", port: 0)
    let client = try client(of: listener)
    let connection = try connection(of: listener)
    close(client)
    var buffer = [UInt8](repeating: 0, count: 10)
    #expect(holds { connection.read(into: &buffer) == .closed })
    #expect(holds { connection.write([1]) == .closed })
  }
}
