package io.hostledger.api;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.hostledger.chain.ActorSource;
import io.hostledger.chain.ElementTypes;
import io.hostledger.chain.Hash;
import io.hostledger.chain.Json;
import io.hostledger.ledger.Change;
import io.hostledger.ledger.Event;
import io.hostledger.ledger.Expected;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ChangeRequestTest {
    private static final String HASH = "a".repeat(64);

    @Test
    void everyMemberIsRead() {
        Change change =
                read("{\"element_id\":\"file:/etc/hosts\",\"state\":{\"b\":1,\"a\":\"\\u00e9\"},\"actor\":\"admin\","
                        + "\"action\":\"edited\",\"reason\":\"why\",\"change_id\":\"c\",\"correlation_id\":\"k\","
                        + "\"expected_hash\":\"" + HASH + "\"}");
        assertEquals("file:/etc/hosts", change.element().text());
        assertEquals(Json.ofCanonical("{\"a\":\"é\",\"b\":1}"), change.state());
        assertEquals("edited", change.action());
        assertEquals("why", change.reason());
        assertEquals("admin", change.by().actor());
        assertEquals(ActorSource.ASSERTED, change.by().source());
        assertEquals("c", change.by().changeId());
        assertEquals("k", change.by().correlationId());
        assertEquals(new Expected.HeadIs(hash(HASH)), change.expected());
    }

    @Test
    void whatIsOptionalMayBeLeftOut() {
        Change change = read("{\"element_id\":\"interface:a\",\"state\":null,\"actor\":\"admin\"}");
        assertTrue(change.state().isNull());
        assertNull(change.action());
        assertNull(change.reason());
        assertNull(change.expected());
        assertNull(change.by().changeId());
    }

    @Test
    void everythingMissingIsReportedTogether() {
        assertEquals(Set.of("/element_id", "/state", "/actor"), invalid("{}"));
    }

    @Test
    void everyFaultIsReportedTogether() {
        assertEquals(
                Set.of("/element_id", "/state", "/actor", "/action", "/reason", "/change_id", "/a~1b"),
                invalid("{\"element_id\":\"what:x\",\"state\":[],\"actor\":\"\",\"action\":\"rolled_back\","
                        + "\"reason\":1,\"change_id\":\"" + "x".repeat(129) + "\",\"a/b\":true}"));
    }

    @Test
    void asManyFaultsAreReportedAsAnyoneReads() {
        StringBuilder many = new StringBuilder("{\"state\":null");
        for (int i = 0; i < 1_000; i++) {
            many.append(",\"unknown").append(i).append("\":1");
        }
        assertEquals(32, invalid(many.append('}').toString()).size());
    }

    @Test
    void aLongNameIsNotRepeated() {
        Problem problem = problem("{\"" + "x".repeat(1 << 20) + "\":1,\"" + "y".repeat(200) + "\":1}", null);
        assertEquals(Set.of("", "/" + "y".repeat(200), "/element_id", "/state", "/actor"), pointers(problem));
        assertTrue(problem.toBytes().length < 2_000);
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "\"text\"", "1", "true"})
    void aRequestIsAnObject(String text) {
        assertEquals(Set.of(""), invalid(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "nocolon",
                ":x",
                "unknown:x",
                "Interface:x",
                "interface:",
                "file:relative",
                "file:/a/../b",
                "file:/a/./b",
                "file:/a//b",
                "file:/a/",
                "file:..",
                "interface:a\\u0000b",
                "interface:a\\nb",
            })
    void anIdOutsideTheRulesIsRefused(String id) {
        assertEquals(Set.of("/element_id"), invalid("{\"element_id\":\"" + id + "\",\"state\":null,\"actor\":\"a\"}"));
    }

    @Test
    void anIdOf1024BytesIsTakenAndOneOf1025IsNot() {
        String change = "{\"element_id\":\"%s\",\"state\":null,\"actor\":\"a\"}";
        read(change.formatted("config:" + "é".repeat(508) + "x"));
        assertEquals(Set.of("/element_id"), invalid(change.formatted("config:" + "é".repeat(509))));
    }

    @ParameterizedTest
    @CsvSource({"actor,256", "reason,4096", "change_id,128", "correlation_id,128", "action,256"})
    void aTextHasABoundInBytesOfItsRfc8785Form(String name, int bound) {
        String request = "{\"element_id\":\"interface:a\",\"state\":null,\"%s\":\"%s\"%s}";
        String actor = name.equals("actor") ? "" : ",\"actor\":\"a\"";
        read(request.formatted(name, "x".repeat(bound), actor));
        assertEquals(Set.of("/" + name), invalid(request.formatted(name, "x".repeat(bound + 1), actor)));
        if (!name.equals("action")) {
            read(request.formatted(name, "é".repeat(bound / 2), actor));
            read(request.formatted(name, "\\n".repeat(bound / 2), actor));
            assertEquals(Set.of("/" + name), invalid(request.formatted(name, "\\n".repeat(bound / 2 + 1), actor)));
            read(request.formatted(name, "\\u0061".repeat(bound), actor));
            assertEquals(Set.of("/" + name), invalid(request.formatted(name, "é".repeat(bound / 2 + 1), actor)));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"Started", "re started", "1st", "_x", "neu-start", "größer"})
    void anActionIsAPlainWord(String action) {
        assertEquals(
                Set.of("/action"),
                invalid("{\"element_id\":\"interface:a\",\"state\":{},\"actor\":\"a\",\"action\":\"" + action + "\"}"));
    }

    @Test
    void aStateBeyondItsBoundIsTooLarge() {
        String request = "{\"element_id\":\"interface:a\",\"state\":{\"t\":\"%s\"},\"actor\":\"a\"}";
        int room = (1 << 20) - "{\"t\":\"\"}".length();
        // Blanks and escapes do not count: the bound is that of the RFC 8785 form.
        read(request.formatted("\\u0061".repeat(room)).replace(",", " ,  "));
        Problem problem = problem(request.formatted("x".repeat(room + 1)), null);
        assertEquals(ProblemType.TOO_LARGE, problem.type());
        assertEquals("/state", problem.violations().get(0).pointer());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            quoteCharacter = '`',
            value = {
                "{ ``",
                "{\"state\":{\"a\":1,\"a\":2}} /state/a",
                "{\"state\":{\"a\":\"\\ud800\"}} /state/a",
                "{\"state\":{\"a\":18446744073709551615}} /state/a",
                "{\"state\":{\"a\":9007199254740993}} /state/a",
                "{\"state\":{\"a\":[1e400]}} /state/a/0",
            })
    void malformedJsonIsKnownBeforeAnythingElse(String text, String pointer) {
        Problem problem = problem(text, null);
        assertEquals(ProblemType.MALFORMED_JSON, problem.type());
        assertEquals(pointer, problem.violations().get(0).pointer());
    }

    @Test
    void aStateHas64LevelsAndNotOneMore() {
        String request = "{\"element_id\":\"interface:a\",\"state\":%s,\"actor\":\"a\"}";
        read(request.formatted("{\"a\":".repeat(63) + "{}" + "}".repeat(63)));
        assertEquals(
                ProblemType.MALFORMED_JSON,
                problem(request.formatted("{\"a\":".repeat(64) + "{}" + "}".repeat(64)), null)
                        .type());
    }

    @Test
    void ifMatchStandsForExpectedHash() {
        Expected none = new Expected.NoBlock();
        String request = "{\"element_id\":\"interface:a\",\"state\":null,\"actor\":\"a\"%s}";
        assertEquals(none, read(request.formatted(""), none).expected());
        assertEquals(
                none,
                read(request.formatted(",\"expected_hash\":\"none\""), none).expected());
        assertEquals(
                Set.of("/expected_hash"),
                pointers(problem(request.formatted(",\"expected_hash\":\"" + HASH + "\""), none)));
        assertEquals(
                Set.of("/expected_hash"), invalid(request.formatted(",\"expected_hash\":\"" + "A".repeat(64) + "\"")));
    }

    @Test
    void anEventIsRead() {
        Event event = event("{\"category\":\"backup\",\"action\":\"done\",\"payload\":{},\"actor\":\"borg\"}");
        assertEquals("backup", event.category());
        assertEquals("done", event.action());
        assertEquals(Json.EMPTY_OBJECT, event.payload());
    }

    @Test
    void faultsOfAnEventAreReportedTogether() {
        assertEquals(Set.of("/category", "/action", "/payload", "/actor"), eventFaults("{}"));
        assertEquals(
                Set.of("/category", "/payload", "/reason"),
                eventFaults(
                        "{\"category\":\"ledger\",\"action\":\"x\",\"payload\":[],\"actor\":\"a\",\"reason\":\"r\"}"));
        assertEquals(
                Set.of("/category"),
                eventFaults("{\"category\":\"element_modification\",\"action\":\"x\",\"payload\":{},\"actor\":\"a\"}"));
    }

    @Test
    void aPayloadHasItsBound() {
        String request = "{\"category\":\"backup\",\"action\":\"done\",\"payload\":{\"t\":\"%s\"},\"actor\":\"borg\"}";
        int room = (32 << 10) - "{\"t\":\"\"}".length();
        event(request.formatted("x".repeat(room)));
        Fault fault = assertThrows(Fault.class, () -> event(request.formatted("x".repeat(room + 1))));
        assertEquals(ProblemType.TOO_LARGE, fault.problem().type());
        assertEquals(Set.of("/payload"), pointers(fault.problem()));
    }

    private static Change read(String text) {
        return read(text, null);
    }

    private static Change read(String text, @Nullable Expected ifMatch) {
        return ChangeRequest.read(json(text), ifMatch, ElementTypes.standard());
    }

    private static Event event(String text) {
        return EventRequest.read(json(text));
    }

    private static Json json(String text) {
        return RequestJson.read(text.getBytes(StandardCharsets.UTF_8));
    }

    private static Set<String> invalid(String text) {
        Problem problem = problem(text, null);
        assertEquals(ProblemType.INVALID_REQUEST, problem.type());
        return pointers(problem);
    }

    private static Set<String> eventFaults(String text) {
        return pointers(assertThrows(Fault.class, () -> event(text)).problem());
    }

    private static Problem problem(String text, @Nullable Expected ifMatch) {
        return assertThrows(Fault.class, () -> read(text, ifMatch)).problem();
    }

    private static Set<String> pointers(Problem problem) {
        List<Violation> violations = problem.violations();
        Set<String> pointers = violations.stream().map(Violation::pointer).collect(Collectors.toSet());
        assertEquals(violations.size(), pointers.size());
        return pointers;
    }

    private static Hash hash(String hex) {
        Hash hash = Hash.parse(hex);
        assertTrue(hash != null);
        return hash;
    }
}
