// Characters for terminals that know only ASCII: our own signs by a table, letters without their accents, else `?`.

/// What stands for a character beyond ASCII, one or more ASCII characters; `?` for each column that it would take.
func asciiText(of scalar: Unicode.Scalar) -> String {
  if let sign = asciiSigns[scalar] { return sign }
  return asciiLetter(of: scalar) ?? (isWide(scalar) ? "??" : "?")
}

/// How many characters `asciiText` gives: signs have as many as the table says, each letter is one.
func asciiColumns(of scalar: Unicode.Scalar) -> Int {
  asciiSigns[scalar]?.utf8.count ?? (isWide(scalar) ? 2 : 1)
}

/// No character takes more ASCII characters than this for each of its bytes in UTF-8: `→` has three bytes, `Right` five.
let mostASCIIColumnsPerByte = 2

/// The signs that the dashboard itself draws, and punctuation that is common in names.
private let asciiSigns: [Unicode.Scalar: String] = [
  "·": ".", "–": "-", "—": "-", "‐": "-", "−": "-", "…": "...", "×": "x", "÷": "/", "≤": "<=",
  "≥": ">=", "‘": "'", "’": "'", "“": "\"", "”": "\"", "«": "<<", "»": ">>", "›": ">", "‹": "<",
  "↳": ">", "↑": "Up", "↓": "Down", "←": "Left", "→": "Right", "★": "*", "☆": ".", "●": "*",
  "▶": ">", "✓": "+", "○": "o", "◌": "z", "◐": "~", "•": "*", "◂": "<",
  "✗": "x", "▲": "^", "▼": "v", "▾": "v", "▸": ">", "─": "-", "│": "|", "┃": "|", "┊": ":",
  "┌": "+", "┐": "+", "└": "+", "┘": "+", "\u{A0}": " ", "\u{3000}": "  ", "ß": "ss", "Æ": "AE",
  "æ": "ae", "Œ": "OE", "œ": "oe", "Ø": "O", "ø": "o", "Đ": "D", "đ": "d", "Ł": "L", "ł": "l",
  "ı": "i", "€": "EUR",
]

/// The letter of `LATIN SMALL LETTER E WITH ACUTE`, by the character's name in the Unicode database.
private func asciiLetter(of scalar: Unicode.Scalar) -> String? {
  guard let name = scalar.properties.name else { return nil }
  let words = name.split(separator: " ")
  guard words.count >= 4, words[0] == "LATIN", words[2] == "LETTER", words[3].utf8.count == 1
  else { return nil }
  return words[1] == "SMALL" ? words[3].lowercased() : String(words[3])
}

/// The letter of a regional indicator, two of which make a flag; nil for other characters.
func regionalLetter(_ scalar: Unicode.Scalar) -> String? {
  guard (0x1F1E6...0x1F1FF).contains(scalar.value) else { return nil }
  return Unicode.Scalar(scalar.value - 0x1F1E6 + 0x41).map { String($0) }
}

/// Whether a character is two columns wide. Asked only where the terminal library cannot tell, because the locale is
/// not UTF-8 (Unicode's EastAsianWidth W and F, in ranges).
func isWide(_ scalar: Unicode.Scalar) -> Bool {
  switch scalar.value {
  case 0x1100...0x115F, 0x2E80...0x303E, 0x3041...0xA4CF, 0xA960...0xA97C, 0xAC00...0xD7A3,
    0xF900...0xFAFF, 0xFE30...0xFE6F, 0xFF00...0xFF60, 0xFFE0...0xFFE6, 0x1F300...0x1F64F,
    0x1F680...0x1F6FF, 0x1F900...0x1FAFF, 0x20000...0x3FFFD, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB,
    0x1F200...0x1F265:
    true
  // What is an emoji by itself is wide wherever it stands.
  default: scalar.value >= 0x2300 && scalar.properties.isEmojiPresentation
  }
}
