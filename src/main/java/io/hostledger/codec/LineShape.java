package io.hostledger.codec;

import io.hostledger.chain.ActorSource;
import io.hostledger.chain.Attribution;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.chain.Members;
import io.hostledger.chain.Timestamp;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of an object that must have certain ones, may have others, and no more. */
final class LineShape {
    private final Map<String, Json> members = new HashMap<>();

    LineShape(Json object, Set<String> must, Set<String> may) throws UnreadableLine {
        if (!object.isObject()) {
            throw new UnreadableLine("not an object");
        }
        Members cursor = object.members();
        while (cursor.next()) {
            String name = cursor.name();
            if (!must.contains(name) && !may.contains(name)) {
                throw unknown(name);
            }
            members.put(name, cursor.value());
        }
        for (String name : must) {
            if (!members.containsKey(name)) {
                throw missing(name);
            }
        }
    }

    /** A member that must be there. */
    Json get(String name) throws UnreadableLine {
        Json value = members.get(name);
        if (value == null) {
            throw missing(name);
        }
        return value;
    }

    @Nullable
    Json optional(String name) {
        return members.get(name);
    }

    String text(String name) throws UnreadableLine {
        Json value = get(name);
        if (!value.isString()) {
            throw mistyped(name);
        }
        return value.string();
    }

    @Nullable
    String optionalText(String name) throws UnreadableLine {
        return members.containsKey(name) ? text(name) : null;
    }

    long height(String name) throws UnreadableLine {
        long height = get(name).height();
        if (height < 0) {
            throw mistyped(name);
        }
        return height;
    }

    Hash hash(String name) throws UnreadableLine {
        Hash hash = Hash.parse(text(name));
        if (hash == null) {
            throw mistyped(name);
        }
        return hash;
    }

    long timestamp() throws UnreadableLine {
        long micros = Timestamp.parse(text("timestamp"));
        if (micros == Timestamp.NONE) {
            throw mistyped("timestamp");
        }
        return micros;
    }

    void version() throws UnreadableLine {
        if (height("v") != 1) {
            throw new UnreadableLine("member \"v\" is not 1");
        }
    }

    Attribution attribution() throws UnreadableLine {
        ActorSource source = ActorSource.of(text("actor_source"));
        if (source == null) {
            throw mistyped("actor_source");
        }
        return new Attribution(
                text("actor"),
                source,
                optionalText("on_behalf_of"),
                optionalText("change_id"),
                optionalText("correlation_id"));
    }

    static UnreadableLine unknown(String name) {
        return new UnreadableLine("unknown member \"" + name.substring(0, Math.min(40, name.length())) + '"');
    }

    static UnreadableLine missing(String name) {
        return new UnreadableLine("no member \"" + name + '"');
    }

    static UnreadableLine mistyped(String name) {
        return new UnreadableLine("member \"" + name + "\" is not what it should be");
    }
}
