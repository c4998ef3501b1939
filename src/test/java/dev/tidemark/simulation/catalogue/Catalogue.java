package dev.tidemark.simulation.catalogue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Viewers who come, change and go, and groups that videos are put into and taken out of; all by one seed. */
final class Catalogue {
    /** A row: when it came, how it is, how often that was another way; the same for a video in a group. */
    static final class Entry {
        final String id;
        final Instant createdAt;
        int form;
        int comings = 1;
        int goings;
        boolean there = true;

        Entry(String id, Instant createdAt) {
            this.id = id;
            this.createdAt = createdAt;
        }
    }

    private static final int VIDEOS = 40;

    final Map<String, Entry> viewers = new LinkedHashMap<>();
    final Map<String, Entry> groups = new LinkedHashMap<>();
    final Map<String, Map<String, Entry>> members = new HashMap<>();
    private final Random random;
    private final double deedsPerSecond;

    Catalogue(long seed, Instant start) {
        random = new Random(seed);
        deedsPerSecond = 0.005 + random.nextDouble() * 0.1;
        Instant before = start.minusSeconds(86_400);
        int known = random.nextInt(300);
        for (int i = 0; i < known; i++) {
            viewers.put("p" + i, new Entry("p" + i, before.plusSeconds(i)));
        }
        for (int i = 0; i < 1 + random.nextInt(6); i++) {
            found("g" + i, before.plusSeconds(i));
        }
    }

    private void found(String group, Instant created) {
        groups.put(group, new Entry(group, created));
        Map<String, Entry> videos = new LinkedHashMap<>();
        for (int i = random.nextInt(VIDEOS); i > 0; i--) {
            videos.put("m" + i, new Entry("m" + i, created));
        }
        members.put(group, videos);
    }

    /** What happens in so much time. */
    void pass(double seconds, Instant now) {
        for (double due = deedsPerSecond * seconds; due > 0; due--) {
            if (random.nextDouble() < due) {
                happen(now);
            }
        }
    }

    private void happen(Instant now) {
        switch (random.nextInt(8)) {
            case 0 -> add(viewers, "p" + (1000 + viewers.size()), now);
            case 1 -> some(viewers).forEach(viewer -> viewer.form++);
            case 2 -> some(viewers).forEach(Catalogue::leave);
            case 3 -> {
                if (groups.size() < 12 && random.nextInt(4) == 0) {
                    found("g" + groups.size(), now);
                }
            }
            case 4, 5 -> some(groups).forEach(group -> come(members.get(group.id), now));
            default -> some(groups).forEach(group -> some(members.get(group.id)).forEach(Catalogue::leave));
        }
    }

    /** A new one, or one that was there before. */
    private void come(Map<String, Entry> videos, Instant now) {
        String id = "m" + random.nextInt(2 * VIDEOS);
        Entry known = videos.get(id);
        if (known == null) {
            add(videos, id, now);
        } else if (!known.there) {
            known.there = true;
            known.comings++;
        }
    }

    private static void add(Map<String, Entry> rows, String id, Instant now) {
        rows.put(id, new Entry(id, now));
    }

    static void leave(Entry entry) {
        entry.there = false;
        entry.goings++;
    }

    /** One of those that are there, if there is any. */
    private List<Entry> some(Map<String, Entry> rows) {
        List<Entry> there = there(rows);
        return there.isEmpty() ? List.of() : List.of(there.get(random.nextInt(there.size())));
    }

    static List<Entry> there(Map<String, Entry> rows) {
        return new ArrayList<>(rows.values().stream().filter(row -> row.there).toList());
    }
}
