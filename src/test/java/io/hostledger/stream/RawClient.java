package io.hostledger.stream;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** A socket that speaks as much HTTP/1.1 as a subscriber needs, and shows every byte. */
public final class RawClient implements AutoCloseable {
    final Socket socket;
    private final InputStream in;
    private final Map<String, String> headers = new HashMap<>();
    private int status;

    public RawClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(20_000);
        in = socket.getInputStream();
    }

    /** Sends a request for a path with its query, and headers, a line each. */
    public RawClient get(String path, String... headerLines) throws IOException {
        return send("GET", path, headerLines);
    }

    RawClient send(String method, String path, String... headerLines) throws IOException {
        StringBuilder request = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        for (String line : headerLines) {
            request.append(line).append("\r\n");
        }
        socket.getOutputStream().write(request.append("\r\n").toString().getBytes(StandardCharsets.US_ASCII));
        return this;
    }

    /** Reads the answer's head. Returns its status. */
    public int readHead() throws IOException {
        status = Integer.parseInt(line().split(" ")[1]);
        for (String line = line(); !line.isEmpty(); line = line()) {
            int colon = line.indexOf(':');
            headers.put(
                    line.substring(0, colon).toLowerCase(Locale.ROOT),
                    line.substring(colon + 1).strip());
        }
        return status;
    }

    String header(String name) {
        return headers.getOrDefault(name, "");
    }

    /** The whole body of an answer that says how long it is. */
    String body() throws IOException {
        return new String(in.readNBytes(Integer.parseInt(header("content-length"))), StandardCharsets.UTF_8);
    }

    /** Reads one chunk of the answer; false behind the last one. */
    public boolean readChunk(EventReader reader) throws IOException {
        int length = Integer.parseInt(line(), 16);
        byte[] chunk = in.readNBytes(length);
        if (chunk.length < length) {
            throw new EOFException();
        }
        reader.read(chunk, 0, length);
        line();
        return length > 0;
    }

    /** Reads bytes as they come, at most so many; returns how many: fewer only at the end. */
    int readRaw(byte[] buffer, int atMost) throws IOException {
        return in.readNBytes(buffer, 0, atMost);
    }

    private String line() throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }

    /** Cuts the connection with a reset. */
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
