// The same targets under libFuzzer, which keeps the inputs that reach something new. Only in a build
// with its runtime (Tests/Fuzz/run), which brings its own `main`.

#if COVERAGE_FEEDBACK
  import Platform

  /// What `FUZZ_TARGET` names.
  private let chosen = FuzzTarget.all.first {
    $0.name == ProcessEnvironment.variable("FUZZ_TARGET")
  }

  /// What libFuzzer calls with each input (LLVM, "libFuzzer – a library for coverage-guided fuzz
  /// testing").
  @_cdecl("LLVMFuzzerTestOneInput")
  func tryInput(_ bytes: UnsafePointer<UInt8>?, _ count: Int) -> Int32 {
    guard let chosen else {
      let names = FuzzTarget.all.map(\.name).joined(separator: ", ")
      Fuzz.tell("fuzz: set FUZZ_TARGET to one of \(names)\n")
      ProcessEnvironment.end(status: 2)
    }
    do {
      try chosen.check(Array(UnsafeBufferPointer(start: bytes, count: count)))
    } catch {
      fatalError("\(chosen.name): \(error)")
    }
    return 0
  }
#endif
