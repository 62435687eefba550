// THE LIST: what the doctor checks, in the order in which it is told.

internal import Platform

extension DoctorCheck {
  static let all: [DoctorCheck] = [
    DoctorCheck(
      name: "folder", title: "Folder", severity: .problem,
      look: { state in
        switch state.folder {
        case .missing: .sound("not there yet; the first session makes it")
        case .closed(let reason): .odd("\(state.directory): \(reason)")
        case .open(nil): .sound("can be read and written")
        case .open(let obstacle?): .odd("nothing can be written: \(obstacle)")
        }
      },
      remedy: "Check the path (AI_OUTPUT_DIR, --data) and its permissions."),

    DoctorCheck(
      name: "disk", title: "Disk", severity: .problem,
      look: { state in
        guard let volume = state.volume else { return .sound("cannot be told") }
        let text = "\(volume.kind), \(byteText(volume.freeBytes)) free"
        // A write needs room for a second version of each file it changes.
        let isTight = volume.freeBytes < max(16 << 20, 2 * state.totalBytes)
        return isTight ? .odd(text) : .sound(text)
      },
      remedy: "Make room: a write keeps the old version of a file until the new one is whole."),

    DoctorCheck(
      name: "sharing", title: "Sharing", severity: .note,
      look: { state in
        guard let volume = state.volume, volume.mayBeRemote else { return .sound("one machine") }
        return .odd("\(volume.kind) may be shared with other machines")
      },
      remedy: "Locks and live updates may not reach other machines; write from one at a time."),

    DoctorCheck(
      name: "environment", title: "Environment", severity: .problem,
      look: { state in
        let odd = state.settings.filter { !$0.isSound }
        let details = state.settings.map(\.text)
        return odd.isEmpty
          ? .sound("understood", details) : .odd(counted(odd.count, "unusable value"), details)
      },
      remedy: "Set the variable to a plain path or a positive number, or remove it."),

    DoctorCheck(
      name: "users", title: "In use by", severity: .note,
      look: { state in
        var lines = state.users.map(\.line)
        for session in state.served {
          let number = session.owner.map { "\($0.processID)" } ?? ""
          lines.append("process \(number) keeps \(session.id) running")
        }
        let text =
          lines.isEmpty ? "nobody else, as far as can be told" : counted(lines.count, "entry")
        return .sound(state.isLocked ? "a write is going on" : text, lines)
      },
      remedy: ""),

    DoctorCheck(
      name: "files", title: "Valid files", severity: .problem,
      look: { state in
        let unusable = state.history.unusableFiles.map { "\($0.path): \($0.reason)" }
        return unusable.isEmpty
          ? .sound(counted(state.bytesByFile.count, "file") + ", \(byteText(state.totalBytes))")
          : .odd(counted(unusable.count, "unusable file"), unusable)
      },
      remedy:
        "Nothing touches such a file until the next write, which keeps a copy and begins it anew; --fix does so "
        + "where whole records can be saved. Mend it by hand, or put an older version in its place.",
      fix: .salvage { state in
        Examination.dataFiles.filter { state.lostRecords[$0] != nil && state.isUnusable($0) }
      }),

    .search(
      "salvage", "Salvage", .problem, sound: "nothing to put back", noun: "incomplete file",
      remedy: "--fix puts them back; what is in the file stays as it is.",
      fix: .salvage { state in Examination.dataFiles.filter { state.lostRecords[$0] != nil } }
    ) { state in
      Examination.dataFiles.compactMap { name in
        state.lostRecords[name].map {
          "\(name): \(counted($0, "whole record")) only in broken versions of it"
        }
      }
    },

    DoctorCheck(
      name: "missing", title: "Complete", severity: .problem,
      look: { state in
        state.lacksInteractions
          ? .odd("interactions.json is missing, but sessions count interactions")
          : .sound("no file is missing")
      },
      remedy: "Put interactions.json back; until then the counters are left as they are."),

    DoctorCheck(
      name: "records", title: "Records", severity: .problem,
      look: { state in
        let history = state.history
        let text = [
          counted(history.sessions.count, "session") + " (\(state.runningCount) running)",
          counted(history.interactions.all.count, "interaction"),
          counted(history.issues.count, "issue"),
          state.requestCount.map { counted($0, "request") },
        ].compactMap { $0 }.joined(separator: ", ")
        guard history.skippedCount > 0 else { return .sound(text) }
        var details = zip(history.skipped, state.skippedLines).map { skip, line in
          let place = line.map { "line \($0), " } ?? ""
          return "\(skip.file): \(place)record \(skip.record.clipped): \(skip.reason)"
        }
        let unnamed = history.skippedCount - details.count
        if unnamed > 0 { details.append("and \(unnamed) more") }
        return .odd(text + "; \(history.skippedCount) not understood", details)
      },
      remedy: "These are left out of every figure and stay as they are. Mend them by hand."),

    .search(
      "orphans", "Sessions", .problem, sound: "every record's session is there",
      noun: "missing session",
      remedy:
        "Their records are there, they are not. Put them back into sessions.json, from an older "
        + "version of it."
    ) { $0.missingSessions.map(\.text) },

    .search(
      "times", "Times", .problem, sound: "in order", noun: "impossible time",
      remedy:
        "They count as they stand. Mend start_time or end_time by hand, and take the note on the "
        + "clock away.", \.oddTimes),

    .search(
      "ends", "Ends", .note, sound: "none before the last sign of life", noun: "early end",
      atMost: 20,
      remedy:
        "They count as they stand: work after an end moves nothing. `end --again --at …` sets "
        + "another one.", \.earlyEnds),

    .search(
      "texts", "Texts", .note, sound: "no name, model or prompt is blank", noun: "blank text",
      atMost: 20,
      remedy: "They count as they stand; new ones are refused. Fill them in by hand, if you like.",
      \.blankTexts),

    .search(
      "estimates", "Estimates", .note, sound: "within their bounds", noun: "odd estimate",
      atMost: 20,
      remedy: "They count as they stand; new ones must be above 0 and at most "
        + "\(EstimateLimit.greatestMinutes) minutes.", \.oddEstimates),

    .search(
      "counters", "Counters", .problem, sound: "agree with the interactions",
      noun: "miscounted session",
      remedy: "--fix recounts them; so does the next interaction of the session.",
      fix: .sessions { state in
        state.differences.map { difference in
          SessionChange(id: difference.session.id, verb: "recounted") { session, _ in
            difference.mend(&session)
          }
        }
      }
    ) { $0.differences.map(\.text) },

    .search(
      "owners", "Owners", .problem, sound: "every running session's server runs, or is not known",
      noun: "orphaned session", remedy: "--fix closes them; so does the next start.",
      fix: .sessions { state in
        // A write would make the missing file anew, without its records.
        guard !state.lacksInteractions else { return [] }
        return state.abandoned.map { session in
          SessionChange(id: session.id, verb: "closed") { session, moment in
            session = session.autoClosed(
              at: moment.now, seen: moment.seen, reason: "its server has ended",
              config: moment.config)
          }
        }
      }
    ) { state in
      state.abandoned.map { "\($0.id): process \($0.owner?.processID ?? 0) has ended" }
    },

    .search(
      "temporaries", "Temporary files", .problem, sound: "none left behind", noun: "leftover file",
      remedy: "--fix removes them: their write was never acknowledged.",
      fix: .removal(\.staleTemporaries), \.staleTemporaries),

    .search(
      "set-aside", "Set aside", .note, sound: "no broken file", noun: "broken file",
      remedy: "Remove it when the data is as you want it."
    ) { $0.names.filter { $0.contains(".corrupt-") } },

    DoctorCheck(
      name: "trash", title: "Deleted", severity: .note,
      look: { state in
        if let problem = state.trashProblem { return .odd(problem) }
        let lines = state.deleted.map {
          "\($0.id): \($0.name.oneLine), kept until \($0.expiry.description.prefix(10))".clipped
        }
        let overdue = state.deleted.count { $0.isOverdue(at: state.now) }
        guard overdue == 0 else {
          return .odd(counted(overdue, "session") + " kept too long", lines)
        }
        let verb = lines.count == 1 ? "is" : "are"
        return .sound(
          lines.isEmpty ? "nothing is kept" : "\(counted(lines.count, "session")) \(verb) kept",
          lines)
      },
      remedy: "--fix takes out what was kept for \(Trash.keptDays) days; so does the next delete.",
      fix: .trash),

    .search(
      "conflicts", "Conflict copies", .problem, sound: "none", noun: "conflict copy",
      remedy:
        "A sync program has put it there: its records are in no figure. Merge it by hand, then "
        + "remove it."
    ) { $0.names.filter(isConflictCopy) },

    .search(
      "copies", "Copies", .note, sound: "none", noun: "copy",
      remedy: "Remove them when the data is as you want it."
    ) { $0.names.filter { $0.contains(".before-fix-") } },
  ]

