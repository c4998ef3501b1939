package dev.tidemark.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PercentTest {
    private static final String KEY = "tidemark.mindstamp.callers-share";

    @ParameterizedTest
    @CsvSource({"20%,20", "20 %,20", "20,20", " 0% ,0", "100%,100"})
    void configuration_reads_it(String text, int value) {
        assertThat(config(text).getValue(KEY, Percent.class)).isEqualTo(new Percent(value));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0.2", "101%", "-1%", "twenty", "%", "20 percent"})
    void what_is_no_share_is_refused_with_its_key(String text) {
        assertThatThrownBy(() -> config(text).getValue(KEY, Percent.class))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(KEY);
    }

    private static SmallRyeConfig config(String text) {
        return new SmallRyeConfigBuilder().withDefaultValues(Map.of(KEY, text)).build();
    }
}
