// Preloaded, lets every n-th call of each of these functions end with EINTR, as a signal would; n is INTERRUPT_EVERY.
#define _GNU_SOURCE
#include <errno.h>
#include <fcntl.h>
#include <poll.h>
#include <stdarg.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <unistd.h>

static long is_due(long *count) {
  static long every;
  if (!every) {
    const char *text = getenv("INTERRUPT_EVERY");
    every = text ? atol(text) : 1L << 60;
  }
  return ++*count % every == 0;
}

#define CALL(result, name, parameters, ...)  \
  result name parameters {                   \
    static long count;                       \
    if (is_due(&count)) {                    \
      errno = EINTR;                         \
      return -1;                             \
    }                                        \
    return syscall(__VA_ARGS__);             \
  }

CALL(ssize_t, read, (int fd, void *to, size_t n), SYS_read, fd, to, n)
CALL(ssize_t, write, (int fd, const void *from, size_t n), SYS_write, fd, from, n)
CALL(ssize_t, pread, (int fd, void *to, size_t n, off_t at), SYS_pread64, fd, to, n, at)
CALL(ssize_t, pwrite, (int fd, const void *from, size_t n, off_t at), SYS_pwrite64, fd, from, n, at)
CALL(int, flock, (int fd, int operation), SYS_flock, fd, operation)
CALL(int, fsync, (int fd), SYS_fsync, fd)
CALL(int, ftruncate, (int fd, off_t size), SYS_ftruncate, fd, size)
CALL(int, fchmod, (int fd, mode_t mode), SYS_fchmod, fd, mode)
CALL(int, rename, (const char *from, const char *to), SYS_renameat2, AT_FDCWD, from, AT_FDCWD, to, 0)
CALL(int, renameat2, (int a, const char *from, int b, const char *to, unsigned flags), SYS_renameat2, a, from, b, to, flags)
CALL(int, unlink, (const char *path), SYS_unlinkat, AT_FDCWD, path, 0)
CALL(int, mkdir, (const char *path, mode_t mode), SYS_mkdirat, AT_FDCWD, path, mode)
CALL(ssize_t, copy_file_range, (int from, off64_t *a, int to, off64_t *b, size_t n, unsigned flags), SYS_copy_file_range, from, a, to, b, n, flags)
CALL(int, accept4, (int fd, struct sockaddr *address, socklen_t *size, int flags), SYS_accept4, fd, address, size, flags)
CALL(ssize_t, recv, (int fd, void *to, size_t n, int flags), SYS_recvfrom, fd, to, n, flags, 0, 0)
CALL(ssize_t, send, (int fd, const void *from, size_t n, int flags), SYS_sendto, fd, from, n, flags, 0, 0)
CALL(int, stat, (const char *restrict path, struct stat *restrict info), SYS_newfstatat, AT_FDCWD, path, info, 0)
CALL(int, lstat, (const char *restrict path, struct stat *restrict info), SYS_newfstatat, AT_FDCWD, path, info, AT_SYMLINK_NOFOLLOW)
CALL(int, fstat, (int fd, struct stat *info), SYS_newfstatat, fd, "", info, AT_EMPTY_PATH)

// As CALL: poll's own system call is not everywhere.
int poll(struct pollfd *entries, nfds_t n, int milliseconds) {
  static long count;
  struct timespec time = {milliseconds / 1000, milliseconds % 1000 * 1000000L};
  if (is_due(&count)) {
    errno = EINTR;
    return -1;
  }
  return syscall(SYS_ppoll, entries, n, milliseconds < 0 ? NULL : &time, NULL, 8);
}

// The descriptor is free all the same (close(2)).
int close(int fd) {
  static long count;
  int result = syscall(SYS_close, fd);
  if (result == 0 && is_due(&count)) {
    errno = EINTR;
    return -1;
  }
  return result;
}

static int opened(int folder, const char *path, int flags, mode_t mode) {
  static long count;
  if (is_due(&count)) {
    errno = EINTR;
    return -1;
  }
  return syscall(SYS_openat, folder, path, flags, mode);
}

int open(const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, int);
  va_end(more);
  return opened(AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, int);
  va_end(more);
  return opened(folder, path, flags, mode);
}

int fcntl(int fd, int command, ...) {
  static long count;
  va_list more;
  va_start(more, command);
  long value = va_arg(more, long);
  va_end(more);
  if (is_due(&count)) {
    errno = EINTR;
    return -1;
  }
  return syscall(SYS_fcntl, fd, command, value);
}
