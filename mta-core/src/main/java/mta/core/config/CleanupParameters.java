package mta.core.config;

import java.util.List;
import mta.core.config.Parameter.Limits;

/// Parameters of cleanup(8) and of submission through sendmail(1): headers, MIME, address mapping, content inspection.
public final class CleanupParameters {

    public static final Parameter<Boolean> ALWAYS_ADD_MISSING_HEADERS = Parameter.bool(
                    "always_add_missing_headers", "no", "Always add missing headers.")
            .notYet();
    public static final Parameter<String> ALWAYS_BCC =
            Parameter.text("always_bcc", "", "Always bcc.").notYet();
    public static final Parameter<String> BODY_CHECKS =
            Parameter.text("body_checks", "", "Body checks.").notYet();
    public static final Parameter<Integer> BODY_CHECKS_SIZE_LIMIT = Parameter.integer(
                    "body_checks_size_limit", "51200", Limits.NONE, "Body checks size limit.")
            .notYet();
    public static final Parameter<String> CANONICAL_CLASSES = Parameter.text(
                    "canonical_classes",
                    "envelope_sender, envelope_recipient, header_sender, header_recipient",
                    Limits.from(1),
                    "Canonical classes.")
            .notYet();
    public static final Parameter<String> CANONICAL_MAPS =
            Parameter.text("canonical_maps", "", "Canonical maps.").notYet();
    public static final Parameter<Boolean> CLEANUP_REPLACE_STRAY_CR_LF = Parameter.bool(
                    "cleanup_replace_stray_cr_lf", "yes", "Cleanup replace stray cr lf.")
            .notYet();
    public static final Parameter<String> CONTENT_FILTER =
            Parameter.text("content_filter", "", "Content filter.").notYet();
    public static final Parameter<Boolean> DETECT_8BIT_ENCODING_HEADER = Parameter.bool(
                    "detect_8bit_encoding_header", "yes", "Detect 8bit encoding header.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_MIME_INPUT_PROCESSING = Parameter.bool(
                    "disable_mime_input_processing", "no", "Disable mime input processing.")
            .notYet();
    public static final Parameter<Boolean> DISABLE_MIME_OUTPUT_CONVERSION = Parameter.bool(
                    "disable_mime_output_conversion", "no", "Disable mime output conversion.")
            .notYet();
    public static final Parameter<Integer> DUPLICATE_FILTER_LIMIT = Parameter.integer(
                    "duplicate_filter_limit", "1000", Limits.NONE, "Duplicate filter limit.")
            .notYet();
    public static final Parameter<String> EMPTY_ADDRESS_LOCAL_LOGIN_SENDER_MAPS_LOOKUP_KEY = Parameter.text(
                    "empty_address_local_login_sender_maps_lookup_key",
                    "<>",
                    "Empty address local login sender maps lookup key.")
            .notYet();
    public static final Parameter<Boolean> ENABLE_ORIGINAL_RECIPIENT = Parameter.bool(
                    "enable_original_recipient", "yes", "Enable original recipient.")
            .notYet();
    public static final Parameter<Boolean> FORCE_MIME_INPUT_CONVERSION = Parameter.bool(
                    "force_mime_input_conversion", "no", "Force mime input conversion.")
            .notYet();
    public static final Parameter<String> FULL_NAME_ENCODING_CHARSET = Parameter.text(
                    "full_name_encoding_charset", "utf-8", Limits.from(1), "Full name encoding charset.")
            .notYet();
    public static final Parameter<Integer> HEADER_ADDRESS_TOKEN_LIMIT = Parameter.integer(
                    "header_address_token_limit", "10240", Limits.from(1), "Header address token limit.")
            .notYet();
    public static final Parameter<String> HEADER_CHECKS =
            Parameter.text("header_checks", "", "Header checks.").notYet();
    public static final Parameter<String> HEADER_FROM_FORMAT = Parameter.text(
                    "header_from_format", "standard", Limits.from(1), "Header from format.")
            .notYet();
    public static final Parameter<Integer> HEADER_SIZE_LIMIT = Parameter.integer(
                    "header_size_limit", "102400", Limits.from(1), "Header size limit.")
            .notYet();
    public static final Parameter<Integer> HOPCOUNT_LIMIT = Parameter.integer(
                    "hopcount_limit", "50", Limits.from(1), "Hopcount limit.")
            .notYet();
    public static final Parameter<String> INTERNAL_MAIL_FILTER_CLASSES = Parameter.text(
                    "internal_mail_filter_classes", "", "Internal mail filter classes.")
            .notYet();
    public static final Parameter<Integer> LINE_LENGTH_LIMIT = Parameter.integer(
                    "line_length_limit", "2048", Limits.from(512), "Line length limit.")
            .notYet();
    public static final Parameter<String> LOCAL_LOGIN_SENDER_MAPS = Parameter.text(
                    "local_login_sender_maps", "static:*", "Local login sender maps.")
            .notYet();
    public static final Parameter<String> MASQUERADE_CLASSES = Parameter.text(
                    "masquerade_classes", "envelope_sender, header_sender, header_recipient", "Masquerade classes.")
            .notYet();
    public static final Parameter<String> MASQUERADE_DOMAINS =
            Parameter.text("masquerade_domains", "", "Masquerade domains.").notYet();
    public static final Parameter<String> MASQUERADE_EXCEPTIONS = Parameter.text(
                    "masquerade_exceptions", "", "Masquerade exceptions.")
            .notYet();
    public static final Parameter<String> MESSAGE_DROP_HEADERS = Parameter.text(
                    "message_drop_headers", "bcc, content-length, resent-bcc, return-path", "Message drop headers.")
            .notYet();
    public static final Parameter<String> MESSAGE_REJECT_CHARACTERS = Parameter.text(
                    "message_reject_characters", "", "Message reject characters.")
            .notYet();
    public static final Parameter<Long> MESSAGE_SIZE_LIMIT = Parameter.longInteger(
                    "message_size_limit", "10240000", Limits.NONE, "Message size limit.")
            .notYet();
    public static final Parameter<String> MESSAGE_STRIP_CHARACTERS = Parameter.text(
                    "message_strip_characters", "", "Message strip characters.")
            .notYet();
    public static final Parameter<String> MILTER_HEADER_CHECKS =
            Parameter.text("milter_header_checks", "", "Milter header checks.").notYet();
    public static final Parameter<Integer> MIME_BOUNDARY_LENGTH_LIMIT = Parameter.integer(
                    "mime_boundary_length_limit", "2048", Limits.from(1), "Mime boundary length limit.")
            .notYet();
    public static final Parameter<String> MIME_HEADER_CHECKS = Parameter.text(
                    "mime_header_checks", "$header_checks", "Mime header checks.")
            .notYet();
    public static final Parameter<Integer> MIME_NESTING_LIMIT = Parameter.integer(
                    "mime_nesting_limit", "100", Limits.from(1), "Mime nesting limit.")
            .notYet();
    public static final Parameter<String> NESTED_HEADER_CHECKS = Parameter.text(
                    "nested_header_checks", "$header_checks", "Nested header checks.")
            .notYet();
    public static final Parameter<String> NON_EMPTY_END_OF_HEADER_ACTION = Parameter.text(
                    "non_empty_end_of_header_action", "fix_quietly", Limits.from(1), "Non empty end of header action.")
            .notYet();
    public static final Parameter<String> PROPAGATE_UNMATCHED_EXTENSIONS = Parameter.text(
                    "propagate_unmatched_extensions", "canonical, virtual", "Propagate unmatched extensions.")
            .notYet();
    public static final Parameter<Integer> QUEUE_FILE_ATTRIBUTE_COUNT_LIMIT = Parameter.integer(
                    "queue_file_attribute_count_limit", "100", Limits.from(1), "Queue file attribute count limit.")
            .notYet();
    public static final Parameter<String> RECEIVE_OVERRIDE_OPTIONS = Parameter.text(
                    "receive_override_options", "", "Receive override options.")
            .notYet();
    public static final Parameter<String> RECIPIENT_BCC_MAPS =
            Parameter.text("recipient_bcc_maps", "", "Recipient bcc maps.").notYet();
    public static final Parameter<String> RECIPIENT_CANONICAL_CLASSES = Parameter.text(
                    "recipient_canonical_classes",
                    "envelope_recipient, header_recipient",
                    Limits.from(1),
                    "Recipient canonical classes.")
            .notYet();
    public static final Parameter<String> RECIPIENT_CANONICAL_MAPS = Parameter.text(
                    "recipient_canonical_maps", "", "Recipient canonical maps.")
            .notYet();
    public static final Parameter<String> SENDER_BCC_MAPS =
            Parameter.text("sender_bcc_maps", "", "Sender bcc maps.").notYet();
    public static final Parameter<String> SENDER_CANONICAL_CLASSES = Parameter.text(
                    "sender_canonical_classes",
                    "envelope_sender, header_sender",
                    Limits.from(1),
                    "Sender canonical classes.")
            .notYet();
    public static final Parameter<String> SENDER_CANONICAL_MAPS = Parameter.text(
                    "sender_canonical_maps", "", "Sender canonical maps.")
            .notYet();
    public static final Parameter<String> SENDMAIL_FIX_LINE_ENDINGS = Parameter.text(
                    "sendmail_fix_line_endings", "always", Limits.from(1), "Sendmail fix line endings.")
            .notYet();
    public static final Parameter<Boolean> STRICT_7BIT_HEADERS =
            Parameter.bool("strict_7bit_headers", "no", "Strict 7bit headers.").notYet();
    public static final Parameter<Boolean> STRICT_8BITMIME =
            Parameter.bool("strict_8bitmime", "no", "Strict 8bitmime.").notYet();
    public static final Parameter<Boolean> STRICT_8BITMIME_BODY = Parameter.bool(
                    "strict_8bitmime_body", "no", "Strict 8bitmime body.")
            .notYet();
    public static final Parameter<Boolean> STRICT_MIME_ENCODING_DOMAIN = Parameter.bool(
                    "strict_mime_encoding_domain", "no", "Strict mime encoding domain.")
            .notYet();
    public static final Parameter<Boolean> SUN_MAILTOOL_COMPATIBILITY = Parameter.bool(
                    "sun_mailtool_compatibility", "no", "Sun mailtool compatibility.")
            .notYet();
    public static final Parameter<String> UNDISCLOSED_RECIPIENTS_HEADER = Parameter.text(
                    "undisclosed_recipients_header", "", "Undisclosed recipients header.")
            .notYet();
    public static final Parameter<Integer> VIRTUAL_ALIAS_ADDRESS_LENGTH_LIMIT = Parameter.integer(
                    "virtual_alias_address_length_limit", "1000", Limits.from(1), "Virtual alias address length limit.")
            .notYet();
    public static final Parameter<Integer> VIRTUAL_ALIAS_EXPANSION_LIMIT = Parameter.integer(
                    "virtual_alias_expansion_limit", "1000", Limits.from(1), "Virtual alias expansion limit.")
            .notYet();
    public static final Parameter<String> VIRTUAL_ALIAS_MAPS = Parameter.text(
                    "virtual_alias_maps", "$virtual_maps", "Virtual alias maps.")
            .notYet();
    public static final Parameter<Integer> VIRTUAL_ALIAS_RECURSION_LIMIT = Parameter.integer(
                    "virtual_alias_recursion_limit", "1000", Limits.from(1), "Virtual alias recursion limit.")
            .notYet();

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
