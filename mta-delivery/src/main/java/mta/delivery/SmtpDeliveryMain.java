package mta.delivery;

import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.SocketException;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import mta.core.config.CoreParameters;
import mta.core.config.LmtpParameters;
import mta.core.config.MainCf;
import mta.core.config.ServiceParameters;
import mta.core.config.SmtpParameters;
import mta.core.net.Network;
import mta.core.table.Tables;
import mta.delivery.smtp.SmtpAgent;
import mta.delivery.smtp.SmtpDeliveryConfig;
import mta.service.client.SessionReport;
import mta.service.daemon.Host;
import mta.service.daemon.Program;
import mta.service.daemon.Service;
import mta.service.daemon.ServiceContext;
import mta.smtp.client.Protocol;
import mta.smtp.dns.HostsFile;
import mta.smtp.dns.Resolver;

/// The host of smtp(8), lmtp(8), error(8), retry(8) and discard(8).
///
/// ## Bugs
/// TLS, SASL authentication, XFORWARD and the conversion of 8-bit messages for servers without 8BITMIME are not built.
public final class SmtpDeliveryMain {

    private SmtpDeliveryMain() {}

    public static void main(String[] args) {
        var network = new Network(1);
        var resolver = Resolver.system();
        Host.run(
                "smtp",
                args,
                Map.<String, Program>of(
                        "smtp", context -> smtp(context, Protocol.SMTP, network, resolver),
                        "lmtp", context -> smtp(context, Protocol.LMTP, network, resolver),
                        "error", SmtpDeliveryMain::error,
                        "retry", context -> DeliveryService.of(context, FailingAgent.deferring()),
                        "discard", context -> DeliveryService.of(context, new DiscardingAgent())));
    }

    /// error(8) fails or delays mail by the name that it runs under, as in Postfix's own `master.cf`.
    private static Service error(ServiceContext context) {
        boolean delays = context.entry().name().equals("retry");
        return DeliveryService.of(context, delays ? FailingAgent.deferring() : FailingAgent.bouncing());
    }

    private static Service smtp(ServiceContext context, Protocol protocol, Network network, Resolver resolver) {
        var config = SmtpDeliveryConfig.from(context.main(), protocol);
        if (config.tlsLevel().equals("may")) {
            context.log()
                    .warning(
                            "TLS is not implemented: service " + context.entry().name() + " delivers in plain text");
        }
        var main = context.main();
        var ours = ownAddresses(main);
        boolean isLmtp = protocol == Protocol.LMTP;
        var replyFilter = Tables.ofService(main, context.log())
                .withoutFolding()
                .openAll(main.get(isLmtp ? LmtpParameters.LMTP_REPLY_FILTER : SmtpParameters.SMTP_REPLY_FILTER));
        var cleanup = context.service(main.get(ServiceParameters.CLEANUP_SERVICE_NAME));
        var reports = new SessionReport(main, cleanup, context.clock(), context.log());
        var hosts = new HostsFile(Path.of("/etc/hosts"));
        return DeliveryService.of(
                context,
                new SmtpAgent(
                        config,
                        new SmtpAgent.Internet(network, resolver, hosts, ours::contains),
                        replyFilter,
                        reports,
                        context.log(),
                        context.clock()),
                isLmtp ? LmtpParameters.LMTP_DELIVERY_STATUS_FILTER : SmtpParameters.SMTP_DELIVERY_STATUS_FILTER);
    }

    /// The addresses at which this system takes mail: `inet_interfaces` and `proxy_interfaces`.
    private static Set<InetAddress> ownAddresses(MainCf main) {
        var own = new HashSet<InetAddress>();
        for (var word : (main.get(CoreParameters.INET_INTERFACES) + " " + main.get(CoreParameters.PROXY_INTERFACES))
                .split("[\\s,]+")) {
            switch (word) {
                case "" -> {}
                case "all" -> own.addAll(interfaceAddresses());
                case "loopback-only" ->
                    interfaceAddresses().stream()
                            .filter(InetAddress::isLoopbackAddress)
                            .forEach(own::add);
                default -> own.addAll(addresses(word));
            }
        }
        return Set.copyOf(own);
    }

    private static Set<InetAddress> addresses(String host) {
        try {
            return Set.copyOf(Arrays.asList(InetAddress.getAllByName(host.replaceAll("^\\[|\\]$", ""))));
        } catch (UnknownHostException _) {
            // smtpd(8) complains about it; here it can only mean that no such address is ours.
            return Set.of();
        }
    }

    private static Set<InetAddress> interfaceAddresses() {
        var all = new HashSet<InetAddress>();
        try {
            NetworkInterface.networkInterfaces()
                    .flatMap(NetworkInterface::inetAddresses)
                    .forEach(all::add);
        } catch (SocketException _) {
            // Without a list no loop is seen here; the next hop's own hop count ends it then.
        }
        return all;
    }
}
