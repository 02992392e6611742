package io.hostledger.bench;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.InvalidElementId;
import io.hostledger.chain.Json;
import io.hostledger.chain.JsonWriter;
import org.jspecify.annotations.Nullable;

/**
 * The changes that benchmarks make ledgers of, by central height: each is the same whenever it is
 * asked for. The elements take turns; one block in 1,000 is by {@code admin}.
 */
public final class MadeChanges {
    /** Microseconds since 1970 of the first one. */
    public static final long START = 1_760_349_600_000_000L;
    /** Microseconds from one to the next. */
    public static final long STEP = 100_000;

    /** @param time microseconds since 1970 */
    public record Made(
            ElementId element,
            long time,
            String action,
            Json state,
            Attribution by,
            @Nullable String reason) {}

    /** Adjacent changes are of elements that are far apart. */
    private static final long STRIDE = 7_919;

    private final ElementId[] elements;

    /** @param elements how many, no multiple of 7,919 */
    public MadeChanges(int elements) {
        this.elements = new ElementId[elements];
        try {
            for (int i = 0; i < elements; i++) {
                this.elements[i] = ElementTypes.standard().parse((i % 2 == 0 ? "interface:vi" : "service:worker-") + i);
            }
        } catch (InvalidElementId e) {
            throw new IllegalStateException(e);
        }
    }

    public int elements() {
        return elements.length;
    }

    public ElementId element(int index) {
        return elements[index];
    }

    /** Which element a block is about. */
    public int indexAt(long height) {
        return (int) (height * STRIDE % elements.length);
    }

    public Made at(long height) {
        ElementId element = elements[indexAt(height)];
        long round = height / elements.length;
        String actor = height % 1_000 == 0 ? "admin" : "agent-" + height % 10;
        String correlation = height % 4 == 0 ? "run-" + height / 100 : null;
        return new Made(
                element,
                START + height * STEP,
                round == 0 ? Actions.CREATED : Actions.MODIFIED,
                state(element, height, round),
                Attribution.asserted(actor, null, correlation),
                height % 3 == 0 ? "Routine change " + height : null);
    }

    private static Json state(ElementId element, long height, long round) {
        JsonWriter out = new JsonWriter(256);
        out.ascii("{\"addresses\":[\"10.0.").number(height % 250).ascii(".1/24\",\"fe80::1\"],\"bridge\":\"ovsbr");
        out.number(height / 977 % 3).ascii("\",\"enabled\":true,\"mtu\":").number(1_400 + round % 200);
        out.ascii(",\"name\":").string(element.name()).ascii(",\"options\":{\"learning\":false,\"queue\":");
        return out.number(round + 1).ascii(",\"speed\":2.5},\"vlan\":null}").json();
    }
}
