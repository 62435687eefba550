/// The systemd user unit that keeps `dashboard` running. The MCP server is none: it speaks on standard input and output,
/// which a service does not have.
public enum ServiceUnit {
  public static let name = "ai-session-tracker.service"

  /// Where the session data is.
  public enum Data: Sendable {
    /// An absolute path.
    case directory(String)
    /// Under the user's home directory, whoever that is.
    case home(String)
  }

  /// The text. `command` is the program's absolute path. The service only reads, so the disk is closed to it for writing.
  public static func text(command: String, data: Data, port: UInt16 = 8000) -> String {
    let directory: String
    // A private /tmp would hide data that is there.
    var hidesTemporaryFiles = true
    switch data {
    case .directory(let path):
      directory = quoted(path)
      hidesTemporaryFiles = !path.hasPrefix("/tmp/") && !path.hasPrefix("/var/tmp/")
    case .home(let path): directory = "\"%h/\(path)\""
    }
    return """
      # Written by `ai-session-tracker`; `ai-session-tracker service uninstall` removes it.
      [Unit]
      Description=AI Session Tracker: numbers on http://127.0.0.1:\(port)/api/overview
      Documentation=man:ai-session-tracker(1)

      [Service]
      Type=notify
      ExecStart=\(quoted(command)) dashboard --host 127.0.0.1 --port \(port) --data \(directory)
      Restart=on-failure
      RestartSec=5
      RestartPreventExitStatus=2 3
      NoNewPrivileges=yes
      ProtectSystem=strict
      ProtectHome=read-only
      PrivateTmp=\(hidesTemporaryFiles ? "yes" : "no")
      ProtectKernelTunables=yes
      ProtectControlGroups=yes
      RestrictAddressFamilies=AF_INET AF_INET6 AF_UNIX
      RestrictNamespaces=yes
      RestrictRealtime=yes
      RestrictSUIDSGID=yes
      LockPersonality=yes
      MemoryDenyWriteExecute=yes
      SystemCallArchitectures=native
      SystemCallFilter=@system-service
      UMask=0077

      [Install]
      WantedBy=default.target

      """
  }

  /// A word of a command line as systemd reads it: quoted, specifiers and variables taken literally.
  private static func quoted(_ word: String) -> String {
    let texts: [Unicode.Scalar: String] = [
      "\\": "\\\\", "\"": "\\\"", "%": "%%", "$": "$$", "\n": "\\n",
    ]
    return "\"\(word.escaped { texts[$0] })\""
  }
}
