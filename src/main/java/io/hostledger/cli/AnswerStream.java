package io.hostledger.cli;

import java.io.IOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream whose first fault ends the command: a {@link java.io.PrintWriter} would note it and go on, and
 * an answer that was cut off would pass for a whole one.
 */
final class AnswerStream extends OutputStream {
    /** Nobody reads on, or there is no room for the answer. */
    static final class Lost extends RuntimeException {
        private static final long serialVersionUID = 1L;

        Lost(IOException cause) {
            super(cause.getMessage(), cause);
        }

        /** Whether the reader went away, as {@code head} does when it has enough. */
        boolean readerGone() {
            return "Broken pipe".equals(getMessage());
        }
    }

    private final OutputStream out;
    private @Nullable Lost lost;

    AnswerStream(OutputStream out) {
        this.out = out;
    }

    private interface Writing {
        void write() throws IOException;
    }

    private void run(Writing writing) {
        if (lost != null) {
            throw lost;
        }
        try {
            writing.write();
        } catch (IOException e) {
            lost = new Lost(e);
            throw lost;
        }
    }

    @Override
    public void write(int b) {
        run(() -> out.write(b));
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        run(() -> out.write(bytes, offset, length));
    }

    @Override
    public void flush() {
        run(out::flush);
    }
}
