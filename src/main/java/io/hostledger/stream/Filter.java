package io.hostledger.stream;

import io.hostledger.chain.Json;
import io.hostledger.chain.Members;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Which blocks are wanted: those that have every value that is given. */
public final class Filter {
    /** What can be asked for. {@code element_prefix} is what an element id starts with. */
    public static final Set<String> NAMES =
            Set.of("actor", "element_id", "element_prefix", "element_type", "category", "action", "correlation_id");

    private static final Set<String> TOP = Set.of("category", "action");

    private final Map<String, String> wanted;
    private final List<Criterion> top = new ArrayList<>();
    private final List<Criterion> data = new ArrayList<>();
    /** Of a legacy block; null if it can have nothing of what is wanted. */
    private final @Nullable List<Criterion> legacy;

    /** A member that must have this value, or be a string that starts with this. */
    private record Criterion(
            String member, Json value, @Nullable String prefix) {
        boolean holds(Json found) {
            return prefix == null
                    ? found.equals(value)
                    : found.isString() && found.string().startsWith(prefix);
        }
    }

    private Filter(Map<String, String> wanted) {
        this.wanted = wanted;
        wanted.forEach((name, value) -> {
            boolean prefix = name.equals("element_prefix");
            (TOP.contains(name) ? top : data)
                    .add(new Criterion(prefix ? "element_id" : name, Json.string(value), prefix ? value : null));
        });
        this.legacy = ofLegacy();
    }

    private @Nullable List<Criterion> ofLegacy() {
        List<Criterion> criteria = new ArrayList<>(top);
        for (Criterion criterion : data) {
            if (!criterion.member.equals("actor")) {
                return null;
            }
            criteria.add(new Criterion("user", criterion.value, null));
        }
        return criteria;
    }

    /**
     * The filter for these values; null if there is none, so that every block is wanted.
     *
     * @throws IllegalArgumentException for a name that is not one of {@link #NAMES}
     */
    public static @Nullable Filter of(Map<String, String> wanted) {
        if (!NAMES.containsAll(wanted.keySet())) {
            throw new IllegalArgumentException("not a filter: " + wanted.keySet());
        }
        return wanted.isEmpty() ? null : new Filter(Map.copyOf(wanted));
    }

    /** Whether a central line, a legacy one too, is wanted. */
    public boolean matches(Json line) {
        Members members = line.members();
        // The members of a line with a "v" are sorted: this one is the first. A legacy line starts with its timestamp.
        boolean sorted = members.next() && members.nameIs("action");
        if (!sorted) {
            return legacy != null && all(line, legacy);
        }
        if (!all(line, top)) {
            return false;
        }
        Json inner = data.isEmpty() ? Json.EMPTY_OBJECT : line.member("data");
        return inner != null && all(inner, data);
    }

    private static boolean all(Json object, List<Criterion> criteria) {
        int left = criteria.size();
        Members members = object.members();
        while (left > 0 && members.next()) {
            for (Criterion criterion : criteria) {
                if (members.nameIs(criterion.member)) {
                    if (!criterion.holds(members.value())) {
                        return false;
                    }
                    left--;
                }
            }
        }
        return left == 0;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Filter filter && filter.wanted.equals(wanted);
    }

    @Override
    public int hashCode() {
        return wanted.hashCode();
    }

    @Override
    public String toString() {
        return wanted.toString();
    }
}
