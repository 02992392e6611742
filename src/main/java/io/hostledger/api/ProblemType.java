package io.hostledger.api;

/** The kinds of problem that the contract knows. */
public enum ProblemType {
    MALFORMED_JSON("malformed-json", 400, "The JSON is not acceptable"),
    INVALID_REQUEST("invalid-request", 422, "The request is not valid"),
    ELEMENT_NOT_FOUND("element-not-found", 404, "There is no such element"),
    BLOCK_NOT_FOUND("block-not-found", 404, "There is no such block"),
    NOT_FOUND("not-found", 404, "There is nothing here"),
    METHOD_NOT_ALLOWED("method-not-allowed", 405, "The method is not allowed here"),
    NOT_ACCEPTABLE("not-acceptable", 406, "No acceptable form of the answer"),
    CHANGE_ID_CONFLICT("change-id-conflict", 409, "The change_id belongs to another change"),
    FORKED_HISTORY("forked-history", 409, "The ledger does not hold that block"),
    HEAD_MISMATCH("head-mismatch", 412, "The element's head is another one"),
    TOO_LARGE("too-large", 413, "Too large"),
    UNSUPPORTED_MEDIA_TYPE("unsupported-media-type", 415, "The media type is not taken here"),
    TOO_MANY_CONNECTIONS("too-many-connections", 429, "Too many connections from one address"),
    INTERNAL("internal", 500, "Something failed in the service"),
    OVERLOADED("overloaded", 503, "Too much at once"),
    READ_ONLY("read-only", 503, "No changes are taken for now"),
    INSUFFICIENT_STORAGE("insufficient-storage", 507, "The disk is full");

    private static final String URN = "urn:hostledger:problem:";

    private final String slug;
    private final int status;
    private final String title;

    ProblemType(String slug, int status, String title) {
        this.slug = slug;
        this.status = status;
        this.title = title;
    }

    /** The member {@code type}. */
    public String urn() {
        return URN + slug;
    }

    /** Of HTTP. */
    public int status() {
        return status;
    }

    public String title() {
        return title;
    }
}
