package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.JsonText;
import io.vertx.core.http.HttpServerRequest;
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
        String text = PercentEncoding.decode(segments[segment]);
        if (text == null) {
            throw Fault.invalid(pointer, "the path is not percent-encoded UTF-8");
        }
        return text;
    }
}
