// Offsets of named time zones: what they are on both sides of a change, and which names lead nowhere.

import Glibc
import Testing

@testable import Platform

@Suite struct ZoneOffsetTests {
  private let files = RealFileSystem()

  @Test(
    arguments: [
      ("Europe/Berlin", 1_774_745_999, 3600), ("Europe/Berlin", 1_774_746_000, 7200),
      ("America/Los_Angeles", 1_772_963_999, -28_800),
      ("America/Los_Angeles", 1_772_964_000, -25_200),
      ("Australia/Lord_Howe", 1_775_314_799, 39_600),
      ("Australia/Lord_Howe", 1_775_314_800, 37_800),
      ("Pacific/Apia", 1_325_239_199, -36_000), ("Pacific/Apia", 1_325_239_200, 50_400),
      ("Asia/Kolkata", 1_775_314_799, 19_800), ("UTC", 0, 0), ("+02:00", 0, 7200),
      ("-0330", 5, -12_600), ("+14", 5, 50_400), (" 05:45", 5, 20_700), ("Etc/GMT+5", 5, -18_000),
    ] as [(String, Int64, Int)])
  func anOffsetHoldsUntilClocksChange(name: String, instant: Int64, seconds: Int) throws {
    let zone = try #require(ZoneOffsets(name, files: files))
    #expect(zone.seconds(atSecondsSince1970: instant) == seconds)
  }

  @Test(arguments: [
    "", "Nowhere/Town", "../../etc/passwd", "/etc/passwd", "Europe/../../../../etc/passwd",
    "Europe",
    "Europe/", "/Europe/Berlin", "Europe//Berlin", "./UTC", "tzdata.zi", "zone.tab",
    "Europe/Berlin\0",
    ":Europe/Berlin", "EST5EDT,M3.2.0", "<+03>-3", "+15:00", "+14:01", "+2", "+02:60", "+02:0", "2",
    "+٠٢:٠٠", "Ünder", String(repeating: "a/", count: 5000) + "a",
  ])
  func otherNamesAreNone(name: String) { #expect(ZoneOffsets(name, files: files) == nil) }

  @Test func theZoneOfTheProcessStays() throws {
    let former = ProcessEnvironment.variable("TZ")
    let offset = Clock.utcOffsetSeconds(atSecondsSince1970: 1_774_746_000)
    _ = try #require(ZoneOffsets("Pacific/Apia", files: files))
    #expect(ProcessEnvironment.variable("TZ") == former)
    #expect(Clock.utcOffsetSeconds(atSecondsSince1970: 1_774_746_000) == offset)
  }
}
