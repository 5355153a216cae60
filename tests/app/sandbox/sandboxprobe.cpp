// SPDX-FileCopyrightText: 2026 The Polylogue authors
// SPDX-License-Identifier: Apache-2.0

#include "app/sandbox/sandbox.h"

#include <fcntl.h>
#include <pthread.h>
#include <sys/mman.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdio>
#include <cstdlib>
#include <vector>

//! \file Locks itself in as polylogue-decoder does, tries to get out, and reports one line for each
//! way: its name, and "yes" where it is open.

namespace {

void report(const char *way, bool isOpen)
{
    std::printf("%s %s\n", way, isOpen ? "yes" : "no");
    std::fflush(stdout);
}

bool canFork()
{
    const pid_t child = ::fork();
    if (child == 0)
        ::_exit(0);
    return child > 0;
}

bool canStartThread()
{
    pthread_t thread = {};
    if (::pthread_create(
            &thread, nullptr, [](void *) -> void * { return nullptr; }, nullptr)
        != 0)
        return false;
    return ::pthread_join(thread, nullptr) == 0;
}

bool canAllocate(size_t size)
{
    void *const memory = std::malloc(size);
    std::free(memory);
    return memory != nullptr;
}

bool canMakeCode()
{
    constexpr size_t page = 4096;
    return ::mmap(nullptr, page, PROT_READ | PROT_WRITE | PROT_EXEC, MAP_PRIVATE | MAP_ANONYMOUS,
                  -1, 0)
        != MAP_FAILED;
}

bool canExecute()
{
    return ::execl("/bin/true", "/bin/true", nullptr) == 0 || errno != EPERM;
}

} // namespace

int main(int argc, char *[])
{
    using namespace polylogue::app::sandbox;

    constexpr qint64 megabyte = 1024 * 1024;
    const int inherited = ::open("/dev/null", O_RDONLY);
    prepareSandbox();
    report("inherited", ::fcntl(inherited, F_GETFD) >= 0);
    if (!enterSandbox({.memoryBytes = 64 * megabyte, .processorSeconds = 1})) {
        report("sandbox", false);
        return 1;
    }
    report("sandbox", true);
    if (argc > 1) { // the limit of processor time
        while (true) {
            static volatile int count = 0;
            count = count + 1;
        }
    }
    report("thread", canStartThread());
    report("memory-16", canAllocate(size_t(16 * megabyte)));
    report("memory-128", canAllocate(size_t(128 * megabyte)));
    report("read", ::open("/etc/passwd", O_RDONLY) >= 0);
    report("create", ::open("/tmp/polylogue-sandboxprobe", O_CREAT | O_WRONLY, 0600) >= 0);
    report("socket", ::socket(AF_INET, SOCK_STREAM, 0) >= 0);
    report("unix-socket", ::socket(AF_UNIX, SOCK_STREAM, 0) >= 0);
    report("fork", canFork());
    report("vfork", ::syscall(SYS_clone, 0x4111, 0, 0, 0, 0) > 0);
    report("kill", ::kill(::getppid(), 0) == 0);
    report("ptrace", ::syscall(SYS_ptrace, 0, 0, 0, 0) == 0);
    report("code", canMakeCode());
    report("remove", ::unlink("/nowhere") == 0 || errno != EPERM);
    report("execute", canExecute());
    return 0;
}
