package mta.cli.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CoreParameters;
import mta.core.log.ErrorText;
import mta.core.posix.FileName;

/// postkick(1) — sends a request to a service over its local socket.
///
/// ## Synopsis
/// `postkick [-c config_dir] [-v] class service request`
/// ## Description
/// The class is `public` or `private`. What a request means is up to the service: `postkick public qmgr D` has
/// qmgr(8) look at deferred mail.
/// ## Diagnostics
/// Exit status 0: the request was sent, and no more than that.
public final class Postkick implements Command {

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var failure = new CommandFailed(ExitStatus.FATAL, "usage: postkick [-c config_dir] [-v] class service request");
        var options = Options.parse("c:v", invocation, failure);
        if (options.operands().size() != 3) {
            throw failure;
        }
        var main = invocation.settings(options.value('c').orElse(""));
        String folder = options.operands().get(0);
        String service = options.operands().get(1);
        Path socket = FileName.of(main.get(CoreParameters.QUEUE_DIRECTORY))
                .resolve(folder)
                .resolve(service);
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(options.operands().get(2).getBytes(StandardCharsets.ISO_8859_1)));
            return ExitStatus.OK;
        } catch (IOException e) {
            lookUp(socket)
                    .ifPresent(problem ->
                            invocation.warning("unable to look up " + folder + "/" + service + ": " + problem));
            invocation.warning(
                    "Cannot contact class " + folder + " service " + service + " - perhaps the mail system is down");
            return ExitStatus.FATAL;
        }
    }

    /// What keeps us from seeing a socket, if anything does.
    private static Optional<String> lookUp(Path socket) {
        try {
            Files.readAttributes(socket, BasicFileAttributes.class);
            return Optional.empty();
        } catch (IOException e) {
            return Optional.of(ErrorText.of(e));
        }
    }
}
