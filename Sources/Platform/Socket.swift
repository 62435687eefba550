internal import CPlatform
import Glibc

/// A listening TCP socket on a numeric address; closed when let go.
package final class ListeningSocket {
  package let descriptor: Int32
  /// The address it listens on, e.g. `127.0.0.1`.
  package let host: String
  /// The port it listens on; the chosen one when 0 was asked for.
  package let port: UInt16

  /// Listens on a numeric IPv4 address, `localhost` (127.0.0.1) or `::1`. Throws `EINVAL` for anything else.
  package init(host: String, port: UInt16) throws(SystemError) {
    let numeric = host == "localhost" ? "127.0.0.1" : host
    let name = "\(host):\(port)"
    let isVersion6 = numeric.utf8.contains(UInt8(ascii: ":"))
    let descriptor = try check("socket", name) {
      socket(
        isVersion6 ? AF_INET6 : AF_INET,
        Int32(SOCK_STREAM.rawValue) | Int32(SOCK_NONBLOCK.rawValue) | Int32(SOCK_CLOEXEC.rawValue),
        0)
    }
    var chosen: UInt16 = port
    do throws(SystemError) {
      var yes: Int32 = 1
      try check("setsockopt", name) {
        setsockopt(descriptor, SOL_SOCKET, SO_REUSEADDR, &yes, socklen_t(MemoryLayout<Int32>.size))
      }
      if isVersion6 {
        var address = sockaddr_in6()
        address.sin6_family = sa_family_t(AF_INET6)
        address.sin6_port = port.bigEndian
        guard inet_pton(AF_INET6, numeric, &address.sin6_addr) == 1 else {
          throw SystemError("bind", name, code: EINVAL)
        }
        chosen = try ListeningSocket.bind(descriptor, &address, name) { $0.sin6_port }
      } else {
        var address = sockaddr_in()
        address.sin_family = sa_family_t(AF_INET)
        address.sin_port = port.bigEndian
        guard inet_pton(AF_INET, numeric, &address.sin_addr) == 1 else {
          throw SystemError("bind", name, code: EINVAL)
        }
        chosen = try ListeningSocket.bind(descriptor, &address, name) { $0.sin_port }
      }
      try check("listen", name) { listen(descriptor, 64) }
    } catch {
      close(descriptor)
      throw error
    }
    self.descriptor = descriptor
    self.host = numeric
    self.port = chosen
  }

  deinit { close(descriptor) }

  /// Who reaches an address.
  package enum Reach: Equatable {
    /// This machine only.
    case loopback
    /// Others, too.
    case beyond
  }

  /// Who reaches a numeric address; nil when it is none.
  package static func reach(of host: String) -> Reach? {
    var version4 = in_addr()
    if inet_pton(AF_INET, host, &version4) == 1 {
      return UInt32(bigEndian: version4.s_addr) >> 24 == 127 ? .loopback : .beyond
    }
    var version6 = in6_addr()
    guard inet_pton(AF_INET6, host, &version6) == 1 else { return nil }
    let bytes = withUnsafeBytes(of: version6) { Array($0) }
    return bytes == [UInt8](repeating: 0, count: 15) + [1] ? .loopback : .beyond
  }

  /// Binds and returns the port really taken.
  private static func bind<Address>(
    _ descriptor: Int32, _ address: inout Address, _ name: String, port: (Address) -> UInt16
  ) throws(SystemError) -> UInt16 {
    var length = socklen_t(MemoryLayout<Address>.size)
    try check("bind", name) {
      withUnsafePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) { Glibc.bind(descriptor, $0, length) }
      }
    }
    try check("getsockname", name) {
      withUnsafeMutablePointer(to: &address) {
        $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          getsockname(descriptor, $0, &length)
        }
      }
    }
    return UInt16(bigEndian: port(address))
  }

  /// The next waiting connection, non-blocking; nil when none waits (or it went away again). Throws when this process or
  /// the machine has no room for another one: the waiting one stays, so asking again at once is a busy loop.
  package func accept() throws(SystemError) -> Connection? {
    let accepted = platform_accept(descriptor)
    guard accepted >= 0 else {
      if [EMFILE, ENFILE, ENOBUFS, ENOMEM].contains(errno) {
        throw SystemError("accept", "\(host):\(port)")
      }
      return nil
    }
    var yes: Int32 = 1
    setsockopt(
      accepted, Int32(IPPROTO_TCP), TCP_NODELAY, &yes, socklen_t(MemoryLayout<Int32>.size))
    return Connection(descriptor: accepted)
  }
}

/// One non-blocking socket; closed when let go.
package final class Connection {
  package let descriptor: Int32

  init(descriptor: Int32) { self.descriptor = descriptor }
  deinit { close(descriptor) }

  package typealias Progress = ByteStream.Progress

  /// Reads what is there.
  package func read(into buffer: inout [UInt8]) -> Progress {
    ByteStream(descriptor: descriptor).read(into: &buffer)
  }

  /// Writes what the other side takes now.
  package func write(_ bytes: ArraySlice<UInt8>) -> Progress {
    let count = bytes.withUnsafeBytes {
      send(descriptor, $0.baseAddress, $0.count, Int32(MSG_NOSIGNAL))
    }
    if count >= 0 { return .bytes(count) }
    return errno == EAGAIN ? .wouldBlock : .closed
  }

  /// Tells the other side that nothing more will be written; reading goes on.
  package func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }
}
