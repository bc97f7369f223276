"""What people write around an error: what works, what changed, where it runs.

Each row is a key, words of which one has to be there for the pattern to be tried (compiling it is
what costs), and the pattern, all in lower case. People say these things in a thousand ways, so the
patterns join a subject and a verb with little between them, and what they tell weighs little
beside what a program prints.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache

GOOD = r"(?:\b(?:works?|worked|working|fine|ok|okay|pass(?:es|ed)?|succeeds?|succeeded|connects|loads|opens|verif(?:y|ies|ied)|accepts?|trusts|helps?|cures|cured|fixe[sd]|no (?:problem|error|warning|issue)s?|goes away|gone|without (?:a )?(?:problem|error)s?|downloads?|happy)\b|-> ?200)"
NEAR = r"[^.;\n)]{0,60}?"  # between two parts of one remark
INSTALLED = r"(?:installed|imported|added|enabled|present|trusted|deployed|is in\b)"
OS_STORE = r"(?:system|os|operating system|windows|machine|macos|keychain|certificate)[^.;)]{0,20}(?:store|keychain|trust|certificates)|keychain|update-ca-(?:certificates|trust)|/usr/local/share/ca-certificates"
UPDATED = r"(?:upgrad\w+|updat\w+|mov(?:ed|ing)|migrat\w+|switch\w+|bump\w+|new(?:er)? version|rebuil[dt]\w*)"
PROGRAM = r"(?:client|library|sdk|go|golang|python|node(?:js)?|java|jdk|jre|openssl|curl|ruby|php|\.net|chrome|firefox|browser|runtime|image|package|agent|app|os|ubuntu|debian|rhel|centos|fedora|alpine|windows|macos|driver|module|version)"


def _either(one: str, two: str) -> str:
    """In either order."""
    return f"(?:{one}){NEAR}(?:{two})|(?:{two}){NEAR}(?:{one})"


ROWS: tuple[tuple[str, str, str], ...] = (
    # What works.
    ("works browser", "browser|chrome|firefox|edge|safari", _either(r"browsers?|chrome|firefox|edge|safari", GOOD)),
    ("works after-browser", "after|once|until", r"(?:after|once|until)[^.;)]{0,30}(?:load\w*|open\w*|visit\w*|brows\w*)[^.;)]{0,30}\b(?:ie|internet explorer|edge|browser|chrome)\b"),
    ("works other-tool", "curl|wget|s_client|postman|other|python|git|insomnia", _either(r"\b(?:curl|wget|s_client|postman|other (?:tool|program|client)s?|python|git|insomnia)\b", GOOD)),
    ("works direct", "proxy|direct|bypass", r"without (?:the |a |any |corporate )*proxy|" + _either(r"direct(?:ly)?|bypass\w*(?: the)? proxy|no_proxy", GOOD)),
    ("works through-proxy", "proxy", rf"(?:through|via|with|behind) (?:the |a |our )*(?:corporate |site |company )?proxy{NEAR}{GOOD}"),
    ("works other-network", "network|home|elsewhere|outside|vpn|office|mobile|phone|hotspot|lte|4g|5g|another|only|external|public", rf"(?:from|on|at|via|using|over) (?:an?|my|the|his|her)? ?(?:home|another|other|mobile|different|phone|outside|elsewhere|hotspot|lte|4g|5g|cellular|public|external){NEAR}{GOOD}|{GOOD}{NEAR}(?:from|at|on) (?:home|elsewhere|outside|another (?:network|place|machine|location)|a (?:different|mobile) network|mobile data|hotspot)|only (?:from|on|in|at|behind) (?:the |this |that |our |one |an? )*(?:office|corporate|company|work|one|school|university|customer)?\s?(?:network|site|lan|wi-?fi|location|provider|isp|office|country)|off the (?:vpn|network)|(?:without|outside) (?:the )?vpn"),
    ("works tls12", "1.2|1.3", _either(r"(?:--)?tls-?max(?:imum)?(?:[ =]|-version)*1\.2|(?:forc\w+|limit\w+|cap\w+|with|only|held|set)[^.;)]{0,20}tls ?v?1\.2|tls ?1\.3 (?:off|disabled)|disabl\w+ tls ?1\.3|-vers-tls1\.3", rf"{GOOD}|work(?:ed)? ?around\w*")),
    ("works newer-version", "securityprotocol|tls|httpsprotocol|https.protocols|newer", rf"{GOOD}{NEAR}(?:with|after)[^.;)]{{0,30}}(?:securityprotocol|tls ?1\.[23]|tls1[123]|tls1_2|newer (?:client|version|java|openssl))|securityprotocoltype|-dhttps\.protocols"),
    ("works legacy-version", "seclevel|minprotocol|1.0", _either(r"seclevel ?= ?0|minprotocol ?= ?tlsv1\b|--tlsv1\.0|tls ?1\.0 (?:enabled|allowed)", GOOD)),
    ("works older-version", "", rf"(?:older|previous|earlier|old|last|prior) (?:version|release|build|client|image|jdk|java|sdk)s?{NEAR}{GOOD}|(?:same (?:source|code|program|build)|built|binary|version|go|python|node|openssl|java|jdk|v)\s?[^.;)]{{0,20}}\d+(?:\.\d+)+{NEAR}\b(?:works?|fine|connects|passes|ok|downloads)\b|(?<![\d.])\d+\.\d+(?:\.\d+)?(?![\d.]*\d){NEAR}\b(?:works?|passes|connects|ok|fine)\b{NEAR}(?<![\d.])\d+\.\d+|worked (?:before|until|for|with|fine|yesterday|last)|used to work"),
    ("works with-sni", "sni|servername|server_name|server name", _either(r"(?<!no)-servername|with (?:the |a )?(?:sni|server ?name)|ssl_server_name on", rf"{GOOD}|right certificate|correct cert\w*")),
    ("works with-sni", "sni|servername|server name", r"(?:without -servername|-noservername|without (?:the )?(?:sni|server ?name))[^.;)]{0,60}(?:fails?|default|wrong|alert|error|self-signed|refus|reset|closed|hangs)"),
    ("works without-sni", "sni|servername|server name", rf"(?:-noservername|without (?:the )?(?:sni|server ?name|-servername)){NEAR}{GOOD}"),
    ("works other-name", "name|sni", rf"(?:an?other|different|any other|random|bogus) (?:sni|server ?name|name|host ?name){NEAR}{GOOD}|only (?:with )?(?:that|this) (?:name|sni|host)"),
    ("works other-hosts", "other|only", rf"(?:all |every |most )?other (?:https )?(?:sites?|hosts?|servers?|domains?|urls?|endpoints?)[^.;)]{{0,40}}{GOOD}|only (?:this|that|one) (?:site|host|server|domain|url)"),
    ("works os-store", "install|import|add|enabled|present|trust|deploy| in ", rf"(?:{INSTALLED})[^.;)]{{0,40}}(?:{OS_STORE})|(?:{OS_STORE})[^.;)]{{0,40}}(?:has|have|contains?|trusts?)|\b(?:ca|root|certificate)\b[^.;)]{{0,30}}\binstalled\b"),
    ("works inspection-off", "inspect|scan|decrypt|filter|antivirus|shield|protection", rf"(?:paus\w+|disabl\w+|turn\w* off|stopp\w+|exempt\w*|exclud\w+|bypass\w*|without)[^.;)]{{0,30}}(?:inspection|scanning|decrypt\w+|filter\w*|antivirus|shield|protection){NEAR}(?:{GOOD})?"),
    ("works without-pq", "kyber|kem|quantum", r"tlsmlkem=0|tlskyber=0|(?:without|disabl\w+|turn\w+ off|no)[^.;)]{0,30}(?:ml-?kem|kyber|post-?quantum|x25519mlkem768)|postquantumkeyagreement"),
    ("works cipher", "cipher|aes|ecdhe|dhe|rsa|3des|rc4|seclevel", _either(r"(?:add|allow|enabl|with|forc)\w*[^.;)]{0,30}(?:cipher|aes\d+-|ecdhe-|dhe-|tls_rsa|3des|rc4|@seclevel|seclevel)", GOOD)),
    ("works group", "curve|group|secp|25519|p-256|p-384|prime256", _either(r"(?:curves?|groups?|secp\d+r1|x25519|p-256|p-384|prime256v1)", GOOD)),
    ("works small-segments", "mtu|mss|clamp", r"(?:mtu|mss|clamp)[^.;)]{0,40}(?:cures?|fix|help|works?|lower|small|reduc|set to \d|to 1[234]\d\d)"),
    ("works without-check", "check", _either(r"checks? (?:fail|are down|is down|go(?:es)? down)\w*", rf"(?:traffic|requests?){NEAR}{GOOD}")),
    # How it fails, where no program says it.
    ("handshake-timeout", "hang|nothing|no answer|serverhello|stuck|never|forever|stall", r"\bhangs?\b|hangs? forever|nothing (?:comes back|happens|more)|no (?:answer|reply|response|serverhello) (?:after|for|to|ever|comes)|stuck (?:at|after|in)|never (?:returns|completes|answers|finishes)|\bstalls?\b"),
    ("reset", "client hello|clienthello", r"\b(?:abort\w*|reset|drop(?:s|ped)|cut off)\b[^.;)]{0,30}(?:after|on|upon)[^.;)]{0,20}client ?hello|client ?hello\"?[^.;)]{0,30}\b(?:is|are|was|gets?|got) (?:reset|aborted|dropped|cut off)"),
    # Where it fails.
    ("fails all-hosts", "every|all|any", r"(?:every|all|any) (?:https )?(?:site|host|url|web ?site|request|server|domain)s?\b|all https|everything over https|any https"),
    ("fails all-clients", "every|all|any|whole", r"(?:every|all|any|whole) (?:client|browser|device|fleet|agent|node)s?\b"),
    ("fails one-client", "except|but|only|other", r"(?:all|every|other|any)(?: of)?(?: (?:the|my|our))?(?: other)? (?:devices?|phones?|tablets?|machines?|computers?|laptops?|pcs?|clients?)[^.;)]{0,20} (?:except|but|apart from) |only (?:on )?(?:one|a single|this|my|that) (?:device|phone|tablet|machine|computer|laptop|pc)\b"),
    ("fails some-hosts", "some|certain|few|several|other", r"(?:some|certain|a few|several) (?:https )?(?:sites?|hosts?|servers?|urls?)"),
    ("fails sometimes", "sometimes|intermittent|sporadic|random|now and then|occasional|flaky|once|every few|one in|time to time", r"\b(?:sometimes|intermittent\w*|sporadic\w*|random(?:ly)?|now and then|occasional\w*|flaky|once in a while|every few|one in (?:ten|\d+)|from time to time)\b"),
    # What changed.
    ("changed client", "since|after|when|until|once|before|with", rf"(?:since|after|when|until|once|before)[^.;)]{{0,40}}(?:{UPDATED})[^.;)]{{0,40}}{PROGRAM}|(?:since|after|when)[^.;)]{{0,40}}{PROGRAM}[^.;)]{{0,30}}(?:{UPDATED})|(?:since|after|with) (?:go|python|node|java|openssl|jdk|chrome|curl)[ -]?v?\d"),
    ("changed client-pq", "go|openssl|chrome|firefox|jdk", r"(?:go ?1\.2[3-9]|openssl 3\.[5-9]|chrome 1[23]\d|firefox 13\d|jdk ?2[4-9])(?![^.;)]{0,20}works)"),
    ("changed server", "server|site|host|operator|provider|they", r"(?:server|site|host|operator|provider|they)[^.;)]{0,40}(?:disabled|dropped|turned off|removed|deprecat\w+|no longer)[^.;)]{0,20}(?:tls|ssl|cipher|3des|rc4)|(?:since|after)[^.;)]{0,30}server[^.;)]{0,20}(?:upgrad|updat|harden)\w+"),
    ("changed certificate", "cert|key", r"(?:renew\w*|reissu\w*|re-issu\w*|rotat\w*|replac\w*|new|chang\w+)[^.;)]{0,30}\b(?:cert(?:ificate)?s?|key type|private key)\b|certificate (?:was|is|has been) (?:renewed|reissued|replaced|rotated)"),
    ("changed ca", "ca|root|issuer|intermediate", r"(?:rotat\w*|new|chang\w+|replac\w*|renew\w*)[^.;)]{0,25}\b(?:ca|root|issuer|intermediate)\b|\bca\b[^.;)]{0,20}(?:rotation|rotated|changed|replaced)"),
    ("changed policy", "harden|polic|fips|security update|disabledalg|gpo|cis|disabled", r"harden\w*|crypto-?polic\w+|fips mode|security update|disabledalgorithms|group policy|\bgpo\b|cis benchmark|disabled (?:tls|ssl)"),
    ("changed inspector", "updat|upgrad", r"(?:endpoint[- ]security|antivirus|anti-virus|security (?:product|suite|software|agent)|inspection|zscaler|netskope|eset|kaspersky|avast)[^.;)]{0,60}(?:updat|upgrad)\w+"),
    # Where it runs, and what is on the way.
    ("place corporate", "corp|company|enterprise|office|work|employer|network|department|behind", r"\b(?:corporate|corp (?:network|proxy|laptop|vpn)|company|enterprise|office|work(?:place)? (?:laptop|network|machine|pc)|employer|our network|it department|behind (?:an? |the |our )?(?:proxy|firewall))\b"),
    ("place vpn", "vpn|pptp|wireguard|ipsec|anyconnect|globalprotect|tailscale", r"\b(?:vpn|pptp|wireguard|ipsec|openvpn|anyconnect|globalprotect|tailscale)\b"),
    ("place container", "container|docker|podman|pod|alpine|scratch|distroless|kubernetes", r"\b(?:container|docker|podman|pod|dockerfile|alpine|scratch image|distroless|kubernetes)\b"),
    ("place kubernetes", "kube|k8s|cluster|namespace|webhook|pod|helm|ingress|istio", r"\b(?:kubernetes|k8s|kubectl|cluster|namespace|webhook|pod|helm|ingress|kubelet|istio)\b"),
    ("place captive", "hotel|captive|airport|guest|login|wifi|wi-fi|train|caf|walled|portal", r"\b(?:hotel|captive|airport|guest (?:wi-?fi|network)|login page|wi-?fi login|train|caf[eé]|walled garden|portal page)\b"),
    ("place inspected", "zscaler|netskope|blue|fortigate|palo|umbrella|crypt|sign|inspect|intercept|middle|mitm|bump|scanning|packet", r"\b(?:decrypt(?:s|ed|ion|ing)?(?! (?:operation |has )?fail)|re-?sign(?:s|ed|ing)?|inspect(?:s|ed|ion|ing)?|intercept(?:s|ed|ion|ing)?|man-in-the-middle|mitm\w*|ssl-?bump|bump(?:s|ed)?|https scanning|deep packet|break and inspect|tls interception|zscaler|netskope|blue ?coat|fortigate|palo alto|umbrella|forcepoint)\b"),
    ("place antivirus", "virus|endpoint|kaspersky|eset|avast|avg|bitdefender|norton|mcafee|sophos|scanning|shield", r"\b(?:anti-?virus|endpoint[- ](?:security|protection)|kaspersky|eset|avast|avg|bitdefender|norton|mcafee|sophos|https scanning|web shield)\b"),
    ("place dns-filter", "dns|hole|adguard|block|hosts|sinkhole", r"\b(?:pi-?hole|adguard|dns filter|filter(?:ing)? dns|sinkhole|dns (?:block|blackhole)\w*|local dns|block ?list|hosts file|/etc/hosts)\b"),
    ("place split-dns", "dns|split|resolve|domain|ndots", r"\b(?:split[- ](?:horizon|dns|brain)|internal dns|resolves? to (?:a |the )?(?:wrong|old|internal|another|private)|stale (?:dns|record)|search domain|wildcard dns|ndots)\b"),
    ("place censor", "censor|blocked|firewall|dpi|isp|russia|china|iran|turkey|kazakh|rkn|roskom|country|clienthello", r"\b(?:censor\w*|blocked in|great firewall|dpi|isp blocks?|in (?:russia|china|iran|turkey|kazakhstan)|rkn|roskomnadzor)\b"),
    ("place egress-by-proxy", "proxy|node|gap|direct", r"(?:outbound|egress|internet(?: access)?|access|outside)[^.;)]{0,25}only (?:via|through|by|over)[^.;)]{0,20}proxy|only (?:via|through) (?:the |a |our )?(?:\w+ )?proxy|air-?gapped|no direct (?:internet|access|egress)"),
    ("place proxy-not-set", "proxy", r"(?:no|without)[^.;)]{0,15}proxy (?:set|configured|setting)|(?:had|has|have) no proxy|proxy (?:is|was) not (?:set|configured|used)|ignor\w+ (?:the )?(?:https?_)?proxy|sudo (?:drops|strips|resets)|not (?:go|going|use|using) (?:through )?the proxy"),
    ("place no-proxy", "proxy|bypass|exclu", r"no_?proxy|nonproxyhosts|bypass ?list|proxy_?exclu\w+"),
    ("place proxy-listens-tls", "proxy", r"proxy[^.;)]{0,30}(?:listens?|speaks?|expects?|is an?|port)[^.;)]{0,20}(?:https|tls|ssl)\b"),
    ("place behind-proxy", "balancer|proxy|ingress|gateway|nginx|haproxy|traefik|cloudflare|alb|elb|browser", r"(?:load ?balancer|reverse proxy|proxy|ingress|gateway|nginx|haproxy|traefik|cloudflare|alb|elb)[^.;)]{0,25}(?:in front|sits|before|terminat\w+)|behind (?:an? |the )?(?:load ?balancer|reverse proxy|nginx|haproxy|traefik|ingress|cloudflare|alb|elb)"),
    ("place strict-mtls", "strict|sidecar", r"\bstrict\b[^.;)]{0,40}(?:mtls|mutual|permissive|mode)|(?:peerauthentication|mtls)[^.;)]{0,30}strict|no sidecar|without (?:a )?sidecar"),
    ("place mtls", "mtls|mutual|two-way|client|external|peer", r"mechanism \[external\]|sasl/external|sslverifyclient (?:require|optional)|ssl_verify_client on|verify[ _]required|requireandverifyclientcert|fail_if_no_peer_cert|clientauth[\w.]{0,12}[ =:\"]{1,3}(?:required|true|want|need)|requestcert: ?true|ssl\.client\.auth ?= ?required|tls-?verify-?client|\b(?:mtls|mutual tls|two-way (?:ssl|tls)|client[- ]cert(?:ificate)?s?|authenticates? with a (?:client )?certificate)\b"),
    ("place psk", "psk|shared", r"\bpsk(?:_\w+)?\b|pre-?shared"),
    ("place ecdsa", "ecdsa|secp|prime256|ec key|elliptic|p-256|ec", r"(?<![!-])\becdsa\b|secp\d+r1|prime256v1|\bec key\b|--key-type ecdsa|p-256 key|elliptic\.p\d+"),
    ("place cipher-list", "cipher|ecdhe", r"ciphersuites?:|ssl_ciphers|cipher ?list|sslciphersuite|ciphers ?=|only [^.;)]{0,20}ecdhe-rsa"),
    ("place curve", "curve|25519|p-521|secp521|brainpool", r"\b(?:curves?|ssl_ecdh_curve|ecdhe? curve|x25519[- ]only|p-521|secp521r1|brainpool\w*)\b"),
    ("place hardware-key", "tpm|smart|hsm|yubikey|pkcs|token|piv", r"\b(?:tpm|smart ?card|hsm|yubikey|pkcs#?11|token|piv)\b"),
    ("place fips", "fips", r"\bfips\b"),
    ("place clock", "clock|rtc|ntp|chrony|time|date|battery|hour|1970", r"\b(?:clock|rtc|ntp|chrony|system time|time ?zone|hwclock|date is (?:wrong|off)|battery|hours? (?:ahead|behind|later)|1970)\b"),
    ("place embedded", "esp|arduino|raspberry|embedded|board|iot|firmware|stm32|openwrt", r"\b(?:esp32|esp8266|arduino|raspberry|embedded|board|iot device|firmware|stm32|openwrt)\b"),
    ("place fresh-ca", "generated|created|issued|made", r"(?:certificate|ca)[^.;)]{0,30}(?:generated|created|issued|made)[^.;)]{0,30}(?:at boot|just|minutes? ago|today|by this)"),
    ("place mtu", "mtu|mss|ppp|jumbo|fragment|overlay|vxlan", r"\b(?:mtu|mss|ppp0|pppoe|jumbo|fragment\w*|overlay network|vxlan\d{0,6})\b"),
    ("place load", "load|cpu|pool|entropy|burst|starv|10k|busy|connections|storm", r"\b(?:heavy load|under load|overload\w*|cpu|thread ?pool|entropy|burst|starv\w+|10k|busy|many connections|reconnect storm)\b"),
    ("place pq", "kyber|kem|quantum|pqc", r"\b(?:ml-?kem|kyber|post-?quantum|x25519mlkem768|pqc)\b"),
    ("place health-check", "check|probe|nagios|uptime|monitor|liveness|readiness|balancer|nlb", r"\b(?:health ?checks?|probes?|nagios|uptime ?\w*|monitoring|liveness|readiness|network load balancer|nlb|load balancer'?s? (?:check|address)\w*|tcp check)\b"),
    ("place scanner", "scan|shodan|censys|bot|noise|zgrab|nmap|testssl|sslyze|nessus|qualys|openvas", r"(?<!printer/)(?<!printer or )(?<!copier/)(?<!document )\b(?:scanner(?! sends| to (?:e-?)?mail)|shodan|censys|bots?|port scan\w*|internet noise|masscan|zgrab|nmap|sslscan|testssl(?:\.sh)?|sslyze|nessus|qualys|openvas)\b"),
    ("place periodic", "every|once|each|per second", r"every (?:\d+ ?)?(?:few )?(?:s|sec\w*|min\w*)\b|once a (?:minute|second)|each (?:\d+ )?(?:second|minute)s?"),
    ("place host-forwarded", "proxy_ssl_name|preserve|host|changeorigin", r"proxy_ssl_name|preserve_?host|proxypreservehost|\$host\b|host header[^.;)]{0,40}(?:forward|pass|origin|upstream)|changeorigin"),
    ("place upstream-block", "upstream|backend", r"upstream_balancer|\"?[\w-]*(?:upstream|backend)[\w-]*\"? while ssl handshaking|name of the upstream block"),
    ("place passthrough", "preread|inspector|ssl_|hostsni|passthrough|routing|mode tcp", r"ssl_preread|tls_inspector|req[._]ssl_(?:sni|hello_type)|hostsni|ssl passthrough|sni routing|mode tcp"),
    ("place proxy-protocol", "proxy", r"proxy[- ]?protocol|send-proxy|accept-proxy|proxy_protocol|use-proxy-protocol"),
    ("place port-forward", "nat|forward|->|=>|→|maps", r"\bnat\b|port[- ]forward\w*|(?<![\d:.])\d{2,5} ?(?:->|=>|→) ?(?:guest |container |internal )?\d{2,5}(?![\d.:])|maps? port"),
    ("place wildcard", "", r"\*\.\*\.|wildcard"),
    ("place cn-only", "cn|common|san|alt", r"only (?:an? |the )?(?:cn|common name)|no (?:san|subject ?alt\w*)|without (?:an? )?(?:san|subject ?alt\w*)|cn ?= ?[\w.-]+ and no san"),
    ("place long-lifetime", "days|year|825|398", r"-days (?:8[3-9]\d|9\d\d|\d{4,})|\b(?:ten|10|5|five|3|three|20)[- ]years?\b|valid for (?:\d{4,} days|\d+ years)|825|398"),
    ("place apple", "ios|iphone|ipad|macos|safari|apple", r"\b(?:ios|iphone|ipad|macos|safari|apple)\b"),
    ("place self-signed", "self", r"self[- ]signed"),
    ("place no-bundle", "no such|cafile|ca-cert|scratch|bundle|no ca|no root", r"ca-certificates\.crt: no such file|cafile: none|no ca-certificates|ca-certificates (?:is |was )?(?:not|missing)|from scratch|no (?:ca|root) (?:certificates|bundle)"),
    ("place intermediate", "intermediate|fullchain|chain|leaf", r"\bintermediates?\b|fullchain|chain file|only (?:the |its )?leaf|chain of one|missing (?:the )?chain"),
    ("place aia", "aia|cached|leaf", r"\baia\b|cached intermediate"),
    ("place cross-sign", "dst|addtrust|cross|x3|isrg|root ca", r"dst root|addtrust|cross-?sign\w*|x3\b|isrg root|\broot ca\b[^.;)\n]{0,12} expired"),
    ("place distrusted", "distrust|symantec|wosign|startcom|trustcor|entrust|tugra|globaltrust|camerfirma|chunghwa|netlock", r"\b(?:distrust\w*|symantec|wosign|startcom|trustcor|entrust|e-?tugra|globaltrust|camerfirma|chunghwa|netlock)\b"),
    ("place pinned", "pin", r"\bpin(?:s|ned|ning)?\b"),
    ("place old-system", "android|jre|java|windows|centos|ubuntu|debian|old|sdk|jr", r"android ?(?:[4-7](?:\.\d)*)\b|\bjre? ?7|java ?7|windows (?:xp|7|server 2008|2012)|centos ?[67]|ubuntu ?1[246]\.04|debian ?[789]\b|old (?:device|phone|system|os|jre|distribution|sdk)"),
    ("place ech", "ech|encrypted", r"\bech\b|encrypted client ?hello|cloudflare-ech"),
    ("place coalescing", "coalesc|reuse|http/2|wildcard|keep", r"coalesc\w*|connection reuse|http/2|keep-?alive"),
    ("place edge-certificate", "edge|certificate|universal", r"edge certificate|certificate (?:is |still )?(?:pending|not (?:yet )?issued|being issued)|universal ssl"),
    ("place renewed-not-reloaded", "renewed|rotated|replaced", r"(?:renewed|rotated|replaced)[^.;)]{0,60}\b(?:reload\w*|restart\w*|still|but not|never)\b|should have been (?:renewed|rotated|replaced)"),
    ("place no-sni", "sni|unknown|literal|servername", r"enablesniextension=false|-noservername|no sni|without sni|sends? no (?:sni|server ?name)|ip (?:address )?literal"),
    ("nothing-wrong", "user|client|customer|everything|traffic|service|site|app|nothing|out of", r"(?:users?|clients?|customers?|everything|traffic|service|site|app)[^.;)]{0,30}(?:notice nothing|not(?:ice)? affected|unaffected|works? (?:fine|normally|as usual)|no complain\w*|is fine|all fine)|nothing (?:seems )?(?:is )?broken"),
    ("issuer private", "ca|private|internal|own|mkcert", r"\b(?:own|internal|private|company|in-house|local development|our|my|home-?made|mkcert|step-?ca|vault|cert-manager|easy-?rsa|active directory|ad cs|kubernetes) ?(?:root |signing )?\bca\b|local(?:ly)? (?:development )?ca\b|\binternal certificate|mkcert|own (?:root|certificate authority)|private (?:root|certificate)"),
    ("issuer public", "encrypt|public|digicert|sectigo|globalsign|godaddy", r"let'?s encrypt|public (?:ca|server|site|host|certificate)|digicert|sectigo|globalsign|godaddy|\bpublic\b"),
    ("position certificate-request", "request|empty", r"certificate ?request|empty certificate message|certificate message was empty"),
)  # fmt: skip


def remarks(lower: str) -> Iterator[tuple[str, int, int]]:
    """The keys of what is remarked in a text in lower case, and where: begin and end."""
    for key, words, pattern in ROWS:
        if words and not any(word in lower for word in words.split("|")):
            continue
        match = _compiled(pattern).search(lower)
        if match is not None and match.end() > match.start():
            yield key, match.start(), match.end()


@cache
def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern)
