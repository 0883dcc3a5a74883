package mta.cleanup;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import mta.core.config.BounceParameters;
import mta.core.config.CleanupParameters;
import mta.core.config.CoreParameters;
import mta.core.config.MainCf;
import mta.core.config.RewriteParameters;

/// What `main.cf` says about cleanup(8), besides the lookup tables.
///
/// @param myHostname in `Message-Id:` headers that we make
/// @param messageSizeLimit the largest queue file in bytes; 0 for no limit
/// @param lineLengthLimit longer lines are stored in several records
/// @param headerSizeLimit bytes kept of one header
/// @param headerTokenLimit words and operators looked at in one address header
/// @param hopcountLimit a message with that many `Received:` headers is refused
/// @param attributeLimit how many attributes a message may have
/// @param duplicateLimit how many recipients are remembered to find duplicates; 0 for no limit
/// @param alwaysAddHeaders add missing headers to mail from remote clients, too
/// @param rewriteRemoteHeaders whether headers of mail from remote clients are rewritten
/// @param undisclosedRecipients the header added where there is none for recipients; may be empty
/// @param dropHeaders headers that are removed, in lower case
/// @param angleFrom whether a `From:` header that we make is `name <address>`, not `address (name)`
/// @param longQueueIds whether queue ids are unique by themselves
/// @param keepOriginalRecipients whether recipients that differ in their original address are both kept
/// @param emptyRecipient who gets mail for `<>`
/// @param alwaysBcc who gets a copy of everything; may be empty
/// @param delayWarning when a sender is told that a message is late; zero for never
/// @param rejectCharacters bytes that content must not have
/// @param stripCharacters bytes that are removed from content
/// @param replaceStrayLineEnds whether CR and LF inside a line become blanks
/// @param allowsUtf8 whether SMTPUTF8 is known at all
/// @param verpDelimiters characters that clients may have for VERP
/// @param detectEncoding whether `Content-Transfer-Encoding: 8bit` counts
record CleanupConfig(
        String myHostname,
        long messageSizeLimit,
        int lineLengthLimit,
        int headerSizeLimit,
        int headerTokenLimit,
        int hopcountLimit,
        int attributeLimit,
        int duplicateLimit,
        boolean alwaysAddHeaders,
        boolean rewriteRemoteHeaders,
        String undisclosedRecipients,
        Set<String> dropHeaders,
        boolean angleFrom,
        boolean longQueueIds,
        boolean keepOriginalRecipients,
        String emptyRecipient,
        String alwaysBcc,
        Duration delayWarning,
        CharacterSet rejectCharacters,
        CharacterSet stripCharacters,
        boolean replaceStrayLineEnds,
        boolean allowsUtf8,
        String verpDelimiters,
        boolean detectEncoding) {

    static CleanupConfig from(MainCf main) {
        return new CleanupConfig(
                main.get(CoreParameters.MYHOSTNAME),
                main.get(CleanupParameters.MESSAGE_SIZE_LIMIT),
                main.get(CleanupParameters.LINE_LENGTH_LIMIT),
                main.get(CleanupParameters.HEADER_SIZE_LIMIT),
                main.get(CleanupParameters.HEADER_ADDRESS_TOKEN_LIMIT),
                main.get(CleanupParameters.HOPCOUNT_LIMIT),
                main.get(CleanupParameters.QUEUE_FILE_ATTRIBUTE_COUNT_LIMIT),
                main.get(CleanupParameters.DUPLICATE_FILTER_LIMIT),
                main.get(CleanupParameters.ALWAYS_ADD_MISSING_HEADERS),
                !main.get(RewriteParameters.REMOTE_HEADER_REWRITE_DOMAIN).isEmpty(),
                main.get(CleanupParameters.UNDISCLOSED_RECIPIENTS_HEADER),
                words(main.get(CleanupParameters.MESSAGE_DROP_HEADERS)),
                main.get(CleanupParameters.HEADER_FROM_FORMAT).equals("standard"),
                main.get(CoreParameters.ENABLE_LONG_QUEUE_IDS),
                main.get(CleanupParameters.ENABLE_ORIGINAL_RECIPIENT),
                main.get(RewriteParameters.EMPTY_ADDRESS_RECIPIENT),
                main.get(CleanupParameters.ALWAYS_BCC),
                main.get(BounceParameters.DELAY_WARNING_TIME),
                CharacterSet.parse(main.get(CleanupParameters.MESSAGE_REJECT_CHARACTERS)),
                CharacterSet.parse(main.get(CleanupParameters.MESSAGE_STRIP_CHARACTERS)),
                main.get(CleanupParameters.CLEANUP_REPLACE_STRAY_CR_LF),
                main.get(CoreParameters.SMTPUTF8_ENABLE),
                main.get(BounceParameters.VERP_DELIMITER_FILTER),
                main.get(CleanupParameters.DETECT_8BIT_ENCODING_HEADER));
    }

    private static Set<String> words(String list) {
        return Arrays.stream(list.toLowerCase(Locale.ROOT).split("[ \\t\\r\\n,]+"))
                .filter(word -> !word.isEmpty())
                .collect(Collectors.toUnmodifiableSet());
    }
}
