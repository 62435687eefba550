// THE LIST: what is fuzzed.

extension FuzzTarget {
  static let all = [
    FuzzTarget(
      name: "json-text",
      promise: "What is read as JSON is written and read again as the same value.",
      check: JSONTextCheck.check),
    FuzzTarget(
      name: "json-walk",
      promise: "A walk finds what a tree finds, whatever the window and the deliveries.",
      check: JSONWalkCheck.check),
    FuzzTarget(
      name: "records",
      promise: "A data file gives the same records and the same skips through every window.",
      check: RecordsCheck.check),
    FuzzTarget(
      name: "json-edit",
      promise: "An edit changes what it names; every other member keeps its bytes.",
      check: JSONEditCheck.check),
    FuzzTarget(
      name: "mcp-lines",
      promise: "Lines do not depend on the pieces they came in, and no byte is lost.",
      check: LinesCheck.check),
    FuzzTarget(
      name: "mcp-conversation",
      promise: "A request gets one answer of valid JSON on one line, everything else none.",
      check: ConversationCheck.check),
    FuzzTarget(
      name: "http-request",
      promise: "Requests do not depend on pieces and on what follows, and stay within their caps.",
      check: HTTPRequestCheck.check),
    FuzzTarget(
      name: "claims",
      promise: "Every claim has an interval that holds it, or a reason why it has none.",
      check: ClaimsCheck.check),
  ]
}
