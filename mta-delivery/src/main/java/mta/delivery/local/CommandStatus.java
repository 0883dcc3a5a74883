package mta.delivery.local;

import java.util.Map;
import java.util.Optional;

/// What exit statuses of commands mean, after sysexits(3).
///
/// @param status the enhanced status
/// @param words for the log and the sender
record CommandStatus(String status, String words) {

    private static final Map<Integer, CommandStatus> KNOWN = Map.ofEntries(
            Map.entry(64, new CommandStatus("5.3.0", "command line usage error")),
            Map.entry(65, new CommandStatus("5.6.0", "data format error")),
            Map.entry(66, new CommandStatus("5.3.0", "cannot open input")),
            Map.entry(67, new CommandStatus("5.1.1", "user unknown")),
            Map.entry(68, new CommandStatus("5.1.2", "host name unknown")),
            Map.entry(69, new CommandStatus("5.3.0", "service unavailable")),
            Map.entry(70, new CommandStatus("5.3.0", "internal software error")),
            Map.entry(71, new CommandStatus("4.3.0", "system resource problem")),
            Map.entry(72, new CommandStatus("5.3.0", "critical OS file missing")),
            Map.entry(73, new CommandStatus("5.2.0", "can't create user output file")),
            Map.entry(74, new CommandStatus("5.3.0", "input/output error")),
            Map.entry(75, new CommandStatus("4.3.0", "temporary failure")),
            Map.entry(76, new CommandStatus("5.5.0", "remote error in protocol")),
            Map.entry(77, new CommandStatus("5.7.0", "permission denied")),
            Map.entry(78, new CommandStatus("5.3.5", "local configuration error")));

    /// The meaning of a status; nothing where it has none.
    static Optional<CommandStatus> of(int exit) {
        return Optional.ofNullable(KNOWN.get(exit));
    }
}
