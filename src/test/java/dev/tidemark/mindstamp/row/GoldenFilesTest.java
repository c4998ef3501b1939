package dev.tidemark.mindstamp.row;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** The documented examples, and invented ones where nothing is documented; see README.md beside the files. */
class GoldenFilesTest {
    static Stream<Arguments> singles() {
        return Stream.of(
                single("view", View::new),
                single("interaction", Interaction::new),
                single("video", Video::new),
                single("viewer", Viewer::new),
                single("group", Group::new),
                single("series", Series::new),
                single("plink", Plink::new),
                single("access-list", AccessList::new));
    }

    @ParameterizedTest
    @MethodSource("singles")
    void nothing_is_lost_on_the_way_in_and_out(String file, BiFunction<String, ObjectNode, Row> row) {
        byte[] body = file(file);

        Row read = new RowParser<>(row).single(body);

        assertThat(new String(Json.write(read.fields()), UTF_8)).isEqualTo(compact(body));
        assertThat(read.createdAt()).isPresent();
    }

    @Test
    void a_view_tells_what_the_documentation_says() {
        View view = new RowParser<>(View::new).single(file("view"));

        assertThat(view.started()).contains(Instant.parse("2022-01-01T05:12:32Z"));
        assertThat(view.finished()).contains(Instant.parse("2022-01-01T05:15:24Z"));
        assertThat(view.updatedAt()).contains(Instant.parse("2022-01-01T05:15:24.480Z"));
        assertThat(view.elapsed()).contains(172);
        assertThat(view.watched()).contains(55);
        assertThat(view.percentage()).contains(95);
        assertThat(view.lastPoint()).contains(35);
        assertThat(view.furthestPoint()).contains(55);
        assertThat(view.screenWidth()).contains(1792);
        assertThat(view.screenHeight()).contains(980);
        assertThat(view.viewerEmail()).isEmpty();
        assertThat(view.videoToken()).contains("aVOfEGmGrZlG");
        assertThat(view.flag()).contains("🇺🇸");
        assertThat(view.tags()).isEmpty();
        assertThat(view.variables()).isEqualTo(Map.of("fullscreen", "1"));
        // Mindstamp's own text is kept.
        assertThat(view.text("started")).contains("Sat, 1 Jan 2022 05:12:32 UTC +00:00");
    }

    @Test
    void an_interaction_tells_what_the_documentation_says() {
        Interaction interaction = new RowParser<>(Interaction::new).single(file("interaction"));

        assertThat(interaction.typeOf()).contains("click");
        assertThat(interaction.time()).contains(100);
        assertThat(interaction.finish()).contains(105);
        assertThat(interaction.parentId()).contains("9ers33y1-120t-4gs5-8g5s-499896140g20");
        assertThat(interaction.clickAction()).contains("");
        assertThat(interaction.viewerCustomId()).contains("123456");
        assertThat(interaction.answers()).hasSize(4).startsWith("A. No coffee past 2pm");
        assertThat(interaction.correct()).contains(true);
        assertThat(interaction.isResponse()).isTrue();
        assertThat(interaction.isByViewer()).isTrue();
    }

    @Test
    void a_video_tells_what_the_documentation_says() {
        Video video = new RowParser<>(Video::new).single(file("video"));

        assertThat(video.token()).contains("KMxPjRVlrPnH");
        assertThat(video.duration()).contains(45);
        assertThat(video.createdAt()).contains(Instant.parse("2020-10-28T19:10:34.748Z"));
    }

    @Test
    void the_invented_ones_are_read_too() {
        assertThat(new RowParser<>(Interaction::new)
                        .page(file("responses"), Optional.empty())
                        .rows())
                .extracting(Interaction::correct)
                .containsExactly(Optional.empty(), Optional.of(false));
        assertThat(new RowParser<>(AccessList::new)
                        .single(file("access-list"))
                        .entries()
                        .orElseThrow())
                .extracting(entry -> entry.path("email").asText())
                .containsExactly("john@example.com", "jane@example.com");
        assertThat(new RowParser<>(Plink::new).single(file("plink")).status()).contains("inactive");
        assertThat(User.parse(file("user")).email()).contains("jane@example.com");
        assertThat(Summary.parse(file("summary")).count()).contains(412L);
    }

    @Test
    void a_summary_may_be_a_number_an_object_or_buckets() {
        assertThat(summary("17").count()).contains(17L);
        assertThat(summary("\"17\"").count()).contains(17L);
        assertThat(summary("{\"data\":{\"total\":17}}").count()).contains(17L);
        assertThat(summary("{\"2022-01-01\":4,\"2022-01-02\":5}").buckets())
                .containsExactly(Map.entry("2022-01-01", 4L), Map.entry("2022-01-02", 5L));
        assertThat(summary("{\"2022-01-01\":4,\"2022-01-02\":5}").count()).contains(9L);
        assertThat(summary("[{\"date\":\"mon\",\"count\":4},{\"date\":\"tue\",\"views\":5},7]")
                        .buckets())
                .containsExactly(Map.entry("mon", 4L), Map.entry("tue", 5L));
        assertThat(List.of(
                        summary("null").count(),
                        summary("[]").count(),
                        summary("{\"a\":{}}").count()))
                .containsOnly(Optional.empty());
    }

    private static Summary summary(String json) {
        return Summary.parse(json.getBytes(UTF_8));
    }

    private static <R extends Row> Arguments single(String file, BiFunction<String, ObjectNode, R> row) {
        return Arguments.of(file, row);
    }

    /** The text without the blanks between its parts, by eye and not by a parser. */
    private static String compact(byte[] json) {
        return new String(json, UTF_8).replaceAll("\\n *", "");
    }

    private static byte[] file(String name) {
        try (InputStream file = GoldenFilesTest.class.getResourceAsStream("/mindstamp/" + name + ".json")) {
            return file.readAllBytes();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
