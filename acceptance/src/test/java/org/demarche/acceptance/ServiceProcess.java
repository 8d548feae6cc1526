package org.demarche.acceptance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.demarche.broker.FreePorts;
import org.demarche.log.VersionId;
import org.demarche.model.Await;

/** One service as its image runs it: a process that finds its settings in the environment. */
record ServiceProcess(Process process, Api api, Api operation, Path log) implements AutoCloseable {

    /** It serves nothing but operation, so its one port is that. */
    private static final String WORKER = "position-service";

    /** Returns when the service is ready. */
    static ServiceProcess start(String module, String main, Map<String, String> settings)
            throws Exception {
        var service = begin(module, main, settings);
        try {
            service.awaitReady();
            return service;
        } catch (Throwable e) {
            service.kill();
            throw e;
        }
    }

    /** Returns at once. */
    static ServiceProcess begin(String module, String main, Map<String, String> settings)
            throws IOException {
        return begin(module, main, settings, FreePorts.one());
    }

    static ServiceProcess begin(String module, String main, Map<String, String> settings, int port)
            throws IOException {
        var log = Files.createTempFile(Files.createDirectories(Path.of("target/logs")), module, "");
        var command = new ArrayList<>(Demarche.java(module, main));
        command.addAll(1, List.of("-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
        var builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.redirectOutput(log.toFile());
        builder.environment().putAll(settings);
        builder.environment().put("MICRONAUT_SERVER_PORT", String.valueOf(port));
        var operation = module.equals(WORKER) ? port : FreePorts.one();
        builder.environment().put("DEMARCHE_OPERATION_PORT", String.valueOf(operation));
        return new ServiceProcess(builder.start(), at(port), at(operation), log);
    }

    private static Api at(int port) {
        return new Api("http://127.0.0.1:" + port);
    }

    void awaitReady() throws Exception {
        Await.until(log.getFileName() + " is ready", this::isReady);
    }

    private boolean isReady() throws IOException {
        if (!process.isAlive()) throw new AssertionError(Files.readString(log));
        try {
            return api.get("/health/readiness").status() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    /** Of a position service: what it knows of that is not folded into a version. */
    long lag(VersionId version) throws IOException {
        return api.get("/health")
                .json()
                .at("/details/versions/details")
                .path(version.toString())
                .path("lag")
                .asLong();
    }

    void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() throws InterruptedException {
        process.destroy();
        process.waitFor();
    }
}
