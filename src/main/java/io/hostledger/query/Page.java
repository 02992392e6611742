package io.hostledger.query;

import io.hostledger.chain.JsonWriter;
import io.hostledger.chain.Limits;
import java.io.IOException;
import java.util.concurrent.ArrayBlockingQueue;

/** One page of an answer: {@code {"items":[…],"next":"…"}}, the cursor only while there is more. */
public final class Page {
    /** Bytes after which no item is added to a page, unless it is the first. */
    private static final int MAX_BYTES = Limits.PAGE_BYTES - 4_096;

    /** Buffers for the next pages, so that not every page grows one anew. */
    private static final ArrayBlockingQueue<JsonWriter> BUFFERS = new ArrayBlockingQueue<>(8);

    /** Bytes of the largest buffer that is kept. */
    private static final int KEPT = 256 << 10;

    /** The room that there is for a page. */
    @FunctionalInterface
    public interface Room {
        /**
         * Whether a page may be so long.
         *
         * @param items that it has, from 1; throws where even that one item is too much
         */
        boolean fits(int bytes, int items);
    }

    private Page() {}

    /**
     * @param question what is asked, by which its cursors are known
     * @param room asked after each item
     */
    public static byte[] write(ItemStream items, int limit, String question, Room room) throws IOException {
        JsonWriter idle = BUFFERS.poll();
        JsonWriter out = idle == null ? new JsonWriter(4_096) : idle.reset();
        write(out.ascii("{\"items\":["), items, limit, question, room);
        byte[] page = out.toBytes();
        if (out.array().length <= KEPT) {
            BUFFERS.offer(out);
        }
        return page;
    }

    private static void write(JsonWriter out, ItemStream items, int limit, String question, Room room)
            throws IOException {
        String last = "";
        for (int count = 0; ; count++) {
            int mark = out.length();
            if (count > 0) {
                out.put(',');
            }
            if (!items.next(out)) {
                out.truncate(mark);
                if (items.paused()) {
                    end(out, question, items.position());
                } else {
                    out.ascii("]}");
                }
                return;
            }
            boolean fits = count < limit && room.fits(out.length(), count + 1);
            if (!fits || (count > 0 && out.length() > MAX_BYTES)) {
                out.truncate(mark);
                end(out, question, last);
                return;
            }
            last = items.position();
        }
    }

    private static void end(JsonWriter out, String question, String position) {
        out.ascii("],\"next\":\"").ascii(Cursor.write(question, position)).ascii("\"}");
    }
}
