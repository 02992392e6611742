package io.hostledger.app;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.export.MemoryMode;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import io.quarkus.runtime.annotations.RegisterForReflection;
import io.vertx.core.MultiMap;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Makes spans of requests and of what is inside them, and has them sent in the background. */
@RegisterForReflection(classNames = "io.opentelemetry.exporter.sender.jdk.internal.JdkHttpSenderProvider")
final class Spans implements AutoCloseable {
    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final long CLOSE_SECONDS = 3;

    private static final TextMapGetter<MultiMap> HEADERS = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(MultiMap headers) {
            return headers.names();
        }

        @Override
        public @Nullable String get(@Nullable MultiMap headers, String name) {
            return headers == null ? null : headers.get(name);
        }
    };

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    /** @param ratio the part of the requests that is traced, 0 to 1, unless the caller says */
    Spans(SpanExporter exporter, double ratio) {
        provider = SdkTracerProvider.builder()
                .setResource(Resource.getDefault()
                        .merge(Resource.create(Attributes.of(AttributeKey.stringKey("service.name"), "hostledger"))))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                .build();
        tracer = provider.get("io.hostledger");
    }

    /** Sends to an endpoint by OTLP over HTTP. */
    static Spans to(String endpoint, double ratio) {
        return new Spans(exporter(endpoint), ratio);
    }

    static SpanExporter exporter(String endpoint) {
        return OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint)
                // The other mode encodes strings by where the fields of a String are in memory. A native executable
                // would have found that out when it was built, in another JVM.
                .setMemoryMode(MemoryMode.IMMUTABLE_DATA)
                .build();
    }

    /** Begins the span of a request. */
    OfRequest request(String method, String route, MultiMap headers) {
        Context caller = W3CTraceContextPropagator.getInstance().extract(Context.root(), headers, HEADERS);
        Instant now = Instant.now();
        long epochNanos = TimeUnit.SECONDS.toNanos(now.getEpochSecond()) + now.getNano();
        Span span = tracer.spanBuilder(method + " " + route)
                .setParent(caller)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(METHOD, method)
                .setAttribute(ROUTE, route)
                .setStartTimestamp(epochNanos, TimeUnit.NANOSECONDS)
                .startSpan();
        return new OfRequest(tracer, span, epochNanos - System.nanoTime());
    }

    /** What was ended is sent before it returns, if that goes soon. */
    @Override
    public void close() {
        provider.shutdown().join(CLOSE_SECONDS, TimeUnit.SECONDS);
    }

    /**
     * The span of one request.
     *
     * @param shift from {@link System#nanoTime} to nanoseconds since 1970, while this request lasts
     */
    record OfRequest(Tracer tracer, Span span, long shift) {
        /** Whether anybody will see it. */
        boolean isSeen() {
            return span.getSpanContext().isSampled();
        }

        /** A step inside, which is over. Times are those of {@link System#nanoTime}. */
        void step(String name, long from, long to, Attributes attributes) {
            tracer.spanBuilder(name)
                    .setParent(Context.root().with(span))
                    .setAllAttributes(attributes)
                    .setStartTimestamp(from + shift, TimeUnit.NANOSECONDS)
                    .startSpan()
                    .end(to + shift, TimeUnit.NANOSECONDS);
        }

        void end(int status) {
            span.setAttribute(STATUS, status);
            if (status >= 500) {
                span.setStatus(StatusCode.ERROR);
            }
            span.end(System.nanoTime() + shift, TimeUnit.NANOSECONDS);
        }
    }
}
