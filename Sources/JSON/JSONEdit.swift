// Changes members inside the bytes of one object; every other byte stays.

/// Edits of an object's bytes.
public enum JSONEdit {
  /// `object` with the given members set: an existing one (the last of that name) gets the new value in place, a missing
  /// one is added at the end. Everything else keeps its bytes. New text is written as `json.dump(indent=2)` would at depth
  /// `level` (the depth of the object itself; its members stand at `level + 1`).
  /// `object` must be one valid JSON object without surrounding blanks.
  public static func setting(_ members: [JSONValue.Member], in object: [UInt8], level: Int) -> [UInt8] { fatalError("contract") }
  /// `object` with `element` appended to its member `name`, which becomes `[element]` when it is missing or no array.
  public static func appending(_ element: JSONValue, toArray name: String, in object: [UInt8], level: Int) -> [UInt8] { fatalError("contract") }
}
