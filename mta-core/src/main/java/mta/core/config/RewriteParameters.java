package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of address rewriting and resolving: address classes, transports, relay hosts.
public final class RewriteParameters {

    public static final Parameter<Boolean> ALLOW_PERCENT_HACK =
            Parameter.bool("allow_percent_hack", "yes", "Allow percent hack.").notYet();
    public static final Parameter<Boolean> ALLOW_UNTRUSTED_ROUTING = Parameter.bool(
                    "allow_untrusted_routing", "no", "Allow untrusted routing.")
            .notYet();
    public static final Parameter<Boolean> APPEND_AT_MYORIGIN =
            Parameter.bool("append_at_myorigin", "yes", "Append at myorigin.").notYet();
    public static final Parameter<Boolean> APPEND_DOT_MYDOMAIN = Parameter.bool(
                    "append_dot_mydomain",
                    "${{$compatibility_level} <level {1} ? {yes} : {no}}",
                    "Append dot mydomain.")
            .notYet();
    public static final Parameter<String> DEFAULT_TRANSPORT = Parameter.text(
                    "default_transport", "smtp", Limits.from(1), "Default transport.")
            .notYet();
    public static final Parameter<String> DOUBLE_BOUNCE_SENDER = Parameter.text(
                    "double_bounce_sender", "double-bounce", Limits.from(1), "Double bounce sender.")
            .notYet();
    public static final Parameter<String> EMPTY_ADDRESS_DEFAULT_TRANSPORT_MAPS_LOOKUP_KEY = Parameter.text(
                    "empty_address_default_transport_maps_lookup_key",
                    "<>",
                    Limits.from(1),
                    "Empty address default transport maps lookup key.")
            .notYet();
    public static final Parameter<String> EMPTY_ADDRESS_RECIPIENT = Parameter.text(
                    "empty_address_recipient", "MAILER-DAEMON", Limits.from(1), "Empty address recipient.")
            .notYet();
    public static final Parameter<String> EMPTY_ADDRESS_RELAYHOST_MAPS_LOOKUP_KEY = Parameter.text(
                    "empty_address_relayhost_maps_lookup_key",
                    "<>",
                    Limits.from(1),
                    "Empty address relayhost maps lookup key.")
            .notYet();
    public static final Parameter<String> LOCAL_HEADER_REWRITE_CLIENTS = Parameter.text(
                    "local_header_rewrite_clients", "permit_inet_interfaces", "Local header rewrite clients.")
            .notYet();
    public static final Parameter<String> LOCAL_RECIPIENT_MAPS = Parameter.text(
                    "local_recipient_maps", "proxy:unix:passwd.byname $alias_maps", "Local recipient maps.")
            .notYet();
    public static final Parameter<String> LOCAL_TRANSPORT = Parameter.text(
                    "local_transport", "local:$myhostname", Limits.from(1), "Local transport.")
            .notYet();
    public static final Parameter<String> MYDESTINATION = Parameter.text(
                    "mydestination", "$myhostname, localhost.$mydomain, localhost", "Mydestination.")
            .notYet();
    public static final Parameter<String> MYORIGIN = Parameter.text(
                    "myorigin", "$myhostname", Limits.from(1), "Myorigin.")
            .notYet();
    public static final Parameter<Boolean> OWNER_REQUEST_SPECIAL = Parameter.bool(
                    "owner_request_special", "yes", "Owner request special.")
            .notYet();
    public static final Parameter<String> PARENT_DOMAIN_MATCHES_SUBDOMAINS = Parameter.text(
                    "parent_domain_matches_subdomains",
                    "debug_peer_list,fast_flush_domains,mynetworks,permit_mx_backup_networks,qmqpd_authorized_clients,relay_domains,smtpd_access_maps",
                    "Parent domain matches subdomains.")
            .notYet();
    public static final Parameter<String> RECIPIENT_DELIMITER =
            Parameter.text("recipient_delimiter", "", "Recipient delimiter.").notYet();
    public static final Parameter<String> RELAY_DOMAINS = Parameter.text(
                    "relay_domains", "${{$compatibility_level} <level {2} ? {$mydestination} : {}}", "Relay domains.")
            .notYet();
    public static final Parameter<String> RELAY_RECIPIENT_MAPS =
            Parameter.text("relay_recipient_maps", "", "Relay recipient maps.").notYet();
    public static final Parameter<String> RELAY_TRANSPORT = Parameter.text(
                    "relay_transport", "relay", Limits.from(1), "Relay transport.")
            .notYet();
    public static final Parameter<String> RELAYHOST =
            Parameter.text("relayhost", "", "Relayhost.").notYet();
    public static final Parameter<String> RELOCATED_MAPS =
            Parameter.text("relocated_maps", "", "Relocated maps.").notYet();
    public static final Parameter<Boolean> RELOCATED_PREFIX_ENABLE = Parameter.bool(
                    "relocated_prefix_enable", "yes", "Relocated prefix enable.")
            .notYet();
    public static final Parameter<String> REMOTE_HEADER_REWRITE_DOMAIN = Parameter.text(
                    "remote_header_rewrite_domain", "", "Remote header rewrite domain.")
            .notYet();
    public static final Parameter<Boolean> RESOLVE_DEQUOTED_ADDRESS = Parameter.bool(
                    "resolve_dequoted_address", "yes", "Resolve dequoted address.")
            .notYet();
    public static final Parameter<Boolean> RESOLVE_NULL_DOMAIN =
            Parameter.bool("resolve_null_domain", "no", "Resolve null domain.").notYet();
    public static final Parameter<Boolean> RESOLVE_NUMERIC_DOMAIN = Parameter.bool(
                    "resolve_numeric_domain", "no", "Resolve numeric domain.")
            .notYet();
    public static final Parameter<String> SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS = Parameter.text(
                    "sender_dependent_default_transport_maps", "", "Sender dependent default transport maps.")
            .notYet();
    public static final Parameter<String> SENDER_DEPENDENT_RELAYHOST_MAPS = Parameter.text(
                    "sender_dependent_relayhost_maps", "", "Sender dependent relayhost maps.")
            .notYet();
    public static final Parameter<Boolean> SWAP_BANGPATH =
            Parameter.bool("swap_bangpath", "yes", "Swap bangpath.").notYet();
    public static final Parameter<String> TRANSPORT_MAPS =
            Parameter.text("transport_maps", "", "Transport maps.").notYet();
    public static final Parameter<String> VIRTUAL_ALIAS_DOMAINS = Parameter.text(
                    "virtual_alias_domains", "$virtual_alias_maps", "Virtual alias domains.")
            .notYet();
    public static final Parameter<String> VIRTUAL_MAILBOX_DOMAINS = Parameter.text(
                    "virtual_mailbox_domains", "$virtual_mailbox_maps", "Virtual mailbox domains.")
            .notYet();
    public static final Parameter<String> VIRTUAL_TRANSPORT = Parameter.text(
                    "virtual_transport", "virtual", Limits.from(1), "Virtual transport.")
            .notYet();

