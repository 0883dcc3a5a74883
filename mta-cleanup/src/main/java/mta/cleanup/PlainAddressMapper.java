package mta.cleanup;

import java.util.List;
import java.util.Locale;
import mta.cleanup.map.AddressMapper;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;

/// Completes addresses: `@$myorigin`, `.$mydomain`. No tables yet.
final class PlainAddressMapper implements AddressMapper {

    private final String origin;
    private final String domain;
    private final boolean appendsOrigin;
    private final boolean appendsDomain;

    PlainAddressMapper(MainCf main) {
        this.origin = main.get(RewriteParameters.MYORIGIN);
        this.domain = main.get(CoreParameters.MYDOMAIN);
        this.appendsOrigin = main.get(RewriteParameters.APPEND_AT_MYORIGIN);
        this.appendsDomain = main.get(RewriteParameters.APPEND_DOT_MYDOMAIN);
    }

    private String complete(String address) {
        if (address.isEmpty()) {
            return address;
        }
        int at = address.lastIndexOf('@');
        if (at < 0) {
            return appendsOrigin ? address + "@" + origin : address;
        }
        String host = address.substring(at + 1);
        boolean isBare = appendsDomain && !host.isEmpty() && host.indexOf('.') < 0 && !host.startsWith("[");
        return isBare ? address + "." + domain : address;
    }

    @Override
    public String sender(String address, boolean isMapped) {
        String clean = complete(address);
        return clean.toLowerCase(Locale.ROOT).equals(complete("mailer-daemon").toLowerCase(Locale.ROOT)) ? "" : clean;
    }

    @Override
    public String recipient(String address, boolean isMapped) {
        return complete(address);
    }

    @Override
    public List<String> expand(String recipient) {
        return List.of(recipient);
    }

    @Override
    public List<String> senderCopies(String sender) {
        return List.of();
    }

    @Override
    public List<String> recipientCopies(String recipient) {
        return List.of();
    }

    @Override
    public String headerSender(String address, boolean isLocal) {
        return complete(address);
    }

    @Override
    public String headerRecipient(String address, boolean isLocal) {
        return complete(address);
    }
}
