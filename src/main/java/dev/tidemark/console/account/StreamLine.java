package dev.tidemark.console.account;

import dev.tidemark.poll.list.Certificate;
import dev.tidemark.poll.list.ListOrder;
import dev.tidemark.poll.progress.RowCounts;
import dev.tidemark.poll.state.RowStates;
import dev.tidemark.poll.state.StreamState;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/**
 * How far one kind of rows is known, in words.
 *
 * @param calls of the last hour
 */
record StreamLine(StreamState state, RowStates.Counts rows, int poison, int calls) {
    static StreamLine of(StreamState state, RowCounts.Snapshot counted, int calls) {
        return new StreamLine(state, counted.rows(state.stream()), counted.poison(state.stream()), calls);
    }

    public String name() {
        return state.stream().text();
    }

    public boolean isLearning() {
        return state.isLearning();
    }

    /** How the list comes, and how surely that is known. */
    public String order() {
        Certificate certificate = state.certificate();
        if (certificate.whole()) {
            return "comes whole, with every call";
        }
        if (!certificate.isKnown()) {
            return "not known yet: being found out from its pages";
        }
        String agreed =
                certificate.pages() == 1 ? "one page" : String.format(Locale.ROOT, "%,d pages", certificate.pages());
        return said(certificate.order()) + "; " + agreed + " agreed";
    }

    static String said(ListOrder order) {
        return switch (order.text()) {
            case "updated-first" -> "what changed last comes first";
            case "newest" -> "newest first";
            case "oldest" -> "oldest first";
            case "arbitrary" -> "in some order that stays: read round and round";
            default -> "in another order each time: read round and round";
        };
    }

    public Optional<String> note() {
        return state.certificate().note();
    }

    /** Date of the newest row that is known. */
    public Optional<Instant> newest() {
        String updated = state.mark().updated();
        String created = state.mark().created();
        String newest = created.compareTo(updated) > 0 ? created : updated;
        return Optional.of(newest).filter(key -> !key.isEmpty()).map(Instant::parse);
    }

    /** What Mindstamp counts beside what is known. */
    public String completeness() {
        return state.completeness()
                .gap()
                .map(gap -> gap == 0
                        ? "as many as Mindstamp counts"
                        : String.format(Locale.ROOT, "%,d fewer than Mindstamp counts", gap))
                .orElse("");
    }
}
