package org.demarche.bench;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.demarche.bench.Setting.Place;

/**
 * What a run of {@code bench fold} found, as its JSON has it.
 *
 * @param samples of each time
 */
record FoldReport(int samples, double ratioLimit, List<Row> rows, boolean pass, Machine machine) {

    /** Of the longest history to the shortest: the time must not grow with it. */
    static final double RATIO_LIMIT = 3;

    static FoldReport of(int samples, List<Row> rows) {
        return new FoldReport(
                samples, RATIO_LIMIT, rows, rows.stream().allMatch(Row::pass), Machine.here());
    }

    /**
     * @param setting of what there is more and more of
     * @param place where one more report goes
     * @param bounded the ratios have a limit here
     * @param filedRatio of the medians
     */
    record Row(
            String setting,
            String place,
            boolean bounded,
            List<Size> sizes,
            double filedRatio,
            double retractedRatio) {

        static Row of(Setting setting, Place place, List<Size> sizes) {
            return new Row(
                    setting.name(),
                    place.name(),
                    place.bounded(),
                    sizes,
                    ratio(sizes, size -> size.filed().medianMicros()),
                    ratio(sizes, size -> size.retracted().medianMicros()));
        }

        boolean pass() {
            return !bounded || filedRatio <= RATIO_LIMIT && retractedRatio <= RATIO_LIMIT;
        }

        private static double ratio(List<Size> sizes, ToDoubleFunction<Size> time) {
            var ratio = time.applyAsDouble(sizes.getLast()) / time.applyAsDouble(sizes.getFirst());
            return Math.round(ratio * 100) / 100.0;
        }
    }

    /**
     * @param documents that a filing puts
     * @param documentBytes of these
     */
    record Size(int size, Times filed, Times retracted, int documents, long documentBytes) {}
}
