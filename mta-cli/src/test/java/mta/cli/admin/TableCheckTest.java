package mta.cli.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import mta.core.config.MainCf;
import mta.core.config.MasterCf;
import mta.core.log.PostfixMailLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TableCheckTest {

    @TempDir
    private Path directory;

    @Test
    void eachTableThatCannotBeOpenedIsNamedWithItsPlace() throws IOException {
        Files.writeString(directory.resolve("good"), "a b\na c\n");

        assertEquals(
                List.of(
                        "warning: DIR/main.cf, line 1: alias_maps:"
                                + " open database DIR/aliases.lmdb: No such file or directory",
                        "warning: DIR/main.cf, line 7: mynetworks:"
                                + " open file DIR/networks: No such file or directory",
                        "warning: DIR/main.cf, line 3: smtpd_recipient_restrictions:"
                                + " open DIR/missing.cidr: No such file or directory",
                        "warning: DIR/main.cf, line 2: virtual_alias_maps: DIR/good, line 2: duplicate entry: \"a\"",
                        "warning: DIR/main.cf, line 2: virtual_alias_maps:"
                                + " open database DIR/missing: No such file or directory",
                        "warning: DIR/master.cf, line 1: smtpd_sender_restrictions:"
                                + " open database DIR/other: No such file or directory"),
                warnings("""
                        alias_maps = hash:DIR/aliases
                        virtual_alias_maps = texthash:DIR/good, proxy:texthash:DIR/missing texthash:DIR/good
                        smtpd_recipient_restrictions = { check_client_access cidr:DIR/missing.cidr }, permit
                        smtpd_milters = unix:/no/such/socket, inet:localhost:1
                        local_recipient_maps = unix:passwd.byname
                        postscreen_cache_map = btree:DIR/made/when/needed
                        mynetworks = 127.0.0.0/8, !DIR/networks
                        """, """
                        smtp inet n - n - - smtpd -o smtpd_sender_restrictions=check_sender_access,texthash:DIR/other
                        """));
    }

    private List<String> warnings(String main, String master) throws IOException {
        Files.writeString(directory.resolve("main.cf"), main.replace("DIR", directory.toString()));
        Files.writeString(directory.resolve("master.cf"), master.replace("DIR", directory.toString()));
        var settings = MainCf.read(directory);
        var found = new ArrayList<String>();
        var log = new PostfixMailLog((severity, _, text) -> found.add(severity.word() + text), "postfix");
        new TableCheck(settings, MasterCf.read(directory, settings), log).run();
        return found.stream()
                .map(line -> line.replace(directory.toString(), "DIR"))
                .toList();
    }
}
