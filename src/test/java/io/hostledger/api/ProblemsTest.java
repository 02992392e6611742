package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.hostledger.index.UnreadableLedger;
import org.junit.jupiter.api.Test;

class ProblemsTest {
    @Test
    void whoAsksForWhatIsDamagedIsToldWhereTheDamageIs() {
        Problem problem = Problems.unforeseen(new UnreadableLedger("element-chains/services/s1.jsonl", 17, "no block"));
        assertEquals(ProblemType.INTERNAL, problem.type());
        assertEquals(
                "the ledger is damaged: element-chains/services/s1.jsonl, byte 17: no block; verify tells all of it",
                problem.detail());
    }
}
