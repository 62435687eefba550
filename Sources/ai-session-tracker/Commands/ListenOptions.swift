import ArgumentParser
import Glibc
import Platform
import TrackerCore
import TrackerREST

/// Who may ask the REST API: no other machine without being told so, and without a token.
struct ListenOptions: ParsableArguments {
  @Flag(help: "Let other machines ask, too: needs a token, and an address that they reach.")
  var allowRemote = false
  @Option(
    help: ArgumentHelp(
      "File with the token that every request must bear. (default: $AI_DASHBOARD_TOKEN, else none)",
      valueName: "file"),
    completion: .file())
  var tokenFile: String?
  @Option(
    name: .customLong("allow-host"),
    help: ArgumentHelp(
      "Name under which the API may be asked, besides localhost. Repeatable.",
      valueName: "name"))
  var hosts: [String] = []

  /// What a request must show at an address. Throws when that is not enough for it.
  func access(at host: String) throws(Failure) -> Access {
    var access = Access()
    access.hosts = hosts.map { $0.lowercased() }
    access.isLoopback = host == "localhost" || ListeningSocket.reach(of: host) != .beyond
    access.token = try token(at: host)
    guard !access.isLoopback else { return access }
    guard allowRemote else {
      throw Failure(
        listeningOn: host, "other machines can reach \(host)",
        remedy: "Listen on 127.0.0.1, or add --allow-remote and a token.", isUsage: true)
    }
    guard access.token != nil else {
      throw Failure(
        listeningOn: host, "other machines can reach \(host), and there is no token",
        remedy: "Put a token into $AI_DASHBOARD_TOKEN or a file: "
          + "head -c 24 /dev/urandom | base64 > token; … --token-file token", isUsage: true)
    }
    return access
  }

  private func token(at host: String) throws(Failure) -> String? {
    var token = ProcessEnvironment.variable("AI_DASHBOARD_TOKEN") ?? ""
    var place = "$AI_DASHBOARD_TOKEN"
    if let tokenFile {
      place = tokenFile
      do throws(SystemError) {
        guard let bytes = try Environment.process.files.read(tokenFile) else {
          throw SystemError("open", tokenFile, code: ENOENT)
        }
        token = String(String(decoding: bytes, as: UTF8.self).withoutByteOrderMark)
      } catch {
        throw Failure(
          listeningOn: host, "\(tokenFile): \(error.reason)",
          remedy: "Name a file that holds the token.", isUsage: true)
      }
    }
    while token.last?.isWhitespace ?? false { token.removeLast() }
    if token.isEmpty, tokenFile == nil { return nil }
    guard Access.isToken(token) else {
      throw Failure(
        listeningOn: host,
        "\(place) must hold at least \(Access.minimumTokenLength) letters, digits or -._~+/=",
        remedy: "Make one: head -c 24 /dev/urandom | base64", isUsage: true)
    }
    return token
  }
}

extension RESTServer {
  /// A server over session data.
  convenience init(
    _ service: SessionService, host: String, port: UInt16, _ options: ListenOptions,
    on loop: EventLoop
  ) throws(Failure) {
    let access = try options.access(at: host)
    let listener: ListeningSocket
    do throws(SystemError) {
      listener = try ListeningSocket(host: host, port: port)
    } catch {
      throw Failure(error, host: host, port: port)
    }
    self.init(
      service, on: listener, access: access, version: AISessionTracker.version, loop: loop)
    if !access.isLoopback {
      service.environment.log(
        "other machines can reach \(address); token and data travel unencrypted: use it behind a proxy with TLS, or a tunnel"
      )
    }
  }
}

extension Failure {
  fileprivate init(_ error: SystemError, host: String, port: UInt16) {
    let address = "\(host):\(port)"
    switch error.code {
    case EADDRINUSE:
      self.init(
        listeningOn: address, "\(address) is in use by another program",
        remedy: "Choose another port with --port, or 0 for any that is free.")
    case EINVAL:
      self.init(
        listeningOn: address, "'\(host)' is not a numeric address",
        remedy: "Give an address such as 127.0.0.1, or localhost.")
    default:
      self.init(
        listeningOn: address, "\(address): \(error.reason)",
        remedy: "Choose another address with --host or another port with --port.")
    }
  }
}
