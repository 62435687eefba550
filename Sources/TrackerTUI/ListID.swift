// What a list is known by.

/// A list's name, whatever rows it has. Each stands beside its list.
package struct ListID: Hashable, Sendable {
  package let name: String

  package init(_ name: String) { self.name = name }
}
