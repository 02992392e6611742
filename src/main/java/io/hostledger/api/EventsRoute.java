package io.hostledger.api;

import io.hostledger.chain.Head;
import io.hostledger.stream.Admission;
import io.hostledger.stream.HttpSink;
import io.hostledger.stream.LiveFeed;
import io.hostledger.stream.Place;
import io.hostledger.stream.Subscriber;
import io.hostledger.stream.VertxLoops;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.net.SocketAddress;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/events}, straight on Vert.x: every problem is answered before the first byte of a
 * stream, and a connection that closes is seen at once.
 */
public final class EventsRoute {
    public static final String PATH = "/v1/events";
    /** Behind authentication, before Quarkus REST. */
    private static final int ORDER = 100;

    private final LiveFeed feed;
    private final Admission admission;
    private final Vertx vertx;
    private final VertxLoops loops;

    public EventsRoute(LiveFeed feed, Admission admission, Vertx vertx) {
        this.feed = feed;
        this.admission = admission;
        this.vertx = vertx;
        this.loops = new VertxLoops(vertx);
    }

    public void addTo(Router router) {
        router.get(PATH).order(ORDER).handler(this::open);
        router.route(PATH).order(ORDER).handler(routing -> {
            routing.response().putHeader("Allow", "GET");
            Answers.problem(routing.request(), Problems.ofStatus(405));
        });
    }

    private void open(RoutingContext routing) {
        try {
            EventsRequest request = EventsRequest.read(routing.request());
            String address = address(routing.request().remoteAddress());
            admit(address);
            OneRequest one = OneRequest.of(routing.request());
            routing.request().resume();
            Connection connection = new Connection(routing.response(), request);
            routing.addEndHandler(ended -> {
                admission.leave(address);
                one.end(routing.request());
                connection.gone();
            });
            Context context = vertx.getOrCreateContext();
            feed.locate(request.start())
                    .whenComplete((place, fault) -> context.runOnContext(now -> {
                        if (fault == null) {
                            connection.begin(place);
                        } else {
                            Answers.problem(routing.request(), Problems.unforeseen(fault));
                        }
                    }));
        } catch (Fault fault) {
            Answers.problem(routing.request(), fault.problem());
        }
    }

    private void admit(String address) {
        switch (admission.enter(address)) {
            case ADMITTED -> {}
            case TOO_MANY ->
                throw new Fault(ProblemType.OVERLOADED, "there are as many subscribers as the service may have");
            case TOO_MANY_FROM_ADDRESS ->
                throw new Fault(
                        ProblemType.TOO_MANY_CONNECTIONS,
                        "there are as many subscribers from this address as there may be");
        }
    }

    /** Connections without an address, from a Unix socket, count as one address. */
    private static String address(@Nullable SocketAddress remote) {
        String host = remote == null ? null : remote.hostAddress();
        return host == null ? "" : host;
    }

    /** One request and its answer, on its event loop. */
    private final class Connection {
        private final HttpServerResponse response;
        private final EventsRequest request;
        private @Nullable Subscriber subscriber;
        private boolean gone;

        Connection(HttpServerResponse response, EventsRequest request) {
            this.response = response;
            this.request = request;
        }

        void gone() {
            gone = true;
            if (subscriber != null) {
                subscriber.gone();
            }
        }

        void begin(Place place) {
            if (gone) {
                return;
            }
            switch (place) {
                case Place.Found found -> stream(found);
                case Place.Forked(Head id) -> Answers.problem(response, forked(id));
                case Place.Beyond(long last) -> Answers.problem(response, beyond(last));
            }
        }

        private void stream(Place.Found from) {
            response.setChunked(true)
                    .putHeader(HttpHeaders.CONTENT_TYPE, MediaTypes.EVENTS)
                    .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
                    // Else a proxy in between may hold events back.
                    .putHeader("X-Accel-Buffering", "no");
            // Before anything is written: a write may find that the other side is gone.
            response.drainHandler(drained -> {
                if (subscriber != null) {
                    subscriber.drained();
                }
            });
            Subscriber started =
                    feed.subscribe(from, request.filter(), request.details(), new HttpSink(response), loops.current());
            subscriber = started;
            if (gone) {
                started.gone();
            }
        }
    }

    private static Problem forked(Head id) {
        return Problem.of(
                ProblemType.FORKED_HISTORY,
                "the ledger does not hold the block " + id + ": it has another one at that height, or ends before it");
    }

    private static Problem beyond(long last) {
        return Problem.invalid(List.of(new Violation(
                "/from",
                last < 0
                        ? "the ledger is empty: a stream can start at 0"
                        : "the last block has the height " + last + ": a stream can start at " + (last + 1)
                                + " at most")));
    }
}
