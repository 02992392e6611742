package io.hostledger.query;

import io.hostledger.chain.Diff;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import io.hostledger.disk.Files;
import io.hostledger.disk.LineCursor;
import io.hostledger.index.ElementFields;
import io.hostledger.index.ElementFields.Field;
import io.hostledger.index.UnreadableLedger;
import io.hostledger.query.ElementAnswer.Found;
import io.hostledger.query.ElementAnswer.NoBlock;
import io.hostledger.query.ElementAnswer.NoElement;
import io.hostledger.query.ElementAnswer.NotYet;
import java.io.IOException;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Questions about one element, answered from its chain alone. Calls block. That a chain is lost is told from an
 * element that never was only where the central ledger is at hand.
 */
public final class ElementReads {
    private final Files files;
    private final LongSupplier visible;
    private final @Nullable LedgerReads ledger;

    /** A state is given only from a block that is the one which was recorded. */
    public ElementReads(LedgerReads ledger) {
        this(ledger.files(), () -> ledger.visible().height(), ledger);
    }

    /**
     * For one who looks at what there is: a state is also given from a block that was altered, and whether it was is for
     * the caller to find out.
     *
     * @param visible the highest central height that is seen
     */
    public ElementReads(Files files, LongSupplier visible) {
        this(files, visible, null);
    }

    private ElementReads(Files files, LongSupplier visible, @Nullable LedgerReads ledger) {
        this.files = files;
        this.visible = visible;
        this.ledger = ledger;
    }

    private interface Question {
        ElementAnswer of(ElementChain chain) throws IOException;
    }

    private ElementAnswer ask(ElementId element, Question question) throws IOException {
        long height = visible.getAsLong();
        ElementAnswer answer;
        try (ElementChain chain = ElementChain.open(files, element, height, LineCursor.FEW)) {
            answer = chain == null ? new NoElement() : question.of(chain);
        }
        if (answer instanceof NoElement && ledger != null) {
            ledger.requireNone(element, height);
        }
        return answer;
    }

    /** The element with its state now. */
    public ElementAnswer now(ElementId element) throws IOException {
        return ask(element, chain -> chain.last() ? found(element, chain) : new NoElement());
    }

    /** The element with its state at a time, microseconds since 1970. */
    public ElementAnswer at(ElementId element, long time) throws IOException {
        return ask(element, chain -> {
            if (chain.lastAt(time)) {
                return found(element, chain);
            }
            chain.toStart();
            return chain.next() ? new NotYet(chain.block().timestamp()) : new NoElement();
        });
    }

    /** The element with its state at one of its heights. */
    public ElementAnswer atHeight(ElementId element, long height) throws IOException {
        return ask(element, chain -> chain.at(height) ? found(element, chain) : missing(chain));
    }

    /** The line of the block of a height. */
    public ElementAnswer block(ElementId element, long height) throws IOException {
        return ask(
                element,
                chain -> chain.at(height)
                        ? new Found(LedgerReads.bytes(chain.line()), hash(chain.block()))
                        : missing(chain));
    }

    /** {@code {"changes":[…]}} between the states of two heights; the hash is that of the block at {@code to}. */
    public ElementAnswer difference(ElementId element, long from, long to) throws IOException {
        return ask(element, chain -> {
            if (!chain.at(from)) {
                return missing(chain);
            }
            Json before = state(chain).compact();
            if (!chain.at(to)) {
                return missing(chain);
            }
            return new Found(changes(before, state(chain)), hash(chain.block()));
        });
    }

    /** {@code {"changes":[…]}} from the state now to that of a height, what a rollback would change; the hash is the head's. */
    public ElementAnswer backTo(ElementId element, long height) throws IOException {
        return ask(element, chain -> {
            if (!chain.last()) {
                return new NoElement();
            }
            Json now = state(chain).compact();
            Hash head = hash(chain.block());
            if (!chain.at(height)) {
                return missing(chain);
            }
            return new Found(changes(now, state(chain)), head);
        });
    }

    private static byte[] changes(Json before, Json after) {
        Json changes = Diff.between(before, after);
        return new JsonWriter(changes.length() + 16)
                .ascii("{\"changes\":")
                .json(changes)
                .put('}')
                .toBytes();
    }

    private static ElementAnswer missing(ElementChain chain) throws IOException {
        return chain.last() ? new NoBlock(chain.block().height()) : new NoElement();
    }

    private Json state(ElementChain chain) throws UnreadableLedger {
        return ledger == null ? chain.block().value(Field.STATE) : chain.state();
    }

    private ElementAnswer found(ElementId element, ElementChain chain) throws UnreadableLedger {
        if (ledger != null) {
            chain.requireIntact();
        }
        ElementFields block = chain.block();
        JsonWriter out = new JsonWriter(320 + chain.line().to() - chain.line().from());
        ElementItem.withState(out, element, block);
        return new Found(out.toBytes(), hash(block));
    }

    private static Hash hash(ElementFields block) {
        Hash hash = Hash.parse(block.value(Field.HASH).string());
        return hash == null ? Hash.ZERO : hash;
    }
}
