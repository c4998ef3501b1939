package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.sandbox.quirk.Quirks;
import dev.tidemark.sandbox.quirk.Switches;
import dev.tidemark.sandbox.row.Row;
import dev.tidemark.sandbox.row.Seed;
import dev.tidemark.sandbox.sharing.Bundle;
import dev.tidemark.sandbox.sharing.Sharing;
import dev.tidemark.sandbox.shelf.Shelf;
import dev.tidemark.sandbox.shelf.Table;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * An account with people watching its videos. Time moves only by {@link #advanceTo}; the same plan and the same changes
 * at the same times give the same rows and the same ledger, however often it is called in between. Not thread-safe.
 */
public final class World {
    /** The most views that one world starts by itself: a forgotten sandbox must not fill the memory. */
    public static final int MOST_VIEWS = 100_000;

    /**
     * @param speed divides all durations
     * @param arrivals whether viewers come at all
     * @param views how many views get started before arrivals stop by themselves
     * @param history how many views were over before the start
     */
    public record Plan(
            long seed, Instant start, Scenario scenario, double speed, boolean arrivals, int views, int history) {}

    /** @param watching views still running */
    public record Counts(int views, int interactions, int viewers, int watching) {}

    private final Account account;
    private final Story story;
    private Quirks quirks = Quirks.NONE;
    private Instant now;

    public World(Plan plan) {
        now = plan.start().truncatedTo(ChronoUnit.MILLIS);
        Seed seed = new Seed(plan.seed(), now);
        account = new Account(seed, plan.scenario());
        story = new Story(seed, plan.scenario(), account);
        story.before(now, plan.history());
        story.begin(now, plan);
        account.ledger().open();
    }

    /** Lets everything happen that is due by then; a time before the last one changes nothing. */
    public void advanceTo(Instant time) {
        Instant until = time.truncatedTo(ChronoUnit.MILLIS);
        if (until.isBefore(now)) {
            return;
        }
        story.goOn(until);
        now = until;
    }

    /** From the last {@link #advanceTo} on. */
    public void speed(double speed) {
        story.speed(now, speed);
    }

    /** From the last {@link #advanceTo} on; running views go on either way. */
    public void arrivals(boolean wanted) {
        story.arrivals(now, wanted);
    }

    public double speed() {
        return story.speed();
    }

    public boolean arrivals() {
        return story.arrivals();
    }

    /** From the last {@link #advanceTo} on; what shows in another way shows so at once. */
    public void quirks(Quirks changed) {
        quirks = changed;
        account.quirks(now, changed);
        story.quirks(now, changed);
        // Whoever turns the dial waits for the sorting, not the first caller after it.
        for (List<? extends Row> rows : List.of(views(), interactions(), viewers())) {
            Shelf.of(rows).in(changed.get(Switches.ORDER), 0);
        }
    }

    /** Deletes a view and what was done in it; false when there is none with that id. */
    public boolean delete(String viewId) {
        Optional<View> view = account.views().find(viewId);
        view.ifPresent(each -> story.delete(now, each));
        return view.isPresent();
    }

    /** Deletes so many views by chance, as far as there are any; their number. */
    public int delete(int views) {
        int deleted = 0;
        while (deleted < views && story.deleteOne(now)) {
            deleted++;
        }
        return deleted;
    }

    /** Somebody goes on with a view that is over; false when there is none with that id, or it is running. */
    public boolean resume(String viewId) {
        return account.views().find(viewId).map(view -> story.resume(now, view)).orElse(false);
    }

    public Counts counts() {
        return new Counts(
                account.views().living().size(),
                account.interactions().living().size(),
                account.viewers().living().size(),
                story.running().size());
    }

    /** How many rows came to light late. */
    public long lateRows() {
        return account.curtain().late();
    }

    /** Asks as of a moment of the last minute, as far as that is known. */
    public <T> T asOf(Instant then, Supplier<T> question) {
        account.tables().forEach(table -> table.lookBackTo(then));
        try {
            return question.get();
        } finally {
            account.tables().forEach(Table::lookAtNow);
        }
    }

    /** Rows in the order of creation; looked at before the world moves on, never kept. */
    public List<? extends Row> views() {
        return account.views().rows();
    }

    public Optional<? extends Row> view(String id) {
        return account.views().shown(id);
    }

    public Optional<List<? extends Row>> interactionsOfView(String viewId) {
        return account.views().shown(viewId).map(_ -> account.interactionsOfView(viewId));
    }

    public List<? extends Row> interactions() {
        return quirks.get(Switches.INTERACTION_ROWS) == Switches.InteractionRows.EVENTS
                ? account.interactions().rows()
                : account.withAuthored();
    }

    public List<? extends Row> viewers() {
        return account.viewers().rows();
    }

    public List<? extends Row> videos() {
        return account.catalogue().videos();
    }

    public Optional<? extends Row> video(String idOrToken) {
        boolean byId = quirks.get(Switches.VIDEOS_BY) == Switches.VideosBy.TOKEN_OR_ID;
        return account.catalogue()
                .video(idOrToken)
                .filter(video -> byId || video.token().equals(idOrToken));
    }

    /** What authors put into the videos, as rows of the interactions. */
    public List<? extends Row> items() {
        return account.catalogue().items();
    }

    /** What a list of views or interactions can belong to. */
    public enum Owner {
        VIDEO,
        VIEWER,
        GROUP,
        SERIES
    }

    public Optional<List<? extends Row>> viewsOf(Owner kind, String id) {
        return owner(kind, id).map(owner -> account.viewsOf(owner.id()));
    }

    public Optional<List<? extends Row>> interactionsOf(Owner kind, String id) {
        return owner(kind, id).map(owner -> account.interactionsOf(owner.id()));
    }

    private Optional<? extends Row> owner(Owner kind, String id) {
        return switch (kind) {
            case VIDEO -> video(id);
            case VIEWER -> viewer(id);
            case GROUP -> sharing().groups().find(id);
            case SERIES -> sharing().series().find(id);
        };
    }

    public Optional<? extends Row> viewer(String id) {
        return account.viewers().shown(id);
    }

    /** A viewer's event or an authored item. */
    public Optional<? extends Row> interaction(String id) {
        Optional<? extends Row> event = account.interactions().shown(id);
        return event.isPresent() ? event : account.catalogue().item(id);
    }

    /** What viewers did with an authored item; a viewer's event itself has none. */
    public Optional<List<? extends Row>> responses(String interactionId) {
        return interaction(interactionId).map(row -> account.interactionsOf(row.id()));
    }

    /** The views since then in numbers. */
    public ObjectNode summary(Instant since) {
        return Summary.since(since, account.views().living()).json();
    }

    /** How the videos are shared; may be changed as of {@link #now}. */
    public Sharing sharing() {
        return account.sharing();
    }

    /** The time of the last {@link #advanceTo}, in milliseconds. */
    public Instant now() {
        return now;
    }

    /** The true rows of a kind by id, whatever is shown of them; empty when there is no such kind. */
    public Optional<List<? extends Row>> truth(String kind, String after, int limit) {
        return switch (kind) {
            case "views" -> Optional.of(account.views().after(after, limit));
            case "interactions" -> Optional.of(account.interactions().after(after, limit));
            case "viewers" -> Optional.of(account.viewers().after(after, limit));
            case "videos" -> Optional.of(after(account.catalogue().videos(), after, limit));
            case "series" ->
                Optional.of(after(
                        sharing().series().rows().stream().map(Bundle::whole).toList(), after, limit));
            default -> Optional.empty();
        };
    }

    private static List<? extends Row> after(List<? extends Row> rows, String id, int limit) {
        return rows.stream()
                .filter(row -> row.id().compareTo(id) > 0)
                .sorted(Comparator.comparing(Row::id))
                .limit(limit)
                .toList();
    }

    /** The user whose token it is. */
    public ObjectNode owner() {
        return account.owner();
    }

    /** {@code {"items": […], "next": …}}: facts after the given number. */
    public ObjectNode ledger(long after, int limit) {
        return ledger(after, limit, Ledger.Filter.NONE);
    }

    public ObjectNode ledger(long after, int limit, Ledger.Filter filter) {
        return account.ledger().page(after, limit, filter);
    }
}
