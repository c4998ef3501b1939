package dev.tidemark.poll.store;

import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The table {@code video_rules}: what single videos count as completed, by their tokens. */
@ApplicationScoped
@Transactional
public class VideoRulesStore {
    private final Sql sql;

    VideoRulesStore(Sql sql) {
        this.sql = sql;
    }

    /** @param milestones percentages, ascending */
    public record VideoRules(int completedAt, List<Integer> milestones) {}

    public Map<String, VideoRules> ofAccount(String account) {
        Map<String, VideoRules> rules = new TreeMap<>();
        sql.query(
                        "select video, completed_at, milestones from video_rules where account_id = ?",
                        row -> Map.entry(row.getString(1), new VideoRules(row.getInt(2), milestones(row.getString(3)))),
                        account)
                .forEach(one -> rules.put(one.getKey(), one.getValue()));
        return rules;
    }

    public Optional<VideoRules> find(String account, String video) {
        return Optional.ofNullable(ofAccount(account).get(video));
    }

    public void put(String account, String video, VideoRules rules) {
        String milestones = rules.milestones().stream().map(String::valueOf).collect(Collectors.joining(","));
        int known = sql.update(
                "update video_rules set completed_at = ?, milestones = ? where account_id = ? and video = ?",
                rules.completedAt(),
                milestones,
                account,
                video);
        if (known == 0) {
            sql.update(
                    "insert into video_rules (account_id, video, completed_at, milestones) values (?, ?, ?, ?)",
                    account,
                    video,
                    rules.completedAt(),
                    milestones);
        }
    }

    /** @return whether the video had rules of its own */
    public boolean remove(String account, String video) {
        return sql.update("delete from video_rules where account_id = ? and video = ?", account, video) > 0;
    }

    private static List<Integer> milestones(String text) {
        return text.isEmpty()
                ? List.of()
                : Arrays.stream(text.split(",")).map(Integer::valueOf).toList();
    }
}
