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

  /// `today 14:02`, `Thu 16:20` in the six days before, `14 Nov 10:10` in the same year, else `14 Nov 2023`; a dash for
  /// nil. At most 12 columns.
  package func start(_ time: Timestamp?) -> String {
    guard let time else { return "—" }
    let day = calendar.day(of: time)
    switch today.daysSince1970 - day.daysSince1970 {
    case 0: return "today " + clock(time)
    case 1...6: return weekdayNames[day.weekday] + " " + clock(time)
    default: break
    }
    return day.parts.year == today.parts.year
      ? self.day(day) + " " + clock(time) : dayAndYear(day)
  }

  /// `Fri 22 Nov 14:02:11`, with the year when it is another one; a dash for nil.
  package func full(_ time: Timestamp?) -> String {
    guard let time else { return "—" }
    let day = calendar.day(of: time)
    return "\(weekdayNames[day.weekday]) \(dayAndYear(day)) \(clock(time)):"
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
    let year = day.parts.year
    return self.day(day) + (year == today.parts.year ? "" : " " + padded(year, digits: 4))
  }
}
