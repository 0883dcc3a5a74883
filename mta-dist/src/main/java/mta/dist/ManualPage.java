package mta.dist;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// One manual page, written in the little Markdown of doc comments: paragraphs, `## ` headings, `- ` items, and code
/// between backquotes.
///
/// @param name of the program, or of the file
/// @param section of the manual: `1` for commands, `5` for files, `8` for services
/// @param purpose what it is for, in a few words
/// @param body the lines below that
record ManualPage(String name, String section, String purpose, List<String> body) {

    /// `qmgr(8) — queue manager.`, and several names before the dash.
    private static final Pattern FIRST_LINE = Pattern.compile("((?:[a-z-]+\\([18]\\)(?:, )?)+) — (.*)\\.");

    private static final Pattern PROGRAM = Pattern.compile("([a-z-]+)\\(([18])\\)");

    /// What is bold: `code`, and the name in name(8).
    private static final Pattern MARKED =
            Pattern.compile("`(?<code>[^`]*)`|\\b(?<page>[a-z-]+)(?<section>\\([158]\\))");

    private static final String HEADING = "## ";
    private static final String ITEM = "- ";
    private static final String FOR_DEVELOPERS = "## Implementation";

    /// The page of each program that a doc comment is about; none where it is not about a program.
    ///
    /// What it says under `## Implementation` is for readers of the code.
    static List<ManualPage> ofProgram(List<String> comment) {
        List<String> head = firstParagraph(comment);
        var first = FIRST_LINE.matcher(String.join(" ", head));
        if (!first.matches()) {
            return List.of();
        }
        List<String> body = comment.subList(head.size(), comment.size()).stream()
                .takeWhile(line -> !line.equals(FOR_DEVELOPERS))
                .toList();
        return PROGRAM.matcher(first.group(1))
                .results()
                .map(program -> new ManualPage(program.group(1), program.group(2), first.group(2), body))
                .toList();
    }

    private static List<String> firstParagraph(List<String> comment) {
        return comment.stream()
                .takeWhile(line -> !line.isEmpty() && !line.startsWith(HEADING))
                .toList();
    }

    /// The same page with more lines at its end.
    ManualPage with(List<String> more) {
        return new ManualPage(
                name,
                section,
                purpose,
                Stream.concat(body.stream(), more.stream()).toList());
    }

    /// The page for man(1).
    String roff() {
        var page = new StringBuilder(".TH %s %s\n.SH NAME\n%s \\- %s\n"
                .formatted(name.toUpperCase(Locale.ROOT), section, name, text(purpose)));
        for (String block : blocks()) {
            if (block.startsWith(HEADING)) {
                page.append(".SH ").append(block.substring(HEADING.length()).toUpperCase(Locale.ROOT));
            } else if (block.startsWith(ITEM)) {
                page.append(".IP \\(bu 2\n").append(text(block.substring(ITEM.length())));
            } else {
                page.append(".PP\n").append(text(block));
            }
            page.append('\n');
        }
        return page.toString();
    }

    /// Headings, items and paragraphs, each as one line.
    private List<String> blocks() {
        var blocks = new ArrayList<String>();
        boolean goesOn = false;
        for (String line : body) {
            if (goesOn && !line.isEmpty() && !line.startsWith(HEADING) && !line.startsWith(ITEM)) {
                blocks.add(blocks.removeLast() + " " + line);
            } else if (!line.isEmpty()) {
                blocks.add(line);
            }
            goesOn = !line.isEmpty() && !line.startsWith(HEADING);
        }
        return blocks;
    }

    private static String text(String line) {
        var text = new StringBuilder();
        int done = 0;
        Matcher marked = MARKED.matcher(line);
        while (marked.find()) {
            text.append(escaped(line.substring(done, marked.start()))).append(marked(marked));
            done = marked.end();
        }
        text.append(escaped(line.substring(done)));
        // A line that starts with one of these would be a request.
        return text.isEmpty() || ".'".indexOf(text.charAt(0)) < 0 ? text.toString() : "\\&" + text;
    }

    private static String marked(Matcher marked) {
        if (marked.group("code") != null) {
            return "\\fB" + escaped(marked.group("code")).replace("-", "\\-") + "\\fR";
        }
        return "\\fB" + marked.group("page") + "\\fR" + marked.group("section");
    }

    private static String escaped(String text) {
        return text.replace("\\", "\\e");
    }
}
