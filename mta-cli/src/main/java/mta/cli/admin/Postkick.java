package mta.cli.admin;

import java.io.IOException;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import mta.cli.Command;
import mta.cli.CommandFailed;
import mta.cli.ExitStatus;
import mta.cli.Invocation;
import mta.cli.Options;
import mta.core.config.CoreParameters;

/// postkick(1) — sends a request to a service over its local socket, such as `postkick public qmgr D`.
///
/// ## Synopsis
/// `postkick [-c config_dir] [-v] class service request`
public final class Postkick implements Command {

    @Override
    public int run(Invocation invocation) throws IOException, CommandFailed {
        var failure = new CommandFailed(ExitStatus.FATAL, "usage: postkick [-c config_dir] [-v] class service request");
        var options = Options.parse("c:v", invocation, failure);
        if (options.operands().size() != 3) {
            throw failure;
        }
        var main = invocation.settings(options.value('c').orElse(""));
        Path socket = Path.of(main.get(CoreParameters.QUEUE_DIRECTORY))
                .resolve(options.operands().get(0))
                .resolve(options.operands().get(1));
        try (var channel = SocketChannel.open(StandardProtocolFamily.UNIX)) {
            channel.connect(UnixDomainSocketAddress.of(socket));
            channel.write(ByteBuffer.wrap(options.operands().get(2).getBytes(StandardCharsets.ISO_8859_1)));
            return ExitStatus.OK;
        } catch (IOException e) {
            invocation.warning("connect to " + socket + ": " + e.getMessage());
            return ExitStatus.FATAL;
        }
    }
}
