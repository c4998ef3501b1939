package dev.tidemark.sandbox.authored;

import dev.tidemark.sandbox.row.Seed;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where videos are made: first what goes into one, then the video itself. */
final class Studio {
    private static final Duration BEFORE_ANY_VIEW = Duration.ofDays(120);
    private static final int SHOWN = 8;

    private final Seed seed;
    private final String ownerId;
    private final List<Video> videos = new ArrayList<>();
    private final List<Item> items = new ArrayList<>();
    private int itemCount;

    Studio(Seed seed, String ownerId) {
        this.seed = seed;
        this.ownerId = ownerId;
    }

    Catalogue catalogue() {
        return new Catalogue(videos);
    }

    void quiz(int time, String prompt, int correct, String... answers) {
        item(time, "question", "multiple", prompt, List.of(answers), answers[correct], null, null);
    }

    void ask(int time, String style, String prompt, String... answers) {
        item(time, "question", style, prompt, List.of(answers), null, null, null);
    }

    void click(int time, String kind, String label, String action, @Nullable String target) {
        item(time, kind, null, label, List.of(), null, action, target);
    }

    private void item(
            int time,
            String kind,
            @Nullable String style,
            String label,
            List<String> answers,
            @Nullable String correct,
            @Nullable String action,
            @Nullable String target) {
        String id = seed.uuid("item", itemCount++);
        items.add(new Item(id, time, time + SHOWN, kind, style, label, answers, correct, action, target));
    }

    /** Takes the items written above it. */
    void video(String title, int duration) {
        int n = videos.size();
        Instant createdAt = seed.start().minus(BEFORE_ANY_VIEW).plus(Duration.ofHours(37L * n));
        videos.add(new Video(
                seed.uuid("video", n), ownerId, seed.token(n), title, duration, createdAt, List.copyOf(items)));
        items.clear();
    }
}
