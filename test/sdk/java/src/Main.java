/** Runs the scenarios with the Java SDK. */
public class Main {
    public static void main(String[] arguments) throws Exception {
        Buckets.register();
        Settings.register();
        Jobs.register();
        Websites.register();
        Objects.register();
        Multipart.register();
        Access.register();
        States.register();
        Versions.register();
        Selecting.register();
        Encryption.register();
        Channels.register();
        Harness.runAll();
        System.exit(0);
    }
}
