internal import JSON
internal import Platform

/// Some interactions that follow one another in the file.
public struct InteractionPage: Sendable, Equatable {
  /// In file order.
  public var interactions: [Interaction] = []
  /// The position at which to read on; nil at the end of the file.
  public var nextPosition: Int?

  public init() {}
}

/// Remembers where every thousandth record of one version of the file stands, so that a page is read from near where it
/// begins to where it ends, and no further.
final class InteractionPager {
  private struct PageIsFull: Error {}
  /// A version of the file and where its records number 0, `stride`, 2 · `stride` … stand, in bytes from its start.
  private struct Marks {
    var identity: FileIdentity
    var offsets: [Int]
    var count: Int
  }

  private static let stride = 1000
  private static let windowBytes = 64 * 1024
  /// A file that is replaced all the time is followed so often.
  private static let maximumAttempts = 5

  private let file: JSONFile
  private var marks: Marks?

  init(_ file: JSONFile) { self.file = file }

  /// At most `limit` interactions from record number `position` on, of some sessions or of all. `state` tells what the file
  /// turned out to be when it had to be read whole; a broken one has no page.
  func page(
    from position: Int, limit: Int, of sessions: Set<SessionID>?, state: inout FileState?
  ) throws -> InteractionPage {
    for _ in 0..<InteractionPager.maximumAttempts {
      guard let reader = try file.files.open(file.path, links: .refuse) else {
        return InteractionPage()
      }
      let identity = try reader.identity()
      if marks?.identity != identity {
        state = try mark()
        guard marks?.identity == identity else {
          if marks == nil { return InteractionPage() }
          continue
        }
      }
      guard let marks else { continue }
      let page = try read(reader, marks, from: position, limit: limit, of: sessions)
      if try reader.identity().hasSameBytes(as: identity) { return page }
    }
    throw SystemError.overtaken(file.path)
  }

  /// Reads the whole file once and notes where records stand; nothing is noted of a file that cannot be used.
  private func mark() throws -> FileState {
    var offsets: [Int] = []
    var count = 0
    let restart = {
      offsets = []
      count = 0
    }
    let state = try file.forEachRecord(restart: restart) { element in
      if count.isMultiple(of: InteractionPager.stride) { offsets.append(element.entryOffset) }
      count += 1
    }
    marks = nil
    if case .valid(_, let identity) = state {
      marks = Marks(identity: identity, offsets: offsets, count: count)
    }
    return state
  }

  private func read(
    _ reader: FileReader, _ marks: Marks, from position: Int, limit: Int,
    of sessions: Set<SessionID>?
  ) throws -> InteractionPage {
    var page = InteractionPage()
    guard position < marks.count else { return page }
    var number = position / InteractionPager.stride * InteractionPager.stride
    var offset = marks.offsets[position / InteractionPager.stride]
    var isOpen = false
    do {
      // The rest of the list is a list of its own, once a bracket stands before it.
      try JSONReader.forEachElement(windowSize: InteractionPager.windowBytes) { buffer in
        guard isOpen else {
          isOpen = true
          buffer[0] = UInt8(ascii: "[")
          return 1
        }
        let bytes = try reader.bytes(
          in: offset..<max(offset, min(offset + buffer.count, marks.identity.size)))
        offset += bytes.count
        buffer.copyBytes(from: bytes)
        return bytes.count
      } _: { element in
        if page.interactions.count == limit {
          page.nextPosition = number
          throw PageIsFull()
        }
        let isWanted = sessions?.contains(SessionID(element.value["session_id"]?.text ?? ""))
        if number >= position, isWanted ?? true,
          let interaction = Interaction(of: nil, element.value)
        {
          page.interactions.append(interaction)
        }
        number += 1
      }
    } catch is PageIsFull {
      return page
    }
    return page
  }
}
