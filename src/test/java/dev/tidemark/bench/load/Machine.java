package dev.tidemark.bench.load;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** On what it was measured. */
final class Machine {
    private static final Pattern MODEL = Pattern.compile("model name\\s*: (.*)");
    private static final Pattern MEMORY = Pattern.compile("MemTotal:\\s+(\\d+) kB");

    private Machine() {}

    static String described(String postgresql) {
        return "%d cores (%s), %d GiB, Java %s, PostgreSQL %s with fsync, load %.1f at the end"
                .formatted(
                        Runtime.getRuntime().availableProcessors(),
                        first(MODEL, "/proc/cpuinfo"),
                        Long.parseLong(first(MEMORY, "/proc/meminfo")) >> 20,
                        Runtime.version(),
                        postgresql,
                        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }

    private static String first(Pattern pattern, String file) {
        try {
            Matcher matcher = pattern.matcher(Files.readString(Path.of(file)));
            return matcher.find() ? matcher.group(1) : "0";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
