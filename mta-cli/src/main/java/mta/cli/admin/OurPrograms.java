package mta.cli.admin;

import java.util.HashMap;
import java.util.Map;
import mta.core.config.CoreParameters;
import mta.core.config.InstallationParameters;
import mta.core.config.MainCf;
import mta.core.posix.FileName;

/// How scripts that we run find the commands of this system and no others, such as those of a Postfix that is still
/// installed where `command_directory` says.
final class OurPrograms {

    private static final String USUAL_PATH = "/bin:/usr/bin:/sbin:/usr/sbin";

    private final MainCf main;
    private final Map<String, String> inherited;

    /// @param main of the primary instance
    /// @param inherited the environment of this command
    OurPrograms(MainCf main, Map<String, String> inherited) {
        this.main = main;
        this.inherited = inherited;
    }

    /// The environment of a script, but for what tells it which instance it is about.
    Map<String, String> environment() {
        var environment = new HashMap<>(inherited);
        String path = inherited.getOrDefault("PATH", "");
        environment.put("PATH", commands() + ":" + (path.isEmpty() ? USUAL_PATH : path));
        environment.put(InstallationParameters.COMMAND_DIRECTORY.name(), commands());
        environment.put(
                InstallationParameters.DAEMON_DIRECTORY.name(), main.get(InstallationParameters.DAEMON_DIRECTORY));
        environment.put("MAIL_LOGTAG", main.get(CoreParameters.SYSLOG_NAME));
        return environment;
    }

    private String commands() {
        String home = inherited.get("MTA_HOME");
        return home == null
                ? main.get(InstallationParameters.COMMAND_DIRECTORY)
                : FileName.bytes(FileName.of(home).resolve("bin"));
    }
}
