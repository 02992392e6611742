package io.hostledger.chain;

/** A cursor over the items of a JSON array in RFC 8785 form. Made by {@link Json#items()}. */
public final class Items {
    private final byte[] bytes;
    private final int to;
    private int at;
    private int itemFrom;
    private int itemTo;

    Items(byte[] bytes, int from, int to) {
        if (bytes[from] != '[') {
            throw new IllegalStateException("not an array");
        }
        this.bytes = bytes;
        this.to = to;
        this.at = from + 1;
    }

    /** Moves to the next item; false behind the last one. */
    public boolean next() {
        if (at >= to || bytes[at] == ']') {
            at = to;
            return false;
        }
        itemFrom = at;
        itemTo = JsonText.endOfValue(bytes, at);
        at = bytes[itemTo] == ',' ? itemTo + 1 : itemTo;
        return true;
    }

    public Json value() {
        return Json.ofCanonical(bytes, itemFrom, itemTo);
    }
}
