// The signals by which people and programs end a process.

import Glibc

package enum EndingSignals {
  /// Asked to stop, interrupted at the keyboard, terminal gone.
  package static let all = [SIGTERM, SIGINT, SIGHUP]
}
