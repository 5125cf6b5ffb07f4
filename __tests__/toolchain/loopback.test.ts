import { requireLoopback } from "../../toolchain/loopback";
import { ToolError } from "../../toolchain/tool-error";

test.each([
  ["http://127.0.0.1:4566", "http://127.0.0.1:4566"],
  ["http://127.0.0.1:4566/", "http://127.0.0.1:4566"],
  ["HTTPS://127.255.255.255:1", "https://127.255.255.255:1"],
  ["http://localhost:5000", "http://127.0.0.1:5000"],
  ["http://LocalHost:65535", "http://127.0.0.1:65535"],
  ["http://[::1]:5000/", "http://[::1]:5000"],
])("%s is this machine", (url, normalised) => {
  expect(requireLoopback(url)).toBe(normalised);
});

test.each([
  "",
  " ",
  "nonsense",
  "127.0.0.1:4566",
  "//127.0.0.1:4566",
  "http://127.0.0.1",
  "http://127.0.0.1:",
  "http://127.0.0.1:0",
  "http://127.0.0.1:65536",
  "http://127.0.0.1:99999",
  "http://127.0.0.1:080",
  "http://127.0.0.1:4566/path",
  "http://127.0.0.1:4566?x=1",
  "http://127.0.0.1:4566#x",
  " http://127.0.0.1:4566",
  "http://127.0.0.1:4566\n",
  "http://127.0.0.1:4566\nhttp://example.com:80",
  "ftp://127.0.0.1:21",
  "file:///127.0.0.1:1",
  "javascript:127.0.0.1:1",
  "http://127.0.0.1@example.com:80",
  "http://127.0.0.1:80@example.com:80",
  "http://user:password@127.0.0.1:80",
  "http://@127.0.0.1:80",
  "http://example.com:80",
  "http://127.0.0.1.example.com:80",
  "http://localhost.example.com:80",
  "http://localhost.localstack.cloud:4566",
  "http://localhost.:80",
  "http://example.com#127.0.0.1:80",
  "http://example.com\\@127.0.0.1:80",
  "http:\\\\127.0.0.1:80",
  "http:127.0.0.1:80",
  "http://0.0.0.0:80",
  "http://[::]:80",
  "http://[::ffff:127.0.0.1]:80",
  "http://[::1%25lo]:80",
  "http://::1:80",
  "http://2130706433:80",
  "http://0x7f000001:80",
  "http://0x7f.0.0.1:80",
  "http://0177.0.0.1:80",
  "http://127.0.0.01:80",
  "http://127.1:80",
  "http://127.0.0:80",
  "http://127.0.0.0.1:80",
  "http://127.0.0.256:80",
  "http://127.0.0.999:80",
  "http://126.0.0.1:80",
  "http://128.0.0.1:80",
  "http://10.0.0.1:80",
  "http://169.254.169.254:80",
  "http://１２７.0.0.1:80",
  "http://127。0。0。1:80",
  "https://sts.us-east-1.amazonaws.com:443",
])("%j is not", (url) => {
  expect(() => requireLoopback(url)).toThrow(ToolError);
});

test("the error quotes what was given and says what to do", () => {
  expect(() => requireLoopback("https://ec2.amazonaws.com")).toThrow(
    'AWS_EMULATOR_URL: "https://ec2.amazonaws.com" is not the address of a local AWS: only this machine\'s own loopback addresses are, with a port. Set it to one like http://127.0.0.1:4566, or unset it to have one started.',
  );
});
