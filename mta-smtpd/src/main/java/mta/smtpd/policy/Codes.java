package mta.smtpd.policy;

import mta.core.config.AccessParameters;
import mta.core.config.MainCf;

/// The reply codes that the configuration chooses for refusals.
///
/// @param accessReject `access_map_reject_code`
/// @param accessDefer `access_map_defer_code`
/// @param reject `reject_code`
/// @param defer `defer_code`
/// @param relay `relay_domains_reject_code`
/// @param nonFqdn `non_fqdn_reject_code`
/// @param invalidHostname `invalid_hostname_reject_code`
/// @param unknownClient `unknown_client_reject_code`
/// @param unknownHostname `unknown_hostname_reject_code`
/// @param unknownAddress `unknown_address_reject_code`
/// @param unknownLocal `unknown_local_recipient_reject_code`
/// @param unknownRelay `unknown_relay_recipient_reject_code`
/// @param unknownVirtualAlias `unknown_virtual_alias_reject_code`
/// @param unknownVirtualMailbox `unknown_virtual_mailbox_reject_code`
/// @param manyRecipients `multi_recipient_bounce_reject_code`
record Codes(
        int accessReject,
        int accessDefer,
        int reject,
        int defer,
        int relay,
        int nonFqdn,
        int invalidHostname,
        int unknownClient,
        int unknownHostname,
        int unknownAddress,
        int unknownLocal,
        int unknownRelay,
        int unknownVirtualAlias,
        int unknownVirtualMailbox,
        int manyRecipients) {

    static Codes from(MainCf main) {
        return new Codes(
                main.get(AccessParameters.ACCESS_MAP_REJECT_CODE),
                main.get(AccessParameters.ACCESS_MAP_DEFER_CODE),
                main.get(AccessParameters.REJECT_CODE),
                main.get(AccessParameters.DEFER_CODE),
                main.get(AccessParameters.RELAY_DOMAINS_REJECT_CODE),
                main.get(AccessParameters.NON_FQDN_REJECT_CODE),
                main.get(AccessParameters.INVALID_HOSTNAME_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_CLIENT_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_HOSTNAME_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_ADDRESS_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_LOCAL_RECIPIENT_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_RELAY_RECIPIENT_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_VIRTUAL_ALIAS_REJECT_CODE),
                main.get(AccessParameters.UNKNOWN_VIRTUAL_MAILBOX_REJECT_CODE),
                main.get(AccessParameters.MULTI_RECIPIENT_BOUNCE_REJECT_CODE));
    }
}
