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

    static List<String> pages(Question question, int limit) throws IOException {
        List<String> items = new ArrayList<>();
        String after = null;
        do {
            Json page;
            try (ItemStream stream = question.ask(after == null ? null : Cursor.read("q", after))) {
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
            if (count > limit || (after != null && count == 0)) {
                throw new AssertionError(count + " items of " + limit);
            }
        } while (after != null);
        return items;
    }
}
