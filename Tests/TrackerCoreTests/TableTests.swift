// Rows and columns as text that other programs read.

import Testing
import TrackerCore

struct TableTests {
  private let odd = table([
    ["x,y", "he said \"no\""], ["two\nlines", "p|q \\ <b>"], ["", "\r\n"],
  ])

  private static func table(_ rows: [[String]]) -> Table {
    Table(
      rows[0].indices.map { place in
        .text(["a", "b"][place], "", "") { (row: [String]) in row[place] }
      }, rows)
  }

  @Test func commaSeparatedValuesAreQuotedWhereTheyMustBe() {
    #expect(
      odd.csv
        == "a,b\r\n\"x,y\",\"he said \"\"no\"\"\"\r\n\"two\nlines\",p|q \\ <b>\r\n,\"'\r\n\"\r\n")
  }

  @Test(arguments: ["=1+1", "+1", "-1", "@a", "\t=1", "\r=1", "\n=1", "＝1"])
  func aTextThatASpreadsheetWouldComputeIsDisarmed(_ text: String) {
    let cell = TableTests.table([[text]]).csv.dropFirst(2).drop { $0 == "\"" }
    #expect(cell.hasPrefix("'" + text))
    let list = Table([.texts("a", "", "") { (row: String) in [row] }], [text])
    #expect(list.csv.dropFirst(2).drop { $0 == "\"" }.hasPrefix("'" + text))
  }

  @Test func markdownKeepsEachRowInItsLine() {
    #expect(
      odd.markdown
        == "| a | b |\n| --- | --- |\n| x,y | he said \"no\" |\n| two lines | p\\|q \\\\ \\<b> |\n|  |  |\n"
    )
  }

  @Test func valuesAreTypedInJSONAndPlainElsewhere() {
    let numbers: [(count: Int, length: Double?, isOpen: Bool)] = [
      (1_234_567, 1234.5678, false), (-1, .nan, true), (0, nil, true),
    ]
    let table = Table(
      [
        .count("n", "", "") { $0.count },
        .number("d", "", .minutes, decimals: 1, "") { $0.length },
        .number("e", "", .score, decimals: nil, "") { $0.length },
        .truth("f", "", "") { $0.isOpen }, .texts("t", "", "") { _ in ["a", "b"] },
      ], numbers)
    #expect(
      table.json
        == #"[\#n  {"n":1234567,"d":1234.6,"e":1234.5678,"f":false,"t":["a","b"]},\#n"#
        + #"  {"n":-1,"d":null,"e":null,"f":true,"t":["a","b"]},\#n"#
        + #"  {"n":0,"d":null,"e":null,"f":true,"t":["a","b"]}\#n]\#n"#)
    #expect(
      table.csv
        == "n,d,e,f,t\r\n1234567,1234.6,1234.5678,false,a b\r\n-1,,,true,a b\r\n0,,,true,a b\r\n")
  }

  @Test func noNumberIsTakenForAFormula() {
    #expect(Table([.count("n", "", "") { (row: Int) in row }], [-5]).csv == "n\r\n-5\r\n")
  }
}
