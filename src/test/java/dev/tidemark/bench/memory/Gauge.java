package dev.tidemark.bench.memory;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the memory of another JVM: its log of collections, and what the operating system says. In MiB. */
final class Gauge {
    private static final Pattern COLLECTION = Pattern.compile("Pause.* (\\d+)M->(\\d+)M\\((\\d+)M\\) ([0-9.]+)ms");
    private static final Pattern PEAK_RSS = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    private final Path log;
    private final long pid;

    /** @param log written by {@code -Xlog:gc} */
    Gauge(Path log, long pid) {
        this.log = log;
        this.pid = pid;
    }

    /** What is in use once everything that can be collected is. */
    int live() {
        jcmd("GC.run");
        return Integer.parseInt(collections().getLast().group(2));
    }

    /** The most that was in use, garbage included, and the most that a collection left. */
    String peak() {
        List<MatchResult> collections = collections();
        return "peak %d MiB with garbage, %d MiB after a collection; %d collections, %.1f s"
                .formatted(
                        most(collections, 1),
                        most(collections, 2),
                        collections.size(),
                        collections.stream()
                                        .mapToDouble(one -> Double.parseDouble(one.group(4)))
                                        .sum()
                                / 1e3);
    }

    int peakRss() {
        Matcher matcher = PEAK_RSS.matcher(read(Path.of("/proc/" + pid + "/status")));
        return matcher.find() ? Integer.parseInt(matcher.group(1)) / 1024 : -1;
    }

    /** The classes that take most. */
    String histogram() {
        return String.join("\n", jcmd("GC.class_histogram").lines().limit(25).toList());
    }

    private static int most(List<MatchResult> collections, int group) {
        return collections.stream()
                .mapToInt(one -> Integer.parseInt(one.group(group)))
                .max()
                .orElse(0);
    }

    private List<MatchResult> collections() {
        return COLLECTION.matcher(read(log)).results().toList();
    }

    private String jcmd(String command) {
        Path jcmd = Path.of(System.getProperty("java.home"), "bin", "jcmd");
        try {
            Process process = new ProcessBuilder(jcmd.toString(), Long.toString(pid), command)
                    .redirectErrorStream(true)
                    .start();
            return new String(process.getInputStream().readAllBytes(), UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
