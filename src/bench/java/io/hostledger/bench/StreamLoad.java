package io.hostledger.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Many subscribers of one service, and one writer, in a process of its own. Checks that every
 * subscriber gets every block once and in order; says how many a second, and how late. Loopback only.
 *
 * <p>{@code java StreamLoad.java subscribers=500 rate=1000 seconds=20 port=8080 pid=<of the service>}
 */
public final class StreamLoad {
    private static final int ELEMENTS = 1_000;
    private static final int SOURCES = 16;
    /** Subscribers whose blocks are looked into for how late they come. */
    private static final int SAMPLED = 10;

    private final Map<String, String> options = new HashMap<>();
    private final int port;
    private final int count;
    private final int rate;
    private final int seconds;
    private final long first = System.currentTimeMillis();
    private final Selector selector = Selector.open();
    private final Subscriber[] subscribers;
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 * 1024);
    private final byte[] bytes = new byte[buffer.capacity()];
    private long[] late = new long[1 << 16];
    private int lates;
    private long blocks;
    private volatile long written;
    private volatile long lastHeight = -1;
    private volatile boolean writing = true;

    private StreamLoad(String[] args) throws IOException {
        for (String arg : args) {
            options.put(arg.substring(0, arg.indexOf('=')), arg.substring(arg.indexOf('=') + 1));
        }
        port = option("port", 8080);
        count = option("subscribers", 500);
        rate = option("rate", 1_000);
        seconds = option("seconds", 20);
        subscribers = new Subscriber[count];
    }

    private int option(String name, int otherwise) {
        return Integer.parseInt(options.getOrDefault(name, Integer.toString(otherwise)));
    }

    public static void main(String[] args) throws Exception {
        new StreamLoad(args).run();
    }

    private void run() throws Exception {
        long idle = memory();
        for (int i = 0; i < count; i++) {
            subscribers[i] = new Subscriber(i);
            if (i % 64 == 63) {
                poll(5);
            }
        }
        long connecting = System.nanoTime() + 60_000_000_000L;
        while (Arrays.stream(subscribers).anyMatch(each -> each.height < 0 && each.comments == 0)) {
            poll(50);
            require(System.nanoTime() < connecting, "the subscribers are not all let in");
        }
        long subscribed = memory();
        Thread writer = new Thread(this::write, "writer");
        long began = System.nanoTime();
        writer.start();
        long peak = subscribed;
        long end = began + (seconds + 30) * 1_000_000_000L;
        while (writing || Arrays.stream(subscribers).anyMatch(each -> each.height < lastHeight)) {
            poll(20);
            require(System.nanoTime() < end, "not every block came to every subscriber");
        }
        long took = System.nanoTime() - began;
        peak = Math.max(peak, memory());
        report(idle, subscribed, peak, took);
    }

    private void report(long idle, long subscribed, long peak, long took) {
        long[] sorted = Arrays.copyOf(late, lates);
        Arrays.sort(sorted);
        System.out.printf(
                "%,d subscribers, %,d blocks written in %.1f s (%,.0f/s): %,d delivered, every block once and in order,"
                        + " %,.0f/s%n",
                count, written, took / 1e9, written * 1e9 / took, blocks, blocks * 1e9 / took);
        if (lates > 0) {
            System.out.printf(
                    "from a block's timestamp to its arrival, ms: p50 %.2f, p99 %.2f, greatest %.2f%n",
                    sorted[lates / 2] / 1e3, sorted[(int) (lates * 0.99)] / 1e3, sorted[lates - 1] / 1e3);
        }
        if (idle > 0) {
            System.out.printf(
                    "memory of the service, MB RSS: idle %d, subscribed %d, at the end %d%n",
                    idle >> 10, subscribed >> 10, peak >> 10);
        }
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** Of the service, KiB resident; 0 if its pid is not given. */
    private long memory() throws IOException {
        String pid = options.get("pid");
        if (pid == null) {
            return 0;
        }
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith("VmRSS:")) {
                return Long.parseLong(line.replaceAll("\\D", ""));
            }
        }
        return 0;
    }

    private void poll(long millis) throws IOException {
        selector.select(
                key -> {
                    try {
                        ((Subscriber) key.attachment()).read();
                    } catch (IOException e) {
                        throw new IllegalStateException("a connection broke", e);
                    }
                },
                millis);
    }

    /** One connection: the answer's head, then chunks, in which lines are looked at by their first letters. */
    private final class Subscriber {
        private final SocketChannel channel;
        private final boolean sampled;
        private final StringBuilder line = new StringBuilder();
        long height = -1;
        int comments;
        private boolean head = true;
        /** Bytes left of the chunk, 0 in its frame. */
        private int left;

        private int size;
        private int at;
        private boolean opening = true;

        Subscriber(int number) throws IOException {
            sampled = number % Math.max(1, count / SAMPLED) == 0;
            channel = SocketChannel.open();
            channel.bind(new InetSocketAddress("127.0.0." + (1 + number % SOURCES), 0));
            channel.connect(new InetSocketAddress("127.0.0.1", port));
            String query = options.getOrDefault("query", "");
            channel.write(ByteBuffer.wrap(("GET /v1/events" + query + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII)));
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_READ, this);
        }

        void read() throws IOException {
            buffer.clear();
            int read = channel.read(buffer);
            require(read >= 0, "the service closed a connection");
            buffer.flip();
            buffer.get(0, bytes, 0, read);
            int i = 0;
            while (i < read) {
                if (head) {
                    head(bytes[i++]);
                } else if (left > 0) {
                    int to = Math.min(read, i + left);
                    left -= to - i;
                    body(i, to);
                    i = to;
                } else {
                    frame(bytes[i++]);
                }
            }
        }

        /** The size of a chunk in hex, and the line end behind a chunk. */
        private void frame(byte b) {
            if (b == '\n') {
                left = size;
                size = 0;
            } else if (b != '\r') {
                size = size * 16 + Character.digit(b, 16);
            }
        }

        private void head(byte b) {
            if (b == '\n' && line.toString().isBlank()) {
                head = false;
                line.setLength(0);
            } else if (b == '\n') {
                require(!line.toString().startsWith("HTTP/") || line.toString().contains(" 200 "), line.toString());
                line.setLength(0);
            } else {
                line.append((char) b);
            }
        }

        private void body(int from, int to) {
            for (int i = from; i < to; i++) {
                byte b = bytes[i];
                if (b == '\n') {
                    if (line.length() > 0) {
                        line(line);
                        line.setLength(0);
                    }
                    at = 0;
                } else if (at++ < 25 || sampled) {
                    // The first letters of an id's line have its height; a sampled line is kept whole.
                    line.append((char) b);
                } else {
                    if (at == 26 && line.charAt(0) == 'd') {
                        // No block is shorter.
                        i = Math.min(to - 1, i + 250);
                    }
                    while (i + 1 < to && bytes[i + 1] != '\n') {
                        i++;
                    }
                }
            }
        }

        private void line(CharSequence text) {
            switch (text.charAt(0)) {
                case ':' -> {
                    comments++;
                    opening = false;
                }
                case 'i' -> {
                    long next = 0;
                    for (int i = 4; text.charAt(i) != ':'; i++) {
                        next = next * 10 + text.charAt(i) - '0';
                    }
                    require(opening || next == height + 1, next + " came behind " + height);
                    if (!opening) {
                        blocks++;
                    }
                    opening = false;
                    height = next;
                }
                default -> {
                    if (sampled) {
                        int from = line.lastIndexOf("\"timestamp\":\"") + 13;
                        late(Instant.parse(line.substring(from, from + 27)));
                    }
                }
            }
        }
    }

    private void late(Instant written) {
        if (lates == late.length) {
            late = Arrays.copyOf(late, 2 * lates);
        }
        late[lates++] = ChronoUnit.MICROS.between(written, Instant.now());
    }

    /** One NDJSON request whose lines are sent at the rate, while its answer is read. */
    private void write() {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setTcpNoDelay(true);
            OutputStream out = socket.getOutputStream();
            out.write(("POST /v1/changes HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n")
                    .getBytes(StandardCharsets.US_ASCII));
            Thread answers = new Thread(() -> answers(socket), "answers");
            answers.start();
            long began = System.nanoTime();
            long all = (long) rate * seconds;
            for (long sent = 0; sent < all; ) {
                long due = Math.min(all, (System.nanoTime() - began) * rate / 1_000_000_000 + 1);
                StringBuilder lines = new StringBuilder();
                for (; sent < due; sent++) {
                    lines.append(change(sent));
                }
                if (lines.length() > 0) {
                    out.write((Integer.toHexString(lines.length()) + "\r\n" + lines + "\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
                }
                LockSupport.parkNanos(1_000_000);
            }
            out.write("0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            answers.join();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        } finally {
            writing = false;
        }
    }

    /** The numbers of one run are not those of another, so that nothing is unchanged. */
    private String change(long n) {
        return "{\"element_id\":\"interface:load" + n % ELEMENTS + "\",\"actor\":\"load\",\"state\":{\"mtu\":"
                + (first + n) + ",\"address\":\"00:00:5e:00:53:01\",\"operstate\":\"up\",\"note\":\"" + "x".repeat(160)
                + "\"}}\n";
    }

    private void answers(Socket socket) {
        try {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            for (String line = in.readLine(); line != null && !line.equals("0"); line = in.readLine()) {
                int height = line.indexOf("\"central_height\":");
                require(!line.contains("\"problem\""), line);
                if (height >= 0) {
                    String digits = line.substring(height + 17).replaceAll("\\D.*", "");
                    lastHeight = Long.parseLong(digits);
                    written++;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
