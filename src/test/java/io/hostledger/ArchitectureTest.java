package io.hostledger;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who may import whom: a room looks only downward, and frameworks stay at the edges. */
class ArchitectureTest {
    private static final String ROOT = "io.hostledger.";
    private static final String VERTX = "io.vertx..";
    /** Buffers that wrap bytes without copying them, below those of Vert.x. */
    private static final String NETTY = "io.netty.buffer..";

    private static final String ROARING = "org.roaringbitmap..";

    private static final JavaClasses MAIN = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("io.hostledger");

    @Test
    void chainImportsJavaAlone() {
        check(core("chain", rooms()));
    }

    @Test
    void codecImportsChain() {
        check(core("codec", rooms("chain")));
    }

    @Test
    void diskImportsJavaAlone() {
        check(core("disk", rooms()));
    }

    @Test
    void diskOnVertxImportsThePortAndVertx() {
        check(core("disk.vertx", rooms("disk"), VERTX, NETTY));
    }

    @Test
    void journalImportsTheFoundations() {
        check(core("journal", rooms("chain", "codec", "disk")));
    }

    @Test
    void indexImportsTheFoundations() {
        check(core("index", rooms("chain", "codec", "disk"), ROARING));
    }

    @Test
    void engineKnowsNoHttpAndNoInjection() {
        check(core("ledger", rooms("chain", "codec", "disk", "journal", "index")));
    }

    @Test
    void queryReadsAPlainDirectoryWithoutTheEngine() {
        check(core("query", rooms("chain", "codec", "disk", "index"), ROARING));
    }

    @Test
    void checkerNeverImportsTheEngineItChecks() {
        check(core("verify", rooms("chain", "codec", "disk")));
    }

    @Test
    void streamImportsTheEngineAndTheQueries() {
        check(core("stream", rooms("chain", "codec", "disk", "ledger", "query"), VERTX, NETTY));
    }

    @Test
    void apiImportsWhatItServes() {
        check(edge("api", rooms("chain", "codec", "disk", "index", "ledger", "query", "verify", "stream")));
    }

    @Test
    void commandsNeedNoService() {
        check(edge("cli", rooms("chain", "codec", "disk", "index", "query", "verify")));
    }

    @Test
    void probesReadWhatTheyReport() {
        check(edge("health", rooms("chain", "ledger", "query", "verify", "stream")));
    }

    @Test
    void vertxStaysInItsRooms() {
        check(onlyIn(rooms("disk.vertx", "stream", "api", "app"), VERTX));
    }

    @Test
    void frameworksStayAtTheEdges() {
        check(onlyIn(rooms("api", "health", "cli", "app"), "jakarta..", "io.quarkus.."));
    }

    @Test
    void bitmapsStayInIndexAndQuery() {
        check(onlyIn(rooms("index", "query"), ROARING));
    }

    @Test
    void onlyTheWiringChoosesTheDisk() {
        check(onlyIn(rooms("disk.vertx", "app"), ROOT + "disk.vertx.."));
    }

    @Test
    void packagesHaveNoCycles() {
        check(slices().matching(ROOT + "(**)").should().beFreeOfCycles());
    }

    @Test
    void everyClassIsInARoom() {
        check(classes()
                .should()
                .resideInAnyPackage(packages(rooms(
                        "chain", "codec", "disk", "journal", "index", "ledger", "query", "verify", "stream", "api",
                        "cli", "health", "app"))));
    }

    /** A room that imports these rooms, these libraries and java.*, and nothing else. */
    private static ArchRule core(String room, List<String> imports, String... libraries) {
        return classes()
                .that(are(room))
                .should()
                .onlyDependOnClassesThat(are(room)
                        .or(areInAny(imports))
                        .or(resideInAnyPackage("java..", "org.jspecify..", "com.google.errorprone.annotations.."))
                        .or(resideInAnyPackage(libraries)));
    }

    /** A room that imports these rooms and any library that no other rule keeps from it. */
    private static ArchRule edge(String room, List<String> imports) {
        return noClasses()
                .that(are(room))
                .should()
                .dependOnClassesThat(
                        resideInAnyPackage(ROOT + ".").and(not(are(room).or(areInAny(imports)))));
    }

    private static ArchRule onlyIn(List<String> rooms, String... packages) {
        return noClasses().that(not(areInAny(rooms))).should().dependOnClassesThat(resideInAnyPackage(packages));
    }

    /** The classes of a room; {@code disk} is the port alone, its implementation a room of its own. */
    private static DescribedPredicate<JavaClass> are(String room) {
        DescribedPredicate<JavaClass> all = resideInAnyPackage(packages(List.of(room)));
        return room.equals("disk") ? all.and(not(are("disk.vertx"))) : all;
    }

    private static DescribedPredicate<JavaClass> areInAny(List<String> rooms) {
        return rooms.stream()
                .map(ArchitectureTest::are)
                .reduce(DescribedPredicate.alwaysFalse(), (some, more) -> some.or(more))
                .as("are in a room of %s", rooms);
    }

    private static List<String> rooms(String... rooms) {
        return Arrays.asList(rooms);
    }

    private static String[] packages(List<String> rooms) {
        return rooms.stream().map(room -> ROOT + room + "..").toArray(String[]::new);
    }

    private static void check(ArchRule rule) {
        rule.allowEmptyShould(true).check(MAIN);
    }
}
