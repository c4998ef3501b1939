package dev.tidemark.poll.list;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.mindstamp.page.Page;
import dev.tidemark.mindstamp.row.Member;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Reads what belongs to one row, page by page, whatever the limit that the source keeps to. Only all of it says what is
 * not there, and members move while they are read: each page begins a little before the end of the one before and has to
 * meet it.
 */
public final class MemberWalk {
    private static final int OVERLAP = 10;
    /** Pages overlap by so much of them at most. */
    private static final int PART = 4;
    /** A list of what belongs to a row is not followed for ever. */
    private static final int MOST_PAGES = 50;
    /** So many failures one after the other, and it is better begun anew later. */
    private static final int MOST_FAILURES = 3;

    private final String owner;
    private final Instant began;
    private final Map<String, Member> members = new LinkedHashMap<>();
    private int offset;
    private int overlap;
    private int pages;
    private int failures;
    private boolean whole = true;
    private boolean done;

    /** @param owner the row's id */
    public MemberWalk(String owner, Instant began) {
        this.owner = owner;
        this.began = began;
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

    /** @param comesWhole whatever is asked, the page is all there is */
    public void take(Page<Member> page, boolean comesWhole) {
        failures = 0;
        pages++;
        // What cannot be read may be any of them.
        whole &= meets(page) && page.poison().isEmpty() && page.dropped() == 0;
        int before = members.size();
        page.rows().forEach(member -> members.putIfAbsent(member.id(), member));
        boolean news = members.size() > before;
        if (!news || comesWhole) {
            // A page that is not full proves nothing; one that brings nothing new is the end, or all of it once more.
            whole &= comesWhole || page.received() <= overlap || page.rows().size() == members.size();
            done = true;
            return;
        }
        done = pages == MOST_PAGES;
        whole &= !done;
        overlap = Math.min(OVERLAP, page.received() / PART);
        offset += page.received() - overlap;
    }

    /** There is no such place: the list ends before it. */
    public void ends() {
        whole &= overlap == 0;
        done = true;
    }

    /** A page did not come. Whether reading on is of no use. */
    public boolean failed() {
        failures++;
        return failures == MOST_FAILURES;
    }

    public boolean isDone() {
        return done;
    }

    /** Whether nobody who belongs there can have been left out. */
    public boolean isWhole() {
        return done && whole;
    }

    /** Those that were read, with what is known of their owner. */
    public List<Member> ownedBy(ObjectNode known) {
        return members.values().stream().map(member -> member.ownedBy(known)).toList();
    }

    private boolean meets(Page<Member> page) {
        return offset == 0
                || (page.rows().isEmpty() && overlap == 0)
                || (!page.rows().isEmpty()
                        && members.containsKey(page.rows().getFirst().id()));
    }
}
