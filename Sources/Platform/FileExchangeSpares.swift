// What becomes of former versions: the spare that the next version is made of, those that another program is still
// writing, and what killed processes have left.

internal import CPlatform
import Glibc

extension FileExchange {
  /// Always a complete former version, or nothing. Hidden and ending in `.tmp`, so that sync clients leave it alone.
  static func sparePath(of path: String) -> String {
    hiddenPath(beside: path, "spare")
  }

  /// Puts the old version aside and remembers it, now that the new one is on the disk. What another program has open for
  /// writing is not done: it is kept under a name that people see. Losing anything else costs nothing but time.
  func keepSpare(of candidate: Candidate) {
    let (path, temporary) = (candidate.replacement.path, candidate.temporary)
    guard candidate.step == .exchanged, let basis = candidate.replacement.basis else { return }
    do throws(SystemError) {
      guard let old = candidate.former?.reader ?? look(temporary) else { return }
      guard old.isBeingWritten != true, basis.hasSameBytes(as: try old.identity()) else {
        return keep(temporary, of: path)
      }
      let sparePath = FileExchange.sparePath(of: path)
      if platform_rename_to_unused(temporary, sparePath) != 0 {
        // Left by somebody meanwhile.
        dropSpare(of: path)
        guard rename(temporary, sparePath) == 0 else {
          unlink(temporary)
          return
        }
      }
      var attributes = candidate.former?.attributes
      if attributes == nil { attributes = try FileAttributes(of: old.descriptor, path) }
      let identity = try old.identity()
      spares[path] = attributes.map {
        Spare(
          identity: identity, live: candidate.identity,
          commonBytes: candidate.replacement.keptBytes, attributes: $0)
      }
    } catch {
      return
    }
  }

  /// Removes the spare of a file, whoever left it, unless another program is writing it or has written it since the last
  /// commit: then it is kept under a name that people see.
  func dropSpare(of path: String) {
    let sparePath = FileExchange.sparePath(of: path)
    guard let spare = look(sparePath) else {
      unlink(sparePath)
      return
    }
    let isYounger = lastCommitNanoseconds.map { spare.opened.modifiedNanoseconds > $0 } ?? false
    if spare.isBeingWritten == true || isYounger {
      keep(sparePath, of: path)
    } else {
      unlink(sparePath)
    }
  }

  /// A former version, open; nil for whatever is no regular file.
  private func look(_ path: String) -> FileReader? {
    do throws(SystemError) { return try files.open(path, links: .refuse) } catch { return nil }
  }

  /// Gives a version the name `NAME.before-TIME`, which is not taken yet.
  private func keep(_ hidden: String, of path: String) {
    for number in 1...1_000 {
      let copy =
        "\(path).before-\(Clock.microsecondsSince1970() / 1_000_000)"
        + (number == 1 ? "" : "_\(number)")
      var info = stat()
      // On a file system without that call the name is looked for first.
      if platform_rename_to_unused(hidden, copy) == 0
        || (errno != EEXIST && lstat(copy, &info) != 0 && rename(hidden, copy) == 0)
      {
        return keptVersions.append((path, copy))
      }
    }
  }

  /// Removes unfinished versions of these files, all in one folder, that processes which are gone have left.
  func sweep(_ folder: String, for paths: [String]) {
    let names: [String]
    do throws(SystemError) { names = try files.names(in: folder) } catch { return }
    let beginnings = paths.map { ".\($0.split(separator: "/").last ?? "")." }
    for name in names
    where name.hasSuffix(".tmp") && !name.hasSuffix(".spare.tmp")
      && beginnings.contains(where: name.hasPrefix)
    {
      let path = folder + "/" + name
      guard let left = look(path) else { continue }
      if left.isBeingWritten != true, isAbandoned(name, left.opened) { unlink(path) }
    }
  }

  /// Whether the process whose number is in the name (`.NAME.PROCESS-WORD.tmp`) has ended; older versions gave none. On a folder that machines share the number may be another
  /// machine's: whoever loses a version that it was making makes it again.
  private func isAbandoned(_ name: String, _ identity: FileIdentity) -> Bool {
    let word = name.split(separator: ".").dropLast().last?.split(separator: "-").first
    if let word, let number = Int32(word) { return kill(number, 0) != 0 && errno == ESRCH }
    let age = Clock.microsecondsSince1970() - identity.changedNanoseconds / 1_000
    return age > FileExchange.abandonedMicroseconds
  }

  /// An unfinished version that does not say whose it is, of this age, is nobody's any more.
  private static let abandonedMicroseconds: Int64 = 60_000_000
}
