package io.hostledger.ledger;

import io.hostledger.chain.Head;
import org.jspecify.annotations.Nullable;

/** Why a change was not taken. */
public sealed interface Refusal {
    /** The element's head is another one than was expected; null: it has no block. */
    record HeadMismatch(@Nullable Head head) implements Refusal {}

    /** A deletion, or a rollback, of an element that never was. */
    record ElementNotFound() implements Refusal {}

    /** A rollback to a height that the element does not have. */
    record HeightNotFound(long head) implements Refusal {}

    /** {@code created}, {@code modified} or {@code deleted} was given where the states say another of the three. */
    record WrongAction(String derived) implements Refusal {}

    /** The change_id belongs to the central block of this height, for which something else was asked. */
    record ChangeIdConflict(long centralHeight) implements Refusal {}

    /** The element's chain is damaged; the sentence names file and byte. */
    record Damaged(String sentence) implements Refusal {}

    /** A file that the change rests on cannot be read; the sentence names it. Nothing was kept. */
    record Unreadable(String sentence) implements Refusal {}

    /** The block would be too large, for the reason that the sentence has. */
    record TooLarge(String sentence) implements Refusal {}

    /** A queue is full. */
    record Overloaded() implements Refusal {}

    /** The ledger takes no changes for now; whether anything was kept depends on {@code known}. */
    record ReadOnly(String reason, Known known) implements Refusal {}

    /** The disk is full, or its reserve is reached. */
    record NoSpace(String reason, Known known) implements Refusal {}

    /** What is known of a change that failed. */
    enum Known {
        /** Nothing of it was kept. */
        NOTHING_KEPT,
        /** It may have been kept: the caller asks again with the same change_id. */
        UNKNOWN
    }
}
