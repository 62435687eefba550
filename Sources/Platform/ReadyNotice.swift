import Glibc

/// Tells a supervisor that this process serves from now on (sd_notify's protocol).
package enum ReadyNotice {
  /// Sends `READY=1` to the socket that NOTIFY_SOCKET names; a name that begins with `@` is an abstract one. Does
  /// nothing when the variable is not set.
  package static func send() throws(SystemError) {
    guard let name = ProcessEnvironment.variable("NOTIFY_SOCKET"), !name.isEmpty else { return }
    try send("READY=1", to: name)
  }

  package static func send(_ message: String, to name: String) throws(SystemError) {
    var address = sockaddr_un()
    address.sun_family = sa_family_t(AF_UNIX)
    let path = name.hasPrefix("@") ? [0] + Array(name.utf8.dropFirst()) : Array(name.utf8)
    guard path.count < MemoryLayout.size(ofValue: address.sun_path) else {
      throw SystemError("sendto", name, code: ENAMETOOLONG)
    }
    withUnsafeMutableBytes(of: &address.sun_path) { $0.copyBytes(from: path) }
    let descriptor = try check("socket", name) {
      socket(AF_UNIX, Int32(SOCK_DGRAM.rawValue) | Int32(SOCK_CLOEXEC.rawValue), 0)
    }
    defer { close(descriptor) }
    let offset = MemoryLayout<sockaddr_un>.size - MemoryLayout.size(ofValue: address.sun_path)
    let length = socklen_t(offset + path.count)
    let bytes = Array(message.utf8)
    let target = address
    try check("sendto", name) {
      withUnsafePointer(to: target) { pointer in
        pointer.withMemoryRebound(to: sockaddr.self, capacity: 1) {
          sendto(descriptor, bytes, bytes.count, Int32(MSG_NOSIGNAL), $0, length)
        }
      }
    }
  }
}
