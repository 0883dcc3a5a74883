package mta.smtp.command;

/// Takes a command line apart, word by word.
final class Words {

    private final String line;
    private int position;

    Words(String line) {
        this.line = line;
    }

    /// The next word; empty at the end of the line.
    String next() {
        skipBlanks();
        int start = position;
        while (position < line.length() && !isBlank(line.charAt(position))) {
            position++;
        }
        return line.substring(start, position);
    }

    /// The next word, in which blanks between angle brackets or quotes do not count; empty at the end of the line.
    String nextAddress() {
        skipBlanks();
        int start = position;
        boolean quoted = false;
        int depth = 0;
        for (; position < line.length(); position++) {
            char c = line.charAt(position);
            if (c == '\\') {
                position = Math.min(position + 1, line.length() - 1);
            } else if (c == '"') {
                quoted = !quoted;
            } else if (!quoted && c == '<') {
                depth++;
            } else if (!quoted && c == '>') {
                depth--;
            } else if (!quoted && depth <= 0 && isBlank(c)) {
                break;
            }
        }
        return line.substring(start, position);
    }

    /// Goes past a word that may be joined with what follows, in any case of letters.
    ///
    /// @return whether it was there
    boolean skip(String word) {
        skipBlanks();
        boolean found = line.regionMatches(true, position, word, 0, word.length());
        if (found) {
            position += word.length();
        }
        return found;
    }

    /// Whether a word is still to come, in any case of letters.
    boolean contains(String word) {
        int length = word.length();
        for (int i = position; i + length <= line.length(); i++) {
            boolean ends = i + length == line.length() || isBlank(line.charAt(i + length));
            if (ends && isBlank(line.charAt(i - 1)) && line.regionMatches(true, i, word, 0, length)) {
                return true;
            }
        }
        return false;
    }

    boolean atBlank() {
        return position < line.length() && isBlank(line.charAt(position));
    }

    boolean atEnd() {
        skipBlanks();
        return position == line.length();
    }

    /// All that follows, with single blanks between words.
    String rest() {
        var rest = new StringBuilder();
        for (String word = next(); !word.isEmpty(); word = next()) {
            if (!rest.isEmpty()) {
                rest.append(' ');
            }
            rest.append(word);
        }
        return rest.toString();
    }

    private void skipBlanks() {
        while (position < line.length() && isBlank(line.charAt(position))) {
            position++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == 11 || c == '\f';
    }
}
