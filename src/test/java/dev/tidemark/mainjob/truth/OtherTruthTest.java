package dev.tidemark.mainjob.truth;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The measure itself, of what else is told: facts in, what must and may be told out. */
class OtherTruthTest extends WrittenLedger {
    @Test
    void an_interaction_goes_with_its_view() {
        interaction("seen", 0, "interaction-created", "question");
        interaction("seen", 30, "interaction-deleted", null);
        interaction("unseen", 29, "interaction-created", "button");
        interaction("unseen", 30, "interaction-deleted", null);

        Truth truth = truth();
        assertThat(truth.required())
                .containsExactly("interactions/seen InteractionDeleted", "interactions/seen ResponseSubmitted");
        assertThat(truth.allowed("interactions/unseen InteractionClicked")).isOne();
        assertThat(truth.allowed("interactions/unseen ResponseSubmitted")).isZero();
    }

    @Test
    void a_viewer_is_identified_once_per_value() {
        viewer("w", 0, "viewer-created", null, null);
        viewer("w", 30, "viewer-identified", "ada@acme.example", null);
        viewer("x", 0, "viewer-created", "bo@acme.example", "CRM-7");

        assertThat(truth().required())
                .containsExactly(
                        "viewers/w ViewerCreated",
                        "viewers/w ViewerIdentified email ada@acme.example",
                        "viewers/w ViewerUpdated",
                        "viewers/x ViewerCreated",
                        "viewers/x ViewerIdentified custom_id CRM-7",
                        "viewers/x ViewerIdentified email bo@acme.example");
    }

    @Test
    void a_viewer_who_turns_out_to_be_another_is_gone() {
        viewer("w", 0, "viewer-created", null, null);
        viewer("w", 30, "viewer-merged", "x", null);

        assertThat(truth().required()).containsExactly("viewers/w ViewerCreated", "viewers/w ViewerDeleted");
    }

    @Test
    void a_series_is_complete_with_its_last_video_and_a_link_is_viewed_first_once() {
        series.add(new OtherTruth.Series("s", Set.of("a", "b")));
        fact(0, "view-created", "views/1")
                .put("percentage", 0)
                .put("viewer", "w")
                .put("video", "a")
                .put("plink", "p");
        progress("1", 1, 90);
        fact(2, "view-created", "views/2")
                .put("percentage", 0)
                .put("viewer", "w")
                .put("video", "b")
                .put("plink", "p");
        progress("2", 3, 89);
        assertThat(truth().required()).contains("plink/p PlinkFirstViewed");
        assertThat(truth().allowed("series/s SeriesCompleted w")).isZero();

        progress("2", 4, 91);
        assertThat(truth().required()).contains("series/s SeriesCompleted w");
    }

    @Test
    void whatever_is_not_in_the_ledger_is_an_invention_but_for_what_operators_are_told() {
        assertThat(truth().problems(List.of("videos/x VideoDeleted", "accounts/a SourceThrottled")))
                .containsExactly("invented: videos/x VideoDeleted");
    }

    private void interaction(String id, double minute, String what, String parentType) {
        fact(minute, what, "interactions/" + id).put("parent_type", parentType);
    }

    private void viewer(String id, double minute, String what, String value, String customId) {
        fact(minute, what, "viewers/" + id).put("value", value).put("custom_id", customId);
    }
}
