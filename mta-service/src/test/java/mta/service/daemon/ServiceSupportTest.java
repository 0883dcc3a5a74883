package mta.service.daemon;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// No line of `master.cf` is passed over in silence.
class ServiceSupportTest {

    @TempDir
    private Path directory;

    private List<String> warnings(String services) throws IOException {
        Files.writeString(directory.resolve("main.cf"), "");
        Files.writeString(directory.resolve("master.cf"), services);
        return ServiceSupport.warnings(
                MasterCf.read(directory, MainCf.read(directory)).asServed());
    }

    @Test
    void whatRunsIsNotMentioned() throws IOException {
        assertEquals(List.of(), warnings("""
                smtp      inet  n       -       n       -       -       smtpd
                pickup    fifo  n       -       n       60      1       pickup
                qmgr      fifo  n       -       n       300     1       qmgr
                rewrite   unix  -       -       n       -       -       trivial-rewrite
                relay     unix  -       -       n       -       -       smtp
                proxymap  unix  -       -       n       -       -       proxymap
                anvil     unix  -       -       n       -       1       anvil
                scache    unix  -       -       n       -       1       scache
                postlog   unix-dgram n  -       n       -       1       postlogd
                """));
    }

    @Test
    void eachServiceWithoutAProgramOfOursIsNamed() throws IOException {
        assertEquals(
                List.of("services of master.cf that are not implemented: 2525/inet (postscreen), smtpd/pass,"
                        + " tlsproxy/unix, policy/unix (spawn), mailman/unix (pipe), qmgr/unix (oqmgr),"
                        + " mine/unix (nosuchd), dg/unix-dgram (postlog)"),
                warnings("""
                        2525      inet  n       -       n       -       1       postscreen
                        smtpd     pass  -       -       n       -       -       smtpd
                        tlsproxy  unix  -       -       n       -       0       tlsproxy
                        policy    unix  -       n       n       -       0       spawn
                            user=nobody argv=/bin/cat
                        mailman   unix  -       n       n       -       -       pipe
                            flags=FRX user=list argv=/bin/cat
                        qmgr      fifo  n       -       n       300     1       oqmgr
                        mine      unix  -       n       n       -       -       nosuchd
                        dg        unix-dgram n  -       n       -       1       postlog
                        """));
    }

    @Test
    void chrootIsNotApplied() throws IOException {
        assertEquals(
                List.of(
                        "services of master.cf that are not implemented: dnsblog/unix",
                        "chroot is not implemented, and not applied to: smtp/inet (smtpd), cleanup/unix"),
                warnings("""
                        smtp      inet  n       -       y       -       -       smtpd
                        cleanup   unix  n       -       y       -       0       cleanup
                        dnsblog   unix  -       -       y       -       0       dnsblog
                        """));
    }
}