    private RewriteParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ALLOW_PERCENT_HACK,
                ALLOW_UNTRUSTED_ROUTING,
                APPEND_AT_MYORIGIN,
                APPEND_DOT_MYDOMAIN,
                DEFAULT_TRANSPORT,
                DOUBLE_BOUNCE_SENDER,
                EMPTY_ADDRESS_DEFAULT_TRANSPORT_MAPS_LOOKUP_KEY,
                EMPTY_ADDRESS_RECIPIENT,
                EMPTY_ADDRESS_RELAYHOST_MAPS_LOOKUP_KEY,
                LOCAL_HEADER_REWRITE_CLIENTS,
                LOCAL_RECIPIENT_MAPS,
                LOCAL_TRANSPORT,
                MYDESTINATION,
                MYORIGIN,
                OWNER_REQUEST_SPECIAL,
                PARENT_DOMAIN_MATCHES_SUBDOMAINS,
                RECIPIENT_DELIMITER,
                RELAY_DOMAINS,
                RELAY_RECIPIENT_MAPS,
                RELAY_TRANSPORT,
                RELAYHOST,
                RELOCATED_MAPS,
                RELOCATED_PREFIX_ENABLE,
                REMOTE_HEADER_REWRITE_DOMAIN,
                RESOLVE_DEQUOTED_ADDRESS,
                RESOLVE_NULL_DOMAIN,
                RESOLVE_NUMERIC_DOMAIN,
                SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS,
                SENDER_DEPENDENT_RELAYHOST_MAPS,
                SWAP_BANGPATH,
                TRANSPORT_MAPS,
                VIRTUAL_ALIAS_DOMAINS,
                VIRTUAL_MAILBOX_DOMAINS,
                VIRTUAL_TRANSPORT);
    }
}
