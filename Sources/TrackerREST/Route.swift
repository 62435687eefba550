// What a route is: a path, what may be asked, what comes back. It refuses to know which routes there are.

internal import JSON
internal import TrackerCore

/// One path and what GET of it answers.
struct Route: Sendable {
  /// What comes back, for the description.
  enum Body: Sendable {
    case json(Schema)
    /// Any JSON object.
    case anyJSON
    case text(type: String)
    /// A stream of events that goes on until the client leaves.
    case events
  }
  typealias Answer = @Sendable (Question) throws(TrackerError) -> HTTPResponse

  /// With the name of its only variable part in braces, which stands at the end.
  let path: String
  let summary: String
  let parameters: [Parameter]
  let body: Body
  let answer: Answer

  /// A route whose answer is an object of a shape.
  static func json<Subject>(
    _ path: String, _ summary: String, _ parameters: [Parameter] = [], _ shape: Shape<Subject>,
    _ subject: @escaping @Sendable (Question) throws(TrackerError) -> Subject
  ) -> Route {
    Route(path: path, summary: summary, parameters: parameters, body: .json(shape.schema)) {
      question throws(TrackerError) in
      HTTPResponse(
        status: .ok, headers: [HTTPRequest.Field("Content-Type", "application/json")],
        body: shape.document(try subject(question)))
    }
  }

  /// A route whose answer is text.
  static func text(
    _ path: String, _ summary: String, type: String = "text/plain; charset=utf-8",
    _ text: @escaping @Sendable (Question) throws(TrackerError) -> String
  ) -> Route {
    Route(path: path, summary: summary, parameters: [], body: .text(type: type)) {
      question throws(TrackerError) in
      HTTPResponse(
        status: .ok, headers: [HTTPRequest.Field("Content-Type", type)],
        body: Array(try text(question).utf8))
    }
  }

  /// The value of the variable part when `path` is one of this route: empty without a variable part, nil when it is not.
  func match(_ path: String) -> String? {
    guard let brace = self.path.utf8.firstIndex(of: UInt8(ascii: "{")) else {
      return self.path.utf8.elementsEqual(path.utf8) ? "" : nil
    }
    let fixed = self.path.utf8[..<brace]
    guard path.utf8.count > fixed.count, path.utf8.starts(with: fixed) else { return nil }
    return String(Substring(path.utf8.dropFirst(fixed.count)))
  }

  /// What is wrong with the names of a query, in one sentence; nil when every item is a parameter, given once.
  func refusal(of query: [HTTPRequest.Field]) -> String? {
    let known = parameters.filter { $0.place == .query }.map(\.name)
    for (index, item) in query.enumerated() {
      let name = item.name.clipped(to: 100) ?? item.name
      guard known.contains(item.name) else {
        let nearest =
          nearestName(to: item.name, among: known).map { "; the nearest is \($0)" } ?? ""
        return "\(path) has no parameter '\(name)'\(nearest). It takes "
          + (known.isEmpty ? "none." : known.joined(separator: ", ") + ".")
      }
      if query[..<index].contains(where: { $0.name == item.name }) {
        return "\(name) is given more than once."
      }
    }
    return nil
  }

  /// The methods it answers, as `Allow` names them.
  static let methods = ["GET", "HEAD", "OPTIONS"]
}
