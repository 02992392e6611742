package io.hostledger.ledger;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.CentralBlock;
import io.hostledger.chain.ElementBlock;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.Head;
import io.hostledger.chain.Layout;
import io.hostledger.disk.Files;
import java.io.IOException;
import java.util.Objects;

/** What a caller asks for under a change_id, and whether a block that bears the id answered just that. */
sealed interface Asked {
    /** Blocks. */
    Outcome repeats(CentralBlock central, Files files) throws IOException, DamagedLedger;

    record OfEvent(Event event) implements Asked {
        @Override
        public Outcome repeats(CentralBlock central, Files files) {
            boolean same = central.element() == null
                    && central.category().equals(event.category())
                    && central.action().equals(event.action())
                    && event.payload().equals(central.payload())
                    && alike(central.by(), event.by());
            return same ? new Outcome.Repeated(null, central.head()) : conflict(central);
        }
    }

    record OfChange(Change change) implements Asked {
        @Override
        public Outcome repeats(CentralBlock central, Files files) throws IOException, DamagedLedger {
            if (!isOf(central, change.element())) {
                return conflict(central);
            }
            ElementBlock block = block(central, change.element(), files);
            // An action that the states imply says the same whether it was given or not.
            boolean sameAction = change.action() == null
                    ? Actions.derived(block.modificationType())
                    : change.action().equals(block.modificationType());
            boolean same = sameAction
                    && block.rolledBackTo() == null
                    && block.state().equals(change.state())
                    && alike(block.by(), change.by())
                    && Objects.equals(block.reason(), change.reason());
            return same ? new Outcome.Repeated(head(block), central.head()) : conflict(central);
        }
    }

    record OfRollback(Rollback rollback) implements Asked {
        @Override
        public Outcome repeats(CentralBlock central, Files files) throws IOException, DamagedLedger {
            if (!isOf(central, rollback.element())) {
                return conflict(central);
            }
            ElementBlock block = block(central, rollback.element(), files);
            boolean same = Objects.equals(block.rolledBackTo(), rollback.toHeight())
                    && alike(block.by(), rollback.by())
                    && Objects.equals(block.reason(), rollback.reason());
            return same ? new Outcome.Repeated(head(block), central.head()) : conflict(central);
        }
    }

    private static boolean isOf(CentralBlock central, ElementId element) {
        return central.element() != null && central.element().id().equals(element.text());
    }

    private static ElementBlock block(CentralBlock central, ElementId element, Files files)
            throws IOException, DamagedLedger {
        long height = central.element() == null ? -1 : central.element().height();
        return ElementBlocks.at(files, Layout.chain(element), height);
    }

    private static boolean alike(Attribution one, Attribution other) {
        return one.actor().equals(other.actor()) && Objects.equals(one.correlationId(), other.correlationId());
    }

    private static Head head(ElementBlock block) {
        return new Head(block.height(), block.hash());
    }

    static Outcome conflict(CentralBlock central) {
        return new Outcome.Refused(new Refusal.ChangeIdConflict(central.height()));
    }
}
