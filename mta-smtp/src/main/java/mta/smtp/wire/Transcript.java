package mta.smtp.wire;

import java.util.ArrayList;
import java.util.List;
import mta.core.mail.Printable;

/// What was said in a session, line by line, for the postmaster to read when something goes wrong.
public final class Transcript {

    private final List<String> lines = new ArrayList<>();

    /// The other side said this.
    public void in(String line) {
        lines.add("In:  " + Printable.of(line));
    }

    /// We said this.
    public void out(String line) {
        lines.add("Out: " + Printable.of(line));
    }

    /// How many lines were said.
    public int size() {
        return lines.size();
    }

    /// Forgets it all.
    public void clear() {
        lines.clear();
    }

    /// All lines, with who said them.
    public List<String> lines() {
        return List.copyOf(lines);
    }
}
