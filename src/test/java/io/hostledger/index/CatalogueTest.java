package io.hostledger.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;

import io.hostledger.chain.ElementTypes;
import io.hostledger.index.Catalogue.Last;
import java.util.Collection;
import java.util.List;
import org.junit.jupiter.api.Test;

class CatalogueTest {
    private final ElementTypes types = ElementTypes.standard();
    private final Catalogue catalogue = new Catalogue(types);

    @Test
    void anElementKeepsItsEntryFromBlockToBlock() throws Exception {
        Catalogue.Entry entry = catalogue.update(types.parse("service:nginx"), new Last(0, 7, false));
        assertSame(entry, catalogue.update("service:nginx", new Last(1, 9, true)));
        assertEquals(new Last(1, 9, true), entry.last());
        assertEquals(types.parse("service:nginx"), entry.element());
        assertEquals(1, catalogue.size());
    }

    @Test
    void anIdOfAnUnknownPrefixIsKnownButHasNoFile() {
        assertNull(catalogue.update("gadget:1", new Last(0, 0, false)).element());
        assertNotNull(catalogue.get("gadget:1"));
        assertNull(catalogue.get("gadget:2"));
    }

    @Test
    void rangesAreSortedByIdInEitherOrder() {
        for (String id : List.of("user:b", "file:/etc", "user:a", "service:x", "file:/etc/hosts")) {
            catalogue.update(id, new Last(0, 0, false));
        }
        assertEquals(
                List.of("file:/etc", "file:/etc/hosts", "service:x", "user:a", "user:b"), ids(catalogue.ascending()));
        assertEquals(List.of("service:x", "user:a"), ids(catalogue.range("file:/f", "user:b", false)));
        assertEquals(List.of("user:b", "user:a", "service:x"), ids(catalogue.range("service:x", null, true)));
    }

    private static List<String> ids(Collection<Catalogue.Entry> entries) {
        return entries.stream().map(Catalogue.Entry::id).toList();
    }
}
