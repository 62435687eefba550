// A disk on which any step can be made to fail, and at which another program can be at work between two steps.

package import Platform

/// The kernel's file system behind a word that a test has before each call that changes something.
package struct FaultInjectingFileSystem: FileSystem {
  /// Told the name and the path of the call; throws to make it fail.
  private let beforeCall: (StaticString, String) throws(SystemError) -> Void

  package init(beforeCall: @escaping (StaticString, String) throws(SystemError) -> Void) {
    self.beforeCall = beforeCall
  }

  package func change<Value: SignedInteger>(
    _ call: StaticString, _ path: String, _ body: () -> Value
  ) throws(SystemError) -> Value {
    try beforeCall(call, path)
    return try RealFileSystem().change(call, path, body)
  }
}

extension FileSystem {
  /// Waits for the lock as long as the program does.
  package func withLock<Result>(
    on path: String, _ body: (Int32) throws -> Result
  ) throws -> Result {
    try withLock(on: path, patienceMilliseconds: 5_000, body)
  }
}

extension FileExchange {
  /// Waits for the lock as long as the program does.
  package convenience init(files: any FileSystem, lockPath: String) {
    self.init(files: files, lockPath: lockPath, lockPatienceMilliseconds: 5_000)
  }
}
