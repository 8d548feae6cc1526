package org.demarche.bench.twin;

import java.util.Map;
import org.apache.kafka.streams.state.RocksDBConfigSetter;
import org.rocksdb.BlockBasedTableConfig;
import org.rocksdb.Cache;
import org.rocksdb.CompressionType;
import org.rocksdb.LRUCache;
import org.rocksdb.Options;
import org.rocksdb.WriteBufferManager;

/** One limit for the memory of all stores, as the documentation of Kafka Streams advises. */
public final class TwinRocks implements RocksDBConfigSetter {

    private static final long CACHE_BYTES = 256L << 20;
    private static final long UNWRITTEN_BYTES = 128L << 20;

    private static final Cache CACHE = new LRUCache(CACHE_BYTES);
    private static final WriteBufferManager UNWRITTEN =
            new WriteBufferManager(UNWRITTEN_BYTES, CACHE);

    @Override
    public void setConfig(String store, Options options, Map<String, Object> settings) {
        var table = (BlockBasedTableConfig) options.tableFormatConfig();
        table.setBlockCache(CACHE);
        table.setCacheIndexAndFilterBlocks(true);
        options.setTableFormatConfig(table);
        options.setWriteBufferManager(UNWRITTEN);
        options.setCompressionType(CompressionType.LZ4_COMPRESSION);
    }

    /** Does nothing, because the cache and the limit are shared until the process ends. */
    @Override
    public void close(String store, Options options) {}
}
