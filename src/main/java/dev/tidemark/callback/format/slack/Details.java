package dev.tidemark.callback.format.slack;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes what stands below the sentence. */
record Details(Story story, Blocks blocks) {
    /** Who is called by its e-mail needs no e-mail below. */
    private static final String[] NAME = {"viewer/name", "view/viewer_name", "interaction/viewer_name"};

    private static final String[] EMAIL = {"viewer/email", "view/viewer_email", "interaction/viewer_email"};
    private static final int LONGEST_VALUE = 200;
    private static final int LONGEST_TEXT = 1000;
    private static final int ANSWER_PIECES = 2;
    private static final int MOST_CHANGES = 10;

    void progress() {
        story.percentage("view/percentage").ifPresent(reached -> blocks.section(Figures.bar(reached)));
    }

    void score() {
        story.percentage("score/percentage").ifPresent(share -> blocks.section(Figures.bar(share)));
        String counts = Stream.of("right", "wrong", "answered")
                .flatMap(what -> story.number("score/" + what).map(Figures::number).stream()
                        .map(count -> count + " " + what))
                .collect(Collectors.joining(" · "));
        if (!counts.isEmpty()) {
            blocks.section(counts);
        }
    }

    void answer() {
        labelled("Question", LONGEST_TEXT, "interaction/parent_value").ifPresent(blocks::section);
        labelled("Answer before", LONGEST_TEXT, "change/value/from").ifPresent(blocks::section);
        story.text("interaction/value")
                .map(answer -> Mrkdwn.quote(answer, Blocks.LONGEST_SECTION, ANSWER_PIECES))
                .ifPresent(quotes -> quotes.forEach(blocks::section));
        story.truth("interaction/correct").ifPresent(this::verdict);
    }

    private void verdict(boolean right) {
        Optional<String> solution =
                right ? Optional.empty() : labelled("Right would be", LONGEST_TEXT, "interaction/correct_answer");
        blocks.section((right ? "✅ Right" : "❌ Wrong")
                + solution.map(text -> " · " + text).orElse(""));
    }

    void click() {
        story.text("interaction/click_value")
                .flatMap(target -> Mrkdwn.link(
                        target.startsWith("www.") ? "https://" + target : target, Mrkdwn.line(target, LONGEST_VALUE)))
                .ifPresent(link -> blocks.section("*Leads to:* " + link));
    }

    void changes() {
        List<Map.Entry<String, JsonNode>> changes =
                List.copyOf(story.at("change").properties());
        List<String> lines = new ArrayList<>();
        for (Map.Entry<String, JsonNode> change : changes.subList(0, Math.min(MOST_CHANGES, changes.size()))) {
            lines.add("• *" + Mrkdwn.line(change.getKey().replace('_', ' '), LONGEST_VALUE) + ":* "
                    + value(change.getValue().path("from")) + " → "
                    + value(change.getValue().path("to")));
        }
        if (changes.size() > MOST_CHANGES) {
            lines.add("… and " + (changes.size() - MOST_CHANGES) + " more");
        }
        blocks.lines(lines);
    }

    private static String value(JsonNode node) {
        return Story.text(node).map(text -> Mrkdwn.line(text, LONGEST_VALUE)).orElse("–");
    }

    void advice() {
        labelled("What happened", LONGEST_TEXT, "reason").ifPresent(blocks::section);
        labelled("What to do", LONGEST_TEXT, "advice").ifPresent(blocks::section);
        fields(Stream.of(labelled("Stream", LONGEST_VALUE, "stream"), labelled("Since", LONGEST_VALUE, "since")));
    }

    /** Whom to get in touch with, and how the viewing went. */
    void contact() {
        Optional<String> seconds = story.number("view/elapsed").map(Figures::seconds);
        fields(Stream.of(
                labelled("E-mail", LONGEST_VALUE, EMAIL)
                        .filter(_ -> story.text(NAME).isPresent()),
                labelled("Phone", LONGEST_VALUE, "viewer/phone", "view/viewer_phone", "interaction/viewer_phone"),
                labelled(
                        "Custom id",
                        LONGEST_VALUE,
                        "viewer/custom_id",
                        "view/viewer_custom_id",
                        "interaction/viewer_custom_id"),
                place().map(place -> "*From:* " + place),
                seconds.map(time -> "*Time spent:* " + time)));
    }

    private Optional<String> place() {
        String place = Stream.of("view/city", "view/region", "view/country")
                .flatMap(path -> story.text(path).stream())
                .collect(Collectors.joining(", "));
        String flagged = (place + " " + story.text("view/flag").orElse("")).strip();
        return flagged.isEmpty() ? Optional.empty() : Optional.of(Mrkdwn.line(flagged, LONGEST_VALUE));
    }

    private Optional<String> labelled(String label, int most, String... paths) {
        return story.text(paths).map(text -> "*" + label + ":* " + Mrkdwn.line(SlackUrl.mask(text), most));
    }

    private void fields(Stream<Optional<String>> fields) {
        blocks.fields(fields.flatMap(Optional::stream).toList());
    }
}
