package dev.tidemark.console.account;

import dev.tidemark.account.Account;
import dev.tidemark.console.figure.Budget;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * An account in words.
 *
 * @param declared it is in the configuration
 */
record AccountLine(Account account, boolean declared, List<StreamLine> streams, Budget budget, List<Ailment> ailments) {
    public String state() {
        return switch (account.state()) {
            case DELETING -> "being removed";
            case UNAUTHORIZED -> "token refused";
            case ACTIVE -> account.paused() ? "paused" : "watched";
        };
    }

    public String tone() {
        return switch (state()) {
            case "watched" -> "good";
            case "token refused" -> "bad";
            default -> "warn";
        };
    }

    public boolean isPaused() {
        return account.paused();
    }

    /** What follows from the state. */
    public String matter() {
        return switch (account.state()) {
            case DELETING -> "Nothing is asked for it any more; its rows and events go bit by bit.";
            case UNAUTHORIZED ->
                account.problem().orElse("Mindstamp refuses its token.")
                        + " Set a valid token below; what changes meanwhile is found then.";
            case ACTIVE ->
                account.paused()
                        ? "Nothing is asked for it until it is resumed; what changes meanwhile is found then."
                        : account.problem().orElse("");
        };
    }

    /** Rows known, of every kind. */
    public long rows() {
        return streams.stream()
                .mapToLong(stream -> stream.progress().rows().known())
                .sum();
    }

    /** Date of the newest row of any kind. */
    public Optional<Instant> newest() {
        return streams.stream()
                .flatMap(stream -> stream.progress().newest().stream())
                .max(Comparator.naturalOrder());
    }

    /** When any list was last looked at for news. */
    public Optional<Instant> lookedAt() {
        return streams.stream()
                .flatMap(stream -> stream.progress().lookedAt().stream())
                .max(Comparator.naturalOrder());
    }

    public FirstWalk firstWalk() {
        return FirstWalk.of(streams.stream().map(StreamLine::progress).toList());
    }
}
