// What Swift's Glibc module hides. See the header.
#define _GNU_SOURCE
#include "CPlatform.h"

#include <errno.h>
#include <fcntl.h>
#include <langinfo.h>
#include <locale.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/auxv.h>
#include <sys/mman.h>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <sys/vfs.h>
#include <sys/xattr.h>
#include <unistd.h>
#include <wchar.h>

static int argument_count;
static char **arguments;

// The C library hands these to whatever runs before main. Swift itself reads them from /proc.
__attribute__((constructor)) static void note_arguments(int count, char **values) {
  argument_count = count;
  arguments = values;
}

const char *platform_argument(int index) { return index >= 0 && index < argument_count ? arguments[index] : NULL; }

int platform_signal_descriptor(const int *signals, int count) {
  sigset_t set;
  sigemptyset(&set);
  for (int i = 0; i < count; i++) sigaddset(&set, signals[i]);
  if (sigprocmask(SIG_BLOCK, &set, NULL) != 0) return -1;
  return signalfd(-1, &set, SFD_NONBLOCK | SFD_CLOEXEC);
}

// Whether the kernel sent it for what this process did: wrote to a pipe that nobody reads, held a lease that was broken.
static int is_own(const struct signalfd_siginfo *info) {
  return (info->ssi_signo == SIGPIPE && info->ssi_pid == (uint32_t)getpid()) ||
         (info->ssi_signo == SIGIO && info->ssi_code > 0);
}

int platform_next_signal(int descriptor) {
  struct signalfd_siginfo info;
  for (;;) {
    ssize_t n = read(descriptor, &info, sizeof info);
    if (n == (ssize_t)sizeof info) {
      if (is_own(&info)) continue;
      return (int)info.ssi_signo;
    }
    if (n < 0 && errno == EINTR) continue;
    return 0;
  }
}

static void unblock(int number) {
  sigset_t set;
  sigemptyset(&set);
  sigaddset(&set, number);
  sigprocmask(SIG_UNBLOCK, &set, NULL);
}

void platform_die_of_signal(int number) {
  signal(number, SIG_DFL);
  unblock(number);
  raise(number);
}

void platform_suspend_group(void) {
  sigset_t set, old, pending;
  sigemptyset(&set);
  sigaddset(&set, SIGTSTP);
  signal(SIGTSTP, SIG_DFL);
  // What came while it was blocked stops us as it is let through: once is enough.
  sigpending(&pending);
  sigprocmask(SIG_UNBLOCK, &set, &old);
  if (!sigismember(&pending, SIGTSTP)) kill(0, SIGTSTP);
  sigprocmask(SIG_SETMASK, &old, NULL);
}

int platform_column_width(uint32_t scalar) { return wcwidth((wchar_t)scalar); }

int platform_adopt_locale(void) {
  if (!setlocale(LC_CTYPE, "")) {
    // The variables name a locale that is not installed here, as is usual in containers. Its character set still counts.
    const char *name = getenv("LC_ALL");
    if (!name || !*name) name = getenv("LC_CTYPE");
    if (!name || !*name) name = getenv("LANG");
    if (name && (strcasestr(name, "utf-8") || strcasestr(name, "utf8"))) setlocale(LC_CTYPE, "C.UTF-8");
  }
  return strcmp(nl_langinfo(CODESET), "UTF-8") == 0;
}

int platform_memory_file(const char *name) { return memfd_create(name, MFD_CLOEXEC); }

int64_t platform_file_system_type(const char *path) {
  struct statfs info;
  return statfs(path, &info) == 0 ? (int64_t)info.f_type : -1;
}

const char *platform_executed_path(void) { return (const char *)getauxval(AT_EXECFN); }

static const char *made = "user.ai-session-tracker.made";

void platform_mark_as_made(const char *folder) { (void)lsetxattr(folder, made, "1", 1, 0); }

int platform_is_marked_as_made(const char *folder) { return lgetxattr(folder, made, NULL, 0) >= 0; }

int platform_accept(int descriptor) {
  int accepted;
  do accepted = accept4(descriptor, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC);
  while (accepted < 0 && errno == EINTR);
  return accepted;
}

