package dev.tidemark.callback.filter;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** One event for many filters and threads, whatever its document holds. */
class FilterInputTest {
    @Test
    void an_event_that_lacks_attributes_or_is_no_event_does_not_match() {
        for (String document :
                List.of("{}", "", "[]", "null", "{\"data\":", "{\"time\":\"soon\",\"source\":7}", "\u00ff")) {
            FilterInput input = FilterInput.of(document.getBytes(StandardCharsets.UTF_8));
            for (String filter : List.of(
                    "type == ''", "data.a == 1", "time > timestamp('2000-01-01T00:00:00Z')", "account != 'a'")) {
                assertThat(Sample.matches(filter, input))
                        .as("%s of %s", filter, document)
                        .isFalse();
            }
        }
    }

    @Test
    void an_event_is_parsed_once_for_all_filters() {
        byte[] document = Sample.document(Sample.VIEW);
        FilterInput input = FilterInput.of(document);
        assertThat(Sample.matches("data.view.percentage == 95", input)).isTrue();
        Arrays.fill(document, (byte) ' ');
        assertThat(Sample.matches("data.view.percentage == 95 && account == 'default'", input))
                .isTrue();
    }

    @Test
    void many_threads_share_a_filter_and_an_event() {
        Filter filter = Filter.compile("data.xs.filter(x, x % 2 == 0).map(x, x * data.by).exists(x, x == 198)");
        List<FilterInput> inputs = IntStream.range(0, 50)
                .mapToObj(by -> Sample.event("{\"by\":" + by + ",\"xs\":" + Sample.numbers(100) + "}"))
                .toList();
        List<Boolean> expected = inputs.stream().map(filter::matches).toList();
        assertThat(expected).contains(true, false);
        List<FilterInput> fresh = IntStream.range(0, 1_000)
                .mapToObj(i -> Sample.event("{\"by\":" + i % 50 + ",\"xs\":" + Sample.numbers(100) + "}"))
                .toList();
        List<Boolean> found = IntStream.range(0, 5_000)
                .parallel()
                .mapToObj(i -> filter.matches(fresh.get(i % 1_000)))
                .toList();
        assertThat(found)
                .isEqualTo(IntStream.range(0, 5_000)
                        .mapToObj(i -> expected.get(i % 50))
                        .toList());
    }
}
