package dev.tidemark.readme;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** Run by its own interpreter, which gets a request as JSON and prints what the snippet made of it. */
record ScriptSnippet(String interpreter, Path driver) implements Snippet {
    private static final ObjectMapper ASCII =
            JsonMapper.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();
    private static final String NODE = """
            import { readFileSync } from 'node:fs';
            import { verify } from './receive.mjs';
            const r = JSON.parse(readFileSync(0, 'utf8'));
            console.log(verify(r.secret, r.id, r.timestamp, r.signatures, Buffer.from(r.body, 'base64')));
            """;
    private static final String PYTHON = """
            import base64, json, sys
            from receive import verify
            r = json.load(sys.stdin)
            print(verify(r["secret"], r["id"], r["timestamp"], r["signatures"], base64.b64decode(r["body"])))
            """;

    static ScriptSnippet node(Path folder) throws IOException {
        Files.writeString(folder.resolve("receive.mjs"), Readme.block("js"));
        return new ScriptSnippet("node", Files.writeString(folder.resolve("driver.mjs"), NODE));
    }

    static ScriptSnippet python(Path folder) throws IOException {
        Files.writeString(folder.resolve("receive.py"), Readme.block("python"));
        return new ScriptSnippet("python3", Files.writeString(folder.resolve("driver.py"), PYTHON));
    }

    /** Whether this machine has it. */
    static boolean isAtHand(String interpreter) throws InterruptedException {
        try {
            Process process = new ProcessBuilder(interpreter, "--version")
                    .redirectOutput(Redirect.DISCARD)
                    .redirectError(Redirect.DISCARD)
                    .start();
            return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
        } catch (IOException _) {
            return false;
        }
    }

    @Override
    public boolean accepts(Received request) throws IOException {
        Process process = new ProcessBuilder(interpreter, driver.toString())
                .redirectErrorStream(true)
                .start();
        try (OutputStream input = process.getOutputStream()) {
            ASCII.writeValue(input, request);
        }
        String printed = new String(process.getInputStream().readAllBytes(), UTF_8).strip();
        return switch (printed) {
            case "true", "True" -> true;
            case "false", "False" -> false;
            default -> throw new IllegalStateException(interpreter + ": " + printed);
        };
    }
}
