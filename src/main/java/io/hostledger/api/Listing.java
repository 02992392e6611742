package io.hostledger.api;

import io.hostledger.chain.Limits;
import io.hostledger.query.Cursor;
import io.hostledger.query.ItemStream;
import io.hostledger.query.Page;
import java.io.IOException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A question whose answer is a list.
 *
 * @param question what is asked, without how much of it at once: the question that its cursors belong to
 * @param limit of items; null: as many as there are, or a page
 * @param after where the answer is to go on; null: from the start
 */
record Listing(
        String question, @Nullable Integer limit, @Nullable String after, Items items) {
    /** Of each byte of a page while it is made: the buffer doubles, and the page is copied out of it. */
    private static final int COPIES = 3;

    /** Opens the items of an answer. Blocks. */
    @FunctionalInterface
    interface Items {
        /**
         * @param after a position behind which the items start; null: the first
         * @throws Fault if there is no such answer
         */
        ItemStream open(@Nullable String after) throws IOException;
    }

    /**
     * What all lists take: {@code limit}, {@code order} and {@code after}. Checks the parameters.
     *
     * @param question all else that is asked
     * @param positions the form of the items' positions
     */
    static Listing of(Parameters parameters, String question, boolean descending, Pattern positions, Items items) {
        String asked = question + (descending ? " desc" : " asc");
        Integer limit = parameters.has("limit") ? parameters.limit() : null;
        String after = parameters.read(
                "after", cursor -> position(asked, cursor, positions), "this cursor was not given for this question");
        parameters.check();
        return new Listing(asked, limit, after, items);
    }

    private static @Nullable String position(String asked, String cursor, Pattern positions) {
        String position = Cursor.read(asked, cursor);
        // How cursors are made is no secret: one that somebody made may have anything in it.
        return position != null && positions.matcher(position).matches() ? position : null;
    }

    /**
     * Reads a page, no longer than the share can grow to, nor than till so much was looked at in vain that others come
     * first. Blocks.
     *
     * @throws Fault if it cannot grow enough for one item
     */
    byte[] page(AnswerMemory.Share share) throws IOException {
        try (ItemStream stream = items.open(after)) {
            stream.pauseAfter(ItemStream.PIECE);
            return Page.write(stream, limit == null ? Limits.PAGE_ITEMS : limit, question, (bytes, count) -> {
                boolean fits = share.grow((long) COPIES * bytes);
                if (!fits && count == 1) {
                    throw AnswerMemory.full();
                }
                return fits;
            });
        }
    }
}
