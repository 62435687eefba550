internal import CPlatform
import Glibc

/// A signal, and dying or stopping of it as a program should.
package struct Signal: Hashable, Sendable {
  /// The kernel's number.
  package let number: Int32

  package init(number: Int32) { self.number = number }

  package static let hangUp = Signal(number: SIGHUP)
  package static let interrupt = Signal(number: SIGINT)
  package static let quit = Signal(number: SIGQUIT)
  package static let terminate = Signal(number: SIGTERM)
  package static let stop = Signal(number: SIGTSTP)
  package static let windowChange = Signal(number: SIGWINCH)

  /// Dies of this signal, so that the parent sees what ended the process. Returns only for a signal that ends no process.
  package func die() { platform_die_of_signal(number) }

  /// Stops the whole foreground group, as Ctrl-Z does, and returns once it continues.
  package static func suspendGroup() { platform_suspend_group() }
}

/// The signals by which people and programs end a process.
package enum EndingSignals {
  /// Asked to stop, interrupted at the keyboard, terminal gone.
  package static let all = [SIGTERM, SIGINT, SIGHUP]

  /// Every signal whose default ends a process, but those of faults in it and SIGKILL, which nobody takes.
  package static let every =
    all + [
      SIGQUIT, SIGALRM, SIGUSR1, SIGUSR2, SIGVTALRM, SIGPROF, SIGPIPE, SIGIO, SIGPWR, SIGXCPU,
      SIGSTKFLT,
    ] + Array(__libc_current_sigrtmin()...__libc_current_sigrtmax())
}
