package dev.tidemark.api.access;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Every call of the API and every page of the console, found in their classes. */
final class ApiCalls {
    /** What everyone may ask, without a key. */
    static final Set<String> OPEN =
            Set.of("/.well-known/jwks.json", "/api/v1/session", "/console/sign-in/organisation");

    /**
     * @param scopes any one of them lets the call through; empty when somebody forgot to ask for one
     * @param open whether it says of itself that everyone may call it
     */
    record Call(String http, String path, Set<String> scopes, boolean open, String where) {
        @Override
        public String toString() {
            return http + " " + path;
        }
    }

    private static final List<Call> ALL = find("dev.tidemark.api");

    private ApiCalls() {}

    /** Those that ask for a key; the test names the others one by one. */
    static List<Call> all() {
        return ALL.stream().filter(call -> !OPEN.contains(call.path())).toList();
    }

    static List<Call> open() {
        return ALL.stream().filter(Call::open).toList();
    }

    static List<Call> pages() {
        return find("dev.tidemark.console");
    }

    private static List<Call> find(String room) {
        List<Call> calls = new ArrayList<>();
        for (JavaClass found : new ClassFileImporter()
                .withImportOption(new ImportOption.DoNotIncludeTests())
                .importPackages(room)) {
            if (found.isAnnotatedWith(Path.class)) {
                Class<?> resource = found.reflect();
                Arrays.stream(resource.getDeclaredMethods())
                        .flatMap(method -> call(resource, method).stream())
                        .forEach(calls::add);
            }
        }
        return calls;
    }

    private static Optional<Call> call(Class<?> resource, Method method) {
        return Arrays.stream(method.getAnnotations())
                .flatMap(annotation -> http(annotation).stream())
                .findFirst()
                .map(http -> new Call(
                        http,
                        path(resource, method),
                        scopes(resource, method),
                        isOpen(resource, method),
                        method.toString()));
    }

    private static Optional<String> http(Annotation annotation) {
        return Optional.ofNullable(annotation.annotationType().getAnnotation(HttpMethod.class))
                .map(HttpMethod::value);
    }

    private static String path(Class<?> resource, Method method) {
        String path = resource.getAnnotation(Path.class).value() + "/"
                + Optional.ofNullable(method.getAnnotation(Path.class))
                        .map(Path::value)
                        .orElse("");
        return ("/" + path)
                .replaceAll("\\{[^}]*}", "none")
                .replaceAll("/+", "/")
                .replaceAll("/$", "");
    }

    private static boolean isOpen(Class<?> resource, Method method) {
        return method.isAnnotationPresent(PermitAll.class)
                || (resource.isAnnotationPresent(PermitAll.class) && !method.isAnnotationPresent(RolesAllowed.class));
    }

    private static Set<String> scopes(Class<?> resource, Method method) {
        return Optional.ofNullable(method.getAnnotation(RolesAllowed.class))
                .or(() -> Optional.ofNullable(resource.getAnnotation(RolesAllowed.class)))
                .map(allowed -> Set.of(allowed.value()))
                .orElse(Set.of());
    }
}
