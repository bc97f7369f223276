"""Kubernetes: kubectl, kubelet, the API server, kubeadm, controllers and Helm."""

from __future__ import annotations

from tlswhy.model.diagnosis import Remedy
from tlswhy.products import Product, Recipe, Role
from tlswhy.products.saying import Saying

_API = "apiserver admission/plugin/webhook, 1.9 to 1.32"
_CONF = "client-go clientcmd/validation.go, 1.2 to 1.32"

PRODUCT = Product(
    name="Kubernetes",
    roles=(Role.CLIENT, Role.SERVER),
    recipes={
        Remedy.TRUST_CA: Recipe(
            "For kubectl; for a webhook the CA's PEM stands, in base64, in clientConfig.caBundle.",
            (
                "kubectl config set-cluster CLUSTER --embed-certs=true \\",
                "  --certificate-authority={ca}.pem",
            ),
        ),
        Remedy.RENEW_CERTIFICATE: Recipe(
            "Those that kubeadm made, on each control plane node; then restart its static pods.",
            ("kubeadm certs check-expiration", "kubeadm certs renew all"),
        ),
        Remedy.BYPASS_PROXY: Recipe(
            "Go reads networks; for the API server the variable stands in its manifest.",
            ("export NO_PROXY=localhost,.svc,.cluster.local,10.96.0.0/12,{host}",),
        ),
    },
    speaks=("place kubernetes",),
    sayings=(
        Saying(
            "Unable to connect to the server:",
            ("side client",),
            (
                "Unable to connect to the server: tls: failed to verify certificate: x509:"
                " certificate signed by unknown authority"
            ),
            "kubectl pkg/cmd/util/helpers.go, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: EOF",
            ("eof", "side client"),
            "Unable to connect to the server: EOF",
            "kubectl pkg/cmd/util/helpers.go, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: net/http: TLS handshake timeout",
            ("handshake-timeout", "side client"),
            "Unable to connect to the server: net/http: TLS handshake timeout",
            "kubectl pkg/cmd/util/helpers.go, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: Forbidden",
            ("proxy-answered 403", "leg proxy", "side client"),
            "Unable to connect to the server: Forbidden",
            "kubectl prints a refused CONNECT without its URL, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: Proxy Authentication Required",
            ("proxy-answered 407", "leg proxy", "side client"),
            "Unable to connect to the server: Proxy Authentication Required",
            "kubectl prints a refused CONNECT without its URL, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: Bad Gateway",
            ("proxy-answered 502", "leg proxy", "side client"),
            "Unable to connect to the server: Bad Gateway",
            "kubectl prints a refused CONNECT without its URL, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: Service Unavailable",
            ("proxy-answered 503", "leg proxy", "side client"),
            "Unable to connect to the server: Service Unavailable",
            "kubectl prints a refused CONNECT without its URL, 1.2 to 1.32",
        ),
        Saying(
            "Unable to connect to the server: Gateway Timeout",
            ("proxy-answered 504", "leg proxy", "side client"),
            "Unable to connect to the server: Gateway Timeout",
            "kubectl prints a refused CONNECT without its URL, 1.2 to 1.32",
        ),
        Saying(
            "was refused - did you specify the right host or port?",
            ("refused", "side client"),
            (
                "The connection to the server 192.0.2.7:6443 was refused - did you specify the"
                " right host or port?"
            ),
            "kubectl pkg/cmd/util/helpers.go, 1.2 to 1.32",
            pattern=(
                r"connection to the server (?P<host>[\w.-]{1,253})(?::(?P<port>\d{1,5}))? was"
                r" refused"
            ),
            certain=False,
        ),
        Saying(
            "failed calling webhook",
            ("side client",),
            (
                'Error from server (InternalError): error when creating "a.yaml": Internal'
                ' error occurred: failed calling webhook "webhook.example.com": failed to call'
                ' webhook: Post "https://webhook.example.svc:443/mutate?timeout=10s": tls:'
                " failed to verify certificate: x509: certificate signed by unknown authority"
            ),
            _API,
            pattern=(
                r'failed calling (?:admission )?webhook .{1,300}?(?:Post|dial)(?: \\{0,3}"?'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?))?"
            ),
        ),
        Saying(
            "conversion webhook for",
            ("side client",),
            (
                "conversion webhook for example.com/v1, Kind=Thing failed: Post"
                ' "https://webhook.example.svc:443/convert?timeout=30s": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "apiextensions-apiserver, 1.13 to 1.32",
            pattern=(
                r'conversion webhook for .{1,200} failed: Post \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "error dialing backend:",
            ("side client",),
            "Error from server: error dialing backend: remote error: tls: internal error",
            "apiserver proxy upgradeaware.go, 1.5 to 1.32",
        ),
        Saying(
            "failing or missing response from",
            ("side client",),
            (
                "v1beta1.metrics.k8s.io failed with: failing or missing response from"
                " https://10.96.0.7:443/apis/metrics.k8s.io/v1beta1: Get"
                ' "https://10.96.0.7:443/apis/metrics.k8s.io/v1beta1": tls: failed to verify'
                " certificate: x509: certificate signed by unknown authority"
            ),
            "kube-aggregator available_controller.go, 1.8 to 1.32",
            pattern=r"missing response from (?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)",
        ),
        Saying(
            "couldn't get current server API group list:",
            ("side client",),
            (
                "couldn't get current server API group list: Get"
                ' "https://192.0.2.7:6443/api?timeout=32s": tls: failed to verify certificate:'
                " x509: certificate signed by unknown authority"
            ),
            "client-go discovery memcache.go, 1.26",
        ),
        Saying(
            "could not get apiVersions from Kubernetes",
            ("side client",),
            (
                "Error: could not get apiVersions from Kubernetes: unable to retrieve the"
                " complete list of server APIs"
            ),
            "Helm 2 and 3",
            certain=False,
        ),
        Saying(
            "Kubernetes cluster unreachable:",
            ("side client",),
            (
                "Error: INSTALLATION FAILED: Kubernetes cluster unreachable: Get"
                ' "https://192.0.2.7:6443/version": tls: failed to verify certificate: x509:'
                " certificate signed by unknown authority"
            ),
            "Helm 3 pkg/kube/client.go",
        ),
        Saying(
            "is not a valid chart repository or cannot be reached:",
            ("side client",),
            (
                'Error: looks like "https://charts.example.com" is not a valid chart repository'
                ' or cannot be reached: Get "https://charts.example.com/index.yaml": tls:'
                " failed to verify certificate: x509: certificate signed by unknown authority"
            ),
            "Helm 2 and 3 pkg/repo/chartrepo.go",
            pattern=(
                r'looks like \\?"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)[^"]{0,300}"? is'
                r" not a valid chart repository"
            ),
        ),
        Saying(
            "failed to download openapi:",
            ("side client",),
            (
                'error: error validating "a.yaml": error validating data: failed to download'
                ' openapi: Get "https://192.0.2.7:6443/openapi/v2?timeout=32s": tls: failed to'
                " verify certificate: x509: certificate signed by unknown authority"
            ),
            "kubectl validation, 1.20 to 1.32",
        ),
        Saying(
            "error retrieving resource lock",
            ("side client",),
            (
                "error retrieving resource lock kube-system/kube-scheduler: Get"
                ' "https://192.0.2.7:6443/apis/coordination.k8s.io/v1/namespaces/kube-system/leases/kube-scheduler":'
                " tls: failed to verify certificate: x509: certificate signed by unknown"
                " authority"
            ),
            "client-go leaderelection.go, 1.8 to 1.32",
        ),
        Saying(
            "failed to list *",
            ("side client",),
            (
                "E0304 10:11:12.000000       1 reflector.go:147]"
                " k8s.io/client-go/informers/factory.go:159: Failed to watch *v1.Pod: failed to"
                ' list *v1.Pod: Get "https://10.96.0.1:443/api/v1/pods?limit=500": tls: failed'
                " to verify certificate: x509: certificate signed by unknown authority"
            ),
            "client-go reflector.go, 1.2 to 1.32",
            pattern=(
                r'failed to list \*\w[\w.]{1,80}: Get \\{0,3}"'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
        Saying(
            "Unable to register node with API server",
            ("side client",),
            (
                'E0304 10:11:12.000000 1 kubelet_node_status.go:92] "Unable to register node'
                ' with API server" err="Post \\"https://192.0.2.7:6443/api/v1/nodes\\": tls:'
                ' failed to verify certificate: x509: certificate signed by unknown authority"'
            ),
            "kubelet, 1.2 to 1.32",
        ),
        Saying(
            "Failed to scrape node",
            ("side client",),
            (
                'E0304 10:11:12.000000 1 scraper.go:140] "Failed to scrape node" err="Get'
                ' \\"https://192.0.2.7:10250/metrics/resource\\": x509: cannot validate'
                " certificate for 192.0.2.7 because it doesn't contain any IP SANs\""
                ' node="node1"'
            ),
            "metrics-server scraper.go, 0.4 to 0.7",
        ),
        Saying(
            "bootstrap client certificate in",
            ("client-verify expired", "side client"),
            (
                "E0304 10:11:12.000000 1 bootstrap.go:265] part of the existing bootstrap"
                " client certificate in /etc/kubernetes/kubelet.conf is expired: 2024-03-01"
                " 00:00:00 +0000 UTC"
            ),
            "kubelet bootstrap.go, 1.6 to 1.32",
            pattern=r"bootstrap client certificate in .{1,120}is expired",
        ),
        Saying(
            "failed to run Kubelet: unable to load bootstrap kubeconfig",
            ("client-key", "side client"),
            (
                'E0304 10:11:12.000000 1 run.go:74] "command failed" err="failed to run'
                " kubelet: unable to load bootstrap kubeconfig: stat"
                ' /etc/kubernetes/bootstrap-kubelet.conf: no such file or directory"'
            ),
            "kubelet bootstrap.go, 1.6 to 1.32",
        ),
        Saying(
            "Unable to authenticate the request",
            ("side server",),
            (
                'E0304 10:11:12.000000 1 authentication.go:73] "Unable to authenticate the'
                ' request" err="[x509: certificate has expired or is not yet valid: current'
                " time 2024-03-04T10:11:12Z is after 2024-03-01T00:00:00Z, verifying"
                ' certificate SN=1, SKID=, AKID= failed]"'
            ),
            "apiserver filters/authentication.go, 1.7 to 1.32",
            pattern=r"Unable to authenticate the request.{1,60}x509",
        ),
        Saying(
            "the server has asked for the client to provide credentials",
            ("client-cert-refused", "side client"),
            (
                "error: You must be logged in to the server (the server has asked for the"
                " client to provide credentials)"
            ),
            "kubectl, 1.2 to 1.32",
            certain=False,
        ),
        Saying(
            "You must be logged in to the server (Unauthorized)",
            ("client-cert-refused", "side client"),
            "error: You must be logged in to the server (Unauthorized)",
            "kubectl, 1.2 to 1.32",
            certain=False,
        ),
        Saying(
            "couldn't validate the identity of the API Server:",
            ("side client",),
            (
                "error execution phase preflight: couldn't validate the identity of the API"
                " Server: Get"
                ' "https://192.0.2.7:6443/api/v1/namespaces/kube-public/configmaps/cluster-info?timeout=10s":'
                " tls: failed to verify certificate: x509: certificate signed by unknown"
                " authority"
            ),
            "kubeadm discovery/token, 1.14 to 1.32",
        ),
        Saying(
            "cluster CA found in cluster-info ConfigMap is invalid: none of the public keys",
            ("verify pin", "side client"),
            (
                "error execution phase preflight: couldn't validate the identity of the API"
                " Server: cluster CA found in cluster-info ConfigMap is invalid: none of the"
                ' public keys "sha256:ab" are pinned'
            ),
            "kubeadm discovery/token, 1.14 to 1.32",
        ),
        Saying(
            "unable to read client-cert",
            ("client-key", "side client"),
            (
                "error: invalid configuration: [unable to read client-cert /root/client.crt for"
                " admin due to open /root/client.crt: no such file or directory]"
            ),
            _CONF,
        ),
        Saying(
            "unable to read client-key",
            ("client-key", "side client"),
            (
                "error: invalid configuration: [unable to read client-key /root/client.key for"
                " admin due to open /root/client.key: no such file or directory]"
            ),
            _CONF,
        ),
        Saying(
            "unable to read certificate-authority",
            ("ca-file", "side client"),
            (
                "error: invalid configuration: [unable to read certificate-authority"
                " /root/ca.crt for minikube due to open /root/ca.crt: no such file or"
                " directory]"
            ),
            _CONF,
        ),
        Saying(
            "specifying a root certificates file with the insecure flag is not allowed",
            ("config-error", "side client"),
            "error: specifying a root certificates file with the insecure flag is not allowed",
            "client-go transport/transport.go, 1.2 to 1.32",
        ),
        Saying(
            "unable to load root certificates: unable to parse bytes as PEM block",
            ("ca-file", "side client"),
            "error: unable to load root certificates: unable to parse bytes as PEM block",
            "client-go transport/transport.go, 1.20",
        ),
        Saying(
            "unable to load in-cluster configuration",
            ("config-error",),
            (
                "unable to load in-cluster configuration, KUBERNETES_SERVICE_HOST and"
                " KUBERNETES_SERVICE_PORT must be defined"
            ),
            "client-go rest/config.go",
            certain=False,
        ),
        Saying(
            "Expected to load root CA config from",
            ("ca-file", "side client"),
            (
                "Expected to load root CA config from"
                " /var/run/secrets/kubernetes.io/serviceaccount/ca.crt, but got err: open: no"
                " such file or directory"
            ),
            "client-go rest/config.go, 1.2 to 1.32",
        ),
        Saying(
            "error from a previous attempt: EOF",
            ("eof", "side client"),
            (
                'Post "https://192.0.2.7:6443/api": http2: server sent GOAWAY and closed the'
                " connection; error from a previous attempt: EOF"
            ),
            "client-go, 1.20 to 1.32",
            certain=False,
        ),
        Saying(
            "unable to load client CA",
            ("ca-file", "side server"),
            (
                '"command failed" err="failed to construct kubelet dependencies: unable to load'
                ' client CA file /etc/kubernetes/pki/ca.crt: open: no such file or directory"'
            ),
            "kubelet server.go, 1.10 to 1.32",
            pattern=r"unable to load client CA(?: (?:file|provider))",
        ),
        Saying(
            "no serving certificate available for the kubelet",
            ("no-certificate", "side server"),
            (
                "http: TLS handshake error from 192.0.2.7:51234: no serving certificate"
                " available for the kubelet"
            ),
            "kubelet certificate/kubelet.go, 1.18 to 1.32",
        ),
        Saying(
            "rpc error: code = Unknown desc = Error response from daemon: Get",
            ("side client",),
            (
                'Failed to pull image "registry.example.com/app:1": rpc error: code = Unknown'
                ' desc = Error response from daemon: Get "https://registry.example.com/v2/":'
                " x509: certificate signed by unknown authority"
            ),
            "kubelet dockershim, up to 1.23",
            pattern=(
                r'Error response from daemon: Get \\{0,3}"?'
                r"(?P<host>https?://[\w.-]{1,253}(?::\d{1,5})?)"
            ),
        ),
    ),
)
