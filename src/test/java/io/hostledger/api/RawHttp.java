package io.hostledger.api;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A connection on which a test sends what no HTTP client would, or reads while it writes. */
public final class RawHttp implements AutoCloseable {
    private static final int MOST_SILENCE_MILLIS = 20_000;

    private final Socket socket;

    public RawHttp(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(MOST_SILENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    public RawHttp(URI service) throws IOException {
        this(service.getPort());
    }

    /** Sends text as it stands, but each newline as CR LF. */
    public RawHttp head(String text) throws IOException {
        return body(text.replace("\n", "\r\n"));
    }

    public RawHttp body(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
        return this;
    }

    /** The same text several times. */
    public void repeat(String text, int times) {
        try {
            for (int i = 0; i < times; i++) {
                body(text);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One chunk of a chunked body; an empty text ends it. */
    public RawHttp chunk(String text) throws IOException {
        int length = text.getBytes(StandardCharsets.UTF_8).length;
        return body(Integer.toHexString(length) + "\r\n" + text + "\r\n");
    }

    /** Everything that comes until {@code end} has come, or the service has closed the connection. */
    public String readTo(String end) {
        StringBuilder read = new StringBuilder();
        try {
            int b;
            while (read.indexOf(end, Math.max(0, read.length() - end.length())) < 0
                    && (b = socket.getInputStream().read()) >= 0) {
                read.append((char) b);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("after: " + read, e);
        }
        return read.toString();
    }

    public String readToEnd() {
        return readTo("\0never\0");
    }

    /** Drops the connection with a reset, as a client that dies does. */
    public void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Sends no more, and still reads. */
    public RawHttp end() throws IOException {
        socket.shutdownOutput();
        return this;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
