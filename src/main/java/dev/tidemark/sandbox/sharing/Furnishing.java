package dev.tidemark.sandbox.sharing;

import dev.tidemark.sandbox.authored.Catalogue;
import dev.tidemark.sandbox.authored.Video;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/** What is shared before anybody comes, so that every list has something to show. */
public final class Furnishing {
    private static final Duration BEFORE_ANY_VIEW = Duration.ofDays(100);

    private final Sharing sharing;
    private final List<Video> videos;
    private Instant at;

    private Furnishing(Sharing sharing, Catalogue catalogue, Instant start) {
        this.sharing = sharing;
        this.videos = catalogue.videos();
        this.at = start.minus(BEFORE_ANY_VIEW);
    }

    /** Two groups, a series, a P-Link and an access list around the videos of the showcase. */
    public static void showcase(Sharing sharing, Catalogue catalogue, Instant start) {
        Furnishing furnishing = new Furnishing(sharing, catalogue, start);
        furnishing.group("Warehouse team", 0, 4);
        furnishing.group("Prospects", 1, 2, 5);
        furnishing.series("Onboarding", 3, 4, 0);
        furnishing.rest("Spring newsletter", 2);
    }

    /** Two groups of learners and the series that both work through. */
    public static Bundle course(Sharing sharing, Catalogue catalogue, Instant start) {
        Furnishing furnishing = new Furnishing(sharing, catalogue, start);
        int[] all = IntStream.range(0, furnishing.videos.size()).toArray();
        furnishing.group("Early shift", all);
        furnishing.group("Night shift", all);
        Bundle course = furnishing.series("Food safety in five lessons", all);
        furnishing.rest("Notice board", 0);
        return course;
    }

    private void group(String name, int... chosen) {
        Bundle group = sharing.groups().create(name, later());
        for (int n : chosen) {
            sharing.groups().add(group, videos.get(n), later());
        }
    }

    private Bundle series(String name, int... chosen) {
        Bundle series = sharing.series().create(name, later());
        for (int n : chosen) {
            sharing.series().add(series, videos.get(n), later());
        }
        return series;
    }

    private void rest(String link, int linked) {
        sharing.plinks().create(videos.get(linked), link, later());
        AccessList pilots = sharing.accessLists().create("Pilot customers", later());
        sharing.accessLists().add(pilots, "ada@northwind.example", later());
        sharing.accessLists().add(pilots, "bjorn@acme.example", later());
    }

    private Instant later() {
        at = at.plusSeconds(60);
        return at;
    }
}
