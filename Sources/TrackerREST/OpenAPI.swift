// The list of routes as an OpenAPI 3.1 document. It refuses to say anything that the list does not.

internal import JSON
internal import TrackerCore

/// The description of the API.
enum OpenAPI {
  /// The document about these routes.
  static func document(_ routes: [Route], _ server: ServerFacts) -> JSONValue {
    var members: [JSONValue.Member] = [
      .init("openapi", "3.1.0"),
      .init(
        "info",
        [
          "title": "ai-session-tracker", "version": .string(server.version),
          "summary": "What AI coding sessions brought, as numbers. It only reads.",
          "license": ["name": "MIT", "identifier": "MIT"],
        ]),
      .init(
        "paths", .object(routes.map { .init($0.path, ["get": operation($0, server)]) })),
      .init("components", .object(components(routes, server))),
    ]
    if server.requiresToken { members.append(.init("security", [["token": []]])) }
    return .object(members)
  }

  private static func components(
    _ routes: [Route], _ server: ServerFacts
  ) -> [JSONValue.Member] {
    var schemas = [Schema(name: "Problem", value: problem, parts: [])]
    for schema in routes.compactMap(\.body.schema).flatMap(\.all)
    where !schemas.contains(where: { $0.name == schema.name }) {
      schemas.append(schema)
    }
    var members: [JSONValue.Member] = [
      .init("schemas", .object(schemas.map { .init($0.name, $0.value) })),
      .init("responses", .object(refusals(server).map { .init($0.componentName, refusal($0)) })),
    ]
    if server.requiresToken {
      members.append(
        .init("securitySchemes", ["token": ["type": "http", "scheme": "bearer"]]))
    }
    return members
  }

  private static func refusal(_ status: HTTPStatus) -> JSONValue {
    [
      "description": .string(status.title),
      "content": [
        "application/problem+json": ["schema": ["$ref": "#/components/schemas/Problem"]]
      ],
    ]
  }

  private static func operation(_ route: Route, _ server: ServerFacts) -> JSONValue {
    var responses: [JSONValue.Member] = [.init("200", success(route))]
    if !route.body.isEvents {
      responses.append(
        .init("304", ["description": "Nothing has changed since the version of If-None-Match."]))
    }
    for status in refusals(server) {
      let reference = "#/components/responses/\(status.componentName)"
      responses.append(.init("\(status.code)", ["$ref": .string(reference)]))
    }
    return [
      "operationId": .string(route.operationName), "summary": .string(route.summary),
      "parameters": .array(route.parameters.map(parameter)), "responses": .object(responses),
    ]
  }

  private static func refusals(_ server: ServerFacts) -> [HTTPStatus] {
    var statuses: [HTTPStatus] = [.badRequest]
    if server.requiresToken { statuses.append(.unauthorized) }
    return statuses + [
      .forbidden, .notFound, .methodNotAllowed, .requestTimeout, .contentTooLarge, .targetTooLong,
      .headTooLarge, .internalServerError, .notImplemented, .serviceUnavailable,
    ]
  }

  private static func success(_ route: Route) -> JSONValue {
    let content: JSONValue =
      switch route.body {
      case .json(let schema): ["application/json": ["schema": schema.reference]]
      case .anyJSON: ["application/json": ["schema": ["type": "object"]]]
      case .text(let type): .object([.init(type, ["schema": ["type": "string"]])])
      case .events: ["text/event-stream": ["schema": ["type": "string"]]]
      }
    var members: [JSONValue.Member] = [
      .init("description", .string(route.summary)), .init("content", content),
    ]
    if !route.body.isEvents {
      members.append(
        .init(
          "headers",
          [
            "ETag": [
              "description": "The version of the ledger that this was computed of.",
              "schema": ["type": "string"],
            ]
          ]))
    }
    return .object(members)
  }

  private static func parameter(_ parameter: Parameter) -> JSONValue {
    [
      "name": .string(parameter.name), "in": .string(parameter.place.rawValue),
      "required": .bool(parameter.place == .path), "description": .string(parameter.meaning),
      "schema": parameter.schema,
    ]
  }

  /// RFC 9457.
  private static let problem: JSONValue = [
    "type": "object", "required": ["type", "title", "status", "detail"],
    "properties": [
      "type": ["type": "string"], "title": ["type": "string"],
      "status": ["type": "integer", "minimum": 400, "maximum": 599],
      "detail": ["type": "string", "description": "what is wrong with this request"],
    ],
  ]
}

extension Route.Body {
  /// What it is promised to be; nil for what is no object of ours.
  fileprivate var schema: Schema? {
    if case .json(let schema) = self { schema } else { nil }
  }

  fileprivate var isEvents: Bool {
    if case .events = self { true } else { false }
  }
}

extension HTTPStatus {
  /// `Bad Request` → `BadRequest`.
  fileprivate var componentName: String { title.filter { $0 != " " } }
}

extension Route {
  /// `/api/sessions/{id}` → `api_sessions_id`; `/` → `root`.
  fileprivate var operationName: String {
    let words = path.split { "/{}.".contains($0) }
    return words.isEmpty ? "root" : words.joined(separator: "_")
  }
}
