package mta.core.message;

import java.util.ArrayList;
import java.util.List;

/// Long text in lines that people can read: broken at spaces, and indented from the second line on.
public final class WrappedText {

    private static final String INDENT = "    ";

    private WrappedText() {}

    /// Breaks text into lines. A word that is too long for a line stays whole.
    ///
    /// @param width how many characters a line may have
    public static List<String> lines(String text, int width) {
        var lines = new ArrayList<String>();
        String indent = "";
        String rest = text;
        while (indent.length() + rest.length() > width) {
            int room = width - indent.length();
            int space = rest.lastIndexOf(' ', room);
            space = space <= 0 ? rest.indexOf(' ', room) : space;
            if (space < 0) {
                break;
            }
            lines.add(indent + rest.substring(0, space));
            rest = rest.substring(space + 1).stripLeading();
            indent = INDENT;
        }
        lines.add(indent + rest);
        return lines;
    }
}
