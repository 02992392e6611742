package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.JsonText;
import io.vertx.core.http.HttpServerRequest;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/** What the segments of a request's path say: each is decoded once, by itself, so that a %2F stays within it. */
final class PathSegments {
    private final String[] segments;

    private PathSegments(String[] segments) {
        this.segments = segments;
    }

    static PathSegments of(HttpServerRequest request) {
        String path = request.path();
        return new PathSegments((path == null ? "" : path).substring(1).split("/", -1));
    }

    /**
     * The element whose id is a segment.
     *
     * @throws Fault if that is no element id
     */
    ElementId element(int segment, ElementTypes types) {
        try {
            return types.parse(decoded(segment, "/id"));
        } catch (InvalidElementId e) {
            throw Fault.invalid("/id", String.valueOf(e.getMessage()));
        }
    }

    /** @throws Fault if the segment is no height */
    long height(int segment) {
        byte[] text = decoded(segment, "/height").getBytes(StandardCharsets.UTF_8);
        long height = JsonText.height(text, 0, text.length);
        if (height < 0) {
            throw Fault.invalid("/height", "a height is a whole number, 0 or greater");
        }
        return height;
    }

    /** @throws Fault if the segment is not percent-encoded UTF-8, or there are fewer segments */
    String decoded(int segment, String pointer) {
        if (segment >= segments.length) {
            throw new Fault(Problems.ofStatus(404));
        }
        String raw = segments[segment];
        if (raw.indexOf('%') < 0 && raw.chars().allMatch(c -> c < 0x80)) {
            return raw;
        }
        ByteBuffer bytes = ByteBuffer.allocate(raw.length() * 3);
        for (int i = 0; i < raw.length(); i++) {
            char c = raw.charAt(i);
            if (c != '%') {
                bytes.put(String.valueOf(c).getBytes(StandardCharsets.UTF_8));
                continue;
            }
            int value = i + 2 < raw.length() ? hex(raw.charAt(i + 1), raw.charAt(i + 2)) : -1;
            if (value < 0) {
                throw Fault.invalid(pointer, "the path is not percent-encoded");
            }
            bytes.put((byte) value);
            i += 2;
        }
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString();
        } catch (CharacterCodingException e) {
            throw Fault.invalid(pointer, "the path is not percent-encoded UTF-8");
        }
    }

    private static int hex(char high, char low) {
        int value = Character.digit(high, 16) << 4 | Character.digit(low, 16);
        return high < 0x80 && low < 0x80 ? value : -1;
    }
}
