package dev.tidemark.mindstamp.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Both suites ask for every row of the documentation's table. */
class EveryRowTest {
    private static final int ROWS = 43;

    @ParameterizedTest
    @ValueSource(classes = {PlainContractIT.class, TypedContractIT.class})
    void is_asked_for(Class<?> suite) {
        List<Integer> asked = Arrays.stream(suite.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Row.class))
                .flatMapToInt(
                        method -> Arrays.stream(method.getAnnotation(Row.class).value()))
                .distinct()
                .sorted()
                .boxed()
                .toList();
        assertThat(asked).isEqualTo(IntStream.rangeClosed(1, ROWS).boxed().toList());
    }
}
