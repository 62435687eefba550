// The part of JSON Schema that our schemas use. It refuses keywords it does not know, so that no
// rule goes unchecked.

import JSON

/// What is wrong with `value`; empty when it is as the schema says.
func violations(of schema: JSONValue, by value: JSONValue, at path: String = "$") -> [String] {
  (schema.members ?? []).flatMap { member -> [String] in
    let rule = member.value
    switch member.name {
    case "description", "default": return []
    case "type":
      let types = rule.elements?.compactMap(\.text) ?? [rule.text].compactMap { $0 }
      return types.contains { isOf(type: $0, value) } ? [] : ["\(path) is not \(types)"]
    case "enum":
      return rule.elements?.contains(value) == true ? [] : ["\(path) is none of the words"]
    case "minimum":
      return value.double.map { $0 >= rule.double ?? 0 } == false ? ["\(path) is too small"] : []
    case "maximum":
      return value.double.map { $0 <= rule.double ?? 0 } == false ? ["\(path) is too large"] : []
    case "required":
      guard value.members != nil else { return [] }
      return (rule.elements?.compactMap(\.text) ?? []).filter { value[$0] == nil }
        .map { "\(path).\($0) is missing" }
    case "properties":
      return (rule.members ?? []).flatMap { property in
        value[property.name].map {
          violations(of: property.value, by: $0, at: "\(path).\(property.name)")
        } ?? []
      }
    case "additionalProperties":
      return (value.members ?? []).filter { schema["properties"]?[$0.name] == nil }.flatMap {
        violations(of: rule, by: $0.value, at: "\(path).\($0.name)")
      }
    case "items":
      return (value.elements ?? []).enumerated().flatMap {
        violations(of: rule, by: $1, at: "\(path)[\($0)]")
      }
    default: return ["\(path): unknown keyword \(member.name)"]
    }
  }
}

private func isOf(type: String, _ value: JSONValue) -> Bool {
  switch type {
  case "object": value.members != nil
  case "array": value.elements != nil
  case "string": value.text != nil
  case "number": value.double?.isFinite == true
  case "integer": value.integer != nil
  case "boolean": value.bool != nil
  case "null": value.isNull
  default: false
  }
}
