package io.hostledger.api;

import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.Callable;

/** Answers from files, which block: they are made on the workers. */
final class Reading {
    private Reading() {}

    /** What the read throws becomes its problem. */
    static Uni<Response> answer(Callable<Response> read) {
        return read(read);
    }

    static <T> Uni<T> read(Callable<T> read) {
        return Uni.createFrom()
                .<T>emitter(emitter -> {
                    try {
                        emitter.complete(read.call());
                    } catch (Exception e) {
                        emitter.fail(e);
                    }
                })
                .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
    }
}
