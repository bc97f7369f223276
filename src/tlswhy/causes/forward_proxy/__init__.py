"""CONNECT, SOCKS and the settings of proxies."""
