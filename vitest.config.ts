import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    include: ["tests/**/*.test.ts"],
    globalSetup: "tests/setup/dynamo.ts",
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: "true" },
    // Files share what they import, or half of the time goes to loading it; what a test changes of the process it mends.
    isolate: false,
    // Two cores carry all files at once: what takes a second alone may take many.
    maxWorkers: 2,
    // Room for what is short-lived: a twentieth of the time went to clearing it away too often.
    execArgv: ["--max-semi-space-size=64"],
    testTimeout: 30_000,
    hookTimeout: 30_000,
    // What is waited for may be slow to come when the other core is busy too.
    expect: { poll: { timeout: 8_000 } },
  },
});
