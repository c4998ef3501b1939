package dev.tidemark.callback.filter;

import java.nio.charset.StandardCharsets;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/** Events as they are stored, with data of a test's choice. */
final class Sample {
    static final String VIEW = """
            {"view":{"id":"v1","percentage":95,"watched":160.5,"variables":{"plan":"gold"},"tags":["intro","sales"]},
             "viewer":{"name":"Zoë 🦊","email":"ann@acme.com","phone":null},
             "change":{"percentage":{"from":60,"to":95}},"backfill":false,"zero":0,
             "answers":[{"q":"a","right":true},{"q":"b","right":false}],
             "huge":9223372036854775808,"longest":9223372036854775807,"whole":95.0}""";

    private Sample() {}

    static FilterInput view() {
        return event(VIEW);
    }

    static FilterInput event(String data) {
        return FilterInput.of(document(data));
    }

    static byte[] document(String data) {
        return """
                {"specversion":"1.0","id":"evt_1","source":"mindstamp/default","type":"dev.tidemark.ViewCompleted",
                "subject":"views/v1","time":"2026-01-01T05:15:24Z","datacontenttype":"application/json",
                "dataschema":"https://host/schema","partitionkey":"v1","sequence":"00000000000000000042","data":%s}""".formatted(data).getBytes(StandardCharsets.UTF_8);
    }

    /** {@code [0,1,2…]}, so many. */
    static String numbers(int count) {
        return LongStream.range(0, count).mapToObj(Long::toString).collect(Collectors.joining(",", "[", "]"));
    }

    static boolean matches(String filter, FilterInput input) {
        return Filter.compile(filter).matches(input);
    }
}
