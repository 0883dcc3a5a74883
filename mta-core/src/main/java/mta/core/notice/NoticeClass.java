package mta.core.notice;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import mta.core.config.BounceParameters;
import mta.core.config.MainCf;
import mta.core.table.ListText;

/// What the postmaster may want to be told of by mail: the words of `notify_classes`.
public enum NoticeClass {
    /// Mail that is returned to its sender.
    BOUNCE("bounce"),
    /// Mail that cannot even be returned.
    DOUBLE_BOUNCE("2bounce"),
    /// Sessions that ended because of the content of a message.
    DATA("data"),
    /// Mail that is late.
    DELAY("delay"),
    /// Sessions of clients that asked for what they may not have.
    POLICY("policy"),
    /// Sessions of clients or servers that broke the rules of the protocol.
    PROTOCOL("protocol"),
    /// Mail that was not taken for lack of memory, space on the disk, or the like.
    RESOURCE("resource"),
    /// Mail that was not taken since something here does not work.
    SOFTWARE("software");

    private final String word;

    NoticeClass(String word) {
        this.word = word;
    }

    /// What `notify_classes` says.
    public static Set<NoticeClass> of(MainCf main) {
        var classes = EnumSet.noneOf(NoticeClass.class);
        for (String word : ListText.split(main.get(BounceParameters.NOTIFY_CLASSES))) {
            classes.add(Arrays.stream(values())
                    .filter(candidate -> candidate.word.equals(word.toLowerCase(Locale.ROOT)))
                    .findFirst()
                    .orElseThrow());
        }
        return classes;
    }
}
