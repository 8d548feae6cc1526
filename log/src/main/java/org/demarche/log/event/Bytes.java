package org.demarche.log.event;

/**
 * Some bytes to look for, eight at once. Whatever they are taken from or looked for in has eight
 * more bytes behind them.
 *
 * @param words the bytes, and zeros after them
 */
record Bytes(int length, long[] words) {

    static Bytes of(byte[] bytes, int from, int to) {
        var words = new long[(to - from) / Long.BYTES + 1];
        var last = words.length - 1;
        for (var i = 0; i < last; i++) {
            words[i] = Words.at(bytes, from + i * Long.BYTES);
        }
        var at = from + last * Long.BYTES;
        words[last] = Words.first(to - at, Words.at(bytes, at));
        return new Bytes(to - from, words);
    }

    /** Whether they stand there; what follows them does not matter. */
    boolean isAt(byte[] bytes, int from) {
        var last = words.length - 1;
        var at = from;
        for (var i = 0; i < last; i++, at += Long.BYTES) {
            if (words[i] != Words.at(bytes, at)) {
                return false;
            }
        }
        return words[last] == Words.first(from + length - at, Words.at(bytes, at));
    }
}
