/* Stands before the C library: the n-th call that would change something under "/releases/" fails with an error, or kills the process.
   Loaded by LD_PRELOAD, told by fault_set(n, error); an error of 0 counts only, -1 kills. With FAULT_PLACE, FAULT_AT and FAULT_ERROR set
   every call from the n-th on fails that would change something under that place, as on a disk that is full and stays so. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/types.h>
#include <unistd.h>

static long fault_at = 0, seen = 0;
static int fault_error = 0, for_good = 0;
static const char *place = "/releases/";

void fault_set(long at, int error) { fault_at = at; fault_error = error; seen = 0; }
long fault_seen(void) { return seen; }

__attribute__((constructor)) static void told_by_environment(void) {
    const char *where = getenv("FAULT_PLACE"), *at = getenv("FAULT_AT"), *error = getenv("FAULT_ERROR");
    if (!where || !at || !error) return;
    place = where;
    fault_error = atoi(error);
    for_good = 1;
    fault_at = atol(at);
}

static int faulty(const char *path) {
    if (!fault_at || !path || !strstr(path, place)) return 0;
    long now = __sync_add_and_fetch(&seen, 1);
    if (!fault_error || (for_good ? now < fault_at : now != fault_at)) return 0;
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
/* A disk that is full settles what it has, and takes it back. */
#define ON_SETTLED(name, params, args, ...) \
    int name params { return !(for_good && fault_error == ENOSPC) && faulty_fd(fd) ? -1 : REAL(int, name, __VA_ARGS__) args; }
#define ON_PATH(name, params, args, ...) \
    int name params { return faulty(to) ? -1 : REAL(int, name, __VA_ARGS__) args; }

ON_FD(ssize_t, write, (int fd, const void *b, size_t n), (fd, b, n), int, const void *, size_t)
ON_FD(ssize_t, pwrite, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
ON_FD(ssize_t, pwrite64, (int fd, const void *b, size_t n, off_t o), (fd, b, n, o), int, const void *, size_t, off_t)
ON_SETTLED(fsync, (int fd), (fd), int)
ON_SETTLED(fdatasync, (int fd), (fd), int)
ON_SETTLED(syncfs, (int fd), (fd), int)
ON_SETTLED(ftruncate, (int fd, off_t o), (fd, o), int, off_t)
ON_SETTLED(ftruncate64, (int fd, off_t o), (fd, o), int, off_t)
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

/* To open a file for writing fails on a read-only disk only. */
#define OPEN(name) \
    int name(const char *path, int flags, ...) { \
        va_list more; va_start(more, flags); mode_t mode = va_arg(more, mode_t); va_end(more); \
        if (fault_error == EROFS && flags & (O_WRONLY | O_RDWR | O_CREAT) && faulty(path)) return -1; \
        return ((int (*)(const char *, int, ...))dlsym(RTLD_NEXT, #name))(path, flags, mode); \
    }
OPEN(open)
OPEN(open64)
