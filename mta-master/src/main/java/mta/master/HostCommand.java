package mta.master;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mta.core.config.ConfigException;
import mta.core.posix.User;
import mta.service.daemon.HostKind;

/// The command lines that hosts are started with.
///
/// @param launcher the program that starts a host: `mta-host`
/// @param configuration the configuration directory
/// @param control the socket that hosts connect to
/// @param owner whom they run as; none where this process may not change that, so that they run as it does
record HostCommand(Path launcher, Path configuration, Path control, Optional<User> owner) {

    /// The launcher of the distribution that this process runs from.
    static Path launcher(Map<String, String> environment) {
        String home = environment.get("MTA_HOME");
        if (home == null) {
            throw new ConfigException("MTA_HOME is not set; master(8) is started by libexec/mta-host");
        }
        return Path.of(home, "libexec", "mta-host");
    }

    /// The whole command line of a host.
    List<String> of(HostKind host) {
        var words = new ArrayList<String>();
        if (owner.isPresent() && !host.keepsRoot()) {
            words.addAll(List.of(
                    "setpriv",
                    "--reuid=" + owner.get().uid(),
                    "--regid=" + owner.get().gid(),
                    "--init-groups",
                    "--inh-caps=-all",
                    "--bounding-set=-all"));
        }
        words.addAll(
                List.of(launcher.toString(), host.word(), "-c", configuration.toString(), "-m", control.toString()));
        return words;
    }
}
