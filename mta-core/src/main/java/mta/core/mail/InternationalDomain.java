package mta.core.mail;

import java.net.IDN;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// The form in which the DNS knows a domain that is not in ASCII (RFC 5890).
public final class InternationalDomain {

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
            return Optional.of(IDN.toASCII(text.toString()));
        } catch (CharacterCodingException | IllegalArgumentException _) {
            return Optional.empty();
        }
    }
}
