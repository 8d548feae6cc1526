package org.demarche.bench.replay;

import java.util.Map;
import java.util.concurrent.Callable;
import org.demarche.log.kafka.KafkaConfig;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The process that reads a stack's log once, and does nothing with it. */
@Command(name = "read-log", hidden = true)
public final class ReadLogCommand implements Callable<Integer> {

    @Option(names = "--bootstrap", required = true)
    private String bootstrap = "";

    @Option(names = "--threads", required = true)
    private int threads;

    @Option(names = "--decode")
    private boolean decoding;

    @Override
    public Integer call() throws Exception {
        var config = KafkaConfig.of(Map.of("bootstrap.servers", bootstrap), Map.of());
        var limit = decoding ? Limit.decoding(config, threads) : Limit.reading(config, threads);
        var _ = limit.measure();
        return 0;
    }
}
