package io.hostledger.it;

import java.io.BufferedInputStream;
import java.io.BufferedOutputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/** Changes without an end, a line each, whose answers are read while more are written. */
final class NdjsonStream {
    private static final int CHUNK = 32 * 1024;

    private NdjsonStream() {}

    /**
     * Sends so many lines over one connection.
     *
     * @param lines makes a line, by its number from 0
     * @param answers is given each line of the answer, in order
     * @return how many answers came
     */
    static long send(URI api, long count, LongFunction<String> lines, Consumer<String> answers) throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), api.getPort())) {
            socket.setSoTimeout(120_000);
            CompletableFuture<Void> sent = CompletableFuture.runAsync(
                    () -> {
                        try {
                            write(socket.getOutputStream(), count, lines);
                        } catch (IOException e) {
                            throw new CompletionException(e);
                        }
                    },
                    task -> Thread.ofPlatform().daemon().start(task));
            long came = read(new BufferedInputStream(socket.getInputStream(), CHUNK), answers);
            sent.join();
            return came;
        }
    }

    private static void write(OutputStream socket, long count, LongFunction<String> lines) throws IOException {
        BufferedOutputStream out = new BufferedOutputStream(socket, 2 * CHUNK);
        out.write(("POST /v1/changes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                        + "Transfer-Encoding: chunked\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII));
        ByteArrayOutputStream chunk = new ByteArrayOutputStream(2 * CHUNK);
        for (long number = 0; number < count; number++) {
            chunk.writeBytes(lines.apply(number).getBytes(StandardCharsets.UTF_8));
            chunk.write('\n');
            if (chunk.size() >= CHUNK || number + 1 == count) {
                out.write((Integer.toHexString(chunk.size()) + "\r\n").getBytes(StandardCharsets.US_ASCII));
                chunk.writeTo(out);
                out.write("\r\n".getBytes(StandardCharsets.US_ASCII));
                chunk.reset();
            }
        }
        out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private static long read(InputStream in, Consumer<String> answers) throws IOException {
        String status = line(in);
        for (String header = status; !header.isEmpty(); header = line(in)) {}
        if (!status.contains(" 200")) {
            throw new IOException(status);
        }
        long came = 0;
        ByteArrayOutputStream rest = new ByteArrayOutputStream();
        for (int length = Integer.parseInt(line(in), 16); length > 0; length = Integer.parseInt(line(in), 16)) {
            for (byte b : in.readNBytes(length)) {
                if (b == '\n') {
                    answers.accept(rest.toString(StandardCharsets.UTF_8));
                    rest.reset();
                    came++;
                } else {
                    rest.write(b);
                }
            }
            line(in);
        }
        return came;
    }

    private static String line(InputStream in) throws IOException {
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        for (int b = in.read(); b != '\n'; b = in.read()) {
            if (b < 0) {
                throw new EOFException();
            }
            line.write(b);
        }
        return line.toString(StandardCharsets.UTF_8).strip();
    }
}
