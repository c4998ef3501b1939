package dev.tidemark.callback.format.slack;

import java.util.Optional;

/**
 * Names what a sentence speaks of. All that it returns is escaped and short.
 *
 * @param marked whether names stand out and link to what they name
 */
record Phrases(Story story, boolean marked) {
    private static final int LONGEST_NAME = 150;
    private static final int LONGEST_TITLE = 200;

    /** Name, else e-mail, else custom id, else "Somebody". */
    String who() {
        return story.text(
                        "viewer/name",
                        "view/viewer_name",
                        "interaction/viewer_name",
                        "viewer/email",
                        "view/viewer_email",
                        "interaction/viewer_email",
                        "viewer/custom_id",
                        "view/viewer_custom_id",
                        "interaction/viewer_custom_id")
                .map(this::name)
                .orElse("Somebody");
    }

    /** The video's title, which links to where the video is watched. */
    String video() {
        Optional<String> title = story.text("video/title", "view/video_title", "interaction/video_title");
        if (title.isEmpty()) {
            return "a video";
        }
        String line = Mrkdwn.line(title.get(), LONGEST_TITLE);
        String linked = story.text("video/link", "view/url", "interaction/url")
                .filter(_ -> marked)
                .flatMap(url -> Mrkdwn.link(url, line))
                .orElse(line);
        return mark(linked);
    }

    /** "the group *Onboarding*", or "a group" when it has no name. */
    String the(String noun, String member) {
        return story.text(member + "/name", member + "/title")
                .map(name -> "the " + noun + " " + name(name))
                .orElse("a " + noun);
    }

    /** "an entry", or what it is. */
    String entry() {
        return story.text("entry/email", "entry/name", "entry/value")
                .map(this::name)
                .orElse("an entry");
    }

    /** What was clicked. */
    String clicked() {
        return story.text("interaction/value", "interaction/parent_value")
                .map(this::name)
                .orElseGet(() -> story.text("interaction/parent_type")
                        .map(kind -> "an element of the kind " + name(kind))
                        .orElse("something"));
    }

    /** {@code 50%}, or "a milestone". */
    String milestone() {
        return story.percentage("milestone")
                .map(Figures::percent)
                .map(this::mark)
                .orElse("a milestone");
    }

    boolean completed() {
        return story.truth("completed").orElse(false);
    }

    /** {@code 80%}, or "some points" when no share is known. */
    String score() {
        return story.percentage("score/percentage")
                .map(Figures::percent)
                .map(this::mark)
                .orElse("some points");
    }

    /** Who, and by what it is known since now. */
    String identified() {
        String who = who();
        return story.text("identified/value")
                .map(this::name)
                .filter(value -> !value.equals(who))
                .map(value -> who + " (" + value + ")")
                .orElse(who);
    }

    String status() {
        return story.text("plink/status").map(this::name).orElse("in another state");
    }

    String type() {
        return name(story.shortType());
    }

    String account() {
        return story.account().map(account -> "the account " + name(account)).orElse("an account");
    }

    String subscription() {
        return story.text("subscription/name", "subscription/id", "subscription_id", "subscription")
                .map(name -> "the subscription " + name(name))
                .orElse("a subscription");
    }

    private String name(String raw) {
        return mark(Mrkdwn.line(raw, LONGEST_NAME));
    }

    private String mark(String escaped) {
        return marked && !escaped.isEmpty() ? Mrkdwn.bold(escaped) : escaped;
    }
}
