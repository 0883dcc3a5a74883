package mta.cleanup;

/// Where a message comes from, as log lines about refusals show it:
/// ` from NAME[ADDRESS]; from=<a> to=<b> proto=ESMTP helo=<c>`.
final class Origin {

    private Origin() {}

    static String of(Message message) {
        var attributes = message.attributes();
        var text = new StringBuilder(" from ").append(attributes.getOrDefault("log_message_origin", "local"));
        text.append("; from=<").append(message.sender().orElse("")).append('>');
        message.firstRecipient().ifPresent(to -> text.append(" to=<").append(to).append('>'));
        if (attributes.containsKey("log_protocol_name")) {
            text.append(" proto=").append(attributes.get("log_protocol_name"));
        }
        if (attributes.containsKey("log_helo_name")) {
            text.append(" helo=<").append(attributes.get("log_helo_name")).append('>');
        }
        return text.toString();
    }
}
