package io.hostledger.codec;

import io.hostledger.chain.Hasher;
import io.hostledger.chain.LegacyBlock;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the lines of the older Rust program, which are any JSON with its thirteen members, and
 * hashes them as contract section 2 says. One thread's own.
 */
public final class LegacyLine {
    /** In the order in which the Rust program writes them. */
    private static final List<String> MEMBERS = List.of(
            "timestamp",
            "height",
            "prev_hash",
            "hash",
            "producer",
            "category",
            "action",
            "user",
            "hostname",
            "pid",
            "data",
            "metadata",
            "signature");

    private static final List<Literal> STARTS = MEMBERS.stream()
            .map(name -> Literal.of((name.equals(MEMBERS.get(0)) ? "{" : ",") + '"' + name + "\":"))
            .toList();

    private final LooseJson json = new LooseJson();
    private final Hasher hasher = new Hasher();

    /**
     * The block of a line without its newline.
     *
     * @throws UnreadableLine if it is no JSON, or a member is missing, unknown or mistyped
     */
    public LegacyBlock read(byte[] line, int from, int to) throws UnreadableLine {
        RawMembers members = members(line, from, to);
        long height = members.unsigned("height");
        String prevHash = members.text("prev_hash");
        long timestamp = members.unsigned("timestamp");
        String producer = members.text("producer");
        String category = members.text("category");
        String action = members.text("action");
        String user = members.text("user");
        String hostname = members.text("hostname");
        int pid = pid(members);
        String data = members.raw("data");
        String hash = members.text("hash");
        Map<byte[], byte[]> metadata = metadata(line, members);
        signature(members);

        number(height, Long.BYTES);
        text(prevHash);
        number(timestamp, Long.BYTES);
        text(producer);
        text(category);
        text(action);
        text(user);
        text(hostname);
        number(pid, Integer.BYTES);
        text(data);
        metadata.forEach((key, value) -> {
            bytes(key);
            text(":");
            bytes(value);
        });
        return new LegacyBlock(
                height,
                prevHash,
                timestamp,
                producer,
                category,
                action,
                user,
                hostname,
                pid,
                data,
                hash,
                hasher.finish(),
                asWritten(line, from, to, members));
    }

    /**
     * Whether the line is as the Rust program wrote it: its members in their order, nothing between them, and texts in
     * their shortest form. Readers of lines hold on to that, as they do to the form of canonical ones.
     */
    private static boolean asWritten(byte[] line, int from, int to, RawMembers members) throws UnreadableLine {
        int at = from;
        for (int i = 0; i < STARTS.size(); i++) {
            Literal start = STARTS.get(i);
            Span value = members.get(MEMBERS.get(i));
            if (!start.stands(line, at, to)
                    || value.from() != at + start.length()
                    || !asWritten(line, value.from(), value.to())) {
                return false;
            }
            at = value.to();
        }
        return at + 1 == to;
    }

    /** Of the white space in {@code data}, which is hashed as it stands, a carriage return would end a line of the stream. */
    private static boolean asWritten(byte[] line, int from, int to) {
        if (line[from] == '"') {
            return StrictJson.isCanonical(line, from, to, 1);
        }
        for (int i = from; i < to; i++) {
            if (line[i] == '\r') {
                return false;
            }
        }
        return true;
    }

    private RawMembers members(byte[] line, int from, int to) throws UnreadableLine {
        try {
            if (!json.read(line, from, to, ElementLine.MAX_LEVELS).isObject()) {
                throw new UnreadableLine("not an object");
            }
        } catch (MalformedJson e) {
            throw new UnreadableLine(e.detail());
        }
        RawMembers members = new RawMembers(line, from);
        for (String name : members.names()) {
            if (!MEMBERS.contains(name)) {
                throw LineShape.unknown(name);
            }
        }
        return members;
    }

    private static int pid(RawMembers members) throws UnreadableLine {
        long pid = members.unsigned("pid");
        if (pid < 0 || pid > 0xFFFF_FFFFL) {
            throw LineShape.mistyped("pid");
        }
        return (int) pid;
    }

    private static void signature(RawMembers members) throws UnreadableLine {
        if (members.kind("signature") != 'n') {
            members.text("signature");
        }
    }

    private static Map<byte[], byte[]> metadata(byte[] line, RawMembers members) throws UnreadableLine {
        if (members.kind("metadata") != '{') {
            throw LineShape.mistyped("metadata");
        }
        RawMembers pairs = new RawMembers(line, members.get("metadata").from());
        Map<byte[], byte[]> metadata = new TreeMap<>(Arrays::compareUnsigned);
        for (String key : pairs.names()) {
            if (pairs.kind(key) != '"') {
                throw LineShape.mistyped("metadata");
            }
            metadata.put(utf8(key), utf8(pairs.text(key)));
        }
        return metadata;
    }

    private void number(long value, int bytes) {
        byte[] little = new byte[bytes];
        for (int i = 0; i < bytes; i++) {
            little[i] = (byte) (value >>> 8 * i);
        }
        bytes(little);
    }

    private void text(String text) {
        bytes(utf8(text));
    }

    private void bytes(byte[] bytes) {
        hasher.update(bytes, 0, bytes.length);
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
