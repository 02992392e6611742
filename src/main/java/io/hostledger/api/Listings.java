package io.hostledger.api;

import io.hostledger.chain.ElementId;
import io.hostledger.chain.ElementTypes;
import io.hostledger.query.BlockFilter;
import io.hostledger.query.CentralBlocks;
import io.hostledger.query.Changes;
import io.hostledger.query.ElementFilter;
import io.hostledger.query.ElementHistory;
import io.hostledger.query.ElementList;
import io.hostledger.query.HostDifference;
import io.hostledger.query.HostState;
import io.hostledger.query.LedgerReads;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the requests whose answers are lists. Throws a {@link Fault} where one breaks a rule. Never blocks. */
@Singleton
class Listings {
    private static final Set<String> LIST = Set.of("limit", "order", "after");
    private static final Set<String> BLOCKS = with(
            "from",
            "to",
            "since",
            "until",
            "actor",
            "element_id",
            "element_prefix",
            "element_type",
            "category",
            "action",
            "correlation_id");
    private static final Set<String> ELEMENTS = with("type", "prefix", "deleted");
    private static final Set<String> STATE = with("at", "type", "prefix");
    private static final Set<String> DIFFERENCE = with("from", "to");

    private static final Pattern HEIGHT = Pattern.compile("[0-9]{1,18}");
    private static final Pattern HEIGHT_AND_ID = Pattern.compile("(-1|[0-9]{1,18}):.*", Pattern.DOTALL);
    private static final Pattern HEIGHTS_AND_ID =
            Pattern.compile("(-1|[0-9]{1,18}):(-1|[0-9]{1,18}):.*", Pattern.DOTALL);
    private static final Pattern ID = Pattern.compile(".*", Pattern.DOTALL);

    private final LedgerReads ledger;
    private final ElementTypes types;

    @Inject
    Listings(LedgerReads ledger, ElementTypes types) {
        this.ledger = ledger;
        this.types = types;
    }

    private static Set<String> with(String... more) {
        Set<String> all = new HashSet<>(Set.of(more));
        all.addAll(LIST);
        return Set.copyOf(all);
    }

    /** GET /v1/ledger/blocks. */
    Listing blocks(HttpServerRequest request) {
        Parameters parameters = new Parameters(request.query(), BLOCKS);
        BlockFilter filter = filter(parameters);
        boolean descending = parameters.descending();
        return Listing.of(
                parameters,
                "blocks " + filter,
                descending,
                HEIGHT,
                after -> new CentralBlocks(ledger, filter, descending, after));
    }

    /** GET /v1/changes. */
    Listing changes(HttpServerRequest request) {
        Parameters parameters = new Parameters(request.query(), BLOCKS);
        BlockFilter filter = filter(parameters);
        boolean descending = parameters.descending();
        return Listing.of(
                parameters,
                "changes " + filter,
                descending,
                HEIGHT,
                after -> new Changes(ledger, types, filter, descending, after));
    }

    private BlockFilter filter(Parameters parameters) {
        Long from = parameters.height("from");
        Long to = parameters.height("to");
        if (from != null && to != null && to < from) {
            parameters.refuse("to", "the range ends before it begins");
        }
        long next = ledger.visible().height() + 1;
        if (from != null && from > next) {
            parameters.refuse("from", "the next block will have the height " + next);
        }
        long since = Times.since(parameters);
        return new BlockFilter(
                from == null ? 0 : from,
                to == null ? Long.MAX_VALUE : to,
                since,
                Times.until(parameters, since),
                parameters.text("actor"),
                parameters.text("element_id"),
                parameters.text("element_prefix"),
                parameters.text("element_type"),
                parameters.text("category"),
                parameters.text("action"),
                parameters.text("correlation_id"));
    }

    /** GET /v1/elements. */
    Listing elements(HttpServerRequest request) {
        Parameters parameters = new Parameters(request.query(), ELEMENTS);
        ElementFilter filter =
                new ElementFilter(parameters.text("type"), parameters.text("prefix"), deleted(parameters));
        boolean descending = parameters.descending();
        return Listing.of(
                parameters,
                "elements " + filter,
                descending,
                ID,
                after -> new ElementList(ledger, filter, descending, after));
    }

    private static @Nullable Boolean deleted(Parameters parameters) {
        Map<String, @Nullable Boolean> words = new HashMap<>();
        words.put("true", true);
        words.put("false", false);
        String word = parameters.oneOf("deleted", Map.of("true", "true", "false", "false", "any", "any"), "false");
        return words.get(word);
    }

    /** GET /v1/elements/{id}/blocks. */
    Listing history(HttpServerRequest request) {
        ElementId element = PathSegments.of(request).element(2, types);
        Parameters parameters = new Parameters(request.query(), LIST);
        boolean descending = parameters.descending();
        return Listing.of(parameters, "history " + element, descending, HEIGHT, after -> {
            ElementHistory history = ElementHistory.open(ledger, element, descending, after);
            if (history == null) {
                throw Faults.noElement();
            }
            return history;
        });
    }

    /** GET /v1/state. */
    Listing state(HttpServerRequest request) {
        Parameters parameters = new Parameters(request.query(), STATE);
        ElementFilter filter = new ElementFilter(parameters.text("type"), parameters.text("prefix"), false);
        Long at = Times.moment(parameters, "at");
        boolean descending = parameters.descending();
        return Listing.of(parameters, "state " + filter + ' ' + at, descending, HEIGHT_AND_ID, after -> {
            long height = at == null ? ledger.visible().height() : ledger.heightAt(at);
            return new HostState(ledger, filter, height, descending, after);
        });
    }

    /** GET /v1/diff. */
    Listing difference(HttpServerRequest request) {
        Parameters parameters = new Parameters(request.query(), DIFFERENCE);
        Long from = required(parameters, "from");
        Long to = required(parameters, "to");
        if (from != null && to != null && to < from) {
            parameters.refuse("to", "the window ends before it begins");
        }
        boolean descending = parameters.descending();
        Listing.Items items = from == null || to == null
                ? after -> {
                    throw new IllegalStateException("refused before");
                }
                : after -> new HostDifference(ledger, ledger.heightAt(from), ledger.heightAt(to), descending, after);
        return Listing.of(parameters, "diff " + from + ' ' + to, descending, HEIGHTS_AND_ID, items);
    }

    private static @Nullable Long required(Parameters parameters, String name) {
        if (!parameters.has(name)) {
            parameters.refuse(name, "the parameter is missing");
        }
        return Times.moment(parameters, name);
    }
}
