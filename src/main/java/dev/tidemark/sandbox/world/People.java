package dev.tidemark.sandbox.world;

import java.util.List;
import java.util.Locale;
import java.util.Random;

/** Invented people: names, places, browsers. */
final class People {
    /** Where somebody sits. */
    record Place(String city, String region, String country, String flag) {}

    /** What she sits at. */
    record Device(String browser, String width, String height) {}

    /** @param knownFromLink the link she opens carries name, e-mail and customer number */
    record Person(Viewer.Identity identity, boolean knownFromLink, Place place, Device device) {
        /** Through a link that says who she is. */
        Person comingAs(Viewer.Identity told) {
            return new Person(told, true, place, device);
        }
    }

    private static final List<String> FIRST = List.of(
            "Ada", "Björn", "Chidi", "Dana", "Elif", "Femi", "Grace", "Hugo", "Ines", "Jonas", "Keiko", "Liam", "Maya",
            "Noor", "Otto", "Priya", "Quinn", "Rosa", "Sven", "Zoë");
    private static final List<String> LAST = List.of(
            "Abara",
            "Brandt",
            "Castillo",
            "Dubois",
            "Eriksen",
            "Fischer",
            "Garcia",
            "Hansen",
            "Ito",
            "Jensen",
            "Kowalski",
            "Lindqvist",
            "Moreau",
            "Novak",
            "O'Neill",
            "Park",
            "Rossi",
            "Silva",
            "Tanaka",
            "Weber");
    private static final List<String> FIRMS = List.of("northwind", "acme", "globex", "initech", "umbra", "tyrell");
    private static final List<Place> PLACES = List.of(
            new Place("Flagami", "Florida", "United States", "🇺🇸"),
            new Place("Portland", "Oregon", "United States", "🇺🇸"),
            new Place("Toronto", "Ontario", "Canada", "🇨🇦"),
            new Place("Leeds", "England", "United Kingdom", "🇬🇧"),
            new Place("Hamburg", "Hamburg", "Germany", "🇩🇪"),
            new Place("Malmö", "Skåne", "Sweden", "🇸🇪"),
            new Place("São Paulo", "São Paulo", "Brazil", "🇧🇷"),
            new Place("Osaka", "Osaka", "Japan", "🇯🇵"));
    private static final List<Device> DEVICES = List.of(
            new Device("Chrome 138", "1792", "980"),
            new Device("Chrome 139", "1920", "1080"),
            new Device("Edge 138", "1536", "864"),
            new Device("Firefox 141", "2560", "1440"),
            new Device("Safari 18", "390", "844"),
            new Device("Mobile Chrome 139", "412", "915"));

    private People() {}

    /** The {@code n}th person of a world. */
    static Person person(Random random, int n) {
        String first = pick(FIRST, random);
        String last = pick(LAST, random);
        String mailbox = ascii(first) + "." + ascii(last) + n;
        boolean knownFromLink = random.nextInt(100) < 30;
        Viewer.Identity identity = new Viewer.Identity(
                first + " " + last,
                mailbox + "@" + pick(FIRMS, random) + ".example",
                random.nextInt(100) < 40 ? "(321) 555-0%03d".formatted(random.nextInt(1000)) : null,
                knownFromLink ? "CRM-" + (10_000 + n) : null);
        return new Person(identity, knownFromLink, pick(PLACES, random), pick(DEVICES, random));
    }

    static <T> T pick(List<T> from, Random random) {
        return from.get(random.nextInt(from.size()));
    }

    private static String ascii(String name) {
        return name.toLowerCase(Locale.ROOT).replace("ö", "o").replace("ë", "e").replace("'", "");
    }
}
