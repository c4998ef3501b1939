package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Instant;
import java.util.List;

/**
 * Views in numbers: how many, the seconds watched in them, how many saw 90 % or more. Invented: nothing of a summary is
 * publicly known.
 */
final class Summary {
    private static final int COMPLETE = 90;

    private int views;
    private long watched;
    private int completed;

    /** Goes back from the newest only as far as needed: no JSON is made, 100,000 views take a millisecond or two. */
    static Summary since(Instant start, List<View> inOrder) {
        Summary summary = new Summary();
        for (View view : inOrder.reversed()) {
            if (view.createdAt().isBefore(start)) {
                break;
            }
            summary.add(view);
        }
        return summary;
    }

    private void add(View view) {
        views++;
        watched += view.watched();
        completed += view.percentage() >= COMPLETE ? 1 : 0;
    }

    ObjectNode json() {
        return Json.object().put("views", views).put("watched", watched).put("completed", completed);
    }
}
