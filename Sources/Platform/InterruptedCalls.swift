// System calls that a signal cut short (EINTR), made again: these names hide those of Glibc from the whole target, so that
// no caller has to think of it. Only a declaration with the very types of Glibc's hides it. `poll` is not hidden: the event loop looks at its timers when it was interrupted.

import Glibc

/// Makes a call again until it is no longer interrupted.
private func untilDone<Value: SignedInteger>(_ call: () -> Value) -> Value {
  while true {
    let result = call()
    if result != -1 || errno != EINTR { return result }
  }
}

/// On Linux the descriptor is free even when closing was interrupted: closing again could hit another file's (close(2)).
@discardableResult
func close(_ descriptor: Int32) -> Int32 {
  let result = Glibc.close(descriptor)
  return result == -1 && errno == EINTR ? 0 : result
}

func open(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  untilDone { Glibc.open(path, flags) }
}

func open(_ path: UnsafePointer<CChar>, _ flags: Int32, _ mode: mode_t) -> Int32 {
  untilDone { Glibc.open(path, flags, mode) }
}

func read(_ descriptor: Int32, _ buffer: UnsafeMutableRawPointer!, _ count: Int) -> Int {
  untilDone { Glibc.read(descriptor, buffer, count) }
}

func write(_ descriptor: Int32, _ bytes: UnsafeRawPointer!, _ count: Int) -> Int {
  untilDone { Glibc.write(descriptor, bytes, count) }
}

func send(
  _ descriptor: Int32, _ bytes: UnsafeRawPointer!, _ count: Int, _ flags: Int32
) -> Int {
  untilDone { Glibc.send(descriptor, bytes, count, flags) }
}

func fcntl(_ descriptor: Int32, _ command: Int32) -> Int32 {
  untilDone { Glibc.fcntl(descriptor, command) }
}

func fcntl(_ descriptor: Int32, _ command: Int32, _ value: Int32) -> Int32 {
  untilDone { Glibc.fcntl(descriptor, command, value) }
}

@discardableResult
func stat(_ path: UnsafePointer<CChar>, _ info: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
  untilDone { fstatat(AT_FDCWD, path, info, 0) }
}

@discardableResult
func lstat(_ path: UnsafePointer<CChar>, _ info: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
  untilDone { Glibc.lstat(path, info) }
}

@discardableResult
func fstat(_ descriptor: Int32, _ info: UnsafeMutablePointer<Glibc.stat>) -> Int32 {
  untilDone { Glibc.fstat(descriptor, info) }
}

func access(_ path: UnsafePointer<CChar>, _ rights: Int32) -> Int32 {
  untilDone { Glibc.access(path, rights) }
}

func readlink(
  _ path: UnsafePointer<CChar>, _ target: UnsafeMutablePointer<CChar>, _ count: Int
) -> Int {
  untilDone { Glibc.readlink(path, target, count) }
}

func rename(_ from: UnsafePointer<CChar>!, _ to: UnsafePointer<CChar>!) -> Int32 {
  untilDone { Glibc.rename(from, to) }
}

@discardableResult
func unlink(_ path: UnsafePointer<CChar>) -> Int32 { untilDone { Glibc.unlink(path) } }

@discardableResult
func fchmod(_ descriptor: Int32, _ mode: mode_t) -> Int32 {
  untilDone { Glibc.fchmod(descriptor, mode) }
}

@discardableResult
func fchown(_ descriptor: Int32, _ owner: uid_t, _ group: gid_t) -> Int32 {
  untilDone { Glibc.fchown(descriptor, owner, group) }
}

@discardableResult
func dup2(_ from: Int32, _ to: Int32) -> Int32 { untilDone { Glibc.dup2(from, to) } }

/// What poll(2) says of one descriptor, waited for so long at most (again when interrupted); 0 when it is not ready.
func readiness(
  of descriptor: Int32, for events: Int32, within milliseconds: Int32 = 0
) -> Int32 {
  var entry = pollfd(fd: descriptor, events: Int16(events), revents: 0)
  return untilDone { poll(&entry, 1, milliseconds) } > 0 ? Int32(entry.revents) : 0
}
