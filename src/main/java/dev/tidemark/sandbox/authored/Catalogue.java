package dev.tidemark.sandbox.authored;

import dev.tidemark.sandbox.row.Row;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;

/** The account's videos and what their author put into them, in the order of creation. */
public final class Catalogue {
    private final List<Video> videos;
    private final Map<String, Video> byIdOrToken = new HashMap<>();
    private final SequencedMap<String, AuthoredRow> items = new LinkedHashMap<>();
    private final List<AuthoredRow> authored;

    Catalogue(List<Video> videos) {
        this.videos = List.copyOf(videos);
        for (Video video : videos) {
            byIdOrToken.put(video.id(), video);
            byIdOrToken.put(video.token(), video);
            for (Item item : video.items()) {
                Duration writing = Duration.ofSeconds(60L + item.time());
                items.put(
                        item.id(),
                        new AuthoredRow(item, video, video.createdAt().plus(writing)));
            }
        }
        this.authored = List.copyOf(new ArrayList<>(items.values()));
    }

    public List<Video> videos() {
        return videos;
    }

    public Optional<Video> video(String idOrToken) {
        return Optional.ofNullable(byIdOrToken.get(idOrToken));
    }

    /** Every question, button, … as a row of the interactions. */
    public List<? extends Row> items() {
        return authored;
    }

    public Optional<? extends Row> item(String id) {
        return Optional.ofNullable(items.get(id));
    }
}