  /// `sessions (1).json`, `sessions 2.json`, `sessions (conflicted copy of anna).json`,
  /// `sessions.sync-conflict-20260105-211518-ABCDEF.json`: names that sync programs make.
  static func isConflictCopy(_ name: String) -> Bool {
    let lower = name.lowercased()
    guard lower.hasSuffix(".json"), !Examination.dataFiles.contains(name),
      let stem = DataFile.allCases.map(\.stem).first(where: lower.hasPrefix)
    else { return false }
    let middle = String(lower.dropFirst(stem.count).dropLast(".json".count))
    if middle.hasPrefix(".sync-conflict-") || middle.contains("conflicted copy") { return true }
    guard middle.hasPrefix(" ") else { return false }
    let number = middle.dropFirst()
    let bare =
      number.hasPrefix("(") && number.hasSuffix(")") ? number.dropFirst().dropLast() : number
    return !bare.isEmpty && bare.unicodeScalars.allSatisfy(\.isDigit)
  }
}

extension FileUser {
  fileprivate var line: String {
    let who = "process \(number)" + (name.isEmpty ? "" : " (\(name))")
    return switch use {
    case .locks: "\(who) is writing"
    case .opens: "\(who) has \(path.split(separator: "/").last ?? "") open"
    case .watches: "\(who) watches the folder"
    }
  }
}

/// `512 B`, `1.5 MB`; powers of 1,000.
private func byteText(_ count: Int) -> String {
  var value = Double(count)
  for unit in ["B", "kB", "MB", "GB"] {
    if value < 999.5 || unit == "GB" {
      return "\(value.fixed(decimals: unit == "B" || value >= 99.95 ? 0 : 1)) \(unit)"
    }
    value /= 1000
  }
  return "\(count) B"
}
