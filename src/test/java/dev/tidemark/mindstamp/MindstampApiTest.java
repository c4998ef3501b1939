package dev.tidemark.mindstamp;

import static org.assertj.core.api.Assertions.assertThat;

import dev.tidemark.mindstamp.pass.DocumentedCall;
import dev.tidemark.mindstamp.pass.DocumentedCalls;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MindstampApiTest {
    @Test
    void the_typed_calls_are_the_documented_ones() {
        List<DocumentedCall> typed = Stream.of(MindstampApi.class.getDeclaredMethods())
                .map(MindstampApiTest::call)
                .toList();

        assertThat(typed).containsExactlyInAnyOrderElementsOf(DocumentedCalls.all());
    }

    private static DocumentedCall call(Method method) {
        String verb = Arrays.stream(method.getAnnotations())
                .map(annotation -> annotation.annotationType().getAnnotation(HttpMethod.class))
                .filter(annotation -> annotation != null)
                .findFirst()
                .orElseThrow()
                .value();
        String path = method.getAnnotation(Path.class).value();
        return new DocumentedCall(verb, path.replace("{id}", ":id").replaceAll("/$", ""));
    }
}
