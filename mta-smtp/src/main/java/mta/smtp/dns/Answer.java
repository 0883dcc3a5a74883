package mta.smtp.dns;

import java.util.List;

/// What came of a question to the DNS.
///
/// The texts are the operator's and, in Postfix's words, what stands in the log and in a bounce.
///
/// @param <T> what was asked for
public sealed interface Answer<T> {

    /// The name has what was asked for.
    ///
    /// @param records at least one
    /// @param authentic whether the name server vouches for them by DNSSEC
    record Records<T>(List<T> records, boolean authentic) implements Answer<T> {
        public Records {
            if (records.isEmpty()) {
                throw new IllegalArgumentException("an answer without records is another case");
            }
            records = List.copyOf(records);
        }
    }

    /// The name exists, but has nothing of this kind.
    record NoRecords<T>(String text) implements Answer<T> {}

    /// The name does not exist, or cannot be a name at all.
    record NoSuchName<T>(String text) implements Answer<T> {}

    /// The domain says that it takes no mail (null MX, RFC 7505). Only a question for mail exchangers is answered so.
    record NullMx<T>(String text) implements Answer<T> {}

    /// Nobody knows now; ask again later.
    record Unknown<T>(String text) implements Answer<T> {}

    /// The records; none in all other cases.
    default List<T> orNone() {
        return this instanceof Records<T>(var records, var _) ? records : List.of();
    }
}
