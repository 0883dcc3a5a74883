package mta.core.posix;

import java.nio.file.Path;

/// An account of this machine, from `/etc/passwd` or wherever the name service switch looks.
///
/// @param name the login name
/// @param uid the user id
/// @param gid the main group
/// @param fullName the comment field, whole
/// @param home the home directory
/// @param shell the login shell
public record User(String name, int uid, int gid, String fullName, Path home, String shell) {}
