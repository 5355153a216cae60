// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/sandbox/sandbox.h"

#include <fcntl.h>
#include <malloc.h>
#include <sched.h>
#include <seccomp.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <array>
#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <memory>

namespace polylogue::app::sandbox {

namespace {

//! Memory, threads, clocks, and reading and writing what is open already. Found by tracing the
//! decoding of images and documents (app/README.md); no call takes a path that it could open.
constexpr std::array allowedCalls{
    SCMP_SYS(read),
    SCMP_SYS(readv),
    SCMP_SYS(pread64),
    SCMP_SYS(write),
    SCMP_SYS(writev),
    SCMP_SYS(lseek),
    SCMP_SYS(_llseek),
    SCMP_SYS(close),
    SCMP_SYS(fstat),
    SCMP_SYS(fstat64),
    SCMP_SYS(newfstatat), // glibc's fstat()
    SCMP_SYS(statx), // Qt's fstat()
    SCMP_SYS(brk),
    SCMP_SYS(munmap),
    SCMP_SYS(mremap),
    SCMP_SYS(madvise),
    SCMP_SYS(futex),
    SCMP_SYS(futex_time64),
    SCMP_SYS(poll),
    SCMP_SYS(ppoll),
    SCMP_SYS(eventfd2), // Qt's thread pool wakes its threads by it
    SCMP_SYS(pipe2),
    SCMP_SYS(clock_gettime),
    SCMP_SYS(clock_gettime64),
    SCMP_SYS(clock_getres),
    SCMP_SYS(clock_nanosleep),
    SCMP_SYS(gettimeofday),
    SCMP_SYS(getrandom),
    SCMP_SYS(rt_sigaction),
    SCMP_SYS(rt_sigprocmask),
    SCMP_SYS(rt_sigreturn),
    SCMP_SYS(sigaltstack),
    SCMP_SYS(getpid),
    SCMP_SYS(gettid),
    SCMP_SYS(sched_yield),
    SCMP_SYS(sched_getaffinity),
    SCMP_SYS(sysinfo),
    SCMP_SYS(getrusage),
    SCMP_SYS(set_robust_list),
    SCMP_SYS(rseq),
    SCMP_SYS(exit),
    SCMP_SYS(exit_group),
    SCMP_SYS(restart_syscall),
};

struct FilterDeleter
{
    void operator()(void *filter) const { seccomp_release(filter); }
};

bool limit(__rlimit_resource resource, rlim_t value, rlim_t hard)
{
    const rlimit limits{.rlim_cur = value, .rlim_max = hard};
    return ::setrlimit(resource, &limits) == 0;
}

//! What is mapped now, in bytes; 0 where /proc is not mounted.
qint64 mappedBytes()
{
    const std::unique_ptr<FILE, int (*)(FILE *)> file(std::fopen("/proc/self/statm", "re"),
                                                      std::fclose);
    std::array<char, 64> line = {};
    if (!file || !std::fgets(line.data(), int(line.size()), file.get()))
        return 0;
    return std::strtoll(line.data(), nullptr, 10) * ::sysconf(_SC_PAGESIZE);
}

bool setLimits(const SandboxLimits &limits)
{
    // Without /proc: more than Qt and its libraries map in any build so far (about 150 MB).
    constexpr qint64 usualMapping = 256LL * 1024 * 1024;
    const qint64 mapped = mappedBytes();
    const auto memory = rlim_t((mapped > 0 ? mapped : usualMapping) + limits.memoryBytes);
    const auto seconds = rlim_t(limits.processorSeconds);
    constexpr rlim_t files = 32;
    return limit(RLIMIT_AS, memory, memory) && limit(RLIMIT_CPU, seconds, seconds + 1)
        && limit(RLIMIT_FSIZE, 0, 0) && limit(RLIMIT_CORE, 0, 0)
        && limit(RLIMIT_NOFILE, files, files);
}

bool applyFilter()
{
    const std::unique_ptr<void, FilterDeleter> filter(seccomp_init(SCMP_ACT_ERRNO(EPERM)));
    if (!filter)
        return false;
    // Threads that a library has started already are held to the same rules.
    bool isComplete = seccomp_attr_set(filter.get(), SCMP_FLTATR_CTL_TSYNC, 1) == 0;
    for (const int call : allowedCalls)
        isComplete = isComplete && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 0) == 0;

    // Threads, not processes; glibc falls back to clone() where clone3() is not known.
    isComplete = isComplete
        && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, SCMP_SYS(clone), 1,
                            SCMP_A0(SCMP_CMP_MASKED_EQ, CLONE_THREAD, CLONE_THREAD))
            == 0
        && seccomp_rule_add(filter.get(), SCMP_ACT_ERRNO(ENOSYS), SCMP_SYS(clone3), 0) == 0;
    // Nothing that is written becomes code.
    for (const int call : {SCMP_SYS(mmap), SCMP_SYS(mmap2), SCMP_SYS(mprotect)}) {
        isComplete = isComplete
            && seccomp_rule_add(filter.get(), SCMP_ACT_ALLOW, call, 1,
                                SCMP_A2(SCMP_CMP_MASKED_EQ, PROT_EXEC, 0))
                == 0;
    }
    return isComplete && seccomp_load(filter.get()) == 0;
}

} // namespace

void prepareSandbox()
{
    ::close_range(3, ~0U, 0);
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
    ::prctl(PR_SET_DUMPABLE, 0);
    // The parent takes one pipe's content at a turn: 64 kB would make 750 turns for a photo.
    constexpr int pipeSize = 1 << 20;
    ::fcntl(STDOUT_FILENO, F_SETPIPE_SZ, pipeSize);
    // Each further arena would reserve 64 MB of the address space that is to be limited.
    ::mallopt(M_ARENA_MAX, 1);
}

bool enterSandbox(const SandboxLimits &limits)
{
    return ::prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) == 0 && setLimits(limits) && applyFilter();
}

} // namespace polylogue::app::sandbox
