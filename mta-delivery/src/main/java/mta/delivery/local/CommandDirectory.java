package mta.delivery.local;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Optional;
import mta.core.config.Expander;
import mta.core.posix.FileName;
import mta.core.rewrite.Extensions;

/// Where commands run: what `command_execution_directory` comes to for an address, or else the queue directory.
///
/// @param setting not expanded; what it names that an address does not have is empty
/// @param safe what may stand in the parts that are expanded, `execution_directory_expansion_filter`
/// @param extensions what separates an extension from a login name
/// @param otherwise where commands run for which it comes to nothing
record CommandDirectory(String setting, SafeCharacters safe, Extensions extensions, Path otherwise) {

    Path of(Member member) {
        String expanded = expand(member);
        return expanded.isBlank() ? otherwise : otherwise.resolve(FileName.of(expanded));
    }

    private String expand(Member member) {
        String local = member.local();
        String user = extensions.strip(local).orElse(local);
        var values = new HashMap<String, String>();
        values.put("user", user);
        values.put("local", local);
        values.put("recipient", member.address());
        values.put(
                "domain", member.address().substring(Math.min(member.address().length(), local.length() + 1)));
        if (user.length() < local.length()) {
            values.put("recipient_delimiter", local.substring(user.length(), user.length() + 1));
            values.put("extension", local.substring(user.length() + 1));
        }
        member.rights().ifPresent(account -> {
            values.put("user", account.name());
            values.put("home", FileName.bytes(account.home()));
            values.put("shell", account.shell());
        });
        values.replaceAll((_, value) -> safe.in(value));
        return new Expander(key -> Optional.ofNullable(values.get(key)), _ -> {}).expand(setting);
    }
}
