// Asks Node whether certificates speak for hosts, as its TLS client does after OpenSSL has verified
// the chain.
//
// A line in: host, certificate in base64, with a tab between. A line out: nothing when the name is
// accepted, else what Node says.
"use strict";

const { X509Certificate } = require("crypto");
const { readFileSync } = require("fs");
const { checkServerIdentity } = require("tls");

for (const line of readFileSync(0, "utf8").split("\n").slice(0, -1)) {
  const [host, der] = line.split("\t");
  const certificate = new X509Certificate(Buffer.from(der, "base64"));
  const refusal = checkServerIdentity(host, certificate.toLegacyObject());
  console.log(refusal ? refusal.message.replace(/\s+/g, " ") : "");
}
