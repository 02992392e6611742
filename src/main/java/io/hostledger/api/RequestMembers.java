package io.hostledger.api;

import io.hostledger.chain.Actions;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.Members;
import io.hostledger.ledger.Expected;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The members of a request's object, each known. Read them all, then {@link #check}: it throws with
 * every member that breaks a rule. What a getter gives for one that does is of no use.
 */
final class RequestMembers {
    /** As {@code expected_hash}: no block at all. */
    static final String NO_BLOCK = "none";

    /** Around a text, which its bound does not count. */
    private static final int QUOTES = 2;

    /** Code points of an unknown name that are shown. */
    private static final int MAX_NAMED = 64;
    /** The longest unknown name that is pointed to, in chars; of a longer one its object is. */
    private static final int MAX_POINTED = 256;
    /** Nobody reads more; each may repeat a part of the request. */
    private static final int MOST_VIOLATIONS = 32;

    private final String at;
    private final List<String> names;
    private final @Nullable Json[] values;
    private final List<Violation> violations = new ArrayList<>(0);

    /** @param names plain ASCII */
    RequestMembers(Json request, List<String> names) {
        this(request, "", names);
    }

    /** @param at the pointer to this object within the request */
    RequestMembers(Json request, String at, List<String> names) {
        if (!request.isObject()) {
            throw Fault.invalid(at, at.isEmpty() ? "the request is a JSON object" : "this is a JSON object");
        }
        this.at = at;
        this.names = names;
        this.values = new Json[names.size()];
        Members members = request.members();
        while (members.next()) {
            int i = indexOf(members);
            if (i < 0) {
                unknown(members.name());
            } else {
                values[i] = members.value();
            }
        }
    }

    private int indexOf(Members member) {
        for (int i = 0; i < names.size(); i++) {
            if (member.nameIs(names.get(i))) {
                return i;
            }
        }
        return -1;
    }

    private void unknown(String name) {
        boolean isLong = name.length() > 2 * MAX_NAMED || name.codePointCount(0, name.length()) > MAX_NAMED;
        String shown = isLong ? name.substring(0, name.offsetByCodePoints(0, MAX_NAMED)) + "…" : name;
        // A part of a name would point nowhere.
        String segment =
                name.length() > MAX_POINTED ? "" : "/" + name.replace("~", "~0").replace("/", "~1");
        add(new Violation(at + segment, "there is no member \"" + shown + "\" here"));
    }

    void refuse(String name, String detail) {
        add(new Violation(at + "/" + name, detail));
    }

    private void add(Violation violation) {
        violations.add(violation);
        if (violations.size() == MOST_VIOLATIONS) {
            check();
        }
    }

    void check() {
        if (!violations.isEmpty()) {
            throw new Fault(Problem.invalid(violations));
        }
    }

    /** A member as it stands; null if it is not given. */
    @Nullable
    Json get(String name) {
        return values[names.indexOf(name)];
    }

    /** A text that is not empty; null if it is not given. */
    @Nullable
    String text(String name, int maxBytes) {
        Json value = get(name);
        if (value == null) {
            return null;
        }
        if (!value.isString()) {
            refuse(name, name + " is a string");
            return null;
        }
        String text = value.string();
        if (text.isEmpty()) {
            refuse(name, name + " is empty");
        } else if (value.length() - QUOTES > maxBytes) {
            int bytes = value.length() - QUOTES;
            refuse(name, name + " has at most " + maxBytes + " bytes in RFC 8785 form, this one has " + bytes);
        }
        return text;
    }

    /** A text that must be given. */
    String required(String name, int maxBytes) {
        if (get(name) == null) {
            refuse(name, name + " is missing");
        }
        String text = text(name, maxBytes);
        return text == null ? "" : text;
    }

    /** An action or a category, if it is given. */
    @Nullable
    String word(String name, int maxBytes, List<String> reserved) {
        String word = text(name, maxBytes);
        if (word != null && !word.isEmpty()) {
            if (!Actions.isWord(word)) {
                refuse(name, name + " is of the form [a-z][a-z0-9_]*");
            } else if (reserved.contains(word)) {
                refuse(name, "\"" + word + "\" is reserved");
            }
        }
        return word;
    }

    /** A height that must be given. */
    long height(String name) {
        Json value = get(name);
        long height = value == null ? -1 : value.height();
        if (height < 0) {
            refuse(name, value == null ? name + " is missing" : name + " is a whole number, 0 or greater");
        }
        return height;
    }

    /** True or false; false if it is not given. */
    boolean flag(String name) {
        Json value = get(name);
        if (value == null) {
            return false;
        }
        String text = value.toString();
        if (!text.equals("true") && !text.equals("false")) {
            refuse(name, name + " is true or false");
        }
        return text.equals("true");
    }

    /** What a large member is, within its bound. */
    void bound(String name, Json value, int maxBytes) {
        if (value.length() > maxBytes) {
            String detail =
                    name + " has at most " + maxBytes + " bytes in RFC 8785 form, this one has " + value.length();
            throw new Fault(Problem.of(ProblemType.TOO_LARGE, at + "/" + name, detail));
        }
    }

    /** {@code expected_hash}, if it is given. */
    @Nullable
    Expected expected() {
        String text = text("expected_hash", Hash.HEX_LENGTH);
        if (text == null) {
            return null;
        }
        Expected expected = expected(text);
        if (expected == null) {
            refuse("expected_hash", "expected_hash is 64 lowercase hex digits, or \"" + NO_BLOCK + '"');
        }
        return expected;
    }

    /** A precondition as it is written; null if it is none. */
    static @Nullable Expected expected(String text) {
        if (text.equals(NO_BLOCK)) {
            return new Expected.NoBlock();
        }
        Hash hash = Hash.parse(text);
        return hash == null ? null : new Expected.HeadIs(hash);
    }
}
