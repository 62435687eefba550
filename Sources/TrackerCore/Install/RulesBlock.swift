// Our part of a text that people own: two marks, each on a line of its own, and the rules between them. Spliced in and
// taken out to the byte. Pure functions.

internal import JSON
internal import Platform

/// What the first mark says of the rules behind it:
/// `<!-- ai-session-tracker: begin, revision 3, text 0123456789abcdef, for codex, zed -->`.
struct RulesMark: Equatable {
  /// Which edition of the rules it is; 0 when it does not say.
  var revision = 0
  /// The checksum of the text as we wrote it: by it a person's edit shows, whatever edition it is.
  var checksum = ""
  /// The names of the clients for which it was put there.
  var readers: [String] = []

  fileprivate static let beginning = Array("<!-- ai-session-tracker: begin".utf8)
  fileprivate static let end = Array("<!-- ai-session-tracker: end".utf8)
  fileprivate static let close = Array("-->".utf8)

  /// The line, without its end.
  var line: String {
    "<!-- ai-session-tracker: begin, revision \(revision), text \(checksum)"
      + (readers.isEmpty ? "" : ", for " + readers.joined(separator: ", ")) + " -->"
  }
}

extension RulesMark {
  /// Reads a line that begins and ends as a mark does; what is missing stays empty.
  fileprivate init(line: ArraySlice<UInt8>) {
    let inside = line.dropFirst(RulesMark.beginning.count).dropLast(RulesMark.close.count)
    self.init()
    var isReaders = false
    for part in String(decoding: inside, as: UTF8.self).split(separator: ",") {
      let words = part.split(separator: " ")
      isReaders = isReaders || words.first == "for"
      guard let value = words.last.map(String.init) else { continue }
      if isReaders {
        readers.append(value)
      } else if words.first == "revision" {
        revision = Int(value) ?? 0
      } else if words.first == "text" {
        checksum = value
      }
    }
  }
}

/// A text that may hold our block.
struct RulesText {
  let bytes: [UInt8]
  /// Up to the end of the second mark; what a person or program appended to it without a line of its own is not part of it.
  let block: Range<Int>?
  let mark: RulesMark?
  /// What lies between the two marks' lines, ends of lines as in the text.
  let body: Range<Int>
  /// How lines end: in the block, or in a text without one.
  let lineBreak: [UInt8]

  static let lineFeed: [UInt8] = [0x0A]
  static let endLine = RulesMark.end + Array(" -->\n".utf8)
  private static let windowsLineBreak: [UInt8] = [0x0D, 0x0A]

