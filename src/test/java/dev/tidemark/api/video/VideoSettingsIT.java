package dev.tidemark.api.video;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class VideoSettingsIT extends VideoSettingsContract {}
