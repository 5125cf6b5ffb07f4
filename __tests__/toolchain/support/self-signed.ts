import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";

/** A certificate for 127.0.0.1, and its key. */
export interface SelfSigned {
  readonly key: string;
  readonly cert: string;
  /** For AWS_CA_BUNDLE and NODE_EXTRA_CA_CERTS: whoever trusts this file trusts the certificate. */
  readonly certFile: string;
}

/** Makes a certificate in a folder of the test's own. It is good for two days. */
export function selfSigned(folder: string): SelfSigned {
  const [keyFile, certFile] = [join(folder, "key.pem"), join(folder, "cert.pem")];
  const kind = ["-x509", "-newkey", "ec", "-pkeyopt", "ec_paramgen_curve:prime256v1", "-nodes", "-days", "2"];
  const name = ["-subj", "/CN=127.0.0.1", "-addext", "subjectAltName=IP:127.0.0.1"];
  execFileSync("openssl", ["req", ...kind, ...name, "-keyout", keyFile, "-out", certFile], { stdio: "pipe" });
  return { key: readFileSync(keyFile, "utf8"), cert: readFileSync(certFile, "utf8"), certFile };
}
