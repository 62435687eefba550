// THE LIST of forms in which a frame is kept as it is. None has a script, or anything from elsewhere.

/// A form of a frame, under the ending of its file.
package enum PictureFormat: String, Sendable, CaseIterable {
  case svg, html, txt

  /// The form that a file's name asks for, whatever the case of its ending; nil when it asks for none.
  init?(fileName: String) {
    let found = PictureFormat.allCases.first {
      fileName.lowercased().hasSuffix("." + $0.rawValue)
    }
    guard let found else { return nil }
    self = found
  }

  var title: String { self == .txt ? "text" : rawValue.uppercased() }

  /// The frame in the colours of a theme, as far as the form has any.
  package func document(of frame: Canvas, theme: Theme) -> String {
    switch self {
    case .svg: TrackerTUI.svg(of: frame, theme: theme)
    case .html: TrackerTUI.html(of: frame, theme: theme)
    case .txt: frame.text + "\n"
    }
  }
}
