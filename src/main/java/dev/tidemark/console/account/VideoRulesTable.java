package dev.tidemark.console.account;

import com.fasterxml.jackson.databind.JsonNode;
import dev.tidemark.change.RowState;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Json;
import dev.tidemark.poll.ViewsConfig;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.store.VideoRulesStore;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What an account's videos count as completed. */
@ApplicationScoped
class VideoRulesTable {
    /** Nobody chooses from a longer list; any token can be typed. */
    private static final int VIDEOS = 200;

    private final VideoRulesStore rules;
    private final RowStates rows;
    private final ViewsConfig config;

    VideoRulesTable(VideoRulesStore rules, RowStates rows, ViewsConfig config) {
        this.rules = rules;
        this.rows = rows;
        this.config = config;
    }

    /** A video that can be chosen. */
    record Video(String token, String title) {}

    /** @param title empty where the video is not known, or among too many */
    record Rule(String token, String title, int completedAt, String milestones) {}

    /** @param completedAt what videos without rules of their own follow */
    record Seen(int completedAt, String milestones, List<Rule> rules, List<Video> videos) {}

    Seen of(String account) {
        List<Video> videos = rows.after(new RowStates.Of(account, StreamName.VIDEOS), "", VIDEOS).stream()
                .filter(row -> row.phase() != RowState.Phase.GONE)
                .map(row -> Json.read(row.fields()))
                .map(row -> new Video(row.path("token").asText(), title(row)))
                .filter(video -> !video.token().isEmpty())
                .sorted(Comparator.comparing(Video::title).thenComparing(Video::token))
                .toList();
        Map<String, String> titles =
                videos.stream().collect(Collectors.toMap(Video::token, Video::title, (one, _) -> one));
        List<Rule> own = rules.ofAccount(account).entrySet().stream()
                .map(one -> new Rule(
                        one.getKey(),
                        titles.getOrDefault(one.getKey(), ""),
                        one.getValue().completedAt(),
                        list(one.getValue().milestones())))
                .toList();
        return new Seen(config.completedAt(), list(config.rules().milestones()), own, videos);
    }

    private static String title(JsonNode row) {
        return row.path("title").asText(row.path("name").asText());
    }

    private static String list(List<Integer> milestones) {
        return milestones.stream().map(String::valueOf).collect(Collectors.joining(", "));
    }
}
