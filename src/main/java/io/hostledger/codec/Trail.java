package io.hostledger.codec;

import io.hostledger.chain.JsonText;
import java.util.Arrays;

/** Where a reader is: the containers it is in, from the outermost, and what it has come to in each. */
final class Trail {
    /** In a container, but at none of its members or items. */
    private static final int BETWEEN = -1;

    /** In each container: the item's index; or, below {@link #BETWEEN}, {@code ~} where the member's name was written. */
    private int[] steps = new int[72];

    private int depth;

    void clear() {
        depth = 0;
    }

    void enter() {
        if (depth == steps.length) {
            steps = Arrays.copyOf(steps, 2 * depth);
        }
        steps[depth++] = BETWEEN;
    }

    void leave() {
        depth--;
    }

    void atItem(int index) {
        steps[depth - 1] = index;
    }

    /** At the member whose name was written, with its quotes, from {@code written} on. */
    void atMember(int written) {
        steps[depth - 1] = ~written;
    }

    void between() {
        steps[depth - 1] = BETWEEN;
    }

    /** The RFC 6901 pointer to where the reader is; {@code form} is what it has written. */
    String pointer(byte[] form) {
        StringBuilder pointer = new StringBuilder();
        for (int i = 0; i < depth && steps[i] != BETWEEN; i++) {
            pointer.append('/');
            if (steps[i] >= 0) {
                pointer.append(steps[i]);
            } else {
                int name = ~steps[i];
                String text = JsonText.decode(form, name + 1, JsonText.endOfString(form, name) - 1);
                pointer.append(text.replace("~", "~0").replace("/", "~1"));
            }
        }
        return pointer.toString();
    }
}
