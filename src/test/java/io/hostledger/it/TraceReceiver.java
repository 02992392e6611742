package io.hostledger.it;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Takes spans by OTLP over HTTP, and reads what a test asks about. */
final class TraceReceiver implements AutoCloseable {
    /** @param parent empty where there is none */
    record Span(
            String trace,
            String id,
            String parent,
            String name,
            long start,
            long end,
            Map<String, String> attributes) {}

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    TraceReceiver() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/v1/traces", exchange -> {
            read(exchange.getRequestBody().readAllBytes());
            exchange.sendResponseHeaders(200, -1);
            exchange.close();
        });
        server.start();
    }

    URI endpoint() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/v1/traces");
    }

    List<Span> spans() {
        return spans;
    }

    /** ExportTraceServiceRequest: resource_spans 1, scope_spans 2, spans 2; the rest as opentelemetry/proto/trace/v1 has it. */
    private void read(byte[] request) {
        for (byte[] resource : messages(fields(request), 1)) {
            for (byte[] scope : messages(fields(resource), 2)) {
                messages(fields(scope), 2).forEach(span -> spans.add(span(fields(span))));
            }
        }
    }

    private static Span span(Map<Integer, List<Object>> fields) {
        Map<String, String> attributes = new TreeMap<>();
        for (byte[] attribute : messages(fields, 9)) {
            Map<Integer, List<Object>> pair = fields(attribute);
            Object value =
                    fields(messages(pair, 2).get(0)).values().iterator().next().get(0);
            attributes.put(
                    text(pair, 1),
                    value instanceof byte[] bytes ? new String(bytes, StandardCharsets.UTF_8) : value.toString());
        }
        return new Span(
                hex(fields, 1),
                hex(fields, 2),
                hex(fields, 4),
                text(fields, 5),
                (long) fields.get(7).get(0),
                (long) fields.get(8).get(0),
                attributes);
    }

    private static List<byte[]> messages(Map<Integer, List<Object>> fields, int number) {
        return fields.getOrDefault(number, List.of()).stream()
                .map(byte[].class::cast)
                .toList();
    }

    private static String text(Map<Integer, List<Object>> fields, int number) {
        return new String(messages(fields, number).get(0), StandardCharsets.UTF_8);
    }

    private static String hex(Map<Integer, List<Object>> fields, int number) {
        return messages(fields, number).stream()
                .map(HexFormat.of()::formatHex)
                .findFirst()
                .orElse("");
    }

    /** The fields of a protobuf message, by their numbers: numbers as long, all else as bytes. */
    private static Map<Integer, List<Object>> fields(byte[] message) {
        Map<Integer, List<Object>> fields = new TreeMap<>();
        ByteBuffer in = ByteBuffer.wrap(message).order(ByteOrder.LITTLE_ENDIAN);
        while (in.hasRemaining()) {
            long tag = varint(in);
            Object value = switch ((int) tag & 7) {
                case 0 -> varint(in);
                case 1 -> in.getLong();
                case 2 -> {
                    byte[] bytes = new byte[(int) varint(in)];
                    in.get(bytes);
                    yield bytes;
                }
                case 5 -> (long) in.getInt();
                default -> throw new IllegalArgumentException("wire type " + (tag & 7));
            };
            fields.computeIfAbsent((int) (tag >>> 3), number -> new ArrayList<>())
                    .add(value);
        }
        return fields;
    }

    private static long varint(ByteBuffer in) {
        long value = 0;
        int shift = 0;
        byte part;
        do {
            part = in.get();
            value |= (long) (part & 0x7f) << shift;
            shift += 7;
        } while (part < 0);
        return value;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
