package mta.testkit.disk;

/// The program that used a [ForgetfulDisk] was killed. Not an exception that programs handle: whatever they do
/// next, the disk does nothing of it.
public final class Killed extends Error {

    private static final long serialVersionUID = 1;

    Killed() {
        super("killed", null, false, false);
    }
}
