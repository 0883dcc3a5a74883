package mta.core.rewrite;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import mta.core.config.MainCf;
import mta.core.rewrite.AddressRewriter.Context;
import mta.core.table.Tables;
import mta.testkit.golden.Golden;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/// Rewrites and resolves as real Postfix did: see the readme of each case.
class PostfixAnswersTest {

    private static final Path CASES = Path.of("src/test/cases/rewrite");

    @TestFactory
    Stream<DynamicTest> everyAnswerIsThatOfPostfix() throws IOException {
        return Golden.cases(CASES).map(folder -> Golden.test(folder, PostfixAnswersTest::check));
    }

    private static void check(Path folder) throws IOException {
        var main = MainCf.read(folder.toAbsolutePath());
        var rewriter = new AddressRewriter(main);
        var resolver = new AddressResolver(main, new Tables(_ -> {}), _ -> {});

        var actual = new StringBuilder();
        Golden.expected(folder)
                .lines()
                .forEach(line -> actual.append(answer(line.split("\t", -1), rewriter, resolver)));

        Golden.check(folder, actual.toString());
    }

    private static String answer(String[] request, AddressRewriter rewriter, AddressResolver resolver) {
        String start = String.join("\t", request[0], request[1], request[2]);
        if (request[0].equals("rewrite")) {
            var context = request[1].equals("local") ? Context.LOCAL : Context.REMOTE;
            return start + "\t" + rewriter.rewriteExternal(context, request[2]) + "\n";
        }
        return start + "\t" + text(resolver.resolve(request[1], request[2]), request) + "\n";
    }

    /// For an address that ends in an error, Postfix answers with whatever it knew by then; so only the flag is
    /// compared.
    private static String text(Resolution resolution, String[] postfix) {
        return switch (resolution) {
            case Resolution.Resolved r ->
                String.join(
                        "\t",
                        Integer.toString(r.addressClass().flag() + (r.routed() ? 2 : 0)),
                        r.transport(),
                        r.nexthop(),
                        r.recipient());
            case Resolution.BadSyntax(var recipient) ->
                (Integer.parseInt(postfix[3]) & 4) == 0
                        ? "bad syntax"
                        : String.join("\t", postfix[3], postfix[4], postfix[5], recipient);
            case Resolution.TemporaryFailure(var reason) -> reason;
        };
    }
}
