package mta.cli.queue;

import java.io.PrintStream;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The table of qshape(1): a row for each domain, a column for each age.
final class QueueShape {

    /// How the age limits of the columns follow each other.
    enum Ages {
        DOUBLING,
        LINEAR
    }

    /// Which rows there are.
    enum Domains {
        ONLY_THEMSELVES,
        WITH_PARENTS
    }

    /// How the table is made.
    ///
    /// @param columns how many ages there are; the last has no limit
    /// @param minutes the age limit of the first column
    /// @param ages how the others follow
    /// @param domains which rows there are
    /// @param fewestSubdomains how many subdomains a parent domain must have to be shown
    /// @param width of a line
    record Layout(int columns, int minutes, Ages ages, Domains domains, int fewestSubdomains, int width) {}

    private static final String TOTAL = "TOTAL";
    private static final int NARROWEST_NAME = 18;

    private final Layout layout;
    private final Map<String, long[]> rows = new HashMap<>();
    private final Map<String, Integer> subdomains = new HashMap<>();

    QueueShape(Layout layout) {
        this.layout = layout;
        rows.put(TOTAL, new long[layout.columns + 1]);
    }

    /// Counts an address.
    ///
    /// @param age of its message in seconds
    void add(String address, long age) {
        int column = column(age);
        count(TOTAL, column);
        String domain = domain(address);
        boolean isNewBelow = false;
        while (true) {
            boolean isNew = count(domain, column) == 1;
            if (isNewBelow) {
                subdomains.merge(domain, 1, Integer::sum);
            }
            isNewBelow = isNew;
            var parent = parent(domain);
            if (layout.domains == Domains.ONLY_THEMSELVES || parent.isEmpty()) {
                return;
            }
            domain = parent;
        }
    }

    private long count(String domain, int column) {
        long[] row = rows.computeIfAbsent(domain, _ -> new long[layout.columns + 1]);
        row[column]++;
        return ++row[0];
    }

    private static String domain(String address) {
        if (address.isEmpty()) {
            return "MAILER-DAEMON";
        }
        String domain = address.substring(address.lastIndexOf('@') + 1).replace("..", ".");
        String bare = domain.replaceFirst("^\\.?(.+?)\\.?$", "$1");
        return bare.isEmpty() ? address : bare;
    }

    /// `.example.com` for `host.example.com`; empty where only a top-level domain is above.
    private static String parent(String domain) {
        String bare = domain.startsWith(".") ? domain.substring(1) : domain;
        int dot = bare.indexOf('.');
        return dot > 0 && bare.indexOf('.', dot + 1) > 0 ? bare.substring(dot) : "";
    }

    private int column(long age) {
        double units = age / (60.0 * layout.minutes);
        if (units < 1) {
            return 1;
        }
        int column = layout.ages == Ages.LINEAR ? (int) (units + 1) : 2 + (int) (Math.log(units) / Math.log(2));
        return Math.min(column, layout.columns);
    }

    /// Prints the table, the largest rows first, and of equal ones those with the shorter name.
    void print(PrintStream out) {
        String[] heads = heads();
        long[] total = rows.get(TOTAL);
        int[] widths = new int[heads.length];
        int nameWidth = layout.width;
        for (int i = 0; i < heads.length; i++) {
            int longest = Math.max(heads[i].length(), Long.toString(total[i]).length());
            widths[i] = longest > 2 ? longest + 1 : 3;
            nameWidth -= widths[i];
        }
        nameWidth = Math.max(nameWidth, NARROWEST_NAME);
        printRow(out, "", heads, nameWidth, widths);
        Comparator<Map.Entry<String, long[]>> largestFirst = Comparator.comparingLong(entry -> -entry.getValue()[0]);
        List<Map.Entry<String, long[]>> sorted = rows.entrySet().stream()
                .sorted(largestFirst
                        .thenComparingInt(entry -> entry.getKey().length())
                        .thenComparing(Map.Entry::getKey))
                .toList();
        for (var row : sorted) {
            String domain = row.getKey();
            if (domain.startsWith(".") && subdomains.getOrDefault(domain, 0) < layout.fewestSubdomains) {
                continue;
            }
            var cells = new String[heads.length];
            for (int i = 0; i < cells.length; i++) {
                cells[i] = Long.toString(row.getValue()[i]);
            }
            printRow(out, domain, cells, nameWidth, widths);
        }
    }

    private String[] heads() {
        var heads = new String[layout.columns + 1];
        heads[0] = "T";
        long limit = 0;
        for (int i = 1; i <= layout.columns; i++) {
            boolean isLast = i == layout.columns;
            if (!isLast) {
                limit += limit > 0 && layout.ages == Ages.DOUBLING ? limit : layout.minutes;
            }
            heads[i] = isLast ? limit + "+" : Long.toString(limit);
        }
        return heads;
    }

    private static void printRow(PrintStream out, String name, String[] cells, int nameWidth, int[] widths) {
        var line = new StringBuilder(100);
        if (name.length() <= nameWidth) {
            line.repeat(' ', nameWidth - name.length()).append(name);
        } else if (name.startsWith(".")) {
            line.append(".+").append(name, name.length() - nameWidth + 2, name.length());
        } else {
            line.append('+').append(name, name.length() - nameWidth + 1, name.length());
        }
        for (int i = 0; i < cells.length; i++) {
            line.repeat(' ', Math.max(0, widths[i] - cells[i].length())).append(cells[i]);
        }
        out.print(line.append('\n'));
    }
}