  /// Throws for what is no text, and for marks of which nobody can tell what is between them.
  init(_ bytes: [UInt8]) throws(UneditableText) {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw UneditableText(reason: "it is not UTF-8")
    }
    self.bytes = bytes
    let begins = bytes.places(of: RulesMark.beginning)
    let ends = bytes.places(of: RulesMark.end)
    guard let begin = begins.first ?? ends.first else {
      (block, mark, body) = (nil, nil, 0..<0)
      lineBreak = Array(SplicedText(bytes).lineEnd.utf8)
      return
    }
    guard begins.count == 1, ends.count == 1, begin == begins[0], begin < ends[0],
      let first = bytes.wholeLine(at: begin), let last = bytes.mark(at: ends[0])
    else {
      let line = bytes[..<begin].count { $0 == 0x0A } + 1
      throw UneditableText(
        reason: "line \(line): the marks of ai-session-tracker are broken; there must be one that "
          + "begins and one that ends, each on a line of its own. Mend them or take them out")
    }
    lineBreak =
      bytes[first.upperBound...].starts(with: RulesText.windowsLineBreak)
      ? RulesText.windowsLineBreak : RulesText.lineFeed
    block = first.lowerBound..<last.upperBound
    body = first.upperBound + lineBreak.count..<last.lowerBound
    mark = RulesMark(line: bytes[first])
  }

  /// Whether bytes hold something that looks like a mark of ours.
  static func mentionsMark(_ bytes: [UInt8]) -> Bool {
    !bytes.places(of: RulesMark.beginning).isEmpty || !bytes.places(of: RulesMark.end).isEmpty
  }

  /// The block with these rules.
  static func block(_ rules: [UInt8], _ mark: RulesMark, lineBreak: [UInt8] = lineFeed) -> [UInt8] {
    let text = Array(mark.line.utf8) + lineFeed + rules + endLine.dropLast()
    return text.with(lineBreak: lineBreak)
  }

  /// The text with a block where its own is; if it has none, behind all else, after a line without anything. A text whose
  /// last line has no end has none afterwards either: by that the former end is known again.
  func setting(_ rules: [UInt8], _ mark: RulesMark) -> [UInt8] {
    let new = RulesText.block(rules, mark, lineBreak: lineBreak)
    if let block { return bytes[..<block.lowerBound] + new + bytes[block.upperBound...] }
    let isOpen = bytes.count > SplicedText(bytes).markLength && bytes.last != 0x0A
    return bytes + lineBreak + (isOpen ? lineBreak + new : new + lineBreak)
  }

  /// Another text with lines ending as in this one.
  func spelling(_ other: [UInt8]) -> [UInt8] { other.with(lineBreak: lineBreak) }

  /// The text with the first mark saying something else, all else as it is.
  func setting(mark: RulesMark) -> [UInt8] {
    guard let block else { return bytes }
    return bytes[..<block.lowerBound] + Array(mark.line.utf8)
      + bytes[(body.lowerBound - lineBreak.count)...]
  }

  /// The text without our block; nil when the file was made for it and nothing else is in it.
  var withoutBlock: [UInt8]? {
    guard let block else { return bytes }
    var (start, end) = (block.lowerBound, block.upperBound)
    let hasEnd = bytes[end...].starts(with: lineBreak)
    if hasEnd { end += lineBreak.count }
    // Of an open line, one that was added behind the block stands on its own.
    for _ in 0..<(hasEnd || end < bytes.count ? 1 : 2) where bytes[..<start].ends(with: lineBreak) {
      start -= lineBreak.count
    }
    let rest = Array(bytes[..<start] + bytes[end...])
    return start == block.lowerBound && rest.count == SplicedText(rest).markLength ? nil : rest
  }

  /// The checksum of what we wrote: of the block's rules, or, in a file that is ours as a whole, of all but the first mark.
  func checksum(ofWhole isWhole: Bool) -> String {
    guard let block, isWhole else { return RulesText.checksum(of: Array(bytes[body])) }
    return RulesText.checksum(of: Array(bytes[..<block.lowerBound]) + bytes[body.lowerBound...])
  }

  /// The same for both kinds of line ends, for a version control system may have changed them.
  static func checksum(of bytes: [UInt8]) -> String {
    Checksum.text(of: bytes.with(lineBreak: lineFeed))
  }
}

extension [UInt8] {
  /// Where a text begins in these bytes.
  fileprivate func places(of text: [UInt8]) -> [Int] {
    indices.filter { self[$0] == text[0] && self[$0...].starts(with: text) }
  }

  /// The same when nothing else is on the line.
  fileprivate func wholeLine(at start: Int) -> Range<Int>? {
    guard let mark = mark(at: start) else { return nil }
    let rest = self[mark.upperBound...]
    return rest.isEmpty || rest.first == 0x0A || rest.starts(with: [0x0D, 0x0A]) ? mark : nil
  }

  /// The mark with which a line begins at `start`; nil when it does not, or does not end on that line.
  fileprivate func mark(at start: Int) -> Range<Int>? {
    guard start == SplicedText(self).markLength || self[..<start].last == 0x0A else { return nil }
    let end = self[start...].firstIndex(of: 0x0A) ?? count
    return Array(self[start..<end]).places(of: RulesMark.close).first.map {
      start..<(start + $0 + RulesMark.close.count)
    }
  }

  /// With all lines ending alike.
  fileprivate func with(lineBreak: [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    for (index, byte) in enumerated() {
      if byte == 0x0A {
        result += lineBreak
      } else if byte != 0x0D || index + 1 == count || self[index + 1] != 0x0A {
        result.append(byte)
      }
    }
    return result
  }
}

extension BidirectionalCollection<UInt8> {
  fileprivate func ends(with text: [UInt8]) -> Bool { suffix(text.count).elementsEqual(text) }
}
