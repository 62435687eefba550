// The terminal that tables are set for: how wide it is, and how wide it shows a text.

import CPlatform
import Platform
import TrackerTUI

/// What is known of the terminal behind standard output.
struct TerminalText {
  /// 80 where it does not say.
  let columns = TerminalDevice.size(of: TerminalDevice.Stream.output.rawValue)?.columns ?? 80
  private let typesetter: Typesetter

  init() {
    typesetter = Typesetter(
      Capabilities(
        isUTF8: platform_adopt_locale() == 1,
        columnWidth: { Int(platform_column_width($0.value)) }))
  }

  /// How many columns a text takes.
  func width(_ text: String) -> Int { typesetter.columns(of: text) }
}
