package mta.smtp.reply;

import java.util.List;
import java.util.Optional;
import mta.core.mail.EnhancedStatus;

/// A reply that a server sent us.
///
/// @param code its three digits
/// @param status the enhanced status on its last line; nothing where there is none, or where it contradicts the code
/// @param lines all lines as they came, codes included, without line ends; at least one
public record ReceivedReply(int code, Optional<EnhancedStatus> status, List<String> lines) {

    public ReceivedReply {
        lines = List.copyOf(lines);
    }

    /// Whether the code is 2xx.
    public boolean isSuccess() {
        return code / 100 == 2;
    }

    /// The whole reply as it stands in a log line: the lines joined by blanks.
    public String text() {
        return lines.size() == 1 ? lines.getFirst() : String.join(" ", lines);
    }

    /// The lines without their codes, such as the keywords after EHLO.
    public List<String> texts() {
        return lines.stream()
                .map(line -> line.substring(Math.min(4, line.length())))
                .toList();
    }
}
