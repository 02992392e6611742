package io.hostledger.api;

import io.hostledger.chain.Head;
import io.hostledger.stream.Filter;
import io.hostledger.stream.Start;
import io.vertx.core.http.HttpServerRequest;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a subscriber asks for.
 *
 * @param filter null for every block
 */
record EventsRequest(Start start, @Nullable Filter filter, boolean details) {
    static final String LAST_EVENT_ID = "Last-Event-ID";

    private static final String ID_RULE = "an id is <height>:<hash>, as the stream sends it";
    private static final Set<String> KNOWN = known();

    private static Set<String> known() {
        Set<String> names = new HashSet<>(Filter.NAMES);
        names.addAll(Set.of("last_event_id", "from", "details"));
        return Set.copyOf(names);
    }

    /** @throws Fault if it is not one that the contract knows */
    static EventsRequest read(HttpServerRequest http) {
        if (!Accepted.takes(http.headers().getAll("Accept"), MediaTypes.EVENTS)) {
            throw new Fault(ProblemType.NOT_ACCEPTABLE, "this path answers with " + MediaTypes.EVENTS);
        }
        Parameters parameters = new Parameters(http.query(), KNOWN);
        Head remembered = remembered(http.headers().getAll(LAST_EVENT_ID), parameters);
        Head given = parameters.read("last_event_id", Head::parse, ID_RULE);
        Long from = parameters.height("from");
        Map<String, String> wanted = new HashMap<>();
        for (String name : Filter.NAMES) {
            String value = parameters.text(name);
            if (value != null) {
                wanted.put(name, value);
            }
        }
        boolean details = parameters.flag("details");
        parameters.check();
        return new EventsRequest(start(remembered == null ? given : remembered, from), Filter.of(wanted), details);
    }

    private static Start start(@Nullable Head behind, @Nullable Long from) {
        if (behind != null) {
            return new Start.Behind(behind);
        }
        return from == null ? new Start.Live() : new Start.At(from);
    }

    private static @Nullable Head remembered(List<String> headers, Parameters parameters) {
        if (headers.isEmpty()) {
            return null;
        }
        Head head = headers.size() == 1 ? Head.parse(headers.get(0)) : null;
        if (head == null) {
            parameters.refuse(LAST_EVENT_ID, headers.size() > 1 ? "the header is given more than once" : ID_RULE);
        }
        return head;
    }
}
