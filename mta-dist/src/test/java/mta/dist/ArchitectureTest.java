package mta.dist;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.net.DatagramSocket;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URL;
import java.nio.channels.NetworkChannel;
import mta.core.net.Network;

/// What a pom cannot say about the structure. A change here needs a decision record.
@AnalyzeClasses(packages = "mta", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule onlyPosixIsNative = noClasses()
            .that()
            .resideOutsideOfPackage("mta.core.posix")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.foreign")
            .because("one place to review what can crash the process");

    @ArchTest
    static final ArchRule nettyStaysAtTheEdge = noClasses()
            .that()
            .resideOutsideOfPackages("mta.core.net", "mta.smtp.tls")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .because("behind the edge sessions block on a Connection");

    @ArchTest
    static final ArchRule wordsOfMailKnowNothing = classes()
            .that()
            .resideInAPackage("mta.core.mail")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "mta.core.mail", "mta.core.time", "mta.core.io");

    @ArchTest
    static final ArchRule settingsComeBeforeTables = noClasses()
            .that()
            .resideInAPackage("mta.core.config")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mta.core.table..", "mta.core.rewrite..", "mta.core.log..", "mta.core.message..");

    @ArchTest
    static final ArchRule tablesComeBeforeRewriting = noClasses()
            .that()
            .resideInAPackage("mta.core.table")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mta.core.rewrite..", "mta.core.message..");

    @ArchTest
    static final ArchRule messagesKnowOnlyTheWordsOfMail = noClasses()
            .that()
            .resideInAPackage("mta.core.message")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mta.core.config..", "mta.core.table..", "mta.core.rewrite..", "mta.core.log..");

    @ArchTest
    static final ArchRule noCyclesInCore =
            slices().matching("mta.core.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule queueManagerOpensNoNetworkConnection = noClasses()
            .that()
            .resideInAPackage("mta.qmgr..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("mta.smtp..", "java.net.http..", "javax.net..", "io.netty..")
            .orShould()
            .dependOnClassesThat()
            .belongToAnyOf(
                    Network.class,
                    InetSocketAddress.class,
                    Socket.class,
                    ServerSocket.class,
                    DatagramSocket.class,
                    URL.class)
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(NetworkChannel.class)
            .because("it asks agents, over sockets of this machine; those deliver");

    @ArchTest
    static final ArchRule theSmtpServerOpensNoQueueFile = noClasses()
            .that()
            .resideInAPackage("mta.smtpd..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("mta.queue..");

    @ArchTest
    static final ArchRule nothingStaticChanges =
            fields().that().areStatic().should().beFinal().because("services of one process have different settings");

    @ArchTest
    static final ArchRule noReflection = noClasses()
            .that()
            .resideOutsideOfPackage("mta.core.posix")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.lang.reflect");

    @ArchTest
    static final ArchRule noCommandKnowsHowCommandsAreFound = noClasses()
            .that()
            .resideInAPackage("mta.cli.*..")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("mta.cli.Main")
            .because("a command that needs another one is given a way to run it");
}
