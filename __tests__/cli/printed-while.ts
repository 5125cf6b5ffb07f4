/** What comes of a call, and what it prints; nothing of that is seen. */
export function printedWhile<Result>(call: () => Result): { result: Result; out: string; err: string } {
  const out = jest.spyOn(process.stdout, "write").mockReturnValue(true);
  const err = jest.spyOn(process.stderr, "write").mockReturnValue(true);
  try {
    const result = call();
    return { result, out: out.mock.calls.join(""), err: err.mock.calls.join("") };
  } finally {
    out.mockRestore();
    err.mockRestore();
  }
}
