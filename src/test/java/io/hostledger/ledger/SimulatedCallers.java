package io.hostledger.ledger;

import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Head;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.ledger.ChangeSet.SetOutcome;
import io.hostledger.ledger.Refusal.Known;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The callers of a simulated ledger: what they ask for, at random, and a model of all that they were told. */
final class SimulatedCallers {
    private final Random random;
    private final List<ElementId> elements = new ArrayList<>();

    /** Changes under a change_id, that may be asked for again. */
    private final List<Change> named = new ArrayList<>();

    /** Lines of both tiers that were answered. */
    private final Set<String> committed = new HashSet<>();

    /** Heads that an answer named, of central blocks (id empty) and of elements. */
    private final Set<Told> told = new HashSet<>();

    /** The reasons of changes of which nothing was kept; no two changes have the same one. */
    private final Set<String> refused = new HashSet<>();

    /** The last head of an element that somebody was told. */
    private final Map<String, Hash> lastTold = new HashMap<>();

    private record Told(String element, long height, Hash hash) {}

    private int count;
    private int unanswered;

    /** The first thing that was wrong, for {@link #check} to say: what is thrown in a callback gets nowhere. */
    private @Nullable String fault;

    SimulatedCallers(Random random) throws InvalidElementId {
        this.random = random;
        int known = 1 + random.nextInt(6);
        for (int i = 0; i < known; i++) {
            elements.add(ElementTypes.standard().parse((i % 2 == 0 ? "interface:vi" : "file:/etc/f") + i));
        }
    }

    void submit(Ledger ledger) {
        unanswered++;
        switch (random.nextInt(12)) {
            case 0 -> submitEvent(ledger);
            case 1 -> {
                String reason = reason();
                ElementId element = element();
                Rollback rollback = new Rollback(element, random.nextInt(4), by(null), reason, null);
                ledger.rollBack(rollback).whenComplete(hearing(element, reason));
            }
            case 2, 3 -> submitSet(ledger);
            case 4 -> {
                Change change = named.isEmpty() ? change(element(), null) : named.get(random.nextInt(named.size()));
                submit(ledger, change);
            }
            default -> {
                Change change = change(element(), null);
                if (change.by().changeId() != null) {
                    named.add(change);
                }
                submit(ledger, change);
            }
        }
    }

    private void submit(Ledger ledger, Change change) {
        String reason = change.by().changeId() == null ? change.reason() : null;
        ledger.change(change).whenComplete(hearing(change.element(), reason));
    }

    private void submitEvent(Ledger ledger) {
        Event event = new Event("test", "happened", json("{\"n\":" + ++count + "}"), by(null));
        ledger.record(event).whenComplete(hearing(null, null));
    }

    private void submitSet(Ledger ledger) {
        List<Change> changes = new ArrayList<>();
        String correlation = "set " + ++count;
        Set<String> ids = new HashSet<>();
        for (ElementId element : elements) {
            Change change = change(element, correlation);
            String id = change.by().changeId();
            if (random.nextBoolean() && (id == null || ids.add(id))) {
                changes.add(change);
            }
        }
        ledger.changeSet(new ChangeSet(changes, random.nextBoolean()))
                .whenComplete((outcome, failure) -> hear(changes, outcome, failure));
    }

    private ElementId element() {
        return elements.get(random.nextInt(elements.size()));
    }

    private Change change(ElementId element, @Nullable String correlation) {
        int kind = random.nextInt(8);
        // Now and then the element is deleted, or said again to be what it may be already.
        Json state = kind == 0
                ? Json.NULL
                : json("{\"n\":" + (kind == 1 ? count : ++count) + ",\"pad\":\"" + "x".repeat(random.nextInt(300))
                        + "\"}");
        return new Change(element, state, null, by(correlation), reason(), expected(element));
    }

