package io.hostledger.api;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.codec.MalformedJson;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.ledger.Refusal;
import io.hostledger.ledger.Refusal.Known;
import jakarta.ws.rs.WebApplicationException;
import java.util.List;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one map from faults to problems. */
public final class Problems {
    /** Where a request says what it expects, unless a header does. */
    static final String EXPECTED_HASH = "/expected_hash";

    private static final Logger LOG = Logger.getLogger(Problems.class);

    private Problems() {}

    /** A text that is not Accepted JSON. */
    public static Problem of(MalformedJson fault) {
        return Problem.of(ProblemType.MALFORMED_JSON, fault.pointer(), fault.detail());
    }

    /**
     * A change or an event that the engine did not take.
     *
     * @param element null for an event
     */
    public static Problem of(Refusal refusal, @Nullable ElementId element) {
        return switch (refusal) {
            case Refusal.HeadMismatch mismatch ->
                unexpectedHead(mismatch.head() == null ? null : mismatch.head().hash());
            case Refusal.ElementNotFound ignored ->
                Problem.of(ProblemType.ELEMENT_NOT_FOUND, "/element_id", "the element has no block");
            case Refusal.HeightNotFound beyond ->
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "/to_height",
                        "the element's last block has the height " + beyond.head());
            case Refusal.WrongAction wrong ->
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "/action",
                        "the states before and after make this change \"" + wrong.derived() + "\"");
            case Refusal.ChangeIdConflict conflict ->
                Problem.of(
                        ProblemType.CHANGE_ID_CONFLICT,
                        "/change_id",
                        "the change_id was given with another request, which is central block "
                                + conflict.centralHeight());
            case Refusal.Damaged ignored ->
                Problem.of(ProblemType.INTERNAL, "the element's chain is damaged and takes no changes");
            case Refusal.Unreadable ignored ->
                Problem.of(ProblemType.READ_ONLY, "the element's chain cannot be read at the moment");
            case Refusal.TooLarge large -> Problem.of(ProblemType.TOO_LARGE, "/state", large.sentence());
            case Refusal.Overloaded ignored ->
                Problem.of(ProblemType.OVERLOADED, "more changes are waiting than can be taken; try again soon");
            case Refusal.ReadOnly readOnly -> failed(ProblemType.READ_ONLY, readOnly.reason(), readOnly.known());
            case Refusal.NoSpace noSpace -> failed(ProblemType.INSUFFICIENT_STORAGE, noSpace.reason(), noSpace.known());
        };
    }

    /** @param head the hash of the element's last block; null if there is none */
    static Problem unexpectedHead(@Nullable Hash head) {
        return Problem.of(
                ProblemType.HEAD_MISMATCH,
                EXPECTED_HASH,
                head == null ? "the element has no block" : "the element's head is " + head);
    }

    private static Problem failed(ProblemType type, String detail, Known known) {
        return new Problem(type, detail, List.of(), known);
    }

    /**
     * What nobody foresaw, from where nothing can have been kept yet: it is logged, and the caller learns no
     * more than that. But for a question whose differences are too large, and one whose answer is damaged:
     * of damage the log has the line of the verification that found it, not one for each who asks.
     */
    public static Problem unforeseen(Throwable fault) {
        if (fault instanceof Diff.TooLarge large) {
            return Problem.of(ProblemType.TOO_LARGE, String.valueOf(large.getMessage()));
        }
        if (fault instanceof UnreadableLedger damaged) {
            return Problem.of(
                    ProblemType.INTERNAL,
                    "the ledger is damaged: " + damaged.getMessage() + "; verify tells all of it");
        }
        return internal(fault, Known.NOTHING_KEPT);
    }

    /** What nobody foresaw, of a change that the engine had in hand. */
    public static Problem unforeseenInEngine(Throwable fault) {
        return internal(fault, Known.UNKNOWN);
    }

    private static Problem internal(Throwable fault, Known known) {
        LOG.error("unforeseen", fault);
        return failed(ProblemType.INTERNAL, "the service's log has the cause", known);
    }

    /** What the framework finds wrong with a request before any of this code sees it. */
    static Problem of(WebApplicationException fault) {
        int status = fault.getResponse().getStatus();
        return switch (status) {
            case 404 -> ofStatus(404);
            case 405, 406, 413, 415 -> ofStatus(status);
            default -> status >= 400 && status < 500 ? ofStatus(400) : unforeseen(fault);
        };
    }

    /** The problem of an HTTP status that the framework chose. */
    static Problem ofStatus(int status) {
        return switch (status) {
            case 404 -> Problem.of(ProblemType.NOT_FOUND, "there is nothing at this path");
            case 405 -> Problem.of(ProblemType.METHOD_NOT_ALLOWED, "this path knows no such method; see Allow");
            case 406 -> Problem.of(ProblemType.NOT_ACCEPTABLE, "the answer has none of the forms that Accept names");
            case 413 -> Problem.of(ProblemType.TOO_LARGE, "the request is too large");
            case 415 ->
                Problem.of(ProblemType.UNSUPPORTED_MEDIA_TYPE, "the Content-Type is none that is taken at this path");
            default -> Problem.of(ProblemType.INVALID_REQUEST, "the request is not one that HTTP allows here");
        };
    }
}
