package mta.dist;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import mta.core.config.Catalogue;
import mta.core.config.Parameter;
import mta.core.config.Parameter.Support;

/// Makes the manual pages when the distribution is built, so that they say what the code says: one for each program
/// from the doc comment of its class, and postconf(5) from the catalogue.
public final class ManualPages {

    private ManualPages() {}

    /// @param args the directory of all sources, and the directory that gets `man1`, `man5` and `man8`
    public static void main(String[] args) throws IOException {
        write(Path.of(args[0]), Path.of(args[1]));
    }

    /// Writes all pages below `target`.
    static void write(Path sources, Path target) throws IOException {
        for (Path source : programs(sources)) {
            for (ManualPage page : ManualPage.ofProgram(comment(source))) {
                write(page.with(parametersOf(page)), target);
            }
        }
        write(new ManualPage("postconf", "5", "parameters of the mail system", parameters()), target);
    }

    private static void write(ManualPage page, Path target) throws IOException {
        Path directory = Files.createDirectories(target.resolve("man" + page.section()));
        Files.writeString(directory.resolve(page.name() + "." + page.section()), page.roff());
    }

    private static List<Path> programs(Path sources) throws IOException {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().contains("/src/main/java/")
                            && file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        }
    }

    /// The lines of the doc comment of a file's class, without their slashes.
    private static List<String> comment(Path source) throws IOException {
        var comment = new ArrayList<String>();
        for (String line : Files.readAllLines(source, StandardCharsets.UTF_8)) {
            if (line.startsWith("///")) {
                comment.add(line.substring(3).strip());
            } else if (!comment.isEmpty()) {
                break;
            }
        }
        return comment;
    }

    /// The section of a program's page that names what it is configured with: nothing where the catalogue has no group
    /// of that program.
    private static List<String> parametersOf(ManualPage page) {
        String title = page.name() + "(" + page.section() + ")";
        var lines = new ArrayList<String>();
        for (Catalogue.Group group : Catalogue.groups()) {
            if (Stream.of(group.title().split(": ")[0].split(", ")).anyMatch(title::equals)) {
                lines.addAll(
                        group.parameters().stream().map(ManualPages::described).toList());
            }
        }
        if (!lines.isEmpty()) {
            lines.addFirst("## Configuration parameters");
        }
        lines.add("## See also");
        lines.add("postconf(5), all parameters; docs/differences.md, what is not as in Postfix");
        return lines;
    }

    private static List<String> parameters() {
        var lines = new ArrayList<String>();
        lines.add("## Description");
        lines.add("Settings of `main.cf`, in the order of their names. What is not given there has its default.");
        lines.add("## Parameters");
        Catalogue.all().stream()
                .map(parameter -> described(parameter) + " Takes: " + parameter.values() + ".")
                .forEach(lines::add);
        return lines;
    }

    private static String described(Parameter<?> parameter) {
        String defaultText = parameter.defaultText();
        return "- `%s` (default: %s) %s%s"
                .formatted(
                        parameter.name(),
                        defaultText.isEmpty() ? "empty" : "`" + defaultText + "`",
                        parameter.summary(),
                        parameter.support() == Support.FULL ? "" : " Not implemented yet.");
    }
}
