package dev.tidemark.mindstamp.date;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MindstampDatesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "2020-10-28T19:10:34.748Z | 2020-10-28T19:10:34.748Z",
                "2020-10-28T21:10:34+02:00 | 2020-10-28T19:10:34Z",
                "Sat, 1 Jan 2022 05:12:32 UTC +00:00 | 2022-01-01T05:12:32Z",
                "Sat, 01 Jan 2022 05:12:32 UTC +00:00 | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32.000000000 UTC +00:00 | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32.120 UTC +00:00 | 2022-01-01T05:12:32.120Z",
                "Sat,  1 Jan 2022 05:12:32 UTC +00:00 | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32 +00:00 | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32 UTC | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32 GMT | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 10:57:32 NPT +05:45 | 2022-01-01T05:12:32Z",
                "Sat, 1 Jan 2022 05:12:32 UTC +0000 | 2022-01-01T05:12:32Z",
                "2020-10-28T19:10:34Z | 2020-10-28T19:10:34Z",
                "2020-10-28T19:10:34.123456789Z | 2020-10-28T19:10:34.123456789Z",
                "2020-10-28T16:10:34.748-0300 | 2020-10-28T19:10:34.748Z",
                "2020-10-28T21:10:34+02 | 2020-10-28T19:10:34Z",
                "' 2020-10-28T19:10:34Z ' | 2020-10-28T19:10:34Z",
                "2022-01-01 05:12:32 UTC | 2022-01-01T05:12:32Z",
                "2022-01-01 05:12:32.5 UTC | 2022-01-01T05:12:32.500Z",
                "2022-01-01 05:12:32 +0000 | 2022-01-01T05:12:32Z",
                "Fri, 31 Dec 2021 23:12:32 CST -06:00 | 2022-01-01T05:12:32Z"
            })
    void both_forms_and_their_variants_are_read(String text, String instant) {
        assertThat(MindstampDates.parse(text)).contains(Instant.parse(instant));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "yesterday",
                "Sat, 32 Jan 2022 05:12:32 UTC +00:00",
                "Sat, 1 Jan 2022 25:12:32 UTC +00:00",
                "Sat, 1 Jan 2022 05:12:32",
                "Sat, 1 Jan 2022 05:12:32 CST",
                "Sat, 1 Jan 2022 05:12:32 UTC +99:00",
                "2022-13-01T00:00:00Z",
                "2022-01-01T05:12:32",
                "2022-01-01 05:12:32",
                "2022-01-01",
                "1641013952"
            })
    void what_is_no_date_is_empty(String text) {
        assertThat(MindstampDates.parse(text)).isEmpty();
    }
}
