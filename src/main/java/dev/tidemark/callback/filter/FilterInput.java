package dev.tidemark.callback.filter;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An event as filters read it: parsed once, when the first filter asks, for any number of filters and threads. */
public final class FilterInput {
    private final byte[] document;
    private volatile @Nullable Map<String, Object> variables;

    private FilterInput(byte[] document) {
        this.document = document;
    }

    /** @param canonicalDocument the CloudEvents document (contract §3), which nobody changes afterwards */
    public static FilterInput of(byte[] canonicalDocument) {
        return new FilterInput(canonicalDocument);
    }

    /** The variables the event has a value for; none when the document is not a JSON object. */
    Map<String, Object> variables() {
        Map<String, Object> known = variables;
        return known == null ? parsed() : known;
    }

    private synchronized Map<String, Object> parsed() {
        Map<String, Object> known = variables;
        if (known == null) {
            known = EventReader.read(document);
            variables = known;
        }
        return known;
    }
}
