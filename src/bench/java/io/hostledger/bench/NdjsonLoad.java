package io.hostledger.bench;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * One NDJSON request, sent as fast as it is taken while its answer is read. Prints how many changes a second
 * were answered. Fails if a line was not a change. Loopback only.
 *
 * <p>{@code java NdjsonLoad.java port=8080 state=src/bench/state.txt elements=1000 seconds=30}, or
 * {@code changes=1000000} instead of {@code seconds}
 */
public final class NdjsonLoad {
    private static final int PART = 256 * 1024;
    private static final byte[] KEPT = ascii("{\"central_hash\"");

    private final Map<String, String> options = new HashMap<>();
    private final int elements;
    private final byte[] line;
    private final int nameAt;
    private final int counterAt;
    /** Larger than that of any run before, so that nothing is unchanged. */
    private long counter = System.currentTimeMillis();

    private NdjsonLoad(String[] args) throws IOException {
        for (String arg : args) {
            options.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        elements = (int) option("elements", 1_000);
        String state = Files.readString(Path.of(options.get("state"))).strip();
        String text = "{\"actor\":\"bench\",\"element_id\":\"interface:eth000000\",\"state\":"
                + state.replace("@NAME@", "eth000000").replace("@COUNTER@", "0".repeat(13)) + "}\n";
        line = ascii(text);
        nameAt = text.indexOf("eth000000") + 3;
        counterAt = text.indexOf("0".repeat(13));
    }

    private long option(String name, long otherwise) {
        return Long.parseLong(options.getOrDefault(name, Long.toString(otherwise)));
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    public static void main(String[] args) throws Exception {
        new NdjsonLoad(args).run();
    }

    private void run() throws Exception {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), (int) option("port", 8080))) {
            Thread writer = new Thread(() -> write(socket), "writer");
            long began = System.nanoTime();
            writer.start();
            long answered = answers(socket.getInputStream());
            long took = System.nanoTime() - began;
            writer.join();
            System.out.printf("%.0f%n", answered * 1e9 / took);
        }
    }

    private void write(Socket socket) {
        try {
            OutputStream out = socket.getOutputStream();
            // Asked to close, the service ends the answer with the connection: an end that is not one is seen.
            out.write(ascii("POST /v1/changes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                    + "Connection: close\r\nTransfer-Encoding: chunked\r\n\r\n"));
            long until = System.nanoTime() + option("seconds", 3_600) * 1_000_000_000L;
            long left = option("changes", Long.MAX_VALUE);
            int element = 0;
            byte[] part = new byte[PART / line.length * line.length];
            while (left > 0 && System.nanoTime() < until) {
                int length = 0;
                for (; length < part.length && left > 0; length += line.length, left--) {
                    System.arraycopy(line, 0, part, length, line.length);
                    digits(part, length + nameAt, 6, element);
                    digits(part, length + counterAt, 13, counter++);
                    element = element + 1 == elements ? 0 : element + 1;
                }
                out.write(ascii(Integer.toHexString(length) + "\r\n"));
                out.write(part, 0, length);
                out.write(ascii("\r\n"));
            }
            out.write(ascii("0\r\n\r\n"));
        } catch (IOException e) {
            throw new IllegalStateException("the service went away", e);
        }
    }

    private static void digits(byte[] into, int at, int count, long number) {
        long rest = number;
        for (int i = at + count - 1; i >= at; i--, rest /= 10) {
            into[i] = (byte) ('0' + rest % 10);
        }
    }

    /** How many lines there were, each about a block that was made. The chunks' frames are lines of their own. */
    private static long answers(InputStream in) throws IOException {
        byte[] bytes = new byte[PART];
        ByteArrayOutputStream line = new ByteArrayOutputStream();
        long answered = 0;
        boolean ended = false;
        for (int read = in.read(bytes); read >= 0; read = in.read(bytes)) {
            int from = 0;
            for (int i = 0; i < read; i++) {
                if (bytes[i] != '\n') {
                    continue;
                }
                line.write(bytes, from, i - from);
                from = i + 1;
                byte[] whole = line.toByteArray();
                line.reset();
                if (whole.length > KEPT.length && Arrays.mismatch(KEPT, whole) == KEPT.length) {
                    answered++;
                } else if (whole.length > 0 && whole[0] == '{') {
                    throw new IllegalStateException(new String(whole, StandardCharsets.UTF_8));
                } else {
                    ended |= whole.length == 2 && whole[0] == '0';
                }
            }
            line.write(bytes, from, read - from);
        }
        if (!ended) {
            throw new IllegalStateException("the answer has no end: " + answered + " lines came");
        }
        return answered;
    }
}
