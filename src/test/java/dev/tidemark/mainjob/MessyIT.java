package dev.tidemark.mainjob;

import io.quarkus.test.junit.QuarkusTest;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** On H2, and in the other orders that a list may have. */
@QuarkusTest
class MessyIT extends MessyContract {
    @ParameterizedTest
    @ValueSource(strings = {"newest", "oldest", "unsorted"})
    void nor_in_any_other_order(String order) {
        assertToldAsItWas(order, Duration.ofMinutes(20));
    }
}
