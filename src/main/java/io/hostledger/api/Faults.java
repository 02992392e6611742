package io.hostledger.api;

import io.hostledger.chain.Timestamp;
import io.hostledger.query.ElementAnswer;
import java.util.List;

/** What is wrong with questions about elements and blocks that are not there. */
final class Faults {
    private Faults() {}

    static Fault noElement() {
        return new Fault(ProblemType.ELEMENT_NOT_FOUND, "the element has no block");
    }

    static Fault noBlock(long last) {
        return new Fault(
                ProblemType.BLOCK_NOT_FOUND,
                last < 0 ? "the ledger has no block" : "the last block has the height " + last);
    }

    /** @param parameter the one that asked for what is not there */
    static ElementAnswer.Found found(ElementAnswer answer, String parameter) {
        return switch (answer) {
            case ElementAnswer.Found found -> found;
            case ElementAnswer.NoElement() -> throw noElement();
            case ElementAnswer.NoBlock(long head) ->
                throw at(ProblemType.BLOCK_NOT_FOUND, parameter, "the element's last block has the height " + head);
            case ElementAnswer.NotYet(long began) ->
                throw at(ProblemType.BLOCK_NOT_FOUND, parameter, "the element began at " + Timestamp.format(began));
        };
    }

    private static Fault at(ProblemType type, String parameter, String detail) {
        return new Fault(Problem.of(type, detail, List.of(new Violation("/" + parameter, detail))));
    }
}
