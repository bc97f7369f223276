// Asks Java's own TLS client about one recorded server flight a line; the lines are described in
// verify.go. It is run from its source: java Verify.java

import java.io.BufferedReader;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.PKIXBuilderParameters;
import java.security.cert.TrustAnchor;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.Date;
import java.util.HashSet;
import java.util.Set;
import javax.net.ssl.CertPathTrustManagerParameters;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.SSLEngineResult.HandshakeStatus;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;

class Verify {
    private static final PrintStream OUT = new PrintStream(System.out, false, StandardCharsets.UTF_8);

    public static void main(String[] arguments) throws Exception {
        BufferedReader in =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8), 1 << 20);
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            OUT.println(judge(line.split("\t")).replaceAll("\\s+", " "));
        }
        OUT.flush();
    }

    private static String judge(String[] asked) throws GeneralSecurityException, IOException {
        Set<TrustAnchor> anchors = new HashSet<>();
        for (String root : asked[2].split(",")) {
            try {
                anchors.add(new TrustAnchor(read(root), null));
            } catch (CertificateException unreadable) {
                // A key store could not hold it either.
            }
        }
        if (anchors.isEmpty()) {
            return "no root can be read";
        }
        // What the default trust manager asks for (sun.security.validator.PKIXValidator).
        PKIXBuilderParameters wanted = new PKIXBuilderParameters(anchors, null);
        wanted.setRevocationEnabled(false);
        wanted.setDate(new Date(Long.parseLong(asked[1])));
        TrustManagerFactory trust = TrustManagerFactory.getInstance("PKIX");
        trust.init(new CertPathTrustManagerParameters(wanted));
        Watched watched = new Watched((X509ExtendedTrustManager) trust.getTrustManagers()[0]);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {watched}, null);
        SSLEngine engine = context.createSSLEngine(asked[0], 443);
        engine.setUseClientMode(true);
        SSLParameters settings = engine.getSSLParameters();
        settings.setEndpointIdentificationAlgorithm("HTTPS");
        settings.setProtocols(new String[] {"TLSv1.2"});
        engine.setSSLParameters(settings);
        String refusal = play(engine, ByteBuffer.wrap(Base64.getDecoder().decode(asked[3])));
        return watched.accepted ? "" : refusal;
    }

    // The chain is judged while the flight is read; one that passes leaves the engine to find that
    // the key exchange is not signed by the certificate's key.
    private static String play(SSLEngine engine, ByteBuffer flight) {
        ByteBuffer scratch = ByteBuffer.allocate(1 << 17);
        try {
            engine.wrap(ByteBuffer.allocate(0), scratch);
            while (flight.hasRemaining()) {
                scratch.clear();
                engine.unwrap(flight, scratch);
                while (engine.getHandshakeStatus() == HandshakeStatus.NEED_TASK) {
                    engine.getDelegatedTask().run();
                }
                if (engine.getHandshakeStatus() == HandshakeStatus.NEED_WRAP) {
                    scratch.clear();
                    engine.wrap(ByteBuffer.allocate(0), scratch);
                }
            }
        } catch (SSLException | RuntimeException refusal) {
            // JDK 17 lets what it did not expect in an extension through to its caller.
            return said(refusal);
        }
        return "the certificate was not looked at";
    }

    private static String said(Throwable refusal) {
        StringBuilder words = new StringBuilder();
        for (Throwable one = refusal; one != null; one = one.getCause()) {
            words.append(words.length() == 0 ? "" : " <- ").append(one.getMessage() == null ? one.getClass().getName() : one.getMessage());
        }
        return words.toString();
    }

    private static X509Certificate read(String der) throws CertificateException {
        byte[] decoded = Base64.getDecoder().decode(der);
        return (X509Certificate) CertificateFactory.getInstance("X.509")
            .generateCertificate(new ByteArrayInputStream(decoded));
    }

    // Remembers whether the trust manager was content.
    private static class Watched extends X509ExtendedTrustManager {
        private final X509ExtendedTrustManager real;
        private boolean accepted;

        private Watched(X509ExtendedTrustManager real) {
            this.real = real;
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine)
                throws CertificateException {
            real.checkServerTrusted(chain, type, engine);
            accepted = true;
        }

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return real.getAcceptedIssuers();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) {
            throw new UnsupportedOperationException();
        }

        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) {
            throw new UnsupportedOperationException();
        }
    }
}
