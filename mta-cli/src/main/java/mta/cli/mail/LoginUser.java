package mta.cli.mail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import mta.core.posix.Accounts;
import mta.core.posix.FileName;
import mta.core.posix.User;

/// Who runs the command.
///
/// @param uid the real user id
/// @param name the login name; empty for somebody who has none
/// @param fullName from the environment variable `NAME`, or else from the password file, one character for each
/// byte; may be an empty text
record LoginUser(int uid, String name, Optional<String> fullName) {

    private static final Path SELF = Path.of("/proc/self");

    static LoginUser current(Map<String, String> environment) throws IOException {
        int uid = (int) Files.getAttribute(SELF, "unix:uid");
        Optional<User> account = Accounts.user(uid);
        String login = account.map(User::name).orElse("");
        return new LoginUser(
                uid,
                login,
                Optional.ofNullable(environment.get("NAME"))
                        .or(() -> account.map(LoginUser::fullName).map(FileName::bytes)));
    }

    /// The first part of the comment field; `&` stands for the login name.
    private static String fullName(User account) {
        String login = account.name();
        String capital = login.substring(0, 1).toUpperCase(Locale.ROOT) + login.substring(1);
        return account.fullName().split(",", 2)[0].replace("&", capital);
    }
}
