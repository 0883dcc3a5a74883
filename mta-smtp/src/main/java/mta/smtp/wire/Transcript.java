package mta.smtp.wire;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import mta.core.mail.Printable;

/// What was said in a session, line by line, for the postmaster to read when something goes wrong.
///
/// A peer decides how much that is, so long lines are cut, and of a long session the beginning is forgotten.
public final class Transcript {

    private static final int LONGEST_LINE = 1_000;
    private static final int MOST_CHARACTERS = 100_000;

    private final Deque<String> lines = new ArrayDeque<>();
    private int characters;
    private boolean isCut;

    /// The other side said this.
    public void in(String line) {
        add("In:  ", line);
    }

    /// We said this.
    public void out(String line) {
        add("Out: ", line);
    }

    private void add(String who, String line) {
        String kept = line.length() > LONGEST_LINE ? line.substring(0, LONGEST_LINE) + "..." : line;
        lines.add(who + Printable.of(kept));
        characters += kept.length();
        while (characters > MOST_CHARACTERS) {
            characters -= lines.remove().length() - who.length();
            isCut = true;
        }
    }

    /// How many lines are kept.
    public int size() {
        return lines.size();
    }

    /// Forgets it all.
    public void clear() {
        lines.clear();
        characters = 0;
        isCut = false;
    }

    /// All lines that are kept, with who said them.
    public List<String> lines() {
        var all = new ArrayList<String>();
        if (isCut) {
            all.add("...");
        }
        all.addAll(lines);
        return List.copyOf(all);
    }
}
