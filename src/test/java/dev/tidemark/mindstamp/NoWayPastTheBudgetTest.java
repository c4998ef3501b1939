package dev.tidemark.mindstamp;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.domain.JavaMethodCall;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import dev.tidemark.mindstamp.budget.CallBudget;
import dev.tidemark.mindstamp.exchange.Exchange;
import java.net.URL;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** No call leaves this service towards Mindstamp without being counted. */
class NoWayPastTheBudgetTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.tidemark");

    @Test
    void requests_are_described_by_the_clients_alone_and_not_made_by_them() {
        Set<Class<?>> clients = Set.of(
                MindstampClient.class,
                GroupCalls.class,
                SeriesCalls.class,
                PlinkCalls.class,
                AccessListCalls.class,
                PassOn.class);

        List<JavaMethodCall> requests =
                calls(call -> isOneOf(call, MindstampApi.class, PassApi.class)).toList();
        assertThat(requests).hasSizeGreaterThan(42).allSatisfy(call -> {
            assertThat(clients).as(call.getDescription()).anyMatch(call.getOriginOwner()::isEquivalentTo);
            // In a lambda: it is handed to Calls, which decides when it is made.
            assertThat(call.isDeclaredInLambda() || call.getOriginOwner().isEquivalentTo(PassOn.class))
                    .as(call.getDescription())
                    .isTrue();
        });
        assertThat(calls(call -> isOneOf(call, PassOn.class, Calls.Request.class)
                        && call.getName().equals("make")))
                .hasSize(2)
                .allMatch(call ->
                        call.isDeclaredInLambda() && call.getOriginOwner().isEquivalentTo(Calls.class));
    }

    @Test
    void no_request_is_handed_on_as_a_method() {
        assertThat(CLASSES.stream()
                        .flatMap(type -> type.getMethodReferencesFromSelf().stream())
                        .filter(reference -> Stream.of(MindstampApi.class, PassApi.class, PassOn.class, Exchange.class)
                                .anyMatch(reference.getTargetOwner()::isEquivalentTo)))
                .isEmpty();
    }

    @Test
    void a_request_is_made_in_one_place_which_spends_for_it() {
        assertThat(calls(call -> isOneOf(call, Exchange.class) && call.getName().equals("make"))
                        .map(call -> call.getOrigin().getFullName().replaceAll("\\(.*", "")))
                .containsExactly(Calls.class.getName() + ".make");
        assertThat(calls(call -> isOneOf(call, CallBudget.OfToken.class)
                                && call.getName().equals("spend"))
                        .map(call -> call.getOrigin().getFullName().replaceAll("\\(.*", "")))
                .containsExactly(Calls.class.getName() + ".make");
        assertThat(calls(call -> call.getTargetOwner().getName().equals(Calls.class.getName() + "$Sending")))
                .isNotEmpty()
                .allMatch(call -> call.isDeclaredInLambda()
                        && call.getOrigin().getFullName().startsWith(Calls.class.getName() + ".make("));
        assertThat(calls(call -> isOneOf(call, Supplier.class)
                                && call.getName().equals("get")
                                && call.getOriginOwner().getPackageName().startsWith("dev.tidemark.mindstamp"))
                        .map(call -> call.getOriginOwner().getName()))
                .containsExactly(Exchange.class.getName());
    }

    @Test
    void only_the_clients_maker_builds_rest_clients() {
        noClasses()
                .that()
                .doNotHaveFullyQualifiedName(RestClients.class.getName())
                .should()
                .dependOnClassesThat(describe(
                        "build REST clients",
                        type -> type.getSimpleName().endsWith("RestClientBuilder")
                                || type.getPackageName().startsWith("org.eclipse.microprofile.rest.client")
                                || type.getPackageName().startsWith("jakarta.ws.rs.client")))
                .check(CLASSES);
    }

    @Test
    void only_callbacks_use_another_http_client() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.tidemark.callback.exchange..")
                .should()
                .dependOnClassesThat(describe("are HTTP clients", NoWayPastTheBudgetTest::isHttpClient))
                .orShould()
                .accessTargetWhere(describe("open a URL", NoWayPastTheBudgetTest::opensUrl))
                .check(CLASSES);
    }

    private static boolean isHttpClient(JavaClass type) {
        String name = type.getName();
        return name.startsWith("java.net.http.")
                || name.equals("java.net.URLConnection")
                || name.equals("java.net.HttpURLConnection")
                || name.equals("java.net.Socket")
                || (name.startsWith("io.vertx.")
                        && type.getSimpleName().matches("(Http|Web|Net)(Client|ClientRequest|Socket)"))
                || name.startsWith("org.apache.http")
                || name.startsWith("okhttp3.");
    }

    private static boolean opensUrl(JavaAccess<?> access) {
        return access.getTargetOwner().isEquivalentTo(URL.class)
                && (access.getName().equals("openStream") || access.getName().equals("openConnection"));
    }

    private static Stream<JavaMethodCall> calls(Predicate<JavaMethodCall> wanted) {
        return CLASSES.stream()
                .flatMap(type -> type.getMethodCallsFromSelf().stream())
                .filter(wanted);
    }

    private static boolean isOneOf(JavaMethodCall call, Class<?>... types) {
        return Stream.of(types).anyMatch(call.getTargetOwner()::isEquivalentTo);
    }
}
