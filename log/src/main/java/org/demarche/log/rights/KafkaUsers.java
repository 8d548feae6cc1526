package org.demarche.log.rights;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.demarche.log.kafka.KafkaFutures.get;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ScramCredentialInfo;
import org.apache.kafka.clients.admin.ScramMechanism;
import org.apache.kafka.clients.admin.UserScramCredentialAlteration;
import org.apache.kafka.clients.admin.UserScramCredentialUpsertion;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AccessControlEntryFilter;
import org.apache.kafka.common.acl.AclBinding;
import org.apache.kafka.common.acl.AclBindingFilter;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.acl.AclPermissionType;
import org.apache.kafka.common.resource.ResourcePatternFilter;
import org.demarche.log.kafka.KafkaConfig;

/**
 * Gives each service a user of its own in a Kafka that Compose runs: a password in a file that only
 * this service sees, and exactly the rights of {@link KafkaUser}. The program may run again: it
 * keeps passwords, and removes rights that are no longer needed.
 */
public final class KafkaUsers {

    private static final ScramCredentialInfo SCRAM =
            new ScramCredentialInfo(ScramMechanism.SCRAM_SHA_512, 4096);

    private KafkaUsers() {}

    /**
     * @param arguments the folder that has a folder for each service: ingest, position and gateway
     */
    public static void main(String[] arguments) {
        var config = KafkaConfig.of(environment("KAFKA_"), environment("DEMARCHE_"));
        try (var admin = Admin.create(config.clientProperties())) {
            make(config, admin, Path.of(arguments[0]));
        } catch (IOException | KafkaException e) {
            System.err.println("Cannot make the users in Kafka: " + e.getMessage());
            System.exit(1);
        }
    }

    /**
     * @param folder the folder that has a folder for each service: ingest, position and gateway
     * @throws IOException if a password file cannot be read or written
     * @throws KafkaException if Kafka does not answer, or refuses
     */
    public static void make(KafkaConfig config, Admin admin, Path folder) throws IOException {
        var passwords = new ArrayList<UserScramCredentialAlteration>();
        for (var user : KafkaUser.values()) {
            var name = user.nameIn(config);
            var password = PasswordFile.in(folder.resolve(user.part())).passwordOf(name);
            passwords.add(new UserScramCredentialUpsertion(name, SCRAM, password.getBytes(UTF_8)));
        }
        get(admin.alterUserScramCredentials(passwords).all());
        for (var user : KafkaUser.values()) {
            grant(admin, user.principalIn(config), user.rightsIn(config));
        }
    }

    private static void grant(Admin admin, String principal, List<AclBinding> rights) {
        get(admin.createAcls(rights).all());
        var others = new HashSet<>(get(admin.describeAcls(allOf(principal)).values()));
        rights.forEach(others::remove);
        get(admin.deleteAcls(others.stream().map(AclBinding::toFilter).toList()).all());
    }

    private static AclBindingFilter allOf(String principal) {
        return new AclBindingFilter(
                ResourcePatternFilter.ANY,
                new AccessControlEntryFilter(
                        principal, null, AclOperation.ANY, AclPermissionType.ANY));
    }

    private static Map<String, String> environment(String beginning) {
        var found = new TreeMap<String, String>();
        System.getenv()
                .forEach(
                        (name, value) -> {
                            if (name.startsWith(beginning)) {
                                var key = name.substring(beginning.length());
                                found.put(key.toLowerCase(Locale.ROOT).replace('_', '.'), value);
                            }
                        });
        return found;
    }
}
