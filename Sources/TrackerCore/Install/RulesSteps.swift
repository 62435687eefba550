// What becomes of one file with rules. What a person wrote stays as it is: beside it, or into it, nothing goes but our own.

internal import Platform

extension Installer {
  /// Rules that are put into a file. A file with rules that a person changed is kept; a newer edition is offered beside it.
  func plan(_ target: RulesTarget) throws(InstallError) -> [InstallStep] {
    guard let bytes = try files.read(target.path) else {
      let new = Rules.file(target.form, for: target.clients)
      return [InstallStep(path: target.path, action: .created, change: .write(new))]
    }
    let text = try rulesText(at: target.path, bytes)
    guard let mark = text.mark else {
      switch target.form.head {
      case nil:
        return [
          updated(target, text.setting(Rules.text, Rules.mark(target.form, target.clients)), bytes)
        ]
      case _? where Rules.isFormer(bytes):
        return [updated(target, text.spelling(Rules.file(target.form, for: target.clients)), bytes)]
      case _?: return try kept(target, of: Rules.formerRevision(of: bytes))
      }
    }
    guard text.isUnchanged(in: target.form) else { return try kept(target, of: mark.revision) }
    let readers = mark.readers + target.clients.filter { !mark.readers.contains($0) }
    // What a newer version of this program wrote stays.
    if mark.revision > Rules.revision {
      return [updated(target, text.setting(mark: mark.naming(readers)), bytes)]
    }
    let new =
      target.form.head == nil
      ? text.setting(Rules.text, Rules.mark(target.form, readers))
      : text.spelling(Rules.file(target.form, for: readers))
    return [updated(target, new, bytes)]
  }

  private func updated(_ target: RulesTarget, _ new: [UInt8], _ old: [UInt8]) -> InstallStep {
    new == old
      ? InstallStep(path: target.path, action: .unchanged)
      : InstallStep(path: target.path, action: .updated, change: .rewrite(new))
  }

  private func kept(
    _ target: RulesTarget, of revision: Int
  ) throws(InstallError) -> [InstallStep] {
    let kept = InstallStep(path: target.path, action: .kept, note: Rules.changed)
    let path = try files.place(of: Rules.offer(for: target.path), target.scope)
    let present = try files.read(path)
    // An offer that is there has been made, and what a person put there is theirs.
    let isOpen = present.map { (Rules.revision(of: $0, target.form) ?? .max) < Rules.revision }
    guard revision < Rules.revision, isOpen ?? true else { return [kept] }
    let offer = Rules.file(target.form, for: target.clients)
    return [kept, InstallStep(path: path, action: .offered, change: .write(offer))]
  }

  /// Rules that are taken out of a file. They stay for the clients that were told them, too, and when a person changed them.
  func removal(of target: RulesTarget) throws(InstallError) -> [InstallStep] {
    var steps: [InstallStep] = []
    let offer = try files.place(of: Rules.offer(for: target.path), target.scope)
    if let present = try files.read(offer), Rules.revision(of: present, target.form) != nil {
      steps.append(InstallStep(path: offer, action: .removed, change: .remove))
    }
    return [try removalWithoutOffer(of: target)] + steps
  }

  private func removalWithoutOffer(of target: RulesTarget) throws(InstallError) -> InstallStep {
    var step = InstallStep(path: target.path, action: .absent)
    guard let bytes = try files.read(target.path) else { return step }
    let text = try rulesText(at: target.path, bytes)
    guard let mark = text.mark else {
      guard target.form.head != nil else { return step }
      step.action = .kept
      step.note = Rules.changed
      if Rules.isFormer(bytes) { step = InstallStep(path: target.path, removing: nil) }
      return step
    }
    let readers = mark.readers.filter { !target.clients.contains($0) }
    guard text.isUnchanged(in: target.form) else {
      return InstallStep(path: target.path, action: .kept, note: Rules.changed)
    }
    guard readers.isEmpty else {
      let titles = readers.map { Client.named($0)?.title ?? $0 }
      step.action = .kept
      step.note = "for " + titles.joined(separator: ", ")
      if readers != mark.readers {
        step.change = .rewrite(text.setting(mark: mark.naming(readers)))
      }
      return step
    }
    return InstallStep(
      path: target.path, removing: target.form.head == nil ? text.withoutBlock : nil)
  }
}

extension InstallStep {
  /// Our rules go: the rest stays, or the file goes, too, when there is none.
  fileprivate init(path: String, removing rest: [UInt8]?) {
    self.init(
      path: path, action: rest == nil ? .removed : .cleared,
      change: rest.map { .rewrite($0) } ?? .remove)
  }
}

extension RulesMark {
  fileprivate func naming(_ readers: [String]) -> RulesMark {
    RulesMark(revision: revision, checksum: checksum, readers: readers)
  }
}

extension RulesText {
  /// Whether our part is as we wrote it, whatever edition it is.
  func isUnchanged(in form: RulesForm) -> Bool {
    checksum(ofWhole: form.head != nil) == mark?.checksum
  }
}

extension Rules {
  /// Said of what stays because a person wrote in it.
  fileprivate static let changed = "you changed it"

  /// Where a newer edition is offered: no client takes that name for its own.
  fileprivate static func offer(for path: String) -> String { path + ".new" }

  /// Whether a file without marks is one of a former edition, as we wrote it.
  static func isFormer(_ bytes: [UInt8]) -> Bool { former.contains(RulesText.checksum(of: bytes)) }

  /// The edition of a file that holds our rules, as we wrote them, and nothing else; nil for any other.
  fileprivate static func revision(of bytes: [UInt8], _ form: RulesForm) -> Int? {
    if isFormer(bytes) { return formerRevision(of: bytes) }
    do throws(UneditableText) {
      let text = try RulesText(bytes)
      guard text.isUnchanged(in: form), form.head != nil || text.withoutBlock == nil else {
        return nil
      }
      return text.mark?.revision
    } catch {
      return nil
    }
  }

  /// The number in `<!-- ai-session-tracker: revision 1 -->`, as the first edition had it; 0 when there is none.
  static func formerRevision(of text: [UInt8]) -> Int {
    let mark = Array("<!-- ai-session-tracker: revision ".utf8)
    for start in text.indices where text[start] == mark[0] && text[start...].starts(with: mark) {
      let digits = text[(start + mark.count)...].prefix { (0x30...0x39).contains($0) }
      return Int(String(decoding: digits, as: UTF8.self)) ?? 0
    }
    return 0
  }
}
