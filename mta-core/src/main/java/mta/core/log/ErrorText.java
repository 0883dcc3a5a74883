package mta.core.log;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import mta.core.posix.FileName;

/// The words of the C library for what went wrong with a file, which users know and scripts look for.
public final class ErrorText {

    private ErrorText() {}

    /// Such as `/etc/x: No such file or directory`.
    public static String withFile(IOException e) {
        return e instanceof FileSystemException file && file.getFile() != null
                ? FileName.bytes(file.getFile()) + ": " + of(e)
                : e.getMessage() == null ? e.toString() : e.getMessage();
    }

    /// Such as `No such file or directory`.
    public static String of(IOException e) {
        return switch (e) {
            case NoSuchFileException _ -> "No such file or directory";
            case AccessDeniedException _ -> "Permission denied";
            case NotDirectoryException _ -> "Not a directory";
            case FileAlreadyExistsException _ -> "File exists";
            case FileSystemException file when file.getReason() != null -> file.getReason();
            default -> String.valueOf(e.getMessage());
        };
    }
}
