"""etcd and etcdctl."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_EMBED = "server/embed, 3.1 to 3.6"
_RAFT = "etcdserver/api/rafthttp/probing_status.go, 3.1 to 3.6"

PRODUCT = Product(
    name="etcd",
    roles=(Role.SERVER, Role.CLIENT),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For etcdctl.",
            (
                "export ETCDCTL_CACERT={ca}.pem",
                "etcdctl --endpoints https://{host}:{port} member list",
            ),
        ),
        Remedy.PRESENT_CLIENT_CERTIFICATE: Recipe(
            "For etcdctl.",
            (
                "export ETCDCTL_CERT=client.pem ETCDCTL_KEY=client.key",
                "etcdctl --endpoints https://{host}:{port} member list",
            ),
        ),
    },
    sayings=(
        Saying(
            "msg: rejected connection",
            ("side server",),
            (
                '{"level":"warn","ts":"2024-03-04T10:11:12.000Z","caller":"embed/config_logging.go:169","msg":"rejected'
                ' connection","remote-addr":"192.0.2.7:51234","server-name":"","error":"tls:'
                ' first record does not look like a TLS handshake"}'
            ),
            _EMBED,
            pattern=(
                r"rejected connection(?: on (?:client|peer) endpoint)? remote-addr: "
                r"(?P<client>[\d.]{7,15})"
            ),
        ),
        Saying(
            '"msg":"rejected connection"',
            ("side server",),
            (
                'etcd | {"level":"warn","msg":"rejected'
                ' connection","remote-addr":"192.0.2.7:51234","server-name":"","error":"EOF"}'
                " end"
            ),
            _EMBED,
            pattern=r'"rejected connection".{0,120}"remote-addr":"(?P<client>[\d.]{7,15})',
        ),
        Saying(
            "rejected connection from",
            ("side server",),
            (
                'embed: rejected connection from "192.0.2.7:51234" (error "remote error: tls:'
                ' bad certificate", ServerName "etcd1.example.com")'
            ),
            _EMBED,
            pattern=r'rejected connection from \\?"(?P<client>[\d.]{7,15})',
        ),
        Saying(
            "does not match any of DNSNames",
            ("client-verify name", "side server"),
            (
                'embed: rejected connection from "192.0.2.7:51234" (error "tls: \\"192.0.2.7\\"'
                ' does not match any of DNSNames [\\"etcd1\\"]", ServerName "", IPAddresses [],'
                ' DNSNames ["etcd1"])'
            ),
            "client/pkg/transport/listener_tls.go, 3.2 to 3.6",
        ),
        Saying(
            "rafthttp: health check for peer",
            ("side client",),
            (
                "rafthttp: health check for peer 8e9e05c52164694d could not connect: x509:"
                ' certificate has expired or is not yet valid (prober "ROUND_TRIPPER_SNAPSHOT")'
            ),
            _RAFT,
            pattern=r"health check for peer \w{4,20} could not connect",
        ),
        Saying(
            "prober detected unhealthy status",
            ("side client",),
            (
                '{"level":"warn","caller":"rafthttp/probing_status.go:68","msg":"prober'
                " detected unhealthy"
                ' status","round-tripper-name":"ROUND_TRIPPER_SNAPSHOT","remote-peer-id":"8e9e05c52164694d","rtt":"0s","error":"x509:'
                ' certificate signed by unknown authority"}'
            ),
            _RAFT,
        ),
        Saying(
            "retrying of unary invoker failed",
            ("side client",),
            (
                '{"level":"warn","logger":"etcd-client","msg":"retrying of unary invoker'
                ' failed","target":"etcd-endpoints://0xc000/127.0.0.1:2379","error":"rpc error:'
                " code = DeadlineExceeded desc = latest balancer error: last connection error:"
                ' connection error: desc = \\"transport: authentication handshake failed:'
                ' remote error: tls: bad certificate\\""}'
            ),
            "client/v3/retry_interceptor.go, 3.4 to 3.6",
        ),
        Saying(
            "while peer key/cert files are presented",
            ("config-ignored",),
            (
                "The scheme of peer url http://192.0.2.1:2380 is HTTP while peer key/cert files"
                " are presented. Ignored peer key/cert files."
            ),
            _EMBED,
        ),
        Saying(
            "KeyFile and CertFile are not presented",
            ("no-certificate", "config-error"),
            "cannot listen on TLS for 192.0.2.1:2379: KeyFile and CertFile are not presented",
            "client/pkg/transport/listener.go, 3.0 to 3.6",
        ),
        Saying(
            "KeyFile and CertFile must both be present",
            ("no-certificate", "config-error", "cert-file"),
            "KeyFile and CertFile must both be present[key: , cert: /etc/etcd/peer.crt]",
            "client/pkg/transport/listener.go, 3.0 to 3.6",
        ),
    ),
)
