package dev.tidemark.sandbox.authored;

import dev.tidemark.sandbox.row.Seed;

/** The videos of a company that trains its people and courts its customers. */
public final class Showcase {
    private Showcase() {}

    public static Catalogue of(Seed seed, String ownerId) {
        Studio studio = new Studio(seed, ownerId);
        teach(studio);
        return studio.catalogue();
    }

    private static void teach(Studio studio) {
        studio.quiz(
                20,
                "What is checked before the key is turned?",
                3,
                "A. Forks",
                "B. Tyres",
                "C. Horn",
                "D. All of these");
        studio.quiz(70, "Who may lift the mast guard?", 1, "A. Anyone", "B. The service crew", "C. The shift lead");
        studio.click(110, "hotspot", "Where is the emergency stop?", "pause", null);
        studio.quiz(150, "How fast is walking pace?", 0, "A. 6 km/h", "B. 10 km/h", "C. 15 km/h");
        studio.ask(172, "rating", "How useful was this lesson?", "1", "2", "3", "4", "5");
        studio.video("Forklift safety: the daily check", 180);

        studio.ask(25, "poll", "What slows your team down most?", "Paperwork", "Hand-overs", "Waiting for parts");
        studio.click(48, "image", "See the dashboard", "open_url", "www.harborline.example/tour");
        studio.ask(66, "free", "What would you automate first?");
        studio.click(84, "button", "Book a demo", "open_url", "www.harborline.example/demo");
        studio.video("Harborline in 90 seconds", 90);

        studio.click(30, "button", "Download the price list", "open_url", "www.harborline.example/prices.pdf");
        studio.video("Spring prices, explained", 45);

        studio.click(15, "text", "Read the handbook", "open_url", "handbook.example");
        studio.quiz(60, "Where do you book leave?", 1, "A. By e-mail", "B. In the portal", "C. At reception");
        studio.ask(120, "likert", "I know whom to ask.", "Disagree", "Neutral", "Agree");
        studio.quiz(190, "When is the fire drill?", 2, "A. Never", "B. Yearly", "C. Each quarter");
        studio.ask(228, "free", "What is still unclear?");
        studio.video("Your first day: who does what", 240);

        studio.quiz(40, "Is a customer number personal data?", 0, "A. Yes", "B. No", "C. Only with the name");
        studio.quiz(95, "Whom do you tell about a lost laptop?", 2, "A. Nobody", "B. A friend", "C. The data officer");
        studio.click(130, "hotspot", "Report an incident", "open_url", "intranet.example/incident");
        studio.video("Data protection refresher 2.0", 150);

        studio.ask(45, "number", "How many loaves does your shop sell a day?", "80", "150", "400", "1200");
        studio.click(90, "button", "Talk to the bakery's consultant", "open_url", "www.harborline.example/talk");
        studio.video("Customer story: Nordlicht Bakery", 120);
    }
}
