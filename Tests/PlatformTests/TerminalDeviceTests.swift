// What the kernel says of a terminal, asked at a pseudo-terminal.

import Glibc
import Platform
import Testing

@Suite struct TerminalDeviceTests {
  @Test func theSizeIsTheOneTheTerminalWasGiven() throws {
    var ours: Int32 = -1
    var theirs: Int32 = -1
    var size = winsize(ws_row: 41, ws_col: 133, ws_xpixel: 0, ws_ypixel: 0)
    try check("openpty", "") { openpty(&ours, &theirs, nil, nil, &size) }
    defer {
      close(ours)
      close(theirs)
    }
    let found = try #require(TerminalDevice.size(of: theirs))
    #expect(found == (columns: 133, rows: 41))
  }

  @Test func aTerminalThatDoesNotKnowItsSizeHasNone() throws {
    var ours: Int32 = -1
    var theirs: Int32 = -1
    try check("openpty", "") { openpty(&ours, &theirs, nil, nil, nil) }
    defer {
      close(ours)
      close(theirs)
    }
    #expect(TerminalDevice.size(of: theirs) == nil)
  }

  @Test func whatIsNoTerminalHasNoSize() { #expect(TerminalDevice.size(of: -1) == nil) }
}
