package dev.tidemark.simulation;

import io.quarkus.test.junit.QuarkusTest;

@QuarkusTest
class WorldsOnH2IT extends WorldsOnStoresContract {}
