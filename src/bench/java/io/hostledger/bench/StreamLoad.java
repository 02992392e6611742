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
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.LockSupport;

/**
 * Many subscribers of one service, and one writer, in a process of its own. Checks that every
 * subscriber gets every block once and in order. Prints a row of Markdown: subscribers, blocks/s,
 * deliveries/s, how late from a block's timestamp to its arrival in ms (p50, p99, greatest), and MB
 * resident of the service, idle and beyond that. Loopback only.
 *
 * <p>{@code java StreamLoad.java subscribers=500 rate=1000 seconds=20 port=8080 pid=<of the service>}
 */
public final class StreamLoad {
    private static final int ELEMENTS = 1_000;
    private static final int SOURCES = 16;
    /** Subscribers whose blocks are looked into for how late they come. */
    private static final int SAMPLED = 10;
    /** From a central line's hours to its end: {@code 10:02:00.000000Z","v":1}}. */
    private static final int TAIL = 24;

    private static final long DAY_SECONDS = 86_400;

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
    /** From when on it counts how late a block comes: by then code is compiled. */
    private long counted;

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
        forgetGreatest();
        long idle = memory("VmRSS:");
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
        Thread writer = new Thread(this::write, "writer");
        long began = System.nanoTime();
        writer.start();
        counted = began + option("warmup", 5) * 1_000_000_000L;
        long end = began + (seconds + 30) * 1_000_000_000L;
        while (writing || Arrays.stream(subscribers).anyMatch(each -> each.height < lastHeight)) {
            poll(20);
            require(System.nanoTime() < end, "not every block came to every subscriber");
        }
        long took = System.nanoTime() - began;
        report(idle, memory("VmHWM:"), took);
    }

    /** A row of a table in Markdown. */
    private void report(long idle, long peak, long took) {
        long[] sorted = Arrays.copyOf(late, lates);
        Arrays.sort(sorted);
        require(blocks == written * count, "delivered were " + blocks + " of " + written * count);
        System.out.printf(
                "| %,d | %,.0f | %,.0f | %.1f | %.1f | %.1f | %d | %d |%n",
                count,
                written * 1e9 / took,
                blocks * 1e9 / took,
                at(sorted, 0.5),
                at(sorted, 0.99),
                at(sorted, 1),
                idle >> 10,
                (peak - idle) >> 10);
    }

    private static double at(long[] sorted, double part) {
        return sorted.length == 0 ? Double.NaN : sorted[(int) ((sorted.length - 1) * part)] / 1e3;
    }

    private static void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new IllegalStateException(otherwise);
        }
    }

    /** The greatest resident size of the service is from now on; what was loaded before may have had more. */
    private void forgetGreatest() throws IOException {
        String pid = options.get("pid");
        if (pid != null) {
            Files.writeString(Path.of("/proc", pid, "clear_refs"), "5");
        }
    }

    /** Of the service, KiB, by the name that the system has for it; 0 if its pid is not given. */
    private long memory(String name) throws IOException {
        String pid = options.get("pid");
        if (pid == null) {
            return 0;
        }
        for (String line : Files.readAllLines(Path.of("/proc", pid, "status"))) {
            if (line.startsWith(name)) {
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
        /** A line of which {@code kept} bytes have come. */
        private byte[] part = new byte[128];

        private int kept;
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
            int start = from;
            for (int i = from; i < to; i++) {
                if (bytes[i] == '\n') {
                    if (kept == 0) {
                        line(bytes, start, i);
                    } else {
                        keep(start, i);
                        line(part, 0, kept);
                        kept = 0;
                    }
                    start = i + 1;
                }
            }
            keep(start, to);
        }

        /** The start of a line whose rest is to come. */
        private void keep(int from, int to) {
            if (kept + to - from > part.length) {
                part = Arrays.copyOf(part, 2 * (kept + to - from));
            }
            System.arraycopy(bytes, from, part, kept, to - from);
            kept += to - from;
        }

        private void line(byte[] text, int from, int to) {
            switch (from == to ? 0 : text[from]) {
                case 0 -> {}
                case ':' -> {
                    comments++;
                    opening = false;
                }
                case 'i' -> {
                    long next = 0;
                    for (int i = from + 4; text[i] != ':'; i++) {
                        next = next * 10 + text[i] - '0';
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
                        late(text, to - TAIL);
                    }
                }
            }
        }
    }

    /** @param at where the hours of a line's timestamp start; it is of today, or of yesterday at midnight */
    private void late(byte[] text, int at) {
        Instant clock = Instant.now();
        long now = (clock.getEpochSecond() % DAY_SECONDS * 1_000_000_000 + clock.getNano()) / 1_000;
        if (System.nanoTime() < counted) {
            return;
        }
        long written = ((number(text, at, 2) * 60 + number(text, at + 3, 2)) * 60 + number(text, at + 6, 2)) * 1_000_000
                + number(text, at + 9, 6);
        if (lates == late.length) {
            late = Arrays.copyOf(late, 2 * lates);
        }
        late[lates++] = now < written - DAY_SECONDS * 500_000 ? now - written + DAY_SECONDS * 1_000_000 : now - written;
    }

    private static long number(byte[] text, int at, int digits) {
        long number = 0;
        for (int i = at; i < at + digits; i++) {
            number = number * 10 + text[i] - '0';
        }
        return number;
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
                    // Answers come in the order of the request, which need not be that of the heights.
                    lastHeight = Math.max(lastHeight, Long.parseLong(digits));
                    written++;
                }
            }
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
