package io.hostledger.health;

import io.smallrye.health.api.AsyncHealthCheck;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Liveness;

/** Alive: every event loop runs a task within a bound. They never wait for a disk, so a slow one does not fail it. */
@Liveness
@Singleton
public class EventLoopsAnswer implements AsyncHealthCheck {
    private static final String NAME = "event loops answer";
    private static final Duration BOUND = Duration.ofSeconds(3);

    private final Surroundings surroundings;

    EventLoopsAnswer(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Uni<HealthCheckResponse> call() {
        return Uni.createFrom()
                .completionStage(this::all)
                .map(answered -> HealthCheckResponse.up(NAME))
                .ifNoItem()
                .after(BOUND)
                .recoverWithItem(() -> HealthCheckResponse.down(NAME));
    }

    private CompletableFuture<Void> all() {
        List<CompletableFuture<Void>> answers =
                surroundings.eventLoops().stream().map(EventLoopsAnswer::answer).toList();
        return CompletableFuture.allOf(answers.toArray(new CompletableFuture<?>[0]));
    }

    private static CompletableFuture<Void> answer(Executor loop) {
        return CompletableFuture.runAsync(() -> {}, loop);
    }
}
