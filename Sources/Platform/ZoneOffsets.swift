// How far the local time of a named time zone is ahead of UTC. The C library reads the zone once; its own zone stays.

/// The offsets of a time zone.
package struct ZoneOffsets: Sendable {
  /// From which second since 1970 an offset holds, ascending; the first one also holds before.
  private var changes: [(start: Int64, offset: Int)]

  /// Where the system keeps its zones.
  private static let folder = "/usr/share/zoneinfo/"
  /// 1970 to 2100; before and after, the nearest offset holds.
  private static let years: ClosedRange<Int64> = 0...4_102_444_800
  /// No zone changes its clocks twice within a week.
  private static let week: Int64 = 604_800

  /// A zone by its IANA name (`Europe/Berlin`), or an offset (`+02:00`, `-0330`, `+02`). Nil for
  /// anything else: a name leads to a zone file below the system's folder or nowhere.
  package init?(_ name: String, files: any FileSystem) {
    if let offset = ZoneOffsets.offset(in: name) {
      changes = [(0, offset)]
      return
    }
    let path = ZoneOffsets.folder + name
    guard ZoneOffsets.isName(name), ZoneOffsets.isZone(path, files) else { return nil }
    changes = ProcessEnvironment.withTimeZone(file: path) { ZoneOffsets.changes(of: $0) }
  }

  /// Seconds that its local time is ahead of UTC at an instant.
  package func seconds(atSecondsSince1970 instant: Int64) -> Int {
    var (low, high) = (0, changes.count)
    while low + 1 < high {
      let middle = (low + high) / 2
      if changes[middle].start <= instant { low = middle } else { high = middle }
    }
    return changes[low].offset
  }

  /// What a zone does, week by week, each change found to the second.
  private static func changes(of offset: (Int64) -> Int) -> [(start: Int64, offset: Int)] {
    var changes = [(start: years.lowerBound, offset: offset(years.lowerBound))]
    for end in stride(from: years.lowerBound + week, through: years.upperBound, by: Int(week)) {
      let former = changes[changes.count - 1].offset
      guard offset(end) != former else { continue }
      var (before, after) = (end - week, end)
      while before + 1 < after {
        let middle = (before + after) / 2
        if offset(middle) == former { before = middle } else { after = middle }
      }
      changes.append((after, offset(after)))
    }
    return changes
  }

  /// Letters, digits, `_ + -`, parts between slashes, each beginning with a letter: no dots, nothing absolute.
  private static func isName(_ name: String) -> Bool {
    let isLetter = { (byte: UInt8) in (0x41...0x5A).contains(byte & 0xDF) }
    return name.utf8.count <= 64
      && name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false).allSatisfy
      {
        part in
        part.first.map(isLetter) ?? false
          && part.allSatisfy {
            isLetter($0) || (0x30...0x39).contains($0) || "_+-".utf8.contains($0)
          }
      }
  }

  /// Whether a zone file is there.
  private static func isZone(_ path: String, _ files: any FileSystem) -> Bool {
    do throws(SystemError) {
      return try files.read(path, atMost: 1 << 20)?.starts(with: "TZif".utf8) ?? false
    } catch {
      return false
    }
  }

  /// Seconds of `+02:00`, `-0330`, `+02`, `UTC`, at most 14 hours. A blank at the beginning is a plus that a query lost.
  private static func offset(in text: String) -> Int? {
    if ["UTC", "GMT", "Z"].contains(text) { return 0 }
    var bytes = Array(text.utf8)
    guard let sign = bytes.first, "+- ".utf8.contains(sign) else { return nil }
    bytes.removeFirst()
    if bytes.count == 5, bytes[2] == UInt8(ascii: ":") { bytes.remove(at: 2) }
    let digits = bytes.map { Int($0) - 0x30 }
    guard [2, 4].contains(digits.count), digits.allSatisfy((0...9).contains) else { return nil }
    let hours = digits[0] * 10 + digits[1]
    let minutes = digits.count == 4 ? digits[2] * 10 + digits[3] : 0
    guard minutes < 60, hours * 60 + minutes <= 14 * 60 else { return nil }
    return (sign == UInt8(ascii: "-") ? -1 : 1) * (hours * 60 + minutes) * 60
  }
}
