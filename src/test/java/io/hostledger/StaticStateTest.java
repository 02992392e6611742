package io.hostledger;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.tngtech.archunit.core.domain.JavaCall;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/**
 * A native executable initialises its classes when it is built: what a static initialiser asks of the world
 * would be the answer of the machine that built it, and what it opens cannot go into the executable at all.
 */
class StaticStateTest {
    private static final Pattern OF_THE_WORLD = Pattern.compile(String.join(
            "|",
            "java\\.util\\.(Random|SplittableRandom|Timer|ServiceLoader)\\..*",
            "java\\.util\\.UUID\\.randomUUID",
            "java\\.util\\.Locale\\.getDefault",
            "java\\.util\\.concurrent\\.(ThreadLocalRandom|Executors|ThreadPoolExecutor|ForkJoinPool)\\..*",
            "java\\.security\\.SecureRandom\\..*",
            "java\\.lang\\.(Thread|Process\\w*|Runtime)\\..*",
            "java\\.lang\\.System\\.(getenv|getProperty|getLogger|console|currentTimeMillis|nanoTime)",
            "java\\.lang\\.Math\\.random",
            "java\\.time\\.(Clock\\.system\\w*|\\w+\\.now|ZoneId\\.systemDefault)",
            "java\\.nio\\.ByteBuffer\\.allocateDirect",
            "java\\.nio\\.charset\\.Charset\\.defaultCharset",
            "java\\.nio\\.(channels|file)\\..*",
            "java\\.io\\.(File|Random)\\w*\\..*",
            "java\\.net\\..*",
            "sun\\.misc\\..*",
            "io\\.vertx\\.(?!core\\.file\\.OpenOptions\\.).*",
            "io\\.netty\\..*"));

    private final Set<String> met = new HashSet<>();
    private final Set<String> found = new TreeSet<>();

    @Test
    void noStaticInitialiserAsksTheMachineThatBuildsTheExecutable() {
        JavaClasses classes = new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages("io.hostledger");
        for (JavaClass type : classes) {
            type.getStaticInitializer().ifPresent(initialiser -> follow(type.getName(), initialiser));
        }
        assertFalse(met.isEmpty());
        assertEquals(Set.of(), found);
    }

    @Test
    void oneThatDoesWouldBeFound() {
        JavaClass type = new ClassFileImporter().importClass(Asking.class);
        follow("Asking", type.getStaticInitializer().orElseThrow());
        assertEquals(Set.of("Asking calls java.lang.System.getenv"), found);
    }

    /** Looks at a piece of code and at all of ours that it calls. */
    private void follow(String from, JavaCodeUnit code) {
        if (!met.add(code.getFullName())) {
            return;
        }
        for (JavaCall<?> call : code.getCallsFromSelf()) {
            String called =
                    call.getTargetOwner().getName() + "." + call.getTarget().getName();
            if (OF_THE_WORLD.matcher(called).matches()) {
                found.add(from + " calls " + called);
            } else if (call.getTargetOwner().getPackageName().startsWith("io.hostledger")) {
                call.getTargetOwner()
                        .tryGetCodeUnitWithParameterTypeNames(
                                call.getTarget().getName(),
                                call.getTarget().getRawParameterTypes().stream()
                                        .map(JavaClass::getName)
                                        .toList())
                        .ifPresent(next -> follow(from, next));
            }
        }
    }

    private static final class Asking {
        static final String HOME = home();

        private static String home() {
            return System.getenv("HOME");
        }
    }
}
