package mta.dist;

import static org.junit.jupiter.api.Assertions.assertTrue;

import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.List;
import org.junit.jupiter.api.Test;

/// Rules of [ArchitectureTest] are broken on purpose, as a rule that names the wrong classes holds, too.
class ArchitectureRulesTest {

    @Test
    void theRulesAboutNetworkAndQueueFindWhatTheyForbid() {
        var violations = new ClassFileImporter().importPackages("mta.qmgr.forbidden", "mta.smtpd.forbidden");

        for (String way : List.of("bySocket", "byChannel", "byNetwork", "byDatagram")) {
            assertTrue(
                    ArchitectureTest.queueManagerOpensNoNetworkConnection
                            .evaluate(violations)
                            .getFailureReport()
                            .toString()
                            .contains("OpensConnections." + way + "("),
                    way);
        }
        for (String way : List.of("ofTheQueue", "ofRecords", "ofStatus")) {
            assertTrue(
                    ArchitectureTest.theSmtpServerOpensNoQueueFile
                            .evaluate(violations)
                            .getFailureReport()
                            .toString()
                            .contains("OpensQueueFiles." + way + "("),
                    way);
        }
    }
}
