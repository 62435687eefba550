// Times as people read them, on the local clock.

/// English day and month names, three letters each.
package let weekdayNames = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"]
package let monthNames = [
  "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec",
]

/// The local clock and the present, to tell how far away a time is.
package struct TimeText: Sendable {
  package var calendar: LocalCalendar
  package var now: Timestamp

  package init(calendar: LocalCalendar, now: Timestamp) {
    self.calendar = calendar
    self.now = now
  }

  /// Today on the local calendar.
  package var today: CivilDate { calendar.day(of: now) }

  /// `today 14:02`, `Thu 16:20` in the six days before, `14 Nov 10:10` in the same year, else `2024-11-14`; a dash for
  /// nil. At most 12 columns.
  package func start(_ time: Timestamp?) -> String {
    guard let time else { return "—" }
    let day = calendar.day(of: time)
    switch today.daysSince1970 - day.daysSince1970 {
    case 0: return "today " + clock(time)
    case 1...6: return weekdayNames[day.weekday] + " " + clock(time)
    default: break
    }
    guard day.parts.year == today.parts.year else { return day.description }
    return self.day(day) + " " + clock(time)
  }

  /// `Fri 22 Nov 14:02:11`, with the year when it is another one; a dash for nil.
  package func full(_ time: Timestamp?) -> String {
    guard let time else { return "—" }
    let day = calendar.day(of: time)
    let year = day.parts.year == today.parts.year ? "" : " \(day.parts.year)"
    return "\(weekdayNames[day.weekday]) \(self.day(day))\(year) \(clock(time)):"
      + padded(calendar.clock(of: time).second)
  }

  /// `14:02`.
  package func clock(_ time: Timestamp) -> String {
    let clock = calendar.clock(of: time)
    return padded(clock.hour) + ":" + padded(clock.minute)
  }

  /// `14 Nov`.
  package func day(_ day: CivilDate) -> String {
    padded(day.parts.day) + " " + monthNames[day.parts.month - 1]
  }

  /// The same with the year when it is another one: `10 Apr 2025`.
  package func dayAndYear(_ day: CivilDate) -> String {
    self.day(day) + (day.parts.year == today.parts.year ? "" : " \(day.parts.year)")
  }
}
