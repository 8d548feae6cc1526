package org.demarche.log.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretTest {

    @Test
    void a_fresh_one_is_read_back_and_has_its_digest_alone() {
        var secret = Secret.fresh();

        var read = Secret.parse(secret.reveal()).orElseThrow();

        assertThat(read.id()).isEqualTo(secret.id());
        assertThat(read.hasDigest(secret.digest())).isTrue();
        assertThat(read.hasDigest(Secret.fresh().digest())).isFalse();
        assertThat(AccessToken.isDigest(secret.digest())).isTrue();
    }

    @Test
    void it_does_not_show_itself() {
        var secret = Secret.fresh();

        assertThat(secret.toString()).isEqualTo("dmr_" + secret.id() + "_…");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "dmr_",
                "dmr_abcdefghijkl_short",
                "xmr_abcdefghijkl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "dmr_abcdefghijkl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA ",
                "dmr_abcdefghijkl_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA="
            })
    void anything_else_is_no_token(String text) {
        assertThat(Secret.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "READ,    true,  false, false, false",
        "CODE,    true,  true,  false, false",
        "OPERATE, true,  false, true,  false",
        "ADMIN,   true,  true,  true,  true"
    })
    void a_role_holds_others(
            AccessRole role, boolean read, boolean code, boolean operate, boolean admin) {
        assertThat(AccessRole.ALL.stream().map(role::holds))
                .containsExactly(read, code, operate, admin);
    }
}
