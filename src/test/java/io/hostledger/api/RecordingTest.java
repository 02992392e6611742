package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.hostledger.chain.ActorSource;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.ChangeSet;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Outcome;
import io.hostledger.ledger.Refusal.Known;
import io.smallrye.mutiny.Uni;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class RecordingTest {
    private static final Head HEAD = new Head(0, Hash.ZERO);

    private final ElementId element = element();
    private final Recording recording = new Recording(new BlockSource() {
        @Override
        public byte[] central(long height) throws IOException {
            throw new IOException("secret");
        }

        @Override
        public byte[] element(ElementId id, long height) throws IOException {
            throw new IOException("secret");
        }
    });

    @Test
    void aSetThatWasKeptAndCannotBeToldHasAnUnknownOutcome() {
        Change change = new Change(
                element, Json.NULL, null, new Attribution("a", ActorSource.ASSERTED, null, null, null), null, null);
        ChangeSet set = new ChangeSet(List.of(change, change), false);
        Outcome.Block block = new Outcome.Block(1, Hash.ZERO, new byte[0], 0, 0);
        SetOutcome done =
                new SetOutcome.Done(List.of(new Outcome.Committed(block, block), new Outcome.Unchanged(HEAD, HEAD)));
        assertUnknown(recording.answer(set, CompletableFuture.completedFuture(done)));
    }

    @Test
    void aRepeatedAnswerThatCannotBeReadHasAnUnknownOutcome() {
        Outcome first = new Outcome.Repeated(HEAD, HEAD);
        assertUnknown(recording.read(element, first));
        assertUnknown(recording.answer(element, null, CompletableFuture.completedFuture(first)));
    }

    @Test
    void aFailureInTheEngineHasAnUnknownOutcome() {
        assertUnknown(recording.answer(CompletableFuture.failedFuture(new IllegalStateException("secret"))));
    }

    private static ElementId element() {
        try {
            return ElementTypes.standard().parse("interface:a");
        } catch (InvalidElementId e) {
            throw new AssertionError(e);
        }
    }

    private static void assertUnknown(Uni<?> answer) {
        Fault fault = assertThrows(Fault.class, () -> answer.await().indefinitely());
        assertEquals(ProblemType.INTERNAL, fault.problem().type());
        assertEquals(Known.UNKNOWN, fault.problem().outcome());
    }
}
