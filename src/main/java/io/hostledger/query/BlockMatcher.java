package io.hostledger.query;

import io.hostledger.index.CentralFields;
import io.hostledger.index.CentralFields.Field;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Tells whether a central line is what a filter looks for. */
final class BlockMatcher {
    private final BlockFilter filter;
    private final Map<Field, byte[]> equal = new EnumMap<>(Field.class);
    private final byte @Nullable [] prefix;

    BlockMatcher(BlockFilter filter) {
        this.filter = filter;
        add(Field.ACTOR, filter.actor());
        add(Field.ELEMENT_ID, filter.elementId());
        add(Field.ELEMENT_TYPE, filter.elementType());
        add(Field.CATEGORY, filter.category());
        add(Field.ACTION, filter.action());
        add(Field.CORRELATION_ID, filter.correlationId());
        this.prefix = filter.elementPrefix() == null ? null : CentralFields.key(filter.elementPrefix());
    }

    private void add(Field field, @Nullable String value) {
        if (value != null) {
            equal.put(field, CentralFields.key(value));
        }
    }

    boolean matches(CentralFields block) {
        for (Map.Entry<Field, byte[]> entry : equal.entrySet()) {
            if (!block.is(entry.getKey(), entry.getValue())) {
                return false;
            }
        }
        if (prefix != null && !block.startsWith(Field.ELEMENT_ID, prefix)) {
            return false;
        }
        if (filter.since() == Long.MIN_VALUE && filter.until() == Long.MAX_VALUE) {
            return true;
        }
        long time = block.timestamp();
        return time >= filter.since() && time < filter.until();
    }
}
