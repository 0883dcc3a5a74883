package mta.core.config;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import mta.core.config.Parameter.Limits;

/// Parameters of cleanup(8) and of submission through sendmail(1): headers, MIME, address mapping, content inspection.
public final class CleanupParameters {

    public static final Parameter<Boolean> ALWAYS_ADD_MISSING_HEADERS = Parameter.bool(
            "always_add_missing_headers",
            "no",
            "Whether missing Date, From and Message-Id headers are added to mail from remote clients too.");
    public static final Parameter<String> ALWAYS_BCC =
            Parameter.text("always_bcc", "", "Address that gets a copy of every message received.");
    public static final Parameter<String> BODY_CHECKS = Parameter.text(
                    "body_checks", "", "Tables of patterns that lines of the body are looked up in.")
            .notYetAndProtects();
    public static final Parameter<Integer> BODY_CHECKS_SIZE_LIMIT = Parameter.integer(
                    "body_checks_size_limit",
                    "51200",
                    Limits.NONE,
                    "How many bytes of each body part are looked up in body_checks.")
            .notYet();
    public static final Parameter<Set<AddressUse>> CANONICAL_CLASSES = Parameter.text(
                    "canonical_classes",
                    "envelope_sender, envelope_recipient, header_sender, header_recipient",
                    Limits.from(1),
                    "Which addresses canonical_maps applies to.")
            .listOf(EnumSet.allOf(AddressUse.class));
    public static final Parameter<String> CANONICAL_MAPS = Parameter.text(
            "canonical_maps",
            "",
            "Tables that rewrite sender and recipient addresses, in the envelope and in headers.");
    public static final Parameter<Boolean> CLEANUP_REPLACE_STRAY_CR_LF = Parameter.bool(
            "cleanup_replace_stray_cr_lf",
            "yes",
            "Whether a carriage return or line feed that ends no line is replaced by a space.");
    public static final Parameter<String> CONTENT_FILTER = Parameter.text(
            "content_filter", "", "Transport and next hop that all mail goes through first, for inspection.");
    public static final Parameter<Boolean> DETECT_8BIT_ENCODING_HEADER = Parameter.bool(
            "detect_8bit_encoding_header",
            "yes",
            "Whether a body of unknown encoding is recognised as 8-bit by its Content-Transfer-Encoding header.");
    public static final Parameter<Boolean> DISABLE_MIME_INPUT_PROCESSING = Parameter.bool(
                    "disable_mime_input_processing",
                    "no",
                    "Whether received mail is treated as text without MIME structure.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_MIME_OUTPUT_CONVERSION = Parameter.bool(
                    "disable_mime_output_conversion",
                    "no",
                    "Whether 8-bit mail is left as it is when the receiver does not announce 8BITMIME.")
            .notYet();
    public static final Parameter<Integer> DUPLICATE_FILTER_LIMIT = Parameter.integer(
            "duplicate_filter_limit",
            "1000",
            Limits.NONE,
            "How many addresses are remembered to find duplicate recipients; 0 for no limit.");
    public static final Parameter<String> EMPTY_ADDRESS_LOCAL_LOGIN_SENDER_MAPS_LOOKUP_KEY = Parameter.text(
                    "empty_address_local_login_sender_maps_lookup_key",
                    "<>",
                    "The key under which local_login_sender_maps lists the null sender.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_ORIGINAL_RECIPIENT = Parameter.bool(
            "enable_original_recipient",
            "yes",
            "Whether X-Original-To is added and recipients that differ only before rewriting are kept apart.");
    public static final Parameter<Boolean> FORCE_MIME_INPUT_CONVERSION = Parameter.bool(
                    "force_mime_input_conversion",
                    "no",
                    "Whether 8-bit content of received mail becomes quoted-printable at once.")
            .notYet();
    public static final Parameter<String> FULL_NAME_ENCODING_CHARSET = Parameter.text(
                    "full_name_encoding_charset",
                    "utf-8",
                    Limits.from(1),
                    "Character set that is declared when a full name is encoded in a From header.")
            .notYet();
    public static final Parameter<Integer> HEADER_ADDRESS_TOKEN_LIMIT = Parameter.integer(
            "header_address_token_limit", "10240", Limits.from(1), "How many address tokens are read from one header.");
    public static final Parameter<String> HEADER_CHECKS = Parameter.text(
                    "header_checks", "", "Tables of patterns that message headers are looked up in.")
            .notYetAndProtects();
    public static final Parameter<String> HEADER_FROM_FORMAT = Parameter.text(
            "header_from_format",
            "standard",
            Limits.from(1),
            "How a From header is written when one is added: name before address, or the obsolete form.");
    public static final Parameter<Integer> HEADER_SIZE_LIMIT = Parameter.integer(
            "header_size_limit",
            "102400",
            Limits.from(1),
            "How many bytes of one header are kept; the rest is discarded.");
    public static final Parameter<Integer> HOPCOUNT_LIMIT = Parameter.integer(
            "hopcount_limit",
            "50",
            Limits.from(1),
            "How many Received headers a message may have before it is taken for a loop.");
    public static final Parameter<String> INTERNAL_MAIL_FILTER_CLASSES = Parameter.text(
            "internal_mail_filter_classes",
            "",
            "Classes of mail made by the mail system itself that content inspection applies to.");
    public static final Parameter<Integer> LINE_LENGTH_LIMIT = Parameter.integer(
            "line_length_limit",
            "2048",
            Limits.from(512),
            "How many bytes of a line are handled as one piece; longer lines are cut and joined again later.");
    public static final Parameter<String> LOCAL_LOGIN_SENDER_MAPS = Parameter.text(
                    "local_login_sender_maps",
                    "static:*",
                    "Tables that say which sender addresses a local user may submit with.")
            .notYetAndProtects();
    public static final Parameter<Set<AddressUse>> MASQUERADE_CLASSES = Parameter.text(
                    "masquerade_classes",
                    "envelope_sender, header_sender, header_recipient",
                    "Which addresses masquerade_domains applies to.")
            .listOf(EnumSet.allOf(AddressUse.class));
    public static final Parameter<String> MASQUERADE_DOMAINS =
            Parameter.text("masquerade_domains", "", "Domains whose subdomains are stripped from addresses.");
    public static final Parameter<String> MASQUERADE_EXCEPTIONS =
            Parameter.text("masquerade_exceptions", "", "Users whose addresses are not masqueraded.");
    public static final Parameter<String> MESSAGE_DROP_HEADERS = Parameter.text(
            "message_drop_headers",
            "bcc, content-length, resent-bcc, return-path",
            "Names of headers that are removed from received mail.");
    public static final Parameter<String> MESSAGE_REJECT_CHARACTERS = Parameter.text(
            "message_reject_characters", "", "Characters that mail may not hold; a message that does is rejected.");
    public static final Parameter<Long> MESSAGE_SIZE_LIMIT = Parameter.longInteger(
            "message_size_limit",
            "10240000",
            Limits.NONE,
            "How many bytes a message may have, envelope included; 0 for no limit.");
    public static final Parameter<String> MESSAGE_STRIP_CHARACTERS =
            Parameter.text("message_strip_characters", "", "Characters that are removed from message content.");
    public static final Parameter<String> MILTER_HEADER_CHECKS = Parameter.text(
                    "milter_header_checks", "", "Tables of patterns that headers made by Milters are looked up in.")
            .notYetAndProtects();
    public static final Parameter<Integer> MIME_BOUNDARY_LENGTH_LIMIT = Parameter.integer(
                    "mime_boundary_length_limit",
                    "2048",
                    Limits.from(1),
                    "How many bytes of a MIME boundary are compared.")
            .notYet();
    public static final Parameter<String> MIME_HEADER_CHECKS = Parameter.text(
                    "mime_header_checks", "$header_checks", "Tables of patterns that MIME headers are looked up in.")
            .notYetAndProtects();
    public static final Parameter<Integer> MIME_NESTING_LIMIT = Parameter.integer(
                    "mime_nesting_limit", "100", Limits.from(1), "How deep multipart structure may be nested.")
            .notYet();
    public static final Parameter<String> NESTED_HEADER_CHECKS = Parameter.text(
                    "nested_header_checks",
                    "$header_checks",
                    "Tables of patterns that headers of attached messages are looked up in.")
            .notYetAndProtects();
    public static final Parameter<String> NON_EMPTY_END_OF_HEADER_ACTION = Parameter.text(
                    "non_empty_end_of_header_action",
                    "fix_quietly",
                    Limits.from(1),
                    "What is done when the header ends in a line that is neither empty nor a header.")
            .notYetAndProtects();
    public static final Parameter<Set<AddressSource>> PROPAGATE_UNMATCHED_EXTENSIONS = Parameter.text(
                    "propagate_unmatched_extensions",
                    "canonical, virtual",
                    "Which address mappings copy an address extension from the key to the result.")
            .listOf(EnumSet.allOf(AddressSource.class));
    public static final Parameter<Integer> QUEUE_FILE_ATTRIBUTE_COUNT_LIMIT = Parameter.integer(
            "queue_file_attribute_count_limit",
            "100",
            Limits.from(1),
            "How many named attributes one message may carry.");
    public static final Parameter<Set<ReceiveOverride>> RECEIVE_OVERRIDE_OPTIONS = Parameter.text(
                    "receive_override_options",
                    "",
                    "Steps of receiving mail that are switched off, for mail that comes back from a content filter.")
            .listOf(EnumSet.allOf(ReceiveOverride.class));
    public static final Parameter<String> RECIPIENT_BCC_MAPS =
            Parameter.text("recipient_bcc_maps", "", "Tables that name an address for copies, by recipient.");
    public static final Parameter<Set<AddressUse>> RECIPIENT_CANONICAL_CLASSES = Parameter.text(
                    "recipient_canonical_classes",
                    "envelope_recipient, header_recipient",
                    Limits.from(1),
                    "Which addresses recipient_canonical_maps applies to.")
            .listOf(EnumSet.of(AddressUse.ENVELOPE_RECIPIENT, AddressUse.HEADER_RECIPIENT));
    public static final Parameter<String> RECIPIENT_CANONICAL_MAPS = Parameter.text(
            "recipient_canonical_maps", "", "Tables that rewrite recipient addresses, in the envelope and in headers.");
    public static final Parameter<String> SENDER_BCC_MAPS =
            Parameter.text("sender_bcc_maps", "", "Tables that name an address for copies, by sender.");
    public static final Parameter<Set<AddressUse>> SENDER_CANONICAL_CLASSES = Parameter.text(
                    "sender_canonical_classes",
                    "envelope_sender, header_sender",
                    Limits.from(1),
                    "Which addresses sender_canonical_maps applies to.")
            .listOf(EnumSet.of(AddressUse.ENVELOPE_SENDER, AddressUse.HEADER_SENDER));
    public static final Parameter<String> SENDER_CANONICAL_MAPS = Parameter.text(
            "sender_canonical_maps", "", "Tables that rewrite sender addresses, in the envelope and in headers.");
    public static final Parameter<String> SENDMAIL_FIX_LINE_ENDINGS = Parameter.text(
            "sendmail_fix_line_endings",
            "always",
            Limits.from(1),
            "When sendmail(1) turns line ends of CR LF into LF: always, never, or by the first line.");
    public static final Parameter<Boolean> STRICT_7BIT_HEADERS = Parameter.bool(
                    "strict_7bit_headers", "no", "Whether mail with 8-bit text in headers is rejected.")
            .notYetAndProtects();
    public static final Parameter<Boolean> STRICT_8BITMIME = Parameter.bool(
                    "strict_8bitmime", "no", "Whether both strict_7bit_headers and strict_8bitmime_body are in force.")
            .notYetAndProtects();
    public static final Parameter<Boolean> STRICT_8BITMIME_BODY = Parameter.bool(
                    "strict_8bitmime_body", "no", "Whether 8-bit bodies without a declared encoding are rejected.")
            .notYetAndProtects();
    public static final Parameter<Boolean> STRICT_MIME_ENCODING_DOMAIN = Parameter.bool(
                    "strict_mime_encoding_domain",
                    "no",
                    "Whether mail is rejected whose transfer encoding the MIME standard forbids for its type.")
            .notYetAndProtects();
    public static final Parameter<Boolean> SUN_MAILTOOL_COMPATIBILITY = Parameter.bool(
                    "sun_mailtool_compatibility",
                    "no",
                    "Obsolete switch for an old mail program; without effect in favour of the MIME settings.")
            .notYet();
    public static final Parameter<String> UNDISCLOSED_RECIPIENTS_HEADER = Parameter.text(
            "undisclosed_recipients_header",
            "",
            "Header that is added when a message names no recipients; empty for none.");
    public static final Parameter<Integer> VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT = Parameter.integer(
            "virtual_alias_address_length_limit",
            "1000",
            Limits.from(1),
            "How long an address may become through virtual aliases.");
    public static final Parameter<Integer> VIRTUAL_ALIAS_EXPANSION_LIMIT = Parameter.integer(
            "virtual_alias_expansion_limit",
            "1000",
            Limits.from(1),
            "How many recipients one original recipient may expand into.");
    public static final Parameter<String> VIRTUAL_ALIAS_MAPS = Parameter.text(
            "virtual_alias_maps",
            "$virtual_maps",
            "Tables that replace recipient addresses by others, local or remote.");
    public static final Parameter<Integer> VIRTUAL_ALIAS_RECURSION_LIMIT = Parameter.integer(
            "virtual_alias_recursion_limit",
            "1000",
            Limits.from(1),
            "How deep virtual aliases may refer to each other.");

