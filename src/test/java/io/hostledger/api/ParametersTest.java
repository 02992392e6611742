package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ParametersTest {
    private static final Set<String> KNOWN = Set.of("limit", "order", "after", "actor", "from", "since");

    @Test
    void withoutAQueryEverythingHasItsDefault() {
        Parameters parameters = new Parameters(null, KNOWN);
        assertEquals(100, parameters.limit());
        assertEquals(false, parameters.descending());
        assertNull(parameters.text("actor"));
        assertNull(parameters.height("from"));
        assertDoesNotThrow(parameters::check);
    }

    @Test
    void valuesAreDecoded() {
        Parameters parameters = new Parameters("actor=a%26b+c%C3%B6&limit=10000&order=desc&from=12", KNOWN);
        assertEquals("a&b cö", parameters.text("actor"));
        assertEquals(10_000, parameters.limit());
        assertTrue(parameters.descending());
        assertEquals(12, parameters.height("from"));
        assertDoesNotThrow(parameters::check);
    }

    @Test
    void everyFaultIsReportedTogether() {
        Parameters parameters = new Parameters("limit=0&order=up&actor=&from=-1&since=today&colour=red&from=2", KNOWN);
        parameters.limit();
        parameters.descending();
        parameters.text("actor");
        parameters.time("since");
        List<String> pointers = faults(parameters);
        assertEquals(Set.of("/limit", "/order", "/actor", "/since", "/colour", "/from"), Set.copyOf(pointers));
    }

    @Test
    void aPageHasAtMostTenThousandItems() {
        Parameters parameters = new Parameters("limit=10001", KNOWN);
        parameters.limit();
        assertEquals(List.of("/limit"), faults(parameters));
    }

    @Test
    void aReplacementCharacterIsACharacter() {
        Parameters parameters = new Parameters("actor=%EF%BF%BD", KNOWN);
        assertEquals("\uFFFD", parameters.text("actor"));
        assertDoesNotThrow(parameters::check);
    }

    @Test
    void whatIsNotUtf8IsRefused() {
        assertEquals(List.of(""), faults(new Parameters("actor=%ff", KNOWN)));
        assertEquals(List.of(""), faults(new Parameters("actor=%zz", KNOWN)));
    }

    private static List<String> faults(Parameters parameters) {
        Problem problem = assertThrows(Fault.class, parameters::check).problem();
        assertEquals(ProblemType.INVALID_REQUEST, problem.type());
        return problem.violations().stream().map(Violation::pointer).toList();
    }
}
