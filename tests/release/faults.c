/* Stands before the C library: the n-th call that would change something under "/releases/" fails with an error, or kills the process.
   Loaded by LD_PRELOAD, told by fault_set(n, error); an error of 0 counts only, -1 kills. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long fault_at = 0, seen = 0;
static int fault_error = 0;

void fault_set(long at, int error) { fault_at = at; fault_error = error; seen = 0; }
long fault_seen(void) { return seen; }

static int faulty(const char *path) {
    if (!fault_at || !path || !strstr(path, "/releases/")) return 0;
    if (__sync_add_and_fetch(&seen, 1) != fault_at || !fault_error) return 0;
    if (fault_error < 0) kill(getpid(), SIGKILL);
    errno = fault_error;
    return 1;
}

static int faulty_fd(int fd) {
    char name[64], path[4096];
    if (!fault_at) return 0;
    snprintf(name, sizeof name, "/proc/self/fd/%d", fd);
    ssize_t length = readlink(name, path, sizeof path - 1);
    if (length < 0) return 0;
    path[length] = 0;
    return faulty(path);
}

#define REAL(type, name, ...) ((type (*)(__VA_ARGS__))dlsym(RTLD_NEXT, #name))
#define ON_FD(type, name, params, args, ...) \
    type name params { return faulty_fd(fd) ? -1 : REAL(type, name, __VA_ARGS__) args; }
#define ON_PATH(name, params, args, ...) \
    int name params { return faulty(to) ? -1 : REAL(int, name, __VA_ARGS__) args; }

ON_FD(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), int, const void *, size_t)
ON_FD(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
ON_FD(ssize_t, pwrite64, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
ON_FD(int, fsync, (int fd), (fd), int)
ON_FD(int, fdatasync, (int fd), (fd), int)
ON_FD(int, ftruncate, (int fd, off_t o), (fd, o), int, off_t)
ON_FD(int, ftruncate64, (int fd, off_t o), (fd, o), int, off_t)
ON_FD(ssize_t, sendfile, (int fd, int in, off_t *o, size_t n), (fd, in, o, n), int, int, off_t *, size_t)
ON_FD(ssize_t, sendfile64, (int fd, int in, off_t *o, size_t n), (fd, in, o, n), int, int, off_t *, size_t)
ON_PATH(rename, (const char *from, const char *to), (from, to), const char *, const char *)
ON_PATH(symlink, (const char *from, const char *to), (from, to), const char *, const char *)
ON_PATH(link, (const char *from, const char *to), (from, to), const char *, const char *)
ON_PATH(mkdir, (const char *to, mode_t m), (to, m), const char *, mode_t)
ON_PATH(chmod, (const char *to, mode_t m), (to, m), const char *, mode_t)
ON_PATH(linkat, (int a, const char *from, int b, const char *to, int f), (a, from, b, to, f), int, const char *, int, const char *, int)
ON_PATH(renameat, (int a, const char *from, int b, const char *to), (a, from, b, to), int, const char *, int, const char *)
ON_PATH(symlinkat, (const char *from, int a, const char *to), (from, a, to), const char *, int, const char *)
ON_PATH(mkdirat, (int a, const char *to, mode_t m), (a, to, m), int, const char *, mode_t)
