// A frame as a picture: SVG or HTML text that needs no program, no network and no font of its own. In SVG every word stands
// at the place of its cells, whatever the font; HTML is text to be copied.

/// The picture of a frame in the colours of a theme; it has a ground of its own, dark where that of the theme is not known.
package func svg(of canvas: Canvas, theme wanted: Theme) -> String {
  let theme = Theme(
    colorCount: wanted.colorCount, ground: wanted.ground == .unknown ? .dark : wanted.ground)
  let (width, height) = (Picture.cellWidth, Picture.cellHeight)
  let (columns, rows) = (canvas.size.columns, canvas.size.rows)
  let colors = Picture.Colors(theme)
  var lines = [
    #"<svg xmlns="http://www.w3.org/2000/svg" role="img" width="\#(columns * width)" "#
      + #"height="\#(rows * height)" viewBox="0 0 \#(columns * width) \#(rows * height)" "#
      + #"font-family="\#(Picture.fonts)" font-size="\#(Picture.fontSize)" "#
      + #"fill="\#(colors.text)">"#,
    "<title>AI sessions</title>",
    #"<rect width="100%" height="100%" fill="\#(colors.ground)"/>"#,
  ]
  for row in canvas.cells.indices {
    for run in canvas.runs(inRow: row) {
      let look = Picture.Look(
        run.style, isBar: canvas.cells[row][run.column].isBlock, theme, colors)
      let box = #"x="\#(run.column * width)" width="\#(run.columns * width)""#
      if look.isFilled {
        lines.append(
          #"<rect \#(box) y="\#(row * height)" height="\#(height)" fill="\#(look.ground)"/>"#)
      }
      if run.style.isUnderlined {
        lines.append(
          #"<rect \#(box) y="\#((row + 1) * height - 2)" height="1" fill="\#(look.color)"/>"#)
      }
      let end = run.column + run.columns
      for word in Picture.words(in: canvas.cells[row], run.column..<end) {
        lines.append(
          #"<text x="\#(word.column * width)" y="\#(row * height + Picture.baseline)" "#
            + #"textLength="\#(word.columns * width)" lengthAdjust="spacingAndGlyphs""#
            + look.attributes + ">" + word.text.escapedForXML + "</text>")
      }
    }
  }
  return (lines + ["</svg>"]).joined(separator: "\n") + "\n"
}

/// The page of a frame, in the same colours.
func html(of canvas: Canvas, theme wanted: Theme) -> String {
  let theme = Theme(
    colorCount: wanted.colorCount, ground: wanted.ground == .unknown ? .dark : wanted.ground)
  let colors = Picture.Colors(theme)
  let rows = canvas.cells.indices.map { row in
    canvas.runs(inRow: row).map { run in
      let look = Picture.Look(
        run.style, isBar: canvas.cells[row][run.column].isBlock, theme, colors)
      let text = run.text.escapedForXML
      let styles =
        (look.color == colors.text ? [] : ["color:\(look.color)"])
        + (look.isFilled ? ["background:\(look.ground)"] : [])
        + (look.isBold ? ["font-weight:bold"] : [])
        + (run.style.isUnderlined ? ["text-decoration:underline"] : [])
      return styles.isEmpty
        ? text : #"<span style="\#(styles.joined(separator: ";"))">\#(text)</span>"#
    }.joined()
  }
  return """
    <!DOCTYPE html>
    <html lang="en"><head><meta charset="utf-8"><title>AI sessions</title></head>
    <body style="background:\(colors.ground)"><pre style="color:\(colors.text);font:\(Picture.fontSize)px/\(Picture.cellHeight)px \(Picture.fonts)">
    \(rows.joined(separator: "\n"))
    </pre></body></html>

    """
}

private enum Picture {
  // A cell and a font whose blocks fill it; other fonts are stretched to it.
  static let cellWidth = 9
  static let cellHeight = 17
  static let fontSize = 15
  static let baseline = 13
  static let fonts = "DejaVu Sans Mono, Menlo, Consolas, Liberation Mono, monospace"

  /// What a terminal's own colours are, as `#rrggbb`.
  struct Colors {
    let text, ground: String

    init(_ theme: Theme) {
      (text, ground) = theme.ground == .light ? ("#1e1e1e", "#ffffff") : ("#d4d4d4", "#1e1e1e")
    }
  }

  /// How a run looks: its colour, what is behind it, and attributes.
  struct Look {
    var color: String
    var ground: String
    var isFilled: Bool
    var isBold: Bool
    var attributes: String

    init(_ style: Style, isBar: Bool, _ theme: Theme, _ colors: Colors) {
      let paint = theme.paint(style)
      let isReversed = paint.isReversed && (style.isReversed || !isBar)
      color = paint.foreground.map(Picture.rgb) ?? colors.text
      ground = paint.background.map(Picture.rgb) ?? colors.ground
      if isReversed { swap(&color, &ground) }
      isFilled = isReversed || paint.background != nil
      isBold = paint.isBold
      attributes = color == colors.text ? "" : #" fill="\#(color)""#
      if isBold { attributes += #" font-weight="bold""# }
    }
  }

  /// Characters without a blank between them, and where they stand.
  struct Word {
    var column: Int
    var columns: Int
    var text: String
  }

  /// The words within some columns of a row; a wide character is one by itself, so that it keeps to its two cells.
  static func words(in cells: [Cell], _ columns: Range<Int>) -> [Word] {
    var words: [Word] = []
    var continues = false
    for column in columns where cells[column].columns > 0 {
      let cell = cells[column]
      if cell.text == " " {
        continues = false
      } else if continues, cell.columns == 1 {
        words[words.count - 1].text += cell.text
        words[words.count - 1].columns += 1
      } else {
        words.append(Word(column: column, columns: cell.columns, text: cell.text))
        continues = cell.columns == 1
      }
    }
    return words
  }

  /// A colour of the palette of 256, as xterm has it.
  static func rgb(_ number: Int) -> String {
    let named = [
      0x000000, 0xcd0000, 0x00cd00, 0xcdcd00, 0x0000ee, 0xcd00cd, 0x00cdcd, 0xe5e5e5,
      0x7f7f7f, 0xff0000, 0x00ff00, 0xffff00, 0x5c5cff, 0xff00ff, 0x00ffff, 0xffffff,
    ]
    let steps = [0x00, 0x5f, 0x87, 0xaf, 0xd7, 0xff]
    let value: Int
    switch number {
    case named.indices: value = named[number]
    case 16..<232:
      let cube = number - 16
      value = steps[cube / 36] << 16 | steps[cube / 6 % 6] << 8 | steps[cube % 6]
    default: value = (8 + 10 * (min(max(number, 232), 255) - 232)) * 0x010101
    }
    let digits = String(value, radix: 16)
    return "#" + String(repeating: "0", count: 6 - digits.count) + digits
  }
}

extension String {
  /// As it stands in XML; what XML does not know is shown as unknown.
  fileprivate var escapedForXML: String {
    var text = ""
    for scalar in unicodeScalars {
      switch scalar {
      case "&": text += "&amp;"
      case "<": text += "&lt;"
      case ">": text += "&gt;"
      case "\u{0}"..<" ", "\u{FFFE}", "\u{FFFF}": text += "\u{FFFD}"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
