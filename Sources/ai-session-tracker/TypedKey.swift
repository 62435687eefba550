// Which key a typed character stands for. It refuses escape sequences, which curses reads.

import TrackerTUI

extension Key {
  /// The key of a character in the numbering of Unicode, where those below 32 are made with Ctrl; nil when it is none.
  init?(typed value: UInt32) {
    switch value {
    case 8, 127: self = .backspace
    case 9: self = .tab
    case 10, 13: self = .enter
    case 28: self = .control("\\")
    case 1...26, 32..<128, 160...:
      guard let scalar = Unicode.Scalar(value < 32 ? value + 96 : value) else { return nil }
      self = value < 32 ? .control(Character(scalar)) : .character(Character(scalar))
    default: return nil
    }
  }
}
