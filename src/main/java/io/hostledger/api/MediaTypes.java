package io.hostledger.api;

/** What the API speaks. */
public final class MediaTypes {
    public static final String JSON = "application/json";
    public static final String NDJSON = "application/x-ndjson";
    public static final String PROBLEM = "application/problem+json";
    public static final String CSV = "text/csv";
    public static final String EVENTS = "text/event-stream";

    private MediaTypes() {}
}
