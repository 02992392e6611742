package io.hostledger.disk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Input/output errors in words that name a path relative to the data directory, and never where that is. */
public final class Faults {
    private static final Set<String> FULL = Set.of("No space left on device", "Disk quota exceeded");

    /** What this machine says when a disk is full; empty if it cannot be asked. */
    private static volatile @Nullable String fullHere;

    private Faults() {}

    /**
     * What went wrong at a path: a {@link NoSpace} if the disk is full, else an exception of the same
     * type where callers tell types apart. It has the stack trace of the original and not the original
     * as its cause, since that may name the data directory.
     */
    public static IOException at(String path, IOException fault) {
        if (fault instanceof NoSpace || fault instanceof Told) {
            return fault;
        }
        String reason = reason(fault);
        IOException told = switch (fault) {
            case NoSuchFileException e -> new NoSuchFileException(path);
            case FileAlreadyExistsException e -> new FileAlreadyExistsException(path);
            case AccessDeniedException e -> new AccessDeniedException(path);
            default -> new Told(path + ": " + reason);
        };
        told.setStackTrace(fault.getStackTrace());
        return isFull(fault, reason) ? new NoSpace(path + ": " + reason, told) : told;
    }

    /** A fault found by ourselves, in words that read on from the path: {@code is a link}. */
    public static IOException of(String path, String words) {
        return new Told((path.isEmpty() ? "the data directory" : path) + " " + words);
    }

    private static boolean isFull(IOException fault, String reason) {
        boolean ofTheSystem = fault.getClass() == IOException.class || fault.getClass() == FileSystemException.class;
        return ofTheSystem && (FULL.contains(reason) || reason.equals(fullHere()));
    }

    /** The C library speaks the language of the machine, and the number of the error is not to be had. */
    private static String fullHere() {
        String words = fullHere;
        if (words == null) {
            words = wordsOfAFullDevice();
            fullHere = words;
        }
        return words;
    }

    private static String wordsOfAFullDevice() {
        FileChannel opened;
        try {
            opened = FileChannel.open(Path.of("/dev/full"), StandardOpenOption.WRITE);
        } catch (IOException e) {
            return "";
        }
        try (FileChannel full = opened) {
            full.write(ByteBuffer.wrap(new byte[1]));
            return "";
        } catch (IOException e) {
            return reason(e);
        }
    }

    private static String reason(IOException fault) {
        @Nullable String words = fault instanceof FileSystemException e ? e.getReason() : fault.getMessage();
        return words == null ? fault.getClass().getSimpleName() : words;
    }

    /** A fault that already says all it should. */
    private static final class Told extends IOException {
        private static final long serialVersionUID = 1L;

        Told(String message) {
            super(message);
        }
    }
}
