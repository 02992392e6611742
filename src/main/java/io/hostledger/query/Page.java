package io.hostledger.query;

import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Limits;
import java.io.IOException;

/** One page of an answer: {@code {"items":[…],"next":"…"}}, the cursor only while there is more. */
public final class Page {
    /** Bytes after which no item is added to a page, unless it is the first. */
    private static final int MAX_BYTES = Limits.PAGE_BYTES - 4_096;

    /** What an item is taken to need before it is read: a buffer that grows is copied. */
    private static final int ITEM_BYTES = 1_024;

    private static final int MANY = 100;

    private Page() {}

    /** @param question what is asked, by which its cursors are known */
    public static byte[] write(ItemStream items, int limit, String question) throws IOException {
        JsonWriter out = new JsonWriter(Math.min(limit, MANY) * ITEM_BYTES).ascii("{\"items\":[");
        String last = "";
        for (int count = 0; ; count++) {
            int mark = out.length();
            if (count > 0) {
                out.put(',');
            }
            if (!items.next(out)) {
                out.truncate(mark);
                return out.ascii("]}").toBytes();
            }
            if (count == limit || (count > 0 && out.length() > MAX_BYTES)) {
                out.truncate(mark);
                return out.ascii("],\"next\":\"")
                        .ascii(Cursor.write(question, last))
                        .ascii("\"}")
                        .toBytes();
            }
            last = items.position();
        }
    }
}
