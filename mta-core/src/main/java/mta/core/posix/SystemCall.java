package mta.core.posix;

/// System calls of Linux, by their number on each processor we run on.
///
/// The numbers are from the kernel's `asm/unistd_64.h` (x86-64) and `asm-generic/unistd.h` (arm64); they never change.
enum SystemCall {
    READ(0, 63),
    WRITE(1, 64),
    CLOSE(3, 57),
    DUP3(292, 24),
    OPENAT(257, 56),
    MKNODAT(259, 33),
    FLOCK(73, 32),
    FCNTL(72, 25),
    PIPE2(293, 59),
    PPOLL(271, 73),
    EVENTFD2(290, 19),
    MEMFD_CREATE(319, 279),
    SOCKET(41, 198),
    SOCKETPAIR(53, 199),
    BIND(49, 200),
    LISTEN(50, 201),
    CONNECT(42, 203),
    ACCEPT4(288, 242),
    SENDTO(44, 206),
    SENDMSG(46, 211),
    RECVFROM(45, 207),
    RECVMSG(47, 212),
    SETSOCKOPT(54, 208),
    GETSOCKOPT(55, 209),
    GETDENTS64(217, 61),
    STATX(332, 291),
    KILL(62, 129),
    UMASK(95, 166),
    GETEUID(107, 175),
    GETEGID(108, 177),
    SETRESUID(117, 147),
    SETRESGID(119, 149),
    SETGROUPS(116, 159);

    private final int x86;
    private final int arm;

    SystemCall(int x86, int arm) {
        this.x86 = x86;
        this.arm = arm;
    }

    long number(boolean onArm) {
        return onArm ? arm : x86;
    }
}
