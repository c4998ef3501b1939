package dev.tidemark.sandbox.authored;

import dev.tidemark.sandbox.row.Seed;

/** The videos of a course: five short lessons, each of which ends in a graded quiz. */
public final class Lessons {
    private static final int LENGTH = 100;
    private static final int QUIZ = 68;
    private static final int APART = 8;

    private final Studio studio;

    private Lessons(Studio studio) {
        this.studio = studio;
    }

    public static Catalogue of(Seed seed, String ownerId) {
        Studio studio = new Studio(seed, ownerId);
        new Lessons(studio).teach();
        return studio.catalogue();
    }

    private void teach() {
        quiz(0, "When do you wash your hands?", 2, "A. In the morning", "B. At noon", "C. Before each task");
        quiz(1, "How long?", 1, "A. 5 seconds", "B. 20 seconds", "C. 2 minutes");
        lesson("Lesson 1: Clean hands");

        studio.click(30, "hotspot", "Where is the thermometer?", "pause", null);
        quiz(0, "How cold is the cold store at most?", 0, "A. 4 °C", "B. 9 °C", "C. 15 °C");
        quiz(1, "Who writes the temperature down?", 1, "A. Nobody", "B. Whoever opens the shift", "C. The driver");
        lesson("Lesson 2: The cold chain");

        quiz(0, "Which board is for raw meat?", 0, "A. Red", "B. Green", "C. White");
        quiz(1, "Which allergen is in tahini?", 2, "A. Milk", "B. Egg", "C. Sesame");
        quiz(2, "What do you do with a dropped knife?", 1, "A. Go on", "B. Wash it", "C. Hide it");
        lesson("Lesson 3: Keep things apart");

        studio.click(40, "button", "Open the cleaning plan", "open_url", "intranet.example/cleaning");
        quiz(0, "What comes first?", 0, "A. Clear", "B. Disinfect", "C. Dry");
        quiz(1, "How often is the slicer taken apart?", 2, "A. Yearly", "B. Weekly", "C. After each use");
        lesson("Lesson 4: Clean as you go");

        quiz(0, "Whom do you call when you are ill?", 1, "A. Nobody", "B. The shift lead", "C. A friend");
        quiz(1, "How long do you keep the papers?", 2, "A. A day", "B. A week", "C. Two years");
        lesson("Lesson 5: Papers and people");
    }

    private void quiz(int n, String prompt, int correct, String... answers) {
        studio.quiz(QUIZ + APART * n, prompt, correct, answers);
    }

    private void lesson(String title) {
        studio.video(title, LENGTH);
    }
}