int platform_exchange(const char *one, const char *other) {
  int result;
  do result = renameat2(AT_FDCWD, one, AT_FDCWD, other, RENAME_EXCHANGE);
  while (result < 0 && errno == EINTR);
  return result;
}

int platform_rename_to_unused(const char *from, const char *to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

ssize_t platform_copy_range(int from, int64_t offset, int to, size_t count) {
  off64_t at = offset;
  return copy_file_range(from, &at, to, NULL, count, 0);
}

const void *platform_find(const void *bytes, size_t count, const void *text, size_t text_count) {
  return memmem(bytes, count, text, text_count);
}

static int take_lease(int descriptor, int kind) {
  static int is_prepared;
  struct sigaction action;
  // Whoever opens the file while it is leased makes the kernel send SIGIO, which would end the process.
  if (!is_prepared && sigaction(SIGIO, NULL, &action) == 0 && action.sa_handler == SIG_DFL) signal(SIGIO, SIG_IGN);
  is_prepared = 1;
  int result;
  do result = fcntl(descriptor, F_SETLEASE, kind);
  while (result < 0 && errno == EINTR);
  return result;
}

int platform_take_write_lease(int descriptor) { return take_lease(descriptor, F_WRLCK); }

int platform_is_being_written(int descriptor) {
  if (take_lease(descriptor, F_RDLCK) != 0) return errno == EAGAIN ? 1 : -1;
  return 0;
}

// The crash guard. Everything the handler touches is set up beforehand.
static const int crash_signals[] = {SIGSEGV, SIGBUS, SIGILL, SIGTRAP, SIGABRT, SIGFPE, SIGSYS};
enum { crash_signal_count = sizeof crash_signals / sizeof crash_signals[0] };
static char restore_bytes[1024];
static size_t restore_length;
static int guard_terminal = -1, guard_captured = -1, guard_error = 2;
static struct termios guard_modes;
static char *guard_stack;

static void write_all(int descriptor, const char *bytes, size_t length) {
  while (length > 0) {
    ssize_t n = write(descriptor, bytes, length);
    if (n < 0 && errno == EINTR) continue;
    if (n <= 0) return;
    bytes += n;
    length -= (size_t)n;
  }
}

static void crashed(int number) {
  if (guard_terminal >= 0) {
    write_all(guard_terminal, restore_bytes, restore_length);
    tcsetattr(guard_terminal, TCSANOW, &guard_modes);
    if (guard_captured >= 0) {
      char chunk[512];
      off_t at = 0;
      ssize_t n;
      while ((n = pread(guard_captured, chunk, sizeof chunk, at)) > 0) {
        write_all(guard_error, chunk, (size_t)n);
        at += n;
      }
      dup2(guard_error, 2);
    }
    guard_terminal = -1;
  }
  signal(number, SIG_DFL);
  unblock(number);
  raise(number);
}

void platform_guard_terminal(const char *bytes, size_t length, int terminal, const struct termios *modes,
                             int captured, int standard_error) {
  restore_length = length < sizeof restore_bytes ? length : sizeof restore_bytes;
  memcpy(restore_bytes, bytes, restore_length);
  guard_modes = *modes;
  guard_captured = captured;
  guard_error = standard_error;
  enum { stack_size = 64 * 1024 };
  if (!guard_stack) guard_stack = malloc(stack_size);
  if (guard_stack) {
    stack_t stack = {.ss_sp = guard_stack, .ss_size = stack_size};
    sigaltstack(&stack, NULL);
  }
  struct sigaction action;
  memset(&action, 0, sizeof action);
  action.sa_handler = crashed;
  action.sa_flags = guard_stack ? SA_ONSTACK : 0;
  sigemptyset(&action.sa_mask);
  for (int i = 0; i < crash_signal_count; i++) sigaction(crash_signals[i], &action, NULL);
  guard_terminal = terminal;
}

void platform_unguard_terminal(void) {
  guard_terminal = -1;
  for (int i = 0; i < crash_signal_count; i++) signal(crash_signals[i], SIG_DFL);
}
