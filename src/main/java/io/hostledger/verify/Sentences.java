package io.hostledger.verify;

import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What findings say, where more than one place says it. */
final class Sentences {
    static final String TORN = "the file ends within a line";

    private static final int EXCERPT = 40;

    private Sentences() {}

    static String hash(Hash content) {
        return "the block's content has the hash " + content;
    }

    static String notCanonical(boolean intact) {
        return "the line is not the RFC 8785 form of its block; " + content(intact);
    }

    static String notAsWritten(boolean intact) {
        return "the line is not as the older program wrote it, with its members in their order and nothing between"
                + " them; " + content(intact);
    }

    private static String content(boolean intact) {
        return intact ? "its content is intact" : "its content was changed too";
    }

    static String timestamp(String text) {
        return "\"" + excerpt(text) + "\" is no timestamp";
    }

    static String gap(long height, long expected) {
        return "height " + height + " stands where " + expected + " belongs";
    }

    static String link(Hash prev, Hash expected) {
        return "prev_hash is " + prev + ", the block before it has the hash " + expected;
    }

    static String wentBack(Object time, Object before) {
        return excerpt(time.toString()) + " comes after " + excerpt(before.toString());
    }

    static String forked(Head remembered, @Nullable Hash found) {
        String height = "block " + remembered.height();
        return (found == null ? "the ledger has no " + height : height + " has the hash " + found)
                + ", and is remembered as " + remembered;
    }

    static String unreadable(IOException e) {
        return "the file cannot be read on from here: " + e.getMessage();
    }

    static String excerpt(String text) {
        return text.length() <= EXCERPT ? text : text.substring(0, EXCERPT) + "…";
    }
}
