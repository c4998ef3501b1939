package dev.tidemark.bench.load;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;

/** Subscriptions and how the receiver treats each: by names of its program. */
record Callbacks(Map<String, String> manners) {
    static Callbacks of(int count, String manner) {
        Map<String, String> manners = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            manners.put("c" + i, manner);
        }
        return new Callbacks(manners);
    }

    Callbacks and(String id, String manner) {
        Map<String, String> more = new TreeMap<>(manners);
        more.put(id, manner);
        return new Callbacks(more);
    }

    int count() {
        return manners.size();
    }

    /** How many are of this manner. */
    int count(String manner) {
        return (int) manners.values().stream().filter(manner::equals).count();
    }

    /** The service's configuration. */
    Map<String, String> declared(String receiver, String secret) {
        Map<String, String> settings = new HashMap<>();
        manners.forEach((id, manner) -> {
            settings.put("tidemark.subscriptions." + id + ".url", receiver + "/" + manner + "/" + id);
            settings.put("tidemark.subscriptions." + id + ".secret", secret);
        });
        return settings;
    }
}
