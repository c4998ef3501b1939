package dev.tidemark.sandbox.world;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.tidemark.platform.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The account's videos and what their author put into them. */
final class Catalogue {
    /**
     * A question, button, hotspot, image or text that shows from second {@code time} to {@code finish}.
     *
     * @param kind parent_type of what viewers do with it
     * @param style how a question is answered; null for all other kinds
     */
    record Item(
            String id,
            int time,
            int finish,
            String kind,
            @Nullable String style,
            String label,
            List<String> answers,
            @Nullable String correct,
            @Nullable String action,
            @Nullable String target) {
        boolean question() {
            return style != null;
        }

        /** Null where there is no right answer. */
        @Nullable
        Boolean right(String value) {
            return correct == null ? null : correct.equals(value);
        }
    }

    record Video(
            String id, String ownerId, String token, String title, int duration, Instant createdAt, List<Item> items)
            implements Row {
        String url() {
            return "https://myinteractive.video/w/" + token;
        }

        long questions() {
            return items.stream().filter(Item::question).count();
        }

        boolean graded() {
            return items.stream().anyMatch(item -> item.correct() != null);
        }

        @Override
        public Instant updatedAt() {
            return createdAt;
        }

        @Override
        public ObjectNode json() {
            return Json.object()
                    .put("id", id)
                    .put("token", token)
                    .put("title", title)
                    .put("message", "Created on Mindstamp! This message is customizable")
                    .put("created_at", Times.iso(createdAt))
                    .put("duration", duration)
                    .put("link", "https://api.mindstamp.com/watch/" + token)
                    .put("thumbnail", "https://thumbnails.example/" + token + ".jpg")
                    .put("owner_id", ownerId)
                    .putNull("organization_id")
                    .put("updated_at", Times.iso(createdAt));
        }
    }

    private static final Duration BEFORE_ANY_VIEW = Duration.ofDays(120);
    private static final int SHOWN = 8;

    private final Seed seed;
    private final String ownerId;
    private final Table<Video> videos = new Table<>();
    private final List<Item> items = new ArrayList<>();
    private int itemCount;

    Catalogue(Seed seed, String ownerId) {
        this.seed = seed;
        this.ownerId = ownerId;
        author();
    }

    Table<Video> videos() {
        return videos;
    }

    private void author() {
        quiz(20, "What is checked before the key is turned?", 3, "A. Forks", "B. Tyres", "C. Horn", "D. All of these");
        quiz(70, "Who may lift the mast guard?", 1, "A. Anyone", "B. The service crew", "C. The shift lead");
        click(110, "hotspot", "Where is the emergency stop?", "pause", null);
        quiz(150, "How fast is walking pace?", 0, "A. 6 km/h", "B. 10 km/h", "C. 15 km/h");
        ask(172, "rating", "How useful was this lesson?", "1", "2", "3", "4", "5");
        video("Forklift safety: the daily check", 180);

        ask(25, "poll", "What slows your team down most?", "Paperwork", "Hand-overs", "Waiting for parts");
        click(48, "image", "See the dashboard", "open_url", "www.harborline.example/tour");
        ask(66, "free", "What would you automate first?");
        click(84, "button", "Book a demo", "open_url", "www.harborline.example/demo");
        video("Harborline in 90 seconds", 90);

        click(30, "button", "Download the price list", "open_url", "www.harborline.example/prices.pdf");
        video("Spring prices, explained", 45);

        click(15, "text", "Read the handbook", "open_url", "handbook.example");
        quiz(60, "Where do you book leave?", 1, "A. By e-mail", "B. In the portal", "C. At reception");
        ask(120, "likert", "I know whom to ask.", "Disagree", "Neutral", "Agree");
        quiz(190, "When is the fire drill?", 2, "A. Never", "B. Yearly", "C. Each quarter");
        ask(228, "free", "What is still unclear?");
        video("Your first day: who does what", 240);

        quiz(40, "Is a customer number personal data?", 0, "A. Yes", "B. No", "C. Only with the name");
        quiz(95, "Whom do you tell about a lost laptop?", 2, "A. Nobody", "B. A friend", "C. The data officer");
        click(130, "hotspot", "Report an incident", "open_url", "intranet.example/incident");
        video("Data protection refresher 2.0", 150);

        ask(45, "number", "How many loaves does your shop sell a day?", "80", "150", "400", "1200");
        click(90, "button", "Talk to the bakery's consultant", "open_url", "www.harborline.example/talk");
        video("Customer story: Nordlicht Bakery", 120);
    }

    private void quiz(int time, String prompt, int correct, String... answers) {
        item(time, "question", "multiple", prompt, List.of(answers), answers[correct], null, null);
    }

    private void ask(int time, String style, String prompt, String... answers) {
        item(time, "question", style, prompt, List.of(answers), null, null, null);
    }

    private void click(int time, String kind, String label, String action, @Nullable String target) {
        item(time, kind, null, label, List.of(), null, action, target);
    }

    private void item(
            int time,
            String kind,
            @Nullable String style,
            String label,
            List<String> answers,
            @Nullable String correct,
            @Nullable String action,
            @Nullable String target) {
        String id = seed.uuid("item", itemCount++);
        items.add(new Item(id, time, time + SHOWN, kind, style, label, answers, correct, action, target));
    }

    /** Takes the items written above it. */
    private void video(String title, int duration) {
        int n = videos.size();
        Instant createdAt = seed.start().minus(BEFORE_ANY_VIEW).plus(Duration.ofHours(37L * n));
        videos.add(new Video(
                seed.uuid("video", n), ownerId, seed.token(n), title, duration, createdAt, List.copyOf(items)));
        items.clear();
    }
}
