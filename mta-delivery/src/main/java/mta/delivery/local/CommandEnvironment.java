package mta.delivery.local;

import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import mta.core.mail.Recipient;
import mta.core.posix.FileName;
import mta.core.rewrite.Extensions;
import mta.service.client.DeliveryRequest;

/// What a command finds in its environment, and nothing else: addresses in a form that no shell takes for anything.
record CommandEnvironment(Map<String, String> variables) {

    private static final String PATH = "/usr/bin:/bin";

    static CommandEnvironment of(
            DeliveryRequest request,
            Recipient recipient,
            Step.Command command,
            Extensions extensions,
            SafeCharacters safe) {
        var member = command.member();
        String address = member.address();
        String local = member.local();
        String user = extensions.strip(local).orElse(local);
        var all = new TreeMap<String, String>();
        all.put("SENDER", member.sender().text());
        all.put("RECIPIENT", address);
        all.put("ORIGINAL_RECIPIENT", recipient.original().isEmpty() ? address : recipient.original());
        all.put("LOCAL", local);
        all.put("USER", user);
        all.put("LOGNAME", user);
        all.put("DOMAIN", address.substring(Math.min(address.length(), local.length() + 1)));
        if (user.length() < local.length()) {
            all.put("EXTENSION", local.substring(user.length() + 1));
        }
        all.put("CLIENT_ADDRESS", request.client().address());
        all.put("CLIENT_HELO", request.client().helo());
        all.put("CLIENT_HOSTNAME", request.client().name());
        all.put("CLIENT_PROTOCOL", request.client().protocol());
        all.put("SASL_METHOD", request.client().saslMethod());
        all.put("SASL_SENDER", request.client().saslSender());
        all.put("SASL_USERNAME", request.client().saslUsername());
        all.values().removeIf(String::isEmpty);
        member.rights().ifPresent(account -> {
            all.put("HOME", FileName.bytes(account.home()));
            all.put("LOGNAME", account.name());
            all.put("SHELL", account.shell());
        });
        all.replaceAll((_, value) -> safe.in(value));
        all.put("PATH", PATH);
        return new CommandEnvironment(all);
    }

    /// Replaces an environment by this one; of the old one, the time zone and the language stay.
    void putInto(Map<String, String> environment) {
        environment.keySet().retainAll(Set.of("TZ", "MAIL_CONFIG", "LANG"));
        variables.forEach((name, value) -> environment.put(name, FileName.text(value)));
    }
}
