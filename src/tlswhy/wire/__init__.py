"""TLS bytes: records, handshake messages, alerts and extensions; lossless and lenient."""
