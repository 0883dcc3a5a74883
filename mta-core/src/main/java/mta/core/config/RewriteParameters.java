package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of address rewriting and resolving: address classes, transports, relay hosts.
public final class RewriteParameters {

    public static final Parameter<Boolean> ALLOW_PERCENT_HACK =
            Parameter.bool("allow_percent_hack", "yes", "Whether user%domain becomes user@domain.");
    public static final Parameter<Boolean> ALLOW_UNTRUSTED_ROUTING = Parameter.bool(
            "allow_untrusted_routing",
            "no",
            "Whether mail with a route in its address, user@elsewhere@domain, is forwarded for untrusted clients.");
    public static final Parameter<Boolean> APPEND_AT_MYORIGIN =
            Parameter.bool("append_at_myorigin", "yes", "Whether @$myorigin is appended to addresses without domain.");
    public static final Parameter<Boolean> APPEND_DOT_MYDOMAIN = Parameter.bool(
            "append_dot_mydomain",
            "${{$compatibility_level} <level {1} ? {yes} : {no}}",
            "Whether .$mydomain is appended to domains without dot.");
    public static final Parameter<String> DEFAULT_TRANSPORT =
            Parameter.text("default_transport", "smtp", Limits.from(1), "Transport and next hop for remote domains.");
    public static final Parameter<String> DOUBLE_BOUNCE_SENDER = Parameter.text(
            "double_bounce_sender",
            "double-bounce",
            Limits.from(1),
            "Sender of notices for the postmaster; undeliverable mail from it is discarded.");
    public static final Parameter<String> EMPTY_ADDRESS_DEFAULT_TRANSPORT_MAPS_LOOKUP_KEY = Parameter.text(
            "empty_address_default_transport_maps_lookup_key",
            "<>",
            Limits.from(1),
            "The key under which sender_dependent_default_transport_maps lists the null sender.");
    public static final Parameter<String> EMPTY_ADDRESS_RECIPIENT = Parameter.text(
            "empty_address_recipient", "MAILER-DAEMON", Limits.from(1), "Who gets mail addressed to the null address.");
    public static final Parameter<String> EMPTY_ADDRESS_RELAYHOST_MAPS_LOOKUP_KEY = Parameter.text(
            "empty_address_relayhost_maps_lookup_key",
            "<>",
            Limits.from(1),
            "The key under which sender_dependent_relayhost_maps lists the null sender.");
    public static final Parameter<String> LOCAL_HEADER_REWRITE_CLIENTS = Parameter.text(
            "local_header_rewrite_clients",
            "permit_inet_interfaces",
            "Clients whose headers are completed with our domain.");
    public static final Parameter<String> LOCAL_RECIPIENT_MAPS = Parameter.text(
            "local_recipient_maps",
            "proxy:unix:passwd.byname $alias_maps",
            "Tables of all local recipients, for rejecting others; empty to accept any.");
    public static final Parameter<String> LOCAL_TRANSPORT = Parameter.text(
            "local_transport",
            "local:$myhostname",
            Limits.from(1),
            "Transport and next hop for domains in mydestination and for our own addresses.");
    public static final Parameter<String> MYDESTINATION = Parameter.text(
            "mydestination", "$myhostname, localhost.$mydomain, localhost", "Domains whose mail is delivered locally.");
    public static final Parameter<String> MYORIGIN = Parameter.text(
            "myorigin",
            "$myhostname",
            Limits.from(1),
            "The domain of mail from this machine, or the path of a file whose first line it is.");
    public static final Parameter<Boolean> OWNER_REQUEST_SPECIAL = Parameter.bool(
            "owner_request_special",
            "yes",
            "Whether owner-list and list-request stay whole when an address is split at its delimiter.");
    public static final Parameter<String> PARENT_DOMAIN_MATCHES_SUBDOMAINS = Parameter.text(
            "parent_domain_matches_subdomains",
            "debug_peer_list,fast_flush_domains,mynetworks,permit_mx_backup_networks,qmqpd_authorized_clients,relay_domains,smtpd_access_maps",
            "Parameters in whose lists a domain also stands for its subdomains.");
    public static final Parameter<String> RECIPIENT_DELIMITER = Parameter.text(
            "recipient_delimiter", "", "Characters that separate a user name from an address extension.");
    public static final Parameter<String> RELAY_DOMAINS = Parameter.text(
            "relay_domains",
            "${{$compatibility_level} <level {2} ? {$mydestination} : {}}",
            "Domains that mail is relayed to for anybody.");
    public static final Parameter<String> RELAY_RECIPIENT_MAPS = Parameter.text(
            "relay_recipient_maps",
            "",
            "Tables of all recipients in relay_domains, for rejecting others; empty to accept any.");
    public static final Parameter<String> RELAY_TRANSPORT =
            Parameter.text("relay_transport", "relay", Limits.from(1), "Transport and next hop for relay_domains.");
    public static final Parameter<String> RELAYHOST =
            Parameter.text("relayhost", "", "Next hop for remote mail; empty to deliver to the recipient's domain.");
    public static final Parameter<String> RELOCATED_MAPS = Parameter.text(
            "relocated_maps", "", "Tables with new addresses of users who have moved, for the reply to senders.");
    public static final Parameter<Boolean> RELOCATED_PREFIX_ENABLE = Parameter.bool(
            "relocated_prefix_enable",
            "yes",
            "Whether \"5.1.6 User has moved to\" precedes what relocated_maps finds.");
    public static final Parameter<String> REMOTE_HEADER_REWRITE_DOMAIN = Parameter.text(
            "remote_header_rewrite_domain",
            "",
            "Domain that completes addresses in headers from other clients; empty to leave headers alone.");
    public static final Parameter<Boolean> RESOLVE_DEQUOTED_ADDRESS = Parameter.bool(
            "resolve_dequoted_address", "yes", "Whether an address is resolved without the quotes of its local part.");
    public static final Parameter<Boolean> RESOLVE_NULL_DOMAIN = Parameter.bool(
            "resolve_null_domain", "no", "Whether an address with nothing behind \"@\" is treated as local.");
    public static final Parameter<Boolean> RESOLVE_NUMERIC_DOMAIN = Parameter.bool(
            "resolve_numeric_domain",
            "no",
            "Whether user@address is treated as user@[address] instead of being rejected.");
    public static final Parameter<String> SENDER_DEPENDENT_DEFAULT_TRANSPORT_MAPS = Parameter.text(
            "sender_dependent_default_transport_maps", "", "Tables that replace default_transport by sender.");
    public static final Parameter<String> SENDER_DEPENDENT_RELAYHOST_MAPS =
            Parameter.text("sender_dependent_relayhost_maps", "", "Tables that replace relayhost by sender.");
    public static final Parameter<Boolean> SWAP_BANGPATH =
            Parameter.bool("swap_bangpath", "yes", "Whether site!user becomes user@site.");
    public static final Parameter<String> TRANSPORT_MAPS =
            Parameter.text("transport_maps", "", "Tables of transports and next hops for recipients and domains.");
    public static final Parameter<String> VIRTUAL_ALIAS_DOMAINS = Parameter.text(
            "virtual_alias_domains", "$virtual_alias_maps", "Domains in which every address is an alias for another.");
    public static final Parameter<String> VIRTUAL_MAILBOX_DOMAINS = Parameter.text(
            "virtual_mailbox_domains", "$virtual_mailbox_maps", "Domains whose mail goes to virtual_transport.");
    public static final Parameter<String> VIRTUAL_TRANSPORT = Parameter.text(
            "virtual_transport", "virtual", Limits.from(1), "Transport and next hop for virtual_mailbox_domains.");

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
