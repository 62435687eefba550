public import JSON

/// One item of `code_metrics`: a file and what was measured in it at one time.
public struct FileMetrics: NestedRecord, Sendable, Equatable {
  public var filePath = ""
  /// ISO 8601.
  public var timestamp: String?
  public var functions: [FunctionMetrics] = []
  /// Functions that were removed from the file: nothing is left to measure, so statistics leave them out.
  public var deletedFunctions: [DeletedFunction] = []
  /// Why the file could not be measured, as "no grammar for .ts"; nil when it was.
  public var notMeasured: String?
  /// The functions of such a file with the lines as they were given; statistics leave them out, too.
  public var unmeasuredFunctions: [UnmeasuredFunction] = []

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("file_path", &filePath)
    visitor.field("timestamp", &timestamp)
    visitor.field("functions", &functions)
    visitor.field("deleted_functions", &deletedFunctions)
    visitor.field("not_measured", &notMeasured)
    visitor.field("unmeasured_functions", &unmeasuredFunctions)
  }

  /// Stored without the lists of what was not measured when they are empty, as other programs write it.
  public var json: JSONValue {
    .object(
      members.filter {
        switch $0.name {
        case "deleted_functions": !deletedFunctions.isEmpty
        case "not_measured": notMeasured != nil
        case "unmeasured_functions": !unmeasuredFunctions.isEmpty
        default: true
        }
      })
  }
}

/// A function of a file that could not be measured.
public struct UnmeasuredFunction: NestedRecord, Sendable, Equatable {
  public var functionName = ""
  public var modificationType = ""
  public var linesAdded = LineCount(0)
  public var linesModified = LineCount(0)
  public var linesDeleted = LineCount(0)

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("function_name", &functionName)
    visitor.field("modification_type", &modificationType)
    visitor.field("lines_added", &linesAdded)
    visitor.field("lines_modified", &linesModified)
    visitor.field("lines_deleted", &linesDeleted)
  }
}

/// A function that is no longer there.
public struct DeletedFunction: NestedRecord, Sendable, Equatable {
  public var functionName = ""
  public var linesDeleted = LineCount(0)

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("function_name", &functionName)
    visitor.field("lines_deleted", &linesDeleted)
  }
}

/// A number of lines. Other programs have stored fractions and negative ones, so it is a double; whole ones are written
/// as integers.
public struct LineCount: JSONField, Sendable, Equatable {
  public var value: Double

  public init(_ value: Double) { self.value = value }

  public init?(json: JSONSlice) {
    guard let value = json.double else { return nil }
    self.value = value
  }
  public var json: JSONValue { Int(exactly: value).map { .number($0) } ?? .number(value) }
}

/// One function that was worked on.
public struct FunctionMetrics: NestedRecord, Sendable, Equatable {
  public var functionName = ""
  public var modificationType = ""
  public var contribution = Contribution()
  public var context = Context()
  public var documentation = Documentation()
  public var value = Worth()

  /// How much was written.
  public struct Contribution: NestedRecord, Sendable, Equatable {
    public var linesAdded = LineCount(0)
    public var linesModified = LineCount(0)
    public var linesDeleted = LineCount(0)
    /// The complexity when the function is new, else 0.
    public var complexityAdded = 0

    public init() {}
    public mutating func visitFields(_ visitor: inout some FieldVisitor) {
      visitor.field("lines_added", &linesAdded)
      visitor.field("lines_modified", &linesModified)
      visitor.field("lines_deleted", &linesDeleted)
      visitor.field("complexity_added", &complexityAdded)
    }
  }

  /// What the function was like to work on.
  public struct Context: NestedRecord, Sendable, Equatable {
    /// Cyclomatic complexity after the change, from 1.
    public var finalComplexity = 0
    /// The complexity that had to be understood: 0 for a new function.
    public var cognitiveLoad = 0

    public init() {}
    public mutating func visitFields(_ visitor: inout some FieldVisitor) {
      visitor.field("final_complexity", &finalComplexity)
      visitor.field("cognitive_load", &cognitiveLoad)
    }
  }

  /// How it is documented.
  public struct Documentation: NestedRecord, Sendable, Equatable {
    public var hasDocstring = false
    /// 0…100.
    public var qualityScore = 0
    public var hasTypeHints = false

    public init() {}
    public mutating func visitFields(_ visitor: inout some FieldVisitor) {
      visitor.field("has_docstring", &hasDocstring)
      visitor.field("quality_score", &qualityScore)
      visitor.field("has_type_hints", &hasTypeHints)
    }
  }

  /// What it was worth.
  public struct Worth: NestedRecord, Sendable, Equatable {
    /// See `FunctionMetrics.effortScore`; rounded to 2 decimals.
    public var effortScore = 0.0

    public init() {}
    public mutating func visitFields(_ visitor: inout some FieldVisitor) {
      visitor.field("effort_score", &effortScore)
    }
  }

  public init() {}

  public mutating func visitFields(_ visitor: inout some FieldVisitor) {
    visitor.field("function_name", &functionName)
    visitor.field("modification_type", &modificationType)
    visitor.field("ai_contribution", &contribution)
    visitor.field("context", &context)
    visitor.field("documentation", &documentation)
    visitor.field("value_metrics", &value)
  }

  /// Lines added count 1, lines modified ½, the complexity that had to be understood a tenth each; rounded to 2 decimals
  /// (reference behaviour, code metrics). Deleted lines have no weight.
  public func effortScore() -> Double {
    let score =
      contribution.linesAdded.value * 1.0 + contribution.linesModified.value * 0.5
      + Double(context.cognitiveLoad) * 0.1
    return score.rounded(toDecimals: 2)
  }
}
