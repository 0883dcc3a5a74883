package mta.core.mail;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/// The form in which the DNS knows a domain that is not in ASCII (RFC 5890).
public final class InternationalDomain {

    private static final Pattern HYPHEN_AT_END = Pattern.compile("(?:^|\\.)-|-(?:\\.|$)");

    private InternationalDomain() {}

    /// The name for the DNS.
    ///
    /// @param domain as envelopes hold it: the bytes of its UTF-8, one in each character
    /// @return the same where it is ASCII already; nothing where it is no name
    public static Optional<String> ascii(String domain) {
        if (domain.chars().allMatch(c -> c < 0x80)) {
            return Optional.of(domain);
        }
        try {
            var text = StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(domain.getBytes(StandardCharsets.ISO_8859_1)));
            // What begins or ends with a hyphen would look right in the other form. And Java knows only the
            // characters of Unicode 3.2.
            return HYPHEN_AT_END.matcher(text).find()
                    ? Optional.empty()
                    : Optional.of(IDN.toASCII(text.toString(), IDN.ALLOW_UNASSIGNED));
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
