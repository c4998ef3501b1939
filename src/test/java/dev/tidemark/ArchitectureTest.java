package dev.tidemark;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.AccessTarget;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import dev.tidemark.platform.Sql;
import io.smallrye.config.ConfigMapping;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.assertj.core.api.Assertions;
import org.junit.jupiter.api.Test;

/** Holds the table of rooms: who may use whom, who touches the clock, where SQL stands. */
class ArchitectureTest {
    private static final String ROOT = "dev.tidemark.";
    /** Room → rooms it may use, besides platform. */
    private static final Map<String, Set<String>> ROOMS = new LinkedHashMap<>(Map.ofEntries(
            Map.entry("platform", Set.of()),
            Map.entry("mindstamp", Set.of()),
            Map.entry("event", Set.of()),
            Map.entry("change", Set.of("mindstamp", "event")),
            Map.entry("poll", Set.of("mindstamp", "change", "event", "outbox", "account")),
            Map.entry("account", Set.of()),
            Map.entry("outbox", Set.of("event")),
            Map.entry("kafka", Set.of("event", "outbox")),
            Map.entry("callback", Set.of("event", "outbox")),
            Map.entry("api", Set.of("mindstamp", "event", "change", "poll", "account", "outbox", "kafka", "callback")),
            Map.entry(
                    "console",
                    Set.of("mindstamp", "event", "change", "poll", "account", "outbox", "kafka", "callback")),
            Map.entry("sandbox", Set.of())));

    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidemark");

    @Test
    void rooms_use_only_the_rooms_they_may() {
        ROOMS.forEach((room, allowed) -> {
            List<String> forbidden = ROOMS.keySet().stream()
                    .filter(other -> !other.equals(room) && !other.equals("platform") && !allowed.contains(other))
                    .map(other -> ROOT + other + "..")
                    .toList();
            noClasses()
                    .that()
                    .resideInAPackage(ROOT + room + "..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage(forbidden.toArray(String[]::new))
                    .because("the table of rooms does not have this arrow")
                    .allowEmptyShould(true)
                    .check(CLASSES);
        });
    }

    @Test
    void every_package_is_in_a_room() {
        Set<String> strangers = CLASSES.stream()
                .map(JavaClass::getPackageName)
                .filter(name -> !name.startsWith(ROOT)
                        || !ROOMS.containsKey(name.substring(ROOT.length()).split("\\.")[0]))
                .collect(Collectors.toCollection(TreeSet::new));
        Assertions.assertThat(strangers).isEmpty();
    }

    @Test
    void packages_are_free_of_cycles() {
        slices().matching("dev.tidemark.(**)").should().beFreeOfCycles().check(CLASSES);
    }

    @Test
    void packages_are_named_for_what_they_do_and_stay_small() {
        Map<String, Long> files = CLASSES.stream()
                .filter(type -> type.isTopLevelClass() && !type.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        Assertions.assertThat(files.keySet())
                .noneMatch(
                        name -> name.matches(".*\\.(util|utils|common|impl|helper|helpers|service|services)(\\..*)?"));
        Assertions.assertThat(files)
                .allSatisfy((name, count) ->
                        Assertions.assertThat(count).as("files in %s", name).isLessThanOrEqualTo(15));
    }

    @Test
    void change_knows_no_container_database_or_network() {
        noClasses()
                .that()
                .resideInAPackage(ROOT + "change..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "jakarta..",
                        "java.sql..",
                        "javax.sql..",
                        "java.net..",
                        "io.quarkus..",
                        "io.smallrye..",
                        "io.vertx..",
                        "org.hibernate..")
                .check(CLASSES);
    }

    @Test
    void only_platform_touches_the_system_clock() {
        DescribedPredicate<JavaAccess<?>> readsTheClock = new DescribedPredicate<>("read the system clock") {
            @Override
            public boolean test(JavaAccess<?> access) {
                String owner = access.getTargetOwner().getName();
                String name = access.getName();
                return (owner.startsWith("java.time.") && name.equals("now") && !takesAClock(access))
                        || (owner.equals("java.lang.System")
                                && (name.equals("currentTimeMillis") || name.equals("nanoTime")))
                        || (owner.equals(Clock.class.getName()) && name.startsWith("system"))
                        || (owner.equals("java.util.Date") && name.equals("<init>"));
            }
        };
        noClasses()
                .that()
                .resideOutsideOfPackage(ROOT + "platform..")
                .should()
                .accessTargetWhere(readsTheClock)
                .because("every time comes from the injected Clock, also " + Instant.class.getSimpleName() + "s")
                .check(CLASSES);
    }

    private static boolean takesAClock(JavaAccess<?> access) {
        return access.getTarget() instanceof AccessTarget.CodeUnitAccessTarget unit
                && unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(Clock.class));
    }

    @Test
    void sql_stands_in_stores_and_repositories_only() {
        classes()
                .that()
                .resideOutsideOfPackage(ROOT + "platform..")
                .should(new ArchCondition<>("use SQL only in classes named *Store or *Repository") {
                    @Override
                    public void check(JavaClass type, ConditionEvents events) {
                        String name = outermost(type).getSimpleName();
                        if (name.endsWith("Store") || name.endsWith("Repository")) {
                            return;
                        }
                        type.getDirectDependenciesFromSelf().stream()
                                .filter(arrow -> arrow.getTargetClass().isEquivalentTo(Sql.class)
                                        || arrow.getTargetClass()
                                                .getPackageName()
                                                .startsWith("java.sql")
                                        || arrow.getTargetClass()
                                                .getPackageName()
                                                .startsWith("org.hibernate"))
                                .forEach(arrow ->
                                        events.add(SimpleConditionEvent.violated(type, arrow.getDescription())));
                    }
                })
                .check(CLASSES);
    }

    @Test
    void kafkas_server_is_named_by_the_dev_broker_alone() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName("dev.tidemark.kafka.dev.DevBroker")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("kafka..", "org.apache.kafka.server..")
                .because("the packaged jars do not hold the server")
                .check(CLASSES);
    }

    @Test
    void config_mappings_are_public() {
        classes()
                .that()
                .areAnnotatedWith(ConfigMapping.class)
                .should()
                .bePublic()
                .because("the validation of configuration calls them from its own package")
                .check(CLASSES);
    }

    @Test
    void every_package_is_null_marked() throws IOException {
        Path sources = Path.of("src/main/java");
        try (Stream<Path> files = Files.walk(sources)) {
            Set<Path> bare = files.filter(file -> file.toString().endsWith(".java"))
                    .map(Path::getParent)
                    .distinct()
                    .filter(folder -> !read(folder.resolve("package-info.java")).contains("@NullMarked"))
                    .collect(Collectors.toSet());
            Assertions.assertThat(bare).isEmpty();
        }
    }

    private static String read(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static JavaClass outermost(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureTest::outermost).orElse(type);
    }
}
