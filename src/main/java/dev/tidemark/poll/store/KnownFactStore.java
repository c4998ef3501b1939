package dev.tidemark.poll.store;

import dev.tidemark.change.Fact;
import dev.tidemark.change.Questions;
import dev.tidemark.change.Related;
import dev.tidemark.change.SeriesVideos;
import dev.tidemark.change.StreamName;
import dev.tidemark.platform.Json;
import dev.tidemark.platform.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The table {@code known_fact}, and what of other rows the detection of a page needs; in the caller's transaction. */
@ApplicationScoped
class KnownFactStore {
    private final Sql sql;

    /** What a fact is about. */
    private record Subject(Fact.Kind kind, String name) {
        static Subject of(Fact fact) {
            return new Subject(fact.kind(), fact.subject());
        }
    }

    KnownFactStore(Sql sql) {
        this.sql = sql;
    }

    Related related(String account, Questions questions) {
        if (questions.equals(Questions.NONE)) {
            return Related.NONE;
        }
        boolean completes = !questions.completionsOfViewers().isEmpty();
        return new Related(
                answers(account, questions.answersOfViews()),
                known(account, questions.facts()),
                completes ? completions(account, questions.completionsOfViewers()) : Map.of(),
                completes ? series(account) : List.of());
    }

    void learn(String account, Collection<Fact> facts) {
        Set<Fact> fresh = new HashSet<>(facts);
        fresh.removeAll(known(account, facts));
        List<@Nullable Object[]> rows = new ArrayList<>();
        fresh.forEach(fact -> rows.add(new Object[] {account, fact.kind(), fact.subject(), fact.detail()}));
        sql.batch("insert into known_fact (account_id, kind, subject, detail) values (?, ?, ?, ?)", rows);
    }

    private Set<Fact> known(String account, Collection<Fact> asked) {
        if (asked.isEmpty()) {
            return Set.of();
        }
        List<Subject> subjects = asked.stream().map(Subject::of).distinct().toList();
        Set<Fact> known = new HashSet<>(sql.query(
                """
                select known_fact.kind, known_fact.subject, detail from unnest(?, ?) as asked (kind, subject)
                join known_fact on known_fact.kind = asked.kind and known_fact.subject = asked.subject
                where account_id = ?""",
                row -> new Fact(Fact.Kind.valueOf(row.getString(1)), row.getString(2), row.getString(3)),
                subjects.stream().map(one -> one.kind().name()).toList(),
                subjects.stream().map(Subject::name).toList(),
                account));
        known.retainAll(Set.copyOf(asked));
        return known;
    }

    private Map<String, Set<String>> completions(String account, Collection<String> viewers) {
        Map<String, Set<String>> completions = new HashMap<>();
        sql.query(
                        """
                        select subject, detail from unnest(?) as asked (viewer) join known_fact on subject = asked.viewer
                        where account_id = ? and kind = ?""",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        Set.copyOf(viewers),
                        account,
                        Fact.Kind.COMPLETED)
                .forEach(one -> completions
                        .computeIfAbsent(one.getKey(), _ -> new HashSet<>())
                        .add(one.getValue()));
        return completions;
    }

    private Map<String, List<byte[]>> answers(String account, Collection<String> views) {
        Map<String, List<byte[]>> answers = new HashMap<>();
        if (!views.isEmpty()) {
            sql.query(
                            """
                            select owner, fields from unnest(?) as asked (view_id) join row_state on owner = asked.view_id
                            where account_id = ? and stream = ? and phase <> 'GONE' and owner <> ''""",
                            row -> Map.entry(row.getString(1), row.getBytes(2)),
                            Set.copyOf(views),
                            account,
                            StreamName.INTERACTIONS.text())
                    .forEach(one -> answers.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                            .add(one.getValue()));
        }
        return answers;
    }

    private List<SeriesVideos> series(String account) {
        Map<String, Set<String>> videos = new HashMap<>();
        sql.query(
                        "select owner, row_id from row_state where account_id = ? and stream = ? and phase <> 'GONE'",
                        row -> Map.entry(row.getString(1), row.getString(2)),
                        account,
                        StreamName.SERIES_VIDEOS.text())
                .forEach(one -> videos.computeIfAbsent(one.getKey(), _ -> new HashSet<>())
                        .add(one.getValue().substring(one.getKey().length() + 1)));
        List<SeriesVideos> series = new ArrayList<>();
        videos.forEach((id, ids) -> series.add(new SeriesVideos(id, name(account, id), ids)));
        return series;
    }

    private Optional<String> name(String account, String series) {
        return sql.first(
                        "select fields from row_state where account_id = ? and stream = ? and row_id = ?",
                        row -> row.getBytes(1),
                        account,
                        StreamName.SERIES.text(),
                        series)
                .map(fields -> Json.readObject(fields).path("name"))
                .filter(name -> name.isTextual())
                .map(name -> name.textValue());
    }
}