    private @Nullable Expected expected(ElementId element) {
        Hash last = lastTold.get(element.text());
        return switch (random.nextInt(12)) {
            case 0 -> new Expected.NoBlock();
            case 1 -> last == null ? null : new Expected.HeadIs(last);
            default -> null;
        };
    }

    private Attribution by(@Nullable String correlation) {
        return Attribution.asserted("sim", random.nextInt(4) == 0 ? "c" + random.nextInt(50) : null, correlation);
    }

    private String reason() {
        return "request " + ++count;
    }

    private static Json json(String text) {
        return Json.ofCanonical(text);
    }

    private BiConsumer<Outcome, Throwable> hearing(@Nullable ElementId element, @Nullable String reason) {
        return (outcome, failure) -> {
            unanswered--;
            if (failure == null) {
                hear(element, reason, outcome);
            } else {
                fault("an answer fails: " + failure);
            }
        };
    }

    private void hear(List<Change> changes, @Nullable SetOutcome outcome, @Nullable Throwable failure) {
        unanswered--;
        switch (outcome) {
            case SetOutcome.Done done -> {
                for (int i = 0; i < changes.size(); i++) {
                    hear(changes.get(i).element(), null, done.items().get(i));
                }
            }
            case SetOutcome.Refused why -> {
                if (known(why.why()) == Known.NOTHING_KEPT) {
                    changes.forEach(change -> refused.add(change.reason()));
                }
            }
            case null -> fault("an answer fails: " + failure);
        }
    }

    private void hear(@Nullable ElementId element, @Nullable String reason, Outcome outcome) {
        switch (outcome) {
            case Outcome.Committed(var elementBlock, var central) -> {
                if (!committed.add(line(central)) || elementBlock != null && !committed.add(line(elementBlock))) {
                    fault("height " + central.height() + " was answered twice");
                }
                tell(element, elementBlock == null ? null : elementBlock.head(), central.head());
            }
            case Outcome.Unchanged(var head, var central) -> tell(element, head, central);
            case Outcome.Repeated(var head, var central) -> tell(element, head, central);
            case Outcome.Refused(Refusal.HeadMismatch(var head)) -> tell(element, head, null);
            case Outcome.Refused(var why) -> {
                if (reason != null && known(why) == Known.NOTHING_KEPT) {
                    refused.add(reason);
                }
            }
        }
    }

    private static String line(Outcome.Block block) {
        return new String(block.bytes(), block.from(), block.to() - block.from(), StandardCharsets.UTF_8);
    }

    private void tell(@Nullable ElementId element, @Nullable Head head, @Nullable Head central) {
        if (central != null) {
            told.add(new Told("", central.height(), central.hash()));
        }
        if (element != null && head != null) {
            told.add(new Told(element.text(), head.height(), head.hash()));
            lastTold.put(element.text(), head.hash());
        }
    }

    private static Known known(Refusal why) {
        return switch (why) {
            case Refusal.ReadOnly readOnly -> readOnly.known();
            case Refusal.NoSpace noSpace -> noSpace.known();
            default -> Known.NOTHING_KEPT;
        };
    }

    private void fault(String what) {
        if (fault == null) {
            fault = what;
        }
    }

    /** The process is gone: who still waits gets no answer. */
    void end() {
        unanswered = 0;
    }

    /** How many lines were answered as committed. */
    int committed() {
        return committed.size();
    }

    /** How many still wait for an answer. */
    int unanswered() {
        return unanswered;
    }

    /** What is wrong with a ledger, after all that they were told; null if nothing is. */
    @Nullable
    String check(SimulatedFiles files) {
        for (String line : committed) {
            if (!files.holds(line)) {
                return "answered and gone is " + line;
            }
        }
        for (Told head : told) {
            if (!head.hash.equals(files.hash(head.element, head.height))) {
                return "an answer named a block that is not there: " + head;
            }
        }
        for (String reason : refused) {
            if (files.reasons().contains(reason)) {
                return reason + " was said not to be kept, and is there";
            }
        }
        return fault;
    }
}
