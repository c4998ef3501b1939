package dev.tidemark.callback.subscriber;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;

/** What was made of texts, so that the same text is not compiled again and again; the least used are forgotten. */
final class Kept<V> {
    private static final int MOST = 1000;

    private final Map<String, V> values = new LinkedHashMap<>(16, 0.75f, true) {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, V> eldest) {
            return size() > MOST;
        }
    };

    private final Function<String, V> make;

    Kept(Function<String, V> make) {
        this.make = make;
    }

    synchronized V of(String text) {
        V kept = values.get(text);
        if (kept == null) {
            kept = make.apply(text);
            values.put(text, kept);
        }
        return kept;
    }
}
