package mta.queue.record;

import java.util.Arrays;

/// Kinds of record in a queue file, by the letter on disk.
///
///     letter  length (7 bits a byte, low first)  content
///     +-----+ +------+------+                    +--------- - - -+
///     |  R  | | 0x91 | 0x01 |                    | 145 bytes     |
///     +-----+ +------+------+                    +--------- - - -+
///
///     file      = envelope M content X extracted E
///     envelope  = C T (F I L S W A V < i f c, and for each recipient: A* n? o? O? then R, D, / or >)*
///     content   = (N | L* N)*         a line of the message, without its line end; L goes on in the next record
///     extracted = what cleanup(8) took from the headers: recipients, return-receipt, errors-to, attributes
///
/// Pointer records (`p`) may stand in each segment: reading goes on at the offset they hold, unless that is zero.
/// Padding (`w`) means nothing. The file of a local submission (`maildrop`) has no `C`, and a `T` of ours.
///
/// One letter has two meanings: `L` is [#CONTENT_FILTER] in the envelope and [#UNTERMINATED_TEXT] in the content.
public enum RecordType {
    MESSAGE_SIZE('C', "message_size"),
    ARRIVAL_TIME('T', "message_arrival_time"),
    CREATE_TIME('c', "queue_file_create_time"),
    FULL_NAME('F', "sender_fullname"),
    CONTENT_INSPECTOR('I', "content_inspector"),
    CONTENT_FILTER('L', "content_filter"),
    SENDER('S', "sender"),
    DONE('D', "done_recipient"),
    RECIPIENT('R', "recipient"),
    ORIGINAL_RECIPIENT('O', "original_recipient"),
    CANCELED('/', "canceled_recipient"),
    WARNING_TIME('W', "warning_message_time"),
    ATTRIBUTE('A', "named_attribute"),
    KILLED('K', "killed_record"),
    REDIRECT('>', "redirect_to"),
    FLAGS('f', "flags"),
    DELAY('d', "unknown_record_type"),
    MESSAGE_START('M', "message_content"),
    UNTERMINATED_TEXT('L', "unterminated_text"),
    TEXT('N', "regular_text"),
    PADDING('w', "padding"),
    EXTRACTED_START('X', "extracted_info"),
    RETURN_RECEIPT('r', "return_receipt"),
    ERRORS_TO('e', "errors_to"),
    PRIORITY('P', "priority"),
    POINTER('p', "pointer_record"),
    VERP('V', "verp_delimiters"),
    DSN_RETURN('<', "dsn_return_flags"),
    DSN_ENVELOPE_ID('i', "dsn_envelope_id"),
    DSN_ORIGINAL_RECIPIENT('o', "dsn_original_recipient"),
    DSN_NOTIFY('n', "dsn_notify_flags"),
    MILTER_COUNT('m', "unknown_record_type"),
    END('E', "message_end"),
    /// A letter that has no meaning; never written.
    UNKNOWN('\0', "unknown_record_type");

    /// Letters that may stand in the envelope and in what was extracted, beside pointers and padding.
    private static final String ENVELOPE = "MCTcFILSDRO/WVA>K<ionfm";

    private static final String EXTRACTED = "EDRO/PreAFIL>Kon";
    private static final String CONTENT = "XLN";

    private final char letter;
    private final String printedName;

    RecordType(char letter, String printedName) {
        this.letter = letter;
        this.printedName = printedName;
    }

    /// The letter on disk.
    public char letter() {
        return letter;
    }

    /// The name that postcat(1) prints.
    public String printedName() {
        return printedName;
    }

    /// What a letter means in a part of the file; [#UNKNOWN] if nothing.
    public static RecordType of(char letter, Segment segment) {
        if (letter == 'L') {
            return segment == Segment.CONTENT ? UNTERMINATED_TEXT : CONTENT_FILTER;
        }
        return letter < BY_LETTER.length ? BY_LETTER[letter] : UNKNOWN;
    }

    /// Whether this kind of record may stand in that part of a file.
    public boolean isAllowedIn(Segment segment) {
        if (this == POINTER || this == PADDING) {
            return true;
        }
        String letters = switch (segment) {
            case ENVELOPE -> ENVELOPE;
            case CONTENT -> CONTENT;
            case EXTRACTED -> EXTRACTED;
            case AFTER_END -> "";
        };
        return letters.indexOf(letter) >= 0;
    }

    private static final RecordType[] BY_LETTER = byLetter();

    private static RecordType[] byLetter() {
        var types = new RecordType[128];
        Arrays.fill(types, UNKNOWN);
        for (RecordType type : values()) {
            if (type != UNKNOWN) {
                types[type.letter] = type;
            }
        }
        return types;
    }
}
