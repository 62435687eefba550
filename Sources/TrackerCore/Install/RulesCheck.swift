/// How the rules stand with a client; what serves it better comes later.
public enum RulesState: Comparable, Sendable {
  /// No file that it reads has them.
  case missing
  /// It reads a former edition.
  case older
  case current
}

extension Installer {
  /// How the rules stand in what a client reads, of the project and of the user; nil for one that reads none.
  func rulesState(of client: Client, _ variables: (String) -> String?) -> RulesState? {
    client.rules.map { file in
      do throws(InstallError) {
        return try rulesState(in: file, variables)
      } catch {
        // What cannot be read tells the client nothing.
        return .missing
      }
    }.max()
  }

  private func rulesState(
    in file: RulesFile, _ variables: (String) -> String?
  ) throws(InstallError) -> RulesState {
    guard let name = try candidates(of: file, variables).first(where: { isRead($0, as: file) }),
      let bytes = try files.read(files.place(of: name, file.scope))
    else { return .missing }
    if let mark = try rulesText(at: name, bytes).mark {
      return mark.revision < Rules.revision ? .older : .current
    }
    return file.form.head == nil ? .missing : .older
  }
}
