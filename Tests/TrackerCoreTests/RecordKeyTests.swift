// By what records are known everywhere. The expected keys were computed with Python's hashlib and json.

import JSON
import Platform
import Testing

@testable import TrackerCore

extension RecordKey {
  fileprivate var text: String {
    var bytes: [UInt8] = []
    append(to: &bytes)
    return String(decoding: bytes, as: UTF8.self)
  }
}

struct RecordKeyTests {
  /// Vectors of FIPS 180-4 and of lengths around a block's end, as another implementation hashes them.
  @Test(arguments: [
    ("", "e3b0c44298fc1c149afbf4c8996fb924"), ("abc", "ba7816bf8f01cfea414140de5dae2223"),
    (
      "abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq",
      "248d6a61d20638b8e5c026930c3e6039"
    ),
    (String(repeating: "a", count: 64), "ffe054fe7ae0cb6dc65c3af9b61d5209"),
  ])
  func textsHashAsTheStandardSays(_ text: String, _ expected: String) {
    let (high, low) = SHA256.first128Bits(of: Array(text.utf8))
    #expect(high.hexadecimal(digits: 16) + low.hexadecimal(digits: 16) == expected)
  }

  private func key(
    _ record: String, of session: RecordKey, twin: Int = 1
  ) throws -> String {
    try JSONReader.withSlice(of: Array(record.utf8)) { record in
      RecordKey.record(
        "interaction", of: session,
        [record["timestamp"], record["prompt"], record["response_summary"]], twin: twin
      ).text
    }
  }

  @Test func aKeyIsThatOfTheJSONArrayOfWhatTheRecordIs() throws {
    let start = Array(#""2026-01-05T09:00:00+00:00""#.utf8)
    let session = try JSONReader.withSlice(of: start) {
      RecordKey.session("tea_20260105_090000", start: $0)
    }
    #expect(session.text == "0efe995c-fd19-8608-bd16-142c8c00da60")
    #expect(RecordKey.session("gone", start: nil).text == "ddb7c4b2-ca43-8c1f-a8ee-fa486502d16e")
    let head = #"{"timestamp": "2026-01-05T09:30:00+00:00", "response_summary": "ok", "prompt": "#
    let odd = head + #""caf\u00e9 \"x\"\n\u0001 \ud83d\ude80 \ud83d"}"#
    #expect(try key(odd, of: session) == "e212ddd1-13e2-8960-8930-6aa1f61bd5b7")
    let same = head + #""same"}"#
    #expect(try key(same, of: session) == "1f8a442e-4d26-8dd0-b1e9-d755bc104821")
    #expect(try key(same, of: session, twin: 2) == "2eb784df-e71b-8a5e-b747-8fcf91ba47d4")
  }

  @Test func aDigestIsThatOfWhatIsSaidNotOfHowItIsWritten() throws {
    func digest(_ text: String) throws -> UInt64 {
      try JSONReader.withSlice(of: Array(text.utf8)) { RecordDigest($0).value }
    }
    let plain = try digest(#"{"a": 1, "b": [true, "x"], "c": {"d": null}}"#)
    #expect(try digest(#"{ "c":{"d":null}, "b":[ true,"\u0078" ],"a":1 }"#) == plain)
    for other in [
      #"{"a": 1, "b": ["x", true], "c": {"d": null}}"#, #"{"a": 1, "b": [true, "x"]}"#,
      #"{"b": 1, "a": [true, "x"], "c": {"d": null}}"#,
      #"{"a": 1, "b": [true, "x"], "d": {"c": null}}"#,
    ] {
      #expect(try digest(other) != plain, "\(other)")
    }
  }

  @Test func ofTwoVersionsTheFurtherOneIsGreater() {
    let start = RecordVersion(isDone: false, progress: (0, 9), digest: .max)
    let ended = RecordVersion(isDone: true, progress: (1_700_000_000_000_000, 3), digest: 0)
    let reopened = RecordVersion(revision: 1, isDone: false, progress: (0, 3), digest: 0)
    #expect(start < ended && ended < reopened)
    #expect(ended.text == "v000000100001700000000000000000000000300000000000000001")
    var withoutTexts = ended
    withoutTexts.hasTexts = false
    #expect(withoutTexts < ended)
  }
}
