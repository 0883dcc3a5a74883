package mta.queue.record;

/// The first record of a queue file: sizes that are known only when everything else is written.
///
///     %15ld %15ld %15ld %15ld %15ld %15ld
///
/// The fixed width lets cleanup(8) write zeros first and the truth later, in the same place.
///
/// @param contentSize bytes from the data offset to the extracted segment's marker, record heads included
/// @param dataOffset where the first content record starts, in bytes from the start of the file
/// @param recipients how many recipient records there are
/// @param queueManagerFlags for qmgr(8)
/// @param contentLength bytes of the content as it would go over SMTP; what size limits look at
/// @param sendOptions the bits of [mta.core.mail.SendOption]
public record MessageSize(
        long contentSize, long dataOffset, int recipients, int queueManagerFlags, long contentLength, int sendOptions) {

    /// What stands there while the message is being written.
    public static final MessageSize NOT_YET = new MessageSize(0, 0, 0, 0, 0, 0);

    /// Reads the content of a size record. Old Postfix versions wrote one, three, four or five numbers.
    ///
    /// @throws QueueFileDamaged if there is no positive size and offset
    public static MessageSize parse(QueueRecord record) throws QueueFileDamaged {
        String[] words = record.text().strip().split("\\s+");
        try {
            var size = new MessageSize(
                    number(words, 0),
                    number(words, 1),
                    (int) number(words, 2),
                    (int) number(words, 3),
                    number(words, 4),
                    (int) number(words, 5));
            if (words.length >= 3 && size.dataOffset > 0 && size.contentSize >= 0) {
                return size;
            }
        } catch (NumberFormatException e) {
            // reported below, with the record's place
        }
        throw new QueueFileDamaged("malformed size record: " + record.text(), record.offset());
    }

    private static long number(String[] words, int index) {
        return index < words.length ? Long.parseLong(words[index]) : 0;
    }

    /// The content of the record.
    public String text() {
        return FixedWidth.of(contentSize, dataOffset, recipients, queueManagerFlags, contentLength, sendOptions);
    }
}
