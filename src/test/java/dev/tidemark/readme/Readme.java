package dev.tidemark.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** README's section "Receive events". */
final class Readme {
    private static final Pattern SECTION = Pattern.compile("(?ms)^## Receive events$(.*?)^## ");

    private Readme() {}

    /** The one fenced block of the section that is in a language. */
    static String block(String language) {
        List<String> blocks = Pattern.compile("(?ms)^```" + language + "\\n(.*?)^```$")
                .matcher(section())
                .results()
                .map(found -> found.group(1))
                .toList();
        if (blocks.size() != 1) {
            throw new IllegalStateException(
                    "README has " + blocks.size() + " blocks in " + language + " under \"Receive events\", not one");
        }
        return blocks.getFirst();
    }

    private static String section() {
        try {
            return SECTION.matcher(Files.readString(Path.of("README.md")))
                    .results()
                    .map((MatchResult found) -> found.group(1))
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException("README has no section \"Receive events\""));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
