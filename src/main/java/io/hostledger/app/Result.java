package io.hostledger.app;

import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal;
import java.util.Locale;

/** What became of a change or an event, as metrics name it. */
enum Result {
    COMMITTED,
    UNCHANGED,
    REPEATED,
    HEAD_MISMATCH,
    ELEMENT_NOT_FOUND,
    HEIGHT_NOT_FOUND,
    WRONG_ACTION,
    CHANGE_ID_CONFLICT,
    DAMAGED,
    UNREADABLE,
    TOO_LARGE,
    OVERLOADED,
    READ_ONLY,
    NO_SPACE,
    /** A fault of the program. */
    FAILED;

    static Result of(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Committed ignored -> COMMITTED;
            case Outcome.Unchanged ignored -> UNCHANGED;
            case Outcome.Repeated ignored -> REPEATED;
            case Outcome.Refused refused -> of(refused.why());
        };
    }

    private static Result of(Refusal why) {
        return switch (why) {
            case Refusal.HeadMismatch ignored -> HEAD_MISMATCH;
            case Refusal.ElementNotFound ignored -> ELEMENT_NOT_FOUND;
            case Refusal.HeightNotFound ignored -> HEIGHT_NOT_FOUND;
            case Refusal.WrongAction ignored -> WRONG_ACTION;
            case Refusal.ChangeIdConflict ignored -> CHANGE_ID_CONFLICT;
            case Refusal.Damaged ignored -> DAMAGED;
            case Refusal.Unreadable ignored -> UNREADABLE;
            case Refusal.TooLarge ignored -> TOO_LARGE;
            case Refusal.Overloaded ignored -> OVERLOADED;
            case Refusal.ReadOnly ignored -> READ_ONLY;
            case Refusal.NoSpace ignored -> NO_SPACE;
        };
    }

    String label() {
        return name().toLowerCase(Locale.ROOT);
    }
}