    private CleanupParameters() {}

    /// All of them.
    static List<Parameter<?>> all() {
        return List.of(
                ALWAYS_ADD_MISSING_HEADERS,
                ALWAYS_BCC,
                BODY_CHECKS,
                BODY_CHECKS_SIZE_LIMIT,
                CANONICAL_CLASSES,
                CANONICAL_MAPS,
                CLEANUP_REPLACE_STRAY_CR_LF,
                CONTENT_FILTER,
                DETECT_8BIT_ENCODING_HEADER,
                DISABLE_MIME_INPUT_PROCESSING,
                DISABLE_MIME_OUTPUT_CONVERSION,
                DUPLICATE_FILTER_LIMIT,
                EMPTY_ADDRESS_LOCAL_LOGIN_SENDER_MAPS_LOOKUP_KEY,
                ENABLE_ORIGINAL_RECIPIENT,
                FORCE_MIME_INPUT_CONVERSION,
                FULL_NAME_ENCODING_CHARSET,
                HEADER_ADDRESS_TOKEN_LIMIT,
                HEADER_CHECKS,
                HEADER_FROM_FORMAT,
                HEADER_SIZE_LIMIT,
                HOPCOUNT_LIMIT,
                INTERNAL_MAIL_FILTER_CLASSES,
                LINE_LENGTH_LIMIT,
                LOCAL_LOGIN_SENDER_MAPS,
                MASQUERADE_CLASSES,
                MASQUERADE_DOMAINS,
                MASQUERADE_EXCEPTIONS,
                MESSAGE_DROP_HEADERS,
                MESSAGE_REJECT_CHARACTERS,
                MESSAGE_SIZE_LIMIT,
                MESSAGE_STRIP_CHARACTERS,
                MILTER_HEADER_CHECKS,
                MIME_BOUNDARY_LENGTH_LIMIT,
                MIME_HEADER_CHECKS,
                MIME_NESTING_LIMIT,
                NESTED_HEADER_CHECKS,
                NON_EMPTY_END_OF_HEADER_ACTION,
                PROPAGATE_UNMATCHED_EXTENSIONS,
                QUEUE_FILE_ATTRIBUTE_COUNT_LIMIT,
                RECEIVE_OVERRIDE_OPTIONS,
                RECIPIENT_BCC_MAPS,
                RECIPIENT_CANONICAL_CLASSES,
                RECIPIENT_CANONICAL_MAPS,
                SENDER_BCC_MAPS,
                SENDER_CANONICAL_CLASSES,
                SENDER_CANONICAL_MAPS,
                SENDMAIL_FIX_LINE_ENDINGS,
                STRICT_7BIT_HEADERS,
                STRICT_8BITMIME,
                STRICT_8BITMIME_BODY,
                STRICT_MIME_ENCODING_DOMAIN,
                SUN_MAILTOOL_COMPATIBILITY,
                UNDISCLOSED_RECIPIENTS_HEADER,
                VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT,
                VIRTUAL_ALIAS_EXPANSION_LIMIT,
                VIRTUAL_ALIAS_MAPS,
                VIRTUAL_ALIAS_RECURSION_LIMIT);
    }
}
