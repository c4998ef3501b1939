package dev.tidemark.poll.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.page.Poison;
import dev.tidemark.mindstamp.row.Member;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what belongs to one row, page by page, whatever the limit that the source keeps to. Only all of it says what is
 * not there, and members move while they are read: each page begins a little before the end of the one before and has to
 * meet it.
 */
public final class MemberWalk {
    private static final int OVERLAP = 10;
    /** Pages overlap by so much of them at most. */
    private static final int PART = 4;
    /** A list of what belongs to a row is not followed for ever, nor kept whatever its size. */
    private static final int MOST_PAGES = 50;

    private static final int MOST_MEMBERS = 50_000;
    private static final int MOST_POISON = 1_000;
    /** So many failures one after the other, and it is better begun anew later: enough to find the row to blame. */
    private static final int MOST_FAILURES = 15;
    /** Where no smaller page can be had. */
    private static final int MOST_FAILURES_WHOLE = 3;

    private final String owner;
    private final Instant began;
    private final boolean comesWhole;
    private final PageSize size = new PageSize();
    private final Map<String, Member> members = new LinkedHashMap<>();
    private final List<Poison> poison = new ArrayList<>();
    /** Ids of the page before, as they stood. */
    private List<String> lastIds = List.of();

    private int offset;
    private int overlap;
    private int pages;
    private int failures;
    private boolean whole = true;
    private boolean done;

    /**
     * @param owner the row's id
     * @param comesWhole whatever is asked, a page is all there is
     */
    public MemberWalk(String owner, Instant began, boolean comesWhole) {
        this.owner = owner;
        this.began = began;
        this.comesWhole = comesWhole;
    }

    public String owner() {
        return owner;
    }

    public Instant began() {
        return began;
    }

    /** Where the next page begins. */
    public int offset() {
        return offset;
    }

    /** How many rows the next page is asked for. */
    public int limit(Instant now) {
        return comesWhole ? Walk.PAGE : size.at(offset, now);
    }

    /** @param limit how many rows it was asked for */
    public void take(Page<Member> page, int limit) {
        size.worked(offset, limit);
        go(page, limit, false);
    }

    private void go(Page<Member> page, int limit, boolean past) {
        failures = 0;
        page.poison().stream().limit(MOST_POISON - poison.size()).forEach(poison::add);
        pages++;
        // What cannot be read may be any of them.
        whole &= page.poison().isEmpty() && page.dropped() == 0;
        List<String> ids = page.rows().stream().map(Member::id).toList();
        boolean meets = meets(ids);
        lastIds = ids;
        int before = members.size();
        page.rows().forEach(member -> members.putIfAbsent(member.id(), member));
        // A row that is gone past is no end.
        boolean news = members.size() > before || past;
        boolean repeats = page.received() != Walk.PAGE && Set.copyOf(ids).size() == members.size();
        whole &= meets || repeats;
        boolean isFull = limit < Walk.PAGE && page.received() == limit;
        if (comesWhole || (!news && !isFull)) {
            // A page that is not full proves nothing; one that brings nothing new is the end, or all of it once more.
            whole &= comesWhole || page.received() <= overlap || repeats;
            done = true;
            return;
        }
        done = pages >= MOST_PAGES || members.size() >= MOST_MEMBERS;
        whole &= !done;
        // Small pages beside one that fails hold little more; who is there for sure is found out when none fails.
        overlap = limit < Walk.PAGE ? 0 : Math.min(OVERLAP, page.received() / PART);
        offset += page.received() - overlap;
    }

    /** There is no such place: the list ends before it. */
    public void ends() {
        whole &= overlap == 0;
        done = true;
    }

    /**
     * A page did not come. One row may be to blame: then pages get smaller until it is alone, and it is gone past.
     *
     * @param certain its content is to blame; otherwise that has to show
     * @param othersWork calls for something else went well meanwhile
     * @return whether reading on is of no use
     */
    public boolean failed(int limit, String reason, boolean certain, boolean othersWork, Instant now) {
        failures++;
        if (!comesWhole && size.failed(offset, limit, certain, othersWork, now)) {
            go(Page.of(Poison.without(Optional.empty(), reason)), limit, true);
        }
        return failures >= (comesWhole ? MOST_FAILURES_WHOLE : MOST_FAILURES);
    }

    /** Since when the page fails that failed last. */
    public Instant failingSince() {
        return size.failingSince();
    }

    /** Rows that could not be read. */
    public List<Poison> poison() {
        return poison;
    }

    public boolean isDone() {
        return done;
    }

    /** Whether nobody who belongs there can have been left out. */
    public boolean isWhole() {
        return done && whole;
    }

    public Set<String> ids() {
        return members.keySet();
    }

    /** Those that were read, with what is known of their owner. */
    public List<Member> ownedBy(ObjectNode known) {
        return members.values().stream().map(member -> member.ownedBy(known)).toList();
    }

    /** It begins with the last rows of the page before, in their order: in a list without order they would not stand so. */
    private boolean meets(List<String> ids) {
        if (offset == 0 || (ids.isEmpty() && overlap == 0)) {
            return true;
        }
        int at = ids.isEmpty() ? -1 : lastIds.indexOf(ids.getFirst());
        return at >= 0
                && ids.size() >= lastIds.size() - at
                && lastIds.subList(at, lastIds.size()).equals(ids.subList(0, lastIds.size() - at));
    }
}
