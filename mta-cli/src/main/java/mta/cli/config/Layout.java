package mta.cli.config;

import java.util.List;
import java.util.function.UnaryOperator;
import mta.core.config.MasterLine;

/// How postconf(1) lays lines out: white space made even, columns, folding at 80 characters.
final class Layout {

    private static final int LIMIT = 80;
    private static final String INDENT = "    ";
    private static final String SEPARATORS = " \t\r\n";

    /// Where each field of a service begins.
    private static final List<Integer> COLUMNS = List.of(0, 11, 17, 25, 33, 41, 49, 57);

    private final boolean folds;

    Layout(boolean folds) {
        this.folds = folds;
    }

    /// A line of words with one space between them.
    String line(String text) {
        var line = new StringBuilder();
        int length = 0;
        for (String word : text.split("[ \\t\\r\\n]+")) {
            if (word.isEmpty()) {
                continue;
            }
            if (length > 0) {
                boolean fits = !folds || length + word.length() < LIMIT;
                line.append(fits ? " " : "\n" + INDENT);
                length = fits ? length + 1 : INDENT.length();
            }
            line.append(word);
            length += word.length();
        }
        return line.toString();
    }

    /// A service as it is shown.
    ///
    /// @param expansion applied to each setting
    String service(ServiceLine service, UnaryOperator<String> expansion) {
        return new Row()
                .fields(service.words())
                .arguments(service.words(), 3, expansion, false)
                .text();
    }

    /// A service with one space between its fields.
    String onOneLine(ServiceLine service, UnaryOperator<String> expansion) {
        var row = new Row();
        row.add(String.join(" ", service.words().subList(0, MasterLine.FIELDS)));
        return row.arguments(service.words(), 3, expansion, true).text();
    }

    /// A service as it is written into `master.cf`: as it is shown, but with the braces around a first argument that
    /// needs them, which Postfix leaves out.
    String written(ServiceLine service) {
        return new Row()
                .fields(service.words())
                .arguments(service.words(), 3, UnaryOperator.identity(), true)
                .text();
    }

    /// A field of a service; the command is followed by its arguments.
    ///
    /// @param label what goes before the field; may be empty
    String field(String label, ServiceLine service, int field, UnaryOperator<String> expansion) {
        var row = new Row().label(label, service.words().get(field));
        if (field == MasterLine.FIELDS - 1) {
            row.arguments(service.words(), 1, expansion, false);
        }
        return row.text();
    }

    private static boolean needsBraces(String word) {
        return word.chars().anyMatch(c -> SEPARATORS.indexOf(c) >= 0);
    }

    private static String braced(String word) {
        return needsBraces(word) ? "{" + word + "}" : word;
    }

    /// A line that grows, and knows how long its last piece is.
    private final class Row {

        private final StringBuilder text = new StringBuilder();
        private int length;

        private void add(String piece) {
            text.append(piece);
            length += piece.length();
        }

        private void wrapUnlessFits(int needed) {
            if (length <= INDENT.length()) {
                return;
            }
            if (!folds || length + 1 + needed < LIMIT) {
                add(" ");
            } else {
                text.append('\n').append(INDENT);
                length = INDENT.length();
            }
        }

        Row label(String label, String value) {
            add(label);
            if (length > 0 && length + value.length() > LIMIT) {
                text.append('\n').append(INDENT);
                length = INDENT.length();
            }
            add(value);
            return this;
        }

        Row fields(List<String> words) {
            for (int field = 0; field < MasterLine.FIELDS; field++) {
                if (length > 0) {
                    do {
                        add(" ");
                    } while (length < COLUMNS.get(field));
                }
                add(words.get(field));
            }
            return this;
        }

        /// Each setting on a line of its own, everything else where it fits.
        ///
        /// @param extra what is counted for the option and the space after it
        Row arguments(List<String> words, int extra, UnaryOperator<String> expansion, boolean bracesOnFirst) {
            int i = MasterLine.FIELDS;
            while (i < words.size() && !MasterLine.endsOptions(words.get(i))) {
                String option = words.get(i++);
                if (option.startsWith("-o") && i < words.size()) {
                    String value = expansion.apply(words.get(i++));
                    length = LIMIT;
                    wrapUnlessFits(option.length() + value.length() + extra + (needsBraces(value) ? 2 : 0));
                    add(option + " " + braced(value));
                    length = LIMIT;
                } else {
                    wrapUnlessFits(option.length());
                    add(option);
                }
            }
            boolean first = true;
            for (; i < words.size(); i++) {
                wrapUnlessFits(words.get(i).length());
                add(first && !bracesOnFirst ? words.get(i) : braced(words.get(i)));
                first = false;
            }
            return this;
        }

        String text() {
            return text.toString();
        }
    }
}
