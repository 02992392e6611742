package io.hostledger.query;

import io.hostledger.chain.Items;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Takes an answer whole, at once or page by page. */
final class Answered {
    interface Question {
        ItemStream ask(@Nullable String after) throws IOException;
    }

    private Answered() {}

    static List<String> stream(Question question) throws IOException {
        List<String> items = new ArrayList<>();
        JsonWriter out = new JsonWriter(100);
        try (ItemStream stream = question.ask(null)) {
            while (stream.next(out.reset())) {
                items.add(out.json().toString());
            }
        }
        return items;
    }

    /** As {@link #stream}, of a stream that pauses after so many lines in vain; at most so many pieces of them. */
    static List<String> paused(Question question, int lines, int pieces) throws IOException {
        List<String> items = new ArrayList<>();
        JsonWriter out = new JsonWriter(100);
        int pauses = 0;
        try (ItemStream stream = question.ask(null)) {
            stream.pauseAfter(lines);
            do {
                while (stream.next(out.reset())) {
                    items.add(out.json().toString());
                }
            } while (stream.paused() && pauses++ < pieces);
        }
        return items;
    }

    static List<String> pages(Question question, int limit) throws IOException {
        return pages(question, limit, Integer.MAX_VALUE);
    }

    /** @param lines looked at in vain, after which a page ends, be it empty */
    static List<String> pages(Question question, int limit, int lines) throws IOException {
        List<String> items = new ArrayList<>();
        String after = null;
        do {
            Json page;
            try (ItemStream stream = question.ask(after == null ? null : Cursor.read("q", after))) {
                stream.pauseAfter(lines);
                page = Json.ofCanonical(
                        new String(Page.write(stream, limit, "q", (bytes, count) -> true), StandardCharsets.UTF_8));
            }
            Items found = page.member("items").items();
            int count = 0;
            for (; found.next(); count++) {
                items.add(found.value().toString());
            }
            Json next = page.member("next");
            after = next == null ? null : next.string();
            if (count > limit || (after != null && count == 0 && lines == Integer.MAX_VALUE)) {
                throw new AssertionError(count + " items of " + limit);
            }
        } while (after != null);
        return items;
    }
}
