// A client over a real socket, on the server's own loop. It refuses to sleep: every wait is for an event, with a deadline.

import Glibc
import Platform
import Testing

/// A client on the server's own loop.
final class Client {
  let descriptor: Int32
  private(set) var received: [UInt8] = []
  private(set) var isClosed = false
  private let loop: EventLoop
  private var awaited: () -> Bool = { false }

  init(port: UInt16, on loop: EventLoop, receiveBuffer: Int32? = nil) {
    self.loop = loop
    descriptor = socket(AF_INET, Int32(SOCK_STREAM.rawValue), 0)
    if var size = receiveBuffer {
      setsockopt(descriptor, SOL_SOCKET, SO_RCVBUF, &size, socklen_t(MemoryLayout<Int32>.size))
    }
    var address = sockaddr_in()
    address.sin_family = sa_family_t(AF_INET)
    address.sin_port = port.bigEndian
    inet_pton(AF_INET, "127.0.0.1", &address.sin_addr)
    let status = withUnsafePointer(to: &address) {
      $0.withMemoryRebound(to: sockaddr.self, capacity: 1) {
        connect(descriptor, $0, socklen_t(MemoryLayout<sockaddr_in>.size))
      }
    }
    #expect(status == 0)
    _ = fcntl(descriptor, F_SETFL, O_NONBLOCK)
    read()
  }

  deinit { close() }

  func close() {
    guard !isClosed else { return }
    isClosed = true
    loop.forget(descriptor)
    Glibc.close(descriptor)
  }

  /// Reads whatever comes, from now on.
  func read() {
    loop.whenReadable(descriptor) { [unowned self] in
      var buffer = [UInt8](repeating: 0, count: 64 * 1024)
      let count = recv(descriptor, &buffer, buffer.count, 0)
      if count > 0 { received += buffer[..<count] }
      if count == 0 || (count < 0 && errno != EAGAIN) { close() }
      if awaited() { loop.stop() }
    }
  }

  func stopReading() { loop.whenReadable(descriptor, nil) }

  func send(_ text: String) {
    let bytes = Array(text.utf8)
    #expect(Glibc.send(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL)) == bytes.count)
  }

  func finishWriting() { shutdown(descriptor, Int32(SHUT_WR)) }

  var text: String { String(decoding: received, as: UTF8.self) }

  /// How many responses have begun to arrive.
  var responseCount: Int {
    var count = 0
    var rest = received[...]
    let start = Array("HTTP/1.1 ".utf8)
    while let index = rest.firstIndex(of: UInt8(ascii: "H")) {
      if rest[index...].starts(with: start) { count += 1 }
      rest = rest[(index + 1)...]
    }
    return count
  }

  /// Runs the loop until `condition` holds after something arrived; false when it does not in time.
  func wait(until condition: @escaping (Client) -> Bool) throws -> Bool {
    if condition(self) { return true }
    awaited = { [unowned self] in condition(self) }
    defer { awaited = { false } }
    let timer = loop.after(milliseconds: 10_000) { [loop] in loop.stop() }
    try loop.run()
    loop.cancel(timer)
    return condition(self)
  }
}
