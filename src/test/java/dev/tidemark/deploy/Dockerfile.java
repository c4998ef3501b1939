package dev.tidemark.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The instructions of a Dockerfile, continued lines joined, comments left out, arguments put in by their defaults. */
record Dockerfile(List<Instruction> instructions) {
    record Instruction(String name, String text) {
        List<String> words() {
            return Arrays.stream(text.replaceAll("[\\[\\]\",]", " ").trim().split("\\s+"))
                    .toList();
        }
    }

    static Dockerfile read(Path file) {
        List<Instruction> instructions = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String part : lines(file)) {
            if (part.isBlank() || part.startsWith("#")) {
                continue;
            }
            line.append(part.replaceAll("\\\\$", ""));
            if (!part.endsWith("\\")) {
                String[] words = line.toString().trim().split("\\s+", 2);
                instructions.add(new Instruction(words[0].toUpperCase(Locale.ROOT), words[1]));
                line.setLength(0);
            }
        }
        return new Dockerfile(instructions);
    }

    List<Instruction> all(String name) {
        return instructions.stream()
                .filter(instruction -> instruction.name().equals(name))
                .toList();
    }

    Instruction last(String name) {
        return all(name).getLast();
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
