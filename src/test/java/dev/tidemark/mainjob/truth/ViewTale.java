package dev.tidemark.mainjob.truth;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The order in which a view may be told: started, progressed upwards, completed after all milestones, ended as what it
 * was; after its end nothing of its progress until it was reopened; after it is gone nothing at all; and at last it has
 * ended or is gone.
 */
final class ViewTale {
    private enum State {
        UNKNOWN,
        OPEN,
        ENDED,
        GONE
    }

    private static final Pattern LINE = Pattern.compile("views/\\S+ (\\w+) ?(\\w*)");
    private static final int LAST_MILESTONE = 75;

    private final String view;
    private final List<String> problems = new ArrayList<>();
    private final List<String> told = new ArrayList<>();
    private State state = State.UNKNOWN;
    private int milestone;
    private boolean completed;

    ViewTale(String view) {
        this.view = view;
    }

    void tell(String line) {
        Matcher parts = LINE.matcher(line);
        if (!parts.matches()) {
            throw new IllegalArgumentException(line);
        }
        told.add(parts.group(1) + (parts.group(2).isEmpty() ? "" : " " + parts.group(2)));
        boolean fits = fits(parts.group(1), parts.group(2));
        if (!fits) {
            problems.add("out of order: " + view + " " + told);
        }
    }

    List<String> problems() {
        if (state == State.OPEN) {
            problems.add("never ended: " + view + " " + told);
        }
        return problems;
    }

    private boolean fits(String type, String detail) {
        State before = state;
        switch (type) {
            case "ViewStarted" -> {
                state = State.OPEN;
                return before == State.UNKNOWN;
            }
            case "ViewProgressed" -> {
                int last = milestone;
                milestone = Integer.parseInt(detail);
                return before == State.OPEN && milestone > last && !completed;
            }
            case "ViewCompleted" -> {
                boolean again = completed;
                completed = true;
                return before == State.OPEN && milestone == LAST_MILESTONE && !again;
            }
            case "ViewEnded" -> {
                state = State.ENDED;
                return before == State.OPEN && Boolean.parseBoolean(detail) == completed;
            }
            case "ViewReopened" -> {
                state = State.OPEN;
                return before == State.ENDED;
            }
            case "ViewDeleted" -> {
                state = State.GONE;
                return before == State.OPEN || before == State.ENDED;
            }
            case "ViewUpdated" -> {
                return before == State.OPEN || before == State.ENDED;
            }
            case "QuizScored" -> {
                return before == State.ENDED;
            }
            default -> {
                return false;
            }
        }
    }
}
