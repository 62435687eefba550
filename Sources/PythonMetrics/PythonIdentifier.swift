/// Names beyond ASCII: how their spellings are made one.
enum PythonIdentifier {
  /// The name that the parser makes of these UTF-8 bytes.
  ///
  /// Python applies NFKC. Here the compatibility forms that occur in names are replaced (full
  /// width, mathematical letters and digits, ligatures, Latin superscripts and subscripts,
  /// `ª º µ ſ`, letterlike and Roman signs); canonical composition is left to `String`'s `==`. Other
  /// compatibility forms (half-width Katakana, Arabic presentation forms, …) stay as written.
  static func normalized(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    guard !bytes.allSatisfy({ $0 < 0x80 }) else { return text }
    var result = ""
    for scalar in text.unicodeScalars {
      if let replacement = replacement(of: scalar.value) {
        result += replacement
      } else {
        result.unicodeScalars.append(scalar)
      }
    }
    return result
  }

  // MARK: - Compatibility forms

  /// Letters in the order of Unicode's mathematical Greek alphabets, capitals first.
  private static let mathematicalGreek = Array(
    "ΑΒΓΔΕΖΗΘΙΚΛΜΝΞΟΠΡΘΣΤΥΦΧΨΩ∇αβγδεζηθικλμνξοπρςστυφχψω∂εθκφρπ")
  private static let romanNumbers = [
    "I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X", "XI", "XII", "L", "C", "D", "M",
  ]
  private static let ligatures = ["ff", "fi", "fl", "ffi", "ffl", "st", "st"]
  /// Signs from several blocks, each before what it stands for.
  private static let signs: [UInt32: String] = {
    let pairs =
      "ªaºoµμſsℂCℊgℋHℌHℍHℎhℐIℑIℒLℓlℕNℙPℚQℛRℜRℝRℤZℨZℬBℭCℯeℰEℱFℳMℴoℹi"
      + "ʰhʲjʳrʷwʸyˡlˢsˣxᴬAᴮBᴰDᴱEᴳGᴴHᴵIᴶJᴷKᴸLᴹMᴺNᴼOᴾPᴿRᵀTᵁUᵂWᵃaᵇbᵈdᵉeᵍgᵏkᵐmᵒoᵖpᵗtᵘuᵛv"
      + "ᶜcᶠfᶻzⁱiⁿnᵢiᵣrᵤuᵥvᵦβᵧγᵨρᵩφᵪχᵝβᵞγᵟδᵠφᵡχₐaₑeₒoₓxₕhₖkₗlₘmₙnₚpₛsₜtⱼjⱽVϐβϑθϕφϖπϰκϱρϲςϵε"
      + "ⅅDⅆdⅇeⅈiⅉjℼπℽγℾΓℿΠ"
    let scalars = Array(pairs.unicodeScalars)
    var result: [UInt32: String] = [:]
    for index in stride(from: 0, to: scalars.count - 1, by: 2) {
      result[scalars[index].value] = String(scalars[index + 1])
    }
    return result
  }()

  private static func replacement(of value: UInt32) -> String? {
    func letter(_ offset: UInt32) -> String {
      let base: UInt32 = offset < 26 ? 0x41 : 0x61 - 26
      return Unicode.Scalar(base + offset).map { String($0) } ?? ""
    }
    switch value {
    case 0xFF10...0xFF19, 0xFF21...0xFF3A, 0xFF3F, 0xFF41...0xFF5A:
      return Unicode.Scalar(value - 0xFF00 + 0x20).map { String($0) }
    case 0x1D400...0x1D6A3:
      return letter((value - 0x1D400) % 52)
    case 0x1D6A4: return "ı"
    case 0x1D6A5: return "ȷ"
    case 0x1D6A8...0x1D7C9:
      return String(mathematicalGreek[Int((value - 0x1D6A8) % 58)])
    case 0x1D7CA: return "Ϝ"
    case 0x1D7CB: return "ϝ"
    case 0x1D7CE...0x1D7FF:
      return Unicode.Scalar(0x30 + (value - 0x1D7CE) % 10).map { String($0) }
    case 0x2160...0x216F: return romanNumbers[Int(value - 0x2160)]
    case 0x2170...0x217F: return romanNumbers[Int(value - 0x2170)].lowercased()
    case 0xFB00...0xFB06: return ligatures[Int(value - 0xFB00)]
    default: return signs[value]
    }
  }
}
